"""People's judgements follow the words they are about when an extractor reads them anew."""

from __future__ import annotations

import msgspec

from tawatur.reconciliation import moved_claims, reconcile, under_present_names
from tawatur.record import Anchor, Claim, claim_id

from .claims_for_tests import cards, claim, judged

ONE = claim("a", where="Kerman", when="2024-01-03")
TWO = claim("b", where="Kerman", when="2024-01-03")


def read_anew(old: Claim, start: int, end: int, **more: object) -> Claim:
    """The claim as another extractor reads it: its trigger elsewhere, so its identifier another."""
    family = str(more.get("family", old.family))
    made = claim_id(old.sha256, (start, end), family)
    return msgspec.structs.replace(old, id=made, trigger=(start, end), span=(start, end + 30), **more)


def anchor(of: Claim) -> Anchor:
    """Where its words stand."""
    return Anchor(claim=of.id, sha256=of.sha256, trigger=of.trigger, span=of.span, family=of.family)


def led(old: Claim, *present: Claim) -> list[str]:
    """Where the judged claim leads to."""
    return [moved.new for moved in moved_claims([anchor(old)], present)]


def test_a_trigger_a_word_longer_keeps_its_judgement() -> None:
    """Told apart by a person, the two stay apart although the rules would join them."""
    again = read_anew(ONE, 0, 11)
    moved = moved_claims([anchor(ONE), anchor(TWO)], [again, TWO])
    people = under_present_names([judged(ONE, TWO, "different")], moved)
    found = {event.claims for event in reconcile(cards(again, TWO), [again, TWO], people).events}
    assert found == {(again.id,), (TWO.id,)}


def test_the_claim_with_the_most_of_the_words_is_meant() -> None:
    """Of two triggers that touch the old one, that which overlaps it more."""
    old = read_anew(ONE, 10, 20)
    assert led(old, read_anew(ONE, 5, 12), read_anew(ONE, 12, 25)) == [read_anew(ONE, 12, 25).id]


def test_a_claim_of_the_same_family_is_meant_before_another() -> None:
    """One word may trigger an attack and an arrest."""
    arrest = read_anew(ONE, 0, 11, family="enforcement", event_type="arrest")
    attack = read_anew(ONE, 2, 11)
    assert led(ONE, arrest, attack) == [attack.id]


def test_a_trigger_elsewhere_in_the_same_passage_is_meant_where_nothing_touches() -> None:
    """The passage holds the old trigger."""
    old = read_anew(ONE, 50, 54)
    around = msgspec.structs.replace(read_anew(ONE, 60, 64), span=(40, 90))
    assert led(old, around) == [around.id]


def test_another_report_is_never_meant() -> None:
    """The same offsets of another document are other words."""
    assert led(ONE, TWO) == []


def test_a_judged_claim_that_is_there_is_not_moved() -> None:
    """Whatever stands beside it."""
    assert led(ONE, ONE, read_anew(ONE, 0, 11)) == []


def test_the_reason_quotes_both_spans() -> None:
    """A reader sees what moved where."""
    again = read_anew(ONE, 0, 11)
    assert [moved.reason for moved in moved_claims([anchor(ONE)], [again])] == ["its trigger [0:4] is now [0:11]"]
