"""The lexicon of Arabic reporting: written word -> what constructions and frames call it.

The data are the YAML files of `lexicon/`; `inflection` makes their forms; clitics are taken off by
`tokens.readings`. Every answer is memoised, so a word costs its analysis once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec
import yaml

from tawatur.errors import DataError
from tawatur.languages.ar.inflection import Form, noun_forms, verb_forms
from tawatur.languages.ar.tokens import Clitics, readings
from tawatur.script import fold_text

_FILES = ("events", "casualties", "people", "voices", "frames_words", "function", "lookalikes")
# Particles that take no article or preposition; forms that have one are listed whole.
_BARE = frozenset(
    (
        "intent.violent",
        "that",
        "prep",
        "rel",
        "per",
        "negation",
        "adversative",
        "part",
        "byhand",
        "between",
        "maybe",
        "suspect",
        "intent",
        "kill.verb",
    )
)
_VERBAL_PREPOSITIONS = ("", "ل")  # "ليقتل": a purpose clause


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A lemma of the lexicon as its YAML states it; `barred` are forms its entry gives to another word,
    `next` the words one of which must follow for it to be meant, and then before any other reading."""

    cls: str
    lemma: str
    pos: str
    type: str | None = None
    strength: str = "sure"
    counted: str | None = None
    weapon: bool = False
    light: bool = False
    takes: str | None = None
    currency: str | None = None
    example: str = ""
    present: str = ""
    plural: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    rank: int = 0


class Sense(NamedTuple):
    """One reading of a written word: its class, number, clitics and lemma."""

    cls: str
    number: str
    pronoun: bool
    conjunction: str
    preposition: str
    article: bool
    entry: Entry
    stem: str
    present: bool = False


class _Listed(NamedTuple):
    entry: Entry
    number: str
    pronoun: bool
    present: bool


@lru_cache(maxsize=32768)
def senses(word: str) -> tuple[Sense, ...]:
    """Every reading of a folded written word, the likeliest first; empty when the lexicon has none.

    Order: the reading that takes the fewest letters off as clitics, then the order of the files.
    """
    forms = _forms()
    found: list[Sense] = []
    for reading in readings(word):
        for listed in forms.get(reading.stem, ()):
            sense = _sense(reading, listed)
            if sense is not None and all(sense.entry is not other.entry for other in found):
                found.append(sense)
    found.sort(key=lambda sense: (-len(sense.stem), sense.entry.rank))
    return tuple(found)


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """All lemmas, in the order of the files.

    Raises:
        DataError: a file is malformed, naming file and entry.
    """
    rows = ((name, row) for name in _FILES for row in load_yaml(f"lexicon/{name}.yaml"))
    return tuple(_entry(row, name, rank) for rank, (name, row) in enumerate(rows))


def load_yaml(name: str) -> Any:
    """The content of a YAML file of this language's folder."""
    text = files("tawatur.languages.ar").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _sense(reading: Clitics, listed: _Listed) -> Sense | None:
    entry = listed.entry
    if entry.pos == "verb" and (reading.article or reading.preposition not in _VERBAL_PREPOSITIONS):
        # A verb's letters under an article or a preposition are its verbal noun.
        if entry.cls != "kill.word" or listed.number != "sg":
            return None
        return _with(reading, listed, "kill.masdar")
    if entry.cls in _BARE and (reading.article or reading.preposition):
        return None  # "الآن" is not "أن" with an article
    return _with(reading, listed, entry.cls)


def _with(reading: Clitics, listed: _Listed, cls: str) -> Sense:
    number = f".{listed.number}" if listed.number else ""
    if listed.pronoun and cls.endswith(".masdar") and reading.stem.endswith(("ه", "ها")):
        number = ".his"
    return Sense(
        cls + number,
        listed.number,
        listed.pronoun,
        reading.conjunction,
        reading.preposition,
        reading.article,
        listed.entry,
        reading.stem,
        listed.present,
    )


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[_Listed, ...]]:
    table: dict[str, list[_Listed]] = {}
    for entry in entries():
        for form in _entry_forms(entry):
            listed = _Listed(entry, form.number, form.pronoun, form.present)
            row = table.setdefault(form.text, [])
            if all(other.entry is not entry for other in row):
                row.append(listed)
    return {form: tuple(row) for form, row in table.items()}


def _entry_forms(entry: Entry) -> Iterator[Form]:
    """The forms of a lemma but for those its entry gives to another word."""
    barred = {fold_text(form) for form in entry.barred}
    return (form for form in _all_forms(entry) if form.text not in barred)


def _all_forms(entry: Entry) -> Iterator[Form]:
    lemma = fold_text(entry.lemma)
    if entry.pos == "noun":
        plurals = tuple(fold_text(plural) for plural in entry.plural)
        yield from noun_forms(lemma, plurals, construct=entry.cls == "event.noun", feminine=entry.lemma.endswith("ة"))
    elif entry.pos == "verb":
        yield from verb_forms(lemma, fold_text(entry.present))
    else:
        yield Form(lemma, "")
    for other in entry.also:
        form = fold_text(other)
        yield Form(form, _number_of(form) if entry.pos == "verb" or entry.cls == "kill.verb" else "")


def _number_of(form: str) -> str:
    if form.endswith("وا"):
        return "pl"
    return "sg"


def _entry(row: dict[str, Any], name: str, rank: int) -> Entry:
    pos = next((key for key in ("noun", "verb", "word") if key in row), None)
    if pos is None or "class" not in row or "example" not in row:
        raise DataError("an entry needs a class, a noun, verb or word, and an example", subject=f"{name}.yaml: {row}")
    if pos == "verb" and "present" not in row:
        raise DataError("a verb needs its present form", subject=f"{name}.yaml: {row}")
    return Entry(
        cls=row["class"],
        lemma=row[pos],
        pos=pos,
        type=row.get("type"),
        strength=row.get("strength", "sure"),
        counted=row.get("counted"),
        weapon=row.get("weapon", False),
        light=row.get("light", False),
        takes=row.get("takes"),
        currency=row.get("currency"),
        example=row["example"],
        present=row.get("present", ""),
        plural=tuple(row.get("plural", ())),
        also=tuple(row.get("also", ())),
        barred=tuple(row.get("not", ())),
        next=tuple(fold_text(word) for word in row.get("next", ())),
        rank=rank,
    )
