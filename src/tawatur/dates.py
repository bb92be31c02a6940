"""EDTF dates (ISO 8601-2) as values with bounds and precision.

The profile: `2024`, `2024-01`, `2024-01-05`, an interval `2022-04/2022-05`, an open interval
`../2016` or `2025-01/..`, the qualifiers `~`, `?`, `%`, and `XXXX-02-13` or `XXXX-02` where the text
gives no year. Precision is part of the value: `2024-01` is not a day, and it contains every day of
that January.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

import msgspec

from tawatur.errors import DateError

Precision: TypeAlias = Literal["day", "month", "year", "interval", "yearless"]

_SIMPLE = re.compile(r"([0-9]{4}|XXXX)(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_OPEN = ("", "..")


class Edtf(msgspec.Struct, frozen=True, kw_only=True):
    """A parsed EDTF date.

    `first` and `last` are the earliest and latest day it can mean; `date.min` and `date.max` stand for
    open ends. A yearless date has bounds in no year: they are those of 2000, a leap year, and only
    comparisons of month and day make sense of it.
    """

    text: str
    first: date
    last: date
    precision: Precision
    qualifier: str = ""

    @property
    def days(self) -> int:
        """How many days the bounds span."""
        return (self.last - self.first).days + 1

    @property
    def yearless(self) -> bool:
        """Whether the text gave no year."""
        return self.precision == "yearless"

    def contains(self, other: Edtf) -> bool:
        """Whether every day `other` can mean is a day this can mean."""
        if self.yearless or other.yearless:
            return _in_year(self, other)
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Edtf) -> bool:
        """Whether the two can mean the same day. A yearless date meets any year."""
        if self.yearless or other.yearless:
            return _may_meet(self, other)
        return self.first <= other.last and other.first <= self.last

    def gap(self, other: Edtf) -> int:
        """Days between the two; 0 where they overlap."""
        if self.overlaps(other):
            return 0
        if self.yearless or other.yearless:
            return 366
        return max((other.first - self.last).days, (self.first - other.last).days)


@lru_cache(maxsize=8192)
def parse(text: str) -> Edtf:
    """Parse an EDTF text of the profile above.

    Raises:
        DateError: the text is not of the profile, or names a day that does not exist.
    """
    if "/" not in text:
        return _simple(text)
    left, _, right = text.partition("/")
    if left in _OPEN and right in _OPEN:
        raise DateError("an interval open at both ends says nothing", subject=text)
    start = None if left in _OPEN else _simple(left)
    end = None if right in _OPEN else _simple(right)
    first = date.min if start is None else start.first
    last = date.max if end is None else end.last
    if last < first:
        raise DateError("an interval ends before it begins", subject=text)
    qualifier = "".join(sorted({part.qualifier for part in (start, end) if part and part.qualifier}))
    return Edtf(text=text, first=first, last=last, precision="interval", qualifier=qualifier)


def is_edtf(text: str) -> bool:
    """Whether `text` is a date of the profile."""
    try:
        parse(text)
    except DateError:
        return False
    return True


def day(value: date) -> str:
    """The EDTF text of one day."""
    return value.isoformat()


def interval(first: date, last: date) -> str:
    """The shortest EDTF text for the days from `first` to `last`: a day, a month, a year or an interval."""
    if first == last:
        return first.isoformat()
    if first.day == 1 and last.day == _month_length(last.year, last.month):
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.year:04d}-{first.month:02d}"
        if first.month == 1 and last.month == 12:
            same = first.year == last.year
            return f"{first.year:04d}" if same else f"{first.year:04d}/{last.year:04d}"
        return f"{first.year:04d}-{first.month:02d}/{last.year:04d}-{last.month:02d}"
    return f"{first.isoformat()}/{last.isoformat()}"


def narrowest(texts: list[str]) -> str | None:
    """The date with the fewest days; among equals the first in text order. None for an empty list."""
    if not texts:
        return None
    return min(sorted(texts), key=lambda text: (parse(text).yearless, parse(text).days))


def _simple(text: str) -> Edtf:
    match = _SIMPLE.fullmatch(text)
    if not match:
        raise DateError("not a date of our EDTF profile (for example 2024-01 or 2022-04/2022-05)", subject=text)
    year_text, month_text, day_text, qualifier = match.groups()
    yearless = year_text == "XXXX"
    if yearless and not month_text:
        raise DateError("a date without a year needs a month", subject=text)
    year = 2000 if yearless else int(year_text)
    try:
        first, last, precision = _bounds(year, month_text, day_text)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise DateError("no such day in the calendar", subject=text) from error
    return Edtf(
        text=text,
        first=first,
        last=last,
        precision="yearless" if yearless else precision,
        qualifier=qualifier,
    )


def _bounds(year: int, month: str | None, day_of_month: str | None) -> tuple[date, date, Precision]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), "year"
    if day_of_month is None:
        number = int(month)
        return date(year, number, 1), date(year, number, _month_length(year, number)), "month"
    exact = date(year, int(month), int(day_of_month))
    return exact, exact, "day"


def _month_length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _season(value: Edtf) -> tuple[tuple[int, int], tuple[int, int]]:
    return (value.first.month, value.first.day), (value.last.month, value.last.day)


def _in_year(outer: Edtf, inner: Edtf) -> bool:
    if not outer.yearless or inner.days > 366:
        return False
    (a, b), (c, d) = _season(outer), _season(inner)
    return a <= c and d <= b and c <= d


def _may_meet(left: Edtf, right: Edtf) -> bool:
    if left.days >= 366 or right.days >= 366:
        return True
    (a, b), (c, d) = _season(left), _season(right)
    if c <= d and a <= b:
        return a <= d and c <= b
    return True
