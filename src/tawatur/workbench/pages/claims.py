"""The claims behind anything: those named, or those of the events that meet the filters, each in its sentence.

`/claims?ids=clm_1,clm_2` lists these; `/claims?country=RU&type=bombing` those of the events of that view.
Every number, dot, bar and line of every page leads here.
"""

from __future__ import annotations

from sqlalchemy import func, select
from starlette.requests import Request
from starlette.responses import Response

from tawatur.casefile.finding import claims_of
from tawatur.workbench.evidence import sentences
from tawatur.workbench.page import Page
from tawatur.workbench.pages.events import page_number
from tawatur.workbench.view import View

_ROWS = 25
_MOST = 2000


def show(request: Request) -> Response:
    """The page."""
    view = View.of(request)
    number = page_number(request.query_params.get("page", ""))
    ids = named(request.query_params.getlist("ids"))
    if ids:
        total, wanted = len(ids), ids[(number - 1) * _ROWS : number * _ROWS]
    else:
        chosen = claims_of(view.filters.criteria()).order_by("claim")
        with view.case.reading() as connection:
            total = connection.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
            page = chosen.limit(_ROWS).offset((number - 1) * _ROWS)
            wanted = list(connection.execute(page).scalars())
    told = view.case.claims(wanted)
    return view.render(
        "claims.html",
        evidence=sentences(view, told),
        total=total,
        number=number,
        last=max(1, -(-total // _ROWS)),
    )


def named(asked: list[str]) -> list[str]:
    """The identifiers of an address, each once, in order."""
    return list(dict.fromkeys(name for part in asked for name in part.split(",") if name))[:_MOST]


PAGE = Page("claims", "/claims", show)
