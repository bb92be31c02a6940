"""Marks: every value where it stands, whatever overlaps whatever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tawatur.workbench.evidence import enclosing
from tawatur.workbench.marking import KINDS, Mark, Piece, pieces, slices
from tawatur.workbench.view import harmless

SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60))
MARKS = st.lists(st.builds(Mark, SPANS, st.sampled_from(KINDS), st.just(""), st.sampled_from("abc")), max_size=8)


@given(st.text(max_size=50), MARKS)
def test_pieces_joined_are_the_text(text: str, marks: list[Mark]) -> None:
    """No letter is lost, doubled or moved, and each piece says where it stands."""
    found = pieces(text, marks)
    assert "".join(piece.text for piece in found) == text
    assert all(text[slice(*piece.span)] == piece.text for piece in found)


@given(st.text(min_size=1, max_size=50), MARKS)
def test_every_letter_lies_under_its_marks(text: str, marks: list[Mark]) -> None:
    """A piece carries exactly the marks that cover it."""
    for piece in pieces(text, marks):
        covering = {mark for mark in marks if mark.span[0] <= piece.span[0] and piece.span[1] <= mark.span[1]}
        assert set(piece.marks) == (covering if piece.text else set(piece.marks))


def test_the_narrowest_mark_gives_the_tint() -> None:
    """A figure inside a claim is shown as a figure."""
    claim, figure = Mark((0, 9), "claim", key="c"), Mark((2, 5), "figure", key="c")
    assert [piece.top for piece in pieces("abcdefghi", [figure, claim])] == [claim, figure, claim]


def test_a_claim_begins_once() -> None:
    """The place a link leads to is the first piece of the claim's passage."""
    found = pieces("abcdef", [Mark((1, 5), "claim", key="c"), Mark((1, 3), "figure", key="c")])
    assert [piece.begins for piece in found] == [(), ("c",), (), ()]


@given(st.text(min_size=1, max_size=50), MARKS, SPANS)
def test_a_slice_is_the_text_of_its_span(text: str, marks: list[Mark], within: tuple[int, int]) -> None:
    """A part of a report is cut from its marked text exactly."""
    assert "".join(piece.text for piece in slices(pieces(text, marks), within)) == text[within[0] : within[1]]


def test_a_sentence_is_the_passages_that_hold_the_claim() -> None:
    """All passages it meets, but no further than the reach."""
    assert enclosing((12, 18), [(0, 9), (10, 20), (21, 30)]) == (10, 20)
    assert enclosing((12, 25), [(0, 9), (10, 20), (21, 30)]) == (10, 30)
    assert enclosing((500, 510), [(0, 2000)], reach=100) == (400, 610)
    assert enclosing((5, 6), []) == (5, 6)


def test_what_turns_the_order_of_text_is_written_out() -> None:
    """Overrides, embeddings and isolates are shown by their code points; plain marks of direction are left."""
    assert harmless("a\u202eb\u2066c\u200f") == "a[U+202E]b[U+2066]c\u200f"
    assert harmless(7) == 7


def test_pieces_of_nothing_are_none() -> None:
    """An empty text has no pieces."""
    assert pieces("", []) == []
    assert Piece("", (), (0, 0)).top is None
