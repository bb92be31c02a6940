"""A case held open gives, after every change, what reconciling everything from the beginning gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.engines import LocalEngine
from tawatur.reconciliation import DocumentCard, Standing
from tawatur.record import Claim, Event, Judgement

from .claims_for_tests import cards, claim, judged
from .test_order import many_claims

_SMALL = 3
"""Claims a block holds in these tests, so that a dozen are many blocks."""


def reports(claims: Sequence[Claim]) -> list[tuple[DocumentCard, list[Claim]]]:
    """Every document with its claims."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for one in claims:
        told[one.sha256].append(one)
    return [(card, told[card.sha256]) for card in cards(*claims)]


def whole(found: Sequence[tuple[DocumentCard, list[Claim]]], people: Sequence[Judgement] = ()) -> bytes:
    """What reconciling all at once gives."""
    standing = Standing(capacity=_SMALL)
    standing.add(found)
    standing.judge(people)
    standing.settle()
    return msgspec.json.encode(standing.result())


@settings(max_examples=150, deadline=None)
@given(many_claims(), st.randoms(use_true_random=False), st.lists(st.integers(1, 3), max_size=5))
def test_any_order_and_any_batches_give_what_all_at_once_gives(
    claims: list[Claim], chance: object, sizes: list[int]
) -> None:
    """Reports come in any order, in batches of any size, each batch settled."""
    found = reports(claims)
    arriving = list(found)
    chance.shuffle(arriving)  # type: ignore[attr-defined]
    standing = Standing(capacity=_SMALL)
    for size in [*sizes, len(found)]:
        standing.add(arriving[:size])
        standing.settle()
        arriving = arriving[size:]
    assert msgspec.json.encode(standing.result()) == whole(found)


@settings(max_examples=100, deadline=None)
@given(many_claims(), st.data())
def test_what_is_taken_out_leaves_no_trace(claims: list[Claim], data: st.DataObject) -> None:
    """A document put in and taken out again, or replaced, changes nothing else."""
    found = reports(claims)
    gone = data.draw(st.sampled_from(found))
    standing = Standing(capacity=_SMALL)
    standing.add(found)
    standing.settle()
    standing.remove([gone[0].sha256])
    standing.settle()
    rest = [item for item in found if item is not gone]
    assert msgspec.json.encode(standing.result()) == whole(rest)
    standing.add([gone])
    standing.settle()
    assert msgspec.json.encode(standing.result()) == whole(found)


@settings(max_examples=100, deadline=None)
@given(many_claims(), st.data())
def test_judgements_given_later_bind_as_those_given_at_once(claims: list[Claim], data: st.DataObject) -> None:
    """A judgement, and its undoing, re-settle what they touch and no more."""
    found = reports(claims)
    pair = st.lists(st.sampled_from(claims), min_size=2, max_size=2, unique_by=lambda one: one.id)
    people = [
        judged(*two, data.draw(st.sampled_from(["same", "different"])))
        for two in data.draw(st.lists(pair, max_size=3))
    ]
    standing = Standing(capacity=_SMALL)
    standing.add(found)
    standing.settle()
    standing.judge(people)
    standing.settle()
    assert msgspec.json.encode(standing.result()) == whole(found, people)
    standing.judge(())
    standing.settle()
    assert msgspec.json.encode(standing.result()) == whole(found)


@settings(max_examples=100, deadline=None)
@given(many_claims(), st.data())
def test_the_changes_add_up_to_the_result(claims: list[Claim], data: st.DataObject) -> None:
    """A store that only applies each change holds the events, judgements and copies of the result."""
    events: dict[str, Event] = {}
    judgements: set[Judgement] = set()
    standing = Standing(capacity=_SMALL)
    for report in reports(claims):
        standing.add([report])
        if data.draw(st.booleans()):
            continue
        change = standing.settle()
        for name in change.gone:
            del events[name]
        events.update({event.id: event for event in change.events})
        judgements = (judgements - set(change.withdrawn)) | set(change.judgements)
    change = standing.settle()
    for name in change.gone:
        del events[name]
    events.update({event.id: event for event in change.events})
    judgements = (judgements - set(change.withdrawn)) | set(change.judgements)
    result = standing.result()
    assert events == {event.id: event for event in result.events}
    assert judgements == set(result.judgements)


def test_a_report_that_tells_of_another_place_leaves_the_rest_alone() -> None:
    """Only the events of the block it is in are written anew."""
    first = claim("a", where="Kerman", when="2024-01-03")
    standing = Standing(capacity=1)
    standing.add(reports([first, claim("b", where="Moscow", when="2024-03-22")]))
    standing.settle()
    standing.add(reports([claim("c", where="Moscow", when="2024-03-22", told=("killed 145",))]))
    change = standing.settle()
    assert [event.place.country for event in change.events if event.place] == ["RU"]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_number_of_workers_changes_nothing(workers: int) -> None:
    """Documents told and blocks settled in other processes: the same bytes."""
    claims = [
        claim(f"{where}{day}{n}", where=where, when=f"2024-01-0{day}", told=(f"killed {day + n}",), quote="قرب السوق")
        for where in ("Kerman", "Moscow", "Mosul", "Baghdad")
        for day in range(1, 6)
        for n in range(3)
    ]
    standing = Standing(LocalEngine(workers, small=1, large=1), capacity=_SMALL)
    standing.add(reports(claims))
    standing.settle()
    assert msgspec.json.encode(standing.result()) == whole(reports(claims))


def test_an_event_goes_on_across_the_day_where_the_case_is_divided() -> None:
    """Undated reports of the eleventh belong to the attack of the ninth, though each third of a month is a block."""
    before = [claim(name, where="Kerman", when="2024-01-09", told=("killed 94",)) for name in "ab"]
    after = [claim(name, where="Kerman", published="2024-01-11", told=("killed 94",)) for name in "cd"]
    standing = Standing(capacity=1)
    standing.add(reports(before))
    standing.settle()
    standing.add(reports(after))
    change = standing.settle()
    assert [event.claims for event in change.events] == [tuple(sorted(one.id for one in (*before, *after)))]
    assert [event.figures["killed"].best for event in standing.events()] == [94]


def test_two_attacks_of_one_town_do_not_meet_across_that_day() -> None:
    """What is told of the eleventh, and dated, is not what happened on the ninth."""
    standing = Standing(capacity=1)
    standing.add(
        reports(
            [
                claim("a", where="Kerman", when="2024-01-09", told=("killed 94",)),
                claim("b", where="Kerman", when="2024-01-11", published="2024-01-11", told=("killed 3",)),
            ]
        )
    )
    standing.settle()
    assert len(list(standing.events())) == 2
