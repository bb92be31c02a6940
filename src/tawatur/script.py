"""Folding of Arabic script: one spelling-insensitive form, with a way back to every original position.

Folded text is what lexicons, gazetteers and full-text search are matched on. Offsets into it never
leave the program: `Folded.span` turns them into code points of the original.

What is folded: tashkeel, tatweel, zero-width and directional marks disappear; alef, ya, waw and ta
marbuta forms meet; Persian letters that differ only in code point meet the Arabic ones; presentation
forms are decomposed; Arabic-Indic and Persian digits become ASCII; quotes and dashes are unified.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable

_DELETED = (
    "\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"  # vocalisation
    "\u0640"  # tatweel
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"  # invisible and directional
)
_LETTERS = {
    **dict.fromkeys("أإآٱٲٳٵ", "ا"),
    **dict.fromkeys("ىئیېےۍ", "ي"),
    **dict.fromkeys("ؤۆۇۈۋ", "و"),
    **dict.fromkeys("ةۀەہھۂۃ", "ه"),
    **dict.fromkeys("کڪګ", "ك"),
    **dict.fromkeys("“”„‟«»‹›″＂", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f\u3000", " "),
    **{chr(0x0660 + d): str(d) for d in range(10)},
    **{chr(0x06F0 + d): str(d) for d in range(10)},
    "٪": "%",
    "٫": ".",
    "٬": ",",
}
_ONE_TO_ONE = str.maketrans(_LETTERS)
_FOLDED = frozenset(_LETTERS)
# Presentation forms that stand for several letters or need NFKC to be recognised at all.
_PRESENTATION = "\ufb50-\ufdff\ufe70-\ufefc"
_SPECIAL = re.compile(f"[{_DELETED}]+|[{_PRESENTATION}]")
_MARKS = re.compile(f"[{_DELETED}]")


class Folded:
    """A text in folded form, with the position in the original of every folded character.

    Attributes:
        text: the folded text.
        source: the original text.
    """

    __slots__ = ("_at", "_shift", "source", "text")

    def __init__(self, source: str, text: str, at: list[int], shift: list[int]) -> None:
        self.source = source
        self.text = text
        self._at = at
        self._shift = shift

    def origin(self, position: int) -> int:
        """The index in the original of the folded character at `position`."""
        if not self._at:
            return position
        piece = bisect_right(self._at, position) - 1
        return position + self._shift[piece] if piece >= 0 else position

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of the folded span `[start, end)`, with the marks that follow its last letter."""
        first = self.origin(start)
        if end <= start:
            return first, first
        last = self.origin(end - 1) + 1
        source = self.source
        while last < len(source) and _MARKS.match(source, last):
            last += 1
        return first, last


def fold(text: str) -> Folded:
    """Fold `text`, keeping the way back to the original offsets."""
    plain = _plain(text)
    pieces: list[str] = []
    at: list[int] = []
    shift: list[int] = []
    done = length = 0
    for match in _SPECIAL.finditer(plain):
        start, end = match.span()
        pieces.append(plain[done:start])
        length += start - done
        found = match.group()
        for letter in _decompose(found):
            # Every letter of a ligature comes from the one original character.
            at.append(length)
            shift.append(start - length)
            pieces.append(letter)
            length += 1
        at.append(length)
        shift.append(end - length)
        done = end
    if not at:
        return Folded(text, plain, at, shift)
    pieces.append(plain[done:])
    return Folded(text, "".join(pieces), at, shift)


def fold_text(text: str) -> str:
    """The folded form alone, for names and search terms."""
    plain = text.translate(_ONE_TO_ONE)
    return fold(text).text if _SPECIAL.search(plain) else plain


def strip_marks(text: str) -> str:
    """The text without vocalisation, tatweel and invisible marks, its letters as they were."""
    return _MARKS.sub("", text)


def fold_all(texts: Iterable[str]) -> list[str]:
    """The folded forms of several texts."""
    return [fold_text(text) for text in texts]


def _plain(text: str) -> str:
    """What `str.translate` would give. A text has few of the letters to fold, and each is replaced faster whole."""
    for letter in _FOLDED.intersection(text):
        text = text.replace(letter, _LETTERS[letter])
    return text


def _decompose(found: str) -> str:
    if _MARKS.match(found):
        return ""
    letters = unicodedata.normalize("NFKC", found)
    return _MARKS.sub("", letters).translate(_ONE_TO_ONE)
