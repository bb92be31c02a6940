"""Consonant skeletons: one key for a foreign name however Arabic reports or Latin maps spell it.

Arabic writes a foreign *g* as غ, ج, ق or ك, a *v* as ف or و, a *p* as ب, *ch* as تش or ش, and writes or
leaves out vowels as it pleases. A skeleton keeps classes of consonants only (`Magdeburg`, ماغديبورغ,
ماجديبورج and ماغدبرغ all give ``MKDBRK``), so it finds candidates; it never proves that two names are one.
`likeness` then compares the vowelled readings.
"""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_ARABIC = {
    **dict.fromkeys("بپ", "B"),
    **dict.fromkeys("تطثة", "T"),
    **dict.fromkeys("جچگغقكخژ", "K"),
    **dict.fromkeys("دذض", "D"),
    "ر": "R",
    **dict.fromkeys("زسصظ", "S"),
    "ش": "X",
    **dict.fromkeys("فڤ", "F"),
    "ل": "L",
    "م": "M",
    "ن": "N",
}
_ARABIC_SOUNDS = {
    **_ARABIC,
    "ا": "a",
    "و": "u",
    "ي": "i",
    "ه": "h",
    "ح": "h",
    "ع": "a",
    "ء": "",
}
_LATIN_LETTERS = {
    "ł": "l",
    "ø": "o",
    "ß": "ss",
    "ı": "i",
    "ş": "sh",
    "ș": "sh",
    "š": "sh",
    "ś": "sh",
    "č": "ch",
    "ć": "ch",
    "ğ": "",
    "ž": "zh",
    "ż": "zh",
    "ț": "ts",
    "đ": "d",
    "æ": "ae",
    "œ": "oe",
    "ə": "a",
    "þ": "th",
    "ð": "d",
}
# Longest first: what several Latin letters together stand for.
_LATIN_GROUPS = (
    ("tsch", "X"),
    ("sch", "X"),
    ("tch", "X"),
    ("dzh", "K"),
    ("dj", "K"),
    ("sh", "X"),
    ("ch", "X"),
    ("zh", "K"),
    ("gh", "K"),
    ("kh", "K"),
    ("th", "T"),
    ("dh", "D"),
    ("ph", "F"),
    ("qu", "K"),
    ("ck", "K"),
    ("ce", "Se"),
    ("ci", "Si"),
    ("cy", "Si"),
    ("x", "KS"),
)
_LATIN_SINGLE = {
    **dict.fromkeys("bp", "B"),
    "t": "T",
    "d": "D",
    **dict.fromkeys("gjkqc", "K"),
    **dict.fromkeys("sz", "S"),
    "r": "R",
    "l": "L",
    "m": "M",
    "n": "N",
    **dict.fromkeys("fv", "F"),
    "w": "u",
    "y": "i",
}
_VOWELS = frozenset("aeiouh")
# Respellings that yield a second skeleton: German w is v, German and Greek ch is kh, Slavic v may be w,
# German z is ts.
_ALTERNATIVES = (("w", "v"), ("ch", "kh"), ("v", "w"), ("c", "j"), ("z", "ts"))


@lru_cache(maxsize=4096)
def arabic_sounds(name: str) -> str:
    """The reading of a folded Arabic name: consonant classes in capitals, vowels in small letters."""
    letters = name.replace("تش", "ش").replace("دج", "ج")
    return _squeeze("".join(_ARABIC_SOUNDS.get(letter, "") for letter in letters))


def latin_sounds(name: str) -> str:
    """The reading of a Latin name, in the same letters as `arabic_sounds`."""
    return _latin_sounds(_plain_latin(name))


def skeleton(sounds: str) -> str:
    """The consonants of a reading, doubled ones once."""
    return _squeeze("".join(sound for sound in sounds if sound not in _VOWELS))


def latin_skeletons(name: str) -> tuple[str, ...]:
    """Every skeleton a Latin name may have, the plain reading first."""
    plain = _plain_latin(name)
    spellings = [plain]
    for old, new in _ALTERNATIVES:
        if old in plain:
            spellings += [spelling.replace(old, new) for spelling in spellings[:2]]
    return tuple(dict.fromkeys(skeleton(_latin_sounds(spelling)) for spelling in spellings))


def likeness(arabic: str, latin: str) -> float:
    """How alike an Arabic and a Latin name sound, from 0 to 1 (a ratio of shared letters of their readings)."""
    ours, theirs = arabic_sounds(arabic), latin_sounds(latin)
    return SequenceMatcher(None, _soften(ours), _soften(theirs), autojunk=False).ratio()


def _soften(sounds: str) -> str:
    return sounds.replace("o", "u").replace("e", "i").replace("h", "")


def _plain_latin(name: str) -> str:
    spelled = "".join(_LATIN_LETTERS.get(letter, letter) for letter in name.lower())
    decomposed = unicodedata.normalize("NFKD", spelled)
    return "".join(letter for letter in decomposed if "a" <= letter <= "z")


def _latin_sounds(plain: str) -> str:
    for group, sound in _LATIN_GROUPS:
        plain = plain.replace(group, sound)
    return _squeeze("".join(_LATIN_SINGLE.get(letter, letter) for letter in plain))


def _squeeze(sounds: str) -> str:
    return "".join(sound for index, sound in enumerate(sounds) if not index or sounds[index - 1] != sound)
