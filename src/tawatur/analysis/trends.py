"""Trends: how many events and what tolls by period, with what imprecise dates and rival figures leave open.

Nothing is spread over the months it may belong to. A period has what is certain and what is possible; its
toll has the sum of the lowest figures of what is certain and of the highest of what is possible. Beside every
count stand the reports and outlets it rests on, so that more coverage is not taken for more events.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from tawatur.analysis.columns import NONE, Columns, Floats, Ints, Mask
from tawatur.analysis.counting import Placing, certain, distinct, place_in, possible
from tawatur.analysis.periods import Period

Group: TypeAlias = Literal["type", "country", "actor"]
Verdict: TypeAlias = Literal["more", "fewer", "chance", "unclear", "few"]


class Toll(NamedTuple):
    """The toll of a period.

    `low`: the lowest figures of certain events; `best`: their working figures; `high`: the highest figures of
    possible events. `unbounded`: how many possible events have a figure with no upper bound ("more than 90"),
    which is counted at its working figure.
    """

    low: float
    best: float
    high: float
    unbounded: int


class Point(NamedTuple):
    """One period: events certain and possible, toll, and what it rests on.

    `reports` and `outlets` tell the certain events; `published` counts all reports of the case published in
    the period, whatever they tell.
    """

    period: Period
    certain: int
    possible: int
    toll: Toll | None
    reports: int
    outlets: int
    published: int


class Trend(NamedTuple):
    """Points in order of time. `coarse` events are dated more coarsely than the periods; `undated` not at all."""

    points: tuple[Point, ...]
    coarse: int
    undated: int


class Range(NamedTuple):
    """Events of one period: at least, at most."""

    least: int
    most: int


class Change(NamedTuple):
    """What one group had in two periods, and what can be said of it.

    `verdict`: "more" or "fewer" where every reading of the imprecise dates says so, a day weighed against a day, and
    by more than chance would (two rates compared, 5%); "chance" where the dates are exact and chance is enough;
    "unclear" where it depends on how dates are read; "few" where there are too few events to say anything.
    """

    key: str
    before: Range
    after: Range
    reports_before: int
    reports_after: int
    verdict: Verdict


_FEW = 5
_BEYOND_CHANCE = 1.96


def trend(held: Columns, chosen: Mask, among: tuple[Period, ...], measure: str | None = None) -> Trend:
    """The trend of the chosen events over periods that follow one another; with `measure` its tolls too."""
    placing = place_in(held, chosen, among)
    sure, may = certain(placing), possible(placing)
    tolls = _tolls(held, placing, measure) if measure else [None] * len(among)
    reports, outlets = _reports(held, placing)
    published = _published(held, among)
    points = tuple(
        Point(period, int(sure[k]), int(may[k]), tolls[k], int(reports[k]), int(outlets[k]), int(published[k]))
        for k, period in enumerate(among)
    )
    return Trend(points, int(np.count_nonzero(~placing.certain)), int(np.count_nonzero(chosen & ~held.dated)))


def compare(held: Columns, chosen: Mask, before: Period, after: Period, by: Group, most: int = 15) -> list[Change]:
    """What changed from one period to another, by group, the largest first. Private persons are no group."""
    keys, owners, members = _grouped(held, chosen, by)
    counts = [_ranges(held, _only(chosen, held, period), (owners, members), len(keys)) for period in (before, after)]
    found = [
        Change(
            key,
            counts[0][0][k],
            counts[1][0][k],
            counts[0][1][k],
            counts[1][1][k],
            _verdict(counts[0][0][k], counts[1][0][k], before.days, after.days),
        )
        for k, key in enumerate(keys)
        if counts[0][0][k].most or counts[1][0][k].most
    ]
    return sorted(found, key=lambda change: (-change.after.most - change.before.most, change.key))[:most]


def _only(chosen: Mask, held: Columns, period: Period) -> Placing:
    return place_in(held, chosen, (period,))


def _grouped(held: Columns, chosen: Mask, by: Group) -> tuple[tuple[str, ...], Ints, Ints]:
    """The keys of the groups, and pairs of key number and event row."""
    rows = np.flatnonzero(chosen).astype(np.int32)
    if by == "type":
        return held.kinds, held.kind[rows], rows
    if by == "country":
        known = rows[held.country[rows] != NONE]
        return held.countries, held.country[known], known
    public = np.array([not party.private for party in held.parties], dtype=np.bool_)
    kept = chosen[held.takers.event]
    party, event = held.takers.party[kept], held.takers.event[kept]
    shown = public[party]
    keys = tuple(dict.fromkeys(item.id for item in held.parties))
    number = np.array([keys.index(item.id) for item in held.parties], dtype=np.int32)
    pairs = np.unique(np.stack((number[party[shown]], event[shown])), axis=1).astype(np.int32)
    return keys, pairs[0], pairs[1]


def _ranges(held: Columns, placing: Placing, grouped: tuple[Ints, Ints], size: int) -> tuple[list[Range], list[int]]:
    owners, members = grouped
    state = np.zeros(len(held.ids), dtype=np.int8)
    state[placing.rows] = 1
    state[placing.rows[placing.certain]] = 2
    least = np.bincount(owners[state[members] == 2], minlength=size)
    most = np.bincount(owners[state[members] > 0], minlength=size)
    return [Range(int(a), int(b)) for a, b in zip(least, most, strict=True)], _reports_by(
        held, owners, members, state, size
    )


def _reports_by(held: Columns, owners: Ints, members: Ints, state: npt.NDArray[np.int8], size: int) -> list[int]:
    """By group, the reports that tell its certain events."""
    order = np.argsort(members, kind="stable")
    owner, member = owners[order], members[order]
    told = state[held.telling.event] == 2
    event, report = held.telling.event[told], held.telling.report[told]
    left, right = np.searchsorted(member, event), np.searchsorted(member, event, side="right")
    widths = right - left
    at = np.repeat(left, widths) + (np.arange(widths.sum()) - np.repeat(np.cumsum(widths) - widths, widths))
    return [int(n) for n in distinct(owner[at], np.repeat(report, widths), (size, len(held.publisher)))]


def _verdict(before: Range, after: Range, days: int, days_after: int) -> Verdict:
    if before.most + after.most < _FEW:
        return "few"
    share = days_after / (days + days_after)
    if _apart(before.most, after.least, share) > _BEYOND_CHANCE:
        return "more"
    if _apart(before.least, after.most, share) < -_BEYOND_CHANCE:
        return "fewer"
    exact = before.least == before.most and after.least == after.most
    return "chance" if exact else "unclear"


def _apart(before: int, after: int, share: float) -> float:
    """How far the second count lies from its share of both, in standard deviations."""
    both = before + after
    return (after - both * share) / math.sqrt(both * share * (1 - share)) if both else 0.0


def _tolls(held: Columns, placing: Placing, measure: str) -> list[Toll]:
    low, best, high, unbounded = _figures(held, measure)
    rows = placing.rows
    lows, bests = certain(placing, low[rows]), certain(placing, best[rows])
    highs, loose = possible(placing, high[rows]), possible(placing, unbounded[rows])
    return [Toll(float(lows[k]), float(bests[k]), float(highs[k]), int(loose[k])) for k in range(placing.periods)]


def _figures(held: Columns, measure: str) -> tuple[Floats, Floats, Floats, Floats]:
    """By event: low, best, high, and 1 where the high is not bounded. 0 where the event has no such figure."""
    low, best, high, unbounded = (np.zeros(len(held.ids)) for _ in range(4))
    if measure in held.measures:
        tallies = held.tallies
        kept = tallies.measure == held.measures.index(measure)
        events = tallies.event[kept]
        working = np.nan_to_num(np.where(np.isnan(tallies.best), tallies.low, tallies.best)[kept])
        lowest = np.where(np.isnan(tallies.low[kept]), 0.0, tallies.low[kept])
        highest = tallies.high[kept]
        loose = ~np.isfinite(highest)
        low[events], best[events] = lowest, working
        high[events] = np.where(loose, np.maximum(working, lowest), highest)
        unbounded[events] = loose
    return low, best, high, unbounded


def _reports(held: Columns, placing: Placing) -> tuple[Ints, Ints]:
    """By period, the reports that tell its certain events, and their outlets."""
    period_of = np.full(len(held.ids), NONE, dtype=np.int32)
    period_of[placing.rows[placing.certain]] = placing.start[placing.certain]
    period = period_of[held.telling.event]
    kept = period != NONE
    period, report = period[kept], held.telling.report[kept]
    outlet = held.publisher[report]
    named = outlet != NONE
    return (
        distinct(period, report, (placing.periods, len(held.publisher))),
        distinct(period[named], outlet[named], (placing.periods, len(held.publishers))),
    )


def _published(held: Columns, among: tuple[Period, ...]) -> Ints:
    if not among:
        return np.zeros(0, np.int32)
    starts = np.array([period.first.toordinal() for period in among])
    days = held.published[(held.published >= starts[0]) & (held.published <= among[-1].last.toordinal())]
    at = np.searchsorted(starts, days, side="right") - 1
    return np.bincount(at, minlength=len(among)).astype(np.int32)
