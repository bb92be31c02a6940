"""Map layers: events by place, each place as the area it is known to, never as a finer point.

A city is a circle of the size of a city, a province a larger one, a country its outline. Places closer than a
reader could tell apart at the scale of the map are drawn as one cluster.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tawatur.analysis.columns import NONE, OPEN_END, Columns, Mask, Spot
from tawatur.analysis.tables import read


class Area(NamedTuple):
    """A place with its events.

    Attributes:
        spot: the place.
        radius: kilometres from its point within which the events happened; 0 for a country, drawn as outline.
        events: how many.
        first, last: the days the dated ones can have happened on, as ordinals; 0 where none is dated.
        only: the event's identifier where there is one alone.
    """

    spot: Spot
    radius: float
    events: int
    first: int
    last: int
    only: str | None = None


class Cluster(NamedTuple):
    """Areas drawn as one: their middle, weighed by events, and how many events they have."""

    lat: float
    lon: float
    events: int
    areas: tuple[Area, ...]


class Layers(NamedTuple):
    """What a map draws: outlines of countries, clusters of places; and what it cannot: events without a position."""

    countries: tuple[Area, ...]
    clusters: tuple[Cluster, ...]
    unplaced: int


class Areas(NamedTuple):
    """The places of some events: countries drawn as outlines, the others by their points; how many have neither."""

    countries: tuple[Area, ...]
    points: tuple[Area, ...]
    unplaced: int


def areas(held: Columns, chosen: Mask) -> Areas:
    """The places of the chosen events, the largest first."""
    rows = np.flatnonzero(chosen)
    found = _areas(held, rows[held.spot[rows] != NONE])
    countries = tuple(_by_size(_merged([area for area in found if is_outline(area.spot)])))
    points = tuple(_by_size([area for area in found if not is_outline(area.spot) and area.spot.lat is not None]))
    drawn = sum(area.events for area in (*countries, *points))
    return Areas(countries, points, len(rows) - drawn)


def layers(found: Areas, cell: float) -> Layers:
    """The layers of these places.

    Args:
        cell: places closer than this many degrees on the map are one cluster; 0 for none.
    """
    return Layers(found.countries, tuple(_clusters(found.points, cell)), found.unplaced)


def is_outline(spot: Spot) -> bool:
    """Whether a place is drawn as the outline of its country: it is one, or no more than its country is known."""
    return bool(spot.country) and (spot.precision == "country" or spot.lat is None)


def radius_of(precision: str) -> float:
    """The radius in kilometres that a precision is drawn with; the widest for one that no row names."""
    table: dict[str, float] = read("areas.yaml")
    return float(table.get(precision, max(table.values())))


def _areas(held: Columns, rows: npt.NDArray[np.int64]) -> list[Area]:
    """One area for each place of these events, in the order of places."""
    spots, size = held.spot[rows], len(held.spots)
    first = np.full(size, OPEN_END + 1, dtype=np.int64)
    last, alone = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    dated = held.first[rows] > 0
    np.minimum.at(first, spots[dated], held.first[rows][dated])
    np.maximum.at(last, spots[dated], held.last[rows][dated])
    alone[spots] = rows
    counts = np.bincount(spots, minlength=size)
    return [
        Area(
            spot=held.spots[number],
            radius=0.0 if is_outline(held.spots[number]) else radius_of(held.spots[number].precision),
            events=int(counts[number]),
            first=int(first[number]) if last[number] else 0,
            last=int(last[number]),
            only=held.id_of(int(alone[number])) if counts[number] == 1 else None,
        )
        for number in np.flatnonzero(counts).tolist()
    ]


def _merged(areas: list[Area]) -> list[Area]:
    """One area a country: reports name a country's entry, or a place of it that no gazetteer has."""
    found: dict[str, Area] = {}
    for area in areas:
        held = found.get(area.spot.country)
        found[area.spot.country] = area if held is None else _joined(held, area)
    return list(found.values())


def _joined(one: Area, other: Area) -> Area:
    firsts = [first for first in (one.first, other.first) if first]
    spot = one.spot if one.spot.precision == "country" else other.spot
    return Area(
        spot=spot,
        radius=0.0,
        events=one.events + other.events,
        first=min(firsts, default=0),
        last=max(one.last, other.last),
    )


def _clusters(points: tuple[Area, ...], cell: float) -> list[Cluster]:
    groups: dict[object, list[Area]] = {}
    for area in points:
        lat, lon = area.spot.lat or 0.0, area.spot.lon or 0.0
        key = (math.floor(lat / cell * 2), math.floor(lon / cell * 2)) if cell else (lat, lon)
        groups.setdefault(key, []).append(area)
    found = sorted((_cluster(areas) for areas in groups.values()), key=_order)
    return sorted(_gathered(found, cell), key=_order) if cell else found


def _order(cluster: Cluster) -> tuple[int, float, float]:
    return -cluster.events, cluster.lat, cluster.lon


def _gathered(found: list[Cluster], cell: float) -> list[Cluster]:
    """Clusters that would be drawn on top of a larger one go into it."""
    kept: list[Cluster] = []
    for cluster in found:
        near = next((k for k, other in enumerate(kept) if _apart(cluster, other) < cell), None)
        if near is None:
            kept.append(cluster)
        else:
            kept[near] = _cluster([*kept[near].areas, *cluster.areas])
    return kept


def _apart(one: Cluster, other: Cluster) -> float:
    """Degrees between two clusters as a Mercator map shows them, those of longitude being the measure."""
    stretch = math.cos(math.radians(min(max(abs(one.lat), abs(other.lat)), 80)))
    return math.hypot(one.lon - other.lon, (one.lat - other.lat) / stretch)


def _cluster(areas: list[Area]) -> Cluster:
    events = sum(area.events for area in areas)
    lat = sum((area.spot.lat or 0.0) * area.events for area in areas) / events
    lon = sum((area.spot.lon or 0.0) * area.events for area in areas) / events
    return Cluster(round(lat, 4), round(lon, 4), events, tuple(areas))


def _by_size(areas: list[Area]) -> list[Area]:
    return sorted(areas, key=lambda area: (-area.events, area.spot.country, area.spot.name))
