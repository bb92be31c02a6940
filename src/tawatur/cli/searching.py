"""`search`: the passages that hold all the words, each with where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tawatur.build.words import groups
from tawatur.casefile import Case, Hit
from tawatur.cli.output import Screen
from tawatur.cli.terminal import cell, quote
from tawatur.languages.ar.tokens import stems, tokenize
from tawatur.script import fold


def search_case(screen: Screen, case: Case, words: Sequence[str], limit: int) -> None:
    """Show the passages found, the words set off."""
    wanted = groups(words)
    found = case.search(wanted, limit + 1)
    if not found:
        screen.print(screen.say("search.none", words=" ".join(words)))
        return
    forms = frozenset(form for group in wanted for form in group)
    for hit in found[:limit]:
        _show(screen, hit, forms)
    cut = len(found) > limit
    screen.print(screen.say("search.cut" if cut else "search.found", count=min(limit, len(found))), style="dim")


def _show(screen: Screen, hit: Hit, forms: frozenset[str]) -> None:
    width = screen.console.width
    about = [hit.publisher or screen.say("show.unknown_publisher"), *([hit.published] if hit.published else [])]
    screen.console.print(Text(f"{hit.path} [{hit.span[0]}:{hit.span[1]}]", style="bold"))
    screen.console.print(cell("، ".join(about) if screen.mirrored else ", ".join(about), marks=screen.marks))
    screen.console.print(quote(hit.text, matching(hit.text, forms), width, marks=screen.marks))
    screen.console.print()


def matching(text: str, forms: frozenset[str]) -> list[str]:
    """The words of a text that a search for `forms` found, as they are spelt in it."""
    folded = fold(text)
    found: dict[str, None] = {}
    for token in tokenize(folded.text):
        if not forms.isdisjoint(stems(token.text.lower())):
            start, end = folded.span(token.start, token.end)
            found[text[start:end]] = None
    return list(found)
