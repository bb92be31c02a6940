"""Periods of the calendar."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.analysis.periods import UNITS, Period, Unit, periods, unit_for


@pytest.mark.parametrize(
    ("unit", "texts"),
    [
        ("decade", ["2020/2029"]),
        ("year", ["2023", "2024"]),
        ("quarter", ["2023-10/2023-12", "2024-01/2024-03"]),
        ("month", ["2023-12", "2024-01"]),
        ("week", ["2023-12-25/2023-12-31", "2024-01-01/2024-01-07"]),
        ("day", ["2023-12-31", "2024-01-01"]),
    ],
)
def test_periods_are_whole_and_written_as_edtf(unit: Unit, texts: list[str]) -> None:
    assert [period.text for period in periods(date(2023, 12, 31), date(2024, 1, 1), unit)] == texts


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 900), st.sampled_from(UNITS))
def test_every_day_lies_in_one_period(first: date, days: int, unit: Unit) -> None:
    last = date.fromordinal(first.toordinal() + days)
    found = periods(first, last, unit)
    assert found[0].first <= first
    assert found[-1].last >= last
    assert all(a.last.toordinal() + 1 == b.first.toordinal() for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        (date(2024, 1, 1), date(2024, 1, 31), "day"),
        (date(2024, 1, 1), date(2024, 12, 31), "week"),
        (date(2020, 1, 1), date(2024, 12, 31), "month"),
        (date(2010, 1, 1), date(2024, 12, 31), "quarter"),
        (date(1980, 1, 1), date(2024, 12, 31), "year"),
        (date(1900, 1, 1), date(2024, 12, 31), "decade"),
    ],
)
def test_the_unit_is_the_finest_that_stays_readable(first: date, last: date, unit: Unit) -> None:
    assert unit_for(first, last, 60) == unit


def test_the_last_decade_of_the_calendar_ends() -> None:
    assert periods(date(9995, 1, 1), date.max, "decade") == (Period(date(9990, 1, 1), date.max),)
