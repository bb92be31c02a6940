"""Every row of the grammar's data reads its own example, and a bad row is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from tawatur import extraction
from tawatur.errors import DataError
from tawatur.extraction import constructions, figures, frames, report
from tawatur.extraction.constructions import Construction
from tawatur.extraction.frames import Frame
from tawatur.languages.ar import lexicon

from .reading import claims, counted, document, types

CONSTRUCTIONS = constructions.load()
FRAMES = frames.load()
SOURCES = Path(extraction.__file__).parent.glob("*.py")
CONDITIONS = {name for file in SOURCES for name in re.findall(r'"(\w+)"', file.read_text(encoding="utf-8"))}
# Rows whose example another row reads first. Each needs an example of its own.
FRAMES_UNSHOWN = ("sentence-of-court", "it-was-claimed")
CONSTRUCTIONS_UNSHOWN = (
    "number-between-killed-and-injured",
    "toll-of-killed-reaches-number",
    "injured-word-number",
    "suspects-number",
)


def but_for(rows: Sequence[Frame | Construction], unshown: Sequence[str]) -> list[ParameterSet]:
    """The rows as parameters, those in `unshown` as known failures."""
    known = pytest.mark.xfail(strict=True, reason="an earlier row reads its example")
    return [pytest.param(row, id=row.id, marks=[known] if row.id in unshown else []) for row in rows]


@pytest.mark.parametrize("row", CONSTRUCTIONS, ids=lambda row: row.id)
def test_a_construction_reads_its_example(row: Construction) -> None:
    """The example of a construction gives exactly the figures its row states."""
    assert counted(row.example) == list(row.reads)


@pytest.mark.parametrize("row", FRAMES, ids=lambda row: row.id)
def test_a_frame_reads_its_example(row: Frame) -> None:
    """The example of a frame gives exactly the event types its row states."""
    assert types(row.example + ".") == list(row.yields)


@pytest.mark.parametrize("row", but_for(FRAMES, FRAMES_UNSHOWN))
def test_the_example_of_a_frame_is_read_by_that_frame(row: Frame) -> None:
    """A frame whose example another frame reads is never shown to work; the reason of a claim names the frame."""
    assert any(claim.reason.startswith(f"frame {row.id} (") for claim in claims(row.example + "."))


@pytest.mark.parametrize("row", but_for(CONSTRUCTIONS, CONSTRUCTIONS_UNSHOWN))
def test_the_example_of_a_construction_is_read_by_that_construction(row: Construction) -> None:
    """A construction whose example an earlier one reads is never shown to work."""
    found = [f for s in report.read(document(row.example)).sentences for f in figures.count(s.chunks)]
    assert f"construction {row.id}" in {figure.reason for figure in found}


@pytest.mark.parametrize("row", FRAMES, ids=lambda row: row.id)
def test_the_conditions_of_a_frame_exist(row: Frame) -> None:
    """A misspelt condition would never hold and never be noticed."""
    assert {need for group in row.needs for need in group} <= CONDITIONS


@pytest.mark.parametrize("row", FRAMES, ids=lambda row: row.id)
def test_the_words_a_frame_is_limited_to_exist(row: Frame) -> None:
    """`verbs` are lemmas of the lexicon, `only` are types its entries state."""
    lemmas = {entry.lemma for entry in lexicon.entries()}
    stated = {entry.type for entry in lexicon.entries()}
    assert (set(row.verbs) <= lemmas, set(row.only) <= stated) == (True, True)


@pytest.mark.parametrize("section", ["constructions", "frames"])
def test_identifiers_are_given_once(section: str) -> None:
    """A reason names one row."""
    ids = [row.id for row in (CONSTRUCTIONS if section == "constructions" else FRAMES)]
    assert sorted({row for row in ids if ids.count(row) > 1}) == []


def forget() -> None:
    """Let the data be loaded anew."""
    for module in (constructions, frames):
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@pytest.fixture
def with_rows(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, dict[str, object]], None]]:
    """Lets a YAML hold other rows in some of its sections; every other file stays as it is."""
    real = lexicon.load_yaml

    def change(name: str, rows: dict[str, object]) -> None:
        changed = {**real(name), **rows}
        monkeypatch.setattr(lexicon, "load_yaml", lambda wanted: changed if wanted == name else real(wanted))
        forget()

    yield change
    forget()


BAD = [
    pytest.param("(?P<t><kill.nuon>)", "kill.nuon", id="class"),
    pytest.param("(?P<t><kill>){insid}", "insid", id="set"),
    pytest.param("(?P<t><kill>", "compile", id="parenthesis"),
]
NOT_NAMED = pytest.mark.xfail(strict=True, reason="the error names the class or set but not the row it stands in")
NOT_WRAPPED = pytest.mark.xfail(strict=True, raises=re.error, reason="a frame that does not compile raises re.error")


def row_in_error(pattern: str) -> dict[str, object]:
    return {"id": "row-in-error", "type": "attack", "pattern": pattern, "needs": [], "example": "", "reads": []}


@pytest.mark.parametrize(("pattern", "says"), BAD)
def test_a_bad_construction_is_refused(
    with_rows: Callable[[str, dict[str, object]], None], pattern: str, says: str
) -> None:
    """An unknown class or set, or a pattern that does not compile, is an error when the data is loaded."""
    with_rows("constructions.yaml", {"constructions": [row_in_error(pattern)]})
    with pytest.raises(DataError, match=says):
        constructions.load()


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("<kill.nuon>", id="class", marks=NOT_NAMED),
        pytest.param("{insid}<kill>", id="set", marks=NOT_NAMED),
        pytest.param("<num>(<kill>", id="parenthesis"),
    ],
)
def test_a_bad_construction_is_named(with_rows: Callable[[str, dict[str, object]], None], pattern: str) -> None:
    """Whoever edits the file is told which row is wrong."""
    with_rows("constructions.yaml", {"constructions": [row_in_error(pattern)]})
    with pytest.raises(DataError, match="row-in-error"):
        constructions.load()


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("(?P<t><kill.nuon>)", id="class", marks=NOT_NAMED),
        pytest.param("(?P<t>{insid})", id="set", marks=NOT_NAMED),
        pytest.param("(?P<t><kill>", id="parenthesis", marks=NOT_WRAPPED),
    ],
)
def test_a_bad_frame_is_named(with_rows: Callable[[str, dict[str, object]], None], pattern: str) -> None:
    """Whoever edits the file is told which frame is wrong."""
    with_rows("frames.yaml", {"frames": [row_in_error(pattern)]})
    with pytest.raises(DataError, match="row-in-error"):
        frames.load()
