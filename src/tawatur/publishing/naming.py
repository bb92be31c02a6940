"""Private persons under pseudonyms: the same for one name all through a case, and turned back by its owner only.

A pseudonym is a keyed digest of the folded name. The key is made once and stays in the case, so whoever
has the case can list names and pseudonyms, and whoever has only an export cannot tell one from the other.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tawatur.languages.ar.persons import persons, vocabulary
from tawatur.languages.ar.tokens import Token, tokenize
from tawatur.publishing import latin
from tawatur.record import Claim, Span
from tawatur.script import fold, fold_text

_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")
_SHORT, _REMEMBERED = 80, 4096
_WORDS = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0620-\u06ff]")
MARK = re.compile(r"\[(?:شخص|person) [A-Z2-7]{8}\]")
"""What stands in a text for a private person."""


class Hidden(NamedTuple):
    """A text without the names of private persons. `changed` says whether it had any."""

    text: str
    changed: bool


class Roster:
    """The private persons of a case, gathered claim by claim, and the texts without them.

    Args:
        key: the secret of the case.
        private: names to hide besides those recognised.
        public: names that are public without an office beside them.
    """

    def __init__(self, key: bytes, private: Iterable[str] = (), public: Iterable[str] = ()) -> None:
        self._key = key
        self._private = {_plain(name) for name in private}
        self._public = {_plain(name) for name in public}
        self._declared = frozenset(self._private)
        self._met: set[str] = set(self._private)
        # By the word a name or a family name begins with, each clitic that can be written onto it included.
        self._first: dict[str, list[tuple[int, tuple[str, ...]]]] | None = None
        self._surnames: dict[str, tuple[int, str]] = {}
        self._skeletons: dict[str, list[tuple[frozenset[str], str]]] = {}
        self._done: dict[tuple[str, tuple[str, ...]], Hidden] = {}

    def meet(self, claim: Claim, title: str | None) -> None:
        """Take note of everybody a claim names, and of who holds an office."""
        self._first = None
        for text in (claim.quote, title or ""):
            for person in persons(text):
                (self._public if person.public else self._met).add(person.name)
        for voice in claim.attribution:
            if voice.id is None:
                self._met.update(person.name for person in persons(voice.text, named=True))
        for actor in claim.actors:
            if actor.private:
                self._met.add(_plain(actor.text))
            elif actor.id is None:
                self._met.update(person.name for person in persons(actor.text, named=True))

    def names(self) -> list[str]:
        """The private persons met so far, folded, sorted."""
        return sorted(name for name in self._met if name and not self._is_public(name))

    def pseudonym(self, name: str) -> str:
        """The pseudonym of a folded name: eight letters and digits."""
        digest = hmac.new(self._key, name.encode("utf-8"), hashlib.sha256).digest()
        return base64.b32encode(digest[:5]).decode("ascii")

    def hide(self, text: str, keep: Sequence[str] = ()) -> Hidden:
        """The text with every private person under a pseudonym.

        Args:
            text: any text.
            keep: words of the text that name a place or a group, in which no person is looked for.
        """
        self._ready()
        # Sources and publishers come again and again.
        known = (text, tuple(keep)) if len(text) < _SHORT else None
        if known is not None and known in self._done:
            return self._done[known]
        made = self._hidden(text, keep)
        if known is not None:
            if len(self._done) >= _REMEMBERED:
                self._done.clear()
            self._done[known] = made
        return made

    def _hidden(self, text: str, keep: Sequence[str]) -> Hidden:
        kept = [span for word in keep if word for span in _spans(text, word)]
        found = [
            (start, end, name)
            for start, end, name in self._found(text)
            if not any(start < last and first < end for first, last in kept)
        ]
        if not found:
            return Hidden(text, False)
        pieces: list[str] = []
        done = 0
        for start, end, name in sorted(found, key=lambda item: (item[0], -item[1])):
            if start < done:
                continue
            word = "شخص" if _ARABIC.search(text) else "person"
            pieces += [text[done:start], f"[{word} {self.pseudonym(name)}]"]
            done = end
        return Hidden("".join([*pieces, text[done:]]), True)

    def _is_public(self, name: str) -> bool:
        if name in self._declared:
            return False
        words = name.split()
        return any(known == name or (" " in known and _within(known.split(), words)) for known in self._public)

    def _ready(self) -> None:
        if self._first is not None:
            return
        self._first, self._surnames, self._skeletons = {}, {}, {}
        self._done.clear()
        given = vocabulary().given
        for name in self.names():
            words = tuple(name.split())
            for clitic in _CLITICS:
                self._first.setdefault(clitic + words[0], []).append((len(clitic), words))
                if len(words) > 1 and len(words[-1]) > 3 and words[-1] not in given:
                    self._surnames.setdefault(clitic + words[-1], (len(clitic), name))
            if len(words) > 1:
                bones = frozenset(filter(None, map(latin.arabic_skeleton, words)))
                for bone in bones:
                    self._skeletons.setdefault(bone, []).append((bones, name))

    def hides_in(self, texts: Sequence[tuple[str, Sequence[str]]]) -> bool:
        """Whether a person is hidden in any of the texts, each with the words that name a place or a group."""
        self._ready()
        words = set(_WORDS.findall(fold_text("\n".join(text for text, _ in texts))))
        candidates = words & (self._first or {}).keys() or words & self._surnames.keys()
        latin_names = any(latin.NAME.search(text) for text, _ in texts)
        return bool(candidates or latin_names) and any(self.hide(text, keep).changed for text, keep in texts)

    def _found(self, text: str) -> list[tuple[int, int, str]]:
        found = [(*person.span, person.name) for person in persons(text) if not self._is_public(person.name)]
        return [*found, *self._listed(text), *self._latin(text)]

    def _listed(self, text: str) -> list[tuple[int, int, str]]:
        """The names met anywhere in the case, and their family names where they stand alone."""
        first = self._first or {}
        folded = fold(text)
        tokens = tokenize(folded.text)
        found: list[tuple[int, int, str]] = []
        for index, token in enumerate(tokens):
            for shift, words in first.get(token.text, ()):
                if _follow(tokens, index, words):
                    end = tokens[index + len(words) - 1].end
                    found.append((*folded.span(token.start + shift, end), " ".join(words)))
            if token.text in self._surnames and not _adjective(tokens, index):
                shift, name = self._surnames[token.text]
                found.append((*folded.span(token.start + shift, token.end), name))
        return found

    def _latin(self, text: str) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        for match in latin.NAME.finditer(text):
            bones = {bone for word in re.split(r"[ -]", match.group()) if (bone := latin.latin_skeleton(word))}
            for bone in sorted(bones):
                for known, name in self._skeletons.get(bone, ()):
                    if len(known & bones) >= 2:
                        found.append((*match.span(), name))
        return found


def _plain(name: str) -> str:
    return " ".join(token.text for token in tokenize(fold_text(name)) if token.text[0].isalnum())


def _follow(tokens: Sequence[Token], index: int, words: Sequence[str]) -> bool:
    return all(
        index + step < len(tokens) and tokens[index + step].text == word for step, word in enumerate(words) if step
    )


def _adjective(tokens: Sequence[Token], index: int) -> bool:
    """Whether a family name stands where it is an adjective: "الجيش المصري" speaks of no Mr. al-Masri."""
    before = tokens[index - 1].text if index else ""
    return before.startswith(("ال", "وال", "بال", "لل")) and before not in vocabulary().describing


def _within(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    return any(list(longer[at : at + len(shorter)]) == list(shorter) for at in range(len(longer)))


def _spans(text: str, word: str) -> list[Span]:
    return [found.span() for found in re.finditer(re.escape(word), text)]
