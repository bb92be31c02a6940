"""The tables for others: events, claims, figures, chains and reports, one row at a time.

Their columns are declared once, in `columns.yaml`, with a type and a meaning; CSV, Parquet, XLSX, GeoJSON and
the data package are that declaration in five dresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, TypeAlias

import yaml

from tawatur.errors import UsageError
from tawatur.publishing import coding
from tawatur.publishing.sharing import Share, SharedClaim, SharedEvent
from tawatur.record import Figure, FigureValue, Number, Participant, Place, Tally

Cell: TypeAlias = str | int | float | bool | None
Row: TypeAlias = dict[str, Cell]
Kind: TypeAlias = Literal["string", "integer", "number", "boolean"]

TABLES = ("events", "claims", "figures", "chains", "reports")
MEASURES = ("killed", "injured", "arrested")
# In words: a spreadsheet runs what begins with an equals sign.
OPERATORS: dict[str, str] = {
    "=": "exactly",
    ">": "more than",
    ">=": "at least",
    "<": "less than",
    "<=": "at most",
    "~": "about",
    "range": "range",
}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Column(NamedTuple):
    """A column: its name, its type, and what it means in English and Arabic."""

    name: str
    kind: Kind
    en: str
    ar: str


class Options(NamedTuple):
    """What may be asked of a format: the table, where it has one, and a codebook to add columns of."""

    table: str = "events"
    codebook: str | None = None


@cache
def _declared() -> dict[str, tuple[Column, ...]]:
    table = yaml.load(files("tawatur.publishing").joinpath("columns.yaml").read_text("utf-8"), Loader=_LOADER)
    return {
        name: tuple(Column(key, row["type"], row["en"], row["ar"]) for key, row in listed.items())
        for name, listed in table.items()
    }


def columns(options: Options) -> tuple[Column, ...]:
    """The columns of a table, those of a codebook after them.

    Raises:
        UsageError: there is no such table or codebook.
    """
    if options.table not in TABLES:
        raise UsageError(f"there is no such table; choose one of {', '.join(TABLES)}", subject=options.table)
    added = coding.columns(options.codebook) if options.codebook and options.table == "events" else ()
    return (*_declared()[options.table], *(Column(*column) for column in added))


def rows(share: Share, options: Options) -> Iterator[Row]:
    """The rows of a table, each with a value for every column."""
    columns(options)
    if options.table == "claims":
        yield from map(claim_row, share.claims())
    elif options.table == "reports":
        for report in share.reports():
            yield {"report": report.id, **{key: getattr(report, key) for key in report.__struct_fields__[1:]}}
    else:
        make = {"events": _one_event, "figures": _figures, "chains": _chains}[options.table]
        for event in share.events():
            yield from make(event, options)


def _one_event(told: SharedEvent, options: Options) -> Iterator[Row]:
    coded = coding.code(told, options.codebook) if options.codebook else {}
    yield {**event_row(told), **coded}


def event_row(told: SharedEvent) -> Row:
    """One event. The evidence is the first claim that gives most figures."""
    event = told.event
    evidence = min(told.claims, key=lambda claim: -len(claim.claim.figures), default=None)
    listed = [report.id for report in told.reports]
    return {
        "event": event.id,
        "date": event.date,
        "event_type": event.event_type,
        "family": event.family,
        "modality": event.modality,
        "label_ar": event.label.get("ar"),
        "label_en": event.label.get("en"),
        **_place(event.place),
        "actors": "; ".join(map(_actor, event.actors)),
        **{cell: value for name in MEASURES for cell, value in _bounds(name, event.figures.get(name)).items()},
        "other_figures": "; ".join(
            _worded(name, event.figures[name]) for name in sorted(event.figures) if name not in MEASURES
        ),
        "rule": "; ".join(sorted({tally.rule for tally in event.figures.values()})),
        "documents": len(listed),
        "chains": event.chains,
        "contradiction": "; ".join(name for name in sorted(event.figures) if event.figures[name].contradiction),
        **_evidence(evidence),
        "document_ids": "; ".join(sorted(listed)),
        "tlp": told.tlp,
    }


def claim_row(told: SharedClaim) -> Row:
    """One claim."""
    claim = told.claim
    start, end = told.quotation.span or (None, None)
    return {
        "claim": claim.id,
        "event": told.event,
        "report": told.report.id,
        "publisher": told.report.publisher,
        "published": told.report.published,
        "event_type": claim.event_type,
        "family": claim.family,
        "modality": claim.modality,
        "mode": claim.mode,
        "date": claim.date,
        **_place(claim.place),
        "actors": "; ".join(map(_actor, claim.actors)),
        "figures": "; ".join(map(stated, claim.figures)),
        "sources": "; ".join(voice.name or voice.text for voice in claim.attribution),
        "themes": "; ".join(claim.themes),
        "quote": told.quotation.text,
        "start": start,
        "end": end,
        "redacted": told.quotation.redacted,
        "tlp": told.tlp,
    }


def _figures(told: SharedEvent, _: Options) -> Iterator[Row]:
    place = told.event.place
    for measure in sorted(told.event.figures):
        tally = told.event.figures[measure]
        for value in tally.values:
            low, high = _ends(value)
            yield {
                "event": told.event.id,
                "measure": measure,
                "op": OPERATORS[value.op],
                "value": None if isinstance(value.value, tuple) else value.value,
                "from": low,
                "to": high,
                "vague": value.vague,
                "counted": value.counted,
                "part_of": value.part_of,
                "said_by": "; ".join(value.said_by),
                "through": "; ".join(value.through),
                "chains": value.chains,
                "first_seen": value.first_seen,
                "last_seen": value.last_seen,
                "low": tally.low,
                "best": tally.best,
                "high": tally.high,
                "rule": tally.rule,
                "contradiction": tally.contradiction,
                "claims": "; ".join(value.claims),
                **_point(place),
                "tlp": told.tlp,
            }


def _chains(told: SharedEvent, _: Options) -> Iterator[Row]:
    for chain in told.event.chain_details:
        yield {
            "event": told.event.id,
            "chain": chain.id,
            "origin": chain.origin,
            "reports": "; ".join(chain.documents),
            "claims": "; ".join(chain.claims),
            "reason": chain.reason,
            **_point(told.event.place),
            "tlp": told.tlp,
        }


def stated(figure: Figure | FigureValue) -> str:
    """A figure as it was stated: measure, operator and number."""
    name = figure.measure if isinstance(figure, Figure) else ""
    low, high = _ends(figure)
    number = f"{low}-{high}" if low is not None or high is not None else f"{figure.value}"
    shown = number if figure.op in ("=", "range") else f"{figure.op} {number}"
    return f"{name} {shown}".strip()


def _ends(value: Figure | FigureValue) -> tuple[Number | None, Number | None]:
    return value.value if isinstance(value.value, tuple) else (value.low, value.high)


def _bounds(measure: str, tally: Tally | None) -> Row:
    return {
        f"{measure}_{bound}": None if tally is None else getattr(tally, bound) for bound in ("low", "best", "high")
    }


def _place(place: Place | None) -> Row:
    if place is None:
        return dict.fromkeys(("place", "country", "geonames", "lat", "lon", "precision"))
    shown = {name: getattr(place, name) for name in ("country", "geonames", "lat", "lon", "precision")}
    return {"place": place.name or place.text, **shown}


def _point(place: Place | None) -> Row:
    return {"lat": place.lat if place else None, "lon": place.lon if place else None}


def _evidence(told: SharedClaim | None) -> Row:
    if told is None or not told.quotation.text:
        return dict.fromkeys(("evidence", "evidence_document", "evidence_start", "evidence_end"))
    start, end = told.quotation.span or (None, None)
    return {
        "evidence": told.quotation.text,
        "evidence_document": told.report.id,
        "evidence_start": start,
        "evidence_end": end,
    }


def _actor(actor: Participant) -> str:
    return f"{actor.role}: {actor.name or actor.text}"


def _worded(measure: str, tally: Tally) -> str:
    numbers = [number for number in (tally.low, tally.best, tally.high) if number is not None]
    return f"{measure} {'/'.join(str(number) for number in dict.fromkeys(numbers))}".rstrip()


def names(listed: Iterable[Column]) -> list[str]:
    """The names of columns."""
    return [column.name for column in listed]
