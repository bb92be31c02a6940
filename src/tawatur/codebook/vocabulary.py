"""The vocabulary: families, event types, measures, modalities and themes, as frozen values."""

from __future__ import annotations

from functools import cache

import msgspec

from tawatur.codebook._tables import entries, lookup
from tawatur.errors import DataError
from tawatur.record import Claim


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in the languages of the interface."""

    ar: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `language` where there is one, else in English."""
        return self.ar if language == "ar" else self.en


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An entry of the vocabulary: its identifier, its name and what it means."""

    id: str
    label: Label
    definition: Label


class Family(Term, frozen=True):
    """A group of event types."""


class EventType(Term, frozen=True, kw_only=True):
    """A kind of happening.

    `label` names one and `plural` several; `themes` are the dossier themes it belongs to, the main one
    first; `note` is the rule a coder needs at the borders of the type.
    """

    family: str
    themes: tuple[str, ...]
    plural: Label
    note: str = ""

    def named(self, count: int, language: str) -> str:
        """The name for `count` of them ("1 bombing", "3 bombings": the noun alone).

        Arabic counts from eleven take the singular again ("12 تفجيرًا"), two the dual; a table that needs
        them prints the plural as a heading instead.
        """
        return (self.label if count == 1 else self.plural).in_language(language)


class Measure(Term, frozen=True, kw_only=True):
    """What a figure counts. `unit` is the unit of a figure whose text states none.

    `events` are the types and families of which a figure of this measure counts whole events: a claim that has
    one speaks of many events and is none itself.
    """

    unit: str
    events: tuple[str, ...] = ()


@cache
def families() -> dict[str, Family]:
    """All families by identifier, in the codebook's order."""
    return entries("families.yaml", Family)


@cache
def themes() -> dict[str, Term]:
    """All dossier themes by identifier, in the order of a brief's chapters."""
    return entries("themes.yaml", Term)


@cache
def modalities() -> dict[str, Term]:
    """All modalities by identifier."""
    return entries("modalities.yaml", Term)


@cache
def measures() -> dict[str, Measure]:
    """All measures by identifier, in the order figures are shown."""
    return entries("measures.yaml", Measure)


@cache
def event_types() -> dict[str, EventType]:
    """All event types by identifier, in the codebook's order.

    Raises:
        DataError: a type names a family or a theme that the codebook does not have.
    """
    found = entries("event_types.yaml", EventType)
    for kind in found.values():
        lookup(families(), kind.family, "family")
        if not kind.themes:
            raise DataError("an event type needs at least one theme", subject=kind.id)
        for name in kind.themes:
            lookup(themes(), name, "theme")
    return found


def event_type(identifier: str) -> EventType:
    """The event type of that identifier. Raises `DataError` where there is none."""
    return lookup(event_types(), identifier, "event type")


def family(identifier: str) -> Family:
    """The family of that identifier. Raises `DataError` where there is none."""
    return lookup(families(), identifier, "family")


def measure(identifier: str) -> Measure:
    """The measure of that identifier. Raises `DataError` where there is none."""
    return lookup(measures(), identifier, "measure")


def modality(identifier: str) -> Term:
    """The modality of that identifier. Raises `DataError` where there is none."""
    return lookup(modalities(), identifier, "modality")


def theme(identifier: str) -> Term:
    """The dossier theme of that identifier. Raises `DataError` where there is none."""
    return lookup(themes(), identifier, "theme")


def themes_of(event_type_id: str) -> tuple[str, ...]:
    """The dossier themes of an event type, the main one first. Raises `DataError` for an unknown type."""
    return event_type(event_type_id).themes


def is_event_type(identifier: str) -> bool:
    """Whether the codebook has an event type of that identifier."""
    return identifier in event_types()


def counts_events(claim: Claim) -> bool:
    """Whether a claim is a statistic: one of its figures counts whole events."""
    known = measures()
    return any(figure.measure in known and known[figure.measure].events for figure in claim.figures)


def is_measure(identifier: str) -> bool:
    """Whether the codebook has a measure of that identifier."""
    return identifier in measures()
