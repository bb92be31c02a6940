"""`explain`: how an event was put together, down to the sentences, the sources and the reasons."""

from __future__ import annotations

from collections.abc import Sequence

from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from tawatur.casefile import Case
from tawatur.cli.checking import checks_of, show_checks
from tawatur.cli.grading import show_grade, show_proposal
from tawatur.cli.judgements import show_judgement
from tawatur.cli.output import MARK, Screen, number, stated
from tawatur.cli.terminal import cell, quote
from tawatur.reconciliation import Moved, under_present_names
from tawatur.reconciliation.credibility import propose
from tawatur.reconciliation.figures import under_rule
from tawatur.reconciliation.history import Step, history
from tawatur.reconciliation.sourcing import known_sources
from tawatur.record import Chain, Claim, Event, Judgement

_LISTED = 20
_INDENT = 2


def explain_event(screen: Screen, case: Case, stored: Event, *, everything: bool, rule: str = "") -> None:
    """Show an event's figures, its grades, its claims by chain, and the judgements that hold it together.

    Args:
        screen: where to.
        case: the case.
        stored: the event.
        everything: all judgements, those that were taken back included.
        rule: the rule for the working figures, where it is not to be the one they were derived by.

    Raises:
        UsageError: no rule has that name.
    """
    claims = {claim.id: claim for claim in case.claims(stored.claims)}
    event = under_rule(stored, rule) if rule else stored
    _head(screen, event)
    if event.figures:
        screen.console.print(_figures(screen, event, claims))
        _rules(screen, event)
        _histories(screen, event)
    _grades(screen, case, event, claims, everything=everything)
    _statistics(screen, case, claims)
    reports = len({claim.document for claim in claims.values()})
    _section(screen, screen.say("explain.claims", claims=len(claims), reports=reports, chains=event.chains))
    for position, chain in enumerate(_chains(event, claims), start=1):
        _chain(screen, position, chain, claims)
    made = case.judgements(of=event.claims, retired=everything)
    if made:
        _judgements(screen, made, case.claim_redirects(), claims, everything=everything)


def _head(screen: Screen, event: Event) -> None:
    screen.print(Text(screen.label(event), style="bold"))
    facts = [
        event.id,
        screen.type_name(event.event_type),
        screen.modality_name(event.modality),
        event.date or screen.say("show.undated"),
        screen.place_name(event),
    ]
    screen.print(" · ".join(fact for fact in facts if fact))
    actors = [f"{actor.role}: {actor.name or actor.text}" for actor in event.actors]
    if actors:
        screen.print(f"{screen.say('explain.actors')}: {', '.join(actors)}")
    if event.reason:
        screen.print(screen.say("explain.why", reason=event.reason), style="dim")
    screen.print()


def _figures(screen: Screen, event: Event, claims: dict[str, Claim]) -> Table:
    keys = ("measure", "value", "said_by", "through")
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for key in keys:
        table.add_column(screen.say(f"explain.{key}"))
    for key in ("show.reports", "show.chains"):
        table.add_column(screen.say(key), justify="right")
    table.add_column(screen.say("explain.seen"))
    for measure, tally in sorted(event.figures.items()):
        sign = f"{MARK} " if tally.contradiction else ""
        for value in tally.values:
            seen = [day for day in dict.fromkeys((value.first_seen, value.last_seen)) if day]
            table.add_row(
                screen.cell(sign + screen.measure_name(measure), "bold red" if tally.contradiction else ""),
                screen.cell(f"{stated(value)} ({value.period})" if value.period else stated(value)),
                screen.cell(", ".join(value.said_by) or screen.say("show.itself")),
                screen.cell(", ".join(value.through)),
                str(len({claims[name].document for name in value.claims if name in claims})),
                str(value.chains),
                " - ".join(seen),
            )
    return table


def _rules(screen: Screen, event: Event) -> None:
    for measure, tally in sorted(event.figures.items()):
        text = screen.say("show.working", best=number(tally.best), rule=tally.rule, reason=tally.reason).rstrip()
        screen.print(f"{screen.measure_name(measure)}: {text}", style="dim")


def _chains(event: Event, claims: dict[str, Claim]) -> Sequence[Chain]:
    """The chains of an event, and what no chain holds as a last one."""
    held = {claim for chain in event.chain_details for claim in chain.claims}
    rest = tuple(name for name in claims if name not in held)
    if not rest:
        return event.chain_details
    return (*event.chain_details, Chain(id="", origin="", claims=rest, documents=(), reason=""))


def _chain(screen: Screen, position: int, chain: Chain, claims: dict[str, Claim]) -> None:
    numbered = screen.say("explain.chain", number=position, origin=chain.origin)
    origin = numbered if chain.id else screen.say("explain.statements")
    screen.console.print(cell(origin, marks=screen.marks, style="bold"))
    if chain.reason:
        screen.print(screen.say("explain.why", reason=chain.reason), style="dim")
    for name in chain.claims:
        if name in claims:
            _claim(screen, claims[name])


def _claim(screen: Screen, claim: Claim) -> None:
    width = max(20, screen.console.width - 2 * _INDENT)
    about = [claim.publisher or screen.say("show.unknown_publisher"), *([claim.published] if claim.published else [])]
    where = Text(f"{claim.document} [{claim.span[0]}:{claim.span[1]}]  {claim.id}", style="cyan")
    parts: list[Text] = [
        where,
        cell(" · ".join(about), marks=screen.marks),
        quote(
            claim.quote, [figure.text for figure in claim.figures], width, marks=screen.marks, style=screen.highlight
        ),
    ]
    if claim.attribution:
        names = " <- ".join(voice.name or voice.text for voice in claim.attribution)
        parts.append(cell(screen.say("explain.sources", names=names), marks=screen.marks))
    if claim.reason:
        parts.append(cell(screen.say("explain.why", reason=claim.reason), marks=screen.marks, style="dim"))
    for part in parts:
        screen.console.print(Padding(part, (0, _INDENT)))
    screen.console.print()


def _histories(screen: Screen, event: Event) -> None:
    """How a figure moved: only where more than one was stated. And what does not come out inside a report."""
    for measure, tally in sorted(event.figures.items()):
        steps = history(tally)
        if len(steps) > 1:
            screen.print(screen.say("explain.history", measure=screen.measure_name(measure)))
            for step in steps:
                _step(screen, step)
        for flag in tally.flags:
            screen.print(screen.say("explain.flag", measure=screen.measure_name(measure), text=flag), style="yellow")


def _step(screen: Screen, step: Step) -> None:
    who = ", ".join((*step.value.said_by, *step.value.through))
    told = screen.say(f"change.{step.change}")
    line = f"{step.day or screen.say('show.undated')}: {stated(step.value)} ({told}) · {who}"
    screen.console.print(Padding(cell(line, marks=screen.marks), (0, _INDENT)))


def _grades(screen: Screen, case: Case, event: Event, claims: dict[str, Claim], *, everything: bool) -> None:
    """What analysts hold of the event, of its claims and of their sources, and what the program proposes."""
    _section(screen, screen.say("explain.grades"))
    sources = known_sources(claims.values())
    subjects = {event.id, *claims, *sources}
    for grade in case.grades(retired=everything):
        if grade.subject in subjects:
            show_grade(screen, grade, named=True)
    show_proposal(screen, propose(event))


def _statistics(screen: Screen, case: Case, claims: dict[str, Claim]) -> None:
    """Where the event is a count of many, what the case itself counts."""
    found = checks_of(case, list(claims.values()))
    if found:
        _section(screen, screen.say("explain.statistic"))
        show_checks(screen, found, {event.id: event for event in case.each_event()})


def _judgements(
    screen: Screen,
    made: Sequence[Judgement],
    led: dict[str, str],
    claims: dict[str, Claim],
    *,
    everything: bool,
) -> None:
    _section(screen, screen.say("explain.judgements"))
    # What people decided comes first, then what holds the event together, then what keeps others out of it.
    present = under_present_names(made, [Moved(old, new, "") for old, new in led.items()])
    ranked = sorted(present, key=lambda item: _weight(item, claims))
    shown = ranked if everything else ranked[:_LISTED]
    for item in shown:
        show_judgement(screen, item)
    if len(shown) < len(ranked):
        screen.print(screen.say("explain.hidden", count=len(ranked) - len(shown)))


def _weight(item: Judgement, claims: dict[str, Claim]) -> tuple[bool, bool, bool, str, str, str]:
    inside = item.left in claims and item.right in claims
    return item.retired is not None, item.by.startswith("rules/"), not inside, item.left, item.right, item.made or ""


def _section(screen: Screen, title: str) -> None:
    screen.console.print()
    screen.console.print(Rule(title, align="right" if screen.mirrored else "left", style="dim"))
