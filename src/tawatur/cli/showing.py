"""`show`: the events of a case by date, and one contradiction with its two sentences side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias, TypeVar

from rich.columns import Columns
from rich.console import Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from tawatur.casefile import Case
from tawatur.cli.output import MARK, Screen, contradictions, number, stated, toll
from tawatur.cli.terminal import cell, is_arabic, quote
from tawatur.publishing.events import in_order
from tawatur.record import Claim, Event, Figure, FigureValue, Tally

T = TypeVar("T")
Units: TypeAlias = dict[tuple[str, str], str]

_PREFIX = 10
_ALARM = "bold red"
_LONGEST_QUOTE = 420
# The measures whose unit the name of the measure does not tell: money has a currency.
_WITH_UNIT = frozenset({"amount"})


class Wanted(NamedTuple):
    """Which events to show, and how many at most (0: all)."""

    kind: str = ""
    country: str = ""
    contradictions: bool = False
    limit: int = 100

    def includes(self, event: Event) -> bool:
        """Whether an event is wanted."""
        if self.kind and self.kind not in (event.event_type, event.family):
            return False
        if self.country and (event.place is None or event.place.country != self.country):
            return False
        return not self.contradictions or bool(contradictions(event))


def show_case(screen: Screen, case: Case, wanted: Wanted) -> None:
    """Show the events that are wanted, then the contradiction most reports take part in."""
    say = screen.say
    counts = case.counts()
    if not counts.events:
        key = "show.nothing_found" if counts.documents else "show.empty"
        screen.print(say(key, case=case.address, documents=counts.documents))
        _unreadable(screen, counts.rejected)
        return
    events = [event for event in in_order(case.events()) if wanted.includes(event)]
    if not events:
        screen.print(say("show.none"))
        return
    screen.print(
        Text(
            say(
                "show.title",
                case=case.address,
                documents=counts.documents,
                claims=counts.claims,
                events=counts.events,
            ),
            style="bold",
        )
    )
    shown = events[: wanted.limit or None]
    screen.console.print(events_table(screen, shown, units(case, shown)))
    screen.print(say("show.legend", mark=MARK), style="dim")
    if len(shown) < len(events):
        screen.print(say("show.hidden", count=len(events) - len(shown)))
    _unreadable(screen, counts.rejected)
    chosen = strongest(events)
    if chosen is not None:
        screen.print()
        show_contradiction(screen, case, *chosen)


def units(case: Case, events: Sequence[Event]) -> Units:
    """The currencies of amounts, by event and measure."""
    stated = [event for event in events if not _WITH_UNIT.isdisjoint(event.figures)]
    told = {claim.id: claim for claim in case.claims([name for event in stated for name in event.claims])}
    found: dict[tuple[str, str], dict[str, None]] = {}
    for event in stated:
        for name in event.claims:
            for figure in told[name].figures if name in told else ():
                if figure.measure in _WITH_UNIT:
                    found.setdefault((event.id, figure.measure), {})[figure.unit] = None
    return {key: "/".join(sorted(names)) for key, names in found.items()}


def events_table(screen: Screen, events: Sequence[Event], units: Units) -> Table:
    """The events as a table, a row each; columns run from right to left in Arabic."""
    prefix = _unique_length([event.id for event in events])
    columns = [
        ("show.date", "left"),
        ("show.event", "left"),
        ("show.place", "left"),
        ("show.toll", "left"),
        ("show.reports", "right"),
        ("show.chains", "right"),
        ("show.differs", "left"),
        ("show.id", "left"),
    ]
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for key, side in _ordered(screen, columns):
        justify = "right" if screen.mirrored or side == "right" else "left"
        table.add_column(screen.say(key), justify=justify, no_wrap=key in _NEVER_WRAPPED)  # type: ignore[arg-type]
    for event in events:
        table.add_row(*_ordered(screen, _cells(screen, event, prefix, units)))
    return table


def strongest(events: Sequence[Event]) -> tuple[Event, str] | None:
    """The contradiction to show: in the most reports, of the dead before others; the event and the measure."""
    found = [(event, measure) for event in events for measure in contradictions(event)]
    return min(found, key=_weight, default=None)


def show_contradiction(screen: Screen, case: Case, event: Event, measure: str) -> None:
    """Show the two figures that are furthest apart, each in its sentence, with who says so."""
    say = screen.say
    tally = event.figures[measure]
    low, high = furthest(tally)
    title = say("show.side_by_side", mark=MARK, measure=screen.measure_name(measure), event=screen.label(event))
    screen.print(Text(title, style=_ALARM))
    width = min(54, (screen.console.width - 6) // 2)
    told = {claim.id: claim for claim in case.claims([*low.claims, *high.claims])}
    panels = [_panel(screen, value, measure, told, width) for value in (low, high)]
    if screen.console.width < 72:
        screen.console.print(Group(*panels))
    else:
        screen.console.print(Columns(panels, equal=True, expand=False))
    screen.print(
        say("show.working", best=number(tally.best), rule=tally.rule, reason=tally.reason).rstrip(), style="dim"
    )


def furthest(tally: Tally) -> tuple[FigureValue, FigureValue]:
    """The stated figures with the lowest and the highest bound; shares of another figure only if all are."""
    whole = [value for value in tally.values if value.part_of is None] or list(tally.values)
    return min(whole, key=_bounds), max(whole, key=_bounds)


_NEVER_WRAPPED = frozenset({"show.date", "show.id", "show.reports", "show.chains", "show.toll", "show.differs"})


def _cells(screen: Screen, event: Event, prefix: int, units: Units) -> list[Text]:
    differs = contradictions(event)
    name = screen.type_name(event.event_type)
    if event.modality != "asserted":
        name += f" ({screen.modality_name(event.modality)})"
    marked = "\n".join(f"{MARK} {screen.measure_name(measure)}" for measure in differs)
    return [
        Text(event.date or screen.say("show.undated"), style="" if event.date else "dim"),
        screen.cell(name),
        screen.cell(screen.place_name(event)),
        _tolls(screen, event, units),
        Text(str(len(event.documents)), justify="right"),
        Text(str(event.chains), justify="right"),
        _lines(screen, marked, _ALARM),
        Text(event.id[:prefix], style="dim"),
    ]


def _tolls(screen: Screen, event: Event, units: Units) -> Text:
    named = "\n".join(
        f"{screen.measure_name(measure)} {toll(event.figures[measure])} {units.get((event.id, measure), '')}".rstrip()
        for measure in _by_codebook(event)
    )
    return _lines(screen, named, "")


def _lines(screen: Screen, text: str, style: str) -> Text:
    """Several lines of one cell, each isolated by itself."""
    parts = [cell(line, marks=screen.marks, style=style) for line in text.split("\n")] if text else []
    shown = Text("\n", style=style).join(parts)
    shown.justify = "right" if is_arabic(text) else "left"
    return shown


def _by_codebook(event: Event) -> list[str]:
    from tawatur.codebook import measures

    order = {name: place for place, name in enumerate(measures())}
    return sorted(event.figures, key=lambda name: (order.get(name, len(order)), name))


def _panel(screen: Screen, value: FigureValue, measure: str, told: dict[str, Claim], width: int) -> Panel:
    claim = told[min(value.claims)] if value.claims[0] not in told else told[value.claims[0]]
    inner = width - 4
    head = Text.assemble((stated(value), "bold"), " ", (screen.measure_name(measure), ""))
    words = [figure.text for figure in claim.figures if figure.measure == measure and _same(figure, value)]
    who = ", ".join(value.said_by) or screen.say("show.itself")
    publisher = claim.publisher or screen.say("show.unknown_publisher")
    when = [screen.say("show.published", date=claim.published)] if claim.published else []
    body = Group(
        head,
        Text(""),
        quote(_shortened(claim.quote), words, inner, marks=screen.marks, style=screen.highlight),
        Text(""),
        cell(screen.say("show.says", names=who), marks=screen.marks, width=inner),
        cell(publisher, marks=screen.marks, width=inner, style="bold"),
        *(cell(text, marks=screen.marks, width=inner) for text in when),
        Text(claim.document, style="dim", overflow="fold"),
    )
    return Panel(body, width=width, border_style="red")


def _same(figure: Figure, value: FigureValue) -> bool:
    return (figure.op, figure.value) == (value.op, value.value)


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_QUOTE:
        return text
    return text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _bounds(value: FigureValue) -> tuple[float, float]:
    figure = Figure(measure="", op=value.op, value=value.value, text="", span=(0, 0), low=value.low, high=value.high)
    return figure.bounds


def _weight(found: tuple[Event, str]) -> tuple[int, int, str]:
    event, measure = found
    return int(measure != "killed"), -len(event.documents), event.id


def _unique_length(names: Sequence[str]) -> int:
    length = _PREFIX
    while len({name[:length] for name in names}) < len(set(names)):
        length += 1
    return length


def _ordered(screen: Screen, items: Sequence[T]) -> list[T]:
    return list(reversed(items)) if screen.mirrored else list(items)


def _unreadable(screen: Screen, count: int) -> None:
    if count:
        screen.print(screen.say("show.unreadable", count=count), style="yellow")
