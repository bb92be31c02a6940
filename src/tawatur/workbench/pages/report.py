"""One report: its text with its parts, every claim marked in place, where it comes from, its copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import or_, select
from starlette.requests import Request
from starlette.responses import Response

from tawatur.casefile import Case
from tawatur.casefile.tables import copies, documents
from tawatur.reconciliation import CopyOf
from tawatur.record import Claim, Document, Part
from tawatur.workbench.evidence import event_of, whole_text
from tawatur.workbench.marking import Piece, slices
from tawatur.workbench.page import Page
from tawatur.workbench.view import NotFound, View

_COPIES = 20


class Stretch(NamedTuple):
    """A part of the report and its text, marked."""

    part: Part
    pieces: list[Piece]


class Like(NamedTuple):
    """A report that repeats this one's words, or whose words this one repeats."""

    sha256: str
    publisher: str | None
    published: str | None
    share: float
    whole: bool


def show(request: Request) -> Response:
    """The page. `claim` in the address names a claim to be shown before others."""
    view = View.of(request)
    document = _found(view)
    claims = view.case.claims_in(document.sha256)
    return view.render(
        "report.html",
        document=document,
        claims=claims,
        events=event_of(view, claims),
        asked=request.query_params.get("claim", ""),
        stretches=stretches(document, claims, view),
        alike=alike(view.case, document.sha256),
    )


def original(request: Request) -> Response:
    """The bytes the report was read from, to be saved and never shown by the browser."""
    view = View.of(request)
    document = _found(view)
    content = view.case.original(document.sha256)
    if content is None:
        raise NotFound("the original is not kept in this case", subject=document.path)
    ending = "".join(sign for sign in document.path.rpartition(".")[2] if sign.isascii() and sign.isalnum())[:8]
    return Response(
        content,
        media_type="application/octet-stream",
        headers={
            "content-disposition": f'attachment; filename="{document.sha256[:16]}.{ending or "bin"}"',
            "content-security-policy": "sandbox; default-src 'none'",
        },
    )


def stretches(document: Document, claims: Sequence[Claim], view: View) -> list[Stretch]:
    """The report part by part; text that no part holds is of the report itself."""
    marked = whole_text(view, document, claims)
    return [Stretch(part, slices(marked, part.span)) for part in laid_out(document)]


def laid_out(document: Document) -> list[Part]:
    """The parts in order, without gaps: what no part holds is of the report, neighbours of a kind are one."""
    found: list[Part] = []
    for part in (*sorted(document.parts, key=lambda part: part.span), _end(document)):
        at = found[-1].span[1] if found else 0
        if part.span[0] > at:
            _lay(found, Part(kind="main", span=(at, part.span[0])), document.text)
        if part.span[1] > max(at, part.span[0]):
            _lay(found, msgspec.structs.replace(part, span=(max(at, part.span[0]), part.span[1])), document.text)
    return found


def _end(document: Document) -> Part:
    return Part(kind="main", span=(len(document.text), len(document.text)))


def _lay(found: list[Part], part: Part, text: str) -> None:
    before = found[-1] if found else None
    blank = not text[part.span[0] : part.span[1]].strip()
    if before is None or (before.kind != part.kind and not blank):
        found.append(part)
        return
    reasons = [reason for reason in (before.reason, "" if blank else part.reason) if reason]
    joined = "; ".join(dict.fromkeys(reasons))
    found[-1] = msgspec.structs.replace(before, span=(before.span[0], part.span[1]), reason=joined)


def alike(case: Case, sha256: str) -> list[Like]:
    """The reports this one was found to share its words with, the likest first."""
    with case.reading() as connection:
        chosen = select(copies.c.value).where(
            or_(copies.c.sha256 == sha256, copies.c.value.contains(f'"original":"{sha256}"', autoescape=True))
        )
        found = [msgspec.json.decode(value, type=CopyOf) for value in connection.execute(chosen).scalars()]
        others = {item.original if item.copy == sha256 else item.copy: item for item in found}
        told = select(documents.c.sha256, documents.c.publisher, documents.c.published)
        rows = connection.execute(told.where(documents.c.sha256.in_(list(others)[:_COPIES]))).all()
    listed = [
        Like(row.sha256, row.publisher, row.published, others[row.sha256].share, others[row.sha256].kind == "whole")
        for row in rows
    ]
    return sorted(listed, key=lambda item: (-item.share, item.sha256))


def _found(view: View) -> Document:
    name = view.request.path_params["sha256"]
    document = view.case.document(name)
    if document is None:
        raise NotFound("no report of this case has this address", subject=name)
    return document


PAGE = Page("report", "/reports/{sha256}", show, more=(("/reports/{sha256}/original", original),))
