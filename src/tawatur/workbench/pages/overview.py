"""The overview: what the case holds, what is new in it, what contradicts, what could not be read."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from tawatur.casefile.finding import Criteria, find_events
from tawatur.casefile.summing import summary
from tawatur.workbench.page import Page
from tawatur.workbench.view import View

_NEWEST = 8


def show(request: Request) -> Response:
    """The page, or the first steps where the case is empty."""
    view = View.of(request)
    with view.case.reading() as connection:
        held = summary(connection)
        newest = find_events(connection, Criteria(), limit=_NEWEST)
        rivals = find_events(connection, Criteria(review="contradicted"), order="documents", limit=_NEWEST)
        unsure = find_events(connection, Criteria(review="unsure"), limit=1).total
    return view.render(
        "overview.html",
        held=held,
        newest=newest.rows,
        rivals=rivals,
        unsure=unsure,
        rejected=view.case.rejected()[:_NEWEST],
    )


PAGE = Page("overview", "/", show, in_menu=True)
