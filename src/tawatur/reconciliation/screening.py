"""A cheap bound on what comparing two profiles can give, so that most pairs need not be compared.

Numbers only, no reasons: `bound` is never less than what `compare` gives, and costs a fraction of it.
"""

from __future__ import annotations

import math

from tawatur.reconciliation.comparing import Rarity, distance, likeness
from tawatur.reconciliation.profiles import Profile, Spot
from tawatur.reconciliation.tables import slack, weights


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
            return points["both_fresh"] if left.fresh and right.fresh else 0.0
        return points["fresh"]
    gap = max(one[0] - two[1], two[0] - one[1])
    if gap > 0:
        return points["next_day"] if gap == 1 and not slack(left.group) else points["slack"]
    width = max(one[1] - one[0], two[1] - two[0]) + 1
    return points["day"] if width <= points["day_width"] else points["month"]


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
    if apart:
        shared = left.countries.keys() & right.countries.keys()
        places = max((rarity.places.get(country, 0) for country in shared), default=0)
        if places > points["few"]:
            total += points["crowd"] * math.log(places / points["few"])
    return total


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
    if not left.people.keys().isdisjoint(right.people):
        total += weights("actors")["person"]
    else:
        total += max(weights("actors")["target"], weights("actors")["same"])
    figures = weights("figures")
    best = 0.0
    for measure in left.figures.keys() & right.figures.keys():
        same = {value[:2] for value in left.figures[measure]} & {value[:2] for value in right.figures[measure]}
        best = max(best, figures["most"] if same else figures["close"])
    return total + best
