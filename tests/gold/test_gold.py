"""The held-out gold annotations are well formed: spans, types, figures, dates and documents."""

from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tawatur.codebook import is_event_type, is_measure

HERE = Path(__file__).resolve().parent
DATE = re.compile(r"(?:(?:\d{4}|-)(?:-\d{2}(?:-\d{2})?)?)(?:/\d{4}(?:-\d{2}(?:-\d{2})?)?)?")
MAIN_OPERATORS = {"=", ">", ">=", "<", "<=", "~", "range"}


def load_annotate() -> ModuleType:
    """The script beside this test, which is not a package."""
    specification = importlib.util.spec_from_file_location("gold_annotate", HERE / "annotate.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


annotate = load_annotate()
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (HERE / "reports.jsonl").read_text(encoding="utf-8").splitlines()
]
PLACED = [
    pytest.param(row, event, id=f"{row['document']}-{number}")
    for row in ROWS
    for number, event in enumerate(row["events"])
]
EVENTS = [pytest.param(entry.values[1], id=entry.id) for entry in PLACED]


def report(row: dict[str, Any]) -> str:
    """The text of a gold line's report."""
    return (HERE / "reports" / str(row["document"])).read_text(encoding="utf-8")


def test_the_gold_file_is_what_the_annotations_say() -> None:
    """reports.jsonl is up to date with annotations.yaml and the reports."""
    assert (HERE / "reports.jsonl").read_text(encoding="utf-8") == annotate.build()


def test_every_report_is_annotated_once_and_every_annotation_has_its_report() -> None:
    """The gold lines and the files in reports/ are the same set."""
    assert Counter(row["document"] for row in ROWS) == Counter(path.name for path in (HERE / "reports").iterdir())


def test_no_two_reports_are_the_same() -> None:
    """A report counted twice would weigh twice in the scores."""
    assert len({report(row) for row in ROWS}) == len(ROWS)


def test_about_a_quarter_of_the_reports_are_negatives() -> None:
    """A relevant report has an event to find or a stretch to leave alone; the others have no event."""
    negatives = [row for row in ROWS if not row["relevant"]]
    assert [row["document"] for row in negatives if row["events"]] == []
    assert [row["document"] for row in ROWS if row["relevant"] and not row["events"]] == []
    assert 0.2 <= len(negatives) / len(ROWS) <= 0.35


@pytest.mark.parametrize(("row", "event"), PLACED)
def test_evidence_is_the_quote(row: dict[str, Any], event: dict[str, Any]) -> None:
    """The evidence span opens and closes with the words the annotator quoted."""
    start, end = event["evidence"]
    first, _, last = event["quote"].partition(annotate.ELLIPSIS)
    words = report(row)[start:end]
    assert words.startswith(first)
    assert words.endswith(last)
    assert "\n\n" not in words


@pytest.mark.parametrize("event", EVENTS)
def test_type_belongs_to_the_codebook(event: dict[str, Any]) -> None:
    """Every gold type is a codebook type, and a bare "attack" stands for its family."""
    assert is_event_type(event["type"])
    assert event["family_only"] or event["type"] != "attack"


@pytest.mark.parametrize("event", EVENTS)
def test_figures_have_a_measure_an_operator_and_values(event: dict[str, Any]) -> None:
    """A measure of the codebook and a known operator; a range rises; only a vague figure lacks a value."""
    for figure in event["figures"] + event["allowed"]:
        assert is_measure(figure["measure"])
        assert figure["op"] in MAIN_OPERATORS
        value = figure["value"]
        if figure["op"] == "range":
            assert value == sorted(value)
            assert len(value) == 2
        else:
            assert (value is None) == ("low" in figure)
    asked = [(figure["measure"], figure["op"], str(figure["value"])) for figure in event["figures"]]
    assert len(set(asked)) == len(asked)
    assert [figure for figure in event["figures"] if figure["value"] is None] == []


@pytest.mark.parametrize("event", EVENTS)
def test_dates_and_countries_are_written_in_their_standards(event: dict[str, Any]) -> None:
    """Dates are EDTF (or --MM-DD where the year is not in the text), countries ISO 3166-1 alpha-2."""
    assert event["date"] is None or DATE.fullmatch(event["date"])
    assert event["country"] is None or re.fullmatch(r"[A-Z]{2}(;[A-Z]{2})*", event["country"])


@pytest.mark.parametrize(("row", "event"), PLACED)
def test_names_stand_in_the_report_as_worded(row: dict[str, Any], event: dict[str, Any]) -> None:
    """Place, actor and attribution are the report's own words, and a happening has a shared id."""
    words = report(row)
    names = [event[field] for field in ("place", "actor", "attribution") if event[field]]
    assert [name for name in names if name not in words] == []
    assert event["event"] is None or re.fullmatch(r"N\d{2,3}[a-z]?", event["event"])


def test_optional_stretches_lie_inside_their_report() -> None:
    """Optional spans are within the report and not empty."""
    outside = [
        (row["document"], start, end)
        for row in ROWS
        for start, end in row["optional"]
        if not 0 <= start < end <= len(report(row))
    ]
    assert outside == []


def test_one_happening_has_one_country() -> None:
    """Events that share an id are the same happening, so their countries agree."""
    countries: dict[str, set[str]] = {}
    for row in ROWS:
        for event in row["events"]:
            countries.setdefault(event["event"], set()).update(filter(None, [event["country"]]))
    assert {name: found for name, found in countries.items() if len(found) > 1} == {}


def test_a_quote_that_stands_twice_is_refused() -> None:
    """An ambiguous quote would move the evidence silently."""
    with pytest.raises(ValueError, match="stands 2 times"):
        annotate.span("قتل وقتل", "قتل")


def as_claims(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The claims of a reader that found exactly what the gold line says."""
    return [
        {
            "document": row["document"],
            "span": event["evidence"],
            "event_type": event["type"],
            "date": event["date"] and event["date"].replace("--", "XXXX-"),
            "places": [{"country": code} for code in (event["country"] or "").split(";") if code],
            "figures": event["figures"],
            "attribution": [{"text": event["attribution"]}] if event["attribution"] else [],
            "event": event["event"] or f"unnamed {number}",
        }
        for number, event in enumerate(row["events"])
    ]


def test_a_reader_that_agrees_with_the_gold_scores_one() -> None:
    """Scored against itself the gold is perfect, so no annotation asks for what the scorer cannot grant."""
    scorer = HERE.parents[1] / ".." / "shared" / "eval" / "score_claims.py"
    if not scorer.exists():
        pytest.skip("the shared scorer is not here")
    specification = importlib.util.spec_from_file_location("score_claims", scorer)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    result, _ = module.score([claim for row in ROWS for claim in as_claims(row)], ROWS)
    assert {name: result[name]["f1"] for name in ("relevance", "detection", "figures", "clusters")} == {
        "relevance": 1.0,
        "detection": 1.0,
        "figures": 1.0,
        "clusters": 1.0,
    }
    assert [name for name in ("type", "date", "country", "attribution") if result[name]["acc"] != 1.0] == []
