"""What depends on the database: how it is opened, its transactions and its full-text index.

Everything else of a case is the same SQL everywhere, so a second database is a second module like this.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.pool import NullPool

from tawatur.casefile.errors import MissingCase, NotACase, UnsupportedAddress, UnwritableCase

_TOKEN = re.compile(r"[^\W_]+")
_MAGIC = b"SQLite format 3\0"
_APPLICATION = 0x54575452  # "TWTR": lets `file` and other programs tell a case from another database
_WAIT = 30.0  # seconds to wait for another writer

# A full-text table without content: the passages' words are not stored a second time. Rows of passages
# that are gone stay behind and are dropped by the join, because deleting from such a table needs the
# very words that were put in.
_SEARCH_TABLE = """
CREATE VIRTUAL TABLE passage_words USING fts5(
  words, content='', detail=none, columnsize=0, tokenize="unicode61 remove_diacritics 0"
)
"""


def open_engine(address: str, *, create: bool) -> Engine:
    """An engine on the database at `address`, a path.

    Raises:
        MissingCase: there is no file and none is to be made.
        NotACase: the file is not a database.
        UnsupportedAddress: the address is not a path.
        UnwritableCase: the file cannot be made.
    """
    if "://" in address:
        raise UnsupportedAddress(address)
    path = Path(address)
    _check_file(path, address, create=create)
    engine = create_engine("sqlite+pysqlite://", creator=lambda: _connect(path), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine


def _check_file(path: Path, address: str, *, create: bool) -> None:
    if path.is_dir():
        raise NotACase(address)
    if not path.exists():
        if not create:
            raise MissingCase(address)
        if not path.parent.is_dir():
            raise UnwritableCase(address)
        return
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise NotACase(address) from error
    if start and start != _MAGIC:
        raise NotACase(address)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    # A rollback journal, not a write-ahead log: at rest the case is exactly one file, so that copying it
    # copies all of it, and a killed build is rolled back by whoever opens it next.
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute("PRAGMA cache_size=-32000")
    return connection


def _begin(connection: Connection) -> None:
    # The lock is taken at the start: a transaction that reads first and writes later could be refused.
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def mark(connection: Connection) -> None:
    """Mark the file as a case, inside the transaction that makes the tables."""
    connection.exec_driver_sql(f"PRAGMA application_id={_APPLICATION}")
    connection.exec_driver_sql(_SEARCH_TABLE)


def is_busy(error: BaseException | None) -> bool:
    """Whether a database error means that another program holds the lock."""
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


def is_damaged(error: BaseException | None) -> bool:
    """Whether a database error means that the file is damaged or no database."""
    return isinstance(error, sqlite3.DatabaseError) and any(
        words in str(error) for words in ("malformed", "not a database", "file is encrypted")
    )


def index_words(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Index passages by their words: `(passage id, words separated by spaces)`."""
    if rows:
        connection.exec_driver_sql("INSERT INTO passage_words(rowid, words) VALUES (?, ?)", list(rows))


def analyse(connection: Connection, tables: Sequence[Table]) -> None:
    """Let the database see how its values are spread, so that it chooses among indexes well."""
    connection.exec_driver_sql("PRAGMA analysis_limit=2000")
    for table in tables:
        connection.exec_driver_sql(f"ANALYZE {table.name}")


MATCH = text(
    'SELECT p.sha256, p.start, p."end", p.kind FROM passage_words w JOIN passages p ON p.id = w.rowid '
    "JOIN (SELECT sha256, MIN(path) AS path FROM paths GROUP BY sha256) d ON d.sha256 = p.sha256 "
    "WHERE passage_words MATCH :query ORDER BY d.path, p.start LIMIT :limit"
)
"""The passages that hold a query, in order of path and place."""


def query(groups: Sequence[Sequence[str]]) -> str | None:
    """A full-text query: of every group, one of its words. None where a group has no word to look for."""
    asked = [[parts for word in group if (parts := _TOKEN.findall(word))] for group in groups]
    if not asked or not all(asked):
        return None
    return " AND ".join("(" + " OR ".join(_all_of(parts) for parts in group) + ")" for group in asked)


def _all_of(parts: Sequence[str]) -> str:
    # In quotes the operators of the query language are words. The index keeps no places of words, so
    # what it would take for a phrase is asked for as words that all stand in the passage.
    return "(" + " AND ".join(f'"{part}"' for part in parts) + ")"
