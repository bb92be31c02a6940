"""The bundled sample is what it says: marked, in the encodings it declares, annotated to the letter."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tawatur import codebook, intake, samples
from tawatur.analysis import read_gold
from tawatur.analysis.gold import GoldReport
from tawatur.dates import is_edtf
from tawatur.intake.headerdates import first_date
from tawatur.record import Document

FILES = sorted(samples.path().iterdir())
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
NO_EVENT = {"21-road-accident.txt", "22-football.txt", "23-prices.txt"}


def documents() -> dict[str, Document]:
    mapping = intake.load_mapping(samples.mapping())
    read = [item for source in intake.sources([samples.path()], mapping=mapping) for item in intake.read(source)]
    return {item.path: item for item in read if isinstance(item, Document)}


@pytest.fixture(scope="module")
def read() -> dict[str, Document]:
    return documents()


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in samples.gold().read_text(encoding="utf-8").splitlines()]


def encoding(path: Path) -> str:
    return "windows-1256" if "windows-1256" in path.name else "utf-8"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_marked_as_a_sample(path: Path) -> None:
    """Nobody can take a sample for a report: its first line of text, or of each record, says what it is."""
    text = path.read_bytes().decode(encoding(path))
    if path.suffix == ".jsonl":
        marked = [record["content"].splitlines()[0] for record in map(json.loads, text.splitlines())]
    elif path.suffix == ".html":
        marked = re.findall(r"<body>\s*<header>\s*<p>(.*?)</p>", text)
    else:
        marked = [text.splitlines()[0]]
    assert marked
    assert all(samples.NOTICE in line for line in marked)


def test_every_file_is_annotated_and_read(read: dict[str, Document], rows: list[dict[str, Any]]) -> None:
    """Gold and intake know the same documents, and no file is left out of either."""
    assert [row["document"] for row in rows] == sorted(read)
    assert {name.split("#")[0] for name in read} == {path.name for path in FILES}


def test_the_notice_is_never_part_of_a_report(read: dict[str, Document]) -> None:
    """What marks a file as a sample is page furniture, so that nothing is ever extracted from it."""
    told = {
        name: [document.text[slice(*part.span)] for part in document.parts if part.kind == "main"]
        for name, document in read.items()
    }
    assert [name for name, parts in told.items() if any(samples.NOTICE in part for part in parts)] == []


def test_every_document_knows_who_published_it_and_when(read: dict[str, Document]) -> None:
    """Title, publisher and day of publication are found for every sample."""
    lacking = [
        name
        for name, document in read.items()
        if not (document.title and document.publisher and first_date(document.published or ""))
    ]
    assert lacking == []


def test_encodings_are_as_stated(read: dict[str, Document]) -> None:
    """One page is in windows-1256 and says so; everything else is UTF-8."""
    found = {name: document.encoding for name, document in read.items()}
    assert {name for name, used in found.items() if used != "utf-8"} == {"12-page-plots-windows-1256.html"}
    assert found["12-page-plots-windows-1256.html"] == "windows-1256"


def test_the_related_item_is_kept_apart(read: dict[str, Document]) -> None:
    """The report glued on to another one's page is its own part."""
    document = read["16-noshera-and-related.txt"]
    related = [document.text[slice(*part.span)] for part in document.parts if part.kind == "related"]
    assert [("ميونيخ" in part, "داعش" in part) for part in related] == [(True, False)]


def test_a_copy_repeats_its_wire(read: dict[str, Document]) -> None:
    """Two papers carry the wire's paragraphs word for word, one of them with a paragraph of its own."""
    body = re.compile(r"موسكو - قُتل.*?تقول الوكالة\.", re.DOTALL)
    texts = [read[name].text for name in sorted(read) if name[:2] in ("01", "02", "03")]
    found = [body.search(text) for text in texts]
    assert len({match.group() for match in found if match}) == 1
    assert None not in found
    assert ["قندهار" in text for text in texts] == [False, False, True]


def test_evidence_is_where_gold_says(read: dict[str, Document], rows: list[dict[str, Any]]) -> None:
    """Every quote of gold stands at its offsets. If intake changed: `python tools/annotate_samples.py`."""
    for row in rows:
        text = read[row["document"]].text
        assert [text[slice(*event["evidence"])] for event in row["events"]] == [
            event["quote"] for event in row["events"]
        ]
        assert [text[slice(*span)] for span in row["optional"]] == row["optional_quotes"]


def test_gold_speaks_the_codebook_s_language(rows: list[dict[str, Any]]) -> None:
    """Types, measures and dates of gold are those of exports."""
    events = [event for row in rows for event in row["events"]]
    figures = [figure for event in events for figure in event["figures"] + event["allowed"]]
    assert {event["type"] for event in events} <= set(codebook.event_types())
    assert {figure["measure"] for figure in figures} <= set(codebook.measures())
    assert all(is_edtf(event["date"].replace("--", "XXXX-", 1)) for event in events if event.get("date"))


def test_gold_reads_as_gold() -> None:
    """The bundled gold is of the form the scorer reads; three reports tell of no event."""
    gold = read_gold(samples.gold(), "ar")
    assert all(isinstance(report, GoldReport) for report in gold)
    assert {report.document for report in gold if not report.relevant} == NO_EVENT


def test_weekdays_fall_on_their_dates(read: dict[str, Document]) -> None:
    """A weekday written before a full date is that date's weekday."""
    written = re.compile(rf"({'|'.join(WEEKDAYS)}) (\d{{1,2}} \S+(?: \S+)? \d{{4}})")
    found = [match.groups() for document in read.values() for match in written.finditer(document.text)]
    assert len(found) >= 10
    for weekday, day in found:
        parsed = first_date(day)
        assert parsed is not None
        assert (day, WEEKDAYS[date.fromisoformat(parsed.edtf).weekday()]) == (day, weekday)
