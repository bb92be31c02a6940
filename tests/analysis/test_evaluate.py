"""Scoring agrees with the published scorer to the last figure, and says what is wrong, the worst first."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tawatur.analysis import agreement, evaluate, read_claims, read_gold, score
from tawatur.errors import DataError

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
SCORER = SHARED / "eval" / "score_claims.py"

KINDS = [
    "bombing",
    "attack",
    "shelling",
    "arrest",
    "foiled_plot",
    "sentence",
    "designation",
    "funding",
    "denial",
    "agreement",
    "picnic",
]
DATES = [
    "2024",
    "2024-03",
    "2024-03-22",
    "2024-03-22~",
    "2024-03/2024-05",
    "2024-02-28/2024-03-01",
    "../2016",
    "2025-01/..",
    "XXXX-02-13",
    "XXXX-02",
    "2014-10/2015-03",
]
GOLD_DATES = [*(date for date in DATES if "XXXX" not in date), "--02-13", "--02"]
NAMES = ["وزارة الداخلية", "وِزارةُ الداخليّة", "الوزارة", "المتحدث باسم وزارة الداخلية الروسية", "UN", "أ", ""]
COUNTRIES = ["IR", "RU", "AF", "AT", "DE"]
VALUES = [1, 2, 8, 90, 145, [10, 20], None]


def figure(pick: random.Random) -> dict[str, Any]:
    row: dict[str, Any] = {
        "measure": pick.choice(["killed", "injured", "arrested", "sentenced", "amount"]),
        "op": pick.choice(["=", ">", "~", "range"]),
        "value": pick.choice(VALUES),
    }
    if pick.random() < 0.2:
        row["vague"] = True
    return row


def figures(pick: random.Random) -> list[dict[str, Any]]:
    return [figure(pick) for _ in range(pick.randint(0, 3))]


def span(pick: random.Random) -> list[int]:
    start = pick.randint(0, 900)
    return [start, start + pick.choice([0, 5, 40, 120, 700])]


def claim(pick: random.Random, document: str) -> dict[str, Any]:
    places = [{"country": pick.choice([*COUNTRIES, None])} for _ in range(pick.randint(0, 3))]
    row: dict[str, Any] = {"document": document, "span": span(pick), "event_type": pick.choice(KINDS)}
    row["event"] = pick.choice([None, "evt_1", "evt_2", "evt_3"])
    row["date"] = pick.choice([None, *DATES])
    row["place"] = places[0] if places else None
    row["places"] = places if pick.random() < 0.5 else []
    row["figures"] = figures(pick)
    row["attribution"] = [{"text": pick.choice(NAMES)} for _ in range(pick.randint(0, 2))]
    return row


def gold_event(pick: random.Random) -> dict[str, Any]:
    row: dict[str, Any] = {"type": pick.choice(KINDS), "evidence": span(pick), "figures": figures(pick)}
    row["date"] = pick.choice([None, *GOLD_DATES])
    optional = {
        "country": pick.choice(["IR", "AT;DE", "RU"]),
        "attribution": pick.choice([None, *NAMES]),
        "event": pick.choice(["kerman", "moscow"]),
        "allowed": figures(pick),
        "family_only": True,
        "quote": "نص " * 40,
    }
    return row | {name: value for name, value in optional.items() if pick.random() < 0.6}


def gold_report(pick: random.Random, document: str) -> dict[str, Any]:
    row: dict[str, Any] = {"document": document, "language": pick.choice(["ar", "fa"])}
    row["events"] = [gold_event(pick) for _ in range(pick.randint(0, 4))]
    if pick.random() < 0.5:
        row["optional"] = [span(pick)]
    if pick.random() < 0.3:
        row["relevant"] = False
    return row


def made_up(seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    pick = random.Random(seed)
    documents = [f"{number}.txt" for number in range(pick.randint(1, 6))]
    claims = [claim(pick, document) for document in [*documents, "elsewhere.txt"] for _ in range(pick.randint(0, 6))]
    return claims, [gold_report(pick, document) for document in documents]


def claims_from(gold: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """What an extractor that reads most of the gold right would export."""
    pick = random.Random(seed)
    found = []
    for report in gold:
        for event in report["events"]:
            row = claim(pick, report["document"])
            row |= {"span": event["evidence"], "event_type": event["type"], "event": event.get("event")}
            if pick.random() < 0.8:
                row |= {"date": event["date"], "figures": event["figures"]}
                row |= {"places": [], "place": {"country": event.get("country", "").split(";")[0] or None}}
                row["attribution"] = [{"text": event.get("attribution")}]
            if row["date"] and row["date"].startswith("--"):
                row["date"] = "XXXX" + row["date"][1:]
            if pick.random() < 0.9:
                found.append(row)
    return found


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    if not SCORER.exists():
        pytest.skip("the published scorer is not beside this checkout")
    spec = importlib.util.spec_from_file_location("score_claims", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(150))
def test_figures_equal_the_published_scorer_s(scorer: ModuleType, seed: int) -> None:
    """On made-up claims and gold, every figure and every listed disagreement is the same."""
    claims, gold = made_up(seed)
    assert score(claims, gold) == scorer.score(claims, gold)


@pytest.mark.parametrize("name", ["dev.jsonl", "dev_reports.jsonl"])
@pytest.mark.parametrize("seed", range(5))
def test_figures_on_gold_equal_the_published_scorer_s(scorer: ModuleType, name: str, seed: int) -> None:
    """Likewise on the gold files, with claims that are right more often than not."""
    gold = rows(SHARED / "gold" / name)
    claims = claims_from(gold, seed)
    assert score(claims, gold) == scorer.score(claims, gold)


MOSCOW = {
    "type": "armed_assault",
    "evidence": [10, 60],
    "date": "2024-03-22",
    "country": "RU",
    "figures": [{"measure": "killed", "op": "=", "value": 145}],
    "event": "moscow",
}
KERMAN = {"type": "bombing", "evidence": [100, 160], "date": "2024-01", "country": "IR", "event": "kerman"}
GOLD = [{"document": "a.txt", "events": [MOSCOW, KERMAN]}]


def said(**changes: Any) -> dict[str, Any]:
    """A claim that reads the Moscow event right, but for the changes."""
    right = {
        "document": "a.txt",
        "span": [10, 60],
        "event_type": "armed_assault",
        "date": "2024-03-22",
        "place": {"country": "RU"},
        "figures": MOSCOW["figures"],
    }
    return right | changes


def test_a_right_claim_has_no_finding() -> None:
    """What is told as gold tells it leaves only the other event missed."""
    found = evaluate([said()], GOLD)
    assert [(finding.field, finding.event) for finding in found.findings] == [("missed", "kerman")]


def test_wrong_dates_are_listed_the_farthest_first() -> None:
    """A date a year off is worse than one a day off, and no date at all is the least bad."""
    gold = [{"document": name, "events": [MOSCOW]} for name in ("day.txt", "none.txt", "year.txt")]
    dates = {"day.txt": "2024-03-23", "none.txt": None, "year.txt": "2023-03-22"}
    found = evaluate([said(document=name, date=date) for name, date in dates.items()], gold)
    assert [(finding.document, finding.severity) for finding in found.by_field()["date"]] == [
        ("year.txt", 367),
        ("day.txt", 2),
        ("none.txt", 0),
    ]


def test_an_event_nobody_asked_for_is_listed_as_spurious() -> None:
    """A claim of a scored type outside every evidence says where it stands."""
    found = evaluate([said(), said(span=[500, 550], event_type="arrest")], GOLD)
    assert [(f.wanted, f.said) for f in found.by_field()["spurious"]] == [("nothing at 500", ["arrest"])]


def test_an_optional_span_excuses_a_claim() -> None:
    """Where gold leaves the choice, a claim is not listed."""
    found = evaluate([said(span=[500, 550])], [GOLD[0] | {"optional": [[490, 560]]}])
    assert found.by_field()["spurious"] == ()


def test_the_breakdown_puts_the_event_told_worst_first() -> None:
    """An event missed has no share; one told right but for its toll has four of five; the mean is of the two."""
    found = evaluate([said(figures=[])], GOLD).breakdown
    assert [(event.event, event.detected, event.right, event.asked) for event in found.events] == [
        ("kerman", 0, 0, 4),
        ("moscow", 1, 4, 5),
    ]
    assert found.worst == found.events[0]
    assert found.mean == pytest.approx(0.4)


def test_claims_of_other_reports_are_noticed() -> None:
    """A case built from another folder is said to be that, and not merely scored 0."""
    assert not evaluate([said(document="z.txt")], GOLD).acquainted


@pytest.mark.parametrize(
    ("gold", "ours", "agrees"),
    [
        ("2024-03", "2024-03-22", True),
        ("2024-03-22", "2024-03", False),
        ("2024", "2024-03/2024-05", True),
        ("--02-13", "XXXX-02-13", True),
        ("--02-13", "2025-02-13", True),
        ("--02-13", "2025-02-14", False),
        ("2025-02-13", "XXXX-02-13", False),
        ("../2016", "../2016", True),
        ("../2016", "2016", True),
        ("../2016", "2015", False),
        ("2024-03~", "2024-03-01", True),
        ("2024", None, False),
    ],
)
def test_dates(gold: str, ours: str | None, agrees: bool) -> None:
    """A finer date inside gold's agrees; a coarser one does not."""
    assert agreement.date_agrees(gold, ours) is agrees


@pytest.mark.parametrize(
    ("gold", "ours", "agrees"),
    [
        ("وزارة الداخلية", ["وِزارةُ الداخليّة"], True),
        ("وزارة الداخلية", ["الداخلية"], True),
        ("وزارة الداخلية", ["و"], False),
        ("وزارة الداخلية", ["وكالة الأنباء"], False),
        ("وزارة الداخلية", [None], False),
    ],
)
def test_attributions(gold: str, ours: list[str | None], agrees: bool) -> None:
    """One name inside the other is the same source, unless it is too short to be a name."""
    assert agreement.attribution_agrees(gold, ours) is agrees


def test_files_are_read_line_by_line(tmp_path: Path) -> None:
    """Blank lines are passed over, and a language picks its reports."""
    path = tmp_path / "gold.jsonl"
    lines = [json.dumps({"document": name, "language": name[0:2]}) for name in ("ar.txt", "fa.txt")]
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    assert [report.document for report in read_gold(path, "fa")] == ["fa.txt"]


def test_a_malformed_line_is_named(tmp_path: Path) -> None:
    """The error gives the number of the line that lacks a field."""
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps(said()) + '\n{"document": "a.txt"}\n', encoding="utf-8")
    with pytest.raises(DataError, match="line 2"):
        read_claims(path)
