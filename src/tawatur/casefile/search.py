"""Full-text search over the passages of a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from tawatur.casefile import dialect
from tawatur.casefile.tables import documents, paths
from tawatur.record import Span


class Hit(NamedTuple):
    """A passage that was found: where it stands and what it says."""

    path: str
    sha256: str
    span: Span
    text: str
    publisher: str | None
    published: str | None


def find(connection: Connection, groups: Sequence[Sequence[str]], limit: int) -> list[Hit]:
    """The passages that hold, of every group, one of its words; none for an empty query."""
    query = dialect.query(groups)
    if query is None:
        return []
    found = connection.execute(dialect.MATCH, {"query": query, "limit": limit}).all()
    return [_hit(connection, row.sha256, (row.start, row.end)) for row in found]


def _hit(connection: Connection, sha256: str, span: Span) -> Hit:
    path = connection.execute(
        select(paths.c.path).where(paths.c.sha256 == sha256).order_by(paths.c.path).limit(1)
    ).scalar_one()
    row = connection.execute(
        select(documents.c.text, documents.c.publisher, documents.c.published).where(documents.c.sha256 == sha256)
    ).one()
    return Hit(path, sha256, span, row.text[span[0] : span[1]], row.publisher, row.published)
