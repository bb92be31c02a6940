"""The dossier: the passages of a case by theme, each cited, repeated words named once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from tawatur.analysis.columns import Columns, Mask
from tawatur.codebook import event_types, is_event_type, themes, themes_of
from tawatur.record import Claim
from tawatur.script import fold_text


class Passage(NamedTuple):
    """A sentence and the claims read from it; `repeated` are claims of other reports in the same words."""

    claims: tuple[Claim, ...]
    repeated: tuple[Claim, ...]

    @property
    def claim(self) -> Claim:
        """The claim the passage is cited by."""
        return self.claims[0]


def themes_of_claim(claim: Claim) -> tuple[str, ...]:
    """The themes of a claim, in the order of chapters: what was read from its passage, and those of its type."""
    kind = themes_of(claim.event_type) if is_event_type(claim.event_type) else ()
    named = {*claim.themes, *kind}
    return tuple(theme for theme in themes() if theme in named)


def types_of(theme: str) -> tuple[str, ...]:
    """The event types whose claims belong to a theme."""
    return tuple(name for name, kind in event_types().items() if theme in kind.themes)


def passages(claims: Iterable[Claim]) -> tuple[Passage, ...]:
    """The passages of the claims, in the order given; claims in the same words, however spelt, are one passage."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(" ".join(fold_text(claim.quote).split()), []).append(claim)
    return tuple(
        Passage(
            tuple(claim for claim in held if claim.sha256 == held[0].sha256),
            tuple(claim for claim in held if claim.sha256 != held[0].sha256),
        )
        for held in found.values()
    )


class Chapter(NamedTuple):
    """A theme of the codebook and how many claims of the chosen events belong to it."""

    theme: str
    claims: int


def chapters(held: Columns, chosen: Mask) -> tuple[Chapter, ...]:
    """All themes in the order of chapters, with their claims."""
    counts = np.bincount(held.said.kind[chosen[held.said.event]], minlength=len(held.kinds))
    known = dict(zip(held.kinds, counts.tolist(), strict=True))
    return tuple(Chapter(theme, sum(known.get(kind, 0) for kind in types_of(theme))) for theme in themes())


def events_of(held: Columns, chosen: Mask, kinds: Iterable[str], start: int, size: int) -> list[str]:
    """The events that hold the claims of these types from number `start` on, newest event first.

    Events are not cut: what is returned holds at least `size` claims where there are so many, and begins with
    the event that holds claim number `start`.
    """
    wanted = frozenset(kinds)
    able = np.array([kind in wanted for kind in held.kinds], dtype=np.bool_)
    of_kind = able[held.said.kind] & chosen[held.said.event]
    counts = np.bincount(held.said.event[of_kind], minlength=len(held.ids))
    rows = np.flatnonzero(counts)
    order = rows[np.lexsort((rows, -held.last[rows]))]
    ends = np.cumsum(counts[order])
    first = int(np.searchsorted(ends, start, side="right"))
    last = int(np.searchsorted(ends, start + size, side="left")) + 1
    return [held.id_of(int(row)) for row in order[first:last]]
