"""Date expressions in folded Arabic text (interface; the reader follows)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from tawatur.languages.ar.tokens import Token

DateKind = Literal["calendar", "weekday", "relative", "period", "anaphoric"]


class DateContext(NamedTuple):
    """What relative dates are counted from.

    `published` is the report's publication date in EDTF, or None; it may be a month or a year only.
    `reference` stands in for it where it is None (the date line of a wire, a date given by the user).
    """

    published: str | None = None
    reference: str | None = None


class DateMention(NamedTuple):
    """A date expression: tokens `[i, j)`, folded offsets, its EDTF date or None where it cannot be resolved.

    `anchor` says how the date hangs on the event before it: "same-day", "next-day", "previous-day",
    "same-week", "same-month", "next-month", "same-year", "next-year", "+2d", "-1w", ... `precision` is that
    of `tawatur.dates` ("day", "month", "year", "interval", "yearless") or "" without a date.
    """

    i: int
    j: int
    start: int
    end: int
    date: str | None
    kind: DateKind
    anchor: str | None = None
    precision: str = ""
    reason: str = ""
    time_of_day: str | None = None


def find(
    tokens: Sequence[Token], context: DateContext, start: int = 0, end: int | None = None
) -> list[DateMention]:
    """Every date expression among `tokens[start:end]`, in order, none overlapping another."""
    return []
