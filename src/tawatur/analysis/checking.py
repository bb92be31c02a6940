"""Checking a figure against the record: what a report counts of many events, beside what the case itself counts.

"21 plots in nine countries against eight the year before" is a claim. The case has its own list of plots; both
numbers are shown with the list and with the reasons they may differ. Neither is corrected by the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from tawatur import dates
from tawatur.analysis.tables import entries, read
from tawatur.authority import actors
from tawatur.codebook import Label, counts_events, measure
from tawatur.dates import Edtf
from tawatur.errors import DateError
from tawatur.record import Claim, Event, Figure
from tawatur.script import fold_text

_REGIONS, _CHECKING = "regions.yaml", "checking.yaml"
_CLITICS = ("", "و", "ب", "ل", "ف", "ال", "بال", "وال", "لل")
_HAPPENED = frozenset({"asserted", "claimed", "suspected"})
_PLANNED = frozenset({"planned", *_HAPPENED})


class Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A region: the words that name it and its countries."""

    id: str
    label: Label
    words: tuple[str, ...]
    countries: tuple[str, ...]


class Note(NamedTuple):
    """A reason why two counts may differ: the key of its words in `notes`, and the values they take."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


class Check(NamedTuple):
    """A figure that counts events, beside the count of the case.

    Attributes:
        claim: the claim that states it.
        figure: the figure.
        window: EDTF of the time it counts, None where the text does not settle it.
        region: the identifier of a region, a country code, or "" where neither is named.
        actors: whom it counts, by identifier; all where empty.
        own: what the case counts: events, or countries where the figure counts countries.
        events: the events behind `own`, by date and identifier.
        notes: why the two may differ.
    """

    claim: Claim
    figure: Figure
    window: str | None
    region: str
    actors: tuple[str, ...]
    own: int
    events: tuple[str, ...]
    notes: tuple[Note, ...]


class _Asked(NamedTuple):
    kinds: frozenset[str]
    modalities: frozenset[str]
    window: Edtf | None
    countries: frozenset[str]
    actors: tuple[str, ...]


@cache
def regions() -> dict[str, Region]:
    """All regions by identifier. Raises `DataError` where the table is malformed."""
    return entries(read(_REGIONS), Region, _REGIONS)


def note_words(note: Note, language: str) -> str:
    """A note in words."""
    return str(read(_CHECKING)["notes"][note.key][language]).format(**dict(note.values))


def checks(claims: Iterable[Claim], events: Sequence[Event], reports: int) -> tuple[Check, ...]:
    """Every figure of the case that counts events, by document and place, beside the count of the case.

    Args:
        claims: all claims.
        events: all events.
        reports: how many reports the case holds.
    """
    found = sorted(
        (claim for claim in claims if counts_events(claim)), key=lambda claim: (claim.document, claim.span, claim.id)
    )
    stated = {claim.id for claim in found}
    record = [event for event in events if stated.isdisjoint(event.claims)]
    return tuple(_check(claim, figure, record, reports) for claim in found for figure in claim.figures)


def _check(claim: Claim, figure: Figure, record: Sequence[Event], reports: int) -> Check:
    kinds = _kinds(claim)
    window = _window(claim, figure)
    region, countries = _where(claim)
    named = _groups(claim)
    asked = _Asked(
        kinds,
        _PLANNED if "foiled_plot" in kinds else _HAPPENED,
        None if window is None else dates.parse(window),
        countries,
        named,
    )
    alike = [event for event in record if _alike(event, asked)]
    counted = [event for event in alike if _inside(event, asked)]
    lands = Counter(event.place.country for event in counted if event.place and event.place.country)
    return Check(
        claim=claim,
        figure=figure,
        window=window,
        region=region,
        actors=named,
        own=len(lands) if figure.measure == "countries" else len(counted),
        events=tuple(event.id for event in sorted(counted, key=lambda event: (event.date or "~", event.id))),
        notes=_notes(asked, alike, counted, lands, reports),
    )


# --- what the figure counts


def _kinds(claim: Claim) -> frozenset[str]:
    """The types and families of which the claim counts events."""
    return frozenset(kind for figure in claim.figures for kind in measure(figure.measure).events)


def _window(claim: Claim, figure: Figure) -> str | None:
    """The time a figure counts: its claim's, or the one its own words give or shift to."""
    if figure.period is None:
        return claim.date if _stands_in_a_year(claim.date) else None
    years = [word for word in figure.period.split() if len(word) == 4 and word.isdecimal()]
    if years:
        return str(int(years[-1]))
    said = fold_text(figure.period)
    for row in read(_CHECKING)["periods"]:
        if any(_names(said, word) for word in row["words"]):
            return _shifted(claim.date, int(row["years"]))
    return None


def _shifted(date: str | None, years: int) -> str | None:
    if date is None or not _stands_in_a_year(date) or "/" in date:
        return None
    return f"{int(date[:4]) + years:04d}{date[4:7]}" if len(date) > 4 else f"{int(date) + years:04d}"


def _stands_in_a_year(date: str | None) -> bool:
    if date is None:
        return False
    try:
        return not dates.parse(date).yearless
    except DateError:
        return False


def _where(claim: Claim) -> tuple[str, frozenset[str]]:
    """The region or country of a statistic: the place the claim states, else a region its words name."""
    if claim.place is not None and claim.place.country:
        return claim.place.country, frozenset({claim.place.country})
    said = fold_text(claim.quote).lower()
    for region in regions().values():
        if any(_names(said, word) for word in region.words):
            return region.id, frozenset(region.countries)
    return "", frozenset()


def _groups(claim: Claim) -> tuple[str, ...]:
    """The armed groups whose doing is counted; states and speakers are not."""
    named = {actor.id for actor in claim.actors if actor.id and actor.role in ("perpetrator", "target", "recipient")}
    known = {name: actors.by_id(name) for name in named}
    return tuple(sorted(name for name, found in known.items() if found is not None and found.kind == "armed_group"))


def _names(said: str, word: str) -> bool:
    """Whether a folded text has a word or phrase, with what Arabic writes onto its beginning."""
    folded = fold_text(word).lower()
    return any(f" {clitic}{folded} " in f" {_spaced(said)} " for clitic in _CLITICS)


def _spaced(text: str) -> str:
    return "".join(letter if letter.isalnum() else " " for letter in text)


# --- what the case counts


def _alike(event: Event, asked: _Asked) -> bool:
    """Whether an event is of the kind counted and nothing known of it tells against the region, time and actors."""
    if not ({event.event_type, event.family} & asked.kinds) or event.modality not in asked.modalities:
        return False
    country = event.place.country if event.place else None
    if asked.countries and country and country not in asked.countries:
        return False
    if asked.window is not None and _stands_in_a_year(event.date) and not _within(event.date, asked.window):
        return False
    return not asked.actors or not _named(event) or _by(event, asked)


def _inside(event: Event, asked: _Asked) -> bool:
    """Whether an alike event is known to lie in the region and time, and to be of the actors."""
    placed = not asked.countries or bool(event.place and event.place.country)
    dated = asked.window is None or _stands_in_a_year(event.date)
    return placed and dated and (not asked.actors or _by(event, asked))


def _within(date: str | None, window: Edtf) -> bool:
    found = dates.parse(date or "")
    return window.first <= found.first and found.last <= window.last


def _named(event: Event) -> list[str]:
    """The armed groups that an event names as those who act or are acted against by an authority."""
    ids = [actor.id for actor in event.actors if actor.id and actor.role in ("perpetrator", "target", "recipient")]
    return [name for name in ids if (found := actors.by_id(name)) is not None and found.kind == "armed_group"]


def _by(event: Event, asked: _Asked) -> bool:
    return any(actors.compatible(mine, theirs) for mine in asked.actors for theirs in _named(event))


def _notes(
    asked: _Asked, alike: Sequence[Event], counted: Sequence[Event], lands: Mapping[str, int], reports: int
) -> tuple[Note, ...]:
    held = {event.id for event in counted}
    missing = [event for event in alike if event.id not in held]
    notes = [Note("coverage", (("reports", str(reports)),))]
    notes += [Note("window_unknown")] if asked.window is None else []
    notes += [] if asked.countries else [Note("region_unknown")]
    notes += [] if asked.actors else [Note("actor_unknown")]
    undated = [event for event in missing if asked.window is not None and not _stands_in_a_year(event.date)]
    unplaced = [event for event in missing if asked.countries and not (event.place and event.place.country)]
    unnamed = [event for event in missing if asked.actors and not _named(event)]
    for key, left_out in (("undated", undated), ("unplaced", unplaced), ("unnamed", unnamed)):
        if left_out:
            notes.append(Note(key, (("count", str(len(left_out))),)))
    if lands:
        notes.append(Note("countries", (("count", str(len(lands))), ("names", ", ".join(sorted(lands))))))
    years = Counter(event.date[:4] if _stands_in_a_year(event.date) and event.date else "?" for event in counted)
    if asked.window is None and years:
        listed = ", ".join(f"{year}: {count}" for year, count in sorted(years.items()))
        notes.append(Note("years", (("names", listed),)))
    return tuple(notes)
