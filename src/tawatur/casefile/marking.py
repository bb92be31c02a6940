"""Markings that people set, kept apart from what was read so that no build takes them away."""

from __future__ import annotations

from typing import Literal, TypeAlias

from sqlalchemy import Connection, delete, insert, inspect, select

from tawatur.casefile.tables import markings

Kind: TypeAlias = Literal["case", "document", "claim"]


def write(connection: Connection, kind: Kind, subject: str, tlp: str) -> None:
    """Set a marking in place of the one there was. A case made before there were markings gains the table."""
    markings.create(connection, checkfirst=True)
    connection.execute(delete(markings).where(markings.c.kind == kind, markings.c.subject == subject))
    connection.execute(insert(markings).values(kind=kind, subject=subject, tlp=tlp))


def read(connection: Connection) -> dict[tuple[str, str], str]:
    """All markings by kind and subject."""
    if not inspect(connection).has_table(markings.name):
        return {}
    return {(row.kind, row.subject): row.tlp for row in connection.execute(select(markings))}
