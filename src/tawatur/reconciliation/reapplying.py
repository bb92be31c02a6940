"""People's judgements on claims that were read anew: found again by the words they are about.

A claim's identifier is made from the span of its trigger. A better extractor may take the trigger to be a
word longer; the person judged the words, not the identifier, so the judgement goes to the claim that
holds them now. Where no claim does, it waits: nothing is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from tawatur.record import Anchor, Claim, Judgement, Span


class Moved(NamedTuple):
    """An identifier that is gone, the claim that holds its words now, and why that one."""

    old: str
    new: str
    reason: str


def moved_claims(anchors: Sequence[Anchor], claims: Sequence[Claim]) -> tuple[Moved, ...]:
    """Which claims hold the words of judged claims that are gone, in order of the old identifier.

    The claim whose trigger overlaps the old one's the most, one of the same family before others; without
    any, the claim of the same family whose passage holds the old trigger.
    """
    if not anchors:
        return ()
    judged = {anchor.sha256 for anchor in anchors}
    present: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.sha256 in judged:
            present[claim.sha256].append(claim)
    known = {claim.id for found in present.values() for claim in found}
    gone = sorted((anchor for anchor in anchors if anchor.claim not in known), key=lambda anchor: anchor.claim)
    return tuple(moved for anchor in gone if (moved := _moved(anchor, present[anchor.sha256])) is not None)


def under_present_names(judgements: Iterable[Judgement], moved: Iterable[Moved]) -> list[Judgement]:
    """The judgements with identifiers that are gone replaced by those of the claims that hold their words."""
    led = {item.old: item.new for item in moved}
    return [_renamed(judgement, led) for judgement in judgements]


def _renamed(judgement: Judgement, led: Mapping[str, str]) -> Judgement:
    left, right = led.get(judgement.left, judgement.left), led.get(judgement.right, judgement.right)
    if (left, right) == (judgement.left, judgement.right):
        return judgement
    return msgspec.structs.replace(judgement, left=left, right=right)


def _moved(anchor: Anchor, claims: Sequence[Claim]) -> Moved | None:
    touching = [claim for claim in claims if _overlap(anchor.trigger, claim.trigger)]
    if touching:
        best = min(touching, key=lambda claim: _rank(anchor, claim))
        return Moved(anchor.claim, best.id, f"its trigger {_shown(anchor.trigger)} is now {_shown(best.trigger)}")
    around = [claim for claim in claims if claim.family == anchor.family and _overlap(anchor.trigger, claim.span)]
    if not around:
        return None
    best = min(around, key=lambda claim: _rank(anchor, claim))
    return Moved(anchor.claim, best.id, f"the passage {_shown(best.span)} holds its trigger {_shown(anchor.trigger)}")


def _rank(anchor: Anchor, claim: Claim) -> tuple[bool, int, int, int, str]:
    return (
        claim.family != anchor.family,
        -_overlap(anchor.trigger, claim.trigger),
        -_overlap(anchor.span, claim.span),
        abs(claim.trigger[0] - anchor.trigger[0]),
        claim.id,
    )


def _overlap(left: Span, right: Span) -> int:
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))


def _shown(span: Span) -> str:
    return f"[{span[0]}:{span[1]}]"
