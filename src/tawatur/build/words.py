"""The words a passage is found by, and the words a question asks for.

A passage is indexed under each of its words and under what is left of it when the clitics are taken
off, so that "هجوم" finds "والهجوم". A question is not taken apart that far: only the article and what
stands before it, so that "وقود" (fuel) does not find "قود".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tawatur.casefile import IndexedPassage
from tawatur.languages.ar.tokens import readings, stems
from tawatur.record import Document, Passage, Span
from tawatur.script import fold_text

# A sentence for reading, not for parsing: up to a line break, or a mark with a space after it, so that
# "3.5" and an abbreviation without spaces stay whole. It is matched on the text itself, which is cheaper
# than on a folded one with its offsets.
_PASSAGE = re.compile(r"[^\n.!?؟…]*(?:[.!?؟…]+(?=\S)[^\n.!?؟…]*)*[.!?؟…]*")
# Vowel signs and marks of direction stand inside words. Words are folded one by one, through a cache:
# a text has few distinct words, and folding it whole would cost more than all the rest here.
_INSIDE = "\u00ad\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_INSIDE}])*")


def passages(document: Document) -> Iterator[IndexedPassage]:
    """The sentences of a document, furniture left out, each with the words it is found by."""
    furniture = [part.span for part in document.parts if part.kind == "furniture"]
    for found in _PASSAGE.finditer(document.text):
        text = found.group()
        inner = text.strip()
        if not inner:
            continue
        start = found.start() + len(text) - len(text.lstrip())
        span = (start, start + len(inner))
        words = " ".join(map(_forms, dict.fromkeys(_WORD.findall(inner))))
        if words and not _within(span, furniture):
            yield IndexedPassage(Passage(span=span), words)


def groups(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """What a question asks for: for each of its words, the forms of which a passage must hold one."""
    return tuple(_asked(word) for word in _words(" ".join(words)))


def matching(text: str, wanted: Sequence[Sequence[str]]) -> list[str]:
    """The words of a text that a question found, as they are spelt in it, each once, in order."""
    forms = frozenset(form for group in wanted for form in group)
    return [
        word
        for word in dict.fromkeys(text.split())
        if any(not forms.isdisjoint(stems(part)) for part in _words(word))
    ]


def _words(text: str) -> list[str]:
    """The words of a text, folded. One letter may stand for several words, as U+FDFA does."""
    return [part for word in _WORD.findall(text) for part in fold_text(word).lower().split()]


def _asked(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([word, *(reading.stem for reading in readings(word) if reading.article)]))


@lru_cache(maxsize=32768)
def _forms(word: str) -> str:
    return " ".join(form for part in fold_text(word).lower().split() for form in stems(part))


def _within(span: Span, parts: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in parts)
