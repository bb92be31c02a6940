"""What a view is narrowed to: one frozen value, read from the address bar and written to it.

Every page that shows events or claims takes the same filters by the same names, so a view of one page is a
view of any other, and an address sent to a colleague shows what its sender saw.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from tawatur import dates
from tawatur.authority import gazetteer
from tawatur.build.words import groups
from tawatur.casefile.finding import Criteria
from tawatur.codebook import event_types, families, modalities, themes
from tawatur.errors import DateError
from tawatur.script import fold_text

REVIEWS = ("contradicted", "unsure", "reviewed", "unreviewed")
_LONGEST = 200
_MOST = 50


class Filters(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is asked for; empty asks for everything.

    `q` are words that a claim's sentence must all hold; `since` and `until` EDTF dates; `type` event types or
    families; `country` ISO codes; `place` a place's name or words of it; `actor` an actor's identifier or name;
    `modality`, `theme` identifiers of the codebook; `review` one of `REVIEWS`.
    """

    q: str = ""
    since: str = ""
    until: str = ""
    type: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: str = ""
    actor: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    review: str = ""

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return self != Filters()

    def pairs(self) -> list[tuple[str, str]]:
        """Name and value of every filter, in a fixed order: what the address bar holds."""
        found: list[tuple[str, str]] = []
        for name in self.__struct_fields__:
            value = getattr(self, name)
            found.extend((name, item) for item in ((value,) if isinstance(value, str) else value) if item)
        return found

    def as_query(self) -> dict[str, Any]:
        """The filters as `link` takes them."""
        return {name: getattr(self, name) for name in self.__struct_fields__ if getattr(self, name)}

    def without(self, name: str, value: str) -> Filters:
        """The filters with one value taken out."""
        old = getattr(self, name)
        new = "" if isinstance(old, str) else tuple(item for item in old if item != value)
        return msgspec.structs.replace(self, **{name: new})

    def criteria(self) -> Criteria:
        """The same as the case is asked it: themes as event types, dates as days, words as their forms."""
        return Criteria(
            words=groups([self.q]) if self.q else (),
            first=_day(self.since, last=False),
            last=_day(self.until, last=True),
            types=_types(self.type, self.theme),
            countries=self.country,
            place=self.place,
            places=_places(self.place),
            actors=self.actor,
            modalities=self.modality,
            review=self.review,
        )


def parse(query: Iterable[tuple[str, str]]) -> tuple[Filters, tuple[str, ...]]:
    """The filters of an address, and the names of those that could not be understood and are left out."""
    asked: dict[str, list[str]] = {}
    for name, value in query:
        if name in Filters.__struct_fields__ and value.strip():
            asked.setdefault(name, []).append(value.strip()[:_LONGEST])
    found: dict[str, Any] = {}
    faults: list[str] = []
    for name, values in asked.items():
        good = [value for value in dict.fromkeys(values) if _understood(name, value)][:_MOST]
        if len(good) < len(set(values)):
            faults.append(name)
        if good:
            found[name] = good[-1] if isinstance(getattr(Filters(), name), str) else tuple(good)
    return Filters(**found), tuple(faults)


def _understood(name: str, value: str) -> bool:
    if name in ("since", "until"):
        return dates.is_edtf(value) and not dates.parse(value).yearless
    allowed: dict[str, Iterable[str]] = {
        "type": {**event_types(), **families()},
        "modality": modalities(),
        "theme": themes(),
        "review": REVIEWS,
    }
    return value in allowed[name] if name in allowed else True


def _types(asked: Iterable[str], wanted_themes: Iterable[str]) -> tuple[str, ...] | None:
    """The event types that are of an asked type or family, and of an asked theme; None for all."""
    asked, wanted = frozenset(asked), frozenset(wanted_themes)
    if not asked and not wanted:
        return None
    return tuple(
        name
        for name, kind in event_types().items()
        if (not asked or name in asked or kind.family in asked) and (not wanted or not wanted.isdisjoint(kind.themes))
    )


def _day(text: str, *, last: bool) -> date | None:
    if not text:
        return None
    try:
        parsed = dates.parse(text)
    except DateError:
        return None
    return parsed.last if last else parsed.first


def _places(name: str) -> tuple[int, ...]:
    """What the gazetteer knows by that name: a report may have called the place something else."""
    key = " ".join(fold_text(name).lower().split())
    known = gazetteer.load()
    return tuple(number for index in known.candidates(key) if (number := known.entry(index).geonames)) if key else ()
