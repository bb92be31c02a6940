"""EDTF dates: parsing, precision, containment and overlap."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur import dates
from tawatur.errors import DateError

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
SIMPLE = st.one_of(
    DAYS.map(date.isoformat), DAYS.map(lambda day: day.isoformat()[:7]), DAYS.map(lambda day: day.isoformat()[:4])
)
PAIRS = st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))
INTERVALS = st.one_of(
    PAIRS.map(lambda pair: f"{pair[0].isoformat()}/{pair[1].isoformat()}"),
    PAIRS.map(lambda pair: f"{pair[0].isoformat()[:7]}/{pair[1].isoformat()[:7]}"),
    SIMPLE.map(lambda text: f"../{text}"),
    SIMPLE.map(lambda text: f"{text}/.."),
)
YEARLESS = st.one_of(
    st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda day: "XXXX" + day.isoformat()[4:]),
    st.integers(1, 12).map(lambda month: f"XXXX-{month:02d}"),
)
DATED = st.one_of(SIMPLE, INTERVALS)
ANY = st.one_of(DATED, YEARLESS)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "qualifier"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "year", ""),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month", ""),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), "day", ""),
        ("2021~", date(2021, 1, 1), date(2021, 12, 31), "year", "~"),
        ("2022-04/2022-05", date(2022, 4, 1), date(2022, 5, 31), "interval", ""),
        ("2014-10?/2015-03~", date(2014, 10, 1), date(2015, 3, 31), "interval", "?~"),
        ("../2016", date.min, date(2016, 12, 31), "interval", ""),
        ("2025/", date(2025, 1, 1), date.max, "interval", ""),
        ("2025-01/..", date(2025, 1, 1), date.max, "interval", ""),
        ("XXXX-02-13", date(2000, 2, 13), date(2000, 2, 13), "yearless", ""),
        ("XXXX-02", date(2000, 2, 1), date(2000, 2, 29), "yearless", ""),
    ],
)
def test_reading(text: str, first: date, last: date, precision: str, qualifier: str) -> None:
    """A text has the days it can mean, and its precision is part of it."""
    assert dates.parse(text) == dates.Edtf(
        text=text,
        first=first,
        last=last,
        precision=precision,  # type: ignore[arg-type]
        qualifier=qualifier,
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "24-01-01",
        "2024-1",
        "2024-13",
        "2024-02-30",
        "2023-02-29",
        "XXXX",
        "0000",
        "٢٠٢٤",
        "2024\n",
        "2024-01-05T10:00",
        "2025/2024",
        "../..",
        "/",
    ],
)
def test_what_is_no_date_of_the_profile(text: str) -> None:
    """A text that is no date, or a day that never was, is refused."""
    with pytest.raises(DateError):
        dates.parse(text)
    assert not dates.is_edtf(text)


@given(ANY)
def test_a_date_contains_and_meets_itself(text: str) -> None:
    """Containment and overlap are reflexive, and nothing is away from itself."""
    found = dates.parse(text)
    assert (found.contains(found), found.overlaps(found), found.gap(found)) == (True, True, 0)


@given(ANY, ANY)
def test_overlap_and_gap_are_symmetric(left: str, right: str) -> None:
    """Neither depends on which is asked."""
    one, other = dates.parse(left), dates.parse(right)
    assert (one.overlaps(other), one.gap(other)) == (other.overlaps(one), other.gap(one))


@given(ANY, ANY)
def test_what_contains_also_overlaps(left: str, right: str) -> None:
    """A date inside another shares days with it."""
    one, other = dates.parse(left), dates.parse(right)
    assert not one.contains(other) or one.overlaps(other)


@given(DATED, DATED, DATED)
def test_containment_is_transitive(a: str, b: str, c: str) -> None:
    """A day in a month in a year is in the year."""
    one, two, three = (dates.parse(text) for text in (a, b, c))
    assert not (one.contains(two) and two.contains(three)) or one.contains(three)


@given(DATED, DATED)
def test_containing_each_other_is_meaning_the_same_days(left: str, right: str) -> None:
    """Containment orders dates by their days."""
    one, other = dates.parse(left), dates.parse(right)
    mutual = one.contains(other) and other.contains(one)
    assert mutual == ((one.first, one.last) == (other.first, other.last))


@given(DATED, DATED)
def test_a_gap_is_zero_exactly_where_dates_overlap(left: str, right: str) -> None:
    """Dates that share no day are at least a day apart."""
    one, other = dates.parse(left), dates.parse(right)
    assert (one.gap(other) == 0) == one.overlaps(other)


@given(DAYS, DAYS)
def test_a_day_of_no_year_meets_that_day_of_any_year(day: date, other: date) -> None:
    """13 February without a year is 13 February of every year, and of no other day."""
    yearless = dates.parse("XXXX" + day.isoformat()[4:])
    same = (day.month, day.day) == (other.month, other.day)
    assert yearless.overlaps(dates.parse(other.isoformat())) == same


@given(DAYS)
def test_precision_nests(day: date) -> None:
    """A day is in its month, its month in its year, and never the other way about."""
    year, month, exact = (dates.parse(day.isoformat()[:length]) for length in (4, 7, 10))
    assert [year.contains(month), month.contains(exact), month.contains(year), exact.contains(month)] == [
        True,
        True,
        False,
        False,
    ]


@given(PAIRS)
def test_an_interval_says_its_days(pair: tuple[date, date]) -> None:
    """The shortest text for a stretch of days means exactly those days."""
    found = dates.parse(dates.interval(*pair))
    assert (found.first, found.last) == pair


@given(DAYS, st.integers(0, 800))
def test_days_are_counted_with_both_ends(first: date, more: int) -> None:
    """From the 3rd to the 5th are three days."""
    last = first + timedelta(days=more)
    assert dates.parse(f"{first.isoformat()}/{last.isoformat()}").days == more + 1


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2024, 1, 5), date(2024, 1, 5), "2024-01-05"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2023, 1, 1), date(2024, 12, 31), "2023/2024"),
        (date(2014, 10, 1), date(2015, 3, 31), "2014-10/2015-03"),
        (date(2024, 1, 1), date(2024, 1, 10), "2024-01-01/2024-01-10"),
    ],
)
def test_the_shortest_text_of_an_interval(first: date, last: date, text: str) -> None:
    """A whole month is a month, and a whole year a year."""
    assert dates.interval(first, last) == text


@given(st.lists(ANY, min_size=1))
def test_the_narrowest_date_is_one_of_them_in_any_order(texts: list[str]) -> None:
    """Which date is narrowest does not hang on the order they were read in."""
    found = dates.narrowest(texts)
    assert found in texts
    assert found == dates.narrowest(texts[::-1])


def test_the_narrowest_of_none_is_none() -> None:
    """Nothing dated has no date."""
    assert dates.narrowest([]) is None
