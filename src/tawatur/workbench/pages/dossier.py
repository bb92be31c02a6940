"""The dossier: the passages of the case by theme, each cited."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import Response

from tawatur.analysis.dossier import chapters, events_of, passages, types_of
from tawatur.casefile.tables import claims as claim_rows
from tawatur.casefile.tables import event_claims
from tawatur.codebook import themes
from tawatur.record import Claim
from tawatur.workbench.charts.frame import asked, render
from tawatur.workbench.evidence import sentences
from tawatur.workbench.page import Page
from tawatur.workbench.pages.events import page_number
from tawatur.workbench.view import View, link

_PAGE = 25


def show(request: Request) -> Response:
    """The page: one chapter, and the list of all."""
    view = View.of(request)
    held, chosen = asked(view)
    listed = chapters(held, chosen)
    theme = request.query_params.get("chapter", "")
    if theme not in themes():
        theme = next((chapter.theme for chapter in listed if chapter.claims), listed[0].theme)
    number = page_number(request.query_params.get("page", ""))
    kinds = types_of(theme)
    events = events_of(held, chosen, kinds, (number - 1) * _PAGE, _PAGE)
    found = passages(_claims(view, events, kinds))
    evidence = {item.claim.id: item for item in sentences(view, [passage.claim for passage in found])}
    total = next(chapter.claims for chapter in listed if chapter.theme == theme)
    return render(
        view,
        "dossier.html",
        held,
        chosen,
        chapters=listed,
        theme=theme,
        definition=themes()[theme].definition.in_language(view.say.language),
        passages=found,
        evidence=evidence,
        number=number,
        last=max(1, -(-total // _PAGE)),
        total=total,
        repeated_link=lambda passage: link("/claims", {"ids": ",".join(claim.id for claim in passage.repeated)}),
    )


def _claims(view: View, events: Sequence[str], kinds: Sequence[str]) -> list[Claim]:
    """The claims of these types of the events, in the order of the events."""
    chosen = (
        select(event_claims.c.claim, event_claims.c.event)
        .join(claim_rows, claim_rows.c.id == event_claims.c.claim)
        .where(event_claims.c.event.in_(list(events)), claim_rows.c.event_type.in_(list(kinds)))
    )
    with view.case.reading() as connection:
        event_of = {row.claim: row.event for row in connection.execute(chosen)}
    order = {event: k for k, event in enumerate(events)}
    return sorted(view.case.claims(list(event_of)), key=lambda claim: order[event_of[claim.id]])


PAGE = Page("dossier", "/dossier", show, in_menu=True)
