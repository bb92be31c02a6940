"""The events table: filtered, sorted, paged, and downloaded as shown."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from tawatur.casefile.finding import ORDERS, Order, find_events
from tawatur.workbench.page import Page
from tawatur.workbench.view import View

_ROWS = 50


def show(request: Request) -> Response:
    """The page; its results alone where a script asks for them."""
    view = View.of(request)
    order, descending = sorting(request.query_params.get("sort", ""))
    number = page_number(request.query_params.get("page", ""))
    with view.case.reading() as connection:
        found = find_events(
            connection,
            view.filters.criteria(),
            order=order,
            descending=descending,
            limit=_ROWS,
            offset=(number - 1) * _ROWS,
        )
    template = "events_found.html" if view.partial else "events.html"
    return view.render(
        template,
        found=found,
        order=order,
        orders=ORDERS,
        descending=descending,
        number=number,
        last=max(1, -(-found.total // _ROWS)),
    )


def sorting(asked: str) -> tuple[Order, bool]:
    """The order asked for ("killed", "-date"): by what, and whether from the greatest. Newest first without."""
    name = asked.lstrip("-")
    for order in ORDERS:
        if order == name:
            return order, asked.startswith("-")
    return "date", True


def page_number(asked: str) -> int:
    """The number of the page asked for; the first where it is none."""
    return min(max(int(asked), 1), 1_000_000) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


PAGE = Page("events", "/events", show, in_menu=True)
