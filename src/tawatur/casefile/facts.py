"""What pages ask of events, as narrow rows prepared when events are derived.

An event is kept as one JSON text; to filter, sort and count a hundred thousand of them the values asked for
stand beside it in columns with indexes. They are derived: dropping these tables loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, Table, and_, delete, func, insert, inspect, or_, select

from tawatur import dates
from tawatur.casefile import dialect, summing
from tawatur.casefile.rows import Row
from tawatur.casefile.tables import (
    claim_passages,
    claims,
    event_actors,
    event_claims,
    event_facts,
    event_tallies,
    events,
    facets,
    judgements,
    meta,
    passages,
)
from tawatur.errors import DateError
from tawatur.record import Event, Number
from tawatur.script import fold_text

VERSION = "3"
"""Raised when these rows would come out otherwise for the same event; they are then made again."""

_KEY = "facts"
_RULES = "rules/%"
_LISTED = 500
_DETAILS = (event_actors, event_tallies)


class Facts(NamedTuple):
    """The rows of one event."""

    row: Row
    actors: tuple[Row, ...]
    tallies: tuple[Row, ...]


class Review(NamedTuple):
    """The events whose claims may belong to another, and those a person has judged."""

    unsure: frozenset[str] = frozenset()
    reviewed: frozenset[str] = frozenset()


def facts_of(event: Event, review: Review) -> Facts:
    """What pages ask of one event."""
    first, last, days = days_of(event.date)
    place = event.place
    killed = event.figures.get("killed")
    worded = dict.fromkeys(text for text in (place.text, place.name) if text) if place else {}
    row = {
        "event": event.id,
        "event_type": event.event_type,
        "family": event.family,
        "modality": event.modality,
        "date": event.date,
        "first_day": first,
        "last_day": last,
        "days": days,
        "place": (place.name or place.text) if place else None,
        "place_key": " ".join(fold_text(text).lower() for text in worded) or None,
        "geonames": place.geonames if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "place_precision": place.precision if place else None,
        "documents": len(event.documents),
        "claims": len(event.claims),
        "chains": event.chains,
        "contradicted": int(any(tally.contradiction for tally in event.figures.values())),
        "unsure": int(event.id in review.unsure),
        "reviewed": int(event.id in review.reviewed),
        "killed": _real(killed.best) if killed else None,
        "label_ar": event.label.get("ar"),
        "label_en": event.label.get("en"),
    }
    actors = {
        (actor.id or actor.name or actor.text, actor.role): {
            "event": event.id,
            "actor": actor.id or actor.name or actor.text,
            "role": actor.role,
            "name": actor.name or actor.text,
            "private": int(actor.private),
        }
        for actor in event.actors
    }
    tallies = tuple(
        {
            "event": event.id,
            "measure": measure,
            "low": _real(tally.low),
            "best": _real(tally.best),
            "high": _real(tally.high),
            "rule": tally.rule,
            "relation": tally.relation,
            "contradiction": int(tally.contradiction),
        }
        for measure, tally in sorted(event.figures.items())
    )
    return Facts(row, tuple(actors.values()), tallies)


def days_of(text: str | None) -> tuple[str | None, str | None, int | None]:
    """The first and last day an EDTF date can mean (ISO) and how many those are; None where it has no year."""
    try:
        parsed = dates.parse(text) if text else None
    except DateError:
        parsed = None
    if parsed is None or parsed.yearless:
        return None, None, None
    # A century or an open end is kept as bounds of the calendar; what is narrower is counted.
    return _iso(parsed.first), _iso(parsed.last), parsed.days


def refresh(connection: Connection, derived: Sequence[Event]) -> None:
    """Make the rows those of `derived`, writing only what differs."""
    if _version(connection) != VERSION:
        make(connection)
    review = _review(connection)
    made = {event.id: facts_of(event, review) for event in derived}
    stored = _stored(connection)
    changed = [name for name, found in made.items() if stored.get(name) != _comparable(found)]
    _drop(connection, [*(name for name in stored if name not in made), *changed])
    _add(connection, event_facts, [made[name].row for name in changed])
    _add(connection, event_actors, [row for name in changed for row in made[name].actors])
    _add(connection, event_tallies, [row for name in changed for row in made[name].tallies])
    summing.count(connection)
    dialect.analyse(connection, (event_facts, event_actors, event_claims, facets))
    connection.execute(delete(meta).where(meta.c.key == _KEY))
    connection.execute(insert(meta).values(key=_KEY, value=VERSION))


def prepared(connection: Connection) -> bool:
    """Whether the rows are there, of this version, and one for every event."""
    if not inspect(connection).has_table(event_facts.name):
        return False
    counts = [
        connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (events, event_facts)
    ]
    return counts[0] == counts[1] and _version(connection) == VERSION


def _version(connection: Connection) -> str | None:
    return connection.execute(select(meta.c.value).where(meta.c.key == _KEY)).scalar_one_or_none()


def make(connection: Connection) -> None:
    """Make the tables afresh."""
    for table in (event_facts, *_DETAILS, facets, claim_passages):
        table.drop(connection, checkfirst=True)
        table.create(connection)
    met_by = and_(
        passages.c.sha256 == claims.c.sha256, passages.c.start < claims.c.end, passages.c.end > claims.c.start
    )
    met = select(passages.c.id, claims.c.id).select_from(claims.join(passages, met_by))
    connection.execute(insert(claim_passages).from_select(["passage", "claim"], met))


def _review(connection: Connection) -> Review:
    """What active judgements say of the events their claims belong to."""
    of = {row.claim: row.event for row in connection.execute(select(event_claims))}
    chosen = select(judgements.c.left, judgements.c.right, judgements.c.verdict, judgements.c.by).where(
        judgements.c.retired.is_(None), or_(judgements.c.verdict == "unsure", ~judgements.c.by.like(_RULES))
    )
    unsure: set[str] = set()
    reviewed: set[str] = set()
    for row in connection.execute(chosen):
        named = {of[name] for name in (row.left, row.right) if name in of}
        if row.verdict == "unsure" and len(named) > 1:
            unsure |= named
        if not row.by.startswith(_RULES[:-1]):
            reviewed |= named
    return Review(frozenset(unsure), frozenset(reviewed))


def _stored(connection: Connection) -> dict[str, tuple[object, ...]]:
    details: dict[str, tuple[list[object], list[object]]] = {}
    for place, table in enumerate(_DETAILS):
        for row in connection.execute(select(table)):
            details.setdefault(row.event, ([], []))[place].append(tuple(row))
    empty: tuple[list[object], list[object]] = ([], [])
    return {
        row.event: (tuple(row), *(frozenset(found) for found in details.get(row.event, empty)))
        for row in connection.execute(select(event_facts))
    }


def _comparable(found: Facts) -> tuple[object, ...]:
    listed = (found.actors, found.tallies)
    return (
        tuple(found.row.values()),
        *(frozenset(tuple(row.values()) for row in rows) for rows in listed),
    )


def _drop(connection: Connection, names: Sequence[str]) -> None:
    for table in (event_facts, *_DETAILS):
        for start in range(0, len(names), _LISTED):
            connection.execute(delete(table).where(table.c.event.in_(names[start : start + _LISTED])))


def _add(connection: Connection, table: Table, new: Iterable[Row]) -> None:
    listed = list(new)
    if listed:
        connection.execute(insert(table), listed)


def _iso(day: date) -> str:
    return day.isoformat()


def _real(value: Number | None) -> float | None:
    return None if value is None else float(value)
