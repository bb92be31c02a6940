"""The timeline as a picture: lanes one above the other, spans or bars in them, an axis below."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tawatur.analysis.periods import Period
from tawatur.analysis.timeline import Bar, Lane, Timeline
from tawatur.workbench.charts.axis import Axis, Tick
from tawatur.workbench.wording import Say

WIDTH, GUTTER = 1000, 190
_LINE, _PAD, _BARS = 17, 9, 56
_DOT = 11
_LEAST = 46.0


class Mark(NamedTuple):
    """A span: where it is drawn, of which event, and whether its date is known to the day."""

    x: float
    y: float
    width: float
    height: float
    event: str
    exact: bool
    open_low: bool
    open_high: bool


class Column(NamedTuple):
    """A bar: events certain (solid) below, events only possible (hatched) on top."""

    x: float
    width: float
    y_possible: float
    h_possible: float
    y_certain: float
    h_certain: float
    bar: Bar


class Row(NamedTuple):
    """A lane with its name; `label_y` is the baseline of the name."""

    key: str
    label: str
    events: int
    top: float
    height: float
    label_y: float
    marks: tuple[Mark, ...]
    columns: tuple[Column, ...]


class Picture(NamedTuple):
    """The whole picture. `label_x` is where names of lanes begin."""

    width: int
    height: float
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    axis_y: float
    low: float
    high: float
    label_x: float
    mirrored: bool
    window: Period


def draw(found: Timeline, say: Say, name: Callable[[str], str]) -> Picture:
    """The picture of a timeline. `name` gives the name of a lane by its key."""
    mirrored = say.direction == "rtl"
    low, high = (8, WIDTH - GUTTER) if mirrored else (GUTTER, WIDTH - 8)
    axis = Axis(found.window, low, high, mirrored)
    tallest = max((bar.possible for lane in found.lanes for bar in lane.bars), default=1)
    rows, top = [], 4.0
    for lane in found.lanes:
        height = max(float(lane.lines * _LINE + 2 * _PAD), _LEAST) if lane.spans else float(_BARS + 2 * _PAD)
        rows.append(
            Row(
                lane.key,
                name(lane.key),
                lane.events,
                top,
                height,
                top + 20,
                _marks(lane, axis, top),
                _columns(lane, axis, top + height - _PAD, tallest),
            )
        )
        top += height
    return Picture(
        width=WIDTH,
        height=top + 30,
        rows=tuple(rows),
        ticks=axis.ticks(say, 7),
        axis_y=top,
        low=low,
        high=high,
        label_x=WIDTH - 6 if mirrored else 6,
        mirrored=mirrored,
        window=found.window,
    )


def _marks(lane: Lane, axis: Axis, top: float) -> tuple[Mark, ...]:
    made = []
    for span in lane.spans:
        x, width = axis.stretch(span.first, span.last, _DOT)
        opened = (span.open_end, span.open_start) if axis.mirrored else (span.open_start, span.open_end)
        exact = span.first == span.last
        made.append(Mark(x, top + _PAD + span.line * _LINE + 3, width, _LINE - 6, span.event, exact, *opened))
    return tuple(made)


def _columns(lane: Lane, axis: Axis, foot: float, tallest: int) -> tuple[Column, ...]:
    made = []
    for bar in lane.bars:
        x, width = axis.stretch(bar.period.first, bar.period.last, 3)
        whole = max(2.0, bar.possible / tallest * _BARS)
        sure = whole * bar.certain / bar.possible
        made.append(
            Column(
                x,
                max(width - 1, 2),
                round(foot - whole, 1),
                round(whole - sure, 1),
                round(foot - sure, 1),
                round(sure, 1),
                bar,
            )
        )
    return tuple(made)
