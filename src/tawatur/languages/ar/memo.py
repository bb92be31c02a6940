"""A memo of decisions about words, bounded, so that odd documents cannot fill memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

R = TypeVar("R")

_LIMIT = 32_768


class Memo(dict[str, R]):
    """From a word to what `decide` says of it; emptied when it has met too many."""

    def __init__(self, decide: Callable[[str], R]) -> None:
        super().__init__()
        self._decide = decide

    def __missing__(self, word: str) -> R:
        if len(self) >= _LIMIT:
            self.clear()
        found = self[word] = self._decide(word)
        return found
