"""How well the whole build reads annotated reports: floors that only rise, and facts it must show.

The bundled sample has its own floors (`tests/samples`). Run as a script, this raises the floors that their figures
have outgrown; it lowers none.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
import yaml

from tawatur import intake
from tawatur.analysis import Evaluation, evaluate
from tawatur.build import build
from tawatur.casefile import Case
from tawatur.publishing import load_format
from tawatur.record import Document

TESTS = Path(__file__).resolve().parents[1]
SHARED = TESTS.parent / ".." / "shared"
SETS = {
    "dev_reports": (SHARED / "gold" / "dev_reports", SHARED / "gold" / "dev_reports.jsonl"),
    "seeds": (SHARED / "seeds", SHARED / "gold" / "dev.jsonl"),
    "held_out": (TESTS / "gold" / "reports", TESTS / "gold" / "reports.jsonl"),
}
FLOORS: dict[str, dict[str, float]] = yaml.safe_load((TESTS / "floors.yaml").read_text(encoding="utf-8"))
ROOM = 0.03
# How far below its figure a floor is set when it is raised: a slip or two.
MARGIN = 0.015
# What the program was first asked to reach, which no later change may undo.
ASKED = {
    "seeds": {"detection": 0.85, "type": 0.85, "date": 0.90, "country": 0.95, "figures": 0.90},
    "dev_reports": {"detection": 0.75, "figures": 0.75, "country": 0.80, "date": 0.70, "clusters": 0.75},
}


class Built(NamedTuple):
    """The exports of a case built from a folder, decoded."""

    claims: list[dict[str, Any]]
    events: list[dict[str, Any]]


@lru_cache(maxsize=3)
def built(name: str) -> Built:
    """The case of a set, built once a run."""
    folder, _ = SETS[name]
    if not folder.is_dir():
        pytest.skip(f"{folder.name} is not beside this checkout")
    with TemporaryDirectory() as work:
        address = str(Path(work) / "floors.case")
        build([folder], address)
        with Case.open(address) as case:
            return Built(*([json.loads(line) for line in load_format(form)(case)] for form in ("claims", "events")))


@lru_cache(maxsize=3)
def found(name: str) -> Evaluation:
    """How the claims of a set agree with its gold, Arabic reports only."""
    claims = built(name).claims
    rows = [json.loads(line) for line in SETS[name][1].read_text(encoding="utf-8").splitlines() if line.strip()]
    return evaluate(claims, [row for row in rows if row.get("language", "ar") == "ar"])


def reached(name: str, measure: str) -> float:
    """F1 of a measure, or the share right."""
    figure = getattr(found(name).scores, measure)
    return float(figure.acc if hasattr(figure, "acc") else figure.f1)


def pairs(table: dict[str, dict[str, float]]) -> list[Any]:
    return [pytest.param(name, measure, id=f"{name}-{measure}") for name, row in table.items() for measure in row]


@pytest.mark.parametrize(("name", "measure"), pairs(FLOORS))
def test_no_figure_falls_below_its_floor(name: str, measure: str) -> None:
    """A change that reads reports worse is seen; the findings of the field stand in the message."""
    figure = reached(name, measure)
    worst = found(name).by_field().get(measure, ())[:5] if name != "held_out" else "held out: look at the score only"
    assert figure >= FLOORS[name][measure], worst


@pytest.mark.parametrize(("name", "measure"), pairs(FLOORS))
def test_a_floor_rises_with_its_figure(name: str, measure: str) -> None:
    """What was gained is kept: a floor stands at most 0.03 below what is reached."""
    figure, floor = reached(name, measure), FLOORS[name][measure]
    assert figure <= floor + ROOM, f"raise {name}.{measure} in tests/floors.yaml to {figure - MARGIN:.3f}"


@pytest.mark.parametrize(("name", "measure"), pairs(ASKED))
def test_what_was_asked_for_is_reached(name: str, measure: str) -> None:
    """The first aims of the program, on the reports it was built on."""
    assert reached(name, measure) >= ASKED[name][measure]


@pytest.mark.parametrize("name", list(SETS))
def test_every_quote_is_the_text_at_its_span(name: str) -> None:
    """Whoever has the report can check every exported claim."""
    claims = built(name).claims
    texts = {
        item.path: item.text
        for source in intake.sources([SETS[name][0]])
        for item in intake.read(source)
        if isinstance(item, Document)
    }
    assert [c["id"] for c in claims if texts[c["document"]][slice(*c["span"])] != c["quote"]] == []


def documents(event: dict[str, Any]) -> set[str]:
    """The reports of an event by the number their names begin with."""
    return {name[:3] for name in event["documents"]}


def values(event: dict[str, Any], measure: str) -> set[tuple[str, Any]]:
    """The distinct figures of an event."""
    return {(figure["op"], figure["value"]) for figure in event["figures"][measure]["values"]}


def the_event(place: str, month: str) -> dict[str, Any]:
    """The one violent event of a place in a month."""
    events = [
        event
        for event in built("seeds").events
        if event["place"]
        and event["place"]["name"] == place
        and str(event["date"]).startswith(month)
        and event["figures"]
    ]
    assert len(events) == 1
    return events[0]


def test_moscow_is_one_event_of_four_reports() -> None:
    """Two tolls of the concert hall stand side by side, with the injured."""
    event = the_event("Moscow", "2024-03")
    assert documents(event) == {"000", "001", "002", "004"}
    assert (values(event, "killed"), values(event, "injured")) == ({("=", 145), ("=", 173)}, {("=", 550)})


def test_kerman_is_one_event_of_three_reports() -> None:
    """ "More than 90" and "more than 100" keep their operator."""
    event = the_event("Kerman", "2024-01")
    assert documents(event) == {"000", "001", "003"}
    assert values(event, "killed") == {(">", 90), (">", 100)}


def test_the_related_item_on_raqqa_adds_nothing() -> None:
    """No claim is made of what stands below the report it was glued to."""
    claims = [claim for claim in built("seeds").claims if claim["document"].startswith("003")]
    assert claims
    assert [claim["quote"] for claim in claims if "الرقة" in claim["quote"]] == []
    assert [e["id"] for e in built("seeds").events if e["place"] and "Raqqa" in (e["place"]["name"] or "")] == []


def test_the_monthly_transfer_is_said_by_a_report_of_the_united_nations() -> None:
    """25,000 dollars a month is a claim of finance with the report that says so."""
    rows = [
        (claim["family"], figure["op"], figure["value"], figure["unit"], [v["id"] for v in claim["attribution"]])
        for claim in built("seeds").claims
        for figure in claim.get("figures", [])
        if figure["measure"] == "amount"
    ]
    assert rows == [("finance", "=", 25000, "USD/month", ["un"])]


def raise_floors() -> None:
    """Write the floors that their figures have outgrown anew; the rest of the file stays as it is."""
    file = TESTS / "floors.yaml"
    lines, name = [], ""
    for line in file.read_text(encoding="utf-8").splitlines():
        key, _, value = line.strip().partition(": ")
        if line.endswith(":") and not line.startswith((" ", "#")):
            name = key.removesuffix(":")
        elif line.startswith("  ") and reached(name, key) > float(value) + ROOM:
            line = f"  {key}: {reached(name, key) - MARGIN:.3f}"
        lines.append(line)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise_floors()
