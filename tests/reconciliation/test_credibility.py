"""Credibility is proposed from chains and contradictions alone."""

from __future__ import annotations

import pytest

from tawatur.codebook import scale
from tawatur.reconciliation import reconcile
from tawatur.reconciliation.credibility import propose, propose_for_claim
from tawatur.record import Claim, Event

from .claims_for_tests import cards, claim

DAY = "2024-01-03"


def event(*claims: Claim) -> Event:
    """The one event the claims make."""
    (made,) = reconcile(cards(*claims), claims).events
    return made


def report(name: str, toll: str) -> Claim:
    """A report of its own publisher."""
    return claim(name, where="Kerman", when=DAY, told=(toll,), publisher=f"paper {name}", published=DAY)


@pytest.mark.parametrize(
    ("tolls", "value"),
    [
        (["killed 90"], "6"),
        (["killed 90", "killed 90"], "2"),
        (["killed 90", "killed >80", "killed 90"], "1"),
        (["killed 90", "killed 70"], "3"),
        (["killed 90", "killed 90", "killed 70"], "3"),
    ],
)
def test_what_is_proposed_follows_chains_and_contradictions(tolls: list[str], value: str) -> None:
    """One chain cannot be judged, two support, three confirm; a contradiction leaves it possible."""
    assert propose(event(*(report(name, toll) for name, toll in zip("abc", tolls, strict=False)))).value == value


def test_a_claim_that_gives_no_disputed_figure_is_not_disputed() -> None:
    """That there was an attack is confirmed although its toll is not."""
    quiet = claim("c", where="Kerman", when=DAY, publisher="paper c", published=DAY)
    loud = report("a", "killed 90")
    made = event(loud, report("b", "killed 70"), quiet)
    assert [propose_for_claim(one.id, made).value for one in (loud, quiet)] == ["3", "1"]


def test_every_proposal_is_on_the_scale() -> None:
    """And doubtful or improbable is never proposed."""
    from tawatur.reconciliation.tables import read

    values = {row["value"] for row in read("credibility.yaml")}
    assert values == set(scale("information").grades) - {"4", "5"}
