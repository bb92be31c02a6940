"""`actors`: who takes part in the events of a case, what authorities declared of them, and their relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tawatur.analysis.standing import Status, standings
from tawatur.analysis.ties import Telling, Tie, kinds, ties
from tawatur.authority import actors
from tawatur.casefile import Case
from tawatur.cli.output import Screen
from tawatur.cli.terminal import cell
from tawatur.errors import UsageError
from tawatur.publishing.relations import names_of
from tawatur.record import Claim


class UnknownActor(UsageError):
    """No event of the case has this actor."""

    code = "actor-unknown"


def list_actors(screen: Screen, case: Case) -> None:
    """Show the actors of a case that the authority knows, those of the most events first."""
    say = screen.say
    counts = _counts(case)
    if not counts:
        screen.print(say("actors.none"))
        return
    claims = list(case.each_claim())
    declared = Counter(status.actor for status in standings(claims))
    tied = Counter(end for tie in ties(claims, case.event_of()) for end in (tie.left, tie.right))
    heads = [(say(f"actors.{key}"), key != "name") for key in ("name", "id", "events", "standings", "ties")]
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    order = (4, 3, 2, 1, 0) if screen.mirrored else (0, 1, 2, 3, 4)
    for position in order:
        title, _ = heads[position]
        table.add_column(title, justify="right" if screen.mirrored or position > 1 else "left")
    for name in sorted(counts, key=lambda key: (-counts[key], key)):
        row = [_name(screen, name), name, str(counts[name]), str(declared[name] or ""), str(tied[name] or "")]
        table.add_row(*(screen.cell(row[position]) for position in order))
    screen.console.print(table)
    screen.print(say("actors.next", case=case.address), style="dim")


def show_actor(screen: Screen, case: Case, asked: str) -> None:
    """Show what authorities declared of an actor and its relations, each with its date, claims and sources.

    Raises:
        UnknownActor: no event of the case has it.
    """
    say = screen.say
    actor = _find(asked, _counts(case))
    claims = list(case.each_claim())
    known = {claim.id: claim for claim in claims}
    screen.print(Text(f"{_name(screen, actor)} ({actor})", style="bold"))
    own = [status for status in standings(claims) if actor in (status.actor, status.authority)]
    for status in own:
        _standing(screen, status, known)
    held = [tie for tie in ties(claims, case.event_of()) if actor in (tie.left, tie.right)]
    for tie in held:
        _tie(screen, tie, known)
    if not own and not held:
        screen.print(say("actors.nothing"))


def _standing(screen: Screen, status: Status, known: Mapping[str, Claim]) -> None:
    say = screen.say
    authority = _name(screen, status.authority) if status.authority else say("actors.unnamed")
    screen.print()
    screen.print(say("actors.standing", actor=_name(screen, status.actor), authority=authority))
    for item in status.declared:
        date = item.date or say("show.undated")
        _indented(screen, f"{date}: {screen.type_name(item.kind)}", 1)
        _evidence(screen, item.claims, known)


def _tie(screen: Screen, tie: Tie, known: Mapping[str, Claim]) -> None:
    kind = kinds()[tie.kind].label.in_language(screen.language)
    arrow = "→" if tie.directed and not screen.mirrored else "←" if tie.directed else "↔"
    screen.print()
    screen.print(f"{_name(screen, tie.left)} {arrow} {_name(screen, tie.right)}: {kind}")
    for item in tie.told:
        _indented(screen, _when(screen, item), 1)
        _evidence(screen, item.claims, known)


def _when(screen: Screen, item: Telling) -> str:
    held = "" if item.modality == "asserted" else f" ({screen.modality_name(item.modality)})"
    return f"{item.date or screen.say('show.undated')}{held}  {item.event}  {item.reason}"


def _evidence(screen: Screen, claims: Sequence[str], known: Mapping[str, Claim]) -> None:
    """The sentences, with who publishes them and whom they cite."""
    for name in claims:
        claim = known[name]
        cited = [voice.name or voice.text for voice in claim.attribution]
        about = [claim.publisher or screen.say("show.unknown_publisher"), *cited, *filter(None, [claim.published])]
        _indented(screen, claim.quote, 2)
        _indented(screen, " · ".join(about), 2, "dim")
        where = Text(f"{claim.document} [{claim.span[0]}:{claim.span[1]}]  {claim.id}", style="cyan")
        screen.console.print(Padding(where, (0, 4)))


def _indented(screen: Screen, text: str, level: int, style: str = "") -> None:
    screen.console.print(Padding(cell(text, marks=screen.marks, style=style), (0, 2 * level)))


def _counts(case: Case) -> Counter[str]:
    """In how many events each actor of the authority takes part."""
    return Counter(
        name
        for event in case.each_event()
        for name in {actor.id for actor in event.actors if actor.id and not actor.private}
        if actors.by_id(name) is not None
    )


def _find(asked: str, counts: Mapping[str, int]) -> str:
    found = [asked, *(actor.id for actor in actors.search(asked))]
    chosen = next((name for name in found if name in counts), None)
    if chosen is None:
        near = get_close_matches(
            asked, [*counts, *(text for name in counts for text in names_of(name).values())], n=3
        )
        alike = f"{asked} (≈ {', '.join(near)})" if near else asked
        raise UnknownActor("no event of this case has this actor; `tawatur actors CASE` lists them", subject=alike)
    return chosen


def _name(screen: Screen, actor: str) -> str:
    return names_of(actor)[screen.language]
