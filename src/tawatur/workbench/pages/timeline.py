"""The timeline: events as spans of the days they can have happened on, from decades to days."""

from __future__ import annotations

from datetime import date
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from tawatur.analysis.periods import Period
from tawatur.analysis.timeline import OTHERS, By, timeline
from tawatur.codebook import event_types
from tawatur.workbench.charts import timeline as picture
from tawatur.workbench.charts.frame import asked, label_of, labels, render, span_query, window_of
from tawatur.workbench.page import Page
from tawatur.workbench.view import View, link

_LANE_FILTER = {"type": "type", "family": "type", "actor": "actor", "country": "country"}
_EARLIEST, _LATEST = date(1, 1, 1).toordinal(), date(9999, 12, 31).toordinal()


def show(request: Request) -> Response:
    """The page."""
    view = View.of(request)
    held, chosen = asked(view)
    by = _by(request.query_params.get("by", ""))
    kinds = {name: kind.family for name, kind in event_types().items()}
    found = timeline(held, chosen, by=by, window=window_of(view), families=kinds)
    if found is None:
        return render(view, "timeline.html", held, chosen, found=None, by=by, ways=get_args(By))
    drawn = picture.draw(found, view.say, lambda key: _lane_name(view, by, key))
    events = [span.event for lane in found.lanes for span in lane.spans]
    rows = labels(view, events)
    return render(
        view,
        "timeline.html",
        held,
        chosen,
        found=found,
        picture=drawn,
        by=by,
        ways=get_args(By),
        rows=rows,
        name=lambda event: label_of(view, rows[event]),
        lane_query=lambda key: {_LANE_FILTER[by]: [key]} if key != OTHERS else {},
        moves=_moves(view, found.window),
        listed=sorted(rows.values(), key=lambda row: (row.first_day or "", row.last_day or "", row.event)),
    )


def _by(text: str) -> By:
    return next((by for by in get_args(By) if by == text), "type")


def _lane_name(view: View, by: By, key: str) -> str:
    return view.say("timeline.others") if key == OTHERS else view.names.filter_value(_LANE_FILTER[by], key)


def _moves(view: View, window: Period) -> dict[str, str]:
    """Addresses of the stretch before and after, of half and of twice as long."""
    first, last = window.first.toordinal(), window.last.toordinal()
    quarter, half = max(window.days // 4, 1), max(window.days // 2, 1)
    stretches = {
        "earlier": (first - half, last - half),
        "later": (first + half, last + half),
        "closer": (first + quarter, last - quarter),
        "wider": (first - half, last + half),
    }
    return {name: _address(view, *stretch) for name, stretch in stretches.items() if stretch[0] <= stretch[1]}


def _address(view: View, first: int, last: int) -> str:
    stretch = Period(*(date.fromordinal(min(max(day, _EARLIEST), _LATEST)) for day in (first, last)))
    query = {**view.filters.as_query(), **span_query(stretch)}
    return link("/timeline", query, by=view.request.query_params.get("by"))


PAGE = Page("timeline", "/timeline", show, in_menu=True)
