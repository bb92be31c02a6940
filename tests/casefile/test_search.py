"""Search over the passages of a case: by word forms, every condition kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tawatur.casefile import Case, Hit

from .values import document, packed, reading


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """Two passages, indexed under words given by hand."""
    with Case.open(str(tmp_path / "a.case"), create=True) as opened:
        opened.store(
            [
                reading(packed(document("b.txt", "نص ثان"), words="احمد هجوم")),
                reading(packed(document("a.txt", "نص أول"), words="احمد قصف or and")),
            ]
        )
        yield opened


def paths(hits: list[Hit]) -> list[str]:
    """The paths of hits, in their order."""
    return [hit.path for hit in hits]


def test_passages_come_by_path(case: Case) -> None:
    """The order of hits is that of the documents."""
    assert paths(case.search([["احمد"]])) == ["a.txt", "b.txt"]


def test_every_word_asked_for_must_be_there(case: Case) -> None:
    """No condition is dropped."""
    assert paths(case.search([["احمد"], ["هجوم"]])) == ["b.txt"]
    assert case.search([["احمد"], ["مفقود"]]) == []


def test_of_a_group_one_form_is_enough(case: Case) -> None:
    """A group lists the spellings that will do."""
    assert paths(case.search([["مفقود", "هجوم"]])) == ["b.txt"]


@pytest.mark.parametrize("word", ['"', '" OR "', "or", "NEAR(", "*", "a:b", "'"])
def test_a_word_is_only_a_word(case: Case, word: str) -> None:
    """The operators of the index's own language have no effect in a word."""
    assert paths(case.search([[word]])) in ([], ["a.txt"])


def test_nothing_asked_for_finds_nothing(case: Case) -> None:
    """An empty question has no answer."""
    assert (case.search([]), case.search([[]])) == ([], [])


def test_a_hit_says_where_it_stands_and_what_it_says(case: Case) -> None:
    """Path, bytes, span, text and source of a hit."""
    read = document("b.txt", "نص ثان")
    assert case.search([["هجوم"]]) == [Hit("b.txt", read.sha256, (0, 6), "نص ثان", "صحيفة المثال", "2024-01-05")]


def test_a_document_that_left_is_not_found(case: Case) -> None:
    """Neither after forgetting it, nor after others took its place."""
    case.forget(["b.txt"])
    case.store([reading(packed(document("c.txt", "نص ثالث"), words="شيء"))])
    assert case.search([["هجوم"]]) == []
    assert paths(case.search([["شيء"]])) == ["c.txt"]


def test_no_more_hits_than_asked_for(case: Case) -> None:
    """The limit holds."""
    assert paths(case.search([["احمد"]], limit=1)) == ["a.txt"]
