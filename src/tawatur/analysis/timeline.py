"""The timeline: events as spans of the days they can have happened on, stacked in lanes.

A few events are drawn one by one; many are counted by period, as many as are certain and as many as are
possible (see `counting`).
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from tawatur.analysis.columns import NONE, OPEN_END, OPEN_START, Columns, Ints, Mask
from tawatur.analysis.counting import Placing, certain, place_in, possible, within
from tawatur.analysis.periods import Period, Unit, periods, unit_for

By: TypeAlias = Literal["family", "type", "actor", "country"]
OTHERS = "…"
"""The key of the lane of what is not among the largest."""

_FINEST = 60


class Span(NamedTuple):
    """One event: its identifier and type, the days it can have happened on, and the line of its lane.

    `open_start` and `open_end` say that the date has no bound there; the day is then that of the window.
    """

    event: str
    kind: str
    first: date
    last: date
    line: int
    open_start: bool = False
    open_end: bool = False


class Bar(NamedTuple):
    """How many events of a lane fall into a period: for sure, and at most."""

    period: Period
    certain: int
    possible: int


class Lane(NamedTuple):
    """A lane: what it is of, how many events it has, and they one by one or counted."""

    key: str
    events: int
    spans: tuple[Span, ...]
    bars: tuple[Bar, ...]

    @property
    def lines(self) -> int:
        """How many lines its spans take."""
        return 1 + max((span.line for span in self.spans), default=0)


class Timeline(NamedTuple):
    """Lanes over a window of time, cut into periods of one unit; events without a date are counted apart."""

    window: Period
    unit: Unit
    lanes: tuple[Lane, ...]
    undated: int


def timeline(
    held: Columns,
    chosen: Mask,
    *,
    by: By = "type",
    window: Period | None = None,
    families: dict[str, str] | None = None,
    most_spans: int = 300,
    most_lanes: int = 8,
) -> Timeline | None:
    """The timeline of the chosen events; None where none has a date.

    Args:
        held, chosen: the events.
        by: what lanes are of.
        window: the days to show; without it all that the events' closed dates reach.
        families: the family of each type, for lanes by family.
        most_spans: more events than this in the window are counted by period, not drawn one by one.
        most_lanes: the largest lanes; the rest share one.
    """
    shown = window or extent(held, chosen)
    if shown is None:
        return None
    unit = unit_for(shown.first, shown.last, _FINEST)
    cut = periods(shown.first, shown.last, unit)
    inside = place_in(held, chosen, (shown,))
    lanes = _lanes(held, inside.rows, by, families or {}, most_lanes)
    singly = len(inside.rows) <= most_spans
    counted = place_in(held, chosen, cut)
    return Timeline(
        window=shown,
        unit=unit,
        lanes=tuple(
            Lane(
                key,
                len(rows),
                _spans(held, rows, shown) if singly else (),
                () if singly else _bars(within(counted, _mask(held, rows)), cut),
            )
            for key, rows in lanes
        ),
        undated=int(np.count_nonzero(chosen & ~held.dated)),
    )


def extent(held: Columns, chosen: Mask) -> Period | None:
    """The days that the dates of the chosen events reach, open ends left aside."""
    kept = chosen & held.dated
    firsts, lasts = held.first[kept], held.last[kept]
    days = np.concatenate((firsts[firsts > OPEN_START], lasts[lasts < OPEN_END]))
    if not len(days):
        return None
    return Period(date.fromordinal(int(days.min())), date.fromordinal(int(days.max())))


def _mask(held: Columns, rows: Ints) -> Mask:
    found = np.zeros(len(held.ids), dtype=np.bool_)
    found[rows] = True
    return found


def _lanes(held: Columns, rows: Ints, by: By, families: dict[str, str], most: int) -> list[tuple[str, Ints]]:
    """The lanes, the largest first: key and rows. An event of several actors is in the lane of each."""
    if by == "actor":
        keys, owners, members = _by_actor(held, rows)
    else:
        names = held.countries if by == "country" else held.kinds
        column = held.country if by == "country" else held.kind
        labels = [families.get(name, name) if by == "family" else name for name in names]
        keys = tuple(dict.fromkeys(labels))
        number = np.array([keys.index(label) for label in labels] + [NONE], dtype=np.int32)
        owners, members = number[column[rows]], rows
    counts = np.bincount(owners[owners >= 0], minlength=len(keys))
    order = sorted(range(len(keys)), key=lambda k: (-counts[k], keys[k]))
    named = [k for k in order if counts[k]][: most if np.count_nonzero(counts) <= most else most - 1]
    found = [(keys[k], members[owners == k]) for k in named]
    named_ones = np.zeros(len(keys) + 1, dtype=np.bool_)
    named_ones[named] = True
    rest = np.flatnonzero(_mask(held, members[~named_ones[owners]])).astype(np.int32)
    return [*found, (OTHERS, rest)] if len(rest) else found


def _by_actor(held: Columns, rows: Ints) -> tuple[tuple[str, ...], Ints, Ints]:
    """Keys, and pairs of key number and event row. Private persons get no lane, nor do events without actors."""
    keys = tuple(dict.fromkeys("" if party.private else party.id for party in held.parties))
    number = np.array([NONE if party.private else keys.index(party.id) for party in held.parties], dtype=np.int32)
    kept = np.isin(held.takers.event, rows)
    pairs = np.unique(np.stack((number[held.takers.party[kept]], held.takers.event[kept])), axis=1).astype(np.int32)
    without = rows[~np.isin(rows, pairs[1])]
    owners = np.concatenate((pairs[0], np.full(len(without), NONE, np.int32)))
    return keys, owners, np.concatenate((pairs[1], without))


def _bars(placing: Placing, cut: tuple[Period, ...]) -> tuple[Bar, ...]:
    sure, may = certain(placing), possible(placing)
    return tuple(Bar(period, int(sure[k]), int(may[k])) for k, period in enumerate(cut) if may[k])


def _spans(held: Columns, rows: Ints, window: Period) -> tuple[Span, ...]:
    """The spans, each on the first line of the lane where it overlaps none before it."""
    low, high = window.first.toordinal(), window.last.toordinal()
    ordered = sorted(rows.tolist(), key=lambda row: (int(held.first[row]), int(held.last[row]), row))
    gap = max((high - low) // 90, 0)
    ends: list[int] = []
    found = []
    for row in ordered:
        first, last = int(held.first[row]), int(held.last[row])
        start, end = max(first, low), min(last, high)
        line = next((k for k, taken in enumerate(ends) if taken + gap < start), len(ends))
        ends[line:] = [end, *ends[line + 1 :]]
        found.append(
            Span(
                held.id_of(row),
                held.kinds[held.kind[row]],
                date.fromordinal(start),
                date.fromordinal(end),
                line,
                first == OPEN_START,
                last == OPEN_END,
            )
        )
    return tuple(found)
