"""`evaluate`: how well the claims of a case agree with gold annotations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from rich.table import Table

from tawatur.analysis import Breakdown, Evaluation, Finding, evaluate, read_gold
from tawatur.casefile import Case
from tawatur.cli.output import Screen
from tawatur.errors import UsageError
from tawatur.publishing import load_format

_NOTHING = ("", "None", "[]")


class GoldError(UsageError):
    """A file of gold annotations that cannot be read."""

    code = "gold"


def evaluate_case(
    screen: Screen, case: Case, gold: Path, language: str | None, *, errors: int, as_json: bool
) -> None:
    """Score the exported claims of a case: each measure, the events told worst, the worst errors of each field.

    Args:
        screen: where it is printed.
        case: the case.
        gold: the file of annotations.
        language: only reports in this language.
        errors: how many events, and errors of each field, are listed.
        as_json: print everything as JSON instead, whatever `errors` says.

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
    found = evaluate((msgspec.json.decode(line) for line in load_format("claims")(case)), reports)
    if as_json:
        print(msgspec.json.format(msgspec.json.encode(_everything(found)), indent=2).decode())
        return
    screen.console.print(_table(screen, msgspec.to_builtins(found.scores)))
    if errors:
        _print_events(screen, found.breakdown, errors)
        _print_errors(screen, found, errors)


def _everything(found: Evaluation) -> dict[str, Any]:
    """The scores as the published scorer names them, then the events and the errors, the worst first."""
    events = [{**msgspec.to_builtins(event), "share": round(event.share, 3)} for event in found.breakdown.events]
    scores: dict[str, Any] = msgspec.to_builtins(found.scores)
    return {**scores, "events": {"mean": found.breakdown.mean, "worst_first": events}, "errors": found.by_field()}


def _print_events(screen: Screen, breakdown: Breakdown, limit: int) -> None:
    if not breakdown.events or breakdown.mean is None:
        return
    screen.print()
    screen.print(screen.say("evaluate.events", mean=f"{breakdown.mean:.3f}", count=len(breakdown.events)))
    for event in breakdown.events[:limit]:
        told = f"{event.share:.3f}  {event.right}/{event.asked}"
        screen.print(
            f"  {event.event}  {told}  {screen.say('evaluate.told', found=event.detected, of=event.reports)}"
        )


def _print_errors(screen: Screen, found: Evaluation, limit: int) -> None:
    for field, findings in found.by_field().items():
        if not findings:
            continue
        screen.print()
        screen.print(screen.say("evaluate.errors", field=screen.say(f"field.{field}"), count=len(findings)))
        for finding in findings[:limit]:
            screen.print("  " + _line(screen, finding))
        if len(findings) > limit:
            screen.print("  " + screen.say("evaluate.more", count=len(findings) - limit))


def _line(screen: Screen, finding: Finding) -> str:
    wanted, said = _shown(finding.wanted), _shown(finding.said)
    return f"{finding.document}: {screen.say('evaluate.wanted', wanted=wanted, said=said)}"


def _shown(value: str | list[str]) -> str:
    parts = value if isinstance(value, list) else [value]
    return "; ".join(_plain(part) for part in parts if part not in _NOTHING) or "-"


def _plain(part: str) -> str:
    """A value as one would write it: the published scorer names a figure as a tuple in Python's notation."""
    return part.strip("()").replace("'", "").replace(",", "") if part.startswith("('") else part


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
