"""Claims as evidence: each in its sentence, in its report, with the event it tells of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from tawatur.casefile.tables import claims, documents, event_claims, passages, paths
from tawatur.record import Claim, Document, Span
from tawatur.workbench.marking import Mark, Piece, marks_of, pieces, sentence
from tawatur.workbench.view import View

_REACH = 400
"""How far a sentence is shown on either side of its claim: a page without full stops is one sentence."""


class Evidence(NamedTuple):
    """A claim, its sentence value by value, its report's title and the event it was put with."""

    claim: Claim
    sentence: list[Piece]
    title: str | None
    event: str | None


def sentences(view: View, told: Sequence[Claim]) -> list[Evidence]:
    """The claims in the order given, each in the sentence of its report that holds it, values marked."""
    wanted = sorted({claim.sha256 for claim in told})
    with view.case.reading() as connection:
        rows = connection.execute(
            select(documents.c.sha256, documents.c.title, documents.c.text).where(documents.c.sha256.in_(wanted))
        )
        held = {row.sha256: row for row in rows}
        spans = _passages(connection, wanted)
    events = event_of(view, told)
    return [
        Evidence(
            claim,
            sentence(claim, held[claim.sha256].text, enclosing(claim.span, spans[claim.sha256]), view.names),
            held[claim.sha256].title,
            events.get(claim.id),
        )
        for claim in told
        if claim.sha256 in held
    ]


class Outline(NamedTuple):
    """A claim without what it says: where it stands, and who published that when. `document` is the path."""

    id: str
    sha256: str
    document: str
    span: Span
    publisher: str | None
    published: str | None


def outlines(connection: Connection, event: str) -> list[Outline]:
    """The claims of an event in order of time, from narrow columns: an event may have thousands."""
    path = select(func.min(paths.c.path)).where(paths.c.sha256 == claims.c.sha256).scalar_subquery()
    chosen = (
        select(
            claims.c.id,
            claims.c.sha256,
            path.label("path"),
            claims.c.start,
            claims.c.end,
            documents.c.publisher,
            documents.c.published,
        )
        .join(event_claims, event_claims.c.claim == claims.c.id)
        .join(documents, documents.c.sha256 == claims.c.sha256)
        .where(event_claims.c.event == event)
    )
    found = [
        Outline(row.id, row.sha256, row.path or "", (row.start, row.end), row.publisher, row.published)
        for row in connection.execute(chosen)
    ]
    return sorted(found, key=in_time)


def in_time(item: Outline) -> tuple[str, str, Span, str]:
    """A key that puts claims in order of publication, the undated last, then by their place in reports."""
    return item.published or "9999", item.document, item.span, item.id


def enclosing(span: Span, passages: Sequence[Span], reach: int = _REACH) -> Span:
    """The stretch of whole passages that holds a span, at most `reach` beyond it on either side."""
    met = [passage for passage in passages if passage[0] < span[1] and passage[1] > span[0]]
    start = min((passage[0] for passage in met), default=span[0])
    end = max((passage[1] for passage in met), default=span[1])
    return max(min(start, span[0]), span[0] - reach), min(max(end, span[1]), span[1] + reach)


def _passages(connection: Connection, wanted: Sequence[str]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {name: [] for name in wanted}
    chosen = select(passages.c.sha256, passages.c.start, passages.c.end).where(passages.c.sha256.in_(wanted))
    for row in connection.execute(chosen):
        found[row.sha256].append((row.start, row.end))
    return found


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
