"""`check`: statistics that reports state, beside what the case itself counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.padding import Padding
from rich.text import Text

from tawatur.analysis.checking import Check, checks, note_words, regions
from tawatur.casefile import Case
from tawatur.cli.output import Screen, stated
from tawatur.cli.terminal import cell, quote
from tawatur.codebook import counts_events
from tawatur.publishing.relations import names_of
from tawatur.record import Claim, Event


def check_case(screen: Screen, case: Case) -> None:
    """Show every statistic of the case."""
    found = checks(case.each_claim(), case.events(), len(case.cards()))
    if not found:
        screen.print(screen.say("check.none"))
        return
    show_checks(screen, found, {event.id: event for event in case.each_event()})


def checks_of(case: Case, claims: Sequence[Claim]) -> tuple[Check, ...]:
    """The statistics among some claims; the case is read only where there are any."""
    asked = [claim for claim in claims if counts_events(claim)]
    return checks(asked, case.events(), len(case.cards())) if asked else ()


def show_checks(screen: Screen, found: Sequence[Check], events: Mapping[str, Event]) -> None:
    """Each statistic with its sentence, then figure by figure what the case counts and why it may differ."""
    for claim, made in groupby(found, key=lambda check: check.claim):
        listed = list(made)
        _sentence(screen, claim)
        told: set[str] = set()
        for check in listed:
            _figure(screen, check, told)
        _behind(screen, listed, events)
        screen.console.print()


def _sentence(screen: Screen, claim: Claim) -> None:
    about = [claim.publisher or screen.say("show.unknown_publisher"), *([claim.published] if claim.published else [])]
    screen.console.print(Text(f"{claim.document} [{claim.span[0]}:{claim.span[1]}]  {claim.id}", style="cyan"))
    screen.console.print(cell(" · ".join(about), marks=screen.marks))
    words = [figure.text for figure in claim.figures]
    width = max(20, screen.console.width)
    screen.console.print(quote(claim.quote, words, width, marks=screen.marks, style=screen.highlight))


def _figure(screen: Screen, check: Check, told: set[str]) -> None:
    """One figure beside its count; what was said of an earlier figure of the sentence is not said again."""
    say = screen.say
    measure = screen.measure_name(check.figure.measure)
    period = f" ({check.figure.period})" if check.figure.period else ""
    line = say("check.beside", measure=measure, stated=stated(check.figure), own=check.own, period=period)
    screen.print(line, style="bold")
    asked = [
        check.window or "",
        regions()[check.region].label.in_language(screen.language) if check.region in regions() else check.region,
        *(names_of(actor)[screen.language] for actor in check.actors),
    ]
    scope = [say("check.asked", what=" · ".join(part for part in asked if part))] if any(asked) else []
    for text in [*scope, *(note_words(note, screen.language) for note in check.notes)]:
        if text not in told:
            _indented(screen, text, "" if text in scope else "dim")
    told.update(scope, (note_words(note, screen.language) for note in check.notes))


def _behind(screen: Screen, listed: Sequence[Check], events: Mapping[str, Event]) -> None:
    """The events behind the counts, each once."""
    names = dict.fromkeys(name for check in listed for name in check.events)
    if names:
        screen.print(screen.say("check.behind"))
    for name in names:
        event = events[name]
        _indented(screen, f"{event.date or screen.say('show.undated')}  {screen.label(event)}  {name}")


def _indented(screen: Screen, text: str, style: str = "") -> None:
    screen.console.print(Padding(cell(text, marks=screen.marks, style=style), (0, 2)))
