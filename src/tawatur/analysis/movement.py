"""Movement: the ordered places that claims of travel, training and recruitment name."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from tawatur.record import Claim, Place

KINDS = ("movement", "recruitment", "training", "extradition")


class Leg(NamedTuple):
    """From one place to the next, and the claims that say so, in order."""

    source: Place
    target: Place
    kind: str
    claims: tuple[str, ...]


def legs(claims: Iterable[Claim]) -> tuple[Leg, ...]:
    """The legs of all routes, those with the most claims first.

    A place that lies around the one before it (a city and then its country) is no step of a route.
    """
    found: dict[tuple[object, ...], tuple[Place, Place, str, list[str]]] = {}
    for claim in claims:
        if claim.event_type not in KINDS:
            continue
        stops = _stops(claim)
        for source, target in pairwise(stops):
            key = (_key(source), _key(target), claim.event_type)
            held = found.setdefault(key, (source, target, claim.event_type, []))
            if claim.id not in held[3]:
                held[3].append(claim.id)
    made = [Leg(source, target, kind, tuple(ids)) for source, target, kind, ids in found.values()]
    return tuple(sorted(made, key=lambda leg: (-len(leg.claims), leg.kind, leg.source.text, leg.target.text)))


def _stops(claim: Claim) -> list[Place]:
    stops: list[Place] = []
    for place in claim.places:
        if stops and (_key(stops[-1]) == _key(place) or _around(place, stops[-1])):
            continue
        if stops and _around(stops[-1], place):
            stops[-1] = place
            continue
        stops.append(place)
    return stops


def _around(outer: Place, inner: Place) -> bool:
    return outer.precision == "country" and inner.precision != "country" and outer.country == inner.country


def _key(place: Place) -> object:
    return place.geonames or place.name or place.text
