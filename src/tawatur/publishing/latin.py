"""Whether a name in Latin letters can be an Arabic one: by the consonants both spellings keep."""

from __future__ import annotations

import re
import unicodedata

# Letters that transliterations spell differently share one; vowels, glides and ayn are left out.
_ARABIC = str.maketrans(
    {
        **dict(zip("بتثجدذرزسشصضطظغفقكلمن", "btzgdzrzsssdtzgfkklmn", strict=True)),
        **dict.fromkeys("اويءهعحةىئؤأإآ", ""),
        "خ": "k",
        "پ": "b",
        "چ": "s",
        "گ": "g",
        "ڤ": "f",
        "ژ": "z",
    }
)
_PAIRS = {"sh": "s", "ch": "s", "kh": "k", "gh": "g", "th": "z", "dh": "z", "ph": "f", "zh": "z", "ts": "s"}
_LATIN = str.maketrans(
    {**dict.fromkeys("aeiouwyh'’`-", ""), "q": "k", "c": "k", "x": "k", "j": "g", "p": "b", "v": "f"}
)
_ARTICLE = re.compile(r"^(?:al|el|ad|as|at|az|ar|an|ash)[-'’ ]")
_DOUBLE = re.compile(r"(.)\1+")
NAME = re.compile(r"\b[A-Z][\w'’]+(?:[- ](?:(?:al|el|bin|ibn|bint|abu|abd|ud|ul)[- ]?)?[A-Z]?[\w'’]+){1,5}")


def arabic_skeleton(word: str) -> str:
    """The consonants of a folded Arabic word, its article left out."""
    bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
    return _DOUBLE.sub(r"\1", bare.translate(_ARABIC))


def latin_skeleton(word: str) -> str:
    """The consonants of a word in Latin letters, an article before it left out."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    bare = _ARTICLE.sub("", plain)
    for pair, letter in _PAIRS.items():
        bare = bare.replace(pair, letter)
    return _DOUBLE.sub(r"\1", bare.translate(_LATIN))
