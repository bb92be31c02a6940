"""Names of persons in a report, and whether the person holds a public role.

Made for what leaves the case: a name that is missed there is a harm, a word that is taken for a name is
not. So a name is taken where a given name is followed by anything that people are called, and wherever
the words before it introduce or describe a person. What it cannot see is a lone first name, and a name
of unusual parts that nothing introduces; a publication can name those itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tawatur.languages.ar.tokens import Token, stems, tokenize
from tawatur.record import Span
from tawatur.script import Folded, fold, fold_text

_HERE = Path(__file__).parent
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONGEST = 5  # parts of a name
_REACH = 3  # words between an office and the name after it
_COMPOUND = frozenset(("عبد", "ابو", "ابي", "ابا", "ام", "بن", "ابن", "بنت", "الدين", "الله", "الرحمن", "الحق"))
_FAMILY = re.compile("(?:..وف|..يف|وفا|يفا|زاي|زاده|اوغلو|سكي|فيتش|شفيلي|..اني|يا|..وي|ادي)$")
_BEFORE_NAMES = frozenset(("عبد", "ابو", "ابي", "ابا", "ام"))
_DEFINITE = ("ال", "وال", "بال", "لل", "كال", "فال")
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")


class Person(NamedTuple):
    """A person named in a text: where, the folded name without clitics, and whether an office stands with it."""

    span: Span
    name: str
    public: bool


class Vocabulary(NamedTuple):
    """The words of `words.yaml`, folded, and the parts of `parts.txt`."""

    introducing: frozenset[str]
    describing: frozenset[str]
    office: frozenset[str]
    linking: frozenset[str]
    parting: frozenset[str]
    never: frozenset[str]
    given: frozenset[str]
    parts: frozenset[str]

    def is_part(self, word: str) -> bool:
        """Whether people are called this, with or without the article."""
        return word in self.given or word in self.parts or (word.startswith("ال") and word[2:] in self.parts)


@cache
def vocabulary() -> Vocabulary:
    """The words a name is known by."""
    table = yaml.load((_HERE / "words.yaml").read_text(encoding="utf-8"), Loader=_LOADER)
    listed = _HERE / "parts.txt"
    parts = listed.read_text(encoding="utf-8").splitlines()[1:] if listed.exists() else []
    words = {key: frozenset(_flat(value)) for key, value in table.items()}
    ordinary = words["never"] | words["describing"] | words["office"] | words["introducing"] | words["parting"]
    return Vocabulary(**words, parts=frozenset(parts) - ordinary)


def persons(text: str, *, named: bool = False) -> list[Person]:
    """The persons a text names, in order.

    Args:
        text: any text of a report.
        named: the text is itself what somebody is called, such as a cited source: it may begin with a name.
    """
    return list(_persons(text, named))


@lru_cache(maxsize=4096)
def _persons(text: str, named: bool) -> tuple[Person, ...]:
    folded = fold(text)
    tokens = tokenize(folded.text)
    # Most sentences name nobody: no word of theirs can begin a name.
    if not any(_opens(token.text) for token in tokens) and not (named and tokens):
        return ()
    found: list[Person] = []
    read = _Text(folded, tokens, vocabulary())
    index = 0
    while index < len(read.tokens):
        name = read.introduced(index) or read.described(index) or read.given(index)
        if name is None and named and index == 0:
            name = read.run(0, 1)
        if name is None:
            index += 1
            continue
        name = name[0], read.whole(*name)
        found.append(Person(read.span(*name), read.name(*name), read.public(*name)))
        index = name[1]
    return tuple(found)


@lru_cache(maxsize=65536)
def _opens(word: str) -> bool:
    """Whether a name can begin at the word or be handed over by it."""
    words = vocabulary()
    begins = _bare(word, words) in words.given or word in _BEFORE_NAMES or word in words.introducing
    return begins or any(stem in words.describing for stem in stems(word))


class _Text:
    """A folded text in tokens; a name in it is `(first token, token after the last)`."""

    def __init__(self, folded: Folded, tokens: list[Token], words: Vocabulary) -> None:
        self.folded = folded
        self.words = words
        self.tokens = tokens
        self.bare = [_bare(token.text, words) for token in self.tokens]

    def introduced(self, index: int) -> Span | None:
        """The name handed over by "يدعى", whatever it is made of."""
        if self.tokens[index].text not in self.words.introducing or not self._word(index + 1):
            return None
        end = self._goes_on(index + 2)
        second = end == index + 2 and self._word(end) and not self.tokens[end].text.startswith(_DEFINITE)
        return index + 1, end + second

    def described(self, index: int) -> Span | None:
        """The name after "المتهم", with an adjective between them at most."""
        if not self._is(index, self.words.describing):
            return None
        for start in (index + 1, index + 2):
            if start < len(self.tokens) and self._alone(start):
                return start, start + 1
            if found := self.run(start, 2):
                return found
        return None

    def given(self, index: int) -> Span | None:
        """A given name followed by a part of a name."""
        word = self.bare[index]
        opens = word in self.words.given or (word in _BEFORE_NAMES and self._part(index + 1))
        if not opens or self._is_preposition(index):
            return None
        end = self._goes_on(index + 1)
        # A foreign family name is no part we know; its ending, or the mark behind it, shows it.
        return (index, end) if self.whole(index, end) - index >= 2 else None

    def run(self, start: int, least: int) -> Span | None:
        """Parts of names that follow each other, at least so many."""
        if not self._part(start) or self._is_preposition(start):
            return None
        end = self._goes_on(start + 1)
        return (start, end) if end - start >= least else None

    def whole(self, start: int, end: int) -> int:
        """The end of the name with a family name that is no part we know.

        One is taken after a lone given name ("عبد السلام", "خليل الرحمن"), before a mark, and where its ending
        is one of family names.
        """
        parts = [token.text for token in self.tokens[start:end]]
        lone = len(parts) > 1 and len(parts) - sum(part in _COMPOUND for part in parts) < 2
        if not self._word(end) or self.tokens[end].text in self.words.parting or self._is(end, self.words.office):
            return end
        text = self.tokens[end].text
        closed = end + 1 >= len(self.tokens) or not self.tokens[end + 1].text[0].isalnum()
        family = _FAMILY.search(text) is not None
        return end + 1 if family or ((lone or closed) and not text.startswith(_DEFINITE)) else end

    def public(self, start: int, end: int) -> bool:
        """Whether an office stands right after the name, or shortly before it with nothing to part them."""
        after = end + 1 if end < len(self.tokens) and self.tokens[end].text in "،,-(" else end
        if self._is(after, self.words.office):
            return True
        office = False
        for index in range(start - 1, max(-1, start - 2 - _REACH), -1):
            text = self.tokens[index].text
            if self._is(index, self.words.describing):
                return False
            if not text[0].isalpha() or text in self.words.parting:
                break
            office = office or self._is(index, self.words.office)
        return office

    def span(self, start: int, end: int) -> Span:
        """Where the name stands in the original text, clitics left out."""
        first = self.tokens[start]
        return self.folded.span(first.start + len(first.text) - len(self.bare[start]), self.tokens[end - 1].end)

    def name(self, start: int, end: int) -> str:
        """The folded name."""
        return " ".join([self.bare[start], *(token.text for token in self.tokens[start + 1 : end])])

    def _goes_on(self, index: int) -> int:
        """The token after the parts that follow, linking words at the end given back."""
        end = index
        while end < len(self.tokens) and end < index + _LONGEST - 1 and self._continues(end):
            end += 1
        while end > index and self.tokens[end - 1].text in ("بن", "ابن", "بنت", "ابو", "ابي", "عبد", "ال", "ام"):
            end -= 1
        return end

    def _continues(self, index: int) -> bool:
        text = self.tokens[index].text
        if not self._word(index):
            return False
        relation = text.startswith("ال") and text.endswith("ي") and len(text) > 4
        return text in self.words.linking or self.words.is_part(text) or relation

    def _part(self, index: int) -> bool:
        return self._word(index) and self.words.is_part(self.bare[index])

    def _word(self, index: int) -> bool:
        if index >= len(self.tokens):
            return False
        text = self.tokens[index].text
        return text[0].isalpha() and len(text) > 1 and text not in self.words.never

    def _alone(self, index: int) -> bool:
        """A given name after a description, with nothing of a name behind it."""
        return self.tokens[index].text in self.words.given and self._goes_on(index + 1) == index + 1

    def _is(self, index: int, words: frozenset[str]) -> bool:
        return index < len(self.tokens) and any(stem in words for stem in stems(self.tokens[index].text))

    def _is_preposition(self, index: int) -> bool:
        """ "على" and the name "علي" fold to one word."""
        token = self.tokens[index]
        if not token.text.endswith("علي"):
            return False
        start, end = self.folded.span(token.start, token.end)
        return "ى" in self.folded.source[start:end]


def _bare(word: str, words: Vocabulary) -> str:
    """The word without what is written onto it, where what is left is a given name."""
    for clitic in _CLITICS:
        if word.startswith(clitic) and word[len(clitic) :] in words.given:
            return word[len(clitic) :]
    return word


def _flat(value: Sequence[Any]) -> Iterator[str]:
    for item in value:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield fold_text(str(item)).split()[0]
