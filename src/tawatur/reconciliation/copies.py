"""Copies: whole or partial, found through shared fingerprints without comparing every pair."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from tawatur import dates
from tawatur.errors import DateError
from tawatur.reconciliation.sketches import SAMPLE, marks_of
from tawatur.reconciliation.values import CopyOf, DocumentCard, Sketch

WHOLE = 0.5
"""Share of the shorter text's shingles in both from which it is a copy: one word in five changed still passes."""
PARTIAL = 0.12
"""Share from which a passage in both is worth naming, given `_PARTIAL_SHINGLES`."""
_PARTIAL_SHINGLES = 16
_LEAST_SHINGLES = 8
# A pair with fewer fingerprints in common is no copy of either kind, whatever the scale of its sketches.
_LEAST_SHARED = _PARTIAL_SHINGLES // SAMPLE
_PARTITIONS = 16
_NUMBER_BITS = 24
_NUMBER_MASK = (1 << _NUMBER_BITS) - 1
# A fingerprint in more documents than this is compared with the first few that have it, not all with all.
_CROWD = 40
_LEADERS = 3


class _Read(NamedTuple):
    card: DocumentCard
    sketch: Sketch
    marks: array[int]


def find_copies(cards: Sequence[DocumentCard]) -> tuple[CopyOf, ...]:
    """The copies among `cards`, each with the document it was most likely taken from.

    The original is the earlier published; undated or alike, the one whose bytes' digest is the smaller.
    """
    read = [
        _Read(card, card.sketch, array("I", marks_of(card.sketch)))
        for card in sorted(cards, key=lambda card: card.sha256)
        if card.sketch is not None and card.sketch.shingles >= _LEAST_SHINGLES
    ]
    found = []
    counted = _shared(read) if len(read) > _CROWD else _shared_by_few(read)
    enough = ((pair, shared) for pair, shared in counted.items() if shared >= _LEAST_SHARED)
    for pair, shared in sorted(enough):
        copy = _judge(read[pair >> _NUMBER_BITS], read[pair & _NUMBER_MASK], shared)
        if copy is not None:
            found.append(copy)
    return tuple(sorted(found, key=lambda copy: (copy.copy, copy.original)))


def _shared(read: Sequence[_Read]) -> Counter[int]:
    """How many fingerprints each pair that shares any has in common, the pair packed into one number.

    Fingerprint and document are packed into one number and sorted in partitions: a fiftieth of the memory
    that an index by fingerprint would take.
    """
    counts: Counter[int] = Counter()
    packed = [array("Q") for _ in range(_PARTITIONS)]
    for number, item in enumerate(read):
        for mark in item.marks:
            packed[mark % _PARTITIONS].append(mark << _NUMBER_BITS | number)
    for part in packed:
        held: list[int] = []
        last = -1
        for value in sorted(part):
            mark = value >> _NUMBER_BITS
            if mark != last:
                if len(held) > 1:
                    counts.update(_pairs(held))
                held, last = [], mark
            held.append(value & _NUMBER_MASK)
        if len(held) > 1:
            counts.update(_pairs(held))
    return counts


def _shared_by_few(read: Sequence[_Read]) -> dict[int, int]:
    """The same for a few documents, of which each may be laid beside each."""
    marks = [set(item.marks) for item in read]
    return {
        left << _NUMBER_BITS | right: len(marks[left] & marks[right])
        for left, right in combinations(range(len(read)), 2)
    }


def _pairs(held: list[int]) -> Iterator[int]:
    if len(held) <= _CROWD:
        yield from (left << _NUMBER_BITS | right for left, right in combinations(held, 2))
        return
    for position, number in enumerate(held):
        for leader in held[: min(_LEADERS, position)]:
            yield leader << _NUMBER_BITS | number


def _judge(left: _Read, right: _Read, shared: int) -> CopyOf | None:
    scale = max(left.sketch.scale, right.sketch.scale)
    smaller = min(left.sketch.shingles, right.sketch.shingles)
    if left.sketch.scale != right.sketch.scale:
        # Only the sampled range is in both sketches: the other's marks outside it could not be shared.
        limit = 0xFFFFFFFF // scale
        sizes = [sum(mark <= limit for mark in side.marks) for side in (left, right)]
    else:
        sizes = [len(left.marks), len(right.marks)]
    share = shared / max(1, min(sizes))
    enough = shared * scale >= _PARTIAL_SHINGLES
    if share >= WHOLE and shared >= min(_LEAST_SHINGLES, smaller):
        return _copy(left.card, right.card, "whole", min(1.0, share))
    if enough and share >= PARTIAL:
        return _copy(left.card, right.card, "partial", share)
    return None


def _copy(left: DocumentCard, right: DocumentCard, kind: str, share: float) -> CopyOf:
    original, copy = sorted((left, right), key=_age)
    percent = round(share * 100)
    whole = kind == "whole"
    return CopyOf(
        copy=copy.sha256,
        original=original.sha256,
        kind="whole" if whole else "partial",
        share=round(share, 3),
        reason=(
            f"{percent}% of the shorter text's three-word sequences stand in both: "
            + ("one text" if whole else "a passage in common")
        ),
    )


def _age(card: DocumentCard) -> tuple[str, str]:
    return _first_day(card.published), card.sha256


def _first_day(published: str | None) -> str:
    """The first day a publication date allows; after every date where there is none or it is not EDTF."""
    if published is None:
        return "9999"
    try:
        return dates.parse(published).first.isoformat()
    except DateError:
        return "9999"
