"""The vocabulary of Arabic numerals, loaded once from `numerals.yaml`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tawatur.errors import DataError
from tawatur.languages.ar.memo import Memo
from tawatur.languages.ar.tokens import readings, tokenize
from tawatur.record import Operator
from tawatur.script import fold_text

_PATH = Path(__file__).with_name("numerals.yaml")
_KINDS = (
    "zero",
    "units",
    "unit_in_compound",
    "ten",
    "teens",
    "tens",
    "hundred",
    "hundreds",
    "scales",
    "scale_duals",
    "scale_accusatives",
    "scale_plurals",
    "vague",
    "few",
    "fractions",
    "ordinals",
    "ordinals_definite",
    "ordinals_in_compound",
    "negative",
    "decimal_point",
)
Words = tuple[str, ...]
_CLITIC_LETTERS = frozenset("وفبلكا")


class NumberWord(NamedTuple):
    """What a token can be in a number: its kind (a key of the vocabulary, or "digits"), value and clitics."""

    kind: str
    value: float
    prefix: str
    article: bool


class Phrases(NamedTuple):
    """Operator phrases, reached from their last word (those before a number) or first word (after)."""

    by_word: dict[str, tuple[tuple[Words, Operator], ...]]


class Vocabulary:
    """The loaded vocabulary. `classes[word]` is the number word a folded token is, or None."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.words = _words(data)
        self.before = _phrases(data["operators_before"], -1)
        self.after = _phrases(data["operators_after"], 0)
        self.percent = tuple(_split(text) for text in data["percent"])
        self.fraction_phrases = {
            tuple(fold_text(word) for word in entry["phrase"]): float(entry["value"])
            for entry in data["fractions"]
            if "phrase" in entry
        }
        ranges = data["ranges"]
        self.between = tuple(sorted((_split(text) for text in ranges["between"]), key=len, reverse=True))
        self.openers = frozenset(
            words[0] for groups in self.before.by_word.values() for words, _ in groups
        ) | frozenset(words[0] for words in self.between)
        self.range_from = _folded(ranges["from"])
        self.range_to = _folded(ranges["to"])
        self.range_or = _folded(ranges["or"])
        self.change_words = _folded(ranges["change_words"])
        self.minus_units = _folded(data["minus_units"])
        self.digit_prefixes = _folded(data["digit_prefixes"])
        self.not_counted_before = _folded(data["not_counted_before"])
        self.not_counted_after = _folded(data["not_counted_after"])
        barred = _folded(data["not_numbers"])
        self.classes: Memo[NumberWord | None] = Memo(lambda word: _classify(word, self.words, barred))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary of numerals.

    Raises:
        DataError: the file is not a mapping with the expected lists.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(_PATH.read_text(encoding="utf-8"), Loader=loader)
    if not isinstance(data, dict) or not set(_KINDS) <= data.keys():
        raise DataError("the number words are malformed; restore the file", subject=str(_PATH))
    return Vocabulary(data)


def _classify(word: str, words: dict[str, tuple[str, float]], barred: frozenset[str]) -> NumberWord | None:
    if "0" <= word[0] <= "9":
        return NumberWord("digits", 0.0, "", False)
    known = words.get(word)
    if known is not None:
        return NumberWord(known[0], known[1], "", False)
    if len(word) < 3 or word[0] not in _CLITIC_LETTERS or word in barred:
        return None
    if not any(word[n:] in words for n in range(1, 5)):
        return None
    for reading in readings(word)[1:]:
        known = words.get(reading.stem)
        if known is not None and reading.stem not in barred:
            return NumberWord(known[0], known[1], reading.conjunction + reading.preposition, reading.article)
    return None


def _words(data: dict[str, Any]) -> dict[str, tuple[str, float]]:
    words: dict[str, tuple[str, float]] = {}
    for kind in _KINDS:
        for entry in data[kind]:
            for form in entry.get("forms", ()):
                words.setdefault(fold_text(form), (kind, entry.get("value", 0)))
    return words


def _folded(texts: list[str]) -> frozenset[str]:
    return frozenset(fold_text(text) for text in texts)


def _split(text: str) -> Words:
    return tuple(token.text for token in tokenize(fold_text(text)))


def _phrases(entries: list[dict[str, Any]], anchor: int) -> Phrases:
    found: dict[str, dict[Words, Operator]] = {}
    for entry in entries:
        for phrase in entry["phrases"]:
            words = _split(phrase)
            found.setdefault(words[anchor], {})[words] = entry["op"]
    return Phrases(
        {
            word: tuple(sorted(group.items(), key=lambda item: (-len(item[0]), item[0])))
            for word, group in found.items()
        }
    )
