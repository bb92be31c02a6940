"""What people decide in a case: taken back and never lost; cases of the first layout gain its tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tawatur.casefile import AmbiguousClaim, Case, NothingToUndo, UnknownClaim
from tawatur.record import Anchor, Claim, Grade, Judgement

from .values import claim, document, packed, reading


@pytest.fixture
def claims() -> list[Claim]:
    """Three claims of three reports."""
    return [claim(document(f"{name}.txt", f"نص {name}")) for name in "abc"]


@pytest.fixture
def case(tmp_path: Path, claims: list[Claim]) -> Iterator[Case]:
    """A case with three claims."""
    with Case.open(str(tmp_path / "a.case"), create=True) as opened:
        opened.store([reading(packed(document(made.document, made.quote), made)) for made in claims])
        yield opened


def judged(left: Claim, right: Claim, by: str = "هدى") -> Judgement:
    """A judgement by a person."""
    return Judgement(left=left.id, right=right.id, verdict="same", by=by, reason="نص واحد")


def test_undo_retires_ones_own_judgement_only(case: Case, claims: list[Claim]) -> None:
    """Whichever way round the pair is named; another reviewer's stays."""
    one, two, _ = claims
    for by in ("هدى", "عمر"):
        case.judge(judged(one, two, by))
    case.undo(two.id, one.id, "هدى", "خطأ")
    assert [item.by for item in case.judgements()] == ["عمر"]
    assert [item.by for item in case.judgements(retired=True)] == ["هدى", "عمر"]
    assert case.history()[-1][1:] == ("هدى", "undid judgement", two.id, f"{one.id}: خطأ")


def test_there_is_nothing_to_undo_twice(case: Case, claims: list[Claim]) -> None:
    """The second time says so, and whose it would have been."""
    case.judge(judged(claims[0], claims[1]))
    case.undo(claims[0].id, claims[1].id, "هدى", "خطأ")
    with pytest.raises(NothingToUndo, match="هدى"):
        case.undo(claims[0].id, claims[1].id, "هدى", "خطأ")


def test_a_judgement_keeps_where_its_words_stand(case: Case, claims: list[Claim]) -> None:
    """For when the claim is read anew."""
    one, two, _ = claims
    case.judge(judged(one, two))
    expected = [
        Anchor(claim=item.id, sha256=item.sha256, trigger=item.trigger, span=item.span, family=item.family)
        for item in sorted((one, two), key=lambda item: item.id)
    ]
    assert list(case.anchors()) == expected


def test_a_judgement_on_a_claim_that_is_gone_stays(case: Case, claims: list[Claim]) -> None:
    """It is found under the identifier it was made with, and under the one that leads on from it."""
    one, two, three = claims
    case.judge(judged(one, two))
    case.redirect_claims([(one.id, three.id, "its trigger moved")])
    assert [item.left for item in case.judgements(of=[three.id])] == [one.id]
    assert case.claim(one.id) == three
    case.undo(three.id, two.id, "هدى", "خطأ")
    assert case.judgements() == ()


def test_a_claim_is_found_by_the_beginning_of_its_identifier(case: Case, claims: list[Claim]) -> None:
    """As long as no other begins like it."""
    assert case.claim(claims[0].id[:12]) == claims[0]
    with pytest.raises(AmbiguousClaim):
        case.claim("clm_")
    for unknown in ("clm_zz", ""):
        with pytest.raises(UnknownClaim):
            case.claim(unknown)


def test_a_grade_is_followed_and_not_rewritten(case: Case) -> None:
    """The second of one analyst retires the first; another analyst's stands beside it."""
    for by, value in (("هدى", "B"), ("عمر", "C"), ("هدى", "D")):
        case.grade(Grade(scale="source", subject="صحيفه", value=value, by=by, reason="سجلها"))
    assert [(item.by, item.value) for item in case.grades()] == [("عمر", "C"), ("هدى", "D")]
    assert [item.value for item in case.grades(retired=True)] == ["B", "C", "D"]
    case.undo_grade(Grade(scale="source", subject="صحيفه", value="", by="هدى", reason="تراجع"))
    assert [item.value for item in case.grades()] == ["C"]


def test_a_grade_leaves_the_events_as_they_are(case: Case) -> None:
    """Nothing is to be derived again."""
    case.settle(case.revision(), "rules/1", [], [])
    case.grade(Grade(scale="source", subject="صحيفه", value="A", by="هدى", reason="سجلها"))
    assert case.reconciled("rules/1")


def test_a_grade_follows_its_claim(case: Case, claims: list[Claim]) -> None:
    """When the claim is read anew the grade stands with its words."""
    one, two, _ = claims
    case.grade(Grade(scale="information", subject=one.id, value="2", by="هدى", reason="شاهد"))
    case.redirect_claims([(one.id, two.id, "its trigger moved")])
    assert [item.subject for item in case.grades()] == [two.id]


def test_a_case_of_the_first_layout_gains_the_new_tables(tmp_path: Path) -> None:
    """It opens, keeps what it holds, and takes grades; the trail says that it was upgraded."""
    file = tmp_path / "a.case"
    kept = claim(document())
    with Case.open(str(file), create=True) as case:
        case.store([reading(packed(document(), kept))])
    older = sqlite3.connect(file)
    for table in ("grades", "anchors", "claim_redirects"):
        older.execute(f"DROP TABLE {table}")
    older.execute("UPDATE meta SET value = '1' WHERE key = 'layout'")
    older.commit()
    older.close()
    with Case.open(str(file)) as case:
        case.grade(Grade(scale="information", subject=kept.id, value="2", by="هدى", reason="شاهد"))
        assert (case.claims(), len(case.grades()), case.meta("layout")) == ([kept], 1, "2")
        assert [line[2:] for line in case.history() if line[2] == "upgraded"] == [
            ("upgraded", "case", "layout 1 to 2")
        ]


def test_peoples_judgements_are_read_without_those_of_rules(case: Case, claims: list[Claim]) -> None:
    """Rules judge as often as there are claims."""
    one, two, three = claims
    case.judge(judged(one, two))
    case.settle(case.revision(), "rules/1", [judged(two, three, "rules/1")], [])
    assert [item.by for item in case.judgements(people=True)] == ["هدى"]
    assert [item.by for item in case.judgements(of=[two.id], people=True)] == ["هدى"]
    assert len(case.judgements()) == 2
