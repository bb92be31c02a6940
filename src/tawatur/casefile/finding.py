"""Finding events and claims: criteria as one frozen value, answered from columns with indexes.

    with case.reading() as connection:
        found = find_events(connection, Criteria(countries=("RU",)), limit=50)

The order of every list is total, so the same question gives the same page.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, NamedTuple, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    column,
    func,
    literal_column,
    or_,
    select,
    text,
)

from tawatur.casefile import dialect
from tawatur.casefile.summing import size_of
from tawatur.casefile.tables import claim_passages, event_actors, event_claims, event_facts, facets
from tawatur.record import Value
from tawatur.script import fold_text

Order: TypeAlias = Literal["date", "type", "country", "documents", "chains", "killed"]
ORDERS: tuple[Order, ...] = ("date", "type", "country", "documents", "chains", "killed")

MOST_PASSAGES = 20_000
"""How many passages a search for words follows to their events. A word that stands in more than that narrows little,
and following all of them would make the reader wait; whoever shows the answer says that there is more."""


class Criteria(Value, frozen=True, kw_only=True):
    """What is asked for; what is empty or None is not asked about.

    Args:
        words: groups of forms; a passage of the event must hold one of every group.
        first: the event may have happened on or after this day.
        last: or on or before this one. Undated events answer to neither.
        types: event types, an empty tuple matching none.
        countries: ISO codes; "-" for none.
        place: words of the place's name, in any spelling.
        places: GeoNames identifiers that serve as well as the words.
        actors: identifiers or names.
        modalities: identifiers.
        review: "contradicted", "unsure", "reviewed" or "unreviewed".
    """

    words: tuple[tuple[str, ...], ...] = ()
    first: date | None = None
    last: date | None = None
    types: tuple[str, ...] | None = None
    countries: tuple[str, ...] = ()
    place: str = ""
    places: tuple[int, ...] = ()
    actors: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    review: str = ""


class Found(NamedTuple):
    """Events that answer, in the order asked: the rows of `event_facts`, and how many there are in all."""

    rows: list[Any]
    total: int


def find_events(
    connection: Connection,
    criteria: Criteria,
    *,
    order: Order = "date",
    descending: bool = True,
    limit: int = 50,
    offset: int = 0,
) -> Found:
    """The events that meet the criteria, `limit` of them from `offset` on, and their number."""
    wanted = where(criteria)
    ordered = _order(order, descending=descending)
    names = select(event_facts.c.event).where(*wanted).order_by(*ordered)
    if criteria.words:
        # Words are looked up once, not once to count and once to list.
        found = connection.execute(names).scalars().all()
        page, total = found[offset : offset + limit], len(found)
    else:
        total = _count(connection, criteria, func.count(), "events")
        page = connection.execute(names.limit(limit).offset(offset)).scalars().all()
    # The order is that of narrow rows; the whole ones are fetched for what is shown.
    rows = {row.event: row for row in connection.execute(select(event_facts).where(event_facts.c.event.in_(page)))}
    return Found([rows[name] for name in page], total)


def _count(connection: Connection, criteria: Criteria, value: ColumnElement[Any], size: str) -> int:
    """How many there are: counted when events are derived, where nothing is asked for."""
    if criteria == Criteria():
        return size_of(connection, size)
    return int(connection.execute(select(value).select_from(event_facts).where(*where(criteria))).scalar_one())


def find_claims(
    connection: Connection, criteria: Criteria, *, limit: int = 25, offset: int = 0
) -> tuple[list[str], int]:
    """The claims of the events that meet the criteria, the newest event's first, and their number."""
    wanted = where(criteria)
    facts = event_facts.c
    # A claim is of one event, so those of all events are counted without listing them.
    total = _count(connection, criteria, func.coalesce(func.sum(facts.claims), 0), "linked")
    page: list[str] = []
    skipped = 0
    events = connection.execute(
        select(facts.event, facts.claims).where(*wanted).order_by(*_order("date", descending=True))
    )
    for event, count in events:
        if skipped + count <= offset:
            skipped += count
            continue
        own = select(event_claims.c.claim).where(event_claims.c.event == event).order_by(event_claims.c.claim)
        start = max(0, offset - skipped)
        page.extend(connection.execute(own.limit(limit - len(page)).offset(start)).scalars())
        skipped += count
        if len(page) >= limit:
            break
    events.close()
    return page, total


def where(criteria: Criteria) -> list[ColumnElement[bool]]:
    """The criteria as conditions on `event_facts`, for questions of one's own."""
    facts = event_facts.c
    conditions: list[ColumnElement[bool]] = []
    if criteria.first is not None:
        conditions.append(facts.last_day >= criteria.first.isoformat())
    if criteria.last is not None:
        conditions.append(facts.first_day <= criteria.last.isoformat())
    if criteria.types is not None:
        conditions.append(facts.event_type.in_(criteria.types))
    if criteria.countries:
        conditions.append(_countries(criteria.countries))
    if criteria.modalities:
        conditions.append(facts.modality.in_(criteria.modalities))
    if criteria.place:
        conditions.append(_place(criteria))
    if criteria.actors:
        named = event_actors.c.actor.in_(criteria.actors)
        conditions.append(facts.event.in_(select(event_actors.c.event).where(named)))
    if criteria.review:
        conditions.append(_review(criteria.review))
    query = dialect.query(criteria.words)
    if query is not None:
        conditions.append(facts.event.in_(_with_words(query)))
    elif criteria.words:
        conditions.append(literal_column("0") == 1)
    return conditions


def claims_of(criteria: Criteria) -> Select[Any]:
    """The identifiers of the claims of the events that meet the criteria."""
    chosen = select(event_facts.c.event).where(*where(criteria))
    return select(event_claims.c.claim).where(event_claims.c.event.in_(chosen))


def _countries(wanted: tuple[str, ...]) -> ColumnElement[bool]:
    named = event_facts.c.country.in_([code for code in wanted if code != "-"])
    return or_(named, event_facts.c.country.is_(None)) if "-" in wanted else named


def _place(criteria: Criteria) -> ColumnElement[bool]:
    """Places by their words, looked for among the names there are, or by their identifiers."""
    words = fold_text(criteria.place).lower().split()
    names = select(facets.c.value).where(
        facets.c.kind == "place", *(facets.c.value.contains(word, autoescape=True) for word in words)
    )
    return or_(event_facts.c.place_key.in_(names), event_facts.c.geonames.in_(criteria.places))


def _review(state: str) -> ColumnElement[bool]:
    facts = event_facts.c
    return {
        "contradicted": facts.contradicted == 1,
        "unsure": facts.unsure == 1,
        "reviewed": facts.reviewed == 1,
        "unreviewed": facts.reviewed == 0,
    }[state]


def _with_words(query: str) -> Select[Any]:
    """The events of the claims that stand in passages that hold the words."""
    held = (
        text("SELECT rowid AS passage FROM passage_words WHERE passage_words MATCH :query LIMIT :most")
        .bindparams(query=query, most=MOST_PASSAGES)
        .columns(column("passage", Integer))
        .subquery("held")
    )
    joined = held.join(claim_passages, claim_passages.c.passage == held.c.passage)
    joined = joined.join(event_claims, event_claims.c.claim == claim_passages.c.claim)
    return select(event_claims.c.event).select_from(joined)


def _order(order: Order, *, descending: bool) -> list[ColumnElement[Any]]:
    facts = event_facts.c
    columns: dict[str, list[ColumnElement[Any]]] = {
        "date": [facts.first_day, facts.last_day],
        "type": [facts.event_type, facts.first_day],
        "country": [facts.country, facts.first_day],
        "documents": [facts.documents],
        "chains": [facts.chains],
        "killed": [facts.killed],
    }
    listed = [*columns[order], facts.event]
    # What has no value comes last either way.
    return [column.desc() if descending else column.asc().nulls_last() for column in listed]


def too_common(connection: Connection, criteria: Criteria) -> bool:
    """Whether the words stand in more passages than are followed, so that events may be missing."""
    query = dialect.query(criteria.words)
    if query is None:
        return False
    asked = text("SELECT count(*) FROM (SELECT 1 FROM passage_words WHERE passage_words MATCH :query LIMIT :most)")
    return bool(connection.execute(asked, {"query": query, "most": MOST_PASSAGES + 1}).scalar_one() > MOST_PASSAGES)
