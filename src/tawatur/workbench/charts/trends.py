"""The trend as a picture: a solid part for what is certain, a pale part up to what is possible, turns marked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from tawatur.analysis.changes import Turn
from tawatur.analysis.periods import Period
from tawatur.analysis.trends import Point
from tawatur.workbench.charts.axis import Axis, Tick
from tawatur.workbench.wording import Say

WIDTH, HEIGHT, LEFT, FOOT, TOP = 1000, 300, 56, 26, 12
SMALL = 90


class Column(NamedTuple):
    """A period: its place, the solid part, the pale part above it, and the line of the working figure."""

    x: float
    width: float
    y_sure: float
    h_sure: float
    y_may: float
    h_may: float
    y_best: float | None
    point: Point


class Flag(NamedTuple):
    """A turn: where it is, and the turn."""

    x: float
    turn: Turn


class Grid(NamedTuple):
    """A line of the scale and its number."""

    y: float
    value: float


class Picture(NamedTuple):
    """The whole picture."""

    width: int
    height: int
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    grid: tuple[Grid, ...]
    flags: tuple[Flag, ...]
    low: float
    high: float
    foot: float
    label_x: float
    mirrored: bool


def draw(
    points: Sequence[Point], turns: Sequence[Turn], say: Say, *, of: str = "events", height: int = HEIGHT
) -> Picture:
    """The picture of points in order of time.

    Args:
        of: "events", "toll" (the points have tolls), "reports" or "published".
        height: of the picture.
    """
    mirrored = say.direction == "rtl"
    low, high = (8, WIDTH - LEFT) if mirrored else (LEFT, WIDTH - 8)
    axis = Axis(Period(points[0].period.first, points[-1].period.last), low, high, mirrored)
    foot = height - FOOT
    bounds = [_bounds(point, of) for point in points]
    scale = steps(max((most for _, _, most in bounds), default=0))
    top = scale[-1] or 1
    unit = (foot - TOP) / top
    columns = []
    for point, (least, best, most) in zip(points, bounds, strict=True):
        x, width = axis.stretch(point.period.first, point.period.last, 3)
        sure, may = least * unit, (most - least) * unit
        columns.append(
            Column(
                round(x + 0.5, 1),
                round(max(width - 1.5, 2), 1),
                round(foot - sure, 1),
                round(sure, 1),
                round(foot - sure - may, 1),
                round(may, 1),
                None if best is None else round(foot - best * unit, 1),
                point,
            )
        )
    return Picture(
        width=WIDTH,
        height=height,
        columns=tuple(columns),
        ticks=axis.ticks(say, 7),
        grid=tuple(Grid(round(foot - value * unit, 1), value) for value in scale),
        flags=tuple(Flag(axis.x(points[turn.at].period.first), turn) for turn in turns),
        low=low,
        high=high,
        foot=foot,
        label_x=high + 8 if mirrored else low - 8,
        mirrored=mirrored,
    )


def _bounds(point: Point, of: str) -> tuple[float, float | None, float]:
    """Least, working figure where there is one, most."""
    if of == "toll" and point.toll is not None:
        toll = point.toll
        return toll.low, toll.best if toll.high else None, max(toll.high, toll.best, toll.low)
    if of == "reports":
        return point.reports, None, point.reports
    if of == "published":
        return point.published, None, point.published
    return point.certain, None, point.possible


def steps(most: float) -> list[float]:
    """Round numbers from 0 to at least `most`, four steps or so."""
    if most <= 0:
        return [0.0, 1.0]
    rough = most / 4
    power = 10 ** math.floor(math.log10(rough)) if rough > 0 else 1
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    step = max(step, 1)
    step = math.ceil(step) if step != int(step) else step
    return [float(step * k) for k in range(math.ceil(most / step) + 1)]
