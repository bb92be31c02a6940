"""Arabic tokens, sentences and clitics."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.languages.ar import tokens
from tawatur.languages.ar.tokens import Clitics
from tawatur.script import fold_text

FOLDED = st.text(st.one_of(st.sampled_from('ابتلوفكمن .،؟!\n:"-0123456789,aB_'), st.characters()), max_size=80).map(
    fold_text
)
WORDS = st.text("ابتثلوفكمنيدرسهع", min_size=1, max_size=9)


def split(text: str) -> list[str]:
    folded = fold_text(text)
    found = tokens.tokenize(folded)
    return [folded[found[start].start : found[end - 1].end] for start, end in tokens.sentences(found)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("قُتل 12 شخصًا.", ["قتل", "12", "شخصا", "."]),
        ("خسائر بلغت 1,250.5 دولار", ["خساير", "بلغت", "1,250.5", "دولار"]),
        ("داعش-خراسان", ["داعش", "-", "خراسان"]),
        ("عام 2014م", ["عام", "2014", "م"]),
        ("سطر\nآخر", ["سطر", "\n", "اخر"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """Numbers stay whole, letters after them stand apart, punctuation and line breaks are tokens."""
    assert [token.text for token in tokens.tokenize(fold_text(text))] == words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("وقع الهجوم. ثم انسحبوا.", ["وقع الهجوم.", "ثم انسحبوا."]),
        ("عنوان بلا نقطة\nنص الخبر", ["عنوان بلا نقطه", "نص الخبر"]),
        ("هل انتهى؟ نعم!", ["هل انتهي؟", "نعم!"]),
        ("بلغت النسبة 3.5 في المئة. وانتهى", ["بلغت النسبه 3.5 في الميه.", "وانتهي"]),
        ("ذكرت أ.ف.ب أن هجومًا وقع. وانتهى", ["ذكرت ا.ف.ب ان هجوما وقع.", "وانتهي"]),
        ("...\n\n***", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    """A sentence ends at its mark or its line; decimals and abbreviations do not end one."""
    assert split(text) == sentences


@given(FOLDED)
def test_tokens_say_where_they_stand(text: str) -> None:
    """A token is the text at its offsets, and tokens follow one another."""
    found = tokens.tokenize(text)
    assert [text[token.start : token.end] for token in found] == [token.text for token in found]
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(FOLDED)
def test_tokens_leave_only_space_out(text: str) -> None:
    """Nothing but white space stands between tokens."""
    found = tokens.tokenize(text)
    ends = [0, *(token.end for token in found)]
    starts = [*(token.start for token in found), len(text)]
    assert all(not text[end:start].strip() for end, start in zip(ends, starts, strict=True))


@given(FOLDED)
def test_sentences_are_in_order_and_cover_every_word(text: str) -> None:
    """No word is in two sentences, and none in no sentence."""
    found = tokens.tokenize(text)
    spans = list(tokens.sentences(found))
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    covered = {index for start, end in spans for index in range(start, end)}
    assert {index for index, token in enumerate(found) if token.text[0].isalnum()} <= covered


@given(FOLDED)
def test_a_sentence_is_one_line(text: str) -> None:
    """A line break is in no sentence."""
    found = tokens.tokenize(text)
    assert all("\n" not in [token.text for token in found[a:b]] for a, b in tokens.sentences(found))


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("والهجوم", Clitics("و", "", True, "هجوم")),
        ("بالهجوم", Clitics("", "ب", True, "هجوم")),
        ("للهجوم", Clitics("", "ل", True, "هجوم")),
        ("وللهجوم", Clitics("و", "ل", True, "هجوم")),
        ("فقتل", Clitics("ف", "", False, "قتل")),
        ("كابل", Clitics("", "", False, "كابل")),
    ],
)
def test_a_word_can_be_taken_apart(word: str, stem: Clitics) -> None:
    """Among the readings of a word is the right one."""
    assert stem in tokens.readings(word)


@given(WORDS)
def test_the_whole_word_is_always_the_first_reading(word: str) -> None:
    """A word may be just itself; what is taken off grows from reading to reading."""
    found = tokens.readings(word)
    assert found[0] == Clitics("", "", False, word)
    lengths = [len(reading.stem) for reading in found]
    assert lengths == sorted(lengths, reverse=True)


@given(WORDS)
def test_clitics_and_stem_make_the_word(word: str) -> None:
    """Put together again, every reading is the word."""
    for reading in tokens.readings(word):
        articles = ("ال", "ل") if reading.article else ("",)
        assert word in [reading.conjunction + reading.preposition + form + reading.stem for form in articles]


@given(WORDS)
def test_stems_are_distinct(word: str) -> None:
    """Each stem once, the whole word first."""
    found = tokens.stems(word)
    assert (found[0], len(set(found))) == (word, len(found))
