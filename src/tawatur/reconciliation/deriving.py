"""Deriving an event from its claims. An event owns no facts: everything here is chosen from what claims say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from tawatur import dates
from tawatur.authority import gazetteer, places
from tawatur.reconciliation.chains import Copies, chains_of
from tawatur.reconciliation.figures import tallies
from tawatur.reconciliation.labels import label
from tawatur.reconciliation.profiles import days_of, edtf
from tawatur.reconciliation.tables import level_of, words
from tawatur.reconciliation.values import DocumentCard
from tawatur.reconciliation.words import name_parts, plain_words
from tawatur.record import Claim, Event, Modality, Participant, Place, event_id

_FINENESS = {"": 1, "country": 0, "region": 2, "site": 3, "city": 4}
_MODALITIES: tuple[Modality, ...] = (
    "asserted",
    "claimed",
    "suspected",
    "planned",
    "hypothetical",
    "denied",
    "negated",
)
_WIDTHS = (31, 366)
_TYPE_OF_LAST_RESORT = "attack"


def derive(
    facts: Sequence[Claim],
    statements: Sequence[Claim],
    cards: Mapping[str, DocumentCard],
    copies: Copies,
    reason: str,
    aside: frozenset[str] = frozenset(),
) -> Event:
    """The event of `facts`, with the statements made about it.

    Date, place, actors, figures and chains come from `facts`; statements only belong to it. `aside` are
    the documents that are about something else.
    """
    facts = sorted(facts, key=lambda claim: claim.id)
    everything = sorted({*(claim.id for claim in facts), *(claim.id for claim in statements)})
    chains = chains_of(facts, cards, copies)
    when = best_date(facts)
    place = best_place(facts)
    kind = _main_type(facts)
    return Event(
        id=event_id(tuple(everything)),
        event_type=kind,
        family=_family(facts, kind),
        date=when,
        place=place,
        actors=_actors(facts),
        figures=tallies(facts, copies),
        claims=tuple(everything),
        documents=tuple(sorted({claim.sha256 for claim in (*facts, *statements)} - aside)),
        mentioned_in=tuple(sorted(aside)),
        chains=len(chains),
        label=label(kind, place, _arabic_name(facts, place), when),
        modality=_modality(facts),
        chain_details=chains,
        reason=reason,
    )


def best_date(claims: Sequence[Claim]) -> str | None:
    """The narrowest date that the most claims allow; among equals the one stated most, then the earliest."""
    stated = Counter(claim.date for claim in claims if edtf(claim.date) is not None and claim.date)
    if not stated:
        return None
    parsed = {text: dates.parse(text) for text in stated}
    # A span of years agrees with every day in it and dates nothing, so the narrower kinds go first.
    narrow = [text for width in _WIDTHS for text in sorted(stated) if parsed[text].days <= width]
    finest = _width(parsed[narrow[0]].days) if narrow else None
    able = [text for text in stated if finest is None or parsed[text].days <= finest]
    return min(
        able,
        key=lambda text: (
            -sum(count for other, count in stated.items() if parsed[text].overlaps(parsed[other])),
            parsed[text].yearless,
            parsed[text].days,
            -stated[text],
            text,
        ),
    )


def _width(days: int) -> int:
    return next(width for width in _WIDTHS if days <= width)


def best_place(claims: Sequence[Claim]) -> Place | None:
    """The finest place that the most claims give, in the country that the most claims give."""
    given = [claim.place for claim in claims if claim.place is not None]
    if not given:
        return None
    countries = Counter(place.country for place in given if place.country)
    country = min(countries, key=lambda code: (-countries[code], code)) if countries else None
    able = [place for place in given if place.country in (None, country)] or given
    votes = Counter(_place_key(place) for place in able)
    return min(
        able,
        key=lambda place: (
            -_FINENESS[level_of(place.precision)] if place.precision else 0,
            -votes[_place_key(place)],
            place.name or "",
            place.text,
            place.span,
        ),
    )


def _place_key(place: Place) -> tuple[object, ...]:
    return (place.geonames,) if place.geonames is not None else tuple(sorted(name_parts(place.text)))


def _arabic_name(claims: Sequence[Claim], place: Place | None) -> str | None:
    """The place's name as reports write it most, without the noun that says what kind of place it is."""
    if place is None:
        return None
    known = _gazetteer_name(place)
    if known:
        return known
    key = _place_key(place)
    names = Counter(_bare(claim.place.text) for claim in claims if claim.place and _place_key(claim.place) == key)
    names.pop("", None)
    return min(names, key=lambda name: (-names[name], len(name), name)) if names else place.text


def _gazetteer_name(place: Place) -> str | None:
    """The gazetteer's Arabic name: reports decline names and write prepositions onto them."""
    if place.precision == "country" and place.country:
        return places.country_name(place.country, "ar")
    index = gazetteer.load().by_geonames(place.geonames) if place.geonames is not None else None
    return None if index is None else gazetteer.load().entry(index).name_ar or None


def _bare(text: str) -> str:
    parts = text.split()
    while len(parts) > 1 and (plain_words(parts[0]) or [""])[0] in words("place_nouns"):
        parts = parts[1:]
    return " ".join(parts).strip("\"'“”«»()،. ")


def _main_type(claims: Sequence[Claim]) -> str:
    counts = Counter(claim.event_type for claim in claims)
    specific = {kind: count for kind, count in counts.items() if kind != _TYPE_OF_LAST_RESORT}
    known = specific or counts
    return min(known, key=lambda kind: (-known[kind], kind))


def _family(claims: Sequence[Claim], kind: str) -> str:
    return next(claim.family for claim in claims if claim.event_type == kind)


def _modality(claims: Sequence[Claim]) -> Modality:
    """What the most claims say; among equals the plainest."""
    counts = Counter(claim.modality for claim in claims)
    return min(counts, key=lambda name: (-counts[name], _MODALITIES.index(name)))


def _actors(claims: Sequence[Claim]) -> tuple[Participant, ...]:
    first: dict[tuple[str, str], Participant] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for claim in claims:
        for actor in claim.actors:
            key = (actor.role, actor.id or " ".join(sorted(plain_words(actor.text))))
            first.setdefault(key, actor)
            counts[key] += 1
    return tuple(first[key] for key in sorted(first, key=lambda key: (-counts[key], key)))


def order_of(event: Event) -> tuple[int, str, str]:
    """Events in order of their first day; undated ones last."""
    days = days_of(event.date)
    return (date.max.toordinal() if days is None else days[0], event.date or "", event.id)
