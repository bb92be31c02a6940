"""A case as rows that any program reads, and back: what a pack is made from.

Every table but those that can be made again is given row by row in order of its key; a case written back from
them holds the same rows. Tables that later versions add are carried without a change here.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, insert, inspect, select

from tawatur.casefile import dialect
from tawatur.casefile.rows import IndexedPassage, original_row
from tawatur.casefile.tables import metadata, originals, passages
from tawatur.errors import CaseError

# The trail's own record of packing would make no two packs alike, so it lies outside of them.
OUTSIDE = frozenset({"packed", "unpacked"})
_BYTES = "base64:"
_BATCH = 500


def tables(connection: Connection) -> list[Table]:
    """The tables that hold anything, in order of their names, originals left out: those are given as files."""
    there = set(inspect(connection).get_table_names())
    named = [table for name, table in sorted(metadata.tables.items()) if name in there and table is not originals]
    return [table for table in named if connection.execute(select(table).limit(1)).first() is not None]


def rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table in order of its key, bytes as text."""
    blobs = [column.name for column in table.columns if isinstance(column.type, LargeBinary)]
    for row in connection.execute(select(table).order_by(*table.primary_key.columns)).mappings():
        if table.name == "audit" and row["action"] in OUTSIDE:
            continue
        found = dict(row)
        for name in blobs:
            found[name] = _BYTES + base64.b64encode(found[name]).decode("ascii")
        yield found


def clear(connection: Connection) -> None:
    """Empty every table."""
    there = set(inspect(connection).get_table_names())
    for name, table in sorted(metadata.tables.items()):
        if name in there:
            connection.execute(table.delete())


def restore(connection: Connection, name: str, listed: Iterable[Mapping[str, Any]]) -> None:
    """Put rows given by `rows` into the empty table of that name.

    Raises:
        CaseError: this program has no such table.
    """
    table = metadata.tables.get(name)
    if table is None:
        raise CaseError("this comes from a newer version, with tables this one does not know; upgrade", subject=name)
    table.create(connection, checkfirst=True)
    blobs = [column.name for column in table.columns if isinstance(column.type, LargeBinary)]
    batch: list[dict[str, Any]] = []
    for row in listed:
        batch.append({**row, **{key: base64.b64decode(row[key].removeprefix(_BYTES)) for key in blobs}})
        if len(batch) == _BATCH:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)


def restore_originals(connection: Connection, kept: Iterable[tuple[str, bytes]]) -> None:
    """Put original bytes into the case."""
    for sha256, content in kept:
        connection.execute(insert(originals), [original_row(sha256, content)])


def index(connection: Connection, sha256: str, found: Iterable[IndexedPassage]) -> None:
    """Make the passages of a document searchable again: the words are in no table."""
    words = {item.passage.span: item.words for item in found}
    chosen = select(passages.c.id, passages.c.start, passages.c.end).where(passages.c.sha256 == sha256)
    listed = [(row.id, (row.start, row.end)) for row in connection.execute(chosen)]
    dialect.index_words(connection, [(number, words[span]) for number, span in listed if span in words])
