"""`search`: the passages that hold all the words, each with where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tawatur.build.words import groups, matching
from tawatur.casefile import Case, Hit
from tawatur.cli.output import Screen
from tawatur.cli.terminal import cell, quote


def search_case(screen: Screen, case: Case, words: Sequence[str], limit: int) -> None:
    """Show the passages found, the words set off."""
    wanted = groups(words)
    found = case.search(wanted, limit + 1)
    if not found:
        screen.print(screen.say("search.none", words=" ".join(words)))
        return
    for hit in found[:limit]:
        _show(screen, hit, wanted)
    cut = len(found) > limit
    screen.print(screen.say("search.cut" if cut else "search.found", count=min(limit, len(found))), style="dim")


def _show(screen: Screen, hit: Hit, wanted: Sequence[Sequence[str]]) -> None:
    width = screen.console.width
    about = [hit.publisher or screen.say("show.unknown_publisher"), *([hit.published] if hit.published else [])]
    screen.console.print(Text(f"{hit.path} [{hit.span[0]}:{hit.span[1]}]", style="bold"))
    screen.console.print(cell("، ".join(about) if screen.mirrored else ", ".join(about), marks=screen.marks))
    screen.console.print(
        quote(hit.text, matching(hit.text, wanted), width, marks=screen.marks, style=screen.highlight)
    )
    screen.console.print()
