"""The names of things in the reader's language: types, measures, places, actors, and figures as stated."""

from __future__ import annotations

import re
from typing import NamedTuple

from babel import Locale

from tawatur.codebook import event_types, families, measures, modalities, themes
from tawatur.record import Event, Figure, FigureValue, Number, Participant, Place, Tally
from tawatur.workbench.wording import Say

_ARABIC = re.compile("[\u0600-\u06ff]")
_SIGNS = {"=": "", ">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈", "range": ""}


class Names(NamedTuple):
    """Names by the wording of a reader. An identifier that the codebook does not have stands for itself."""

    say: Say

    def type(self, identifier: str) -> str:
        """The name of an event type or family."""
        found = event_types().get(identifier) or families().get(identifier)
        return found.label.in_language(self.say.language) if found else identifier

    def measure(self, identifier: str) -> str:
        """The name of a measure."""
        found = measures().get(identifier)
        return found.label.in_language(self.say.language) if found else identifier

    def modality(self, identifier: str) -> str:
        """The name of a modality."""
        found = modalities().get(identifier)
        return found.label.in_language(self.say.language) if found else identifier

    def theme(self, identifier: str) -> str:
        """The name of a dossier theme."""
        found = themes().get(identifier)
        return found.label.in_language(self.say.language) if found else identifier

    def role(self, identifier: str) -> str:
        """The name of an actor's role."""
        key = f"role.{identifier}"
        return self.say(key) if self.say.has(key) else identifier

    def country(self, code: str | None) -> str:
        """The name of a country by its ISO code."""
        if not code:
            return ""
        return str(Locale.parse(self.say.language).territories.get(code, code))

    def place(self, place: Place | None) -> str:
        """A place, in the words of the report where those are of the reader's script, with its country."""
        if place is None:
            return ""
        worded = place.text if self.say.language == "ar" and _ARABIC.search(place.text) else place.name or place.text
        country = self.country(place.country)
        if not country or place.precision == "country":
            return country or worded
        return f"{worded}{self.say('list.comma')}{country}"

    def actor(self, actor: Participant) -> str:
        """An actor, in the report's words for a reader of its script, else by its settled name."""
        if self.say.language == "ar" and _ARABIC.search(actor.text):
            return actor.text
        return actor.name or actor.text

    def label(self, event: Event) -> str:
        """The name of an event in one line."""
        return event.label.get(self.say.language) or self.type(event.event_type)

    def stated(self, value: FigureValue | Figure) -> str:
        """A figure as it was stated: its operator and its value, never one without the other."""
        number = self.say.number
        if isinstance(value.value, tuple):
            return f"{number(value.value[0])}\u2013{number(value.value[1])}"
        if value.value is None:
            return f"≈ {number(value.low)}\u2013{number(value.high)}"
        sign = _SIGNS[value.op]
        return f"{sign} {number(value.value)}" if sign else number(value.value)

    def toll(self, tally: Tally) -> str:
        """Low, best and high, each as it was stated ("> 90", not 91); once where they are one."""
        said = [self._as_said(tally, bound) for bound in (tally.low, tally.best, tally.high)]
        distinct = list(dict.fromkeys(said))
        if tally.high is None and said[0] == said[1]:
            return said[0]
        return distinct[0] if len(distinct) == 1 else " / ".join(said)

    def _as_said(self, tally: Tally, bound: Number | None) -> str:
        """The bound in the words of the figure it comes from: "more than 90" bounds the toll at 91 and says 90."""
        if bound is None or any(value.op == "=" and value.value == bound for value in tally.values):
            return self.say.number(bound)
        for value in tally.values:
            if value.op == ">" and isinstance(value.value, int | float) and value.value + 1 == bound:
                return f"> {self.say.number(value.value)}"
            if value.op == ">=" and value.value == bound:
                return f"≥ {self.say.number(bound)}"
        return self.say.number(bound)
