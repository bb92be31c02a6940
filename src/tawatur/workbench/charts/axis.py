"""An axis of time: days to units of a picture, running from the right where the reader reads from there."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from babel.dates import format_date

from tawatur.analysis.periods import Period, Unit, periods
from tawatur.workbench.wording import Say


class Tick(NamedTuple):
    """A mark on the axis: where a period begins, and its name."""

    x: float
    label: str


class Axis(NamedTuple):
    """The days of `window` over the units from `low` to `high`."""

    window: Period
    low: float
    high: float
    mirrored: bool

    def x(self, day: date) -> float:
        """Where a day begins."""
        share = (day.toordinal() - self.window.first.toordinal()) / self.window.days
        share = min(max(share, 0.0), 1.0)
        at = 1 - share if self.mirrored else share
        return round(self.low + at * (self.high - self.low), 1)

    def stretch(self, first: date, last: date, least: float = 0.0) -> tuple[float, float]:
        """Where the days from `first` to `last` are drawn: the left edge and the width, at least `least`."""
        one, other = self.x(first), self.x(_after(last))
        left, width = min(one, other), abs(other - one)
        if width < least:
            left = min(max(left - (least - width) / 2, self.low), self.high - least)
        return round(left, 1), round(max(width, least), 1)

    def ticks(self, say: Say, most: int = 8) -> tuple[Tick, ...]:
        """Names of periods where they begin, at most so many."""
        for unit, step in _STEPS:
            if self.window.days > most * step * _DAYS[unit] * 1.01:
                continue
            begun = [p for p in periods(self.window.first, self.window.last, unit) if p.first >= self.window.first]
            kept = [period for period in begun if _number(period, unit) % step == 0]
            return tuple(Tick(self.x(period.first), name_of(say, period, unit)) for period in kept)
        return ()


_DAYS = {"day": 1, "month": 30.5, "year": 365.25}
_STEPS: tuple[tuple[Unit, int], ...] = (
    *(("day", step) for step in (1, 2, 5, 10)),
    *(("month", step) for step in (1, 2, 3, 6)),
    *(("year", step) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)


def _number(period: Period, unit: Unit) -> int:
    """What of a period must be a multiple of a step: its year, its month counted from 0, its day."""
    first = period.first
    return {"year": first.year, "month": first.month - 1}.get(unit, first.toordinal())


def name_of(say: Say, period: Period, unit: Unit) -> str:
    """A period in the reader's words, short: a year, a month of a year, a day."""
    if unit in ("decade", "year"):
        return say.plain(f"{period.first.year:04d}")
    if unit == "quarter":
        return say.plain(format_date(period.first, "QQQQ y", locale=say.locale))
    if unit == "month":
        return say.date(period.first.isoformat()[:7])
    return say.date(period.first.isoformat())


def _after(day: date) -> date:
    return date.fromordinal(min(day.toordinal() + 1, date.max.toordinal()))
