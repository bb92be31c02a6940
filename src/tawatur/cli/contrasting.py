"""`compare`: why two events are two, feature by feature."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from tawatur.build.settling import cards
from tawatur.casefile import Case
from tawatur.cli.judgements import show_judgement
from tawatur.cli.output import Screen
from tawatur.cli.terminal import cell, quote
from tawatur.reconciliation.contrast import Contrast, Pair, contrast
from tawatur.record import Event


def compare_events(screen: Screen, case: Case, left: Event, right: Event) -> None:
    """Show what speaks for one event and for two, and what decided."""
    say = screen.say
    if left.id == right.id:
        screen.print(say("compare.one", event=left.id, label=screen.label(left)))
        screen.print(say("explain.why", reason=left.reason), style="dim")
        return
    made = contrast(left, right, case.claims(), cards(case), case.judgements())
    for event in (left, right):
        about = [event.id, event.date or say("show.undated"), screen.place_name(event)]
        screen.print(Text(screen.label(event), style="bold"))
        screen.print(" · ".join(part for part in about if part))
    screen.print()
    screen.console.print(_table(screen, made))
    screen.print()
    _verdict(screen, made)
    if made.strongest is not None:
        _strongest(screen, made.strongest)
    if made.judgements:
        screen.print()
        for judgement in made.judgements:
            show_judgement(screen, judgement)


def _table(screen: Screen, made: Contrast) -> Table:
    """The features with their points; columns run from right to left in Arabic."""
    say = screen.say
    rows = [(_name(screen, "prior"), _points(made.prior), say("compare.prior"))]
    rows += [
        (_name(screen, item.name), "" if item.points is None else _points(item.points), item.says or "-")
        for item in made.features
    ]
    heads = [say("compare.feature"), say("compare.points"), say("compare.compared")]
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    order = (2, 1, 0) if screen.mirrored else (0, 1, 2)
    for position in order:
        right = screen.mirrored or position == 1
        table.add_column(heads[position], justify="right" if right else "left")
    for row in rows:
        table.add_row(*(screen.cell(row[position]) for position in order))
    return table


def _verdict(screen: Screen, made: Contrast) -> None:
    say = screen.say
    if made.follows:
        screen.print(say("compare.follows", reason=made.follows), style="bold")
    told = say(f"compare.grounds_{made.grounds.replace('-', '_')}", score=_points(made.score), least=made.threshold)
    screen.print(told, style="bold")


def _strongest(screen: Screen, pair: Pair) -> None:
    screen.print(screen.say("compare.strongest", score=_points(pair.score)))
    width = max(20, screen.console.width)
    for claim in (pair.left, pair.right):
        screen.console.print(Text(f"{claim.document} [{claim.span[0]}:{claim.span[1]}]  {claim.id}", style="cyan"))
        screen.console.print(quote(claim.quote, [figure.text for figure in claim.figures], width, marks=screen.marks))
    screen.console.print(cell(screen.say("explain.why", reason=pair.reason), marks=screen.marks, style="dim"))


def _name(screen: Screen, feature: str) -> str:
    key = f"feature.{feature}"
    return screen.say(key) if screen.say.has(key) else feature


def _points(points: float) -> str:
    return f"{points:+.1f}"
