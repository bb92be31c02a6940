"""The phrases by which copies of pages mark other reports, furniture and facts: one table, by first word."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, TypeAlias

import yaml

from tawatur.script import fold_text

Role: TypeAlias = Literal["related", "furniture", "author", "poster", "source", "published", "updated"]

_LEAD = " \t-*+#•●▪■◄►>|[](){}«»\"'./:،,؛_~✍👈📌\u00b7\u2022\u25cf"
_NUMBER = re.compile(r"\d{1,2}[.)] ")
_RAW_WORDS = re.compile(r"[\W_]*([^\s:]+)")
_FIRST = re.compile(r"[^\W_]+|\S")
_SENTENCE_ENDS = '.!?؟")|'
_SEPARATORS = ":-|…؛"


class Marker(NamedTuple):
    """A phrase of the table; see `data/page.yaml` for what each property means."""

    phrase: str
    role: Role
    whole: bool
    rest: bool
    colon: bool
    anywhere: bool


class Hit(NamedTuple):
    """A marker met in a folded line: where its phrase begins, what it marks, and the words it governs."""

    marker: Marker
    start: int
    value: str
    value_start: int

    @property
    def alone(self) -> bool:
        """Whether nothing but the phrase stands on the line."""
        return not self.value


class Page(NamedTuple):
    """The table of `data/page.yaml`, folded and indexed."""

    by_first_word: dict[str, tuple[Marker, ...]]
    anywhere: tuple[Marker, ...]
    endings: tuple[str, ...]
    not_publishers: frozenset[str]
    bylines: frozenset[str]
    agencies: frozenset[str]
    cities: frozenset[str]
    countries: frozenset[str]
    outlet_words: frozenset[str]
    sections: frozenset[str]
    languages: tuple[tuple[str, str], ...]
    english: frozenset[str]


def leading(line: str) -> Hit | None:
    """The marker a folded line begins with, past its bullet; the longest phrase counts."""
    start = len(line) - len(line.lstrip(_LEAD))
    number = _NUMBER.match(line, start)
    start = number.end() if number else start
    first = _FIRST.match(line, start)
    if not first:
        return None
    for marker in page().by_first_word.get(first.group().lower(), ()):
        hit = _hit(line, start, marker)
        if hit:
            return hit
    return None


def may_begin_marked(raw: str) -> bool:
    """Whether a line that is not folded yet can begin with a marker: a cheap look at its first words."""
    first = _RAW_WORDS.match(raw)
    return first is None or first.group(1)[0].isdigit() or _begins(first.group(1))


@lru_cache(maxsize=32768)
def _begins(word: str) -> bool:
    return any(first in page().by_first_word for first in _FIRST.findall(fold_text(word).lower()) or [""])


def may_hold_marker(raw: str) -> bool:
    """Whether a line that is not folded yet can have a marker before one of its colons: a cheap first look."""
    colon = raw.find(":")
    while colon >= 0:
        before = fold_text(raw[max(0, colon - 40) : colon]).rstrip().lower()
        if before.endswith(page().endings):
            return True
        colon = raw.find(":", colon + 1)
    return False


def inside(line: str) -> Hit | None:
    """The first marker in the middle of a folded line that is set off by a colon there."""
    best: Hit | None = None
    for marker in page().anywhere:
        start = line.find(marker.phrase)
        while start >= 0:
            after = line[start + len(marker.phrase) :]
            if after.lstrip()[:1] == ":" and _stands_apart(line, start, marker):
                if best is None or start < best.start:
                    best = _valued(line, start, marker, len(line) - len(after))
                break
            start = line.find(marker.phrase, start + 1)
    return best


def _stands_apart(line: str, start: int, marker: Marker) -> bool:
    """Whether a phrase inside a line begins something new: "the source: ..." may also be a speaker."""
    before = line[:start].rstrip()
    if marker.role == "source":
        return not before or before[-1] in _SENTENCE_ENDS
    return start == 0 or not line[start - 1].isalnum()


def _hit(line: str, start: int, marker: Marker) -> Hit | None:
    end = start + len(marker.phrase)
    if line[start:end].lower() != marker.phrase or line[end : end + 1].isalpha():
        return None
    rest = line[end:]
    set_off = rest.lstrip(" )ـ")[:1] in _SEPARATORS  # an empty rest is set off too
    if marker.colon and (not set_off or not rest.strip(_LEAD)):
        return None
    if marker.whole and any(letter.isalpha() for letter in rest):
        return None
    return _valued(line, start, marker, end)


def _valued(line: str, start: int, marker: Marker, end: int) -> Hit:
    value_start = end + len(line[end:]) - len(line[end:].lstrip(_LEAD + _SEPARATORS))
    value = "" if marker.whole else line[value_start:].rstrip(" :|-")
    return Hit(marker, start, value, value_start)


@cache
def page() -> Page:
    """The table, read once."""
    text = files("tawatur.intake").joinpath("data/page.yaml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    found: dict[str, list[Marker]] = {}
    for row in raw["markers"]:
        marker = _marker(row)
        first = _FIRST.match(marker.phrase)
        found.setdefault(first.group() if first else marker.phrase, []).append(marker)
    anywhere = tuple(dict.fromkeys(marker for listed in found.values() for marker in listed if marker.anywhere))
    return Page(
        by_first_word={
            word: tuple(sorted(dict.fromkeys(listed), key=lambda marker: -len(marker.phrase)))
            for word, listed in found.items()
        },
        anywhere=anywhere,
        endings=tuple(marker.phrase for marker in anywhere),
        not_publishers=_names(raw["not_publishers"]),
        bylines=_names(raw["bylines"]),
        agencies=_names(raw["agencies"]),
        cities=_names(raw["cities"]),
        countries=_names(raw["countries"]),
        outlet_words=_names(raw["outlet_words"]),
        sections=_names(raw["sections"]),
        languages=tuple((row["code"], row["letters"]) for row in raw["languages"]),
        english=frozenset(raw["english"]),
    )


def _marker(row: dict[str, Any]) -> Marker:
    return Marker(
        phrase=fold_text(row["phrase"]).lower(),
        role=row["kind"],
        whole=row.get("whole", False),
        rest=row.get("rest", False),
        colon=row.get("colon", False),
        anywhere=row.get("anywhere", False),
    )


def _names(listed: list[str]) -> frozenset[str]:
    return frozenset(fold_text(name).lower() for name in listed)
