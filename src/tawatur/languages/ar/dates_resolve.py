"""Arithmetic of date expressions: from day, month, year, weekday and shifts to days of the calendar.

Nothing here reads text. A report's publication date is a `Moment`, whose precision is kept: counted from
a month, "yesterday" is some day of that month.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from hijridate import Hijri

from tawatur import dates
from tawatur.errors import DateError

Bounds = tuple[date, date]
# A report may name a day a little ahead ("the summit on 20 February") without saying "next".
_AHEAD = timedelta(days=7)
# A future verb in an older text, or of another matter: a day just past is not moved on by a year.
_JUST_PAST = timedelta(days=31)
# Within this, a yearless date is trusted over a weekday that contradicts it (a slip of the writer).
_NEAR = timedelta(days=60)
_WELL_AHEAD = timedelta(days=183)
_YEARS_BACK = 12
# "The month before last", "the week after next": like the nearer shift, and one step further.
FAR = {"past2": ("past", -1), "next2": ("next", 1)}
_HIJRI_FIRST, _HIJRI_LAST = 1343, 1500
_SOLAR_FIRST, _SOLAR_LAST = 1343, 1471
_SOLAR_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_SOLAR_BASE = (1400, date(2021, 3, 21))
_QUARTER = {"early": (1, 3), "middle": (4, 9), "late": (10, 12)}
_THIRD = {"early": (1, 10), "middle": (11, 20), "late": (21, 31)}
_DECADE = {"early": (0, 2), "middle": (3, 6), "late": (7, 9)}
_CENTURY = {"early": (0, 24), "middle": (25, 74), "late": (75, 99)}
_HALF = {"early": (1, 6), "middle": (4, 9), "late": (7, 12)}
_HALF_MONTH = {"early": (1, 15), "middle": (11, 20), "late": (16, 31)}
_WEEK = {"early": (0, 2), "middle": (2, 4), "late": (3, 6)}


class Moment(NamedTuple):
    """The publication date: its bounds and precision ("day", "month" or "year")."""

    first: date
    last: date
    precision: str

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.precision == "day"


def moment(published: str | None, reference: str | None) -> Moment | None:
    """The moment relative dates are counted from: `published`, else `reference`, else None.

    An interval or a yearless date says too little and counts as none.
    """
    for text in (published, reference):
        if text is None:
            continue
        try:
            value = dates.parse(text)
        except DateError:
            continue
        if value.precision in ("day", "month", "year"):
            return Moment(value.first, value.last, value.precision)
    return None


def month_bounds(year: int, month: int) -> Bounds:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_bounds(year: int) -> Bounds:
    """The first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def hijri_bounds(year: int, month: int | None, day: int | None) -> Bounds | None:
    """The Gregorian days of a date of the Umm al-Qura calendar (hijridate); None outside 1343-1500."""
    if not _HIJRI_FIRST <= year <= _HIJRI_LAST:
        return None
    first_month, last_month = (month, month) if month else (1, 12)
    first = Hijri(year, first_month, 1).to_gregorian()
    closing = Hijri(year, last_month, 1)
    length = closing.month_length()
    if day is not None:
        if day > length:
            return None
        exact = _plain(Hijri(year, first_month, day).to_gregorian())
        return exact, exact
    last = Hijri(year, last_month, length).to_gregorian()
    return _plain(first), _plain(last)


def hijri_year_at(day: date) -> int:
    """The Hijri year that a Gregorian day falls in (the civil rule of thumb, corrected by the calendar)."""
    year = int((day.year - 622) * 33 / 32) + 1
    for candidate in (year + 1, year, year - 1):
        bounds = hijri_bounds(candidate, 1, 1)
        if bounds is not None and bounds[0] <= day:
            return candidate
    return year


def solar_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a date of the solar Hijri calendar of Iran and Afghanistan; None where it has none.

    Leap years follow the cycle of 33 years, which agrees with the calendar from 1343 to 1471 (1964 to 2092).
    """
    if not _SOLAR_FIRST <= year <= _SOLAR_LAST or not 1 <= month <= 12:
        return None
    length = 31 if month <= 6 else 30 if month <= 11 or year % 33 in _SOLAR_LEAP else 29
    if not 1 <= day <= length:
        return None
    low, high = sorted((year, _SOLAR_BASE[0]))
    days = sum(365 + (y % 33 in _SOLAR_LEAP) for y in range(low, high))
    first = _SOLAR_BASE[1] + timedelta(days=days if year >= _SOLAR_BASE[0] else -days)
    return first + timedelta(days=min(month - 1, 6) * 31 + max(month - 7, 0) * 30 + day - 1)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_day(now: Moment, month: int, day: int, shift: str, weekday: int | None) -> date | None:
    """The day meant by a day and month without a year.

    The latest such day not more than a week after publication; with "next" the first after it, with
    "ahead" (a future verb) the first from a month before it on; with "current" that of the publication year. A named
    weekday that contradicts a date more than two months old moves it to half a year ahead, or back to the
    latest year in which it was that weekday.
    """
    if shift == "this":
        return day_of(now.first.year, month, day)
    if shift in FAR:
        found = nearest_day(now, month, day, FAR[shift][0], weekday)
        return None if found is None else day_of(found.year + FAR[shift][1], month, day)
    years = range(now.first.year + 1, now.first.year - _YEARS_BACK, -1)
    candidates = [found for year in years if (found := day_of(year, month, day)) is not None]
    if shift == "next":
        later = [found for found in candidates if found > now.first]
        return later[-1] if later else None
    if shift == "ahead":
        coming = [found for found in candidates if found >= now.first - _JUST_PAST]
        return coming[-1] if coming else None
    limit = now.last + (_AHEAD if now.exact and shift != "past" else timedelta(0))
    earlier = [found for found in candidates if found <= limit]
    if not earlier:
        return None
    best = earlier[0]
    if weekday is None or best.weekday() == weekday or now.first - best < _NEAR:
        return best
    ahead = [found for found in candidates if limit < found <= now.last + _WELL_AHEAD]
    fitting = [found for found in (*ahead, *earlier) if found.weekday() == weekday]
    return fitting[0] if fitting else best


def nearest_month(now: Moment, month: int, shift: str) -> Bounds:
    """The month meant by its bare name; see `nearest_day`. "Last March" is before the publication month."""
    here = (now.last.year, now.last.month)
    if shift in FAR:
        return month_bounds(nearest_month(now, month, FAR[shift][0])[0].year + FAR[shift][1], month)
    if shift == "ahead":
        return month_bounds(here[0] if (here[0], month) >= here else here[0] + 1, month)
    if shift == "this":
        return month_bounds(now.last.year, month)
    if shift == "next":
        return month_bounds(here[0] if (here[0], month) > here else here[0] + 1, month)
    if shift == "past":
        return month_bounds(here[0] if (here[0], month) < here else here[0] - 1, month)
    limit = now.last + (_AHEAD if now.exact else timedelta(0))
    year = limit.year if month <= limit.month else limit.year - 1
    return month_bounds(year, month)


def weekday_near(day: date, weekday: int, shift: str) -> date:
    """The last such weekday on or before `day`; strictly before for "past", the first after for "next".

    "ahead" is the first on or after `day`; "past2" and "next2" are a week further than "past" and "next".
    """
    if shift in FAR:
        return weekday_near(day, weekday, FAR[shift][0]) + timedelta(days=7 * FAR[shift][1])
    if shift == "ahead":
        return day + timedelta(days=(weekday - day.weekday()) % 7)
    if shift == "next":
        return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
    if shift == "past":
        return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def add(day: date, unit: str, count: int) -> date:
    """`day` moved by so many units; the last day of a shorter month."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    serial = day.year * 12 + day.month - 1 + months
    year, month = divmod(serial, 12)
    if not 1 <= year <= 9999:
        return day
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def containing(day: date, unit: str) -> Bounds:
    """The day, ISO week (from Monday), month, year or decade that `day` falls in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return month_bounds(day.year, day.month)
    if unit == "year":
        return year_bounds(day.year)
    if unit == "decade":
        first = day.year - day.year % 10
        return date(first, 1, 1), date(first + 9, 12, 31)
    return day, day


def shifted_unit(now: Moment, unit: str, count: int, shift: str) -> Bounds:
    """ "Last month", "this year", "the coming three weeks".

    One unit is the whole calendar unit; several run up to the publication date or start after it.
    """
    anchor = now.last
    if shift == "this":
        return containing(anchor, unit)
    if shift in FAR:
        return containing(add(anchor, unit, 2 * FAR[shift][1]), unit)
    step = 1 if shift == "next" else -1
    if count == 1:
        return containing(add(anchor, unit, step), unit)
    if step < 0:
        return add(anchor, unit, -count), anchor - timedelta(days=1)
    first = anchor + timedelta(days=1)
    return first, add(first, unit, count) - timedelta(days=1)


def ago(now: Moment, unit: str, count: int) -> Bounds:
    """So many units away from publication, in the precision of the unit (a day for days and weeks)."""
    return containing(add(now.last, unit, count), "day" if unit == "week" else "year" if unit == "decade" else unit)


def nth_unit(now: Moment, unit: str, count: int) -> Bounds:
    """The last of the coming `count` units: "in three years" as the third year from publication."""
    return add(now.last, unit, count - 1) + timedelta(days=1), add(now.last, unit, count)


def weekday_of_week(now: Moment, weekday: int, shift: str) -> date:
    """That weekday of this, the last or the next ISO week."""
    return containing(now.last, "week")[0] + timedelta(days=weekday + {"past": -7, "next": 7}.get(shift, 0))


def part_of(bounds: Bounds, part: str, *, halves: bool = False) -> Bounds:
    """The early, middle or late part of a week, a month, a year, a decade or a century (CODEBOOK, Parts of periods).

    With `halves`, early and late are the halves of a month or a year.
    """
    first, last = bounds
    days = (last - first).days + 1
    if days <= 1:
        return bounds
    if days <= 7:
        low, high = _WEEK[part]
        return first + timedelta(days=low), first + timedelta(days=high)
    if days <= 31:
        low, high = (_HALF_MONTH if halves else _THIRD)[part]
        return first.replace(day=low), first.replace(day=min(high, last.day))
    if days <= 366:
        low, high = (_HALF if halves else _QUARTER)[part]
        return first.replace(month=low), month_bounds(first.year, high)[1]
    low, high = _DECADE[part] if days < 4000 else _CENTURY[part]
    return date(first.year + low, 1, 1), date(first.year + high, 12, 31)


def share_of(bounds: Bounds, shares: int, which: int) -> Bounds | None:
    """The `which`-th of so many equal shares of a year or a month; None where there is no such share."""
    first, last = bounds
    if not 1 <= which <= shares:
        return None
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        months = 12 // shares
        low = (which - 1) * months + 1
        return first.replace(month=low), month_bounds(first.year, low + months - 1)[1]
    days = (last - first).days + 1
    low_day, high_day = days * (which - 1) // shares, days * which // shares - 1
    return first + timedelta(days=low_day), first + timedelta(days=high_day)


def nth_day(bounds: Bounds, which: int) -> date | None:
    """The `which`-th day of a period, the last for -1; None where it is shorter."""
    found = bounds[1] if which == -1 else bounds[0] + timedelta(days=which - 1)
    return found if bounds[0] <= found <= bounds[1] else None


def day_this_month(now: Moment, day: int) -> date | None:
    """The day of that number in the month of publication."""
    return day_of(now.last.year, now.last.month, day)


def nth_weekday(bounds: Bounds, weekday: int, which: int) -> date | None:
    """The `which`-th such weekday of a month, the last for -1; None where it has no such day."""
    first, last = bounds
    if which == -1:
        return weekday_near(last, weekday, "")
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    return found if found <= last else None


def nth_week(bounds: Bounds, which: int) -> Bounds | None:
    """The `which`-th week of a month or year, the last for -1: weeks whose Thursday falls in it (ISO 8601)."""
    thursday = nth_weekday(bounds, 3, which)
    return None if thursday is None else containing(thursday, "week")


def nearest_numbered(day: date, number: int, weekday: int) -> date | None:
    """The day of that number and weekday nearest to `day`, within seven months either way."""
    found: list[date] = []
    for step in range(-7, 8):
        first = add(day.replace(day=1), "month", step)
        candidate = day_of(first.year, first.month, number)
        if candidate is not None and candidate.weekday() == weekday:
            found.append(candidate)
    return min(found, key=lambda candidate: abs((candidate - day).days)) if found else None


def last_numbered(now: Moment, day: int) -> date | None:
    """The last day of that number on or before publication."""
    year, month = now.last.year, now.last.month
    for _ in range(3):
        found = day_of(year, month, day)
        if found is not None and found <= now.last:
            return found
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None


def _plain(value: date) -> date:
    return date(value.year, value.month, value.day)
