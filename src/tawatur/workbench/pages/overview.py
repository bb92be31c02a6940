"""The overview: what the case holds, what is new in it, what contradicts, what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from tawatur.casefile.finding import Criteria, find_events
from tawatur.casefile.summing import Facet, facets_of, summary
from tawatur.record import Event, FigureValue
from tawatur.workbench.ladder import furthest
from tawatur.workbench.page import Page
from tawatur.workbench.pages.add import add, adding
from tawatur.workbench.view import View

_LISTED = 7
_REJECTED = 20
_YEARS = 30


class Rivals(NamedTuple):
    """An event and two of its figures that cannot both be true."""

    event: Event
    measure: str
    low: FigureValue
    high: FigureValue


class Column(NamedTuple):
    """One year of the small chart: its events, and its bar from the top in a box of 100 by 100."""

    year: str
    events: int
    x: float
    y: float
    width: float
    height: float


def show(request: Request) -> Response:
    """The page, or the first steps where the case is empty."""
    view = View.of(request)
    with view.case.reading() as connection:
        held = summary(connection)
        years = facets_of(connection, "year")
        newest = find_events(connection, Criteria(), limit=_LISTED).rows
        against = find_events(connection, Criteria(review="contradicted"), order="documents", limit=_LISTED).rows
    rejected = view.case.rejected() if held.rejected or not held.documents else ()
    return view.render(
        "overview.html",
        held=held,
        newest=view.case.events_named([row.event for row in newest]),
        rivals=rivals(view.case.events_named([row.event for row in against])),
        rejected=rejected[:_REJECTED],
        unread=len(rejected),
        columns=columns(years),
    )


def rivals(events: Sequence[Event]) -> list[Rivals]:
    """For each event the measure that contradicts itself, the dead before others, with its outermost figures."""
    found = []
    for event in events:
        measures = [name for name, tally in event.figures.items() if tally.contradiction]
        measure = min(measures, key=lambda name: (name != "killed", name))
        found.append(Rivals(event, measure, *furthest(event.figures[measure])))
    return found


def columns(years: Sequence[Facet]) -> list[Column]:
    """The last years that have events, as bars: none is left out between the first and the last."""
    counted = {int(item.value): item.events for item in years}
    if not counted:
        return []
    last = max(counted)
    shown = range(max(min(counted), last - _YEARS + 1), last + 1)
    most, step = max(counted[year] for year in counted if year in shown), 100 / len(shown)
    return [
        Column(
            f"{year:04d}",
            counted.get(year, 0),
            round(place * step + step * 0.1, 3),
            round(100 - 100 * counted.get(year, 0) / most, 3),
            round(step * 0.8, 3),
            round(100 * counted.get(year, 0) / most, 3),
        )
        for place, year in enumerate(shown)
    ]


PAGE = Page("overview", "/", show, in_menu=True, more=(("/adding", adding), ("/add", add, "POST")))
