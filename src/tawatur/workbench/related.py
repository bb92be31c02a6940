"""What stands beside an event: events it may be one with, what followed from it, what was decided on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, or_, select

from tawatur.casefile.tables import audit, claims, event_claims, event_facts, judgements, redirects
from tawatur.record import Event

_LISTED = 12
_FOLLOWS = ("enforcement", "statement", "finance")


class Beside(NamedTuple):
    """Another event, by its identifier, and why it is named."""

    event: str
    reason: str


class Act(NamedTuple):
    """A line of the audit trail: when, by whom, what, of what."""

    at: str
    by: str
    action: str
    subject: str
    detail: str


def maybe_same(connection: Connection, event: Event) -> list[Beside]:
    """Events some claim of which may tell of this one, with the reason why it was not decided."""
    found: dict[str, str] = {}
    for near, far in ((judgements.c.left, judgements.c.right), (judgements.c.right, judgements.c.left)):
        chosen = (
            select(event_claims.c.event, judgements.c.reason)
            .join(event_claims, event_claims.c.claim == far)
            .where(near.in_(event.claims), judgements.c.verdict == "unsure", judgements.c.retired.is_(None))
            .order_by(judgements.c.score.desc(), judgements.c.id)
        )
        for row in connection.execute(chosen):
            if row.event != event.id:
                found.setdefault(row.event, row.reason)
    return [Beside(name, reason) for name, reason in list(found.items())[:_LISTED]]


def told_together(connection: Connection, event: Event) -> list[str]:
    """Arrests, trials, claims of responsibility and other follow-ups told in the event's own reports."""
    chosen = (
        select(event_claims.c.event, func.count().label("times"))
        .join(claims, claims.c.id == event_claims.c.claim)
        .join(event_facts, event_facts.c.event == event_claims.c.event)
        .where(
            claims.c.sha256.in_(event.documents),
            event_facts.c.family.in_(_FOLLOWS),
            event_claims.c.event != event.id,
        )
        .group_by(event_claims.c.event)
        .order_by(func.count().desc(), event_claims.c.event)
        .limit(_LISTED)
    )
    return [row.event for row in connection.execute(chosen)]


def former(connection: Connection, event: Event) -> list[str]:
    """Identifiers the event had before."""
    chosen = select(redirects.c.old).where(redirects.c.new == event.id).order_by(redirects.c.old)
    return list(connection.execute(chosen).scalars())


def acts(connection: Connection, event: Event, names: Sequence[str]) -> list[Act]:
    """The audit trail of an event: what names it, an identifier it had, or one of its claims."""
    subjects = [event.id, *names, *event.claims]
    chosen = (
        select(audit.c.at, audit.c.by, audit.c.action, audit.c.subject, audit.c.detail)
        .where(or_(audit.c.subject.in_(subjects), audit.c.detail.in_(subjects)))
        .order_by(audit.c.id)
    )
    return [Act(*row) for row in connection.execute(chosen)]
