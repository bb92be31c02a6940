"""Why two events are two."""

from __future__ import annotations

import pytest

from tawatur.reconciliation import reconcile
from tawatur.reconciliation.contrast import Contrast, contrast
from tawatur.record import Claim, Judgement

from .claims_for_tests import cards, claim, judged


def between(left: Claim, right: Claim, *others: Claim, people: tuple[Judgement, ...] = ()) -> Contrast:
    """The events of two claims compared."""
    claims = [left, right, *others]
    made = reconcile(cards(*claims), claims, people)
    held = {name: event for event in made.events for name in event.claims}
    return contrast(held[left.id], held[right.id], claims, cards(*claims), [*people, *made.judgements])


KERMAN = claim("a", "bombing", where="Kerman", when="2024-01-03", told=("killed 94",))
SHIRAZ = claim("b", "armed_assault", where="Shiraz", when="2022-10-26", told=("killed 15",))


def test_every_feature_is_shown_with_its_points_and_words() -> None:
    """Also those after the one that rules the pair out, and those with nothing to compare."""
    found = between(KERMAN, SHIRAZ)
    told = {item.name: (item.points, item.says) for item in found.features}
    assert told["when"] == (-100.0, "2024-01-03 and 2022-10-26 cannot be one date")
    assert told["figures"][1] == "killed 94 against 15"
    assert told["actors"] == (None, "")
    assert found.grounds == "never"


def test_a_persons_judgement_is_named_before_anything_else() -> None:
    """What would be one event is two because somebody said so."""
    twin = claim("b", "bombing", where="Kerman", when="2024-01-03", told=("killed 94",))
    found = between(KERMAN, twin, people=(judged(KERMAN, twin, "different"),))
    assert (found.grounds, [item.verdict for item in found.judgements]) == ("judged", ["different"])


def test_a_score_below_the_threshold_is_told_with_it() -> None:
    """The same country and month, nothing else in common."""
    far = claim("b", "bombing", where="Shiraz", when="2024-01", told=("killed 3",))
    found = between(KERMAN, far)
    assert (found.grounds, found.score < found.threshold) == ("threshold", True)


def test_the_strongest_pair_is_the_one_most_alike() -> None:
    """Of all pairs of claims, that which speaks most for one event."""
    vague = claim("a", "bombing", at=900, where="Iran", told=("killed 94",))
    other = claim("b", "bombing", where="Kerman", when="2024-03-01", told=("killed 94",))
    found = between(KERMAN, other, vague)
    assert found.strongest is not None
    assert found.strongest.right.id == other.id


def test_an_arrest_follows_from_the_attack_it_is_told_with() -> None:
    """Two kinds of event are never one, and the link is told."""
    arrest = claim("a", "arrest", at=60, where="Kerman", told=("arrested 3",))
    found = between(KERMAN, arrest)
    assert (found.grounds, found.follows) == ("groups", "a: the main event of the same report")


@pytest.mark.parametrize("turned", [False, True])
def test_it_is_the_same_either_way_round(turned: bool) -> None:
    """Score and grounds do not depend on which event is named first."""
    pair = (SHIRAZ, KERMAN) if turned else (KERMAN, SHIRAZ)
    found = between(*pair)
    assert (found.grounds, found.score) == ("never", -100.0)
