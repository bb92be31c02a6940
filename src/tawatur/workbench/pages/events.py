"""The events table: filtered, sorted, paged, and downloaded as shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

import msgspec
from sqlalchemy import func, select
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from tawatur.casefile import Case
from tawatur.casefile.finding import ORDERS, Criteria, Order, find_events, too_common
from tawatur.casefile.tables import paths
from tawatur.publishing.decisions import Decisions
from tawatur.publishing.events import decided_json, event_json
from tawatur.publishing.working_table import header, line, row
from tawatur.record import Event
from tawatur.workbench.page import Page
from tawatur.workbench.view import View

_ROWS = 50
_BATCH = 500


def show(request: Request) -> Response:
    """The page."""
    view = View.of(request)
    order, descending = sorting(request.query_params.get("sort", ""))
    number = page_number(request.query_params.get("page", ""))
    with view.case.reading() as connection:
        criteria = view.filters.criteria()
        common = too_common(connection, criteria)
        found = find_events(
            connection,
            criteria,
            order=order,
            descending=descending,
            limit=_ROWS,
            offset=(number - 1) * _ROWS,
        )
    events = view.case.events_named([row.event for row in found.rows])
    return view.render(
        "events.html",
        events=events,
        currencies=currencies(view.case, events),
        common=common,
        total=found.total,
        order=order,
        descending=descending,
        number=number,
        last=max(1, -(-found.total // _ROWS)),
    )


def currencies(case: Case, events: Sequence[Event]) -> dict[str, str]:
    """The currencies of the amounts of events, by event: the name of the measure does not tell them."""
    amounts = [event for event in events if "amount" in event.figures]
    of = {name: event.id for event in amounts for value in event.figures["amount"].values for name in value.claims}
    found: dict[str, dict[str, None]] = {}
    for claim in case.claims(list(of)) if of else ():
        for figure in claim.figures:
            if figure.measure == "amount":
                found.setdefault(of[claim.id], {})[figure.unit] = None
    return {event: "/".join(sorted(units)) for event, units in found.items()}


def download(form: Callable[[Case, list[Event]], Iterator[bytes]], kind: str, request: Request) -> Response:
    """All events that meet the filters, in the order shown, as a file."""
    view = View.of(request)
    order, descending = sorting(request.query_params.get("sort", ""))
    batches = _batches(view.case, view.filters.criteria(), order, descending=descending)
    pieces = (piece for batch in batches for piece in form(view.case, batch))
    start = [header()] if form is as_table else []
    name = request.url.path.rpartition("/")[2]
    return StreamingResponse(
        (piece for part in (start, pieces) for piece in part),
        media_type=kind,
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def as_table(case: Case, events: list[Event]) -> Iterator[bytes]:
    """Rows of a table, as `tawatur export --format csv` writes them."""
    told = {claim.id: claim for claim in case.claims([name for event in events for name in event.claims])}
    names = _paths(case, {sha256 for event in events for sha256 in event.documents})
    for event in events:
        own = sorted(
            (told[name] for name in event.claims if name in told),
            key=lambda claim: (claim.document, claim.span, claim.id),
        )
        yield line(row(event, own, sorted(names[sha256] for sha256 in event.documents)))


def as_lines(case: Case, events: list[Event]) -> Iterator[bytes]:
    """JSON Lines, as `tawatur export --format events` writes them."""
    names = _paths(case, {sha256 for event in events for sha256 in (*event.documents, *event.mentioned_in)})
    decisions = Decisions.of(case, [name for event in events for name in event.claims])
    for event in events:
        yield msgspec.json.encode(event_json(event, names) | decided_json(event, decisions)) + b"\n"


def _paths(case: Case, wanted: Collection[str]) -> dict[str, str]:
    chosen = select(paths.c.sha256, func.min(paths.c.path).label("path")).group_by(paths.c.sha256)
    with case.reading() as connection:
        found = connection.execute(chosen.where(paths.c.sha256.in_(sorted(wanted))))
        return {row.sha256: row.path for row in found}


def _batches(case: Case, criteria: Criteria, order: Order, *, descending: bool) -> Iterator[list[Event]]:
    offset = 0
    while True:
        with case.reading() as connection:
            found = find_events(connection, criteria, order=order, descending=descending, limit=_BATCH, offset=offset)
        if not found.rows:
            return
        yield case.events_named([row.event for row in found.rows])
        offset += _BATCH


def sorting(asked: str) -> tuple[Order, bool]:
    """The order asked for ("killed", "-date"): by what, and whether from the greatest. Newest first without."""
    name = asked.removeprefix("-")
    for order in ORDERS:
        if order == name:
            return order, asked.startswith("-")
    return "date", True


def page_number(asked: str) -> int:
    """The number of the page asked for; the first where it is none."""
    return min(max(int(asked), 1), 1_000_000) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1


PAGE = Page(
    "events",
    "/events",
    show,
    in_menu=True,
    more=(
        ("/events.csv", partial(download, as_table, "text/csv; charset=utf-8")),
        ("/events.jsonl", partial(download, as_lines, "application/x-ndjson")),
    ),
)
