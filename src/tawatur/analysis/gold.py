"""Gold annotations and exported claims, as far as scoring reads them: frozen values and their readers.

Both are JSON Lines. Spans are code points into the decoded report. A gold date may lack its year
(`--02-13`), and stays a text here: the scorer compares texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import msgspec

from tawatur.errors import DataError
from tawatur.record import Number, Span

T = TypeVar("T")

Row: TypeAlias = Mapping[str, Any]


class StatedFigure(msgspec.Struct, frozen=True):
    """A figure as gold or an exported claim states it; a range has its two ends as value."""

    measure: str
    op: str
    value: Number | tuple[Number, ...] | None = None
    vague: bool = False
    low: Number | None = None
    high: Number | None = None


class GoldEvent(msgspec.Struct, frozen=True):
    """One happening a report tells, as a person annotated it.

    `allowed` figures may be told and are not asked for; `family_only` marks a type that stands for its
    whole family; `event` names the real-world happening across reports.
    """

    type: str
    evidence: Span
    date: str | None = None
    country: str | None = None
    place: str | None = None
    actor: str | None = None
    attribution: str | None = None
    event: str | None = None
    quote: str = ""
    family_only: bool = False
    figures: tuple[StatedFigure, ...] = ()
    allowed: tuple[StatedFigure, ...] = ()


class GoldReport(msgspec.Struct, frozen=True):
    """The annotation of one report. In `optional` spans a claim is neither asked for nor wrong."""

    document: str
    language: str | None = None
    relevant: bool = True
    events: tuple[GoldEvent, ...] = ()
    optional: tuple[Span, ...] = ()


class ClaimedPlace(msgspec.Struct, frozen=True):
    """The place of an exported claim, as far as it is scored."""

    country: str | None = None


class ClaimedVoice(msgspec.Struct, frozen=True):
    """A link of the attribution of an exported claim, as far as it is scored."""

    text: str | None = None


class ExportedClaim(msgspec.Struct, frozen=True):
    """A line of `export --format claims`, as far as it is scored."""

    document: str
    span: Span
    event_type: str
    event: str | None = None
    date: str | None = None
    place: ClaimedPlace | None = None
    places: tuple[ClaimedPlace, ...] = ()
    figures: tuple[StatedFigure, ...] = ()
    attribution: tuple[ClaimedVoice, ...] = ()


def as_claims(rows: Iterable[ExportedClaim | Row]) -> list[ExportedClaim]:
    """Exported claims from decoded JSON lines, or as they are. Raises `DataError` for a malformed one."""
    return [_convert(row, ExportedClaim) for row in rows]


def as_gold(rows: Iterable[GoldReport | Row]) -> list[GoldReport]:
    """Gold reports from decoded JSON lines, or as they are. Raises `DataError` for a malformed one."""
    return [_convert(row, GoldReport) for row in rows]


def read_claims(path: Path) -> list[ExportedClaim]:
    """Read an export of claims (JSON Lines). Raises `DataError` naming the line at fault."""
    return _read(path, ExportedClaim)


def read_gold(path: Path, language: str | None = None) -> list[GoldReport]:
    """Read gold annotations (JSON Lines), those of one language where it is given.

    Raises:
        DataError: a line is not JSON or lacks a field; the message names the line.
    """
    return [report for report in _read(path, GoldReport) if language in (None, report.language)]


def _convert(row: Any, kind: type[T]) -> T:
    if isinstance(row, kind):
        return row
    try:
        return msgspec.convert(row, kind)
    except msgspec.ValidationError as error:
        raise DataError(f"not a line of the {kind.__name__} form") from error


def _read(path: Path, kind: type[T]) -> list[T]:
    decoder = msgspec.json.Decoder(kind)
    found = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append(decoder.decode(line))
        except msgspec.DecodeError as error:
            raise DataError(f"line {number} is not of the {kind.__name__} form", subject=str(path)) from error
    return found
