"""The claims behind anything, each in its sentence. Every number, dot, bar and line of every page leads here.

| address | lists the claims |
|---|---|
| `/claims?ids=clm_1,clm_2` | named |
| `/claims?event=evt_1` | of an event |
| `/claims?event=evt_1&measure=killed` | that give a figure of this measure |
| `/claims?event=evt_1&measure=killed&figure=2` | that give the third of its figures, as the event lists them |
| `/claims?event=evt_1&chain=chn_1` | of one of its chains |
| `/claims?country=RU&type=bombing` | of the events that meet the filters |
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from tawatur.casefile.finding import find_claims, too_common
from tawatur.record import Event
from tawatur.workbench.evidence import sentences
from tawatur.workbench.page import Page
from tawatur.workbench.pages.events import page_number
from tawatur.workbench.view import View

_ROWS = 25
_MOST = 2000


def show(request: Request) -> Response:
    """The page."""
    view = View.of(request)
    query = request.query_params
    number = page_number(query.get("page", ""))
    offset = (number - 1) * _ROWS
    event = view.case.event(query["event"]) if query.get("event") else None
    ids = behind(event, query) if event else named(query.getlist("ids"))
    common = False
    if event or ids:
        total, wanted = len(ids), ids[offset : offset + _ROWS]
    else:
        criteria = view.filters.criteria()
        with view.case.reading() as connection:
            wanted, total = find_claims(connection, criteria, limit=_ROWS, offset=offset)
            common = too_common(connection, criteria)
    told = {claim.id: claim for claim in view.case.claims(wanted)}
    return view.render(
        "claims.html",
        evidence=sentences(view, [told[name] for name in wanted if name in told]),
        event=event,
        by_filter=not (event or ids),
        common=common,
        total=total,
        number=number,
        last=max(1, -(-total // _ROWS)),
    )


def behind(event: Event, query: Mapping[str, str]) -> list[str]:
    """The claims behind a part of an event; of the whole where the part it names is not there."""
    if query.get("chain"):
        return _each(chain.claims for chain in event.chain_details if chain.id == query["chain"])
    tally = event.figures.get(query.get("measure", ""))
    if tally is None:
        return list(event.claims)
    place = query.get("figure", "")
    values = tally.values
    if place.isascii() and place.isdigit() and len(place) < 6 and int(place) < len(values):
        return list(values[int(place)].claims)
    return _each(value.claims for value in values)


def named(asked: list[str]) -> list[str]:
    """The identifiers of an address, each once, in order."""
    return list(dict.fromkeys(name for part in asked for name in part.split(",") if name))[:_MOST]


def _each(groups: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(name for group in groups for name in group))


PAGE = Page("claims", "/claims", show)
