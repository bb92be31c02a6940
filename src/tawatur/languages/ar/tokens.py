"""Tokens and sentences of folded Arabic text, and the clitics written onto its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple


class Token(NamedTuple):
    """A word, a number, a punctuation mark or a line break of folded text.

    `start` and `end` are offsets into the folded text.
    """

    text: str
    start: int
    end: int


class Clitics(NamedTuple):
    """One way to take a word apart: conjunction, preposition, article and what is left."""

    conjunction: str
    preposition: str
    article: bool
    stem: str


_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\n|[^\w\s]|_")
_ENDS = frozenset(".!?؟…|\n•●▪■؛")
_CONJUNCTIONS = ("و", "ف")
_PREPOSITIONS = ("ب", "ل", "ك")
# An article or particle needs something to stand on: shorter stems are letters, not words.
_SHORTEST_STEM = 2
# A word that begins with none of these is one reading.
_CLITIC_LETTERS = frozenset("وفبلكا")
_make = tuple.__new__


def tokenize(text: str) -> list[Token]:
    """All tokens of folded `text`, line breaks included."""
    # Making a token is a good part of its cost: this is what `Token(...)` does, without the call of its own.
    return [_make(Token, (m[0], m.start(), m.end())) for m in _TOKEN.finditer(text)]


def sentences(tokens: Sequence[Token], first: int = 0, last: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield each sentence as token indices `(start, end)`, its closing mark included, blank ones left out.

    A line break always ends a sentence: headings, captions and list items have no full stop. Only
    `tokens[first:last]` are read.
    """
    end = len(tokens) if last is None else last
    start = first
    for index in range(first, end):
        token = tokens[index]
        if token.text in _ENDS and not _abbreviates(tokens, index):
            if _has_word(tokens, start, index):
                yield start, index + (token.text != "\n")
            start = index + 1
    if _has_word(tokens, start, end):
        yield start, end


@lru_cache(maxsize=16384)
def readings(word: str) -> tuple[Clitics, ...]:
    """Every way to take clitics off `word`, the whole word first, then the fewest letters taken."""
    whole = Clitics("", "", False, word)
    if word[:1] not in _CLITIC_LETTERS:
        return (whole,)
    found = [whole]
    for conjunction, rest in _cut(word, _CONJUNCTIONS):
        for preposition, inner in _cut(rest, _PREPOSITIONS):
            found += [
                Clitics(conjunction, preposition, article, stem)
                for article, stem in _articles(inner, preposition)
                if len(stem) >= _SHORTEST_STEM and stem != word
            ]
    found.sort(key=lambda reading: -len(reading.stem))
    return tuple(found)


def stems(word: str) -> tuple[str, ...]:
    """The distinct stems of `readings`, longest first."""
    return tuple(dict.fromkeys(reading.stem for reading in readings(word)))


def _cut(word: str, letters: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield "", word
    if word[:1] in letters:
        yield word[0], word[1:]


def _articles(word: str, preposition: str) -> Iterator[tuple[bool, str]]:
    yield False, word
    if word.startswith("ال"):
        yield True, word[2:]
    elif preposition == "ل" and word.startswith("ل"):
        yield True, word[1:]


def _has_word(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(tokens[index].text[0].isalnum() for index in range(start, end))


def _abbreviates(tokens: Sequence[Token], index: int) -> bool:
    """Whether the full stop at `index` closes an abbreviation ("أ.ف.ب", "U.S.") rather than a sentence."""
    if tokens[index].text != "." or index == 0:
        return False
    before = tokens[index - 1]
    if before.end != tokens[index].start or not before.text[0].isalpha():
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    touches = following is not None and following.start == tokens[index].end and following.text[0].isalpha()
    return (len(before.text) == 1 and following is not None and following.text != "\n") or (
        touches and before.text.isascii()
    )
