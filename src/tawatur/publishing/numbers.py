"""The bounds of a tally as they were stated: "more than 90" is never shown as 91."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.record import Number, Tally


class Bound(NamedTuple):
    """A bound with the operator it was stated with."""

    op: str
    value: Number


def as_stated(tally: Tally, bound: Number | None) -> Bound | None:
    """The bound of a tally with the operator of the figure it comes from; an exact one goes first."""
    if bound is None:
        return None
    if any(value.op == "=" and value.value == bound for value in tally.values):
        return Bound("=", bound)
    for value in tally.values:
        if not isinstance(value.value, int | float):
            continue
        if value.op == ">" and value.value + 1 == bound:
            return Bound(">", value.value)
        if value.op == "<" and value.value - 1 == bound:
            return Bound("<", value.value)
        if value.op in (">=", "<=", "~") and value.value == bound:
            return Bound(value.op, bound)
    return Bound("=", bound)
