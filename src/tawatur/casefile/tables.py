"""The tables of a case, the same for every database.

Values that belong together (a claim, an event, a document's parts) are kept as one JSON text, with the
columns that are searched beside it, so that any SQL tool can read them.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text

LAYOUT = 1
"""The version of the tables. Raised by any change that older programs cannot read."""

metadata = MetaData()

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

sources = Table(
    "sources",
    metadata,
    Column("name", Text, primary_key=True),  # the input: a file by its path, or a block of one
    Column("file", Text, nullable=False, index=True),  # its path below the root
    Column("stamp", Text, nullable=False),  # what was read and by which reader: equal stamps need no reading
)

documents = Table(
    "documents",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("title", Text),
    Column("author", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("language", Text),
    Column("encoding", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("address", Text),
    Column("tlp", Text, nullable=False),
    Column("parts", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("read_from", Text, nullable=False),  # the path it was read from
    Column("sketch", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
)

paths = Table(
    "paths",
    metadata,
    Column("path", Text, primary_key=True),
    Column("sha256", Text, nullable=False, index=True),
    Column("source", Text, nullable=False, index=True),
)

originals = Table(
    "originals",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("compression", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

rejected = Table(
    "rejected",
    metadata,
    Column("path", Text, primary_key=True),
    Column("code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("source", Text, nullable=False, index=True),
)

passages = Table(
    "passages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("family", Text, nullable=False),
    Column("event_type", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("date", Text),
    Column("country", Text),
    Column("value", Text, nullable=False),
    Index("claims_of_document", "sha256", "start"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("made", Text),
    Column("retired", Text),
    Index("judgements_left", "left"),
    Index("judgements_right", "right"),
)

events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("event_type", Text, nullable=False),
    Column("date", Text),
    Column("country", Text),
    Column("value", Text, nullable=False),
)

event_claims = Table(
    "event_claims",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("event", Text, nullable=False, index=True),
)

redirects = Table(
    "redirects", metadata, Column("old", Text, primary_key=True), Column("new", Text, nullable=False, index=True)
)

copies = Table(
    "copies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, index=True),  # the copy
    Column("value", Text, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),  # UTC; never exported
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

markings = Table(
    "markings",
    metadata,
    Column("kind", Text, primary_key=True),  # case, document or claim
    Column("subject", Text, primary_key=True),  # "" for the case, a SHA-256, a claim's identifier
    Column("tlp", Text, nullable=False),
)
