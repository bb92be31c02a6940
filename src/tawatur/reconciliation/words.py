"""Words as reconciliation compares them: folded, without clitics, and names without their vowels."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from tawatur.reconciliation.tables import words
from tawatur.script import fold_text

_WORD = re.compile(r"[^\W_]+")
_PREFIXES = ("وال", "بال", "فال", "كال", "ولل", "لل", "ال")
_CLITICS = "بلو"
_SHORTEST = 3
# Letters that Arabic papers write for one foreign sound ("غ", "ج", "ق", "ك", "خ" for g), and the long
# vowels, which one paper writes and another does not. The article is no part of a name either.
_SOUNDS = str.maketrans(
    {
        "غ": "ك",
        "ج": "ك",
        "ق": "ك",
        "گ": "ك",
        "ط": "ت",
        "ص": "س",
        "ث": "س",
        "ز": "س",
        "ض": "د",
        "ذ": "د",
        "ظ": "د",
        "ڤ": "ف",
        "پ": "ب",
        "چ": "ش",
        "ژ": "س",
        "ا": "",
        "و": "",
        "ي": "",
        "ه": "",
        "ء": "",
    }
)
_LEAST_CONSONANTS = 2


def plain_words(text: str) -> list[str]:
    """The words of `text`, folded, in order."""
    return _WORD.findall(fold_text(text).lower())


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without a conjunction, preposition or article written onto it."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            return word[len(prefix) :]
    if word[:1] in "وبل" and len(word) > _SHORTEST + 1:
        return word[1:]
    return word


def content_words(text: str) -> frozenset[str]:
    """The stems of `text` that can tell one report from another: no digits, no short or common words."""
    common = words("common")
    found = set()
    for word in plain_words(text):
        base = stem(word)
        if len(base) >= _SHORTEST and not base.isdigit() and word not in common and base not in common:
            found.add(base)
    return frozenset(found)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a folded name, alike for its transliterations; the word itself where too few are left."""
    bare = word[2:] if word.startswith("ال") and len(word) > _SHORTEST + 1 else word
    if bare.isascii():
        return bare
    found = bare.translate(_SOUNDS)
    return found if len(found) >= _LEAST_CONSONANTS else bare


@lru_cache(maxsize=65536)
def name_parts(text: str) -> frozenset[str]:
    """The skeletons of the words of a place or person's name, without the nouns that say what it is.

    Neighbouring words are also given as one ("شاه جراغ" and "شاهجراغ"), and a word that may carry a
    preposition also without it ("بميونيخ"): a part too many costs nothing, only parts in common count.
    """
    generic = words("place_nouns")
    names: list[str] = []
    parts: set[str] = set()
    for word in plain_words(text):
        cut = word[1:] if word[:1] in _CLITICS and len(word) > _SHORTEST + 1 else ""
        if word in generic or stem(word) in generic or cut in generic:
            names.append("")
            continue
        names.append(word)
        parts.update(skeleton(form) for form in (word, cut) if len(form) >= _SHORTEST)
    parts.update(skeleton(one + two) for one, two in pairwise(names) if one and two)
    return frozenset(parts)
