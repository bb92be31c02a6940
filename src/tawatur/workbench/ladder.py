"""The toll ladder: every figure of one measure, in order of time, on one scale, with its words.

The stored tally is by the default rule; a reader may look at it by another. What was said, and how the
figures stand to each other, does not change with the rule: only which of them is worked with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import NamedTuple

import msgspec

from tawatur.codebook import measures
from tawatur.reconciliation import RULES, tally
from tawatur.record import Event, Figure, FigureValue, Tally
from tawatur.workbench.evidence import Outline, in_time

_FULL = 100.0


class Rung(NamedTuple):
    """One figure: its bar on the scale (`start` and `width` of 100; `open_ended` where it has no upper bound).

    `place` is the figure's place in the tally, `evidence` the first of its claims, `reports` how many reports
    state it, `chosen` whether the rule works with it.
    """

    place: int
    value: FigureValue
    start: float
    width: float
    open_ended: bool
    evidence: Outline | None
    reports: int
    chosen: bool


class Ladder(NamedTuple):
    """All figures of one measure of one event."""

    measure: str
    tally: Tally
    rungs: tuple[Rung, ...]


def ladders(event: Event, told: Mapping[str, Outline], rule: str = "") -> list[Ladder]:
    """The ladders of an event, in the codebook's order of measures, by `rule` where one is given.

    `told` are the event's claims by identifier; those that are missing leave a rung without its words.
    """
    order = {name: place for place, name in enumerate(measures())}
    listed = sorted(event.figures, key=lambda name: (order.get(name, len(order)), name))
    return [_ladder(name, by_rule(event.figures[name], rule), told) for name in listed]


def by_rule(stored: Tally, rule: str) -> Tally:
    """The tally with the working figure another rule chooses."""
    if rule not in RULES or rule == stored.rule:
        return stored
    chosen = tally(stored.values, rule=rule)
    # How the figures stand to each other was told by the event's date, which is not known here.
    return msgspec.structs.replace(chosen, contradiction=stored.contradiction, relation=stored.relation)


def furthest(stated: Tally) -> tuple[FigureValue, FigureValue]:
    """The figures with the lowest and the highest bound; shares of another figure only if all are."""
    whole = [value for value in stated.values if value.part_of is None] or list(stated.values)
    return min(whole, key=_bounds), max(whole, key=_bounds)


def _ladder(measure: str, stated: Tally, told: Mapping[str, Outline]) -> Ladder:
    top = max((edge for value in stated.values for edge in _bounds(value) if edge != inf), default=0.0) or 1.0
    ordered = sorted(enumerate(stated.values), key=lambda item: _in_time(item[1]))
    rungs = tuple(_rung(place, value, stated, top, told) for place, value in ordered)
    return Ladder(measure, stated, rungs)


def _rung(place: int, value: FigureValue, stated: Tally, top: float, told: Mapping[str, Outline]) -> Rung:
    low, high = _bounds(value)
    own = [told[name] for name in value.claims if name in told]
    start = _FULL * low / top if value.op != "=" else 0.0
    end = _FULL if high == inf else _FULL * high / top
    return Rung(
        place=place,
        value=value,
        start=round(min(start, 97.0), 2),
        width=round(max(end - min(start, 97.0), 1.0), 2),
        open_ended=high == inf,
        evidence=min(own, key=in_time, default=None),
        reports=len({claim.sha256 for claim in own}),
        chosen=stated.best is not None and stated.best == _working(value) and not value.part_of,
    )


def _working(value: FigureValue) -> float:
    """The number a figure stands for when a rule chooses it: its least, or an upper bound itself."""
    low, high = _bounds(value)
    return high if value.op in ("<", "<=") else low


def _bounds(value: FigureValue) -> tuple[float, float]:
    return Figure(
        measure="", op=value.op, value=value.value, low=value.low, high=value.high, text="", span=(0, 0)
    ).bounds


def _in_time(value: FigureValue) -> tuple[str, float, str]:
    return _day(value.first_seen), _bounds(value)[0], value.op


def _day(text: str | None) -> str:
    return text or "9999"


def rules() -> Sequence[str]:
    """The rules there are, by name."""
    return tuple(RULES)
