"""What the reports of a case mean by a place's name, counted as documents come and go.

A name has one sense in a case far more often than two: a report that names a foreign agency can lead the
gazetteer to a namesake in that agency's country. Where reports settle one wording on several countries, and
one of them by far the most often, a report that settles it on another is read both ways.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TypeAlias

import msgspec

from tawatur.reconciliation.profiles import places_of
from tawatur.reconciliation.tables import level_of
from tawatur.reconciliation.words import name_parts
from tawatur.record import Claim, Place

Name: TypeAlias = frozenset[str]
"""A place's name as the skeletons of its words."""
Sense: TypeAlias = tuple[str, int | None]
"""A country and a gazetteer's number."""
_USUAL_SHARE = 3


class Senses:
    """The votes of a case's documents on what each name of a place means."""

    def __init__(self) -> None:
        self._votes: dict[Name, Counter[Sense]] = defaultdict(Counter)
        self._examples: dict[tuple[Name, Sense], Counter[Place]] = defaultdict(Counter)
        self._documents: dict[Name, set[str]] = defaultdict(set)
        self._usual: dict[Name, Place] = {}

    def add(self, claims: Iterable[Claim]) -> set[str]:
        """Count a document's claims in; the documents whose reading of a name changes by it."""
        return self._count(claims, 1)

    def remove(self, claims: Iterable[Claim]) -> set[str]:
        """Count a document's claims out; the documents whose reading of a name changes by it."""
        return self._count(claims, -1)

    def of(self, claims: Iterable[Claim]) -> dict[str, Place]:
        """What the case means by those wordings of `claims` that it has a usual sense for."""
        if not self._usual:
            return {}
        texts = {place.text for claim in claims for place in places_of(claim)}
        return {text: self._usual[parts] for text in texts if (parts := name_parts(text)) in self._usual}

    def _count(self, claims: Iterable[Claim], by: int) -> set[str]:
        named: dict[tuple[Name, Sense], dict[Place, str]] = defaultdict(dict)
        for claim in claims:
            for place in places_of(claim):
                if place.country and level_of(place.precision) != "country" and (parts := name_parts(place.text)):
                    bare = msgspec.structs.replace(place, span=(0, 0), reason="")
                    named[parts, (place.country, place.geonames)][bare] = claim.sha256
        for (parts, sense), found in named.items():
            sha256 = next(iter(found.values()))
            self._votes[parts][sense] += by
            for place in found:
                self._examples[parts, sense][place] += by
            (self._documents[parts].add if by > 0 else self._documents[parts].discard)(sha256)
        return {sha256 for parts in {parts for parts, _ in named} for sha256 in self._settle(parts)}

    def _settle(self, parts: Name) -> set[str]:
        """The usual sense of a name anew; the documents that use the name if it changed."""
        usual = self._decide(parts)
        if usual == self._usual.get(parts):
            return set()
        if usual is None:
            del self._usual[parts]
        else:
            self._usual[parts] = usual
        return set(self._documents[parts])

    def _decide(self, parts: Name) -> Place | None:
        votes = {sense: count for sense, count in self._votes[parts].items() if count > 0}
        if len({country for country, _ in votes}) < 2:
            return None
        ranked = sorted(votes, key=lambda sense: (-votes[sense], sense[0], sense[1] or 0))
        if votes[ranked[0]] < _USUAL_SHARE * votes[ranked[1]]:
            return None
        examples = (place for place, count in self._examples[parts, ranked[0]].items() if count > 0)
        return min(examples, key=msgspec.json.encode)


def senses_of(claims: Iterable[Claim]) -> dict[str, Place]:
    """What all these claims together mean by the wordings they use."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.sha256].append(claim)
    senses = Senses()
    for found in told.values():
        senses.add(found)
    return senses.of(claim for found in told.values() for claim in found)
