"""How readings, judgements and events become rows: first the plan, then the statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    Column,
    Connection,
    Float,
    MetaData,
    Subquery,
    Table,
    Text,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from tawatur.casefile import dialect
from tawatur.casefile.reviewing import expand, judgement_row
from tawatur.casefile.rows import ReadDocument, Reading, Row, event_row
from tawatur.casefile.tables import (
    claim_passages,
    claims,
    documents,
    event_claims,
    events,
    judgements,
    originals,
    passages,
    paths,
    redirects,
    rejected,
    sources,
)
from tawatur.record import Event, Judgement

T = TypeVar("T")

# Judgements by rules are named after their rule set, "rules/1"; every other author is a reviewer.
_RULES = "rules/%"
# Most databases limit how many values one statement may list.
_LISTED = 500


class Plan(NamedTuple):
    """What storing some readings takes."""

    names: tuple[str, ...]
    stamps: tuple[Row, ...]
    paths: tuple[Row, ...]
    rejected: tuple[Row, ...]
    write: tuple[ReadDocument, ...]
    replace: tuple[str, ...]
    loosened: tuple[str, ...]


def plan(connection: Connection, readings: Sequence[Reading]) -> Plan:
    """Decide which documents are written, which replaced and which may have lost their last path."""
    names = tuple(reading.name for reading in readings)
    read = [document for reading in readings for document in reading.documents]
    known = _known(connection, [document.sha256 for document in read], names)
    chosen: dict[str, ReadDocument] = {}
    for document in read:
        best = chosen.get(document.sha256)
        if best is None or document.path < best.path:
            chosen[document.sha256] = document
    write = tuple(
        document
        for sha256, document in chosen.items()
        if sha256 not in known or known[sha256] is None or document.path <= (known[sha256] or "")
    )
    return Plan(
        names=names,
        stamps=tuple({"name": reading.name, "file": reading.file, "stamp": reading.stamp} for reading in readings),
        paths=tuple(
            {"path": document.path, "sha256": document.sha256, "source": reading.name}
            for reading in readings
            for document in reading.documents
        ),
        rejected=tuple(
            {"path": item.path, "code": item.code, "reason": item.reason, "source": reading.name}
            for reading in readings
            for item in reading.rejected
        ),
        write=write,
        replace=tuple(document.sha256 for document in write if document.sha256 in known),
        loosened=_documents_of(connection, names),
    )


def carry_out(connection: Connection, plan: Plan) -> tuple[int, int, int]:
    """Store a plan. Returns how many documents are new, replaced, and gone for want of a path."""
    _drop_inputs(connection, plan.names)
    _drop_documents(connection, plan.replace)
    _drop_listed(connection, paths.c.path, [row["path"] for row in plan.paths])
    _drop_listed(connection, rejected.c.path, [row["path"] for row in plan.rejected])
    _add(connection, sources, plan.stamps)
    _add(connection, paths, _last_by(plan.paths, "path"))
    _add(connection, rejected, _last_by(plan.rejected, "path"))
    _write_documents(connection, plan.write)
    gone = _drop_pathless(connection, plan.loosened)
    return len(plan.write) - len(plan.replace), len(plan.replace), gone


def forget(connection: Connection, names: Sequence[str]) -> int:
    """Drop inputs and the documents only they gave. Returns how many documents went."""
    loosened = _documents_of(connection, names)
    _drop_inputs(connection, names)
    return _drop_pathless(connection, loosened)


def first_paths() -> Subquery:
    """The path each document goes by: the first of its paths in sorted order."""
    return select(paths.c.sha256, func.min(paths.c.path).label("path")).group_by(paths.c.sha256).subquery("first")


def cards(connection: Connection, make: Callable[..., T]) -> list[T]:
    """All documents without texts, by path."""
    named: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(paths.c.path, paths.c.sha256).order_by(paths.c.path)):
        named[row.sha256].append(row.path)
    listed = ("title", "author", "publisher", "published", "language", "address", "tlp", "sketch")
    chosen = select(documents.c.sha256, *(documents.c[name] for name in listed))
    found = [
        make(
            sha256=row.sha256,
            paths=tuple(named[row.sha256]),
            **{name: getattr(row, name) for name in listed},
        )
        for row in connection.execute(chosen)
        if row.sha256 in named
    ]
    return sorted(found, key=lambda card: card.paths)  # type: ignore[attr-defined]


# --- judgements and events


def _judgement_rows(connection: Connection, of: Iterable[str] | None, *, people: bool) -> list[Any]:
    """The rows of judgements, all or those on pairs with any of the claims, in the order made."""
    wanted = select(judgements).where(~judgements.c.by.like(_RULES)) if people else select(judgements)
    if of is None:
        return list(connection.execute(wanted.order_by(judgements.c.id)))
    found: dict[int, Any] = {}
    for listed in _parts(expand(connection, of)):
        chosen = wanted.where(or_(judgements.c.left.in_(listed), judgements.c.right.in_(listed)))
        found.update({row.id: row for row in connection.execute(chosen)})
    return [found[key] for key in sorted(found)]


def load_judgements(
    connection: Connection, of: Iterable[str] | None, *, retired: bool, people: bool
) -> tuple[Judgement, ...]:
    """The judgements as values, active ones only unless `retired`; of people only where `people` says so."""
    return tuple(
        Judgement(
            left=row.left,
            right=row.right,
            verdict=row.verdict,
            by=row.by,
            reason=row.reason,
            score=row.score,
            made=row.made,
            retired=row.retired,
        )
        for row in _judgement_rows(connection, of, people=people)
        if retired or row.retired is None
    )


def replace_rules(connection: Connection, made: Sequence[Judgement], rules: str) -> None:
    """Retire the rules' judgements that are no longer made and add those that are new."""
    fresh = _fresh_table()
    fresh.create(connection)
    by_rules = judgements.c.by.like(_RULES)
    active = judgements.c.retired.is_(None)
    columns = [column.name for column in fresh.columns]
    _add(connection, fresh, [judgement_row(j) for j in made if j.by.startswith(_RULES[:-1])])
    alike = and_(*(judgements.c[name] == fresh.c[name] for name in columns))
    still = exists(select(fresh.c.left).where(alike).correlate(judgements))
    connection.execute(update(judgements).where(by_rules, active, ~still).values(retired=f"no longer made: {rules}"))
    there = exists(select(judgements.c.id).where(alike, active).correlate(fresh))
    new = select(*fresh.columns).where(~there).order_by(fresh.c.left, fresh.c.right, fresh.c.by)
    connection.execute(insert(judgements).from_select(columns, new))
    fresh.drop(connection)


def replace_events(connection: Connection, derived: Sequence[Event]) -> None:
    """Put the derived events in place of the old, and leave redirects from identifiers that are gone."""
    before = {row.claim: row.event for row in connection.execute(select(event_claims))}
    after = {claim: event.id for event in derived for claim in event.claims}
    led = redirections(before, after)
    connection.execute(delete(event_claims))
    connection.execute(delete(events))
    _add(connection, events, [event_row(event) for event in derived])
    _add(connection, event_claims, [{"claim": claim, "event": name} for claim, name in after.items()])
    for old, new in sorted(led.items()):
        connection.execute(update(redirects).where(redirects.c.new == old).values(new=new))
    present = sorted(set(after.values()))
    _drop_listed(connection, redirects.c.old, [*led, *present])
    _add(connection, redirects, [{"old": old, "new": new} for old, new in sorted(led.items())])


def redirections(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """For each event identifier that is gone: the event that now holds most of its claims."""
    present = set(after.values())
    votes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for claim, old in before.items():
        if old not in present and claim in after:
            votes[old][after[claim]] += 1
    return {old: min(count, key=lambda new: (-count[new], new)) for old, count in votes.items()}


def _fresh_table() -> Table:
    names = ("left", "right", "verdict", "by", "reason")
    return Table(
        "fresh_judgements",
        MetaData(),
        *(Column(name, Text, primary_key=name in ("left", "right", "by")) for name in names),
        Column("score", Float),
        prefixes=["TEMPORARY"],
    )


# --- documents


def _known(connection: Connection, wanted: Sequence[str], names: Sequence[str]) -> dict[str, str | None]:
    """The path each document is read from; None where that path leads there no longer.

    A path of an input that is being read again does not count: it is about to be written anew.
    """
    chosen = (
        select(documents.c.sha256, documents.c.read_from, paths.c.source)
        .outerjoin(paths, and_(paths.c.path == documents.c.read_from, paths.c.sha256 == documents.c.sha256))
        .where(documents.c.sha256.in_(sorted(set(wanted))))
    )
    again = set(names)
    return {
        row.sha256: None if row.source is None or row.source in again else row.read_from
        for row in connection.execute(chosen)
    }


def _documents_of(connection: Connection, names: Sequence[str]) -> tuple[str, ...]:
    found: set[str] = set()
    for listed in _parts(names):
        found.update(connection.execute(select(paths.c.sha256).where(paths.c.source.in_(listed))).scalars())
    return tuple(sorted(found))


def _write_documents(connection: Connection, write: Sequence[ReadDocument]) -> None:
    _add(connection, documents, [item.document for item in write])
    _add(connection, originals, [item.original for item in write])
    _add(connection, claims, [row for item in write for row in item.claims])
    number = connection.execute(select(func.coalesce(func.max(passages.c.id), 0))).scalar_one()
    places: list[Row] = []
    words: list[tuple[int, str]] = []
    held: list[Row] = []
    for item in write:
        for start, end, kind, found in item.passages:
            number += 1
            places.append({"id": number, "sha256": item.sha256, "start": start, "end": end, "kind": kind})
            words.append((number, found))
            met = (claim["id"] for claim in item.claims if claim["start"] < end and claim["end"] > start)
            held.extend({"passage": number, "claim": name} for name in met)
    _add(connection, passages, places)
    _add(connection, claim_passages, held)
    dialect.index_words(connection, words)


def _drop_inputs(connection: Connection, names: Sequence[str]) -> None:
    _drop_listed(connection, paths.c.source, names)
    _drop_listed(connection, rejected.c.source, names)
    _drop_listed(connection, sources.c.name, names)


def _drop_pathless(connection: Connection, candidates: Sequence[str]) -> int:
    kept: set[str] = set()
    for listed in _parts(candidates):
        kept.update(connection.execute(select(paths.c.sha256).where(paths.c.sha256.in_(listed))).scalars())
    gone = [sha256 for sha256 in candidates if sha256 not in kept]
    _drop_documents(connection, gone)
    return len(gone)


def _drop_documents(connection: Connection, gone: Sequence[str]) -> None:
    for table in (documents, originals, claims):
        _drop_listed(connection, table.c.sha256, gone)
    # The passages lose their document and keep their numbers: see dialect.py on why a number of the
    # index is never given out twice.
    for listed in _parts(gone):
        lost = select(passages.c.id).where(passages.c.sha256.in_(listed))
        connection.execute(delete(claim_passages).where(claim_passages.c.passage.in_(lost)))
        connection.execute(update(passages).where(passages.c.sha256.in_(listed)).values(sha256=""))


def _drop_listed(connection: Connection, column: Column[Any], values: Sequence[str]) -> None:
    for listed in _parts(values):
        connection.execute(delete(column.table).where(column.in_(listed)))


def _add(connection: Connection, table: Table, new: Sequence[Row]) -> None:
    if new:
        connection.execute(insert(table), list(new))


def _last_by(found: Sequence[Row], key: str) -> list[Row]:
    return list({row[key]: row for row in found}.values())


def _parts(values: Sequence[str]) -> Iterable[list[str]]:
    for start in range(0, len(values), _LISTED):
        yield list(values[start : start + _LISTED])
