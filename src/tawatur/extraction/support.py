"""Support: which triggers of a sentence stand, by the company they keep and by what the report is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur import codebook
from tawatur.extraction import assertion, clauses, frames
from tawatur.extraction.frames import Trigger
from tawatur.extraction.objects import takes_its_object
from tawatur.extraction.sight import Sight

_JUDICIAL = ("charge", "sentence", "extradition")
# Violence that is as often a crime without political aim.
_CRIMES = ("armed_assault", "hostage_taking", "stabbing", "arson")
# A plot may name the violence it plans up to so many chunks before its own word.
_PLOT_REACH = 6


class Standing(NamedTuple):
    """A trigger that stands, and the conditions of its frame that made it stand.

    `told` is false for violence that the sentence brings up without telling of it (see `assertion`).
    """

    trigger: Trigger
    needs: tuple[str, ...]
    told: bool = True

    @property
    def reason(self) -> str:
        """Why, in words."""
        return f"frame {self.trigger.frame.id} ({', '.join(self.needs)})"

    @property
    def violent(self) -> bool:
        """Whether it is of the violence family."""
        return family(self.trigger) == "violence"


def family(trigger: Trigger) -> str:
    """The family of the trigger's event type."""
    return codebook.event_type(trigger.event_type).family


def standing(sight: Sight) -> list[Standing]:
    """The triggers of the sentence that its words and its report support, in the order of the words."""
    found = [trigger for trigger in frames.triggers(sight.chunks) if not _of_another_world(sight, trigger)]
    supported: dict[int, Standing] = {}
    for clause in clauses.divide(sight.chunks, found, {t.event_type: family(t) for t in found}):
        held = clauses.conditions(sight.chunks, clause, sight.figures, sight.facts)
        for trigger in clause.triggers:
            needs = clauses.satisfied(trigger, clauses.own_tense(sight.chunks, trigger, held))
            if needs is not None and _acts(sight, trigger, held):
                told = family(trigger) != "violence" or assertion.tells(sight.chunks, clause, trigger, needs)
                supported[trigger.at] = Standing(trigger, needs, told)
    rows = [supported[trigger.at] for trigger in found if trigger.at in supported]
    return _without_planned(sight, _without_tried(_without_results(sight, rows)))


def _of_another_world(sight: Sight, trigger: Trigger) -> bool:
    """Whether the trigger belongs to another world: an accident, a match, a market."""
    if trigger.strength != "sure" and family(trigger) == "violence":
        if "accident" in sight.facts and "terror" not in sight.facts:
            return True
        if trigger.strength == "open" and not (sight.world.violent or _counts_the_dead(sight)):
            return True
        if trigger.strength == "likely" and sight.world.everyday:
            return True
        if trigger.event_type in _CRIMES and sight.world.criminal:
            return True
        if sight.chunks[trigger.at].isa("event.op") and not (sight.world.political or sight.world.likely):
            return True
    if sight.world.elsewhere is None:
        return False
    counted = any(map(clauses.is_violent, sight.figures))
    return not (trigger.strength == "sure" and counted and "terror" in sight.facts)


def _counts_the_dead(sight: Sight) -> bool:
    """Whether the sentence counts victims in a report that has a word of armed groups or terror."""
    return sight.world.political and any(map(clauses.is_violent, sight.figures))


def _acts(sight: Sight, trigger: Trigger, held: frozenset[str]) -> bool:
    """Whether the words around the trigger leave it an act: not denied, not figurative, not only intended."""
    chunks = sight.chunks
    if clauses.negated(chunks, trigger.at) or not takes_its_object(chunks, trigger.at):
        return False
    if trigger.event_type in _JUDICIAL:
        return True  # "to carry out the sentence" is a step taken
    if family(trigger) == "violence" and clauses.by_animals(chunks, trigger.at):
        return False
    if "toll" in held:
        return True
    figurative = family(trigger) == "violence" and clauses.figurative(chunks, trigger.at)
    return not figurative and not clauses.intended(chunks, trigger.at)


def _without_results(sight: Sight, rows: Sequence[Standing]) -> list[Standing]:
    """Leave out the killing that is only what an act resulted in ("fighting left 63 gunmen dead")."""
    acts = [row.trigger.at for row in rows if row.violent]
    return [
        row
        for row in rows
        if not sight.chunks[row.trigger.at].isa("kill.masdar")
        or not any(_resulted(sight, act, row.trigger.at) for act in acts)
    ]


def _resulted(sight: Sight, act: int, killing: int) -> bool:
    return act < killing and any(chunk.isa("result") for chunk in sight.chunks[act:killing])


def _without_tried(rows: Sequence[Standing]) -> list[Standing]:
    """Leave out violence that only says what somebody is tried for: no day, place or toll of its own."""
    steps = [row.trigger.at for row in rows if row.trigger.event_type in _JUDICIAL]
    if not steps:
        return list(rows)
    return [row for row in rows if not (row.violent and row.needs[-1] == "near" and row.trigger.at > steps[0])]


def _without_planned(sight: Sight, rows: Sequence[Standing]) -> list[Standing]:
    """Leave out the violence that a plot only plans, but not what the plot brings to mind."""
    plots = [row.trigger.at for row in rows if row.trigger.frame.modality == "planned"]
    if not plots:
        return list(rows)
    return [
        row
        for row in rows
        if row.trigger.frame.modality == "planned"
        or not row.violent
        or row.trigger.at < plots[0] - _PLOT_REACH
        or clauses.recalled(sight.chunks, row.trigger)
    ]
