"""Standings and ties as JSON Lines: what authorities declared, and actors' dated relations, with sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from tawatur.analysis.standing import Status, standings
from tawatur.analysis.ties import Tie, ties
from tawatur.authority import actors
from tawatur.casefile import Case
from tawatur.record import Claim

Json = dict[str, Any]

_encoder = msgspec.json.Encoder()


def write(case: Case) -> Iterator[bytes]:
    """Yield one line a standing, by actor and authority, then one a tie, by kind and actors."""
    claims = list(case.each_claim())
    known = {claim.id: claim for claim in claims}
    for status in standings(claims):
        yield _encoder.encode(status_json(status, known)) + b"\n"
    for tie in ties(claims, case.event_of()):
        yield _encoder.encode(tie_json(tie)) + b"\n"


def status_json(status: Status, known: Mapping[str, Claim]) -> Json:
    """What one authority declared of one actor, in order of time."""
    return {
        "record": "standing",
        "actor": status.actor,
        "name": names_of(status.actor),
        "authority": status.authority or None,
        "authority_name": names_of(status.authority) if status.authority else None,
        "standing": status.standing,
        "holds": status.holds,
        "declared": [
            {
                "kind": item.kind,
                "date": item.date,
                "claims": item.claims,
                **_sources([known[name] for name in item.claims]),
            }
            for item in status.declared
        ],
    }


def tie_json(tie: Tie) -> Json:
    """One relation with every event that tells of it."""
    return {
        "record": "tie",
        "kind": tie.kind,
        "left": tie.left,
        "left_name": names_of(tie.left),
        "right": tie.right,
        "right_name": names_of(tie.right),
        "directed": tie.directed,
        "told": [item._asdict() for item in tie.told],
    }


def names_of(actor: str) -> dict[str, str]:
    """The name of an actor in both languages; what the report calls it where no entry stands for it."""
    found = actors.by_id(actor)
    return {"ar": found.ar, "en": found.en} if found else {"ar": actor, "en": actor}


def _sources(claims: Sequence[Claim]) -> Json:
    return {
        "said_by": sorted({voice.name or voice.text for claim in claims for voice in claim.attribution}),
        "through": sorted({claim.publisher or claim.document for claim in claims}),
    }
