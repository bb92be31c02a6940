"""The exports: their keys and order, and what a spreadsheet makes of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tawatur.casefile import Case, IndexedPassage, Reading, pack_document
from tawatur.errors import CaseError, UsageError
from tawatur.publishing import export, formats, load_format, load_profile
from tawatur.publishing.table import safe
from tawatur.record import (
    Chain,
    Claim,
    Document,
    Event,
    Figure,
    FigureValue,
    Participant,
    Passage,
    Place,
    Tally,
    Voice,
)

SHA = "ab" * 32
TEXT = "قالت الوزارة إن عشرات قتلوا في كرمان، بينهم 13 جنديا."
PLACE = Place(
    text="كرمان", span=(31, 36), name="Kerman", country="IR", geonames=128234, lat=30.28, lon=57.08, precision="city"
)
CLAIM = Claim(
    id="clm_1",
    document="in/a.txt",
    sha256=SHA,
    span=(0, 53),
    quote=TEXT[0:53],
    trigger=(22, 27),
    event_type="bombing",
    family="violence",
    mode="suicide",
    date="2024-01",
    date_span=(1, 2),
    place=PLACE,
    places=(PLACE,),
    actors=(Participant(role="perpetrator", text="داعش", span=(3, 4), id="is", name="Islamic State", private=True),),
    figures=(
        Figure(measure="killed", op="~", value=None, low=20, high=99, vague=True, text="عشرات", span=(16, 21)),
        Figure(measure="killed", op="=", value=13, text="13", span=(44, 46), counted="جنديا", part_of="killed"),
        Figure(measure="injured", op="range", value=(5, 7), text="٥ إلى ٧", span=(0, 1)),
    ),
    attribution=(Voice(role="cited", text="الوزارة", span=(5, 12), id="ministry"),),
    themes=("violence",),
    publisher="صحيفة",
    published="2024-01-05",
    tlp="TLP:GREEN",
    reason="a toll",
)
EVENT = Event(
    id="evt_1",
    event_type="bombing",
    family="violence",
    date="2024-01",
    place=PLACE,
    actors=CLAIM.actors,
    figures={
        "killed": Tally(
            low=20,
            best=91,
            high=101,
            rule="latest-official",
            values=(
                FigureValue(
                    op=">",
                    value=90,
                    claims=("clm_1",),
                    chains=1,
                    said_by=("الوزارة",),
                    through=("صحيفة",),
                    first_seen="2024-01-05",
                    last_seen="2024-01-05",
                ),
            ),
            contradiction=True,
            relation="contradiction",
            reason="the latest",
        )
    },
    claims=("clm_1",),
    documents=(SHA,),
    chains=1,
    label={"en": "Bombing in Kerman", "ar": "تفجير في كرمان"},
    chain_details=(Chain(id="chn_1", origin="الوزارة", claims=("clm_1",), documents=(SHA,), reason="cited"),),
)


PROPOSED = {
    "scale": "information",
    "value": "6",
    "proposed": True,
    "by": "rules/credibility-1",
    "reason": "one chain of sources tells of it: there is nothing to compare it with",
}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A case with one claim of one event."""
    document = Document(path="in/a.txt", sha256=SHA, text=TEXT)
    with Case.open(str(tmp_path / "a.case"), create=True) as opened:
        store(opened, document, CLAIM)
        opened.settle(opened.revision(), "rules/1", [], [EVENT])
        yield opened


def store(case: Case, document: Document, *claims: Claim) -> None:
    """Put a document into a case."""
    passage = IndexedPassage(Passage(span=(0, len(document.text))), "x")
    read = pack_document(document, b"", [passage], claims, b"")
    case.store([Reading(document.path, document.path, "1", (read,))])


def exported(case: Case, form: str) -> bytes:
    """An export."""
    out = io.BytesIO()
    export(case, form, out, msgspec.structs.replace(load_profile(), tlp="TLP:GREEN"))
    return out.getvalue()


def lines(case: Case, form: str) -> list[dict[str, object]]:
    """An export in JSON Lines."""
    return [json.loads(line) for line in exported(case, form).splitlines()]


def test_a_claim_is_written_whole(case: Case) -> None:
    """Every field of the interchange in its order, then what is carried beyond it."""
    place = {
        "text": "كرمان",
        "span": [31, 36],
        "name": "Kerman",
        "country": "IR",
        "geonames": 128234,
        "lat": 30.28,
        "lon": 57.08,
        "precision": "city",
        "reason": "",
    }
    plain = {"unit": "people", "counted": None, "part_of": None, "vague": False, "reason": ""}
    expected = {
        "id": "clm_1",
        "document": "in/a.txt",
        "span": [0, 53],
        "quote": TEXT[0:53],
        "event_type": "bombing",
        "family": "violence",
        "modality": "asserted",
        "date": "2024-01",
        "date_span": [1, 2],
        "place": place,
        "actors": [
            {
                "role": "perpetrator",
                "text": "داعش",
                "span": [3, 4],
                "id": "is",
                "name": "Islamic State",
                "private": True,
                "reason": "",
            }
        ],
        "figures": [
            {
                **plain,
                "measure": "killed",
                "op": "~",
                "value": None,
                "low": 20,
                "high": 99,
                "vague": True,
                "text": "عشرات",
                "span": [16, 21],
            },
            {
                **plain,
                "measure": "killed",
                "op": "=",
                "value": 13,
                "text": "13",
                "span": [44, 46],
                "counted": "جنديا",
                "part_of": "killed",
            },
            {**plain, "measure": "injured", "op": "range", "value": [5, 7], "text": "٥ إلى ٧", "span": [0, 1]},
        ],
        "attribution": [
            {"role": "cited", "text": "الوزارة", "span": [5, 12], "id": "ministry", "name": None, "reason": ""}
        ],
        "themes": ["violence"],
        "event": "evt_1",
        "reason": "a toll",
        "mode": "suicide",
        "places": [place],
        "publisher": "صحيفة",
        "published": "2024-01-05",
        "sha256": SHA,
        "tlp": "TLP:GREEN",
        "trigger": [22, 27],
        "continues": None,
        "background": False,
        "date_reason": "",
        "language": None,
        "judgements": [],
        "grades": [],
        "proposed_credibility": PROPOSED,
    }
    [found] = lines(case, "claims")
    assert found == expected
    assert list(found) == list(expected)


def test_an_event_is_written_whole(case: Case) -> None:
    """Figures with who says them and through whom; documents by the paths claims give them."""
    [found] = lines(case, "events")
    assert list(found)[:12] == [
        "id",
        "event_type",
        "date",
        "place",
        "actors",
        "figures",
        "claims",
        "documents",
        "mentioned_in",
        "chains",
        "label",
        "family",
    ]
    assert found["documents"] == ["in/a.txt"]
    assert found["label"] == {"ar": "تفجير في كرمان", "en": "Bombing in Kerman"}
    assert found["modality"] == "asserted"
    assert found["figures"] == {
        "killed": {
            "low": 20,
            "best": 91,
            "high": 101,
            "rule": "latest-official",
            "values": [
                {
                    "op": ">",
                    "value": 90,
                    "claims": ["clm_1"],
                    "chains": 1,
                    "said_by": ["الوزارة"],
                    "through": ["صحيفة"],
                    "first_seen": "2024-01-05",
                    "last_seen": "2024-01-05",
                    "counted": None,
                    "part_of": None,
                    "vague": False,
                }
            ],
            "contradiction": True,
            "relation": "contradiction",
            "reason": "the latest",
            "history": [
                {
                    "day": "2024-01-05",
                    "op": ">",
                    "value": 90,
                    "change": "first",
                    "said_by": ["الوزارة"],
                    "through": ["صحيفة"],
                    "claims": ["clm_1"],
                }
            ],
            "flags": [],
        }
    }
    assert found["chain_details"] == [
        {"id": "chn_1", "origin": "الوزارة", "claims": ["clm_1"], "documents": ["in/a.txt"], "reason": "cited"}
    ]


def test_arabic_is_written_as_arabic(case: Case) -> None:
    """An export can be read and searched without decoding escapes."""
    assert "كرمان".encode() in exported(case, "claims")


def test_a_quote_that_is_not_in_its_place_stops_the_export(case: Case) -> None:
    """Nobody is handed an offset that is wrong."""
    document = Document(path="b.txt", sha256="cd" * 32, text="نص")
    store(case, document, Claim(**{**fields(CLAIM), "id": "clm_2", "sha256": "cd" * 32, "quote": "غيره"}))
    with pytest.raises(CaseError, match="build the case again"):
        exported(case, "claims")


def fields(claim: Claim) -> dict[str, object]:
    """The fields of a claim by name."""
    return {name: getattr(claim, name) for name in claim.__struct_fields__}


def test_events_come_by_date_with_the_undated_last(case: Case) -> None:
    """A month comes with its first day; a date without a year after those with one."""
    dated = {"d": "2024-02-01", "a": None, "c": "XXXX-01-01", "b": "2023-12/2024-01", "e": "2024"}
    events = [Event(**{**event_fields(), "id": f"evt_{name}", "date": date}) for name, date in dated.items()]
    case.settle(case.revision(), "rules/1", [], events)
    assert [found["id"] for found in lines(case, "events")] == ["evt_b", "evt_e", "evt_d", "evt_c", "evt_a"]


def event_fields() -> dict[str, object]:
    """The fields of the event by name."""
    return {name: getattr(EVENT, name) for name in EVENT.__struct_fields__}


# --- the table


def table(case: Case) -> list[dict[str, str]]:
    """The rows of the table as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(exported(case, "csv").decode("utf-8-sig"), newline="")))


def test_the_table_opens_in_excel(case: Case) -> None:
    """It begins with the mark by which Excel knows UTF-8."""
    assert exported(case, "csv").startswith(b"\xef\xbb\xbfevent,date,")


def test_a_row_tells_an_event(case: Case) -> None:
    """Toll, place, counts, contradiction and evidence in columns."""
    [row] = table(case)
    asked = ("event", "killed_low", "killed_best", "killed_high", "injured_best", "place", "country", "lat")
    assert [row[name] for name in asked] == ["evt_1", "20", "91", "101", "", "Kerman", "IR", "30.28"]
    asked = ("documents", "chains", "contradiction", "evidence", "evidence_document", "evidence_start")
    assert [row[name] for name in asked] == ["1", "1", "killed", TEXT[0:53], f"doc_{SHA[:16]}", "0"]
    assert row["label_ar"] == "تفجير في كرمان"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =HYPERLINK(1)", "\r=1"])
def test_a_text_that_would_run_is_disarmed(text: str) -> None:
    """A spreadsheet shows it as it stands."""
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["كرمان", "2024-01", "a=b", "", None, -33.4, -1, 0])
def test_other_cells_are_left_alone(cell: str | float | None) -> None:
    """A coordinate south of the equator stays a number."""
    assert safe(cell) == cell


def test_no_cell_of_a_table_runs(case: Case) -> None:
    """The whole row is disarmed, not one column."""
    event = {**event_fields(), "label": {"en": "=1+1", "ar": "+2"}, "place": Place(text="@x", span=(0, 0), lat=-5.5)}
    case.settle(case.revision(), "rules/1", [], [Event(**event)])
    [row] = table(case)
    assert (row["label_en"], row["label_ar"], row["place"], row["lat"]) == ("'=1+1", "'+2", "'@x", "-5.5")


# --- the door


def test_ours_are_listed() -> None:
    """The formats of this version."""
    assert {"claims", "csv", "events"} <= set(formats())


def test_every_listed_format_loads() -> None:
    """No name leads nowhere."""
    assert all(callable(load_format(name)) for name in formats())


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    """The message lists the choice."""
    with pytest.raises(UsageError, match="claims, csv, datapackage, events"):
        load_format("pdf")


def test_an_empty_case_exports_nothing(tmp_path: Path) -> None:
    """Only the table has a header."""
    with Case.open(str(tmp_path / "b.case"), create=True) as case:
        assert (exported(case, "claims"), exported(case, "events")) == (b"", b"")
        assert table(case) == []
