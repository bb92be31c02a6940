"""Events as one flat table of the owner's own, whole: what the workbench hands to who sits at it.

UTF-8 with a byte-order mark, without which Excel shows Arabic as question marks. A text that a
spreadsheet would run as a formula is written with an apostrophe before it (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from tawatur.record import Claim, Event, Number, Participant, Place, Tally

Cell = str | int | float | None

_MEASURES = ("killed", "injured", "arrested")
_COLUMNS = (
    "event",
    "date",
    "event_type",
    "family",
    "modality",
    "label_ar",
    "label_en",
    "place",
    "country",
    "geonames",
    "lat",
    "lon",
    "precision",
    "actors",
    *(f"{measure}_{bound}" for measure in _MEASURES for bound in ("low", "best", "high")),
    "other_figures",
    "rule",
    "documents",
    "chains",
    "contradiction",
    "evidence",
    "evidence_document",
    "evidence_start",
    "evidence_end",
    "document_paths",
)
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def row(event: Event, claims: Iterable[Claim], paths: Iterable[str]) -> list[Cell]:
    """The cells of one event. `claims` are its own, in order; the first that tells most is the evidence."""
    listed = list(paths)
    evidence = min(claims, key=_tells_most, default=None)
    tolls = [cell for measure in _MEASURES for cell in _bounds(event.figures.get(measure))]
    return [
        event.id,
        event.date,
        event.event_type,
        event.family,
        event.modality,
        event.label.get("ar"),
        event.label.get("en"),
        *_place(event.place),
        "; ".join(_actor(actor) for actor in event.actors),
        *tolls,
        "; ".join(_worded(name, event.figures[name]) for name in sorted(event.figures) if name not in _MEASURES),
        "; ".join(sorted({tally.rule for tally in event.figures.values()})),
        len(listed),
        event.chains,
        "; ".join(name for name in sorted(event.figures) if event.figures[name].contradiction),
        *_evidence(evidence),
        "; ".join(listed),
    ]


def safe(cell: Cell) -> Cell:
    """The cell as a spreadsheet shows it and does not run it. Numbers are left alone."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_RUNS) else cell


def header() -> bytes:
    """The first line of a file: the byte-order mark and the names of the columns."""
    return b"\xef\xbb\xbf" + line(_COLUMNS)


def line(cells: Iterable[Cell]) -> bytes:
    """One line of the table."""
    text = io.StringIO()
    csv.writer(text).writerow([safe(cell) for cell in cells])
    return text.getvalue().encode("utf-8")


def _bounds(tally: Tally | None) -> tuple[Number | None, Number | None, Number | None]:
    return (None, None, None) if tally is None else (tally.low, tally.best, tally.high)


def _place(place: Place | None) -> tuple[Cell, ...]:
    if place is None:
        return (None,) * 6
    return place.name or place.text, place.country, place.geonames, place.lat, place.lon, place.precision


def _evidence(claim: Claim | None) -> tuple[Cell, ...]:
    return (None,) * 4 if claim is None else (claim.quote, claim.document, *claim.span)


def _actor(actor: Participant) -> str:
    return f"{actor.role}: {actor.name or actor.text}"


def _worded(measure: str, tally: Tally) -> str:
    numbers = [number for number in (tally.low, tally.best, tally.high) if number is not None]
    return f"{measure} {'/'.join(str(number) for number in dict.fromkeys(numbers))}".rstrip()


def _tells_most(claim: Claim) -> int:
    return -len(claim.figures)
