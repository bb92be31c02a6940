"""Trends: what is certain, what is possible, what it rests on, what changed."""

from __future__ import annotations

from datetime import date

import numpy as np

from tawatur.analysis.changes import Turns, turns
from tawatur.analysis.columns import Columns, Mask
from tawatur.analysis.periods import Period, periods
from tawatur.analysis.trends import Change, Point, Range, Toll, Trend, compare, trend

from .columns_for_tests import ISKP, KABUL, MOSCOW, SUSPECT, fact, held

MARCH = Period(date(2024, 3, 1), date(2024, 3, 31))
APRIL = Period(date(2024, 4, 1), date(2024, 4, 30))


def everything(of: Columns) -> Mask:
    return np.ones(len(of.ids), dtype=np.bool_)


def test_an_event_dated_to_a_year_is_possible_in_every_month_and_certain_in_none() -> None:
    of = held(
        fact("evt_a", "2024-03-22"),
        fact("evt_b", "2024"),
        fact("evt_c", None),
        tallies=[("evt_a", "killed", 145, 145, 173), ("evt_b", "killed", 91, 91, None)],
        told=[("evt_a", "r1", "bombing"), ("evt_a", "r2", "bombing"), ("evt_b", "r2", "bombing")],
        reports=[("r1", "A", "2024-03-23"), ("r2", "A", "2024-04-02"), ("r3", None, None)],
    )
    assert trend(of, everything(of), (MARCH, APRIL), "killed") == Trend(
        (
            Point(MARCH, 1, 2, Toll(145.0, 145.0, 264.0, 1), 2, 1, 1),
            Point(APRIL, 0, 1, Toll(0.0, 0.0, 91.0, 1), 0, 0, 1),
        ),
        coarse=1,
        undated=1,
    )


def test_a_year_holds_for_sure_what_its_months_only_may() -> None:
    of = held(fact("evt_a", "2024-03"), fact("evt_b", "2024"))
    year = periods(date(2024, 1, 1), date(2024, 12, 31), "year")
    assert [(p.certain, p.possible) for p in trend(of, everything(of), year).points] == [(2, 2)]


def test_an_event_that_reaches_out_of_the_window_is_not_certain_in_it() -> None:
    of = held(fact("evt_a", "2023-12..2024-03"))
    assert [(p.certain, p.possible) for p in trend(of, everything(of), (MARCH, APRIL)).points] == [(0, 1), (0, 0)]


def test_two_periods_compared_say_more_only_where_every_reading_does() -> None:
    march = [fact(f"evt_m{n}", "2024-03-05", spot=KABUL) for n in range(2)]
    april = [fact(f"evt_p{n}", "2024-04-05", spot=KABUL) for n in range(12)]
    blurred = [fact(f"evt_x{n}", "2024-03..2024-04", spot=MOSCOW) for n in range(5)]
    told = [(name, report, "bombing") for name, report in (("evt_m0", "r1"), ("evt_p0", "r1"), ("evt_p1", "r2"))]
    of = held(*march, *april, *blurred, told=told, reports=[("r1", "A", None), ("r2", "B", None)])
    assert compare(of, everything(of), MARCH, APRIL, "country") == [
        Change("AF", Range(2, 2), Range(12, 12), 1, 2, "more"),
        Change("RU", Range(0, 5), Range(0, 5), 0, 0, "unclear"),
    ]


def test_a_difference_that_chance_would_make_is_called_that() -> None:
    of = held(
        *(fact(f"evt_m{n}", "2024-03-05") for n in range(3)), *(fact(f"evt_p{n}", "2024-04-05") for n in range(5))
    )
    assert [change.verdict for change in compare(of, everything(of), MARCH, APRIL, "type")] == ["chance"]


def test_a_handful_of_events_says_nothing() -> None:
    of = held(fact("evt_a", "2024-04-05"))
    assert compare(of, everything(of), MARCH, APRIL, "type") == [
        Change("bombing", Range(0, 0), Range(1, 1), 0, 0, "few")
    ]


def test_private_persons_are_no_group() -> None:
    takers = [("evt_a", ISKP, "perpetrator"), ("evt_a", SUSPECT, "target")]
    of = held(fact("evt_a", "2024-04-05"), takers=takers)
    assert [change.key for change in compare(of, everything(of), MARCH, APRIL, "actor")] == ["iskp"]


def months(*counts: int) -> tuple[Point, ...]:
    found = periods(date(2020, 1, 1), date(2029, 12, 31), "month")
    return tuple(Point(found[k], n, n, None, n, 1, 1) for k, n in enumerate(counts))


def test_a_rise_is_marked_where_it_begins_with_its_rates() -> None:
    found = turns(months(1, 0, 2, 1, 1, 0, 1, 2, 9, 11, 8, 10, 12, 9, 10, 11))
    assert found.enough
    (turn,) = found.found
    assert (turn.at, turn.before, turn.after, turn.direction, turn.sureness) == (8, 1.0, 10.0, "more", "strong")
    assert turn.agreed
    assert not turn.coverage


def test_a_rise_of_coverage_as_large_is_said() -> None:
    points = months(1, 0, 2, 1, 1, 0, 1, 2, 9, 11, 8, 10, 12, 9, 10, 11)
    covered = tuple(point._replace(published=2 if k < 8 else 60) for k, point in enumerate(points))
    (turn,) = turns(covered).found
    assert turn.coverage


def test_scatter_is_no_change() -> None:
    assert turns(months(3, 5, 2, 4, 6, 3, 4, 2, 5, 4, 3, 4)) == Turns((), enough=True)


def test_with_little_to_go_by_no_change_is_looked_for() -> None:
    assert turns(months(0, 0, 0, 3, 4)) == Turns((), enough=False)
    assert turns(()) == Turns((), enough=False)
