"""Inside one report: what does not add up is flagged, what may be true is not."""

from __future__ import annotations

import pytest

from tawatur.reconciliation import reconcile
from tawatur.record import Figure

from .claims_for_tests import cards, claim, figure


def share(text: str, counted: str) -> Figure:
    """A share of those killed."""
    return figure(text, part_of="killed", counted=counted)


def flags(*told: str | Figure, measure: str = "killed") -> tuple[str, ...]:
    """What is flagged of a measure of the event of one report."""
    made = claim("a", where="Kerman", when="2024-01-03", told=told)
    (event,) = reconcile(cards(made), [made]).events
    return event.figures[measure].flags


def test_a_share_larger_than_its_total_is_flagged() -> None:
    """13 soldiers among 10 dead."""
    assert flags("killed 10", share("killed 13", "جنديا")) == ("a: the share 13 جنديا exceeds its total 10",)


def test_shares_that_exclude_each_other_are_added_up() -> None:
    """7 soldiers and 5 civilians are not among 10 dead."""
    (told,) = flags("killed 10", share("killed 7", "جنود"), share("killed 5", "مدنيين"))
    assert told == "a: the shares 5 مدنيين + 7 جنود make at least 12, more than the total 10"


@pytest.mark.parametrize(
    "told",
    [
        ("killed 10", share("killed 10", "جنود")),
        ("killed 10", share("killed 7", "نساء"), share("killed 9", "مدنيين")),
        ("killed 10", share("killed 7", "جنود"), share("killed 4", "ضباط")),
        ("killed >10", share("killed 13", "جنود")),
        ("killed 10", share("killed <20", "جنود")),
    ],
    ids=["all of them", "women may be civilians", "officers are soldiers", "an open total", "an upper bound"],
)
def test_what_may_be_true_is_not_flagged(told: tuple[str | Figure, ...]) -> None:
    """Only what no reading allows is flagged."""
    assert flags(*told) == ()


def test_killed_and_injured_that_do_not_make_both_are_flagged() -> None:
    """3 and 4 are not 9."""
    told = ("killed 3", "injured 4", "casualties_combined 9")
    assert flags(*told, measure="casualties_combined") == ("a: 3 killed and 4 injured do not make 9",)
    assert flags("killed 5", "injured 4", "casualties_combined 9", measure="casualties_combined") == ()


def test_two_reports_are_not_held_against_each_other() -> None:
    """The share of one paper and the total of another are no slip of either."""
    one = claim("a", where="Kerman", when="2024-01-03", told=("killed 10",))
    two = claim("b", where="Kerman", when="2024-01-03", told=("killed 30", share("killed 13", "جنود")))
    (event,) = reconcile(cards(one, two), [one, two]).events
    assert event.figures["killed"].flags == ()
