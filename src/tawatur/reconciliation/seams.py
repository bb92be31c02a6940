"""Seams: events told of on both sides of the day where a case was divided.

A block of a large case ends on some day, and what happened the day before goes on being told of in the next
block. A violent event of a block that may have happened before its first day is laid beside the events of the
blocks before, and belongs to the one it fits. It joins at most one, and always an earlier: so two events of
the block before are never brought together through it.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tawatur.reconciliation.clustering import Clusters, Edge
from tawatur.reconciliation.comparing import Rarity
from tawatur.reconciliation.profiles import Profile
from tawatur.reconciliation.telling import VIOLENCE

REACH = 7
"""Days before its first day that the events of a block may have happened on, as far as they are told undated."""
_NARROW = 62


class End(NamedTuple):
    """An event of a block as others meet it: the first of its claims, the days it may have been on, its profile."""

    root: str
    first: int
    last: int
    profile: bytes


class Seam(NamedTuple):
    """The events of a block that may have happened before its first day, and those of the blocks before."""

    seekers: tuple[End, ...]
    held: tuple[End, ...]


def ends_of(profiles: Mapping[str, Sequence[Profile]]) -> tuple[End, ...]:
    """The ends of a block's events that are violent and placed in time, by the first of their claims."""
    return tuple(
        End(root, *days, pickle.dumps(profile, pickle.HIGHEST_PROTOCOL))
        for root in sorted(profiles)
        for profile in profiles[root]
        if profile.group == VIOLENCE and (days := _days(profile)) is not None
    )


def seam_of(first: int, here: Sequence[End], before: Sequence[End]) -> Seam:
    """What is to be laid side by side where a block begins on day `first`."""
    return Seam(
        tuple(end for end in here if end.first < first),
        tuple(end for end in before if end.last >= first - REACH),
    )


def join(seam: Seam) -> dict[str, tuple[str, Edge]]:
    """For each event of the later block that belongs to an earlier one: that one, and the judgement."""
    if not seam.seekers or not seam.held:
        return {}
    held = {end.root: _open(end) for end in seam.held}
    roots = {claim: root for root, profile in held.items() for claim in profile.claims}
    seekers = {end.root: _open(end) for end in seam.seekers}
    events = [*held.values(), *seekers.values()]
    counts = Counter(word for profile in events for word in profile.words)
    repeated = Counter({word: count for word, count in counts.items() if count > 1})
    clusters = Clusters(Rarity.of(repeated, len(events), {}, {}))
    clusters.hold(held.values())
    found = {root: clusters.fit(seekers[root]) for root in sorted(seekers)}
    return {root: (roots[edge.right], edge) for root, edge in found.items() if edge is not None}


def _days(profile: Profile) -> tuple[int, int] | None:
    if profile.core is not None:
        first, last = profile.core[0] - 1, profile.core[1]
    elif profile.fresh:
        first, last = min(days[0] for days in profile.fresh) - REACH, max(days[1] for days in profile.fresh)
    else:
        return None
    return (first, last) if last - first <= _NARROW else None


def _open(end: End) -> Profile:
    found: Profile = pickle.loads(end.profile)
    return found
