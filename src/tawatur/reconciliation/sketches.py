"""Sketches: a document's word shingles as a sample of fingerprints.

The sample is the one whose fingerprints fall below a threshold (FracMinHash; Irber et al., "Lightweight
compositional analysis of metagenomes with FracMinHash", 2022). Unlike MinHash with a fixed number of
permutations it measures containment as well as likeness, so a wire paragraph is found inside a long
article, and it costs one hash a word. Fingerprints come from blake2b, never from `hash()`, so every
process and machine makes the same.
"""

from __future__ import annotations

import struct
from hashlib import blake2b

import msgspec

from tawatur.reconciliation.bylines import byline
from tawatur.reconciliation.values import Sketch
from tawatur.reconciliation.words import content_words, plain_words
from tawatur.record import Document

WIDTH = 3
"""Words in a shingle: short enough that a reworded clause still leaves some whole."""
_ALL_BELOW = 384
SAMPLE = 4
"""Of a long text one fingerprint in so many is kept."""
_LEAD_CHARACTERS = 600
_LEAD_WORDS = 60
_MASK = 0xFFFFFFFF
_CACHE_LIMIT = 65_536

_word_prints: dict[str, int] = {}


def sketch(document: Document) -> Sketch:
    """The sketch of a document's main text (all of it where no parts are marked). Pure, and picklable."""
    text = main_text(document)
    return msgspec.structs.replace(sketch_text(text), agency=byline(document, text))


def main_text(document: Document) -> str:
    """The text of the document's main parts."""
    spans = [part.span for part in document.parts if part.kind == "main"]
    return "\n".join(document.text[start:end] for start, end in spans) if spans else document.text


def sketch_text(text: str) -> Sketch:
    """The sketch of a text."""
    prints = _shingle_prints(plain_words(text))
    scale = 1 if len(prints) <= _ALL_BELOW else SAMPLE
    limit = _MASK // scale
    kept = prints if scale == 1 else [mark for mark in prints if mark <= limit]
    lead = sorted(content_words(text[:_LEAD_CHARACTERS]))[:_LEAD_WORDS]
    return Sketch(shingles=len(prints), scale=scale, marks=struct.pack(f"<{len(kept)}I", *kept), lead=tuple(lead))


def marks_of(value: Sketch) -> tuple[int, ...]:
    """The fingerprints of a sketch as numbers."""
    return struct.unpack(f"<{len(value.marks) // 4}I", value.marks)


def _shingle_prints(words: list[str]) -> list[int]:
    if len(_word_prints) > _CACHE_LIMIT:
        _word_prints.clear()
    known = _word_prints
    prints = [known.get(word) or _remember(word) for word in words]
    mixed = []
    for one, two, three in zip(prints, prints[1:], prints[2:], strict=False):
        value = (
            one * 0x9E3779B97F4A7C15 + two * 0xC2B2AE3D27D4EB4F + three * 0x165667B19E3779F9
        ) & 0xFFFFFFFFFFFFFFFF
        mixed.append(((value ^ (value >> 29)) * 0xBF58476D1CE4E5B9 >> 30) & _MASK)
    return list(dict.fromkeys(mixed))


def _remember(word: str) -> int:
    value = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
    _word_prints[word] = value
    return value
