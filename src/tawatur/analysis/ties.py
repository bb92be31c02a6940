"""Ties: dated relations between actors, each with the claims and sources that tell of it.

A tie is read from claims and owns no facts of its own. Only actors of the authority take part: a person is
never an end of a tie. What a report denies, plans or only supposes keeps its modality.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, product
from typing import Literal, NamedTuple

import msgspec

from tawatur.analysis.tables import entries, read
from tawatur.authority import actors
from tawatur.codebook import Label
from tawatur.record import Claim, Modality, Participant

_TABLE = "ties.yaml"


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which claims tell of a kind of tie, and how its ends are told apart."""

    left: tuple[str, ...]
    direction: Literal["roles", "none", "lineage", "order"]
    right: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    families: tuple[str, ...] = ()


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A kind of tie."""

    id: str
    label: Label
    reads: tuple[Reading, ...]


class Telling(NamedTuple):
    """One event of a tie: its date (EDTF, None where no claim gives one), how it is held, who tells of it and why
    it is read so."""

    event: str
    date: str | None
    modality: Modality
    claims: tuple[str, ...]
    said_by: tuple[str, ...]
    through: tuple[str, ...]
    reason: str


class Tie(NamedTuple):
    """Two actors in a relation, by identifier, with every event that tells of it in order of time.

    `directed` says that it goes from left to right ("left funds right"); otherwise it goes either way.
    """

    kind: str
    left: str
    right: str
    directed: bool
    told: tuple[Telling, ...]


class _End(NamedTuple):
    kind: str
    left: str
    right: str
    directed: bool
    reason: str


@cache
def kinds() -> dict[str, Kind]:
    """All kinds of tie by identifier. Raises `DataError` where the table is malformed."""
    return entries(read(_TABLE), Kind, _TABLE)


def ties(claims: Iterable[Claim], event_of: Mapping[str, str]) -> tuple[Tie, ...]:
    """The ties that claims tell of, by kind and actors.

    Args:
        claims: in any order.
        event_of: the event of each claim; a claim without one stands for itself.
    """
    found: dict[_End, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    reasons: dict[_End, str] = {}
    for claim in claims:
        for end in _ends(claim):
            key = end._replace(reason="")
            reasons[key] = min(reasons.get(key, end.reason), end.reason)
            found[key][event_of.get(claim.id, claim.id)].append(claim)
    return tuple(
        Tie(end.kind, end.left, end.right, end.directed, _in_order(found[end], reasons[end])) for end in sorted(found)
    )


def _in_order(by_event: Mapping[str, Sequence[Claim]], reason: str) -> tuple[Telling, ...]:
    made = [_telling(event, claims, reason) for event, claims in by_event.items()]
    return tuple(sorted(made, key=lambda item: (item.date is None, item.date or "", item.event)))


def _telling(event: str, claims: Sequence[Claim], reason: str) -> Telling:
    # The narrowest date is the longest text: a day says more than its month.
    stated = [claim.date for claim in claims if claim.date]
    modalities = [claim.modality for claim in claims]
    return Telling(
        event=event,
        date=min(stated, key=lambda text: ("/" in text, -len(text), text)) if stated else None,
        modality="asserted" if "asserted" in modalities else min(modalities),
        claims=tuple(sorted(claim.id for claim in claims)),
        said_by=tuple(sorted({voice.name or voice.text for claim in claims for voice in claim.attribution})),
        through=tuple(sorted({claim.publisher or claim.document for claim in claims})),
        reason=reason,
    )


# --- who is who


def _ends(claim: Claim) -> Iterator[_End]:
    taken: set[str] = set()
    for kind in kinds().values():
        for reading in kind.reads:
            if claim.event_type not in reading.types and claim.family not in reading.families:
                continue
            made = list(dict.fromkeys(_pairs(kind.id, reading, claim)))
            if made and kind.id not in taken:
                taken.add(kind.id)
                yield from made


def _pairs(kind: str, reading: Reading, claim: Claim) -> Iterator[_End]:
    left = _of_roles(claim.actors, reading.left)
    if reading.direction == "roles":
        right = _of_roles(claim.actors, reading.right)
        for one, other in product(left, right):
            if one != other:
                yield _End(kind, one, other, True, "by their roles in the sentence")
    elif reading.direction == "none":
        for one, other in combinations(sorted(left), 2):
            yield _End(kind, one, other, False, "both take part")
    elif reading.direction == "lineage":
        yield from _lineage(kind, left)
    elif len(left) == 2:
        yield _End(kind, left[0], left[1], True, "in the order the sentence names them")


def _lineage(kind: str, named: Sequence[str]) -> Iterator[_End]:
    below = [(one, other) for one in named for other in named if one != other and actors.is_part_of(one, other)]
    for one, other in below:
        yield _End(kind, one, other, True, "the authority of actors puts the one under the other")
    if not below and len(named) == 2:
        yield _End(kind, named[0], named[1], True, "in the order the sentence names them")


def _of_roles(taking: Sequence[Participant], roles: Sequence[str]) -> list[str]:
    """The actors of the authority in these roles, in the order of the sentence."""
    ordered = sorted(taking, key=lambda actor: actor.span)
    named = [actor.id for actor in ordered if actor.role in roles and actor.id and not actor.private]
    return [name for name in dict.fromkeys(named) if actors.by_id(name) is not None]
