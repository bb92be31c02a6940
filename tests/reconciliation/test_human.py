"""People's judgements against the rules'."""

from __future__ import annotations

from tawatur.reconciliation import reconcile
from tawatur.record import Claim, Judgement

from .claims_for_tests import cards, claim, judged

ONE = claim("a", where="Kerman", when="2024-01-03")
TWO = claim("b", where="Kerman", when="2024-01-03")
FAR = claim("c", where="Moscow", when="2024-03-22")
WITHIN = claim("a", at=100, told=("injured 3",))


def events_of(claims: list[Claim], *judgements: Judgement) -> set[tuple[str, ...]]:
    """The events as sets of claims."""
    return {event.claims for event in reconcile(cards(*claims), claims, judgements).events}


def test_different_is_remembered() -> None:
    """What the rules would join stays apart once a person said so."""
    assert events_of([ONE, TWO], judged(ONE, TWO, "different")) == {(ONE.id,), (TWO.id,)}


def test_different_holds_inside_a_document() -> None:
    """Also for two passages of one report."""
    assert events_of([ONE, WITHIN], judged(ONE, WITHIN, "different")) == {(ONE.id,), (WITHIN.id,)}


def test_same_outranks_contradicting_dates() -> None:
    """What no rule would join is one event once a person said so."""
    assert events_of([ONE, FAR], judged(ONE, FAR, "same")) == {tuple(sorted((ONE.id, FAR.id)))}


def test_a_retired_judgement_binds_nobody() -> None:
    """Undone, the case is as it was."""
    undone = judged(ONE, TWO, "different", retired="2025-02-01")
    assert events_of([ONE, TWO], undone) == events_of([ONE, TWO])


def test_different_is_not_reached_through_a_third() -> None:
    """No chain of likeness brings together what a person told apart."""
    third = claim("d", where="Kerman", when="2024-01-03")
    found = events_of([ONE, TWO, third], judged(ONE, TWO, "different"))
    assert not any(ONE.id in group and TWO.id in group for group in found)


def test_the_latest_judgement_holds_and_the_disagreement_shows() -> None:
    """Two reviewers disagree: the later one holds, and a judgement says so."""
    result = reconcile(
        cards(ONE, TWO),
        [ONE, TWO],
        [judged(ONE, TWO, "same", by="omar", made="2025-03-01"), judged(ONE, TWO, "different", made="2025-02-01")],
    )
    assert len(result.events) == 1
    assert [j.verdict for j in result.judgements if "disagree" in j.reason] == ["unsure"]


def test_same_across_a_different_is_refused_and_told() -> None:
    """A joins B and B joins C while A and C are judged two: the last join is refused and reported."""
    result = reconcile(
        cards(ONE, TWO, FAR),
        [ONE, TWO, FAR],
        [
            judged(ONE, FAR, "different"),
            judged(ONE, TWO, "same", made="2025-02-01"),
            judged(TWO, FAR, "same", made="2025-03-01"),
        ],
    )
    assert not any({ONE.id, FAR.id} <= set(event.claims) for event in result.events)
    assert any("judged two" in judgement.reason for judgement in result.judgements)


def test_rules_do_not_bind_as_people_do() -> None:
    """Judgements signed by a rule set are made anew, not obeyed."""
    assert events_of([ONE, FAR], judged(ONE, FAR, "same", by="rules/0")) == {(ONE.id,), (FAR.id,)}


def test_a_judgement_on_a_claim_that_is_gone_is_ignored() -> None:
    """A better extractor may drop a claim; the judgement stays on record and binds nothing."""
    assert events_of([ONE], judged(ONE, TWO, "same")) == {(ONE.id,)}


def test_rules_give_way_where_their_joins_and_a_persons_meet() -> None:
    """Two passages of one report, one joined to another report by a person, whose passage somebody told apart."""
    first, second = claim("a", where="Kerman"), claim("a", at=100)
    third, fourth = claim("c", when="2024-01-03"), claim("c", at=100, where="Kerman", when="2024-01-03")
    people = (judged(second, third, "same"), judged(first, fourth, "different"))
    found = events_of([first, second, third, fourth], *people)
    held = {name: group for group in found for name in group}
    assert held[second.id] == held[third.id]
    assert held[first.id] != held[fourth.id]


def test_a_disagreement_and_a_crossing_on_one_pair_are_one_note() -> None:
    """Both are told, and no pair has two judgements of the rules."""
    third = claim("d", where="Kerman", when="2024-01-03")
    people = (
        judged(ONE, TWO, "different", by="omar", made="2025-01-01"),
        judged(TWO, third, "same", made="2025-01-02"),
        judged(ONE, third, "different", by="omar", made="2025-01-03"),
        judged(ONE, third, "same", made="2025-01-04"),
    )
    result = reconcile(cards(ONE, TWO, third), [ONE, TWO, third], people)
    [note] = [item.reason for item in result.judgements if {item.left, item.right} == {ONE.id, third.id}]
    assert "reviewers disagree" in note
    assert "are judged two" in note
