"""A claim about many events is none of them."""

from __future__ import annotations

from tawatur.reconciliation import reconcile
from tawatur.record import Claim, Event, Figure

from .claims_for_tests import cards, claim


def counted(measure: str, value: int, period: str | None = None) -> Figure:
    """A figure that counts events."""
    return Figure(measure=measure, op="=", value=value, unit=measure, text=str(value), span=(0, 0), period=period)


def events(*claims: Claim) -> list[Event]:
    """The events of claims."""
    return list(reconcile(cards(*claims), claims).events)


def test_a_statistic_joins_no_event_however_alike() -> None:
    """The same place and year, and yet not the attack."""
    attack = claim("a", where="Iran", when="2024-01")
    many = claim("b", where="Iran", when="2024-01", told=(counted("attacks", 12),))
    assert len(events(attack, many)) == 2


def test_one_statistic_told_by_two_papers_is_one() -> None:
    """With two chains."""
    told = (counted("attacks", 45), counted("countries", 6))
    one = claim("a", when="2023", told=told, quote="شهد العام خمسة وأربعين هجوما")
    two = claim("b", when="2023", told=told, quote="شهد العام خمسة وأربعين هجوما")
    (made,) = events(one, two)
    assert (made.figures["attacks"].best, made.chains) == (45, 2)


def test_a_figure_of_another_time_contradicts_nothing() -> None:
    """21, against eight the year before; both are listed, planned or not."""
    told = (counted("plots", 21), counted("plots", 8, "العام السابق"))
    (made,) = events(claim("a", "foiled_plot", when="2023", told=told, modality="planned"))
    tally = made.figures["plots"]
    assert (tally.low, tally.best, tally.high, tally.relation, len(tally.values)) == (21, 21, 21, "", 2)
