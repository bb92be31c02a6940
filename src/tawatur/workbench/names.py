"""The names of things in the reader's language: types, measures, places, actors, and figures as stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from babel import Locale

from tawatur import dates
from tawatur.authority import actors, gazetteer
from tawatur.casefile.summing import Facet
from tawatur.codebook import event_types, families, measures, modalities, themes
from tawatur.errors import DateError
from tawatur.record import Claim, Event, Figure, FigureValue, Number, Participant, Place, Span, Tally, Voice
from tawatur.workbench.wording import Say

_STATED = {
    "=": "stated.exact",
    ">": "stated.more",
    ">=": "stated.least",
    "<": "stated.fewer",
    "<=": "stated.most",
    "~": "stated.about",
    "range": "stated.exact",
}


class Told(NamedTuple):
    """One value of a claim, as it is listed beside its sentence."""

    kind: str
    told: str
    words: str
    span: Span | None
    reason: str


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
        country = self.country(place.country)
        if country and place.precision == "country":
            return country
        named = (_arabic_place(place.geonames) or place.text) if self.say.language == "ar" else place.name
        return self.say("list.comma").join(part for part in (named or place.text, country) if part)

    def actor(self, actor: Participant) -> str:
        """An actor by its settled name in the reader's language, else in the report's words."""
        if self.say.language == "ar":
            known = actors.by_id(actor.id) if actor.id else None
            return known.ar if known else actor.text
        return actor.name or actor.text

    def voice(self, voice: Voice) -> str:
        """A source by its settled name in the reader's language, else in the report's words."""
        if self.say.language == "ar":
            known = actors.by_id(voice.id) if voice.id else None
            return known.ar if known else voice.text
        return voice.name or voice.text

    def label(self, event: Event) -> str:
        """The name of an event in one line: its type, its place without the country, its date."""
        place = event.place
        where = self.place(place).split(self.say("list.comma"))[0] if place else ""
        kind = self.type(event.event_type)
        named = self.say("label.in_place", type=kind, place=where) if where else kind
        if event.date:
            named = self.say("label.on_date", event=named, date=self.say.date(event.date))
        return named[:1].upper() + named[1:]

    def stated(self, value: FigureValue | Figure) -> str:
        """A figure as it was stated: its operator and its value, never one without the other."""
        number = self.say.number
        if isinstance(value.value, tuple):
            return self.say("stated.range", low=number(value.value[0]), high=number(value.value[1]))
        if value.value is None:
            return self.say("stated.vague", low=number(value.low), high=number(value.high))
        return self.say(_STATED[value.op], value=number(value.value))

    # --- the parts of pages

    @property
    def themes(self) -> tuple[str, ...]:
        """The dossier themes, in the order of a brief's chapters."""
        return tuple(themes())

    def types_by_family(self, counted: Sequence[Facet]) -> list[tuple[str, list[Facet]]]:
        """The event types a case has, under their families, both in the codebook's order."""
        known = {item.value: item for item in counted}
        listed = [
            (family, [known[name] for name, kind in event_types().items() if kind.family == family and name in known])
            for family in families()
        ]
        return [(family, kinds) for family, kinds in listed if kinds]

    def actor_called(self, identifier: str, name: str) -> str:
        """An actor by its identifier, in the reader's language where the authority has it."""
        known = actors.by_id(identifier)
        return (known.ar if self.say.language == "ar" else known.en) if known else name

    def filter_value(self, name: str, value: str) -> str:
        """What a filter asks for, as a reader calls it."""
        named = {
            "type": self.type,
            "country": self.country,
            "modality": self.modality,
            "theme": self.theme,
            "since": self.say.date,
            "until": self.say.date,
        }
        if name == "review":
            return self.say(f"review.{value}")
        if name == "actor":
            return self.actor_called(value, value)
        return named[name](value) if name in named else value

    def in_order(self, figures: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
        """Measures and their figures in the codebook's order."""
        order = {name: place for place, name in enumerate(measures())}
        return sorted(figures.items(), key=lambda item: (order.get(item[0], len(order)), item[0]))

    def by_role(self, those: Sequence[Participant]) -> list[tuple[str, list[Participant]]]:
        """Actors under their roles, in the order given."""
        found: dict[str, list[Participant]] = {}
        for actor in those:
            found.setdefault(actor.role, []).append(actor)
        return list(found.items())

    def precision(self, date: str | None) -> str:
        """How exact a date is, in words; empty for a day."""
        try:
            parsed = dates.parse(date) if date else None
        except DateError:
            parsed = None
        return self.say(f"precision.{parsed.precision}") if parsed and parsed.precision != "day" else ""

    def place_precision(self, kind: str | None) -> str:
        """How exact a place is, in words."""
        key = f"place.{kind}"
        return self.say(key) if self.say.has(key) else ""

    def rejection(self, code: str) -> str:
        """Why an input could not be read, in words."""
        key = f"rejected.{code}"
        return self.say(key if self.say.has(key) else "rejected.input")

    def values_of(self, claim: Claim) -> list[Told]:
        """Every value of a claim: what it is, the words it was read from, where they stand, and why."""
        found = [Told("trigger", self.type(claim.event_type), "", claim.trigger, "")]
        if claim.date:
            found.append(Told("date", self.say.date(claim.date), "", claim.date_span, claim.date_reason))
        listed = claim.places or ((claim.place,) if claim.place else ())
        found += [Told("place", self.place(item), item.text, item.span, item.reason) for item in listed]
        found += [
            Told("actor", f"{self.role(item.role)}: {self.actor(item)}", item.text, item.span, item.reason)
            for item in claim.actors
        ]
        found += [
            Told("figure", f"{self.measure(item.measure)} {self.stated(item)}", item.text, item.span, item.reason)
            for item in claim.figures
        ]
        found += [Told("voice", self.voice(item), item.text, item.span, item.reason) for item in claim.attribution]
        return found

    # --- figures

    def toll(self, tally: Tally) -> tuple[str, str]:
        """The working figure as it was stated ("> 90", not 91), and low and high where they differ from it."""
        low, best, high = (self.as_said(tally, bound) for bound in (tally.low, tally.best, tally.high))
        if low == best and (tally.high is None or high == best):
            return best, ""
        return best, self.say("stated.range", low=low, high=high)

    def as_said(self, tally: Tally, bound: Number | None) -> str:
        """A bound as the figure it comes from states it: "more than 90" bounds a toll at 91 and says 90."""
        if bound is None or any(value.op == "=" and value.value == bound for value in tally.values):
            return self.say.number(bound)
        for value in tally.values:
            if value.op == ">" and isinstance(value.value, int | float) and value.value + 1 == bound:
                return self.stated(value)
            if value.op == ">=" and value.value == bound:
                return self.stated(value)
        return self.say.number(bound)


@lru_cache(maxsize=4096)
def _arabic_place(geonames: int | None) -> str | None:
    """The gazetteer's Arabic name of a place."""
    known = gazetteer.load()
    index = known.by_geonames(geonames) if geonames is not None else None
    return None if index is None else known.entry(index).name_ar or None
