"""Claims as evidence: each in its sentence, in its report, with the event it tells of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from tawatur.casefile.tables import documents, event_claims
from tawatur.record import Claim, Document
from tawatur.workbench.marking import Mark, Piece, marks_of, pieces, sentence
from tawatur.workbench.view import View


class Evidence(NamedTuple):
    """A claim, its sentence value by value, its report's title and the event it was put with."""

    claim: Claim
    sentence: list[Piece]
    title: str | None
    event: str | None


def sentences(view: View, told: Sequence[Claim]) -> list[Evidence]:
    """The claims in the order given, each with its sentence marked."""
    wanted = sorted({claim.sha256 for claim in told})
    with view.case.reading() as connection:
        rows = connection.execute(
            select(documents.c.sha256, documents.c.title, documents.c.text).where(documents.c.sha256.in_(wanted))
        )
        held = {row.sha256: row for row in rows}
    events = event_of(view, told)
    return [
        Evidence(
            claim,
            sentence(claim, held[claim.sha256].text, view.names),
            held[claim.sha256].title,
            events.get(claim.id),
        )
        for claim in told
        if claim.sha256 in held
    ]


def whole_text(view: View, document: Document, told: Sequence[Claim]) -> list[Piece]:
    """The text of a report with every claim marked in place."""
    marks = [
        mark for claim in told for mark in (Mark(claim.span, "claim", "", claim.id), *marks_of(claim, view.names))
    ]
    return pieces(document.text, marks)


def event_of(view: View, told: Sequence[Claim]) -> dict[str, str]:
    """The event each of the claims was put with."""
    chosen = select(event_claims).where(event_claims.c.claim.in_([claim.id for claim in told]))
    with view.case.reading() as connection:
        return {row.claim: row.event for row in connection.execute(chosen)}
