"""The tables of a case, the same for every database.

Values that belong together (a claim, an event, a document's parts) are kept as one JSON text, with the
columns that are searched beside it, so that any SQL tool can read them.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, MetaData, Table, Text

LAYOUT = 2
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

claim_passages = Table(
    "claim_passages",  # which claims a passage that was found belongs to
    metadata,
    Column("passage", Integer, primary_key=True),
    Column("claim", Text, primary_key=True),
    sqlite_with_rowid=False,
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

grades = Table(
    "grades",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("scale", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),  # the key of a source, a claim or an event
    Column("name", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("retired", Text),
)

anchors = Table(
    "anchors",
    metadata,
    Column("claim", Text, primary_key=True),  # a claim that a person judged or graded, gone or not
    Column("sha256", Text, nullable=False),
    Column("value", Text, nullable=False),
)

claim_redirects = Table(
    "claim_redirects",
    metadata,
    Column("old", Text, primary_key=True),
    Column("new", Text, nullable=False, index=True),
    Column("reason", Text, nullable=False),
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


# --- what pages ask of events, prepared when events are derived (see `facts.py`)

event_facts = Table(
    "event_facts",
    metadata,
    Column("event", Text, primary_key=True),
    Column("event_type", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("date", Text),  # EDTF
    Column("first_day", Text),  # ISO; null where the date is missing or lacks its year, "0001-01-01" where open
    Column("last_day", Text),
    Column("days", Integer),  # how many days the date spans
    Column("place", Text),  # name in the gazetteer, or the words of the report
    Column("place_key", Text),  # the words of the report and of the gazetteer, folded, to be searched
    Column("geonames", Integer),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("place_precision", Text),
    Column("documents", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("chains", Integer, nullable=False),
    Column("contradicted", Integer, nullable=False),  # 1 where two figures of a measure cannot both be true
    Column("unsure", Integer, nullable=False),  # 1 where a claim may belong to another event as well
    Column("reviewed", Integer, nullable=False),  # 1 where a person has judged one of its claims
    Column("killed", Float),  # the working figure
    Column("label_ar", Text),
    Column("label_en", Text),
    Index("event_facts_by_day", "first_day", "last_day", "event"),
    Index("event_facts_by_type", "event_type", "first_day", "last_day", "event"),
    Index("event_facts_by_country", "country", "first_day", "last_day", "event"),
    Index("event_facts_by_contradiction", "contradicted", "first_day", "last_day", "event"),
    Index("event_facts_by_modality", "modality", "first_day", "last_day", "event"),
    Index("event_facts_by_unsure", "unsure", "first_day", "last_day", "event"),
    Index("event_facts_by_review", "reviewed", "first_day", "last_day", "event"),
    Index("event_facts_by_place", "place_key", "first_day", "last_day", "event"),
    Index("event_facts_by_geonames", "geonames", "first_day", "last_day", "event"),
    # What filters ask and nothing else, to be read through where no other index narrows much.
    Index(
        "event_facts_narrow",
        *("first_day", "last_day", "event_type", "country", "modality", "contradicted", "unsure", "reviewed"),
        *("claims", "documents", "chains", "killed", "event"),
    ),
    Index("event_facts_by_documents", "documents", "event"),
    Index("event_facts_by_chains", "chains", "event"),
    Index("event_facts_by_killed", "killed", "event"),
)

event_actors = Table(
    "event_actors",
    metadata,
    Column("event", Text, nullable=False, index=True),
    Column("actor", Text, nullable=False),  # its identifier, else its name
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("private", Integer, nullable=False),
    Index("event_actors_by_actor", "actor", "event"),
)

event_tallies = Table(
    "event_tallies",
    metadata,
    Column("event", Text, nullable=False, index=True),
    Column("measure", Text, nullable=False),
    Column("low", Float),
    Column("best", Float),
    Column("high", Float),
    Column("rule", Text, nullable=False),
    Column("relation", Text, nullable=False),
    Column("contradiction", Integer, nullable=False),
    Index("event_tallies_by_measure", "measure", "event"),
)

facets = Table(
    "facets",
    metadata,
    Column("kind", Text, primary_key=True),  # what is counted: "country", "type", "actor", "year", "size" ...
    Column("value", Text, primary_key=True),
    Column("label", Text),
    Column("events", Integer, nullable=False),  # how many events, or how many of what `value` names
)
