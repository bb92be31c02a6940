"""One event: its figures side by side, its chains, every claim in its sentence, the judgements and reasons."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tawatur.workbench.evidence import sentences
from tawatur.workbench.page import Page
from tawatur.workbench.view import View


def show(request: Request) -> Response:
    """The page. An identifier the event had before leads to the one it has."""
    view = View.of(request)
    name = request.path_params["event"]
    event = view.case.event(name)
    if event.id != name:
        return RedirectResponse(f"/events/{event.id}", status_code=302)
    told = view.case.claims(event.claims)
    return view.render("event.html", event=event, evidence=sentences(view, told))


PAGE = Page("event", "/events/{event}", show)
