"""The strip of time above every view: all events the other filters let through, and the stretch that is shown.

Each bar leads to the same view of its period; dragging over the strip chooses a stretch (`views.js`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tawatur.analysis.columns import Columns
from tawatur.analysis.counting import place_in, possible
from tawatur.analysis.periods import Period, periods, unit_for
from tawatur.analysis.timeline import extent
from tawatur.workbench.charts.axis import Axis, Tick
from tawatur.workbench.charts.held import chosen
from tawatur.workbench.view import View

WIDTH, HEIGHT = 1000, 64
_BARS = 80
_FOOT = 18


class StripBar(NamedTuple):
    """One period: where it is drawn, how many events it can hold, and whether it is in the stretch shown."""

    period: Period
    x: float
    y: float
    width: float
    height: float
    events: int
    shown: bool


class Strip(NamedTuple):
    """The whole strip. `shade` is the left edge and width of the stretch shown, None where all is."""

    bars: tuple[StripBar, ...]
    ticks: tuple[Tick, ...]
    shade: tuple[float, float] | None
    window: Period
    undated: int
    mirrored: bool


def strip(view: View, held: Columns) -> Strip | None:
    """The strip of a view; None where no event has a date."""
    everything = chosen(view, held, dated=False)
    window = extent(held, everything)
    if window is None:
        return None
    cut = periods(window.first, window.last, unit_for(window.first, window.last, _BARS))
    whole = Period(cut[0].first, cut[-1].last)
    axis = Axis(whole, 0, WIDTH, view.say.direction == "rtl")
    counts = possible(place_in(held, everything, cut))
    top = max(float(counts.max()), 1.0)
    asked = view.filters.criteria()
    first, last = asked.first or whole.first, asked.last or whole.last
    bars = []
    for period, count in zip(cut, counts.tolist(), strict=True):
        if not count:
            continue
        x, width = axis.stretch(period.first, period.last, 3)
        height = round(max(2.0, count / top * (HEIGHT - _FOOT)), 1)
        inside = first <= period.last and period.first <= last
        bars.append(StripBar(period, x, HEIGHT - _FOOT - height, max(width - 1, 2), height, int(count), inside))
    narrowed = asked.first is not None or asked.last is not None
    return Strip(
        bars=tuple(bars),
        ticks=axis.ticks(view.say, 7),
        shade=axis.stretch(first, last, 2) if narrowed and first <= last else None,
        window=whole,
        undated=int(np.count_nonzero(everything & ~held.dated)),
        mirrored=axis.mirrored,
    )
