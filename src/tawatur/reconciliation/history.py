"""The history of a figure: what was said first, what then, by whom, and how each step stands to the one before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from tawatur.reconciliation.chains import first_day
from tawatur.reconciliation.figures import disjoint, low_of, totals
from tawatur.reconciliation.profiles import edtf
from tawatur.record import FigureValue, Tally

Change: TypeAlias = Literal["first", "raised", "lowered", "compatible", "rival"]


class Step(NamedTuple):
    """A figure as it was first said: the day (EDTF, None where no report of it is dated) and what it changed.

    `compatible` says that it can be true beside the figure before it ("more than 90", then 100), `rival` that
    it cannot and that their dates do not tell which came first.
    """

    day: str | None
    value: FigureValue
    change: Change


def history(tally: Tally) -> tuple[Step, ...]:
    """The totals stated of a measure in the order they were first said, undated ones last."""
    ordered = sorted(totals(tally.values), key=lambda value: (first_day(value.first_seen), low_of(value)))
    return tuple(_step(ordered, position) for position in range(len(ordered)))


def _step(ordered: Sequence[FigureValue], position: int) -> Step:
    value = ordered[position]
    if position == 0:
        return Step(value.first_seen, value, "first")
    before = ordered[position - 1]
    if not disjoint(before, value):
        return Step(value.first_seen, value, "compatible")
    if not _later(value.first_seen, before.first_seen):
        return Step(value.first_seen, value, "rival")
    return Step(value.first_seen, value, "raised" if low_of(value) > low_of(before) else "lowered")


def _later(day: str | None, before: str | None) -> bool:
    """Whether a day is known to come after another."""
    one, two = edtf(day), edtf(before)
    if one is None or two is None or one.yearless or two.yearless:
        return False
    return one.first > two.last
