"""Reasons in the reader's language.

A decision is recorded once, with its reason in English words that quote the values compared. For a reader of
Arabic the reason is recognised by the table `reasons.yaml` and said in Arabic with the same values.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import yaml

from tawatur.codebook import is_measure
from tawatur.workbench.names import Names

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KIND = re.compile(r"\d+$")
# What a value of a kind looks like, where not anything will do.
_LOOKS = {
    "n": r"[\d.,]+",
    "date": r"[\dX~?%./-]+",
    "stated": r"(?:[<>]=?|~)?[\d.]+(?:-[\d.]+)?(?: \(vague\))?",
    "type": r"[a-z_]+",
    "measure": r"[a-z_]+",
    "countries": r"[A-Z]{2}(?:, [A-Z]{2})*",
    "op": r"[<>=~]+|range",
}
_FIGURE = re.compile(r"([a-z_]+) ([\d.]+(?:-[\d.]+)?)")
_STATED = re.compile(r"([<>]=?|~)?([\d.]+)(?:-([\d.]+))?( \(vague\))?")
_STEP = re.compile(r"(.+) \(([\dX~?%./-]+|None)\)")
_WORDED = {
    "": "stated.exact",
    "=": "stated.exact",
    ">": "stated.more",
    ">=": "stated.least",
    "<": "stated.fewer",
    "<=": "stated.most",
    "~": "stated.about",
}


class Reason(NamedTuple):
    """A reason as it is shown, and the language it is in."""

    text: str
    language: str


class _Row(NamedTuple):
    pattern: re.Pattern[str]
    says: str


def reason(text: str, names: Names) -> Reason:
    """A recorded reason in the reader's language; as it was recorded where a part of it is not in the table."""
    if names.say.language != "ar":
        return Reason(text, "en")
    said = [_said(part, names) for part in text.split("; ")]
    if not text or any(part is None for part in said):
        return Reason(text, "en")
    return Reason("؛ ".join(part for part in said if part), "ar")


def _said(part: str, names: Names) -> str | None:
    for row in _table():
        found = row.pattern.fullmatch(part)
        if found is None:
            continue
        told = {name: _told(_KIND.sub("", name), value, names) for name, value in found.groupdict().items()}
        if None not in told.values():
            return row.says.format(**told)
    return None


def _told(kind: str, value: str, names: Names) -> str | None:
    if kind == "rest":
        return _said(value, names)
    ways: dict[str, Callable[[str], str | None]] = {
        "n": names.say.plain,
        "date": names.say.date,
        "type": names.type,
        "measure": lambda name: names.measure(name) if is_measure(name) else None,
        "countries": lambda codes: names.say("list.comma").join(names.country(code) for code in codes.split(", ")),
        "actor": lambda name: names.actor_called(name, name),
        "figures": lambda listed: _figures(listed, names),
        "stated": lambda figure: _stated(figure, names),
        "steps": lambda listed: _steps(listed, names),
        "op": lambda sign: {"=": ""}.get(sign, sign),
    }
    return ways[kind](value) if kind in ways else value


def _figures(listed: str, names: Names) -> str | None:
    found = [_FIGURE.fullmatch(item) for item in listed.split(", ")]
    if None in found:
        return None
    worded = [f"{names.measure(item[1])} {names.say.plain(item[2])}" for item in found if item]
    return names.say("list.comma").join(worded)


def _stated(figure: str, names: Names) -> str | None:
    found = _STATED.fullmatch(figure)
    if found is None:
        return None
    sign, low, high, vague = found[1] or "", names.say.plain(found[2]), found[3], found[4]
    if high is None:
        return names.say(_WORDED[sign], value=low)
    return names.say("stated.vague" if vague else "stated.range", low=low, high=names.say.plain(high))


def _steps(listed: str, names: Names) -> str | None:
    found = [_STEP.fullmatch(item) for item in listed.split(", then ")]
    worded = [(_stated(item[1], names), item[2]) for item in found if item]
    if len(worded) < len(found) or any(figure is None for figure, _ in worded):
        return None
    return " ← ".join(f"{figure} ({names.say.date(None if day == 'None' else day)})" for figure, day in worded)


@cache
def _table() -> tuple[_Row, ...]:
    rows = yaml.load(Path(__file__).with_name("reasons.yaml").read_text(encoding="utf-8"), Loader=_Loader)
    return tuple(_Row(re.compile(_pattern(row["says"]), re.DOTALL), row["ar"]) for row in rows)


def _pattern(says: str) -> str:
    made = []
    for words, name, _, _ in Formatter().parse(says):
        made.append(re.escape(words))
        if name is not None:
            made.append(f"(?P<{name}>{_LOOKS.get(_KIND.sub('', name), '.+?')})")
    return "".join(made)
