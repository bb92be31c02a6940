"""Money, routes and standing as pictures: ribbons between two columns, bows on the map, dated lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tawatur import dates
from tawatur.analysis.money import End, Stream
from tawatur.analysis.movement import Leg
from tawatur.analysis.periods import Period
from tawatur.analysis.standing import Declared, Status
from tawatur.errors import DateError
from tawatur.record import Place
from tawatur.workbench.charts import worldmap
from tawatur.workbench.charts.axis import Axis, Tick
from tawatur.workbench.charts.worldmap import Country, Window
from tawatur.workbench.wording import Say

WIDTH, NODE, GAP = 1000, 12, 22
_THICK = 12
_SIDE = 270
_ROW, _GUTTER = 44, 300


class Block(NamedTuple):
    """One end of flows as drawn: `at_start` is the column money comes from."""

    x: float
    y: float
    height: float
    end: End | None
    at_start: bool
    label_x: float


class Ribbon(NamedTuple):
    """A stream as drawn; the thicker the more claims tell it, whatever the sums."""

    d: str
    width: float
    stream: Stream


class Money(NamedTuple):
    """The picture of all streams."""

    width: int
    height: float
    blocks: tuple[Block, ...]
    ribbons: tuple[Ribbon, ...]
    mirrored: bool


class Bow(NamedTuple):
    """A leg of a route as drawn."""

    d: str
    width: float
    leg: Leg


class Stop(NamedTuple):
    """A place of a route as drawn, with the radius it is known to."""

    x: float
    y: float
    radius: float
    place: Place


class Routes(NamedTuple):
    """The map of routes."""

    window: Window
    countries: tuple[Country, ...]
    bows: tuple[Bow, ...]
    stops: tuple[Stop, ...]
    scale: float


class Point(NamedTuple):
    """A declaration as drawn: from `x` on, `width` wide where its date is not a day. None where it has no date."""

    x: float
    width: float
    declared: Declared
    opens: bool


class Line(NamedTuple):
    """The standing of one actor with one authority: its points, and the stretches for which it held."""

    y: float
    status: Status
    points: tuple[Point, ...]
    stretches: tuple[tuple[float, float], ...]
    undated: tuple[Declared, ...]


class Lines(NamedTuple):
    """All lines over one axis of time; `ticks` is empty where nothing is dated."""

    width: int
    height: float
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    label_x: float
    low: float
    high: float


def draw(streams: Sequence[Stream], *, mirrored: bool) -> Money:
    """The picture of streams; money goes the way the reader reads."""
    starts, height_start = _column([(s.source, len(s.flows)) for s in streams])
    stops, height_stop = _column([(s.target, len(s.flows)) for s in streams])
    left, right = (WIDTH - _SIDE, _SIDE) if mirrored else (_SIDE, WIDTH - _SIDE)
    blocks = [*_blocks(starts, left, mirrored, at_start=True), *_blocks(stops, right, mirrored, at_start=False)]
    used_start, used_stop = dict.fromkeys(starts, 0.0), dict.fromkeys(stops, 0.0)
    ribbons = []
    for stream in streams:
        one, other, width = _key(stream.source), _key(stream.target), float(_THICK * len(stream.flows))
        y1 = starts[one][1] + used_start[one] + width / 2
        y2 = stops[other][1] + used_stop[other] + width / 2
        used_start[one] += width
        used_stop[other] += width
        x1, x2 = (left - NODE, right + NODE) if mirrored else (left + NODE, right - NODE)
        middle = (x1 + x2) / 2
        ribbons.append(Ribbon(f"M{x1} {y1:.1f}C{middle} {y1:.1f} {middle} {y2:.1f} {x2} {y2:.1f}", width, stream))
    return Money(WIDTH, max(height_start, height_stop), tuple(blocks), tuple(ribbons), mirrored)


def _key(end: End | None) -> str:
    return "" if end is None else end.id or end.name


def _column(ends: list[tuple[End | None, int]]) -> tuple[dict[str, tuple[End | None, float, float]], float]:
    """By key: the end, its top and its height; and the height of all."""
    sizes: dict[str, int] = {}
    held: dict[str, End | None] = {}
    for end, count in ends:
        sizes[_key(end)] = sizes.get(_key(end), 0) + count
        held.setdefault(_key(end), end)
    placed, top = {}, 10.0
    for key in sorted(sizes, key=lambda key: (-sizes[key], key)):
        height = float(_THICK * sizes[key])
        placed[key] = (held[key], top, height)
        top += max(height, _THICK) + GAP
    return placed, top


def _blocks(
    column: dict[str, tuple[End | None, float, float]], x: float, mirrored: bool, *, at_start: bool
) -> list[Block]:
    outward = at_start != mirrored  # names stand on the outer side
    edge = x if outward else x - NODE
    label = edge - 8 if outward else edge + NODE + 8
    return [Block(edge, y, height, end, at_start, label) for end, y, height in column.values()]


def draw_routes(legs: Sequence[Leg]) -> Routes | None:
    """The map of legs whose ends both have a position; None where there are none."""
    able = [leg for leg in legs if leg.source.lat is not None and leg.target.lat is not None]
    if not able:
        return None
    stops = {_place_key(place): _stop(place) for leg in able for place in (leg.source, leg.target)}
    xs, ys = [stop.x for stop in stops.values()], [stop.y for stop in stops.values()]
    width = max((max(xs) - min(xs)) * 1.3, (max(ys) - min(ys)) * 1.3 / worldmap.RATIO, 1500)
    window = Window.around((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2, width)
    scale = window.width / 1000
    bows = tuple(_bow(leg, stops[_place_key(leg.source)], stops[_place_key(leg.target)], scale) for leg in able)
    return Routes(window, worldmap.background(window), bows, tuple(stops.values()), round(scale, 3))


def _stop(place: Place) -> Stop:
    from tawatur.analysis.maplayers import radius_of

    x, y = worldmap.project(place.lat or 0.0, place.lon or 0.0)
    known = 0.0 if place.precision == "country" else radius_of(place.precision or "")
    return Stop(x, y, round(worldmap.kilometres(known, place.lat or 0.0), 1), place)


def _place_key(place: Place) -> object:
    return place.geonames or (place.name, place.lat, place.lon)


def _bow(leg: Leg, one: Stop, other: Stop, scale: float) -> Bow:
    length = math.dist((one.x, one.y), (other.x, other.y)) or 1.0
    cx = (one.x + other.x) / 2 - (other.y - one.y) * 0.18
    cy = (one.y + other.y) / 2 + (other.x - one.x) * 0.18
    short = min(12 * scale, length / 3) / (math.dist((cx, cy), (other.x, other.y)) or 1.0)
    ex, ey = other.x - (other.x - cx) * short, other.y - (other.y - cy) * short
    width = (1.5 + math.log2(len(leg.claims) + 1)) * scale
    return Bow(f"M{one.x:.1f} {one.y:.1f}Q{cx:.1f} {cy:.1f} {ex:.1f} {ey:.1f}", round(width, 1), leg)


def draw_lines(lines: Sequence[Status], say: Say) -> Lines:
    """The picture of standings, one line each, over the time their declarations span."""
    mirrored = say.direction == "rtl"
    low, high = (12, WIDTH - _GUTTER) if mirrored else (_GUTTER, WIDTH - 12)
    days = [day for status in lines for item in status.declared if (day := _days(item.date))]
    axis = None
    if days:
        first, last = min(day[0] for day in days), max(day[1] for day in days)
        axis = Axis(Period(date(first.year, 1, 1), date(min(last.year + 1, 9999), 12, 31)), low, high, mirrored)
    drawn = tuple(_line(status, axis, 10 + _ROW * k + _ROW / 2) for k, status in enumerate(lines))
    return Lines(
        WIDTH,
        10 + _ROW * len(lines) + 28,
        drawn,
        axis.ticks(say, 8) if axis else (),
        WIDTH - 6 if mirrored else 6,
        low,
        high,
    )


def _line(status: Status, axis: Axis | None, y: float) -> Line:
    points: list[Point] = []
    stretches = []
    undated = tuple(item for item in status.declared if _days(item.date) is None)
    opened: date | None = None
    for item in status.declared:
        days = _days(item.date)
        if days is None or axis is None:
            continue
        x, width = axis.stretch(*days, 12)
        opens = item.kind in ("designation", "recognition")
        points.append(Point(x, width, item, opens))
        if opens:
            opened = opened or days[0]
        elif opened:
            stretches.append(axis.stretch(opened, days[1]))
            opened = None
    if opened and axis is not None:
        stretches.append(axis.stretch(opened, axis.window.last))
    return Line(y, status, tuple(points), tuple(stretches), undated)


def _days(text: str | None) -> tuple[date, date] | None:
    try:
        parsed = dates.parse(text) if text else None
    except DateError:
        return None
    if parsed is None or parsed.yearless or parsed.first == date.min or parsed.last == date.max:
        return None
    return parsed.first, parsed.last
