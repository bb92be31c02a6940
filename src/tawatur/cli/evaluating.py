"""`evaluate`: how well the claims of a case agree with gold annotations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from rich.table import Table

from tawatur.analysis import read_gold, score
from tawatur.casefile import Case
from tawatur.cli.output import Screen
from tawatur.errors import UsageError
from tawatur.publishing import load_format


class GoldError(UsageError):
    """A file of gold annotations that cannot be read."""

    code = "gold"


def evaluate_case(screen: Screen, case: Case, gold: Path, language: str | None, *, as_json: bool) -> None:
    """Score the exported claims of a case, and show each measure with the counts behind it.

    Raises:
        GoldError: the file cannot be read.
        DataError: a line of it is not an annotation.
    """
    try:
        reports = read_gold(gold, language)
    except OSError as error:
        raise GoldError("this file cannot be read", subject=str(gold)) from error
    if not reports:
        screen.print(screen.say("evaluate.none"))
        return
    claims = [msgspec.json.decode(line) for line in load_format("claims")(case)]
    found, _ = score(claims, reports)
    if as_json:
        print(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    screen.console.print(_table(screen, found))


def _table(screen: Screen, scores: dict[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for key in ("evaluate.measure", "evaluate.score", "evaluate.counts"):
        table.add_column(screen.say(key))
    for name, value in scores.items():
        if isinstance(value, dict):
            table.add_row(name, _main(value), _counts(value))
        else:
            table.add_row(name, "", str(value))
    return table


def _main(value: dict[str, Any]) -> str:
    main = value.get("f1", value.get("acc"))
    return "-" if main is None else f"{main:.3f}"


def _counts(value: dict[str, Any]) -> str:
    return ", ".join(f"{key} {part}" for key, part in value.items() if key not in ("f1", "acc"))
