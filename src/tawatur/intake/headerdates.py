"""Dates as page headers write them: a label's value, a list item, a line of its own.

Whole numeric dates and named months with a year, in the orders pages use. What a sentence means by its
dates is the business of the language's own reader, not of this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from tawatur.dates import is_edtf
from tawatur.script import fold_text

_YEARS = range(1990, 2101)
_HIJRI_YEARS = range(1410, 1501)


class Dated(NamedTuple):
    """A date read from a header: its EDTF text and where it stood in the folded line."""

    edtf: str
    start: int
    end: int


class _Table(NamedTuple):
    months: dict[str, int]
    hijri: dict[str, int]
    pattern: re.Pattern[str]
    loose: frozenset[str]
    weekdays: str


def first_date(line: str) -> Dated | None:
    """The first date of a line that is not folded yet: a Gregorian day, else a month, else a Hijri day."""
    found = list(all_dates(fold_text(line)))
    if not found:
        return None
    return min(found, key=lambda date: (-len(date.edtf), date.start))


def all_dates(folded: str) -> Iterator[Dated]:
    """Every date of a folded line, in order; a Hijri date only where the line has no Gregorian one."""
    lowered = folded.lower()
    hijri: list[Dated] = []
    gregorian = False
    for match in _table().pattern.finditer(lowered):
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        edtf = _hijri(groups) if "hm" in groups else _gregorian(groups)
        if edtf is None or not is_edtf(edtf):
            continue
        date = Dated(edtf, match.start(), match.end())
        if "hm" in groups:
            hijri.append(date)
        else:
            gregorian = True
            yield date
    if not gregorian:
        yield from hijri


def only_a_date(folded: str) -> Dated | None:
    """The date of a folded line that holds nothing but a date, its weekday and its hour."""
    if len(folded) > 120:
        return None
    dates = list(all_dates(folded))
    if not dates:
        return None
    left = _table().pattern.sub(" ", folded.lower())
    words = [word for word in re.findall(r"[^\W\d_]+", left) if word not in _table().loose]
    if words:
        return None
    return min(dates, key=lambda date: (-len(date.edtf), date.start))


def weekdays() -> str:
    """The names of the days as a regular expression over folded text."""
    return _table().weekdays


def _gregorian(groups: dict[str, str]) -> str | None:
    table = _table()
    year = next(int(groups[name]) for name in ("y1", "y2", "y3", "y4", "y5", "y6", "y7", "y8") if name in groups)
    if year not in _YEARS:
        return None
    month_text = next((groups[name] for name in ("n3", "n4", "n5") if name in groups), None)
    if month_text is not None:
        month = table.months[_spaced(month_text)]
    else:
        month = next(int(groups[name]) for name in ("m1", "m2", "m6", "m7", "m8") if name in groups)
    day_text = next((groups[name] for name in ("d1", "d2", "d3", "d4", "d7", "d8") if name in groups), None)
    if day_text is None:
        return f"{year:04d}-{month:02d}"
    day = int(day_text)
    if month > 12 >= day and "m2" in groups:
        month, day = day, month  # an American date
    return f"{year:04d}-{month:02d}-{day:02d}"


def _hijri(groups: dict[str, str]) -> str | None:
    year = int(groups["hy"])
    if year not in _HIJRI_YEARS:
        return None
    from hijridate import Hijri

    try:
        return Hijri(year, _table().hijri[_spaced(groups["hm"])], int(groups["hd"])).to_gregorian().isoformat()
    except (ValueError, OverflowError):
        return None


def _spaced(name: str) -> str:
    return " ".join(name.split())


@cache
def _table() -> _Table:
    text = files("tawatur.intake").joinpath("data/dates.yaml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    months = _folded(raw["months"])
    hijri = _folded(raw["hijri"])
    weekdays = [fold_text(name).lower() for name in raw["weekdays"]]
    return _Table(
        months=months,
        hijri=hijri,
        pattern=_pattern(_alternation(months), _alternation(hijri)),
        loose=frozenset([*weekdays, *(fold_text(word).lower() for word in raw["beside"])]),
        weekdays=_alternation(weekdays),
    )


def _folded(names: dict[int, list[str]]) -> dict[str, int]:
    return {fold_text(name).lower(): number for number, listed in names.items() for name in listed}


def _alternation(names: Any) -> str:
    return "|".join(re.escape(name).replace(r"\ ", " +") for name in sorted(names, key=lambda name: (-len(name), name)))


def _pattern(month: str, hijri: str) -> re.Pattern[str]:
    twin = rf"(?: ?[/(-] ?(?:{month})\)?)?"
    return re.compile(
        r"(?<![\d.])(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d)"
        r"|(?<![\d.])(?P<d2>\d{1,2}) ?[-/.] ?(?P<m2>\d{1,2}) ?[-/.] ?(?P<y2>\d{4})(?!\d)"
        rf"|(?<!\d)(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?[ ,،-]*(?:من +|of +)?(?<![^\W\d_])(?P<n3>{month}){twin}[ .,،-]*"
        r"(?:عام +|سنه +)?(?P<y3>\d{4})(?!\d)"
        rf"|(?<![^\W\d_])(?P<n4>{month}){twin}\.? *(?P<d4>\d{{1,2}})(?:st|nd|rd|th)? ?[ ,،] ?(?P<y4>\d{{4}})(?!\d)"
        rf"|(?<![^\W_])(?P<n5>{month}){twin}[ ,،]+(?P<y5>\d{{4}})(?!\d)"
        r"|(?<![\d.-])(?P<y6>\d{4})-(?P<m6>0\d|1[0-2])(?![\d-])"
        r"|(?<=[a-z][-_])(?P<d7>\d{2})(?P<m7>\d{2})(?P<y7>20\d\d)(?!\d)"
        r"|(?<!\d)(?P<y8>20\d\d)(?P<m8>0\d|1[0-2])(?P<d8>[0-3]\d)(?=t?\d{4}|\b)(?!\d{1,3}\b)"
        rf"|(?<!\d)(?P<hd>\d{{1,2}})[ ,،-]*(?:من +)?(?:شهر +)?(?<![^\W\d_])(?P<hm>{hijri})[ ,،-]*(?P<hy>\d{{4}})(?!\d)"
    )
