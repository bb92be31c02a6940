"""Trends: what rose, since when, how sure, and which claims say so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple, get_args

from starlette.requests import Request
from starlette.responses import Response

from tawatur import dates
from tawatur.analysis.changes import turns
from tawatur.analysis.columns import Columns, Mask
from tawatur.analysis.periods import Period, Unit, periods, unit_for
from tawatur.analysis.timeline import extent
from tawatur.analysis.trends import Group, compare, trend
from tawatur.codebook import measures
from tawatur.workbench.charts import trends as picture
from tawatur.workbench.charts.axis import name_of
from tawatur.workbench.charts.frame import asked, render, window_of
from tawatur.workbench.charts.held import chosen as chosen_events
from tawatur.workbench.page import Page
from tawatur.workbench.view import View

_UNITS: tuple[Unit, ...] = ("month", "quarter", "year")
_MOST, _USUAL = 400, 72


class Pair(NamedTuple):
    """Two periods to compare."""

    before: Period
    after: Period


def show(request: Request) -> Response:
    """The page."""
    view = View.of(request)
    held, chosen = asked(view)
    window = window_of(view) or extent(held, chosen)
    measure = _measure(held, request.query_params.get("measure", ""))
    by = _group(request.query_params.get("by", ""))
    common = {
        "measure": measure,
        "measures": [name for name in _summed() if name in held.measures],
        "by": by,
        "groups": get_args(Group),
        "units": _UNITS,
    }
    if window is None:
        return render(view, "trends.html", held, chosen, found=None, unit="month", **common)
    unit = _unit(request.query_params.get("unit", ""), window)
    cut = periods(window.first, window.last, unit)
    found = trend(held, chosen, cut, measure or None)
    changed = turns(found.points)
    pair = _pair(request, cut)
    everything = _whole(view, held)
    return render(
        view,
        "trends.html",
        held,
        chosen,
        found=found,
        unit=unit,
        changed=changed,
        events=picture.draw(found.points, changed.found, view.say),
        tolls=picture.draw(found.points, (), view.say, of="toll", height=230) if measure else None,
        reports=picture.draw(found.points, (), view.say, of="reports", height=110),
        published=picture.draw(found.points, (), view.say, of="published", height=110),
        period_name=lambda period: name_of(view.say, period, unit),
        pair=pair,
        compared=compare(held, everything, pair.before, pair.after, by),
        group_name=lambda key: view.names.filter_value(by, key),
        at=lambda turn: found.points[turn.at].period,
        stretch=lambda turn: Period(found.points[turn.at].period.first, found.points[-1].period.last),
        **common,
    )


def _group(text: str) -> Group:
    groups: tuple[Group, ...] = get_args(Group)
    return next((group for group in groups if group == text), "type")


def _whole(view: View, held: Columns) -> Mask:
    """The chosen events of all time: the two periods compared are named apart from the stretch shown."""
    return chosen_events(view, held, dated=False)


def _measure(held: Columns, text: str) -> str:
    return text if text in held.measures and text in _summed() else ""


def _summed() -> list[str]:
    """The measures that may be added up over events: people. Sums of money are of several currencies."""
    return [name for name, measure in measures().items() if measure.unit == "people"]


def _unit(text: str, window: Period) -> Unit:
    """The unit asked for, unless it would cut the stretch too fine to draw."""
    able = [unit for unit in _UNITS if len(periods(window.first, window.last, unit)) <= _MOST] or ["year"]
    usual = unit_for(window.first, window.last, _USUAL)
    best = next((unit for unit in able if unit == (usual if usual in _UNITS else "month")), able[0])
    return next((unit for unit in able if unit == text), "year" if usual == "decade" else best)


def _pair(request: Request, cut: tuple[Period, ...]) -> Pair:
    """The periods asked for; without, the last year of the stretch shown and the year before."""
    query = request.query_params
    last = cut[-1].last
    start = _a_year_before(last) + timedelta(days=1)
    before = Period(_a_year_before(start), start - timedelta(days=1))
    return Pair(_period(query.get("before", "")) or before, _period(query.get("after", "")) or Period(start, last))


def _a_year_before(day: date) -> date:
    if day.year == 1:
        return day
    return (
        day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
    )


def _period(text: str) -> Period | None:
    if not text or not dates.is_edtf(text):
        return None
    parsed = dates.parse(text)
    closed = parsed.first > date.min and parsed.last < date.max and not parsed.yearless
    return Period(parsed.first, parsed.last) if closed else None


PAGE = Page("trends", "/trends", show, in_menu=True)
