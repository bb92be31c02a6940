"""Clustering: claims into mentions inside a document, mentions into events across documents.

Both are agglomerative and constrained. The most specific are settled first and a claim is always
compared with the whole profile of a group, so a vague report joins the one event it fits and can never
make two events meet. The order is fixed by the claims themselves, never by their arrival.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tawatur.reconciliation.comparing import Comparison, Rarity, absorb, compare, impossible
from tawatur.reconciliation.profiles import Profile
from tawatur.reconciliation.screening import bound
from tawatur.reconciliation.tables import weights
from tawatur.record import Claim, Verdict

_NEAR = 500
_LONG = 3000
_BESIDE = 150
_FEW_MENTIONS = 3
_NARROW = 62
_YEARS = 3
_RARE_WORDS = 12
_DISTINCT = 10
_VAGUE = 4
_PASSES = 2
# The best candidate and the one it must beat; scores are compared to a millionth.
_TOP, _HAIR = 2, 1e-5


class Edge(NamedTuple):
    """A judgement in the making."""

    left: str
    right: str
    verdict: Verdict
    score: float
    reason: str


class Mention(NamedTuple):
    """The claims of one document that speak of one event."""

    profile: Profile
    claims: tuple[Claim, ...]


class _Scored(NamedTuple):
    score: float
    number: int
    comparison: Comparison


class _Candidate(NamedTuple):
    most: float
    number: int
    profile: Profile


class _Ranked(NamedTuple):
    comparison: Comparison
    number: int
    profile: Profile


# --- inside one document


def mentions_of(
    claims: Sequence[Claim],
    profile_of: Callable[[Claim], Profile],
    prior: str,
) -> tuple[list[Mention], list[Edge]]:
    """Group one document's claims of one group into mentions, in the order of the text.

    Words in common say nothing here: all passages of a report share its subject.
    """
    rarity = Rarity({})
    found: list[Mention] = []
    edges: list[Edge] = []
    home: dict[str, int] = {}
    long = len(claims) >= _FEW_MENTIONS and max(c.span[1] for c in claims) - min(c.span[0] for c in claims) > _LONG
    for claim in sorted(claims, key=lambda claim: (claim.trigger, claim.id)):
        profile = profile_of(claim)
        chosen, edge = _earlier_mention(claim, profile, found, home, rarity, prior, long)
        if edge is not None:
            edges.append(edge)
        if chosen is None:
            _tell_apart(profile, found, rarity, prior)
            home[claim.id] = len(found)
            found.append(Mention(profile, (claim,)))
            continue
        home[claim.id] = chosen
        found[chosen].profile.absorb(profile)
        found[chosen] = Mention(found[chosen].profile, (*found[chosen].claims, claim))
    return found, edges


def _earlier_mention(
    claim: Claim,
    profile: Profile,
    found: Sequence[Mention],
    home: Mapping[str, int],
    rarity: Rarity,
    prior: str,
    long: bool,
) -> tuple[int | None, Edge | None]:
    """The mention a claim belongs to, if any, and the judgement that says so."""
    earlier = home.get(claim.continues or "")
    if earlier is not None and not profile.another and found[earlier].profile.banned.isdisjoint({claim.id}):
        reason = "the passage goes on speaking of the same happening"
        return earlier, Edge(claim.id, str(claim.continues), "same", 9.0, reason)
    ranked = sorted(
        (
            _Scored(made.score, number, made)
            for number, mention in enumerate(found)
            for made in (compare(mention.profile, profile, rarity, prior),)
        ),
        key=lambda item: (-round(item.score, 6), _gap(claim, found[item.number])),
    )
    if not ranked or ranked[0].score < weights("decision")["same"]:
        return None, None
    best = ranked[0]
    if not _near_enough(claim, profile, found, best, long):
        return None, None
    other = found[best.number].claims[0].id
    return best.number, Edge(claim.id, other, "same", best.score, f"one document; {best.comparison.reason}")


def _tell_apart(profile: Profile, found: Sequence[Mention], rarity: Rarity, prior: str) -> None:
    """Remember which mentions of its document a claim contradicts, so that they never meet elsewhere."""
    for mention in found:
        if compare(mention.profile, profile, rarity, prior).score < weights("decision")["unsure"]:
            profile.apart.update(mention.profile.claims)


def _near_enough(claim: Claim, profile: Profile, found: Sequence[Mention], best: _Scored, long: bool) -> bool:
    """Whether nearness allows what likeness alone would not settle: a long report tells of many events."""
    gap = _gap(claim, found[best.number])
    if _vague(profile) and (long or len(found) >= _FEW_MENTIONS):
        return gap <= _BESIDE and claim.event_type in ("attack", *found[best.number].profile.kinds)
    if gap <= _NEAR or _vague(profile):
        return True
    return not long or best.score >= weights("decision")["same"] + weights("place")["inside"] / 2


def _vague(profile: Profile) -> bool:
    return profile.core is None and not profile.seasons and not profile.spots


def _gap(claim: Claim, mention: Mention) -> int:
    """Characters between a claim and the nearest earlier claim of a mention."""
    return min(abs(claim.span[0] - other.span[1]) for other in mention.claims)


# --- across documents


class Clusters:
    """Events in the making, with an index of what each is about."""

    def __init__(self, rarity: Rarity) -> None:
        self.rarity = rarity
        self.profiles: list[Profile | None] = []
        self.edges: list[Edge] = []
        self._index: dict[tuple[object, ...], set[int]] = defaultdict(set)

    def live(self) -> Iterator[Profile]:
        """The profiles that were not merged into others."""
        return (profile for profile in self.profiles if profile is not None)

    def settle(self, profiles: Iterable[Profile]) -> None:
        """Give each profile its event: the most specific first. The profiles become the events'."""
        for profile in sorted(profiles, key=_order):
            chosen = self._choose(profile)
            if chosen is None:
                self._register(profile, self._new(profile))
            else:
                self._absorb(chosen, profile)
        for _ in range(_PASSES):
            if not self._consolidate():
                break

    def hold(self, profiles: Iterable[Profile]) -> None:
        """Hold events as they are, for others to be laid beside them."""
        for profile in sorted(profiles, key=_order):
            self._register(profile, self._new(profile))

    def fit(self, profile: Profile) -> Edge | None:
        """The judgement that makes `profile` one with the event it fits, if it fits one."""
        found = self._fitting(profile, self.rank(profile))
        if found is None:
            return None
        best = found.comparison
        return Edge(profile.claims[0], found.profile.claims[0], "same", best.score, best.reason)

    def candidates(self, profile: Profile, prior: str, floor: float) -> list[_Candidate]:
        """Events that share anything with `profile`, by the most that could tell for it, if that is `floor`."""
        numbers: set[int] = set()
        for key in _sought(profile, self.rarity):
            numbers |= self._index.get(key, set())
        found = []
        for number in sorted(numbers):
            other = self.profiles[number]
            if other is None or other is profile or impossible(other, profile):
                continue
            most = bound(other, profile, self.rarity, prior)
            if most >= floor:
                found.append(_Candidate(most, number, other))
        return sorted(found, key=lambda item: (-item.most, item.number))

    def rank(self, profile: Profile, prior: str = "across", floor: float | None = None) -> list[_Ranked]:
        """The candidate that fits `profile` best, and the next where it fits too; `profile` itself left out.

        Those that cannot reach `floor` (by default, to be unsure of) are not looked at.
        """
        floor = weights("decision")["unsure"] if floor is None else floor
        best: list[_Ranked] = []
        same = weights("decision")["same"]
        for most, number, other in self.candidates(profile, prior, floor):
            # A second that is not good enough by itself decides nothing.
            second = max(same, best[1].comparison.score) if len(best) == _TOP else same
            if best and most + _HAIR < min(best[0].comparison.score, second):
                break
            best.append(_Ranked(compare(other, profile, self.rarity, prior), number, other))
            best = sorted(best, key=lambda row: (-round(row.comparison.score, 6), row.number))[:_TOP]
        return best

    def _choose(self, profile: Profile) -> int | None:
        ranked = self.rank(profile)
        found = self._fitting(profile, ranked)
        if found is None:
            self._note_nearest(profile, ranked)
            return None
        best, number, other = found
        self.edges.append(Edge(profile.claims[0], other.claims[0], "same", best.score, best.reason))
        return number

    def _fitting(self, profile: Profile, ranked: Sequence[_Ranked]) -> _Ranked | None:
        """The event `profile` belongs to: the best candidate, if good enough and no other is as good."""
        if not ranked or ranked[0].comparison.score < weights("decision")["same"]:
            return None
        if len(ranked) > 1 and self._torn(profile, ranked[0], ranked[1]):
            return None
        return ranked[0]

    def _torn(self, profile: Profile, best: _Ranked, second: _Ranked) -> bool:
        """Whether a vague profile fits two different events so nearly alike that neither can be chosen."""
        points = weights("decision")
        if profile.specificity[0] > _VAGUE or second.comparison.score < points["same"]:
            return False
        if best.comparison.score - second.comparison.score >= points["margin"]:
            return False
        return compare(best.profile, second.profile, self.rarity).score < points["same"]

    def _note_nearest(self, profile: Profile, ranked: Sequence[_Ranked]) -> None:
        """Record the nearest event it did not join, so that a person can decide."""
        if not ranked or ranked[0].comparison.score < weights("decision")["unsure"]:
            return
        best = ranked[0]
        torn = best.comparison.score >= weights("decision")["same"]
        reason = f"it fits two events nearly alike; {best.comparison.reason}" if torn else best.comparison.reason
        self.edges.append(Edge(profile.claims[0], best.profile.claims[0], "unsure", best.comparison.score, reason))

    def _consolidate(self) -> bool:
        """Merge events that, now that all is settled, prove to be one: each must be the other's best fit."""
        merged = False
        same = weights("decision")["same"]
        for number in range(len(self.profiles) - 1, -1, -1):
            profile = self.profiles[number]
            if profile is None:
                continue
            found = self._fitting(profile, self.rank(profile, floor=same))
            if found is None:
                continue
            best, chosen, other = found
            back = self._fitting(other, self.rank(other, floor=same))
            if back is None or back.number != number:
                continue
            self.edges.append(Edge(profile.claims[0], other.claims[0], "same", best.score, best.reason))
            self.profiles[number] = None
            self._absorb(chosen, profile)
            merged = True
        return merged

    def _new(self, profile: Profile) -> int:
        self.profiles.append(profile)
        return len(self.profiles) - 1

    def _absorb(self, number: int, profile: Profile) -> None:
        other = self.profiles[number]
        if other is None:
            raise IndexError(number)
        absorb(other, profile, self.rarity)
        self._register(profile, number)

    def _register(self, profile: Profile, number: int) -> None:
        for key in _filed(profile, self.rarity):
            self._index[key].add(number)


def _order(profile: Profile) -> tuple[int, int, int, int, str]:
    total, dated, figures, size = profile.specificity
    return -total, -dated, -figures, -size, min(profile.claims)


def _filed(profile: Profile, rarity: Rarity) -> Iterator[tuple[object, ...]]:
    """The keys an event is filed under."""
    yield from _common_keys(profile, rarity)
    countries = sorted(profile.countries) or [""]
    for country in countries:
        for days in _periods(profile):
            if days[1] - days[0] <= _NARROW:
                for month in _months(days):
                    yield "month", country, month
                    yield "month", "", month
            else:
                for year in _years(days):
                    yield "wide", country, year
            for year in _years(days):
                yield "year", country, year
    for season in profile.seasons.values():
        for country in countries:
            yield "season", country, season.first.month


def _sought(profile: Profile, rarity: Rarity) -> Iterator[tuple[object, ...]]:
    """The keys under which its event would be filed."""
    yield from _common_keys(profile, rarity)
    countries = sorted(profile.countries) or [""]
    for country in countries:
        for days in _periods(profile):
            if days[1] - days[0] <= _NARROW:
                for month in _months(days):
                    yield "month", country, month
                    yield "season", country, month[1]
                for year in _years(days):
                    yield "wide", country, year
            else:
                for year in _years(days):
                    yield "year", country, year
        for season in profile.seasons.values():
            yield "season", country, season.first.month


def _common_keys(profile: Profile, rarity: Rarity) -> Iterator[tuple[object, ...]]:
    for spot in profile.spots:
        if spot.geonames is not None:
            yield "geonames", spot.geonames
        for part in spot.parts:
            yield "place", part
    for part in profile.sites:
        yield "place", part
    for measure, values in profile.figures.items():
        for value in values:
            if value[0] >= _DISTINCT:
                yield "figure", measure, value[0]
    for part in profile.people:
        yield "person", part
    for key in profile.related:
        yield "related", key
    weigh = rarity.weight
    telling = sorted((-weigh[word], word) for word in profile.words if word in weigh)
    for _, word in telling[:_RARE_WORDS]:
        yield "word", word


def _periods(profile: Profile) -> list[tuple[int, int]]:
    if profile.core is not None:
        return [profile.core]
    # An undated report speaks of something at most a few weeks older than itself, if it is news at all.
    return [(first - 7, last) for first, last in profile.fresh]


def _months(days: tuple[int, int]) -> list[tuple[int, int]]:
    first, last = date.fromordinal(max(1, days[0] - 1)), date.fromordinal(min(days[1] + 1, date.max.toordinal()))
    count = (last.year - first.year) * 12 + last.month - first.month
    return [((first.year * 12 + first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1) for n in range(count + 1)]


def _years(days: tuple[int, int]) -> range:
    first = date.fromordinal(max(1, days[0])).year
    last = date.fromordinal(min(days[1], date.max.toordinal())).year
    return range(first, last + 1) if last - first < _YEARS else range(last - _YEARS + 1, last + 1)
