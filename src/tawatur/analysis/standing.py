"""Standing: what authorities have declared of actors, as dated lines: listed from then until then, recognised since.

Each line keeps the claims that say so. A claim that denies or only expects a listing makes no line.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tawatur import dates
from tawatur.errors import DateError
from tawatur.record import Claim, Participant

OPENS = {"designation": "listed", "recognition": "recognised"}
CLOSES = {"delisting": "listed"}
_HELD = ("asserted", "claimed")


class Declared(NamedTuple):
    """One declaration: which event type, its date (EDTF, None where not stated) and its claims."""

    kind: str
    date: str | None
    claims: tuple[str, ...]


class Status(NamedTuple):
    """The standing of an actor with an authority, in order of time. Identifiers, else names."""

    actor: str
    authority: str
    standing: str
    declared: tuple[Declared, ...]

    @property
    def holds(self) -> bool:
        """Whether the newest declaration opens the standing."""
        return self.declared[-1].kind in OPENS


def standings(claims: Iterable[Claim]) -> tuple[Status, ...]:
    """The standing of every actor with every authority that claims name together, by actor and authority.

    Claims of one declaration that give the same date, or none, are put together; an undated one stands first.
    """
    found: dict[tuple[str, str, str], dict[tuple[str, str | None], list[str]]] = {}
    for claim in claims:
        standing = OPENS.get(claim.event_type) or CLOSES.get(claim.event_type)
        if standing is None or claim.modality not in _HELD:
            continue
        for actor in _named(claim, "target"):
            for authority in _named(claim, "authority") or [""]:
                line = found.setdefault((actor, authority, standing), {})
                line.setdefault((claim.event_type, claim.date), []).append(claim.id)
    return tuple(
        Status(actor, authority, standing, _in_order(line))
        for (actor, authority, standing), line in sorted(found.items())
    )


def _in_order(line: dict[tuple[str, str | None], list[str]]) -> tuple[Declared, ...]:
    made = [Declared(kind, date, tuple(sorted(ids))) for (kind, date), ids in line.items()]
    return tuple(sorted(made, key=lambda item: (_first(item.date), item.kind, item.date or "")))


def _first(text: str | None) -> int:
    if text is None:
        return 0
    try:
        parsed = dates.parse(text)
    except DateError:
        return 0
    return 0 if parsed.yearless else parsed.first.toordinal()


def _named(claim: Claim, role: str) -> list[str]:
    return list(dict.fromkeys(_name(actor) for actor in claim.actors if actor.role == role and not actor.private))


def _name(actor: Participant) -> str:
    return actor.id or actor.name or actor.text
