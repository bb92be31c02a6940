"""A credibility proposed for an event or a claim, from what the case can show and from nothing else.

Sources are never graded here. A proposal is not a grade: it is computed anew each time, is called a
proposal wherever it is shown, and changes no figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations, permutations
from typing import NamedTuple

from tawatur.reconciliation.figures import disjoint, shown, totals
from tawatur.reconciliation.tables import read
from tawatur.record import Event, Tally

PROPOSED_BY = "rules/credibility-1"
"""Under which name proposals are made."""


class Proposal(NamedTuple):
    """A proposed grade on the scale "information", and why."""

    value: str
    reason: str


class _Row(NamedTuple):
    chains: int
    disputed: bool
    value: str
    reason: str


def propose(event: Event) -> Proposal:
    """The credibility of an event: disputed where the figures of a measure contradict each other."""
    disputes = [_told(measure, tally) for measure, tally in sorted(event.figures.items()) if tally.contradiction]
    return _proposal(event.chains, "; ".join(disputes))


def propose_for_claim(name: str, event: Event) -> Proposal:
    """The credibility of one claim of `event`: disputed only where its own figures are."""
    return dict(propose_for_claims(event))[name]


def propose_for_claims(event: Event) -> Iterator[tuple[str, Proposal]]:
    """Every claim of an event with the credibility proposed for it."""
    disputes: dict[str, list[str]] = defaultdict(list)
    for measure, tally in sorted(event.figures.items()):
        if tally.contradiction:
            for mine, other in permutations(totals(tally.values), 2):
                if disjoint(mine, other):
                    for name in mine.claims:
                        disputes[name].append(f"{measure} {shown(mine)} against {shown(other)}")
    for name in event.claims:
        yield name, _proposal(event.chains, "; ".join(disputes[name][:2]))


def _told(measure: str, tally: Tally) -> str:
    for one, other in combinations(totals(tally.values), 2):
        if disjoint(one, other):
            return f"{measure} {shown(one)} against {shown(other)}"
    return measure


def _proposal(chains: int, dispute: str) -> Proposal:
    row = next(row for row in _rows() if row.disputed == bool(dispute) and chains >= row.chains)
    return Proposal(row.value, row.reason.format(chains=chains, dispute=dispute))


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(int(row["chains"]), bool(row["disputed"]), str(row["value"]), str(row["reason"]))
        for row in read("credibility.yaml")
    )
