"""The case: the one object through which a case is read and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, NamedTuple, TypeAlias

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, inspect, select
from sqlalchemy.exc import DatabaseError, OperationalError

from tawatur import __version__
from tawatur.casefile import dialect, facts, lean, marking, packing, reviewing, rows, storing
from tawatur.casefile.errors import BusyCase, ForeignCase, MissingCase, NotACase, UnknownEvent, UnwritableCase
from tawatur.casefile.rows import Reading, Row
from tawatur.casefile.search import Hit, find
from tawatur.casefile.tables import (
    LAYOUT,
    audit,
    claim_redirects,
    claims,
    copies,
    documents,
    event_claims,
    events,
    meta,
    metadata,
    originals,
    paths,
    redirects,
    rejected,
    sources,
)
from tawatur.errors import CaseError
from tawatur.record import Anchor, Claim, Document, Event, Grade, Judgement, Part, Rejected

Lens: TypeAlias = Callable[[Event], Event]
"""How an event is seen: the event as it is shown, from the event as it is stored."""

_PARTS = msgspec.json.Decoder(tuple[Part, ...])
_NOTES = msgspec.json.Decoder(tuple[str, ...])
# Layouts that differ from ours only in tables they lack.
_ADDED_TO = frozenset({"1"})
_REVISION, _RECONCILED = "revision", "reconciled"


class Counts(NamedTuple):
    """How much a case holds."""

    documents: int
    claims: int
    events: int
    contradictions: int
    rejected: int


class Stored(NamedTuple):
    """What storing some readings changed."""

    new: int
    replaced: int
    removed: int


class Input(NamedTuple):
    """An input already read: the file it is, or is a block of, and what was read by which reader."""

    file: str
    stamp: str


class Card(NamedTuple):
    """A document without its text: what comparing documents needs. `paths` are sorted, the first is its name."""

    sha256: str
    paths: tuple[str, ...]
    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    language: str | None
    address: str | None
    tlp: str
    sketch: bytes


class Case:
    """A case on disk. Use `Case.open`; every method is one transaction of its own."""

    def __init__(self, engine: Engine, address: str, lens: Lens | None = None) -> None:
        self._engine = engine
        self.address = address
        self._lens = lens or _as_stored

    def through(self, lens: Lens) -> Case:
        """A view of this case whose events are read through `lens`: nothing is stored, all else is the same."""
        return Case(self._engine, self.address, lens)

    @classmethod
    def open(cls, address: str, *, create: bool = False) -> Case:
        """Open the case at `address` (a path), making it where `create` says so.

        Raises:
            CaseError: there is no case, it is not a case, or it cannot be read; the message has the remedy.
        """
        case = cls(dialect.open_engine(address, create=create), address)
        case._prepare(create=create)
        return case

    def close(self) -> None:
        """Give the file back."""
        self._engine.dispose()

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- what the case says of itself

    def meta(self, key: str) -> str | None:
        """A property of the case, such as the version of the reader that built it."""
        with self._reading() as connection:
            return _get(connection, key)

    def counts(self) -> Counts:
        """How much the case holds."""
        with self._reading() as connection:
            found = [
                connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (documents, claims, events, rejected)
            ]
        contradictions = sum(any(t.contradiction for t in event.figures.values()) for event in self.events())
        return Counts(found[0], found[1], found[2], contradictions, found[3])

    def history(self) -> tuple[tuple[str, str, str, str, str], ...]:
        """The audit trail: when (UTC), by whom, what, of what, and the details."""
        chosen = select(audit.c.at, audit.c.by, audit.c.action, audit.c.subject, audit.c.detail).order_by(audit.c.id)
        with self._reading() as connection:
            return tuple(tuple(row) for row in connection.execute(chosen))

    def record(self, by: str, action: str, subject: str, detail: str = "") -> None:
        """Add a line to the audit trail."""
        with self._writing() as connection:
            _audit(connection, by, action, subject, detail)

    # --- sharing

    def mark(self, kind: marking.Kind, subject: str, tlp: str, by: str) -> None:
        """Set the Traffic Light Protocol marking of the case, a document (SHA-256) or a claim (identifier)."""
        with self._writing() as connection:
            marking.write(connection, kind, subject, tlp)
            _audit(connection, by, f"marked {tlp}", kind, subject)

    def markings(self) -> dict[tuple[str, str], str]:
        """The markings set on the case, its documents and its claims, by kind and subject."""
        with self._reading() as connection:
            return marking.read(connection)

    def keep(self, key: str, value: str) -> str:
        """Keep a property of the case that is made once; returns the one that is kept."""
        with self._writing() as connection:
            if _get(connection, key) is None:
                _put(connection, key, value)
            return _get(connection, key) or value

    def put(self, key: str, value: str) -> None:
        """Set a property of the case in place of the one there was."""
        with self._writing() as connection:
            _put(connection, key, value)

    def reports_lean(self) -> Iterator[tuple[lean.Report, tuple[tuple[Claim, str | None], ...]]]:
        """Every document without its text, with its claims in order of place, each with its event."""
        with self._reading() as connection:
            for report in lean.reports(connection):
                yield report, lean.claims_of(connection, report)

    def reports_of(self, wanted: Iterable[str]) -> dict[str, lean.Report]:
        """These documents without their texts, by SHA-256."""
        with self._reading() as connection:
            return {report.sha256: report for report in lean.reports(connection, sorted(wanted))}

    def event_dates(self) -> list[tuple[str, str | None]]:
        """The identifier and date of every event, by identifier."""
        with self._reading() as connection:
            return lean.event_dates(connection)

    def events_of(self, ids: Sequence[str]) -> Iterator[Event]:
        """The events of these identifiers, in their order, read some at a time."""
        with self._reading() as connection:
            yield from map(self._lens, lean.events(connection, ids))

    # --- packs

    def dump(self) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
        """Every table but that of originals with its rows, in order: the same case, the same rows."""
        with self._reading() as connection:
            for table in packing.tables(connection):
                yield table.name, packing.rows(connection, table)

    def original_names(self) -> list[str]:
        """The SHA-256 of every document whose original bytes are kept, sorted."""
        with self._reading() as connection:
            return list(connection.execute(select(originals.c.sha256).order_by(originals.c.sha256)).scalars())

    def load(
        self,
        tables: Iterable[tuple[str, Iterable[dict[str, Any]]]],
        kept: Iterable[tuple[str, bytes]],
        words: Callable[[Document], Iterable[rows.IndexedPassage]],
    ) -> None:
        """Make this case the one that was dumped, in one transaction.

        Args:
            tables: what `dump` gave.
            kept: the original bytes by SHA-256.
            words: the passages of a document with the words they are found by.
        """
        with self._writing() as connection:
            packing.clear(connection)
            for name, listed in tables:
                packing.restore(connection, name, listed)
            packing.restore_originals(connection, kept)
            for (sha256,) in connection.execute(select(documents.c.sha256).order_by(documents.c.sha256)).all():
                names = connection.execute(select(paths.c.path).where(paths.c.sha256 == sha256)).scalars().all()
                if names:
                    packing.index(connection, sha256, words(_document(connection, sha256, tuple(sorted(names)))))

    # --- storing what was read

    def inputs(self) -> dict[str, Input]:
        """Every input already read, by its name."""
        with self._reading() as connection:
            return {row.name: Input(row.file, row.stamp) for row in connection.execute(select(sources))}

    def store(self, readings: Sequence[Reading]) -> Stored:
        """Store what was read of some inputs, in one transaction: each is in the case wholly or not at all.

        The same bytes under several paths are one document, read from the first path in sorted order.
        Bytes that no path leads to any longer leave the case.
        """
        with self._writing() as connection:
            plan = storing.plan(connection, readings)
            stored = Stored(*storing.carry_out(connection, plan))
            if stored.removed:
                _audit(connection, "build", "replaced", "documents", f"{stored.removed} changed on disk")
            if plan.paths or stored.removed:
                _touch(connection)
        return stored

    def forget(self, names: Sequence[str]) -> int:
        """Take inputs out of the case, with the documents only they gave. Returns how many documents went."""
        if not names:
            return 0
        with self._writing() as connection:
            gone = storing.forget(connection, names)
            _audit(connection, "build", "pruned", "inputs", ", ".join(sorted(names)))
            _touch(connection)
        return gone

    # --- reconciliation

    def revision(self) -> str:
        """Changes whenever claims, documents or reviewers' judgements do."""
        return self.meta(_REVISION) or "0"

    def reconciled(self, rules: str) -> bool:
        """Whether the events are those of the present claims, by the rules of this version."""
        with self._reading() as connection:
            return _get(connection, _RECONCILED) == f"{_get(connection, _REVISION)} {rules}"

    def cards(self) -> list[Card]:
        """All documents without their texts, by path."""
        with self._reading() as connection:
            return storing.cards(connection, Card)

    def judge(self, judgement: Judgement) -> None:
        """Add a reviewer's judgement. The active one of the same reviewer on the same pair is retired.

        Args:
            judgement: `by` names the reviewer; judgements of rules come with `settle`.
        """
        with self._writing() as connection:
            reviewing.judge(connection, judgement, _now())
            _audit(connection, judgement.by, f"judged {judgement.verdict}", judgement.left, judgement.right)
            _touch(connection)

    def undo(self, left: str, right: str, by: str, reason: str) -> None:
        """Retire the active judgement of a reviewer on a pair of claims. It stays on record.

        Raises:
            NothingToUndo: the reviewer has none on this pair.
        """
        with self._writing() as connection:
            reviewing.undo(connection, left, right, by, _now())
            _audit(connection, by, "undid judgement", left, f"{right}: {reason}")
            _touch(connection)

    def grade(self, grade: Grade) -> None:
        """Add an analyst's grade. Theirs on the same subject and scale is retired. No event changes."""
        with self._writing() as connection:
            reviewing.grade(connection, grade, _now())
            _audit(connection, grade.by, f"graded {grade.scale} {grade.value}", grade.subject, grade.reason)

    def undo_grade(self, grade: Grade) -> None:
        """Retire the active grade of `grade.by` on its subject and scale. It stays on record.

        Raises:
            NothingToUndo: there is none.
        """
        with self._writing() as connection:
            reviewing.undo_grade(connection, grade, _now())
            _audit(connection, grade.by, f"undid grade {grade.scale}", grade.subject, grade.reason)

    def grades(self, *, retired: bool = False) -> tuple[Grade, ...]:
        """Grades in the order they were given, each on its subject's present identifier."""
        with self._reading() as connection:
            return reviewing.load_grades(connection, retired=retired)

    def anchors(self) -> tuple[Anchor, ...]:
        """Where the words stood of every claim that a person judged or graded."""
        with self._reading() as connection:
            return reviewing.load_anchors(connection)

    def redirect_claims(self, moved: Sequence[tuple[str, str, str]]) -> None:
        """Replace what identifiers that claims had before lead to: old, new and why."""
        with self._writing() as connection:
            reviewing.replace_redirects(connection, moved)

    def claim_redirects(self) -> dict[str, str]:
        """Identifiers that judged claims had before, and the claims that hold their words now."""
        with self._reading() as connection:
            found = connection.execute(select(claim_redirects.c.old, claim_redirects.c.new))
            return {row.old: row.new for row in found}

    def claim(self, name: str) -> Claim:
        """One claim by its identifier, the beginning of it, or an identifier it had before.

        Raises:
            UnknownClaim: there is none.
            AmbiguousClaim: several begin like this.
        """
        with self._reading() as connection:
            found = reviewing.find_claim(connection, name)
        return self.claims([found])[0]

    def judgements(
        self, *, of: Iterable[str] | None = None, retired: bool = False, people: bool = False
    ) -> tuple[Judgement, ...]:
        """Judgements in the order they were made.

        Args:
            of: only those on pairs with any of these claims.
            retired: also those that were taken back or followed.
            people: only those of people, which are few, and not those of rules, which are as many as claims.
        """
        with self._reading() as connection:
            return storing.load_judgements(connection, of, retired=retired, people=people)

    def settle(
        self,
        revision: str,
        rules: str,
        made: Sequence[Judgement],
        derived: Sequence[Event],
        copied: Sequence[tuple[str, str]] = (),
    ) -> bool:
        """Replace the events by those derived from the claims of `revision`; what has not changed is not written.

        Judgements of rules that are no longer made are retired; an event's identifier that is gone leads
        on to the event that now holds most of its claims.

        Args:
            revision: what `revision()` was when the claims were read.
            rules: the version of the rules.
            made: the judgements of the rules.
            derived: the events.
            copied: for each report that copies another, its SHA-256 and the JSON text of what was decided.

        Returns:
            False, with nothing changed, where the claims have changed since `revision`.
        """
        with self._writing() as connection:
            if (_get(connection, _REVISION) or "0") != revision:
                return False
            storing.replace_rules(connection, made, rules)
            storing.replace_events(connection, derived)
            facts.refresh(connection, derived)
            _replace_copies(connection, copied)
            _put(connection, _RECONCILED, f"{revision} {rules}")
        return True

    def prepare(self) -> bool:
        """Prepare what pages ask of events where a case was built without it. Returns whether it had to."""
        with self._reading() as connection:
            if facts.prepared(connection):
                return False
        with self._writing() as connection:
            facts.make(connection)
            derived = (rows.event_from(value) for value in connection.execute(select(events.c.value)).scalars())
            facts.refresh(connection, list(derived))
        return True

    # --- reading

    def documents(self) -> Iterator[Document]:
        """All documents, by path."""
        for document, _ in self.reports():
            yield document

    def reports(self) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
        """Every document with its claims in order of place, by path, of one moment of the case."""
        with self._reading() as connection:
            for card in storing.cards(connection, Card):
                yield (
                    _document(connection, card.sha256, card.paths),
                    _claims_of(connection, card.sha256, card.paths[0]),
                )

    def document(self, sha256: str) -> Document | None:
        """One document by the SHA-256 of its bytes."""
        with self._reading() as connection:
            names = connection.execute(select(paths.c.path).where(paths.c.sha256 == sha256)).scalars().all()
            return _document(connection, sha256, tuple(sorted(names))) if names else None

    def original(self, sha256: str) -> bytes | None:
        """The bytes a document was read from."""
        with self._reading() as connection:
            row = connection.execute(select(originals).where(originals.c.sha256 == sha256)).one_or_none()
        return None if row is None else rows.decompress(row.content, row.compression)

    def claims(self, ids: Sequence[str] | None = None) -> list[Claim]:
        """Claims in order of document path, place and identifier; all of them, or those of `ids`."""
        return list(self.each_claim(ids))

    def each_claim(self, ids: Sequence[str] | None = None) -> Iterator[Claim]:
        """The claims of `claims`, one at a time."""
        if ids is None:
            first = storing.first_paths()
            path: ColumnElement[str] = first.c.path
            chosen = select(claims.c.value, path).join(first, first.c.sha256 == claims.c.sha256)
        else:  # the path of each document asked for, rather than of all there are
            of = select(func.min(paths.c.path)).where(paths.c.sha256 == claims.c.sha256)
            path = of.scalar_subquery().label("path")
            chosen = select(claims.c.value, path).where(claims.c.id.in_(list(ids)), path.is_not(None))
        chosen = chosen.order_by(path, claims.c.start, claims.c.end, claims.c.id)
        with self._reading() as connection:
            for row in connection.execute(chosen):
                yield rows.claim_from(row.value, row.path)

    def claims_in(self, sha256: str) -> tuple[Claim, ...]:
        """The claims of one document in order of place."""
        path = select(func.min(paths.c.path)).where(paths.c.sha256 == sha256)
        with self._reading() as connection:
            name = connection.execute(path).scalar_one()
            return () if name is None else _claims_of(connection, sha256, name)

    def events(self) -> list[Event]:
        """All events, by identifier."""
        return list(self.each_event())

    def each_event(self) -> Iterator[Event]:
        """The events of `events`, one at a time."""
        chosen = select(events.c.value).order_by(events.c.id)
        with self._reading() as connection:
            for value in connection.execute(chosen).scalars():
                yield self._lens(rows.event_from(value))

    def events_named(self, ids: Sequence[str]) -> list[Event]:
        """The events of these identifiers, in the order given; those there are not are left out."""
        chosen = select(events.c.id, events.c.value).where(events.c.id.in_(list(ids)))
        with self._reading() as connection:
            found = {row.id: row.value for row in connection.execute(chosen)}
        return [self._lens(rows.event_from(found[name])) for name in ids if name in found]

    def event(self, name: str) -> Event:
        """One event by its identifier, the beginning of it, or an identifier it had before.

        Raises:
            UnknownEvent: there is none, or more than one begins like this.
        """
        with self._reading() as connection:
            led = connection.execute(select(redirects.c.new).where(redirects.c.old == name)).scalar_one_or_none()
            # The whole identifier is looked up; only a beginning has to be looked for.
            whole = select(events.c.value).where(events.c.id == (led or name))
            begins = select(events.c.value).where(events.c.id.startswith(name, autoescape=True)).limit(2)
            found = connection.execute(whole).scalars().all() or connection.execute(begins).scalars().all()
        if len(found) != 1:
            raise UnknownEvent(name)
        return self._lens(rows.event_from(found[0]))

    def event_of(self) -> dict[str, str]:
        """The event of every claim that has one."""
        with self._reading() as connection:
            return {row.claim: row.event for row in connection.execute(select(event_claims))}

    def copies(self) -> tuple[str, ...]:
        """What was decided of reports that copy another, as JSON texts, in the order decided."""
        with self._reading() as connection:
            return tuple(connection.execute(select(copies.c.value).order_by(copies.c.id)).scalars())

    def rejected(self) -> tuple[Rejected, ...]:
        """The inputs that could not be read, by path."""
        chosen = select(rejected.c.path, rejected.c.code, rejected.c.reason).order_by(rejected.c.path)
        with self._reading() as connection:
            return tuple(
                Rejected(path=row.path, code=row.code, reason=row.reason) for row in connection.execute(chosen)
            )

    def search(self, groups: Sequence[Sequence[str]], limit: int = 20) -> list[Hit]:
        """The passages that hold, of every group, one of its words (folded), by path and place."""
        with self._reading() as connection:
            return find(connection, groups, limit)

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection for questions of one's own, all answered of one moment of the case. It writes nothing."""
        return self._reading()

    # --- inside

    def _prepare(self, *, create: bool) -> None:
        with self._connection(writing=create) as connection:
            tables = set(inspect(connection).get_table_names())
            if not tables:
                if not create:
                    raise MissingCase(self.address)
                _make(connection)
                return
            if "meta" not in tables or "claims" not in tables:
                raise NotACase(self.address)
            if create:  # a case of an earlier version lacks the tables that were added since
                metadata.create_all(connection)
            found = _get(connection, "layout")
        if found in _ADDED_TO:
            self._upgrade(found)
        elif found != str(LAYOUT):
            raise ForeignCase(self.address, found or "?", LAYOUT)

    def _upgrade(self, found: str) -> None:
        """Add to a case of an older layout the tables it lacks; what it holds stays as it is."""
        with self._writing() as connection:
            metadata.create_all(connection)
            _put(connection, "layout", str(LAYOUT))
            _audit(connection, "tawatur", "upgraded", "case", f"layout {found} to {LAYOUT}")

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._connection(writing=False) as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._connection(writing=True) as connection:
            yield connection

    @contextmanager
    def _connection(self, *, writing: bool) -> Iterator[Connection]:
        try:
            engine = self._engine.execution_options(writing=writing)
            with engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            named = self._named(error, writing=writing)
            if named is None:
                raise
            raise named from error

    def _named(self, error: DatabaseError, *, writing: bool) -> CaseError | None:
        """What a database error means for the user; None where it is a defect of this program."""
        if dialect.is_busy(error.orig):
            return BusyCase(self.address)
        if dialect.is_damaged(error.orig):
            return NotACase(self.address)
        return UnwritableCase(self.address) if writing and isinstance(error, OperationalError) else None


def _as_stored(event: Event) -> Event:
    return event


def _make(connection: Connection) -> None:
    metadata.create_all(connection)
    dialect.mark(connection)
    _put(connection, "layout", str(LAYOUT))
    _put(connection, "tool", __version__)
    _audit(connection, "build", "made", "case", f"tawatur {__version__}")


def _get(connection: Connection, key: str) -> str | None:
    return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()


def _put(connection: Connection, key: str, value: str) -> None:
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta).values(key=key, value=value))


def _touch(connection: Connection) -> None:
    _put(connection, _REVISION, str(int(_get(connection, _REVISION) or 0) + 1))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _replace_copies(connection: Connection, copied: Sequence[tuple[str, str]]) -> None:
    stored = connection.execute(select(copies.c.sha256, copies.c.value).order_by(copies.c.id))
    if [(row.sha256, row.value) for row in stored] == list(copied):
        return
    connection.execute(delete(copies))
    if copied:
        connection.execute(insert(copies), [{"sha256": key, "value": value} for key, value in copied])


def _audit(connection: Connection, by: str, action: str, subject: str, detail: str) -> None:
    connection.execute(insert(audit).values(at=_now(), by=by, action=action, subject=subject, detail=detail))


def _document(connection: Connection, sha256: str, names: tuple[str, ...]) -> Document:
    row: Row = dict(connection.execute(select(documents).where(documents.c.sha256 == sha256)).mappings().one())
    for kept in ("read_from", "sketch"):
        del row[kept]
    decoders: dict[str, Callable[[Any], Any]] = {"parts": _PARTS.decode, "notes": _NOTES.decode}
    row.update({key: decode(row[key]) for key, decode in decoders.items()})
    return Document(path=names[0], copies=names[1:], **row)


def _claims_of(connection: Connection, sha256: str, path: str) -> tuple[Claim, ...]:
    chosen = (
        select(claims.c.value).where(claims.c.sha256 == sha256).order_by(claims.c.start, claims.c.end, claims.c.id)
    )
    return tuple(rows.claim_from(value, path) for value in connection.execute(chosen).scalars())
