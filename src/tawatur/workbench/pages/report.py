"""One report: its text with its parts, every claim marked in place, where it comes from, its copies."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from tawatur.workbench.evidence import whole_text
from tawatur.workbench.page import Page
from tawatur.workbench.view import NotFound, View


def show(request: Request) -> Response:
    """The page."""
    view = View.of(request)
    name = request.path_params["sha256"]
    document = view.case.document(name)
    if document is None:
        raise NotFound("no report of this case has this address", subject=name)
    claims = view.case.claims_in(name)
    return view.render("report.html", document=document, claims=claims, text=whole_text(view, document, claims))


PAGE = Page("report", "/reports/{sha256}", show)
