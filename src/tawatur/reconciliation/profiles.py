"""Profiles: what a group of claims says of its event, in the form comparisons are made on.

A profile of one claim and a profile of five hundred have the same shape, so a claim is always compared
with everything its group has established, and a vague claim cannot make two distinct ones meet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias, TypeVar

from tawatur import dates
from tawatur.errors import DateError
from tawatur.reconciliation.tables import another, facilities, group_of, level_of, unreal
from tawatur.reconciliation.words import content_words, name_parts, plain_words, skeleton, stem
from tawatur.record import Claim, Figure, Participant, Place

_FEW_DAYS = 5
_MONTH = 31
_USUAL_SHARE = 3
_TRIGGER_REACH = 60
_COUNTED = "days from publication"
_TRIGGER_WORDS = 5
T = TypeVar("T")
Days: TypeAlias = tuple[int, int]
"""First and last day as proleptic ordinals."""

_SUSPECT_ROLES = frozenset({"perpetrator", "suspect", "defendant", "accused", "person", "recipient_of_sentence"})


Senses: TypeAlias = Mapping[str, Place]
"""What most reports of a case mean by a place's name, for names that some settle on another country."""
_NO_SENSES: Senses = {}


class Spot(NamedTuple):
    """A place below the country: its level, its names' skeletons, its coordinates."""

    level: str
    geonames: int | None
    parts: frozenset[str]
    at: tuple[float, float] | None
    name: str


class Profile:
    """A group of claims judged to be one event, growing as others join.

    Attributes:
        claims: ids, in the order they joined; `documents` their documents' digests.
        core: the days all consistent explicit dates share, or None.
        pinning: how many members state the day ("Friday", "31 July"); counted: how many count it from their
            publication ("yesterday"), which may be that of a reprint.
        seasons: dates without a year.
        fresh: publication days of members with no date of their own.
        latest: the event cannot be later than this day (the earliest publication), or None.
        countries, spots, sites, facilities, people, perpetrators, targets, words: counts over claims.
        figures: measure -> {(op, value, low, high): how many claims}.
        another: whether its report calls it one more attack.
        recalled: whether its report recalls it beside what it is about.
        related: keys of the events it follows from.
        banned: ids of claims it must never meet, and `apart` those their document tells apart.
    """

    __slots__ = (
        "another",
        "apart",
        "banned",
        "claims",
        "core",
        "counted",
        "countries",
        "documents",
        "facilities",
        "figures",
        "fresh",
        "group",
        "key",
        "kinds",
        "latest",
        "norm",
        "people",
        "perpetrators",
        "pinning",
        "real",
        "recalled",
        "related",
        "seasons",
        "sites",
        "spots",
        "targets",
        "words",
    )

    def __init__(self, group: str, key: str) -> None:
        self.group = group
        self.key = key
        self.claims: list[str] = []
        self.documents: set[str] = set()
        self.kinds: Counter[str] = Counter()
        self.core: Days | None = None
        self.pinning = 0
        self.counted = 0
        self.seasons: dict[str, dates.Edtf] = {}
        self.fresh: list[Days] = []
        self.latest: int | None = None
        self.countries: Counter[str] = Counter()
        self.spots: Counter[Spot] = Counter()
        self.sites: Counter[str] = Counter()
        self.facilities: Counter[str] = Counter()
        self.people: Counter[str] = Counter()
        self.perpetrators: Counter[str] = Counter()
        self.targets: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        self.norm: float | None = None
        self.figures: dict[str, Counter[tuple[float, float, bool]]] = {}
        self.real = True
        self.another = False
        self.recalled = False
        self.related: set[str] = set()
        self.banned: set[str] = set()
        self.apart: set[str] = set()

    def copy(self) -> Profile:
        """A profile that says the same and can grow apart."""
        made = Profile(self.group, self.key)
        made.real = self.real
        made.another = self.another
        made.recalled = self.recalled
        made.absorb(self)
        return made

    def absorb(self, other: Profile) -> None:
        """Take in everything another profile says."""
        self.pinning += other.pinning
        self.counted += other.counted
        self.core = _narrowed(self, other)
        self.claims.extend(other.claims)
        self.documents |= other.documents
        self.seasons.update(other.seasons)
        self.fresh.extend(day for day in other.fresh if day not in self.fresh)
        self.latest = _earlier(self.latest, other.latest)
        _add(self.spots, other.spots)
        for mine, theirs in (
            (self.kinds, other.kinds),
            (self.countries, other.countries),
            (self.sites, other.sites),
            (self.facilities, other.facilities),
            (self.people, other.people),
            (self.perpetrators, other.perpetrators),
            (self.targets, other.targets),
            (self.words, other.words),
        ):
            _add(mine, theirs)
        for measure, values in other.figures.items():
            _add(self.figures.setdefault(measure, Counter()), values)
        self.norm = None
        self.related |= other.related
        self.banned |= other.banned
        self.apart |= other.apart

    @property
    def pinned(self) -> bool:
        """Whether its day is stated rather than counted, by most that give one."""
        return self.pinning > self.counted

    @property
    def specificity(self) -> tuple[int, int, int, int]:
        """How much it pins down: date, place, figures, size. The most specific are settled first."""
        dated = 0 if self.core is None else _dated(self.core[1] - self.core[0])
        levels = {spot.level for spot in self.spots}
        placed = 2 if levels - {"region"} else 1 if levels or self.countries else 0
        return dated + placed, dated, len(self.figures), len(self.claims)


def _dated(width: int) -> int:
    if width < _FEW_DAYS:
        return 3
    return 2 if width <= _MONTH else 1


def profile_of(claim: Claim, lead: Iterable[str] = (), senses: Senses = _NO_SENSES) -> Profile:
    """The profile of one claim.

    `lead` adds the words of its document's opening where that is about it; `senses` the place that the
    case means by a name, where this claim's was settled on a namesake: both then count.
    """
    made = Profile(group_of(claim.event_type), claim.id)
    made.claims.append(claim.id)
    made.documents.add(claim.sha256)
    made.kinds[claim.event_type] += 1
    made.real = claim.modality not in unreal()
    _take_dates(made, claim)
    for place in _places(claim):
        _take_place(made, place)
        usual = senses.get(place.text)
        if usual is not None and usual.country != place.country:
            _take_place(made, usual)
    for figure in claim.figures:
        _take_figure(made, figure)
    for actor in claim.actors:
        _take_actor(made, actor)
    made.another = _another(claim)
    made.recalled = claim.background
    made.facilities.update(_facilities(_from_trigger(claim)))
    made.words.update(content_words(claim.quote))
    for word in lead:
        if word not in made.words:
            made.words[word] += 1
    return made


def senses_of(claims: Iterable[Claim]) -> dict[str, Place]:
    """The place most documents settle a wording on, where some settle it on another country.

    A name has one sense in a case far more often than two: a report that names a foreign agency can
    lead the gazetteer to a namesake in that agency's country.
    """
    votes: dict[frozenset[str], dict[tuple[str, int | None], set[str]]] = defaultdict(lambda: defaultdict(set))
    examples: dict[tuple[frozenset[str], tuple[str, int | None]], Place] = {}
    texts: dict[str, frozenset[str]] = {}
    for claim in claims:
        for place in _places(claim):
            if not place.country or level_of(place.precision) == "country":
                continue
            parts = texts.setdefault(place.text, name_parts(place.text))
            sense = (place.country, place.geonames)
            votes[parts][sense].add(claim.sha256)
            examples.setdefault((parts, sense), place)
    usual = {
        parts: examples[parts, min(found, key=lambda sense: (-len(found[sense]), sense[0], sense[1] or 0))]
        for parts, found in votes.items()
        if parts and _divided(found)
    }
    return {text: usual[parts] for text, parts in texts.items() if parts in usual}


def _divided(found: Mapping[tuple[str, int | None], set[str]]) -> bool:
    """Whether reports settle a name on several countries, and one of them by far the most often."""
    counts = sorted((len(documents) for documents in found.values()), reverse=True)
    return len({country for country, _ in found}) > 1 and counts[0] >= _USUAL_SHARE * counts[1]


def days_of(text: str | None) -> Days | None:
    """The bounds of an EDTF date as ordinals; None where it is missing, yearless or not EDTF."""
    parsed = edtf(text)
    if parsed is None or parsed.yearless:
        return None
    return parsed.first.toordinal(), parsed.last.toordinal()


def edtf(text: str | None) -> dates.Edtf | None:
    """The parsed date, or None where there is none of our profile."""
    if not text:
        return None
    try:
        return dates.parse(text)
    except DateError:
        return None


def _take_dates(made: Profile, claim: Claim) -> None:
    published = days_of(claim.published)
    if published is not None:
        # A day's grace: the report's clock and the event's may stand in different zones.
        made.latest = published[1] + 1
    parsed = edtf(claim.date)
    if parsed is not None and parsed.yearless:
        made.seasons[parsed.text] = parsed
        return
    days = days_of(claim.date)
    # A month taken from the page's own date says when the page was put up, not when the event was.
    borrowed = parsed is not None and parsed.precision != "day" and claim.date == claim.published
    if days is not None and not borrowed:
        made.core = days
        if days[1] - days[0] < _FEW_DAYS:
            made.counted = int(_COUNTED in claim.date_reason)
            made.pinning = 1 - made.counted
        return
    if published is not None:
        made.fresh.append(published)


def _places(claim: Claim) -> Sequence[Place]:
    found = [claim.place] if claim.place is not None else []
    return found + [place for place in claim.places if place != claim.place]


def _take_place(made: Profile, place: Place) -> None:
    if place.country:
        made.countries[place.country] += 1
    level = level_of(place.precision)
    if level == "country":
        return
    parts = name_parts(place.text) | name_parts(place.name or "")
    if not parts and place.geonames is None:
        return
    at = None if place.lat is None or place.lon is None else (place.lat, place.lon)
    own = _own_name(place)
    made.spots[Spot(level or "site", place.geonames, own or parts, at, place.name or place.text)] += 1
    made.sites.update(name_parts(place.text))
    made.facilities.update(_facilities(plain_words(place.text)))


def _another(claim: Claim) -> bool:
    """Whether the words of the trigger say "the second attack", "another attack"."""
    nouns, ordinals = another()
    return any(one in nouns and two in ordinals for one, two in pairwise(_from_trigger(claim)[:4]))


def _from_trigger(claim: Claim) -> list[str]:
    """The words of the passage from the trigger on, a few."""
    return plain_words(claim.quote[max(0, claim.trigger[0] - claim.span[0]) :][:_TRIGGER_REACH])[:_TRIGGER_WORDS]


def _facilities(told: Sequence[str]) -> set[str]:
    """The kinds of site that some words name."""
    known = facilities()
    return {known[form] for word in told for form in (word, stem(word), word[1:]) if form in known}


def _own_name(place: Place) -> frozenset[str]:
    """The skeletons of the name as the report words it: what can be compared without a gazetteer."""
    return name_parts(place.text)


def _take_figure(made: Profile, figure: Figure) -> None:
    if figure.part_of or figure.vague or figure.value is None:
        return
    low, high = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
    values = made.figures.setdefault(figure.measure, Counter())
    values[float(low), float(high), figure.op in ("=", "range", "~")] += 1


def _take_actor(made: Profile, actor: Participant) -> None:
    if actor.role == "target":
        made.targets[actor.id or " ".join(sorted(name_parts(actor.text)))] += 1
        return
    if actor.role not in _SUSPECT_ROLES:
        return
    if actor.id:
        made.perpetrators[actor.id] += 1
    elif actor.private:
        made.people.update(skeleton(word) for word in plain_words(actor.name or actor.text) if len(word) > 2)


def _narrowed(left: Profile, right: Profile) -> Days | None:
    if left.core is None or right.core is None:
        return left.core or right.core
    first, last = max(left.core[0], right.core[0]), min(left.core[1], right.core[1])
    if first <= last:
        return first, last
    # A day apart: the side with more claims keeps its say, so that one slip cannot move an event.
    return left.core if len(left.claims) >= len(right.claims) else right.core


def _earlier(left: int | None, right: int | None) -> int | None:
    known = [day for day in (left, right) if day is not None]
    return min(known) if known else None


def _add(mine: Counter[T], theirs: Mapping[T, int]) -> None:
    for item, count in theirs.items():
        mine[item] += count
