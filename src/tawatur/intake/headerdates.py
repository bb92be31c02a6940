"""Dates as page headers write them: a label's value, a list item, a line of its own.

Written dates are read by the language (`languages.ar.datewords`), which knows the months of every
calendar in Arabic and English; only what is the web's own is read here: timestamps and page names.
What counts is a day, or a month with its year: no sentence's "last Friday" dates a page.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from tawatur.dates import is_edtf
from tawatur.languages.ar import datewords
from tawatur.languages.ar.tokens import tokenize
from tawatur.script import fold_text

# The first news pages on the web, and what no page can have seen yet.
_EARLIEST, _LATEST = "1990", "2101"
_LONGEST = 120
_NO_CONTEXT = datewords.DateContext()
_FOUR_DIGITS = re.compile(r"\d{4}")
_WORD = re.compile(r"[^\W\d_]+")
_MACHINE = re.compile(
    r"(?<![\d.])(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})(?:[tT][\d:.]+(?:[zZ]|[+-][\d:]+)?)?(?!\d)"
    r"|(?<![\d.-])(?P<y2>\d{4})-(?P<m2>0\d|1[0-2])(?![\d-])"
    r"|(?<=[a-zA-Z][-_])(?P<d3>\d{2})(?P<m3>\d{2})(?P<y3>20\d\d)(?!\d)"
    r"|(?<!\d)(?P<y4>20\d\d)(?P<m4>0\d|1[0-2])(?P<d4>[0-3]\d)(?:[tT]\d+[zZ]?)?(?!\d)"
)


class Dated(NamedTuple):
    """A date read from a header: its EDTF text and where it stands in the folded line."""

    edtf: str
    start: int
    end: int


def first_date(line: str) -> Dated | None:
    """The first date of a line that is not folded yet: a day before a month."""
    return best(all_dates(fold_text(line)))


def best(found: list[Dated]) -> Dated | None:
    """The most precise date, and of those the first."""
    return min(found, key=lambda date: (-len(date.edtf), date.start), default=None)


def all_dates(folded: str) -> list[Dated]:
    """Every day, or month with its year, in a folded line, in order."""
    if not _FOUR_DIGITS.search(folded):
        return []
    found = [date for match in _MACHINE.finditer(folded) if (date := _machine(match))]
    for mention in datewords.find(tokenize(folded), _NO_CONTEXT):
        taken = any(date.start < mention.end and mention.start < date.end for date in found)
        if mention.date and mention.kind == "calendar" and mention.precision in ("day", "month") and not taken:
            found.append(Dated(mention.date, mention.start, mention.end))
    return sorted((date for date in found if _EARLIEST <= date.edtf < _LATEST), key=lambda date: date.start)


def only_a_date(folded: str) -> Dated | None:
    """The date of a folded line that holds nothing but a date, its weekday and its hour."""
    if len(folded) > _LONGEST:
        return None
    found = all_dates(folded)
    rest, done = "", 0
    for date in found:
        rest += folded[done : date.start] + " "
        done = date.end
    words = _WORD.findall((rest + folded[done:]).lower())
    return None if any(word not in _beside() for word in words) else best(found)


def is_beside(folded: str) -> bool:
    """Whether folded words are nothing but what stands beside a date: its weekday, its hour."""
    words = _WORD.findall(folded.lower())
    return bool(words) and all(word in _beside() for word in words)


def _machine(match: re.Match[str]) -> Dated | None:
    groups = {name[0]: value for name, value in match.groupdict().items() if value is not None}
    edtf = "-".join(groups[part] for part in "ymd" if part in groups)
    return Dated(edtf, match.start(), match.end()) if is_edtf(edtf) else None


@cache
def _beside() -> frozenset[str]:
    text = files("tawatur.intake").joinpath("data/dates.yaml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return frozenset(fold_text(word).lower() for word in raw["beside"])
