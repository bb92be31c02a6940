"""Change points: since when there are more events, or fewer, and how sure that is.

A change is named only where there is enough to tell one from chance. Where it lies is found by the PELT
method on counts whose spread is made even (Anscombe's root); how sure it is, by how far the two sides' rates
lie apart beside the scatter within them, and whether what is possible says the same as what is certain.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from tawatur.analysis.columns import Floats
from tawatur.analysis.trends import Point

LEAST_PERIODS, LEAST_EVENTS = 8, 15
_SHORTEST = 3
_LEVELS = (("strong", 0.001), ("moderate", 0.01), ("weak", 0.05))


class Turn(NamedTuple):
    """A change of the rate of events.

    Attributes:
        at: the number of the first period of the new rate.
        before, after: certain events a period on either side, up to the turns next to it.
        direction: "more" or "fewer".
        sureness: "strong", "moderate" or "weak".
        chance: how likely a change this large is under one rate (after allowing for every place it could be).
        agreed: whether the possible events turn the same way.
        coverage: whether the reports behind the events turned the same way at least as much: what changed may be
            the coverage.
    """

    at: int
    before: float
    after: float
    direction: Literal["more", "fewer"]
    sureness: str
    chance: float
    agreed: bool
    coverage: bool


class Turns(NamedTuple):
    """The changes found; `enough` says whether there was enough to look for any."""

    found: tuple[Turn, ...]
    enough: bool


def turns(points: Sequence[Point]) -> Turns:
    """The changes of the rate of certain events over periods of one unit.

    Periods before the first and after the last event are not looked at: the case may simply not reach there.
    """
    used = [k for k, point in enumerate(points) if point.possible]
    span = points[used[0] : used[-1] + 1] if used else ()
    sure = np.array([point.certain for point in span], dtype=np.float64)
    if len(span) < LEAST_PERIODS or sure.sum() < LEAST_EVENTS:
        return Turns((), enough=False)
    cuts = [0, *_cuts(sure), len(span)]
    may = np.array([point.possible for point in span], dtype=np.float64)
    reports = np.array([point.published for point in span], dtype=np.float64)
    found = [_turn(used[0], (cuts[k - 1], cuts[k], cuts[k + 1]), sure, may, reports) for k in range(1, len(cuts) - 1)]
    return Turns(tuple(turn for turn in found if turn is not None), enough=True)


def _cuts(counts: Floats) -> list[int]:
    from ruptures import Pelt  # loads scipy: only where there is something to look for

    even = 2 * np.sqrt(counts + 3 / 8)
    found = (
        Pelt(model="l2", min_size=_SHORTEST, jump=1).fit(even.reshape(-1, 1)).predict(pen=2 * math.log(len(counts)))
    )
    return [int(cut) for cut in found[:-1]]


def _turn(offset: int, cut: tuple[int, int, int], sure: Floats, may: Floats, reports: Floats) -> Turn | None:
    start, at, end = cut
    left, right = sure[start:at], sure[at:end]
    chance = min(1.0, _chance(left, right) * max(len(sure) - 1, 1))
    sureness = next((name for name, level in _LEVELS if chance < level), None)
    if sureness is None:
        return None
    rise = right.mean() > left.mean()
    agreed = bool((may[at:end].mean() > may[start:at].mean()) == rise and may[at:end].mean() != may[start:at].mean())
    return Turn(
        at=offset + at,
        before=round(float(left.mean()), 2),
        after=round(float(right.mean()), 2),
        direction="more" if rise else "fewer",
        sureness=sureness,
        chance=chance,
        agreed=agreed,
        coverage=_moved_alike(left, right, reports[start:at], reports[at:end]),
    )


def _chance(left: Floats, right: Floats) -> float:
    """How likely rates this far apart are under one rate (two-sided, scatter beyond Poisson's allowed for)."""
    spread = float(((left - left.mean()) ** 2).sum() + ((right - right.mean()) ** 2).sum())
    freedom = max(len(left) + len(right) - 2, 1)
    mean = (left.sum() + right.sum()) / (len(left) + len(right))
    scatter = max(1.0, spread / freedom / mean) if mean else 1.0
    error = math.sqrt(scatter * mean * (1 / len(left) + 1 / len(right)))
    return math.erfc(abs(float(right.mean() - left.mean())) / error / math.sqrt(2)) if error else 1.0


def _moved_alike(left: Floats, right: Floats, told: Floats, told_after: Floats) -> bool:
    """Whether reports changed the way events did, and by at least as large a factor."""
    if not told.sum() or not told_after.sum():
        return False
    events = (right.mean() + 0.5) / (left.mean() + 0.5)
    coverage = (told_after.mean() + 0.5) / (told.mean() + 0.5)
    return bool(coverage >= events > 1 or coverage <= events < 1)
