"""Figures side by side, and the working figure by a named rule."""

from __future__ import annotations

import pytest

from tawatur.errors import UsageError
from tawatur.reconciliation import reconcile, tally
from tawatur.record import Claim, Figure, Tally

from .claims_for_tests import cards, claim, figure

DAY = "2024-01-03"


def killed(*claims: Claim) -> Tally:
    """The tally of those killed in the one event that `claims` make."""
    (event,) = reconcile(cards(*claims), claims).events
    return event.figures["killed"]


def report(name: str, *told: str | Figure, **fields: object) -> Claim:
    """A report on one attack."""
    return claim(name, where="Kerman", when=DAY, told=told, **fields)  # type: ignore[arg-type]


def test_exact_figures_that_differ_contradict() -> None:
    """145 and 173, a year later: both are kept and the contradiction is named."""
    found = killed(
        report("a", "killed 145", published="2025-02-01"), report("b", "killed 173", published="2025-08-20")
    )
    assert ([value.value for value in found.values], found.contradiction, found.relation) == (
        [145, 173],
        True,
        "contradiction",
    )
    assert (found.low, found.high) == (145, 173)


def test_open_bounds_do_not_contradict() -> None:
    """More than 90 and more than 100 can both be true."""
    found = killed(report("a", "killed >90"), report("b", "killed >100"))
    assert (found.contradiction, found.relation, found.low, found.high) == (False, "compatible", 91, 101)


def test_a_toll_that_grows_within_days_is_an_update() -> None:
    """12, then 19 the next day, then 23: time moved it."""
    found = killed(
        *(
            report(name, f"killed {n}", published=day)
            for name, n, day in (("a", 12, DAY), ("b", 19, "2024-01-04"), ("c", 23, "2024-01-06"))
        )
    )
    assert (found.contradiction, found.relation) == (False, "update")


def test_a_toll_that_falls_is_a_contradiction() -> None:
    """A later, lower figure is not growth."""
    found = killed(report("a", "killed 95", published=DAY), report("b", "killed 84", published="2024-01-05"))
    assert found.relation == "contradiction"


def test_two_figures_of_one_day_are_a_contradiction() -> None:
    """Nothing moved between them."""
    assert killed(report("a", "killed 11", published=DAY), report("b", "killed 2", published=DAY)).contradiction


def test_a_share_is_no_total() -> None:
    """13 soldiers among 60 dead leaves 60."""
    share = figure("killed 13", part_of="killed", counted="جنديا")
    found = killed(report("a", "killed 60", share))
    assert (found.low, found.best, found.high, found.contradiction, len(found.values)) == (60, 60, 60, False, 2)


def test_attackers_in_the_count_are_another_definition() -> None:
    """A count that includes the attackers is told apart, not contradicted."""
    found = killed(report("a", "killed 10"), report("b", figure("killed 14", counted="بينهم المهاجمون")))
    assert (found.relation, found.low, found.high) == ("definition", 10, 10)


def test_a_vague_plural_does_not_move_an_exact_toll() -> None:
    """ "Dozens" stands beside 52 and changes nothing."""
    vague = Figure(measure="killed", op="~", value=None, low=20, high=99, vague=True, text="عشرات", span=(0, 0))
    found = killed(report("a", "killed 52"), report("b", vague))
    assert (found.low, found.best, found.high, found.contradiction) == (52, 52, 52, False)


def test_a_vague_plural_alone_gives_its_bounds() -> None:
    """Where it is all there is, its bounds are the bounds."""
    vague = Figure(measure="killed", op="~", value=None, low=20, high=99, vague=True, text="عشرات", span=(0, 0))
    assert (killed(report("a", vague)).low, killed(report("a", vague)).high) == (20, 99)


def test_who_says_it_and_when() -> None:
    """Each value has its sources, its papers, and its first and last day."""
    found = killed(
        report("a", "killed 94", voice="وزارة الصحة", publisher="الغد", published="2024-01-05"),
        report("b", "killed 94", voice="وزارة الصحة", publisher="الأمس", published="2024-01-04"),
    )
    (value,) = found.values
    assert (value.said_by, value.through, value.first_seen, value.last_seen, value.chains) == (
        ("وزارة الصحة",),
        ("الأمس", "الغد"),
        "2024-01-04",
        "2024-01-05",
        1,
    )


FOUR = (
    report("a", "killed 95", published="2024-01-10", publisher="ا"),
    report("b", "killed 95", published="2024-01-10", publisher="ب"),
    report("c", "killed 84", published="2024-01-05", voice="وزارة الصحة"),
    report("d", "killed 103", published="2024-01-04", voice="وزير الداخلية"),
)


@pytest.mark.parametrize(
    ("rule", "best"), [("latest-official", 84), ("most-chains", 95), ("lowest", 84), ("highest", 103)]
)
def test_the_rule_chooses(rule: str, best: int) -> None:
    """Each rule names its figure, and the tally names the rule."""
    found = tally(killed(*FOUR).values, rule=rule)
    assert (found.best, found.rule, found.low, found.high) == (best, rule, 84, 103)


def test_without_an_authority_the_most_chains_decide_then_the_lower() -> None:
    """The default rule falls back as the codebook says."""
    assert killed(report("a", "killed 9"), report("b", "killed 7")).best == 7


def test_an_unknown_rule_is_refused() -> None:
    """With the names of those there are."""
    with pytest.raises(UsageError, match="latest-official"):
        tally(killed(*FOUR).values, rule="average")


def test_a_tally_tallied_again_is_the_same() -> None:
    """Values carry all that the rule needs."""
    first = killed(*FOUR)
    again = tally(first.values, event_day=DAY)
    assert again == first
