"""The words passages are found by."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.build.words import groups, matching, passages
from tawatur.record import Document, Part


def document(text: str, *parts: Part) -> Document:
    """A document of some text."""
    return Document(path="a.txt", sha256=hashlib.sha256(b"").hexdigest(), text=text, parts=parts)


def found(text: str, *words: str) -> bool:
    """Whether a passage of this text holds all of the words asked for."""
    indexed = [set(item.words.split()) for item in passages(document(text))]
    return any(all(not held.isdisjoint(group) for group in groups(words)) for held in indexed)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("زار أحمد المدينة", "احمد"),
        ("زار احمد المدينة", "أحمد"),
        ("وقع الهجوم ليلا", "هجوم"),
        ("والهجوم وقع ليلا", "هجوم"),
        ("وقع هجوم ليلا", "الهجوم"),
        ("وقع هجوم ليلا", "والهجوم"),
        ("سقطت الْقَذِيفَةُ", "القذيفه"),
        ("رحـــل", "رحل"),
        ("قتل ١٤٥ شخصا", "145"),
        ("قتل 145 شخصا", "۱۴۵"),
        ("the Islamic State", "islamic"),
        ("للمدينة سور", "المدينة"),
        ("ﷺ", "الله"),
    ],
)
def test_a_word_is_found_however_it_is_spelt(text: str, word: str) -> None:
    """Letters, vowel signs, digits and clitics written otherwise do not hide a word."""
    assert found(text, word)


@pytest.mark.parametrize(("text", "word"), [("نفد وقود السيارات", "قود"), ("هجوم", "هجم"), ("باريس", "ريس")])
def test_a_different_word_is_not_found(text: str, word: str) -> None:
    """What only looks alike stays apart, except where a letter can be read as a clitic."""
    assert found(text, word) is (word == "قود")


def test_letters_of_the_question_are_not_taken_for_clitics() -> None:
    """Asking for fuel does not find leading."""
    assert not found("قود السيارة", "وقود")


def test_words_of_different_sentences_are_not_one_passage() -> None:
    """All the words must stand in one passage."""
    assert not found("وقع انفجار. سافر الوزير.", "انفجار", "الوزير")


def test_furniture_is_not_searched() -> None:
    """The menu of a page is not what it reports."""
    text = "القائمة الرئيسية\nوقع انفجار"
    menu = Part(kind="furniture", span=(0, 16))
    assert [item.passage.span for item in passages(document(text, menu))] == [(17, 27)]


def test_the_words_found_are_given_as_they_are_spelt() -> None:
    """Highlighting sets off the words of the text, not those of the question."""
    assert matching("قال أَحمَد: الهجوم وقع", groups(["احمد", "هجوم"])) == ["أَحمَد:", "الهجوم"]


@given(st.text(alphabet=st.sampled_from("اأبه ـَ.\n؟1٣\u200fA_ﷺ"), max_size=60))
def test_passages_lie_in_the_text_one_after_the_other(text: str) -> None:
    """Spans are within the text, in order, not blank, and do not overlap."""
    spans = [item.passage.span for item in passages(document(text))]
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(st.text(max_size=40))
def test_every_word_of_a_passage_finds_it(text: str) -> None:
    """What can be read can be searched for."""
    for item in passages(document(text)):
        start, end = item.passage.span
        for group in groups(text[start:end].split()):
            assert not set(item.words.split()).isdisjoint(group)
