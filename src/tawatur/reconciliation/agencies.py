"""Wire agencies, by the names reports give them."""

from __future__ import annotations

from functools import lru_cache

from tawatur.reconciliation.tables import agency_names
from tawatur.reconciliation.words import plain_words, stem


def agency_in(text: str) -> str | None:
    """The key of the wire agency named in a text, if any."""
    found = named(text)
    return found[0] if found is not None else None


@lru_cache(maxsize=8192)
def named(text: str) -> tuple[str, int] | None:
    """The key of the wire agency named in a text, and of how many words the name is; None where there is none."""
    found = plain_words(text)
    bare = [stem(word) for word in found]
    for name, key in agency_names():
        size = len(name)
        targets = (list(name), [stem(word) for word in name])
        for start in range(len(found) - size + 1):
            if found[start : start + size] == targets[0] or bare[start : start + size] == targets[1]:
                return key, size
    return None
