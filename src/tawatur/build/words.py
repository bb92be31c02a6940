"""The words a passage is found by, and the words a question asks for.

A passage is indexed under each of its words and under what is left of it when the clitics are taken
off, so that "هجوم" finds "والهجوم". A question is not taken apart that far: only the article and what
stands before it, so that "وقود" (fuel) does not find "قود".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawatur.casefile import IndexedPassage
from tawatur.languages.ar.tokens import Token, readings, sentences, stems, tokenize
from tawatur.record import Document, Passage, Span
from tawatur.script import fold, fold_text


def passages(document: Document) -> Iterator[IndexedPassage]:
    """The sentences of a document, furniture left out, each with the words it is found by."""
    furniture = [part.span for part in document.parts if part.kind == "furniture"]
    folded = fold(document.text)
    tokens = tokenize(folded.text)
    for first, last in sentences(tokens):
        span = folded.span(tokens[first].start, tokens[last - 1].end)
        words = _indexed(tokens[first:last])
        if words and not _within(span, furniture):
            yield IndexedPassage(Passage(span=span), words)


def groups(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """What a question asks for: for each of its words, the forms of which a passage must hold one."""
    text = fold_text(" ".join(words)).lower()
    return tuple(_asked(token.text) for token in tokenize(text) if token.text[0].isalnum())


def _asked(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys([word, *(reading.stem for reading in readings(word) if reading.article)]))


def _indexed(tokens: Sequence[Token]) -> str:
    found: dict[str, None] = {}
    for token in tokens:
        if token.text[0].isalnum():
            found.update(dict.fromkeys(stems(token.text.lower())))
    return " ".join(found)


def _within(span: Span, parts: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in parts)
