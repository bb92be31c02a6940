"""When what we say agrees with gold: dates, places, figures and attributions, one rule each.

Dates are compared as texts, every month with 31 days, and names in a fold of their own, because these
rules are those of the published scorer: a figure must not change with the machine it is computed on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from tawatur.analysis.gold import ExportedClaim, StatedFigure
from tawatur.record import Number

Unit: TypeAlias = Sequence[ExportedClaim]
"""The claims of one report that speak of one event: found once, however many sentences tell it."""

FigureKey: TypeAlias = tuple[str, str, "Number | tuple[Number, ...] | None"]

SCORED_MEASURES = frozenset({"killed", "injured", "arrested", "sentenced"})

_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_LETTERS = str.maketrans("أإآٱىئؤةکی", "ااااييوهكي")
_SPACE = re.compile(r"\s+")
_QUALIFIERS = "~?%"
_SHORTEST_NAME = 3
_LONGEST_RATIO = 3


def fold_name(text: str) -> str:
    """The spelling-insensitive form in which names of sources are compared."""
    return _SPACE.sub(" ", _MARKS.sub("", text).translate(_LETTERS)).strip().lower()


def bounds(edtf: str) -> tuple[str, str]:
    """First and last day of an EDTF date as texts that compare in order; open ends lie outside every date."""
    start, _, end = edtf.partition("/")
    return _bound(start, "0000-01-01", "-01-01"), _bound(end or start, "9999-12-31", "-12-31")


def _bound(part: str, unbounded: str, padding: str) -> str:
    exact = part.rstrip(_QUALIFIERS)
    if exact in ("", ".."):
        return unbounded
    if len(exact) >= len("2024-01-05"):
        return exact
    return exact + (padding[-3:] if len(exact) == len("2024-01") else padding)


def date_agrees(gold: str, ours: str | None) -> bool:
    """Whether our date means the same days as gold's, or lies inside gold's month, year or interval.

    A gold date without a year is met by that day of any year. An interval open at one end agrees only
    with itself and with the date at its closed end.
    """
    if not ours:
        return False
    if gold.startswith("--"):
        return all(part.rstrip(_QUALIFIERS).endswith(gold[1:]) for part in ours.split("/"))
    if ours.startswith("XXXX"):
        return False
    wanted, said = bounds(gold), bounds(ours)
    if ".." in gold or ".." in ours:
        return wanted == said or gold.strip("./") == ours.strip("./")
    return wanted[0] <= said[0] <= said[1] <= wanted[1]


def days_apart(gold: str, ours: str) -> int:
    """Days between the starts of two dates; years do not count where one of them has none."""
    yearless = gold.startswith("--") or "XXXX" in ours
    wanted = bounds(gold.replace("--", "2000-", 1) if gold.startswith("--") else gold)[0]
    said = bounds(ours.replace("XXXX", "2000"))[0]
    year = "2000" if yearless else ""
    return abs((_day(wanted, year) - _day(said, year)).days)


def _day(text: str, year: str) -> date:
    # Texts are of the EDTF profile, but the 31st of a short month is a bound, not a day.
    return date(max(int(year or text[:4]), 1), int(text[5:7]), min(int(text[8:10]), 28))


def finest_date(unit: Unit) -> str | None:
    """The date of the unit that spans the fewest days, the first of several."""
    dates = [claim.date for claim in unit if claim.date]
    return min(dates, key=_width) if dates else None


def _width(edtf: str) -> int:
    first, last = bounds(edtf.replace("XXXX", "2000"))
    years, months, days = (int(last[part]) - int(first[part]) for part in (slice(4), slice(5, 7), slice(8, 10)))
    return years * 372 + months * 31 + days


def countries(unit: Unit) -> list[str]:
    """Country codes of the unit's places, in order: the list of a claim that has one, else its main place."""
    return [
        place.country
        for claim in unit
        for place in (claim.places or ((claim.place,) if claim.place else ()))
        if place.country
    ]


def country_agrees(gold: str, ours: Sequence[str]) -> bool:
    """Whether more than half of our countries are among gold's (`AT;DE`)."""
    wanted = gold.split(";")
    return 2 * sum(country in wanted for country in ours) > len(ours)


def voices(unit: Unit) -> list[str | None]:
    """The wording of every source the unit's claims are attributed to."""
    return [voice.text for claim in unit for voice in claim.attribution]


def attribution_agrees(gold: str, ours: Sequence[str | None]) -> bool:
    """Whether the gold source and one of ours name each other, at comparable length."""
    wanted = fold_name(gold)
    names = [fold_name(name or "") for name in ours]
    return any(
        _SHORTEST_NAME <= len(name) <= _LONGEST_RATIO * len(wanted) and (name in wanted or wanted in name)
        for name in names
    )


def figure_keys(figures: Iterable[StatedFigure]) -> set[FigureKey]:
    """The scored figures in comparable form; a vague one ("tens") is its measure and operator alone."""
    return {_figure_key(figure) for figure in figures if figure.measure in SCORED_MEASURES}


def _figure_key(figure: StatedFigure) -> FigureKey:
    vague = figure.op == "~" and (figure.value is None or figure.vague)
    return figure.measure, figure.op, None if vague else figure.value


def unit_figures(unit: Unit) -> set[FigureKey]:
    """The scored figures of all claims of a unit."""
    return figure_keys(figure for claim in unit for figure in claim.figures)
