"""Counting events by period honestly: an event dated to a year belongs to one of its months, and to none for sure."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tawatur.analysis.columns import Columns, Floats, Ints, Mask
from tawatur.analysis.periods import Period

_TABLE = 400_000  # days


class Placing(NamedTuple):
    """Where events fall among periods that follow one another.

    `rows` are the events that touch any of the periods, `start` and `end` the numbers of the first and the last
    period each can belong to. An event is *certain* where both are one and it does not reach beyond them.
    """

    rows: Ints
    start: Ints
    end: Ints
    certain: Mask
    periods: int


def place_in(held: Columns, chosen: Mask, among: tuple[Period, ...]) -> Placing:
    """Where the chosen events fall. Undated ones and those outside all periods are left out."""
    if not among:
        none = np.zeros(0, np.int32)
        return Placing(none, none, none, np.zeros(0, np.bool_), 0)
    starts = np.array([period.first.toordinal() for period in among], dtype=np.int64)
    low, high = int(starts[0]), among[-1].last.toordinal()
    rows = np.flatnonzero(chosen & held.dated & (held.last >= low) & (held.first <= high)).astype(np.int32)
    first, last = held.first[rows], held.last[rows]
    start, end = _number_of(first, starts, high), _number_of(last, starts, high)
    return Placing(rows, start, end, (start == end) & (first >= low) & (last <= high), len(among))


def _number_of(days: Ints, starts: npt.NDArray[np.int64], high: int) -> Ints:
    """The number of the period each day falls into; days before the first or after the last count as those."""
    low = int(starts[0])
    if high - low > _TABLE:
        return np.maximum(np.searchsorted(starts, days, side="right") - 1, 0).astype(np.int32)
    opens = np.zeros(high - low + 1, dtype=np.int32)
    opens[starts - low] = 1
    table = np.cumsum(opens, dtype=np.int32) - 1  # a look-up is ten times as quick as a search
    found: Ints = table[np.clip(days, low, high) - low]
    return found


def within(placing: Placing, kept: Mask) -> Placing:
    """The same for some of the events only."""
    some = kept[placing.rows]
    return Placing(placing.rows[some], placing.start[some], placing.end[some], placing.certain[some], placing.periods)


def certain(placing: Placing, weights: Floats | None = None) -> Floats:
    """By period, how many events happened in it for sure; with `weights` their sum."""
    kept = placing.certain
    return np.bincount(
        placing.start[kept], None if weights is None else weights[kept], minlength=placing.periods
    ).astype(np.float64)


def possible(placing: Placing, weights: Floats | None = None) -> Floats:
    """By period, how many events can have happened in it; with `weights` their sum."""
    size = placing.periods + 1
    enter = np.bincount(placing.start, weights, minlength=size)
    leave = np.bincount(placing.end + 1, weights, minlength=size)
    # Adding up what enters and what leaves loses a little to rounding where the weights are not whole.
    total = np.cumsum(enter - leave, dtype=np.float64)[: placing.periods]
    return np.asarray(np.round(total, 6), dtype=np.float64)


def distinct(groups: Ints, things: Ints, sizes: tuple[int, int]) -> Ints:
    """By group, how many different things stand beside it. `sizes` are how many groups and things there are."""
    seen = np.zeros(sizes[0] * max(sizes[1], 1), dtype=np.bool_)
    seen[groups.astype(np.int64) * max(sizes[1], 1) + things] = True
    return np.asarray(seen.reshape(sizes[0], max(sizes[1], 1)).sum(axis=1), dtype=np.int32)
