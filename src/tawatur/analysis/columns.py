"""Events as columns: what charts count, held in memory so that counting a million claims takes milliseconds.

    with case.reading() as connection:
        held = load(connection)

A row of `Columns` is an event. Texts are numbers that point into a tuple of what there is; days are proleptic
ordinals (`date.toordinal`), 0 where an event has no date that stands in a year. Nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, select

from tawatur.casefile.tables import claims, documents, event_actors, event_claims, event_facts, event_tallies

Ints: TypeAlias = npt.NDArray[np.int32]
Floats: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]
T = TypeVar("T")

NONE = -1
"""The number of what is missing: no country, no place, no publisher."""
OPEN_START, OPEN_END = date.min.toordinal(), date.max.toordinal()


class Spot(NamedTuple):
    """A place as events give it: its name, and how finely it is known (see `Place.precision`)."""

    name: str
    country: str
    geonames: int | None
    lat: float | None
    lon: float | None
    precision: str


class Party(NamedTuple):
    """An actor of events. `id` is its identifier, or its name where the authority does not know it."""

    id: str
    name: str
    private: bool


class Fact(NamedTuple):
    """One event as `columns` takes it. Days are ISO texts; `spot` is None where the event has no place."""

    id: str
    kind: str
    modality: str
    first: str | None
    last: str | None
    spot: Spot | None
    claims: int = 1
    contradicted: bool = False


class Takers(NamedTuple):
    """Who takes part in what: rows are an actor in a role of an event."""

    event: Ints
    party: Ints
    role: Ints


class Tallies(NamedTuple):
    """Figures of events: rows are a measure of an event. Bounds that are not stated are NaN."""

    event: Ints
    measure: Ints
    low: Floats
    best: Floats
    high: Floats


class Telling(NamedTuple):
    """Which report tells which event: rows are a pair, each once."""

    event: Ints
    report: Ints


class Said(NamedTuple):
    """The claims: rows are a claim, with its event and its own type, which need not be the event's."""

    event: Ints
    kind: Ints


class Columns(NamedTuple):
    """All events of a case, ordered by identifier, and what belongs to them."""

    ids: npt.NDArray[np.bytes_]
    kind: Ints
    modality: Ints
    first: Ints
    last: Ints
    country: Ints
    spot: Ints
    claims: Ints
    contradicted: Mask
    takers: Takers
    tallies: Tallies
    telling: Telling
    said: Said
    publisher: Ints
    """Of every report, the number of its publisher."""
    published: Ints
    """Of every report, the day it was published on; 0 where that is not known to the day."""
    kinds: tuple[str, ...]
    modalities: tuple[str, ...]
    countries: tuple[str, ...]
    spots: tuple[Spot, ...]
    parties: tuple[Party, ...]
    roles: tuple[str, ...]
    measures: tuple[str, ...]
    publishers: tuple[str, ...]

    @property
    def dated(self) -> Mask:
        """The events with a date that stands in a year."""
        return self.first > 0

    def id_of(self, row: int) -> str:
        """The identifier of the event of a row."""
        return bytes(self.ids[row]).decode()

    def rows_of(self, ids: Iterable[str]) -> Ints:
        """The rows of the events of these identifiers, in order; identifiers that are not there are left out."""
        wanted = np.array(sorted({name.encode() for name in ids}), dtype=self.ids.dtype)
        if not len(wanted) or not len(self.ids):
            return np.zeros(0, np.int32)
        found = np.minimum(np.searchsorted(self.ids, wanted), len(self.ids) - 1)
        rows: Ints = found[self.ids[found] == wanted].astype(np.int32)
        return rows


def columns(
    facts: Iterable[Fact],
    takers: Iterable[tuple[str, Party, str]] = (),
    tallies: Iterable[tuple[str, str, float | None, float | None, float | None]] = (),
    told: Iterable[tuple[str, str, str]] = (),
    reports: Iterable[tuple[str, str | None, str | None]] = (),
) -> Columns:
    """Columns of these events.

    Args:
        facts: the events.
        takers: event, actor, role.
        tallies: event, measure, low, best, high.
        told: every claim: its event, its report, its type.
        reports: the report, its publisher, and the day it was published on (ISO, or None).
    """
    listed = sorted(facts, key=lambda fact: fact.id)
    row_of = {fact.id: row for row, fact in enumerate(listed)}
    kinds, modalities, countries, spots = _Numbers[str](), _Numbers[str](), _Numbers[str](), _Numbers[Spot]()
    parties, roles, measures, publishers = _Numbers[Party](), _Numbers[str](), _Numbers[str](), _Numbers[str]()
    archive = list(reports)
    report_of = {name: row for row, (name, _, _) in enumerate(archive)}
    known = [(row_of[e], report_of[r], kinds(k)) for e, r, k in told if e in row_of and r in report_of]
    event, report, kind = _table(known, 3)
    pairs = np.unique(event.astype(np.int64) * max(len(archive), 1) + report)
    took = [(row_of[event], parties(party), roles(role)) for event, party, role in takers if event in row_of]
    counted = [(row_of[row[0]], measures(row[1]), row[2:]) for row in tallies if row[0] in row_of]
    return Columns(
        ids=np.array([fact.id.encode() for fact in listed], dtype=np.bytes_ if listed else "S1"),
        kind=_ints(kinds(fact.kind) for fact in listed),
        modality=_ints(modalities(fact.modality) for fact in listed),
        first=_ints(_ordinal(fact.first) for fact in listed),
        last=_ints(_ordinal(fact.last) for fact in listed),
        country=_ints(countries(fact.spot.country) if fact.spot and fact.spot.country else NONE for fact in listed),
        spot=_ints(spots(fact.spot) if fact.spot else NONE for fact in listed),
        claims=_ints(fact.claims for fact in listed),
        contradicted=np.array([fact.contradicted for fact in listed], dtype=np.bool_),
        takers=Takers(*_table(took, 3)),
        tallies=Tallies(
            _ints(row[0] for row in counted),
            _ints(row[1] for row in counted),
            *(np.array([_number(row[2][k]) for row in counted], dtype=np.float64) for k in (0, 1, 2)),
        ),
        telling=Telling(*(part.astype(np.int32) for part in np.divmod(pairs, max(len(archive), 1)))),
        said=Said(event, kind),
        publisher=_ints(publishers(name) if name else NONE for _, name, _ in archive),
        published=_ints(_ordinal(day) for _, _, day in archive),
        kinds=kinds.listed,
        modalities=modalities.listed,
        countries=countries.listed,
        spots=spots.listed,
        parties=parties.listed,
        roles=roles.listed,
        measures=measures.listed,
        publishers=publishers.listed,
    )


def load(connection: Connection) -> Columns:
    """The columns of a case, read from the tables prepared when its events were derived."""
    facts, actors, figures = event_facts.c, event_actors.c, event_tallies.c
    chosen = select(
        facts.event,
        facts.event_type,
        facts.modality,
        facts.first_day,
        facts.last_day,
        facts.place,
        facts.country,
        facts.geonames,
        facts.lat,
        facts.lon,
        facts.place_precision,
        facts.claims,
        facts.contradicted,
    )
    taking = select(actors.event, actors.actor, actors.name, actors.private, actors.role)
    tallies = select(figures.event, figures.measure, figures.low, figures.best, figures.high)
    told = select(event_claims.c.event, claims.c.sha256, claims.c.event_type).join(
        claims, claims.c.id == event_claims.c.claim
    )
    reports = select(documents.c.sha256, documents.c.publisher, documents.c.published).order_by(documents.c.sha256)
    return columns(
        (_fact(row) for row in _each(connection, chosen)),
        ((row[0], Party(row[1], row[2], bool(row[3])), row[4]) for row in _each(connection, taking)),
        (tuple(row) for row in _each(connection, tallies)),
        (tuple(row) for row in _each(connection, told)),
        ((row[0], row[1], row[2] if row[2] and len(row[2]) == 10 else None) for row in _each(connection, reports)),
    )


def _each(connection: Connection, chosen: Any) -> Iterable[Any]:
    return connection.execute(chosen.execution_options(yield_per=10_000))


def _fact(row: Any) -> Fact:
    event, kind, modality, first, last, place, country, geonames, lat, lon, precision, told, contradicted = row
    spot = Spot(place or "", country or "", geonames, lat, lon, precision or "") if place or country else None
    return Fact(event, kind, modality, first, last, spot, told, bool(contradicted))


class _Numbers(Generic[T]):
    """Numbers things in the order they are met."""

    def __init__(self) -> None:
        self._found: dict[T, int] = {}

    def __call__(self, thing: T) -> int:
        return self._found.setdefault(thing, len(self._found))

    @property
    def listed(self) -> tuple[T, ...]:
        return tuple(self._found)


_days: dict[str, int] = {}


def _ordinal(day: str | None) -> int:
    if day is None:
        return 0
    found = _days.get(day)
    if found is None:
        found = _days[day] = date.fromisoformat(day).toordinal()
    return found


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int32)


def _table(rows: Sequence[tuple[int, ...]], width: int) -> tuple[Ints, ...]:
    return tuple(np.array([row[k] for row in rows], dtype=np.int32) for k in range(width))
