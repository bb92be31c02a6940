"""The same claims in any order give the same bytes."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.reconciliation import reconcile
from tawatur.record import Claim

from .claims_for_tests import cards, claim, judged

_WHERE = st.sampled_from([None, "Kerman", "Shiraz", "Fars", "Iran", "Moscow", "Baghdad", "Iraq"])
# The tenth is the last day of a block of time.
_WHEN = st.sampled_from(
    [None, "2024-01-03", "2024-01-10", "2024-01-11", "2024-01", "2024", "XXXX-01-03", "2022-10-26"]
)
_KIND = st.sampled_from(["attack", "bombing", "airstrike", "arrest", "claim_of_responsibility"])
_TOLD = st.sampled_from([(), ("killed 94",), ("killed >90", "injured 200"), ("killed 2",)])


@st.composite
def many_claims(draw: st.DrawFn) -> list[Claim]:
    """Up to twelve claims of up to five documents."""
    made = {}
    for number in range(draw(st.integers(2, 12))):
        one = claim(
            draw(st.sampled_from("abcde")),
            draw(_KIND),
            at=100 * number,
            where=draw(_WHERE),
            when=draw(_WHEN),
            told=draw(_TOLD),
            published=draw(st.sampled_from([None, "2024-01-04", "2024-01-12"])),
        )
        made[one.id] = one
    return list(made.values())


@settings(max_examples=150, deadline=None)
@given(many_claims(), st.randoms(use_true_random=False))
def test_order_of_arrival_changes_nothing(claims: list[Claim], chance: object) -> None:
    """Shuffled claims, cards and judgements reconcile to the same bytes."""
    people = [judged(claims[0], claims[-1], "different")] if len(claims) > 2 else []
    straight = reconcile(cards(*claims), claims, people)
    shuffled = list(claims)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    turned = reconcile(list(reversed(cards(*claims))), shuffled, people)
    assert msgspec.json.encode(straight) == msgspec.json.encode(turned)


@settings(max_examples=100, deadline=None)
@given(many_claims())
def test_every_claim_is_in_exactly_one_event(claims: list[Claim]) -> None:
    """No claim is lost and none is in two events."""
    held = sorted(key for event in reconcile(cards(*claims), claims).events for key in event.claims)
    assert held == sorted(one.id for one in claims)
