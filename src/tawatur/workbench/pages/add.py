"""Adding files: those chosen or dropped are read into the case, and the page is told how far that has come."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tawatur.workbench.view import View

_MOST = 5000


async def add(request: Request) -> Response:
    """Take the files of the form. Without scripts the reader is led back to the overview."""
    async with request.form(max_files=_MOST) as form:
        files = [(item.filename or "", item.file) for item in form.getlist("files") if isinstance(item, UploadFile)]
        if files:
            await run_in_threadpool(request.app.state.adding.add, files)
    if request.headers.get("hx-request") == "true":
        return await run_in_threadpool(adding, request)
    return RedirectResponse("/#add", status_code=303)


def adding(request: Request) -> Response:
    """How far reading has come: a part of a page, which asks for itself again until it is done."""
    return View.of(request).render("adding.html")
