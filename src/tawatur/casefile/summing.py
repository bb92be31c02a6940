"""How much a case holds, counted from narrow rows and indexes."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from tawatur.casefile.tables import claims, documents, event_facts, rejected


class Summary(NamedTuple):
    """The sizes of a case and the days it spans.

    `first` and `last` (ISO) bound the dated events whose date is not open at an end.
    """

    documents: int
    claims: int
    events: int
    contradicted: int
    undated: int
    rejected: int
    publishers: int
    first: str | None
    last: str | None


def summary(connection: Connection) -> Summary:
    """Count."""
    facts = event_facts.c

    def one(question: Select[Any]) -> Any:
        return connection.execute(question).scalar_one()

    return Summary(
        documents=one(select(func.count()).select_from(documents)),
        claims=one(select(func.count()).select_from(claims)),
        events=one(select(func.count()).select_from(event_facts)),
        contradicted=one(select(func.count()).select_from(event_facts).where(facts.contradicted == 1)),
        undated=one(select(func.count()).select_from(event_facts).where(facts.first_day.is_(None))),
        rejected=one(select(func.count()).select_from(rejected)),
        publishers=one(select(func.count(documents.c.publisher.distinct()))),
        first=one(select(func.min(facts.first_day)).where(facts.first_day > "0001-01-01")),
        last=one(select(func.max(facts.last_day)).where(facts.last_day < "9999-12-31")),
    )
