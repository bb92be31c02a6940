"""The map as a picture: Mercator, outlines of countries, circles as large as places are known.

Lengths are those of the base map: a hundredth of a degree of longitude. The map is never mirrored.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from tawatur.analysis.maplayers import Area, Areas, Cluster, Layers

UNIT = 100
WORLD = 360 * UNIT
_KM_AT_EQUATOR = WORLD / 40_075.017
_COARSE = 9000
_DATA = Path(__file__).parents[1] / "data" / "basemap.json"
_HALF_NAME, _NAME_HEIGHT = 46, 14
NARROWEST, WIDEST = 150, WORLD
RATIO = 0.56


class Outline(msgspec.Struct, frozen=True):
    """A country: its path, the box of all of it and of its largest part (left, top, right, bottom), its middle."""

    d: str
    box: tuple[int, int, int, int]
    main: tuple[int, int, int, int]
    middle: tuple[int, int]


class _Base(msgspec.Struct, frozen=True, rename={"coarse": "110", "fine": "50"}):
    coarse: dict[str, Outline]
    fine: dict[str, Outline]
    source: dict[str, str]


class Window(NamedTuple):
    """What part of the world is shown: the upper left corner, width and height."""

    left: float
    top: float
    width: float
    height: float

    @classmethod
    def around(cls, x: float, y: float, width: float) -> Window:
        """A window of that width with its middle there, moved to lie within the world."""
        width = min(max(width, NARROWEST), WIDEST)
        height = width * RATIO
        left = min(max(x - width / 2, 0.0), WORLD - width)
        top = min(max(y - height / 2, 3500.0), 29000.0 - height)
        return cls(round(left, 1), round(top, 1), round(width, 1), round(height, 1))

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def holds(self, box: tuple[int, int, int, int]) -> bool:
        """Whether any of a box can be seen."""
        return (
            box[0] <= self.left + self.width
            and box[2] >= self.left
            and box[1] <= self.top + self.height
            and box[3] >= self.top
        )


class Country(NamedTuple):
    """A country as drawn: its code, path, where its name goes, whether there is room for it, and its events."""

    code: str
    d: str
    x: float
    y: float
    named: bool
    area: Area | None


class Dot(NamedTuple):
    """A cluster as drawn: the circle of what is not known, and the disc that shows how many events."""

    x: float
    y: float
    radius: float
    disc: float
    cluster: Cluster


class Picture(NamedTuple):
    """The whole picture; `scale` is how many units one pixel of a 1000-pixel picture is."""

    window: Window
    countries: tuple[Country, ...]
    dots: tuple[Dot, ...]
    scale: float


def project(lat: float, lon: float) -> tuple[float, float]:
    """Degrees to units."""
    lat = max(-80.0, min(84.0, lat))
    y = math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))
    return round((lon + 180) * UNIT, 1), round((180 - y) * UNIT, 1)


def kilometres(km: float, lat: float) -> float:
    """How long so many kilometres are at a latitude."""
    return km * _KM_AT_EQUATOR / max(math.cos(math.radians(min(abs(lat), 83.0))), 0.1)


def window_for(found: Areas) -> Window:
    """A window that shows all areas with a little room around them; the world where there are none."""
    boxes = [_box(area) for area in found.points]
    boxes += [outline.main for area in found.countries if (outline := base().fine.get(area.spot.country))]
    if not boxes:
        return Window.around(WORLD / 2, 14_000, WIDEST)
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    width = max((right - left) * 1.12, (bottom - top) * 1.12 / RATIO, 800)
    return Window.around((left + right) / 2, (top + bottom) / 2, width)


def cell_for(window: Window) -> float:
    """The side of a cluster's square in degrees: as wide as a disc on the picture."""
    return window.width / UNIT / 22


def draw(found: Layers, window: Window) -> Picture:
    """The picture of layers in a window."""
    scale = window.width / 1000
    areas = {area.spot.country: area for area in found.countries}
    dots = [_dot(cluster, scale) for cluster in found.clusters]
    shown = [
        d
        for d in dots
        if window.holds((int(d.x - d.radius), int(d.y - d.radius), int(d.x + d.radius), int(d.y + d.radius)))
    ]
    countries = _labelled(list(_countries(areas, window)), shown, scale)
    return Picture(window, countries, tuple(shown), round(scale, 3))


def _labelled(countries: list[Country], dots: list[Dot], scale: float) -> tuple[Country, ...]:
    """The countries, named where the name lies on no disc and on no name before it: those with events first."""
    taken = [(d.x - d.disc, d.y - d.disc, d.x + d.disc, d.y + d.disc) for d in dots]
    named = set()
    for country in sorted(countries, key=lambda c: (c.area is None, -(c.area.events if c.area else 0), c.code)):
        if not (country.named or country.area):
            continue
        half, high = _HALF_NAME * scale, _NAME_HEIGHT * scale
        box = (country.x - half, country.y - high, country.x + half, country.y + high / 2)
        if not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            taken.append(box)
            named.add(country.code)
    return tuple(country._replace(named=country.code in named) for country in countries)


def background(window: Window) -> tuple[Country, ...]:
    """The countries of a window, none of them with events."""
    return tuple(_countries({}, window))


def _countries(areas: dict[str, Area], window: Window) -> Iterable[Country]:
    shapes = base().coarse if window.width > _COARSE else base().fine
    missing = {code: base().fine[code] for code in areas if code not in shapes and code in base().fine}
    for code, shape in {**shapes, **missing}.items():
        if not window.holds(shape.box):
            continue
        room = shape.main[2] - shape.main[0] > window.width / 16
        named = room and window.holds((*shape.middle, *shape.middle))
        yield Country(code, shape.d, shape.middle[0], shape.middle[1], named, areas.get(code))


def _dot(cluster: Cluster, scale: float) -> Dot:
    x, y = project(cluster.lat, cluster.lon)
    reach = max(_reach(area, x, y) for area in cluster.areas)
    disc = min(7 + 3.2 * math.sqrt(cluster.events), 26) * scale
    return Dot(x, y, round(reach, 1), round(disc, 1), cluster)


def _reach(area: Area, x: float, y: float) -> float:
    """How far from a point the outermost of an area's circle lies."""
    lat, lon = area.spot.lat or 0.0, area.spot.lon or 0.0
    at = project(lat, lon)
    return math.dist((x, y), at) + kilometres(area.radius, lat)


def _box(area: Area) -> tuple[int, int, int, int]:
    lat, lon = area.spot.lat or 0.0, area.spot.lon or 0.0
    (x, y), reach = project(lat, lon), kilometres(area.radius, lat)
    return int(x - reach), int(y - reach), int(x + reach), int(y + reach)


@cache
def base() -> _Base:
    """The base map, read once."""
    return msgspec.json.decode(_DATA.read_bytes(), type=_Base)
