"""Folding of Arabic script, with the way back to every original position."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tawatur.script import fold, fold_all, fold_text, strip_marks

MARKS = "\u064b\u064e\u0651\u0670\u0640\u200f\u200c\ufeff\u061c"
LETTERS = "ابتمنوةىيأإآؤئءکیہ لالله"
TEXT = st.text(st.one_of(st.sampled_from(LETTERS + MARKS + "ﻻﷲﷺﭘ﴾٠٣۵٪،؟“«–\n .5a"), st.characters()), max_size=60)
SPANNED = TEXT.flatmap(lambda text: st.tuples(st.just(text), st.integers(0, 80), st.integers(0, 80)))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("قُتِلَ", "قتل"),
        ("مقتـــل", "مقتل"),
        ("أحمد إلى آسيا ٱلله", "احمد الي اسيا الله"),
        ("مستشفى وزارة مسؤول هيئة", "مستشفي وزاره مسوول هييه"),
        ("کابل یک", "كابل يك"),
        ("١٢٣ و۴۵۶", "123 و456"),
        ("«تنظيم» “داعش”", '"تنظيم" "داعش"'),
        ("داعش–خراسان", "داعش-خراسان"),
        ("\u200fكابل\u200e", "كابل"),
        ("ﻻ ﷲ", "لا الله"),
        ("١٢٫٥٪", "12.5%"),
        ("ISKP", "ISKP"),
    ],
)
def test_spellings_meet(text: str, folded: str) -> None:
    """One form for the spellings of one word."""
    assert fold_text(text) == folded


@pytest.mark.parametrize(
    ("text", "word", "original"),
    [
        ("قُتِلَ ثلاثةٌ", "قتل", "قُتِلَ"),
        ("قُتِلَ ثلاثةٌ", "ثلاثه", "ثلاثةٌ"),
        ("في مقتـــل شخص", "مقتل", "مقتـــل"),
        ("قال ﻻ يوجد", "لا", "ﻻ"),
        ("في \u200fكابل\u200e أمس", "كابل", "كابل\u200e"),
    ],
)
def test_the_way_back(text: str, word: str, original: str) -> None:
    """A word found in the folded text is cut from the original with its marks."""
    folded = fold(text)
    at = folded.text.index(word)
    start, end = folded.span(at, at + len(word))
    assert text[start:end] == original


@given(SPANNED)
@example(("ﷺ", 3, 9))
@example(("\u064e\u064eا\u064e", 0, 1))
@example(("ﻻﻻ", 1, 3))
def test_folding_the_original_of_a_span_gives_at_least_the_span(case: tuple[str, int, int]) -> None:
    """The original slice folds to the folded slice, or, where a ligature is cut, to what holds it whole."""
    text, a, b = case
    folded = fold(text)
    start, end = sorted((min(a, len(folded.text)), min(b, len(folded.text))))
    left, right = folded.span(start, end)
    again = fold_text(text[left:right])
    if start == end:
        assert left == right
    elif _cuts_no_ligature(folded.text, text, start, end):
        assert again == folded.text[start:end]
    else:
        assert folded.text[start:end] in again


def _cuts_no_ligature(folded: str, text: str, start: int, end: int) -> bool:
    origin = fold(text).origin
    first = start == 0 or origin(start - 1) != origin(start)
    last = end == len(folded) or origin(end - 1) != origin(end)
    return first and last


@given(TEXT)
def test_positions_never_go_back(text: str) -> None:
    """The originals of folded positions stand in the same order, inside the text."""
    folded = fold(text)
    places = [folded.origin(position) for position in range(len(folded.text))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


@given(TEXT)
def test_every_original_letter_is_where_it_says(text: str) -> None:
    """The character at an origin folds to what stands at the folded position."""
    folded = fold(text)
    assert all(letter in fold_text(text[folded.origin(at)]) for at, letter in enumerate(folded.text))


@given(TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    """Folded text is its own folded form."""
    once = fold_text(text)
    assert fold_text(once) == once


@given(st.lists(TEXT))
def test_texts_fold_one_by_one(texts: list[str]) -> None:
    """Folding several is folding each; folding their concatenation is the concatenation of the folds."""
    assert fold_all(texts) == [fold_text(text) for text in texts]
    assert fold_text("".join(texts)) == "".join(fold_all(texts))


@given(TEXT)
def test_stripping_marks_leaves_the_letters(text: str) -> None:
    """What is left after stripping is some of the text, in order, and folds to the same."""
    stripped = strip_marks(text)
    rest = iter(text)
    assert all(letter in rest for letter in stripped)
    assert fold_text(stripped) == fold_text(text)
