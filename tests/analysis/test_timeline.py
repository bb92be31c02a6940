"""The timeline: spans, lanes and bars."""

from __future__ import annotations

from datetime import date

import numpy as np

from tawatur.analysis.columns import Columns, Mask
from tawatur.analysis.periods import Period
from tawatur.analysis.timeline import OTHERS, Bar, Lane, Span, Timeline, extent, timeline

from .columns_for_tests import ISKP, SUSPECT, TALIBAN, fact, held


def everything(of: Columns) -> Mask:
    return np.ones(len(of.ids), dtype=np.bool_)


def test_an_event_is_a_span_of_the_days_its_date_allows() -> None:
    of = held(fact("evt_a", "2024-03-22"), fact("evt_b", "2024"), fact("evt_c", None))
    assert timeline(of, everything(of)) == Timeline(
        window=Period(date(2024, 1, 1), date(2024, 12, 31)),
        unit="week",
        lanes=(
            Lane(
                "bombing",
                2,
                (
                    Span("evt_b", "bombing", date(2024, 1, 1), date(2024, 12, 31), 0),
                    Span("evt_a", "bombing", date(2024, 3, 22), date(2024, 3, 22), 1),
                ),
                (),
            ),
        ),
        undated=1,
    )


def test_an_open_date_reaches_to_the_edge_and_says_so() -> None:
    of = held(fact("evt_a", "*..2016"), fact("evt_b", "2015-06-01"))
    found = timeline(of, everything(of))
    assert found is not None
    assert found.window == Period(date(2015, 6, 1), date(2016, 12, 31))
    assert found.lanes[0].spans[0] == Span(
        "evt_a", "bombing", date(2015, 6, 1), date(2016, 12, 31), 0, open_start=True
    )


def test_many_events_are_counted_by_period_certain_and_possible() -> None:
    of = held(fact("evt_a", "2024-03-22"), fact("evt_b", "2024-03-23"), fact("evt_c", "2024-03"))
    window = Period(date(2024, 3, 1), date(2024, 3, 31))
    found = timeline(of, everything(of), window=window, most_spans=2)
    assert found is not None
    assert found.lanes[0].spans == ()
    days = {bar.period.text: (bar.certain, bar.possible) for bar in found.lanes[0].bars}
    assert days["2024-03-22"] == (1, 2)
    assert days["2024-03-01"] == (0, 1)
    assert "2024-03-31" not in days


def test_the_smallest_lanes_share_one() -> None:
    of = held(*(fact(f"evt_{k}{n}", "2024", kind) for n, kind in enumerate("abcd") for k in range(4 - n)))
    found = timeline(of, everything(of), most_lanes=2)
    assert found is not None
    assert [(lane.key, lane.events) for lane in found.lanes] == [("a", 4), (OTHERS, 6)]


def test_lanes_by_actor_hold_an_event_once_each_and_no_private_person() -> None:
    of = held(
        fact("evt_a", "2024"),
        fact("evt_b", "2024"),
        takers=[
            ("evt_a", ISKP, "perpetrator"),
            ("evt_a", ISKP, "speaker"),
            ("evt_a", TALIBAN, "target"),
            ("evt_b", SUSPECT, "target"),
        ],
    )
    found = timeline(of, everything(of), by="actor")
    assert found is not None
    lanes = [(lane.key, [span.event for span in lane.spans]) for lane in found.lanes]
    assert lanes == [("iskp", ["evt_a"]), ("taliban", ["evt_a"]), (OTHERS, ["evt_b"])]


def test_lanes_by_family_take_the_family_of_each_type() -> None:
    of = held(fact("evt_a", "2024", "bombing"), fact("evt_b", "2024", "arrest"), fact("evt_c", "2024", "attack"))
    families = {"bombing": "violence", "attack": "violence", "arrest": "enforcement"}
    found = timeline(of, everything(of), by="family", families=families)
    assert found is not None
    assert [(lane.key, lane.events) for lane in found.lanes] == [("violence", 2), ("enforcement", 1)]


def test_without_dates_there_is_no_timeline() -> None:
    of = held(fact("evt_a", None))
    assert timeline(of, everything(of)) is None
    assert extent(of, everything(of)) is None


def test_bars_are_empty_where_nothing_can_have_happened() -> None:
    of = held(fact("evt_a", "2024-03-22"), fact("evt_b", "2024-03-24"))
    found = timeline(of, everything(of), most_spans=0)
    assert found is not None
    assert found.lanes[0].bars == (
        Bar(Period(date(2024, 3, 22), date(2024, 3, 22)), 1, 1),
        Bar(Period(date(2024, 3, 24), date(2024, 3, 24)), 1, 1),
    )
