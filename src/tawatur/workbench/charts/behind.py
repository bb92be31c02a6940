"""What is behind a dot or an edge: its events, newest first, each with the claims that tell it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from starlette.responses import Response

from tawatur.casefile.tables import event_claims
from tawatur.record import Claim
from tawatur.workbench.charts.frame import label_of, labels
from tawatur.workbench.evidence import Evidence, sentences
from tawatur.workbench.pages.events import page_number
from tawatur.workbench.view import View

_EVENTS, _CLAIMS = 10, 8


class Told(NamedTuple):
    """An event and the claims shown of it; `more` are not shown here."""

    row: Any
    label: str
    evidence: tuple[Evidence, ...]
    more: int


def behind(
    view: View, title: str, events: Sequence[str], back: str, keep: Callable[[Claim], bool] = lambda _: True
) -> Response:
    """The page of the events behind something.

    Args:
        title: what it is, in words.
        events: their identifiers in the order shown.
        back: the address of the view it is a mark of.
        keep: which claims of an event to show; all of them where it keeps none.
    """
    number = page_number(view.request.query_params.get("page", ""))
    listed = list(events[(number - 1) * _EVENTS : number * _EVENTS])
    rows = labels(view, listed)
    claims = _claims(view, listed)
    shown = {name: ([claim for claim in held if keep(claim)] or held)[:_CLAIMS] for name, held in claims.items()}
    evidence = {item.claim.id: item for item in sentences(view, [claim for held in shown.values() for claim in held])}
    told = [
        Told(
            rows[name],
            label_of(view, rows[name]),
            tuple(evidence[claim.id] for claim in shown.get(name, ()) if claim.id in evidence),
            len(claims.get(name, ())) - len(shown.get(name, ())),
        )
        for name in listed
        if name in rows
    ]
    last = max(1, -(-len(events) // _EVENTS))
    return view.render("behind.html", title=title, told=told, total=len(events), back=back, number=number, last=last)


def _claims(view: View, events: Sequence[str]) -> dict[str, list[Claim]]:
    """The claims of events, in the order of documents."""
    with view.case.reading() as connection:
        rows = connection.execute(select(event_claims).where(event_claims.c.event.in_(list(events))))
        event_of = {row.claim: row.event for row in rows}
    found: dict[str, list[Claim]] = {}
    for claim in view.case.claims(list(event_of)):
        found.setdefault(event_of[claim.id], []).append(claim)
    return found
