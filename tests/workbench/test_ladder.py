"""The toll ladder: what was said, in order of time, whatever rule chooses the working figure."""

from __future__ import annotations

import pytest

from tawatur.casefile.summing import Facet
from tawatur.reconciliation import RULES, tally
from tawatur.record import Event, FigureValue
from tawatur.workbench.ladder import by_rule, furthest, ladders
from tawatur.workbench.pages.overview import Column, columns, rivals

FIRST = FigureValue(op="=", value=145, claims=("a",), chains=2, first_seen="2024-03-30", last_seen="2024-04-01")
LATER = FigureValue(op="=", value=173, claims=("b",), chains=1, first_seen="2024-06-12", last_seen="2024-06-12")
MORE = FigureValue(op=">", value=90, claims=("c",), chains=1, first_seen="2024-03-22", last_seen="2024-03-22")


def event(*values: FigureValue) -> Event:
    """An event whose dead were counted like this."""
    return Event(
        id="evt_1",
        event_type="attack",
        family="violence",
        date="2024-03",
        place=None,
        actors=(),
        figures={"killed": tally(values, event_day="2024-03-22")},
        claims=("a", "b", "c"),
        documents=(),
        chains=2,
        label={},
    )


@pytest.mark.parametrize(
    ("rule", "best"), [("most-chains", 145), ("highest", 173), ("lowest", 91), ("nonsense", 145)]
)
def test_the_rule_chooses_the_working_figure_and_nothing_else(rule: str, best: int) -> None:
    """Low, high, what contradicts and every figure stay as they are."""
    stored = event(FIRST, LATER, MORE).figures["killed"]
    chosen = by_rule(stored, rule)
    assert chosen.best == best
    assert (chosen.low, chosen.high, chosen.values) == (stored.low, stored.high, stored.values)
    assert (chosen.contradiction, chosen.relation) == (stored.contradiction, stored.relation)
    assert chosen.rule == (rule if rule in RULES else stored.rule)


def test_figures_stand_in_order_of_time_on_one_scale() -> None:
    """The earliest first; an open figure reaches to the end; the chosen one is marked."""
    (ladder,) = ladders(event(FIRST, LATER, MORE), {}, "highest")
    told = [(rung.value.value, rung.start, rung.width, rung.open_ended, rung.chosen) for rung in ladder.rungs]
    assert told == [
        (90, pytest.approx(52.6, abs=0.1), pytest.approx(47.4, abs=0.1), True, False),
        (145, 0, pytest.approx(83.82, abs=0.01), False, False),
        (173, 0, 100, False, True),
    ]


def test_the_outermost_figures_stand_against_each_other() -> None:
    """The lowest and the highest, the dead before other measures."""
    (found,) = rivals([event(FIRST, LATER)])
    assert (found.measure, found.low, found.high) == ("killed", FIRST, LATER)
    assert furthest(tally([LATER, MORE])) == (MORE, LATER)


def test_years_without_events_keep_their_place() -> None:
    """The chart leaves no year out between the first and the last."""
    shown = columns([Facet("2024", "2024", 4), Facet("2021", "2021", 1)])
    assert [(item.year, item.events) for item in shown] == [("2021", 1), ("2022", 0), ("2023", 0), ("2024", 4)]
    assert shown[0] == Column("2021", 1, 2.5, 75.0, 20.0, 25.0)
    assert columns([]) == []
