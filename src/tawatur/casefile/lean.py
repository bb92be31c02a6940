"""Reading a case piece by piece, without the texts: what an export of any size is made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from tawatur.casefile import rows
from tawatur.casefile.tables import claims, documents, event_claims, paths
from tawatur.casefile.tables import events as events_table
from tawatur.record import Claim, Event

_LISTED = 500
_event = events_table.c


class Report(NamedTuple):
    """A document without its text. `path` is the first of its paths."""

    sha256: str
    path: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    address: str | None
    tlp: str


def reports(connection: Connection, wanted: Sequence[str] | None = None) -> Iterator[Report]:
    """Documents by path: all, or those of these SHA-256."""
    chosen = select(paths.c.sha256, paths.c.path).order_by(paths.c.path)
    if wanted is None:
        listing = list(connection.execute(chosen))
    else:
        parts = [list(wanted[at : at + _LISTED]) for at in range(0, len(wanted), _LISTED)]
        listing = [row for part in parts for row in connection.execute(chosen.where(paths.c.sha256.in_(part)))]
    first: dict[str, str] = {}
    for row in listing:
        first.setdefault(row.sha256, row.path)
    listed = [documents.c[name] for name in Report._fields if name != "path"]
    for sha256, path in sorted(first.items(), key=lambda item: item[1]):
        found = connection.execute(select(*listed).where(documents.c.sha256 == sha256)).one_or_none()
        if found is not None:
            yield Report(path=path, **found._mapping)


def claims_of(connection: Connection, report: Report) -> tuple[tuple[Claim, str | None], ...]:
    """The claims of a document in order of place, each with its event."""
    chosen = (
        select(claims.c.value, event_claims.c.event)
        .outerjoin(event_claims, event_claims.c.claim == claims.c.id)
        .where(claims.c.sha256 == report.sha256)
        .order_by(claims.c.start, claims.c.end, claims.c.id)
    )
    return tuple((rows.claim_from(row.value, report.path), row.event) for row in connection.execute(chosen))


def event_dates(connection: Connection) -> list[tuple[str, str | None]]:
    """The identifier and date of every event, by identifier."""
    return [(row.id, row.date) for row in connection.execute(select(_event.id, _event.date).order_by(_event.id))]


def events(connection: Connection, ids: Sequence[str]) -> Iterator[Event]:
    """The events of these identifiers, in their order."""
    for start in range(0, len(ids), _LISTED):
        listed = list(ids[start : start + _LISTED])
        chosen = select(_event.id, _event.value).where(_event.id.in_(listed))
        found = {row.id: row.value for row in connection.execute(chosen)}
        yield from (rows.event_from(found[name]) for name in listed if name in found)
