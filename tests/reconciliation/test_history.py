"""12, then 19, then 17: when, who, and how each stands to the one before."""

from __future__ import annotations

from tawatur.reconciliation import reconcile
from tawatur.reconciliation.history import history

from .claims_for_tests import cards, claim, figure


def test_a_figure_has_its_history() -> None:
    """In the order of publication, whoever comes first in the case."""
    told = (("c", "killed 17", "2024-01-05"), ("a", "killed 12", "2024-01-03"), ("b", "killed 19", "2024-01-04"))
    claims = [
        claim(name, where="Kerman", when="2024-01-03", told=(toll,), published=day, publisher=f"paper {name}")
        for name, toll, day in told
    ]
    (event,) = reconcile(cards(*claims), claims).events
    steps = [
        (step.day, step.value.value, step.change, step.value.through) for step in history(event.figures["killed"])
    ]
    assert steps == [
        ("2024-01-03", 12, "first", ("paper a",)),
        ("2024-01-04", 19, "raised", ("paper b",)),
        ("2024-01-05", 17, "lowered", ("paper c",)),
    ]


def test_what_can_be_true_beside_it_is_no_change() -> None:
    """More than 90 and then 100."""
    claims = [
        claim("a", where="Kerman", when="2024-01-03", told=("killed >90",), published="2024-01-03"),
        claim("b", where="Kerman", when="2024-01-03", told=("killed 100",), published="2024-01-04"),
    ]
    (event,) = reconcile(cards(*claims), claims).events
    assert [step.change for step in history(event.figures["killed"])] == ["first", "compatible"]


def test_shares_are_no_steps() -> None:
    """Nor is what counts attackers."""
    part = figure("killed 3", part_of="killed", counted="جنود")
    made = claim("a", where="Kerman", when="2024-01-03", told=("killed 9", part))
    (event,) = reconcile(cards(made), [made]).events
    assert [step.value.value for step in history(event.figures["killed"])] == [9]


def test_figures_of_one_day_are_rivals_and_not_steps() -> None:
    """Nothing tells which came first; nor does a figure of no day."""
    told = (("a", "killed 12", "2024-01-03"), ("b", "killed 19", "2024-01-03"), ("c", "killed 30", None))
    claims = [claim(name, where="Kerman", when="2024-01-03", told=(toll,), published=day) for name, toll, day in told]
    (event,) = reconcile(cards(*claims), claims).events
    assert [step.change for step in history(event.figures["killed"])] == ["first", "rival", "rival"]
