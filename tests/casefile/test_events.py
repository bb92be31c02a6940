"""Judgements and events in a case: replaced by rules, never overwritten, never lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from tawatur.casefile import Case, UnknownEvent
from tawatur.record import Claim, Judgement

from .values import claim, document, event, packed, reading

RULES = "rules/1"


@pytest.fixture
def claims() -> list[Claim]:
    """Three claims of three reports."""
    return [claim(document(f"{name}.txt", f"نص {name}")) for name in "abc"]


@pytest.fixture
def case(tmp_path: Path, claims: list[Claim]) -> Iterator[Case]:
    """A case with three claims and no event yet."""
    with Case.open(str(tmp_path / "a.case"), create=True) as opened:
        opened.store([reading(packed(document(made.document, made.quote), made)) for made in claims])
        yield opened


def same(left: Claim, right: Claim, by: str = RULES, reason: str = "same day, same city") -> Judgement:
    """A judgement that two claims are of one event."""
    return Judgement(left=left.id, right=right.id, verdict="same", by=by, reason=reason, score=1.0)


def test_events_come_back_as_they_were_derived(case: Case, claims: list[Claim]) -> None:
    """An event with its figures survives the case unchanged, and each of its claims leads to it."""
    derived = event(*claims)
    assert case.settle(case.revision(), RULES, [], [derived])
    assert (case.events(), case.event_of()) == ([derived], {made.id: "evt_1" for made in claims})


def test_what_has_not_changed_is_not_written_again(case: Case, claims: list[Claim]) -> None:
    """Settled anew with one event changed and one gone: a mark put into the rows stays where nothing was written."""
    first, second, third = (
        msgspec.structs.replace(event(one), id=f"evt_{number}") for number, one in enumerate(claims)
    )
    case.settle(case.revision(), RULES, [], [first, second, third])
    with closing(sqlite3.connect(case.address, isolation_level=None)) as connection:
        connection.execute("UPDATE events SET country = 'marked'")
        case.settle(case.revision(), RULES, [], [msgspec.structs.replace(second, reason="another"), first])
        rows = connection.execute("SELECT id, country FROM events ORDER BY id").fetchall()
    assert rows == [("evt_0", "marked"), ("evt_1", "AF")]


def test_events_of_other_claims_than_the_present_are_refused(case: Case, claims: list[Claim]) -> None:
    """If reports came in while the events were derived, nothing is stored and the caller is told."""
    revision = case.revision()
    case.store([reading(packed(document("z.txt", "جديد")))])
    assert not case.settle(revision, RULES, [], [event(*claims)])
    assert case.events() == []


def test_a_case_knows_whether_its_events_are_up_to_date(case: Case) -> None:
    """Settled by these rules, until rules or claims change."""
    told = [case.reconciled(RULES)]
    case.settle(case.revision(), RULES, [], [])
    told += [case.reconciled(RULES), case.reconciled("rules/2")]
    case.store([reading(packed(document("z.txt", "جديد")))])
    assert [*told, case.reconciled(RULES)] == [False, True, False, False]


def test_rejections_alone_leave_the_events_up_to_date(case: Case) -> None:
    """An input that gave nothing is no reason to compare everything again."""
    from tawatur.casefile import Reading
    from tawatur.record import Rejected

    case.settle(case.revision(), RULES, [], [])
    case.store([Reading("bad.txt", "bad.txt", "", (), (Rejected(path="bad.txt", code="empty", reason="x"),))])
    assert case.reconciled(RULES)


def test_judgements_that_rules_no_longer_make_are_retired(case: Case, claims: list[Claim]) -> None:
    """The old judgement stays on record; one made again unchanged is the same line as before."""
    first, second, third = claims
    kept, dropped, new = same(first, second), same(first, third), same(second, third)
    case.settle(case.revision(), RULES, [kept, dropped], [])
    case.settle(case.revision(), RULES, [kept, new], [])
    listed = [(j.left, j.right, j.retired) for j in case.judgements(retired=True)]
    assert sorted(listed, key=str) == sorted(
        [
            (first.id, second.id, None),
            (first.id, third.id, "no longer made: rules/1"),
            (second.id, third.id, None),
        ],
        key=str,
    )
    assert {(j.left, j.right) for j in case.judgements()} == {(first.id, second.id), (second.id, third.id)}


def test_a_changed_reason_is_a_new_judgement(case: Case, claims: list[Claim]) -> None:
    """A judgement is never rewritten, not even its reason."""
    first, second, _ = claims
    for reason in ("one", "two"):
        case.settle(case.revision(), RULES, [same(first, second, reason=reason)], [])
    assert [(j.reason, j.retired is None) for j in case.judgements(retired=True)] == [("one", False), ("two", True)]


def test_rules_leave_reviewers_judgements_alone(case: Case, claims: list[Claim]) -> None:
    """A reviewer's judgement stays when rules are settled again."""
    first, second, _ = claims
    case.judge(same(first, second, by="reviewer"))
    case.settle(case.revision(), RULES, [], [])
    assert [(j.by, j.retired) for j in case.judgements(retired=True)] == [("reviewer", None)]


def test_a_reviewer_who_changes_their_mind_keeps_both_on_record(case: Case, claims: list[Claim]) -> None:
    """The earlier judgement is retired whichever way round the pair is written."""
    first, second, _ = claims
    case.judge(same(first, second, by="reviewer"))
    other = Judgement(left=second.id, right=first.id, verdict="different", by="reviewer", reason="two cities")
    case.judge(other)
    assert [(j.verdict, j.retired is None) for j in case.judgements(retired=True)] == [
        ("same", False),
        ("different", True),
    ]


def test_a_judgement_is_in_the_audit_trail(case: Case, claims: list[Claim]) -> None:
    """Who judged what of which claims can be looked up."""
    case.judge(same(claims[0], claims[1], by="reviewer"))
    assert case.history()[-1][1:] == ("reviewer", "judged same", claims[0].id, claims[1].id)


def test_an_identifier_that_is_gone_leads_to_the_event_with_most_of_its_claims(
    case: Case, claims: list[Claim]
) -> None:
    """Links to events survive merges and splits, and redirects are followed to where they lead now."""
    first, second, third = claims
    case.settle(case.revision(), RULES, [], [event(*claims, name="evt_old")])
    case.settle(case.revision(), RULES, [], [event(first, second, name="evt_two"), event(third, name="evt_one")])
    assert case.event("evt_old").id == "evt_two"
    case.settle(case.revision(), RULES, [], [event(*claims, name="evt_new")])
    assert [case.event(name).id for name in ("evt_old", "evt_two", "evt_one")] == ["evt_new"] * 3


def test_an_identifier_that_returns_is_itself_again(case: Case, claims: list[Claim]) -> None:
    """A redirect never hides an event that exists."""
    case.settle(case.revision(), RULES, [], [event(*claims, name="evt_a")])
    case.settle(case.revision(), RULES, [], [event(*claims, name="evt_b")])
    case.settle(case.revision(), RULES, [], [event(*claims, name="evt_a")])
    assert [case.event("evt_a").id, case.event("evt_b").id] == ["evt_a", "evt_a"]


@pytest.mark.parametrize("asked", ["evt_", "evt_3", "%", ""])
def test_an_event_is_found_by_an_unambiguous_beginning_only(case: Case, claims: list[Claim], asked: str) -> None:
    """What begins two identifiers, or none, is refused with the name that was asked for."""
    case.settle(case.revision(), RULES, [], [event(claims[0], name="evt_1x"), event(claims[1], name="evt_2y")])
    assert case.event("evt_1").id == "evt_1x"
    with pytest.raises(UnknownEvent):
        case.event(asked)
