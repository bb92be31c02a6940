"""A judgement on the screen: the pair, the verdict, who and when, and why."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from tawatur.cli.output import Screen
from tawatur.cli.terminal import cell
from tawatur.record import Judgement


def show_judgement(screen: Screen, item: Judgement) -> None:
    """One judgement in two lines; what is retired says so."""
    when = f", {item.made[:10]}" if item.made else ""
    gone = f" · {screen.say('explain.retired', when=item.retired)}" if item.retired else ""
    verdict = screen.say(f"verdict.{item.verdict}")
    style = "dim" if item.retired else ""
    screen.console.print(Text(f"{item.left} · {item.right}: {verdict} ({item.by}{when}){gone}", style=style))
    screen.console.print(Padding(cell(item.reason, marks=screen.marks, style="dim"), (0, 2)))
