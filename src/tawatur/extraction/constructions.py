"""Constructions: regular expressions over the classes of chunks, kept as data.

A pattern of `languages/ar/constructions.yaml` names classes in angle brackets. Every class known to the
lexicon is one private-use character, so that Python's own `re` does the matching, over a string as long
as the sentence has chunks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from tawatur.errors import DataError
from tawatur.extraction.chunks import Chunk
from tawatur.languages.ar import lexicon

_FIRST = 0xE000
_BUILT_IN = (
    "num", "ordinal", "share", "date", "post", "and", "comma", "colon", "quote", "open", "close", "dash",
    "stop", "w", "mark", "demonym", "light",
    "actor.armed_group", "actor.state", "actor.organ", "actor.court", "actor.un_body", "actor.international_body",
    "actor.agency", "actor.outlet", "actor.ngo", "actor.think_tank", "actor.company", "actor.propaganda_outlet",
    "place.city", "place.admin1", "place.country", "place.site", "place.region", "place.direction",
    "place.facility",
)  # fmt: skip
_CLASS = re.compile(r"(?<!\?P)<([^<>=!?][^<>]*)>")
_MACRO = re.compile(r"\{([a-z_]+)\}")
_OTHER = "\uf8ff"


class Construction(NamedTuple):
    """A compiled construction: `groups` are the measures whose numbers its named groups hold."""

    id: str
    regex: re.Pattern[str]
    example: str
    reads: tuple[str, ...]


class Match(NamedTuple):
    """A construction found in a sentence: chunk indices of the whole and of each named group."""

    construction: Construction
    start: int
    end: int
    groups: tuple[tuple[str, int, int], ...]


def classes_of(chunks: Sequence[Chunk]) -> str:
    """The class string of a sentence: one character a chunk."""
    table = _characters()
    return "".join([table.get(chunk.cls, _OTHER) for chunk in chunks])


def matches(construction: Construction, text: str) -> Iterator[Match]:
    """Every place the construction matches, overlapping ones included, left to right."""
    position = 0
    while found := construction.regex.search(text, position):
        groups = tuple((name, *found.span(name)) for name in construction.regex.groupindex if found.group(name))
        yield Match(construction, found.start(), found.end(), groups)
        position = found.start() + 1


@lru_cache(maxsize=8)
def load(section: str = "constructions") -> tuple[Construction, ...]:
    """The compiled constructions of a section of the YAML, in order of precedence.

    Raises:
        DataError: a pattern names an unknown class or does not compile.
    """
    return tuple(_compile(row, names()) for row in _data()[section])


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """The sets and macros that patterns may use, as regular expressions."""
    data = _data()
    return {**_sets(data["sets"]), **data["macros"]}


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    data: dict[str, Any] = lexicon.load_yaml("constructions.yaml")
    return data


def compile_pattern(pattern: str, known: dict[str, str] | None = None) -> re.Pattern[str]:
    """Compile one pattern over classes. `known` are the sets and macros it may use."""
    expanded = pattern
    while (grown := _MACRO.sub(lambda m: _expand(m.group(1), known or {}), expanded)) != expanded:
        expanded = grown
    return re.compile(_CLASS.sub(lambda m: f"[{_members(m.group(1))}]", expanded))


def _compile(row: dict[str, object], known: dict[str, str]) -> Construction:
    try:
        regex = compile_pattern(str(row["pattern"]), known)
    except re.error as error:
        raise DataError("the pattern does not compile", subject=f"constructions.yaml: {row['id']}") from error
    reads = row.get("reads", ())
    return Construction(str(row["id"]), regex, str(row["example"]), tuple(map(str, reads)))  # type: ignore[call-overload]


def _expand(name: str, known: dict[str, str]) -> str:
    if name not in known:
        raise DataError(f"no set or macro is called {name!r}", subject="constructions.yaml")
    return known[name]


def _sets(data: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    found = {}
    for name, rule in data.items():
        negated = "^" if "not" in rule else ""
        members = "".join(_members(cls) for cls in (rule.get("not") or rule["any"]))
        found[name] = f"[{negated}{members}]"
    return found


def _members(alternatives: str) -> str:
    characters: list[str] = []
    for wanted in alternatives.split("|"):
        below = _below().get(wanted)
        if below is None:
            raise DataError(f"no class of chunks is called {wanted!r}", subject="constructions.yaml")
        characters.extend(below)
    return "".join(dict.fromkeys(characters))


@lru_cache(maxsize=1)
def _below() -> dict[str, list[str]]:
    """The characters of each class and of the classes below it, in their order."""
    found: dict[str, list[str]] = {}
    for cls, char in _characters().items():
        words = cls.split(".")
        for count in range(1, len(words) + 1):
            found.setdefault(".".join(words[:count]), []).append(char)
    return found


@lru_cache(maxsize=1)
def _characters() -> dict[str, str]:
    classes = dict.fromkeys(_BUILT_IN)
    for entry in lexicon.entries():
        classes.setdefault(entry.cls)
        for number in ("sg", "du", "pl", "his"):
            classes.setdefault(f"{entry.cls}.{number}")
    classes.setdefault("kill.masdar.sg")
    return {cls: chr(_FIRST + number) for number, cls in enumerate(classes)}
