"""How telling each word is, from a sample of a case's documents, in steps.

A word in few documents tells more than one in many. Exact counts would change every comparison of a case with
every new report. So they are taken over a sample of a few thousand documents (those whose digest begins with
enough zero bits) and rounded to steps of a factor of 1.4: what the documents are decides, never the order they came in,
and one more report seldom changes anything.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable

from tawatur.reconciliation.tables import weights

_SAMPLE_BITS = 12
"""A case of up to 2**12 documents is its own sample; a larger one is sampled down to half of that or more."""
_RAREST = 512
"""Documents per document with the word from which no more can be told from a sample of this size."""
_STEP = 0.5
"""Steps of the logarithm to the base of two to which counts are rounded: a factor of 1.4."""
_DIGITS = 16


class Commonness:
    """The weights of words, kept up to date as documents come and go."""

    def __init__(self) -> None:
        self.weights: dict[str, float] = {}
        self._documents = 0
        self._level = 0
        self._scale = 0.0
        self._counts: Counter[str] = Counter()
        self._sample: dict[str, frozenset[str]] = {}

    @property
    def default(self) -> float:
        """The weight of a word that no document of the sample has."""
        return 1.0 if self._level else 0.0

    def add(self, sha256: str, words: Iterable[str]) -> set[str]:
        """Count a document in; the words whose weight changed."""
        return self._change({sha256: words}, {}, 1)

    def remove(self, sha256: str, words: Iterable[str]) -> set[str]:
        """Count a document out; the words whose weight changed."""
        return self._change({}, {sha256: words}, -1)

    def _change(self, more: dict[str, Iterable[str]], fewer: dict[str, Iterable[str]], by: int) -> set[str]:
        self._documents += by
        changed: set[str] = set()
        for sha256, words in more.items():
            if sampled(sha256, self._level):
                self._sample[sha256] = frozenset(words)
                changed.update(self._sample[sha256])
                self._counts.update(self._sample[sha256])
        for sha256 in fewer:
            gone = self._sample.pop(sha256, None)
            if gone is not None:
                changed.update(gone)
                self._counts.subtract(gone)
        return self._weigh(changed)

    def outgrown(self) -> bool:
        """Whether the sample no longer has the size that suits the case, and is to be taken anew."""
        return self._level != _level(self._documents)

    def resample(self, words_of: Callable[[str], Iterable[str]], documents: Iterable[str]) -> set[str]:
        """Take the sample anew from all `documents`; the words whose weight changed."""
        grown = _level(self._documents) > self._level
        self._level = _level(self._documents)
        known = self._sample
        able = known if grown else documents
        self._sample = {
            sha256: known[sha256] if sha256 in known else frozenset(words_of(sha256))
            for sha256 in able
            if sampled(sha256, self._level)
        }
        self._counts = Counter(word for found in self._sample.values() for word in found)
        self._scale = -1
        return self._weigh(set())

    def _weigh(self, words: set[str]) -> set[str]:
        scale = _nearest(self._documents) - self._level
        if scale != self._scale:
            self._scale = scale
            words = {*self._counts, *self.weights}
        ceiling = math.log(1 / weights("words")["least_share"])
        top = max(math.log(min(2.0 ** max(scale, 1), _RAREST)) - ceiling, 1.0)
        changed = set()
        for word in words:
            count = self._counts.get(word, 0)
            if not count:
                self._counts.pop(word, None)
                if self.weights.pop(word, None) is not None:
                    changed.add(word)
                continue
            ratio = min(2.0 ** (scale - _nearest(count)), _RAREST)
            weight = max(0.0, math.log(ratio) - ceiling) / top
            if self.weights.get(word) != weight:
                self.weights[word] = weight
                changed.add(word)
        return changed


def sampled(sha256: str, level: int) -> bool:
    """Whether a document is in the sample that takes one in two to the power of `level`."""
    return level == 0 or int(sha256[:_DIGITS], 16) >> (4 * _DIGITS - level) == 0


def _level(documents: int) -> int:
    return max(0, documents.bit_length() - _SAMPLE_BITS)


def _nearest(count: int) -> float:
    """The logarithm of `count` to the base of two, in steps."""
    return math.floor(math.log2(count) / _STEP + 0.5) * _STEP if count > 0 else 0.0
