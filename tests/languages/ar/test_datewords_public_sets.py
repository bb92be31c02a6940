"""Date expressions of public specifications: how many are read as the same days. Floors, not wishes.

Run as a program it prints the figures and the rows that are left, by number.
"""

from __future__ import annotations

import ast
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tawatur import dates
from tawatur.languages.ar import datewords
from tawatur.languages.ar.datewords import Convention, DateContext, DateMention
from tawatur.languages.ar.tokens import tokenize
from tawatur.script import Folded, fold

DATA = Path(__file__).resolve().parents[3] / ".." / "shared" / "data"
RECOGNIZERS = DATA / "recognizers_ar"
DATEPARSER = DATA / "dateparser_ar_fa" / "params.jsonl"
NO_DATE = "0001-01-01"
# Share of rows read as the same days (parsers) or found in the same place (extractors), by convention.
FLOORS: dict[tuple[str, Convention], float] = {
    ("DateParser", "report"): 0.83,
    ("DateParser", "assistant"): 0.97,
    ("DatePeriodParser", "report"): 0.70,
    ("DatePeriodParser", "assistant"): 0.88,
    ("DateExtractor", "report"): 0.88,
    ("DateExtractor", "assistant"): 0.95,
    ("DatePeriodExtractor", "report"): 0.95,
    ("DatePeriodExtractor", "assistant"): 0.97,
    ("dateparser", "report"): 1.0,
}
# All rows that give days, together.
DAYS = ("DateParser", "DatePeriodParser", "dateparser")
FLOOR_DAYS: dict[Convention, float] = {"report": 0.80, "assistant": 0.93}


class Outcome(NamedTuple):
    """One case: its row in the file, whether it was read rightly, and what was read."""

    row: int
    right: bool
    read: str


def rows(path: Path) -> list[tuple[int, dict[str, Any]]]:
    return [(n, json.loads(line)) for n, line in enumerate(path.read_text(encoding="utf-8").splitlines())]


def read(text: str, published: str | None, convention: Convention = "report") -> tuple[Folded, list[DateMention]]:
    folded = fold(text)
    return folded, datewords.find(tokenize(folded.text), DateContext(published, convention=convention))


def days_of(mention: DateMention) -> tuple[date, date] | None:
    if mention.date is None or mention.precision == "yearless":
        return None
    value = dates.parse(mention.date)
    return value.first, value.last


def overlaps(folded: Folded, mention: DateMention, start: int, end: int) -> bool:
    first, last = folded.span(mention.start, mention.end)
    return first < end and start < last


def gold_days(value: dict[str, dict[str, str]]) -> list[tuple[date, date, date]]:
    """First day, last day, and the other reading of the last day (an end that is not included)."""
    found = []
    for name in ("PastResolution", "FutureResolution"):
        resolution = value.get(name) or {}
        first = resolution.get("date") or resolution.get("startDate")
        last = resolution.get("date") or resolution.get("endDate")
        if first and last and first != NO_DATE:
            end = date.fromisoformat(last)
            before = end if "date" in resolution else end - timedelta(days=1)
            found.append((date.fromisoformat(first), end, before))
    return found


def parser_outcomes(name: str, convention: Convention) -> list[Outcome]:
    outcomes = []
    for n, case in rows(RECOGNIZERS / f"DateTime_{name}.jsonl"):
        for result in case["results"]:
            gold = gold_days(result["Value"])
            if not gold:
                continue
            folded, mentions = read(case["input"], str(case["reference"])[:10], convention)
            start = result["Start"]
            spans = [
                days_of(mention) for mention in mentions if overlaps(folded, mention, start, start + result["Length"])
            ]
            right = any(
                days and days[0] == first and days[1] in (last, before)
                for days in spans
                for first, last, before in gold
            )
            outcomes.append(Outcome(n, right, f"{case['input']} {spans} {gold}"))
    return outcomes


def extractor_outcomes(name: str, convention: Convention) -> list[Outcome]:
    """Found: a mention that shares at least half of the characters of both spans."""
    outcomes = []
    for n, case in rows(RECOGNIZERS / f"DateTime_{name}.jsonl"):
        folded, mentions = read(case["input"], "2017-09-01", convention)
        spans = [folded.span(mention.start, mention.end) for mention in mentions]
        for result in case["results"]:
            start, end = result["Start"], result["Start"] + result["Length"]
            right = any(
                2 * max(0, min(end, last) - max(start, first)) >= max(end, last) - min(start, first)
                for first, last in spans
            )
            outcomes.append(Outcome(n, right, f"{case['input']} {spans} {(start, end)}"))
    return outcomes


def dateparser_outcomes() -> list[Outcome]:
    """Arabic and Hijri rows that give a calendar date or a number of days ago."""
    now = date(2016, 11, 7)
    outcomes = []
    for n, case in rows(DATEPARSER):
        pair = dateparser_pair(str(case["file"]), str(case["param"]), now)
        if pair is None:
            continue
        text, gold = pair
        _, mentions = read(text, now.isoformat())
        found = [days_of(mention) for mention in mentions]
        outcomes.append(Outcome(n, (gold, gold) in found, f"{text} {found} {gold}"))
    return outcomes


def dateparser_pair(file: str, param: str, now: date) -> tuple[str, date] | None:
    if "hijri" in file:
        text = re.search(r'dt_string="([^"]*)"', param)
        day = re.search(r"datetime\((\d+), (\d+), (\d+)", param)
        return (text[1], date(*map(int, day.groups()))) if text and day else None
    if "freshness" in file:
        text, ago = re.match(r'"([^"]*)"', param), re.search(r"ago=(\{.*?\})", param)
        units = ast.literal_eval(ago[1]) if ago else {}
        return (text[1], now - timedelta(days=units["days"])) if text and set(units) == {"days"} else None
    if "languages" in file or "search" in file:
        text = re.match(r'"ar", "([^"]*)"', param)
        day = re.search(r"(\d{1,2}) (?:يناير|يوليو)\S* (\d{4})", param)
        if text and day:
            return text[1], date(int(day[2]), 7 if "يوليو" in day[0] else 1, int(day[1]))
        if text and text[1] in ("أمس", "اليوم"):
            return text[1], now - timedelta(days=text[1] == "أمس")
    return None


def outcomes_of(name: str, convention: Convention) -> list[Outcome]:
    if name == "dateparser":
        return dateparser_outcomes()
    if name.endswith("Parser"):
        return parser_outcomes(name, convention)
    return extractor_outcomes(name, convention)


@pytest.mark.skipif(not RECOGNIZERS.is_dir(), reason="the public sets are not beside the checkout")
@pytest.mark.parametrize(("name", "convention"), sorted(FLOORS))
def test_reads_public_dates(name: str, convention: Convention) -> None:
    """The share of rows read rightly does not fall below its floor."""
    outcomes = outcomes_of(name, convention)
    wrong = [outcome.row for outcome in outcomes if not outcome.right]

    assert len(outcomes) > 10
    assert 1 - len(wrong) / len(outcomes) >= FLOORS[name, convention], f"rows left: {wrong}"


@pytest.mark.skipif(not RECOGNIZERS.is_dir(), reason="the public sets are not beside the checkout")
@pytest.mark.parametrize("convention", sorted(FLOOR_DAYS))
def test_reads_days_over_all_sets(convention: Convention) -> None:
    """Most dates and periods that give days are read as the same days."""
    outcomes = [outcome.right for name in DAYS for outcome in outcomes_of(name, convention)]

    assert sum(outcomes) / len(outcomes) >= FLOOR_DAYS[convention]


if __name__ == "__main__":
    for set_name, read_as in FLOORS:
        results = outcomes_of(set_name, read_as)
        left = [outcome for outcome in results if not outcome.right]
        share = 1 - len(left) / len(results)
        print(f"{set_name}, {read_as}: {len(results) - len(left)}/{len(results)} = {share:.3f}")
        for outcome in left:
            print("   ", outcome.row, outcome.read)
