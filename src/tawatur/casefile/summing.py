"""How much a case holds: counted once when events are derived, so that no page has to count."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, FromClause, Text, cast, delete, func, insert, literal, select

from tawatur.casefile.tables import claims, documents, event_actors, event_claims, event_facts, facets, rejected

_ACTORS = 200


class Facet(NamedTuple):
    """One value that events can be narrowed to, and how many have it."""

    value: str
    label: str
    events: int


class Summary(NamedTuple):
    """The sizes of a case and the days it spans, as of the last time its events were derived.

    `first` and `last` (ISO) bound the dated events whose date is open at no end.
    """

    documents: int
    claims: int
    events: int
    contradicted: int
    unsure: int
    undated: int
    rejected: int
    publishers: int
    first: str | None
    last: str | None


def count(connection: Connection) -> None:
    """Count afresh what `summary` and `facets_of` answer."""
    connection.execute(delete(facets))
    facts = event_facts.c
    dated = facts.first_day > "0001-01-01"
    listed: list[Any] = [
        _per("country", facts.country, event_facts),
        _per("type", facts.event_type, event_facts),
        _per("modality", facts.modality, event_facts),
        # A year is that of the first day; an event of many years is counted once.
        _per("year", func.substr(facts.first_day, 1, 4), event_facts).where(dated, facts.days <= 366),
        _per("place", facts.place_key, event_facts),
        _per("publisher", documents.c.publisher, documents),
        select(literal("actor"), event_actors.c.actor, func.min(event_actors.c.name), _events(event_actors.c.event))
        .where(event_actors.c.private == 0)
        .group_by(event_actors.c.actor)
        .order_by(_events(event_actors.c.event).desc(), event_actors.c.actor)
        .limit(_ACTORS),
        *(
            select(literal("size"), literal(name), literal(None, Text), func.count()).select_from(table).where(*where)
            for name, table, where in _SIZES
        ),
        _bound("first", func.min(facts.first_day), dated),
        _bound("last", func.max(facts.last_day), facts.last_day < "9999-12-31"),
    ]
    for chosen in listed:
        connection.execute(insert(facets).from_select(["kind", "value", "label", "events"], chosen))


def summary(connection: Connection) -> Summary:
    """The sizes of a case."""
    rows = connection.execute(select(facets).where(facets.c.kind.in_(["size", "bound"]))).all()
    sizes: dict[str, int] = {row.value: row.events for row in rows if row.kind == "size"}
    bounds: dict[str, str | None] = {row.value: row.label for row in rows if row.kind == "bound"}
    publishers = select(func.count()).select_from(facets).where(facets.c.kind == "publisher")
    return Summary(
        publishers=connection.execute(publishers).scalar_one(),
        first=bounds.get("first"),
        last=bounds.get("last"),
        **{name: sizes.get(name, 0) for name, _, _ in _SIZES if name in Summary._fields},
    )


def size_of(connection: Connection, name: str) -> int:
    """One of the sizes: "events", or "linked" for the claims that are of an event."""
    chosen = select(facets.c.events).where(facets.c.kind == "size", facets.c.value == name)
    return connection.execute(chosen).scalar_one_or_none() or 0


def facets_of(connection: Connection, kind: str) -> list[Facet]:
    """The values of one kind ("country", "type", "modality", "year", "publisher", "actor"), the commonest first."""
    chosen = select(facets).where(facets.c.kind == kind).order_by(facets.c.events.desc(), facets.c.value)
    return [Facet(row.value, row.label or row.value, row.events) for row in connection.execute(chosen)]


def _per(kind: str, column: Any, table: FromClause) -> Any:
    grouped = select(literal(kind), column, literal(None, Text), func.count()).select_from(table)
    return grouped.where(column.is_not(None)).group_by(column)


def _bound(name: str, value: Any, where: Any) -> Any:
    return (
        select(literal("bound"), literal(name), cast(value, Text), literal(0)).select_from(event_facts).where(where)
    )


def _events(column: Column[Any]) -> Any:
    return func.count(column.distinct())


_SIZES: tuple[tuple[str, FromClause, tuple[Any, ...]], ...] = (
    ("documents", documents, ()),
    ("claims", claims, ()),
    ("linked", event_claims, ()),
    ("events", event_facts, ()),
    ("contradicted", event_facts, (event_facts.c.contradicted == 1,)),
    ("unsure", event_facts, (event_facts.c.unsure == 1,)),
    ("undated", event_facts, (event_facts.c.first_day.is_(None),)),
    ("rejected", rejected, ()),
)
