"""Statistics that are one: the same count of many events, told by several reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tawatur.codebook import measure
from tawatur.reconciliation.clustering import Edge
from tawatur.reconciliation.profiles import edtf
from tawatur.record import Claim

_SURE = 5.0


def same_statistics(claims: Sequence[Claim]) -> list[Edge]:
    """Joins of claims that state one count, of times that can be one: each to the first such in order of identifier.

    A statistic has often neither a day nor a place to compare; what it counts and how many is what it says.
    """
    by_count: dict[tuple[tuple[str, str, str], ...], list[Claim]] = defaultdict(list)
    edges = []
    for claim in sorted(claims, key=lambda claim: claim.id):
        key = _count(claim)
        first = next((other for other in by_count[key] if _one_time(claim, other)), None)
        if first is None:
            by_count[key].append(claim)
            continue
        told = ", ".join(" ".join(part) for part in key)
        edges.append(Edge(claim.id, first.id, "same", _SURE, f"one statistic ({told})"))
    return edges


def _count(claim: Claim) -> tuple[tuple[str, str, str], ...]:
    """What a claim counts of events, without what it compares that with."""
    return tuple(
        sorted(
            (figure.measure, figure.op, str(figure.value if figure.value is not None else figure.low))
            for figure in claim.figures
            if measure(figure.measure).events and not figure.period
        )
    )


def _one_time(left: Claim, right: Claim) -> bool:
    one, two = edtf(left.date), edtf(right.date)
    return one is None or two is None or one.overlaps(two)
