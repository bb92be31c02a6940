"""A cheap bound on what comparing two profiles can give, so that most pairs need not be compared.

Numbers only, no reasons: `bound` is never less than what `compare` gives, and costs a fraction of it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from tawatur.reconciliation.comparing import Rarity, distance, distinctive, likeness
from tawatur.reconciliation.profiles import Days, Profile, Spot
from tawatur.reconciliation.tables import weights


def bound(left: Profile, right: Profile, rarity: Rarity, prior: str = "across") -> float:
    """The most that comparing the two can give."""
    told = weights("prior")[prior] + _when(left, right) + _where(left, right, rarity) + _what(left, right)
    points = weights("words")
    if told + points["most"] < weights("decision")["unsure"]:
        return told + points["most"]
    return told + min(points["most"], points["scale"] * likeness(left, right, rarity))


def _when(left: Profile, right: Profile) -> float:
    points = weights("date")
    one, two = left.core, right.core
    if one is None or two is None:
        if left.seasons or right.seasons:
            return points["season"]
        if one is None and two is None:
            return _both_fresh(left, right)
        return _fresh(one or two or (0, 0), (right if two is None else left).fresh)
    gap = max(one[0] - two[1], two[0] - one[1])
    if gap > 0:
        return max(points["slack"], points["slip"] * gap)
    width = max(one[1] - one[0], two[1] - two[0]) + 1
    return points["day"] if width <= points["day_width"] else points["month"]


def _fresh(core: Days, fresh: Sequence[Days]) -> float:
    points = weights("date")
    if not fresh:
        return 0.0
    # Published in the month of its date counts as more than published within a month of it.
    wait = min(days[0] for days in fresh) - core[1]
    return points["fresh"] if wait <= points["fresh_days"] else max(points["recent"], points["old"])


def _both_fresh(left: Profile, right: Profile) -> float:
    points = weights("date")
    if not left.fresh or not right.fresh:
        return 0.0
    firsts, lasts = [(min(a for a, _ in side.fresh), max(b for _, b in side.fresh)) for side in (left, right)]
    gap = max(firsts[0] - lasts[1], lasts[0] - firsts[1])
    return points["both_fresh"] if gap <= points["fresh_days"] else 0.0


def _where(left: Profile, right: Profile, rarity: Rarity) -> float:
    points = weights("place")
    total = points["country"]
    if not left.sites.keys().isdisjoint(right.sites):
        total += points["site"]
    apart = True
    if left.spots and right.spots:
        best = max(_two_spots(one, two) for one in left.spots for two in right.spots)
        total += best
        apart = best <= 0
    if not apart:
        return total
    shared = left.countries.keys() & right.countries.keys()
    places = max((rarity.places.get(country, 0) for country in shared), default=0)
    return total + (points["crowd"] * math.log(places / points["few"]) if places > points["few"] else 0.0)


def _two_spots(left: Spot, right: Spot) -> float:
    points = weights("place")
    if (left.geonames is not None and left.geonames == right.geonames) or not left.parts.isdisjoint(right.parts):
        return points["city"]
    if "region" in (left.level, right.level):
        return max(points["region"], points["within"])
    far = distance(left.at, right.at)
    if far is None:
        return points["names_differ"] if left.parts and right.parts else 0.0
    if far <= points["near_km"]:
        return points["near"]
    return points["far"] if far > points["far_km"] else 0.0


def _what(left: Profile, right: Profile) -> float:
    total = weights("types")["same"] if left.real == right.real else weights("modality")["modality"]
    if not left.related.isdisjoint(right.related):
        total += weights("related")["same"]
    return total + _who(left, right) + _how_many(left, right)


def _who(left: Profile, right: Profile) -> float:
    points = weights("actors")
    if not left.people.keys().isdisjoint(right.people):
        return points["person"]
    if left.people and right.people:
        return points["persons_differ"]
    if not left.targets.keys().isdisjoint(right.targets):
        return points["target"]
    if left.perpetrators and right.perpetrators:
        return points["differ"] if left.perpetrators.keys().isdisjoint(right.perpetrators) else points["same"]
    return 0.0


def _how_many(left: Profile, right: Profile) -> float:
    points = weights("figures")
    equal = []
    for measure in left.figures.keys() & right.figures.keys():
        same = {value[:2] for value in left.figures[measure]} & {value[:2] for value in right.figures[measure]}
        if same:
            equal.append(distinctive(max(same)[0]))
    if not equal:
        return points["close"]
    return min(points["most"], sum(equal) + (points["two_measures"] if len(equal) > 1 else 0.0))
