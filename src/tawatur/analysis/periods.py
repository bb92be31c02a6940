"""Periods of the calendar: days, weeks, months, quarters, years and decades that a stretch of time falls into."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias

from tawatur import dates

Unit: TypeAlias = Literal["day", "week", "month", "quarter", "year", "decade"]
UNITS: tuple[Unit, ...] = ("decade", "year", "quarter", "month", "week", "day")

_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_LENGTHS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366, "decade": 3653}


class Period(NamedTuple):
    """A period: its first and last day."""

    first: date
    last: date

    @property
    def text(self) -> str:
        """The period as EDTF."""
        return dates.interval(self.first, self.last)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def periods(first: date, last: date, unit: Unit) -> tuple[Period, ...]:
    """The whole periods that hold the days from `first` to `last`, in order. Weeks begin on Monday."""
    return tuple(_each(first, last, unit))


def unit_for(first: date, last: date, most: int) -> Unit:
    """The finest unit that cuts the stretch into at most `most` periods; decades where none does."""
    days = (last - first).days + 1
    able = [unit for unit in UNITS if days <= most * _LENGTHS[unit]]
    return able[-1] if able else "decade"


def _each(first: date, last: date, unit: Unit) -> Iterator[Period]:
    start = _start(first, unit)
    while start <= last:
        end = _end(start, unit)
        yield Period(start, end)
        if end == date.max:
            return
        start = end + timedelta(days=1)


def _start(day: date, unit: Unit) -> date:
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "decade":
        return date(max(day.year - day.year % 10, 1), 1, 1)
    step = _MONTHS[unit]
    return date(day.year, (day.month - 1) // step * step + 1, 1)


def _end(start: date, unit: Unit) -> date:
    if unit == "day":
        return start
    if unit == "week":
        return start + timedelta(days=6)
    if unit == "decade":
        return date(min(start.year - start.year % 10 + 9, 9999), 12, 31)
    month = start.month + _MONTHS[unit] - 1
    return date(start.year, month, calendar.monthrange(start.year, month)[1])
