"""The lexicon: every entry reads its example, and a malformed one is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur import codebook
from tawatur.errors import DataError
from tawatur.languages.ar import lexicon
from tawatur.languages.ar.lexicon import Entry
from tawatur.languages.ar.tokens import tokenize
from tawatur.script import fold_text

ENTRIES = lexicon.entries()
FLAGS = frozenset(
    (
        "class", "noun", "verb", "word", "present", "plural", "also", "not", "type", "strength", "counted", "weapon",
        "light", "next", "takes", "currency", "example", "needs",
    )
)  # fmt: skip


def name(entry: Entry) -> str:
    return f"{entry.cls}-{entry.lemma}"


def classes(word: str) -> list[str]:
    return [sense.cls for sense in lexicon.senses(fold_text(word))]


@pytest.mark.parametrize("entry", ENTRIES, ids=name)
def test_an_entry_reads_its_example(entry: Entry) -> None:
    """The example of an entry holds a word that the lexicon reads as that entry."""
    words = [token.text for token in tokenize(fold_text(entry.example))]
    assert any(sense.entry is entry for word in words for sense in lexicon.senses(word))


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e.type is not None], ids=name)
def test_types_are_of_the_codebook(entry: Entry) -> None:
    """An event type that the codebook lacks would fail only when a report has the word."""
    assert codebook.is_event_type(str(entry.type))


@pytest.mark.parametrize("entry", ENTRIES, ids=name)
def test_strengths_are_three(entry: Entry) -> None:
    """A word means political violence surely, likely, or only with other evidence."""
    assert entry.strength in ("sure", "likely", "open")


@pytest.mark.xfail(strict=True, reason="some entries list forms of two words, which can never be read")
def test_forms_are_single_words() -> None:
    """The lexicon is looked up word by word: a form of two words is dead."""
    assert [form for form in lexicon._forms() if " " in form] == []


@pytest.mark.parametrize("file", lexicon._FILES)
def test_fields_of_entries_are_known(file: str) -> None:
    """A misspelt field would be passed over in silence."""
    assert {key for row in lexicon.load_yaml(f"lexicon/{file}.yaml") for key in row} <= FLAGS


@pytest.mark.parametrize(
    ("word", "cls"),
    [
        ("والتفجيرين", "event.noun.du"),
        ("بمقتل", "kill.masdar.sg"),
        ("للهجمات", "event.noun.pl"),
        ("قُتِلَ", "kill.word.sg"),
        ("فأصيبوا", "injure.verb.pl"),
        ("سيهاجم", "event.verb.sg"),
        ("ضحيتان", "kill.noun.du"),
        ("المصابين", "injure.noun.pl"),
        ("اعتقاله", "arrest.masdar.his"),
        ("بينهم", "part"),
        ("بقتل", "kill.masdar.sg"),
    ],
)
def test_words_with_their_clitics(word: str, cls: str) -> None:
    """Conjunction, preposition, article and ending leave the class, and the number goes with it."""
    assert cls in classes(word)


@pytest.mark.parametrize(
    ("word", "cls"),
    [
        ("الآن", "that"),
        ("توقفت", "arrest.verb.sg"),
        ("تحدث", "event.light.sg"),
        ("فجرا", "event.verb.du"),
        ("قبضته", "arrest.verb.sg"),
    ],
)
def test_words_that_only_look_so(word: str, cls: str) -> None:
    """ "Now" is not "that" with an article; "he speaks" is not "it happened"; "at dawn" is no bombing."""
    assert cls not in classes(word)


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى", max_size=12))
def test_any_word_has_its_readings_in_order(word: str) -> None:
    """Readings that take fewer letters off come first; each entry once."""
    found = lexicon.senses(fold_text(word))
    assert [len(s.stem) for s in found] == sorted((len(s.stem) for s in found), reverse=True)
    assert len({s.entry.rank for s in found}) == len(found)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"class": "kill.word", "example": "كلمة"}, "needs a class"),
        ({"class": "kill.word", "noun": "كلمة"}, "needs a class"),
        ({"noun": "كلمة", "example": "كلمة"}, "needs a class"),
        ({"class": "kill.verb", "verb": "قتل", "example": "قتل"}, "present"),
    ],
    ids=["no-lemma", "no-example", "no-class", "no-present"],
)
def test_a_malformed_entry_is_named(monkeypatch: pytest.MonkeyPatch, row: dict[str, str], says: str) -> None:
    """The error names the file and shows the entry."""
    real = lexicon.load_yaml
    monkeypatch.setattr(
        lexicon, "load_yaml", lambda wanted: [row] if wanted.endswith("voices.yaml") else real(wanted)
    )
    with pytest.raises(DataError, match=f"voices.yaml.*{says}"):
        lexicon.entries.__wrapped__()
