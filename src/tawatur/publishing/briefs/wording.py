"""The words of a brief in one language: counted nouns, figures as stated, dates, sentences of `wording.yaml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tawatur import codebook
from tawatur.authority.actors import by_id
from tawatur.languages.ar.agreement import Case, Noun, counted
from tawatur.publishing.numbers import Bound
from tawatur.reconciliation.labels import date_words
from tawatur.record import FigureValue, Number, Participant

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LANGUAGES = ("ar", "en")
_ARABIC = re.compile("[\u0620-\u06ff]")
_FSI, _PDI = "\u2068", "\u2069"


@cache
def _table() -> dict[str, Any]:
    text = files("tawatur.publishing.briefs").joinpath("wording.yaml").read_text("utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=_LOADER)
    return found


class Words:
    """What a brief says in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._table = _table()

    def __call__(self, key: str, **values: object) -> str:
        """The text of that key with its values put in."""
        text: str = self._table["words"][key][self.language]
        return text.format(**values)

    def method(self, persons: str, **values: object) -> list[str]:
        """How the brief was made, a paragraph each; `persons` is how the profile shows private persons."""
        rows = [row for row in self._table["method"] if row.get("persons", persons) == persons]
        return [row[self.language].format(**values) for row in rows]

    def count(self, number: Number, noun: str, case: Case = "nominative") -> str:
        """A number with its noun, in agreement: "2 reports", "تقريران"."""
        forms = self._table["nouns"].get(noun)
        if forms is None:
            return f"{codebook.measure(noun).label.in_language(self.language)} {number:,}"
        if self.language == "ar":
            return counted(number, Noun(*forms["ar"]), case)
        singular, plural = forms["en"]
        return f"{number:,} {singular if number == 1 else plural}"

    def bound(self, found: Bound, measure: str, *, bare: bool = False) -> str:
        """A bound as it was stated, with its noun unless `bare`: "more than 90 killed"."""
        row = self._table["operators"].get(found.op)
        case: Case = "oblique" if row else "nominative"
        text = f"{found.value:,}" if bare else self.count(found.value, measure, case)
        return row[self.language].format(n=text) if row else text

    def money(self, number: Number, unit: str) -> str:
        """An amount with its currency and period, as in "25,000 USD/month"."""
        return f"{number:,} {unit}"

    def stated(self, value: FigureValue, measure: str) -> str:
        """A figure as it was stated."""
        if isinstance(value.value, tuple):
            low, high = value.value
            return f"{low:,}-{self.count(high, measure, 'oblique')}"
        if value.value is None:
            least = f"~ {value.low or 0:,}"
            return least if value.high is None else f"{least}-{self.count(value.high, measure, 'oblique')}"
        return self.bound(Bound(value.op, value.value), measure)

    def modality(self, name: str) -> str:
        """How the reports hold an event; nothing where they tell it as fact."""
        text: str = self._table["modality"][name][self.language]
        return text

    def parties(self, actors: Sequence[Participant]) -> list[str]:
        """The parties of an event, role by role; those in a role that has no words here are left out."""
        found: list[str] = []
        for role, row in self._table["roles"].items():
            named = [self.name(actor.id, actor.name or actor.text) for actor in actors if actor.role == role]
            if named:
                found.append(row[self.language].format(who=self("and").join(dict.fromkeys(named))))
        return found

    def isolated(self, text: str) -> str:
        """A text of the other script between marks of isolation, so that what stands around it keeps its place."""
        other = (_ARABIC.search(text) is not None) != (self.language == "ar")
        return f"{_FSI}{text}{_PDI}" if other and text else text

    def name(self, identifier: str | None, otherwise: str) -> str:
        """The name of an entry of the authority in this language."""
        found = by_id(identifier) if identifier else None
        if found is None:
            return self.isolated(otherwise)
        return self.isolated(found.ar if self.language == "ar" else found.en)

    def date(self, text: str | None) -> str:
        """An EDTF date in words."""
        return date_words(text, self.language) or (text or "")

    def join(self, parts: list[str], *, with_semicolon: bool = False) -> str:
        """Parts of a sentence, those that are empty left out."""
        return self("semicolon" if with_semicolon else "comma").join(part for part in parts if part)
