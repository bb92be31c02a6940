"""The application: its pages, its files, and what stands before them."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from tawatur.casefile import Case, UnknownEvent
from tawatur.errors import TawaturError
from tawatur.workbench.adding import Adding
from tawatur.workbench.charts.held import Held
from tawatur.workbench.guard import Guard
from tawatur.workbench.pages import PAGES
from tawatur.workbench.view import NotFound, View

STATIC = Path(__file__).with_name("static")


def make_app(case: str) -> Starlette:
    """The workbench of the case at that address.

    Raises:
        CaseError: there is no case, or it cannot be read.
    """
    opened = Case.open(case)
    opened.prepare()
    routes: list[BaseRoute] = [Mount("/static", StaticFiles(directory=STATIC), name="static")]
    routes.extend(route for page in PAGES for route in page.routes())
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard)],
        exception_handlers={404: _missing, NotFound: _missing, UnknownEvent: _missing, TawaturError: _failed},
    )
    app.state.case = opened
    app.state.pages = PAGES
    app.state.adding = Adding(case)
    app.state.held = Held(opened)
    app.state.held.preload()
    return app


def _missing(request: Request, error: Exception) -> Response:
    subject = error.subject if isinstance(error, TawaturError) else ""
    return View.of(request).render("problem.html", status=404, problem="missing", detail=subject or request.url.path)


def _failed(request: Request, error: Exception) -> Response:
    return View.of(request).render("problem.html", status=500, problem="failed", detail=str(error))
