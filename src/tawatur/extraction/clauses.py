"""Clauses: which words of a sentence belong to which happening.

Arabic modifiers follow what they modify, save adverbials set before the verb ("And in June 2024 attacks
occurred ..."). So each happening owns the words from the last "and" or comma before its trigger up to the
next happening's.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from tawatur.extraction.chunks import Chunk, classes_in
from tawatur.extraction.figures import Counted
from tawatur.extraction.frames import Trigger
from tawatur.languages.ar.datewords import DateMention
from tawatur.languages.ar.numerals import Quantity

_VIOLENT_MEASURES = frozenset(("killed", "injured", "casualties_combined", "missing", "abducted", "displaced"))
_LOOK_BACK = 3
_INTENT_BACK = 3
_TALK_REACH = 7
_OPENING = 4
_CITY = ("place.city", "place.site", "place.facility", "place.admin1")


class Clause(NamedTuple):
    """A happening's words: its triggers, and the chunk range `[start, end)` it owns.

    `coordinated` says it was opened by "and" or a comma beside another happening; `recalled` that the
    sentence brings it up from memory ("recalls the attack of 2016").
    """

    triggers: tuple[Trigger, ...]
    family: str
    start: int
    end: int
    coordinated: bool = False
    recalled: bool = False

    @property
    def head(self) -> Trigger:
        """The trigger that names the happening best: the surest noun, else the first."""
        return min(self.triggers, key=lambda t: (t.strength != "sure", t.event_type == "attack", t.at))

    @property
    def first(self) -> int:
        """The chunk of the first trigger."""
        return self.triggers[0].at


def divide(chunks: Sequence[Chunk], triggers: Sequence[Trigger], families: dict[str, str]) -> list[Clause]:
    """Divide a sentence among its triggers."""
    groups: list[list[Trigger]] = []
    flags: list[tuple[bool, bool]] = []
    for trigger in triggers:
        family = families[trigger.event_type]
        same = (
            groups and families[groups[-1][-1].event_type] == family and _one(chunks, groups[-1][-1], trigger, family)
        )
        if same:
            groups[-1].append(trigger)
        else:
            groups.append([trigger])
            flags.append((_coordinated(chunks, trigger), recalled(chunks, trigger)))
    bounds = _bounds(chunks, groups)
    return [
        Clause(tuple(group), families[group[0].event_type], bounds[n], bounds[n + 1], *flags[n])
        for n, group in enumerate(groups)
    ]


def violent_figures(figures: Sequence[Counted], clause: Clause) -> list[Counted]:
    """The figures of killed, injured and the like within the clause."""
    return [
        figure for figure in figures if figure.measure in _VIOLENT_MEASURES and clause.start <= figure.at < clause.end
    ]


def is_violent(figure: Counted) -> bool:
    """Whether the figure counts what violence does to people."""
    return figure.measure in _VIOLENT_MEASURES


def conditions(
    chunks: Sequence[Chunk], clause: Clause, figures: Sequence[Counted], facts: frozenset[str]
) -> frozenset[str]:
    """The conditions of frames that hold of the clause. `facts` are those of the sentence and the report."""
    own = chunks[clause.start : clause.end]
    classes = classes_in(own)
    head = chunks[clause.head.at]
    held = set(facts)
    if violent_figures(figures, clause):
        held.add("toll")
    if any(figure.measure == "prison_years" for figure in figures):
        held.add("prison")
    if any(figure.measure == "arrested" and clause.start <= figure.at < clause.end for figure in figures):
        held.add("toll_of_arrested")
    if any(_says_when(chunk) for chunk in own):
        held.add("date")
    if "place" in classes:
        held.add("place")
    if any(
        chunk.isa("event.noun", "event.verb", "ram", "shoot", "intent.violent")
        for chunk in chunks[clause.head.at + 1 : clause.head.last + 1]
    ):
        held.add("planned_violence")
    if not classes.isdisjoint(_CITY):
        held.add("city")
    held.update(name for name, company in _COMPANY.items() if not classes.isdisjoint(company))
    if _has_amount(own):
        held.add("amount")
    if (
        head.sense is not None
        and (head.sense.article or _pointed(chunks, clause.head.at))
        and head.sense.number != "pl"
    ):
        held.add("definite")
    if head.sense is not None and head.sense.number == "sg" and not _talked_about(chunks, clause.head.at):
        held.add("one")
    if head.sense is not None and not head.sense.present:
        held.add("past")
    if any(chunk.isa("event.light", "follow", "result") and not _is_present(chunk) for chunk in own):
        held.add("held")
    before = chunks[max(clause.head.at - 3, clause.start) : clause.head.at]
    if any(chunk.isa("event.verb", "event.light", "shoot", "kill.light", "throw") for chunk in before):
        held.add("launched")
    if _aimed(chunks, clause.head):
        held.add("aimed")
    if _finite(chunks, clause.head):
        held.add("finite")
    if _particular(chunks, clause, figures, held):
        held.add("particular")
    if _is_killing_of_one(head) and _named(chunks, clause.head) and not _talked_about(chunks, clause.head.at):
        held.add("person_named")
    return frozenset(held)


def satisfied(trigger: Trigger, held: frozenset[str]) -> tuple[str, ...] | None:
    """The first group of conditions of the trigger's frame that holds, or None."""
    return next((group for group in trigger.frame.needs if all(need in held for need in group)), None)


def own_tense(chunks: Sequence[Chunk], trigger: Trigger, held: frozenset[str]) -> frozenset[str]:
    """The clause's conditions with the trigger's own tense: one past verb does not make another past."""
    return held - {"past"} if _is_present(chunks[trigger.at]) else held


def intended(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the words before a trigger make it an aim, a fear or a possibility rather than an act."""
    if chunks[at].prefix == "ل" and chunks[at].cls.endswith((".masdar.sg", ".masdar")):
        return True
    for k in range(at - 1, max(at - 1 - _INTENT_BACK, -1), -1):
        if chunks[k].isa("intent", "maybe") or (chunks[k].isa("qad") and _is_present(chunks[at])):
            return True
        if chunks[k].isa("comma", "stop", "and", "num", "date"):
            return False
    following = chunks[at + 1 : at + 4]
    return any(chunk.isa("intent.future") for chunk in following)


def _is_present(chunk: Chunk) -> bool:
    return chunk.sense is not None and chunk.sense.present


def negated(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a negation stands right before the trigger's clause."""
    for k in range(at - 1, max(at - 1 - _LOOK_BACK, -1), -1):
        if chunks[k].isa("negation"):
            return True
        if chunks[k].isa("comma", "stop", "and"):
            return False
    return False


_COMPANY = {
    "group": ("actor.armed_group",),
    "actor": ("actor",),
    "militant": ("people.militant",),
    "vehicle": ("vehicle",),
    "person": ("people", "actor", "quote"),
    "suspect": ("people.suspect",),
}


def _one(chunks: Sequence[Chunk], before: Trigger, after: Trigger, family: str) -> bool:
    """Whether two triggers of one family name one happening."""
    if family != "violence":
        apart = any(_parts(chunks, k) for k in range(before.last + 1, after.at))
        return before.event_type == after.event_type and not apart
    if recalled(chunks, after):
        return False
    noun = chunks[after.at].isa("event.noun") and not _is_weapon(chunks[after.at])
    return not (noun and _coordinated(chunks, after))


def _particular(chunks: Sequence[Chunk], clause: Clause, figures: Sequence[Counted], held: set[str]) -> bool:
    """Whether the step is one that was taken, not a practice: a finite verb, a number, a day, a place or a person."""
    head = chunks[clause.head.at]
    if head.isa("arrest.verb", "arrest.masdar.his") or (head.isa("plan.verb") and not _is_present(head)):
        return True
    if any(clause.start <= figure.at < clause.end and not is_violent(figure) for figure in figures):
        return True
    planned = chunks[clause.head.at : clause.head.last + 1]
    if clause.head.frame.modality == "planned" and any(
        c.cls.startswith(("plan", "event")) and c.cls.endswith(".pl") for c in planned
    ):
        own = chunks[clause.start : clause.end]
        told = not held.isdisjoint(("date", "arrests"))
        return told or any(chunk.isa("people.suspect", "arrest.noun") for chunk in own)
    objects = chunks[clause.head.at + 1 : clause.head.at + 7]
    if any(chunk.isa("people", "demonym", "num", "quote", "actor.armed_group") for chunk in objects):
        return True
    several = head.cls.endswith(".pl") or not head.isa("arrest")
    return several and bool(held & {"date", "place"})


def figurative(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the words after a trigger make it a matter of speech or play ("attacked the decision")."""
    near = chunks[at + 1 : at + 5]
    return (
        any(
            sense.cls.startswith(("alike.speech", "alike.figure", "alike.cyber", "alike.nature"))
            for chunk in near
            for sense in chunk.senses
        )
        or any(chunk.isa("actor.outlet", "actor.agency") for chunk in near[:2])
        or _spoken(chunks, at)
    )


def _is_killing_of_one(chunk: Chunk) -> bool:
    """Whether the chunk names the assassination of somebody, rather than assassination as such."""
    sense = chunk.sense
    return sense is not None and sense.entry.type == "assassination" and sense.number != "pl" and not sense.article


def by_animals(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether what stands after the act is an animal: "a bear attacked visitors"."""
    return any(sense.cls == "alike.nature" for chunk in chunks[at + 1 : at + 3] for sense in chunk.senses)


def _spoken(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the clause says where the words were said ("attacked them in an interview")."""
    near = [chunks[k] for k in _around(chunks, at, _TALK_REACH)]
    # "Confirmed in a statement an attack in Kabul": an act with a place is none of words.
    placed = any(chunk.isa(*_CITY) for chunk in near)
    return not placed and any(sense.cls == "alike.talk" for chunk in near for sense in chunk.senses)


def _around(chunks: Sequence[Chunk], at: int, reach: int) -> list[int]:
    """The chunks about `at`, within `reach` and up to what opens other speech on either side."""
    found: list[int] = []
    for way in (range(at - 1, max(at - 1 - reach, -1), -1), range(at + 1, min(at + 1 + reach, len(chunks)))):
        for k in way:
            if chunks[k].isa("that", "stop"):
                break
            found.append(k)
    return found


def _is_weapon(chunk: Chunk) -> bool:
    return chunk.sense is not None and chunk.sense.entry.weapon


def _coordinated(chunks: Sequence[Chunk], trigger: Trigger) -> bool:
    k = trigger.at - 1
    while (
        k >= 0
        and chunks[k].isa("prep", "ordinal", "num", "date", "event.light", "place", "per")
        and trigger.at - k <= 6
    ):
        k -= 1
    return k >= 0 and chunks[k].isa("and", "comma", "follow", "adding")


def recalled(chunks: Sequence[Chunk], trigger: Trigger) -> bool:
    """Whether the words before the trigger bring it up from memory ("recalls the attack of 2016")."""
    return any(chunks[k].isa("recall") for k in range(max(trigger.at - 4, 0), trigger.at))


def is_background(sentence: Sequence[Chunk], clause: Clause) -> bool:
    """Whether the sentence sets the act beside another: "this comes after ...", "and in March 2019 ..."."""
    at = clause.first
    return clause.recalled or _comes_after(sentence, at) or _opens_with_a_year(sentence, at)


def _comes_after(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether "this comes after" introduces the act: an earlier one, recalled beside that of the report."""
    for k in range(min(at, _OPENING)):
        if chunks[k].isa("came") and any(chunk.isa("prep.after") for chunk in chunks[k + 1 : k + 5]):
            return not any(chunk.isa("stop") for chunk in chunks[k:at])
    return False


def _opens_with_a_year(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the sentence opens with "and in <a day of a stated year>": what follows is of another time."""
    opening = [chunk for chunk in chunks[:_OPENING] if not chunk.isa("prep")]
    if len(opening) < 2 or not chunks[0].isa("and") or at < 2:
        return False
    value = opening[1].value
    return isinstance(value, DateMention) and value.date is not None and value.date[:4].isdigit()


def _bounds(chunks: Sequence[Chunk], groups: Sequence[Sequence[Trigger]]) -> list[int]:
    bounds = [0]
    for before, after in itertools.pairwise(groups):
        low, high = before[-1].last + 1, after[0].at
        cut = next((k for k in range(high - 1, low - 1, -1) if _parts(chunks, k)), None)
        if cut is None:
            cut = next((k for k in range(high - 1, max(low, high - 4) - 1, -1) if chunks[k].isa("that", "rel")), high)
        if cut == high and high > low and chunks[high - 1].isa("prep"):
            cut = high - 1
        bounds.append(cut)
    bounds.append(len(chunks))
    return bounds


# What opens a clause after "and"; a name, a nationality or a number after it only lengthens a list.
_OPENERS = (
    "event", "kill", "injure", "arrest", "say", "result", "plan", "foil", "charge", "sentence", "prep", "that",
    "rel", "per", "negation", "reach", "date", "former", "adversative", "shoot", "ram", "raid", "claim", "denial",
    "neutralise", "demonstrative", "follow", "ordinal", "designate", "delist", "fund", "seize", "w", "recall",
    "condemn",
)  # fmt: skip


def _parts(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether the chunk at `k` parts two clauses."""
    if chunks[k].isa("comma", "stop", "adversative", "adding"):
        return True
    return chunks[k].isa("and") and k + 1 < len(chunks) and chunks[k + 1].isa(*_OPENERS)


def _says_when(chunk: Chunk) -> bool:
    value = chunk.value
    return isinstance(value, DateMention) and (value.date is not None or value.kind in ("weekday", "relative"))


def _has_amount(own: Sequence[Chunk]) -> bool:
    return any(
        chunk.cls == "num"
        and isinstance(chunk.value, Quantity)
        and any(near.isa("unit.money") for near in own[k : k + 3])
        for k, chunk in enumerate(own)
    )


def _pointed(chunks: Sequence[Chunk], at: int) -> bool:
    return any(chunks[k].isa("demonstrative") for k in (at - 1, at + 1) if 0 <= k < len(chunks))


def _finite(chunks: Sequence[Chunk], trigger: Trigger) -> bool:
    """Whether the trigger is a verb with somebody to do it ("gunmen attacked ...")."""
    if not chunks[trigger.at].isa("event.verb", "shoot", "ram"):
        return False
    near = chunks[max(trigger.at - 3, 0) : trigger.at + 4]
    return any(chunk.isa(*_ATTACKERS) for chunk in near)


# Who does violence, or what it is done with.
_ATTACKERS = ("people.militant", "people.suspect", "actor.armed_group", "mode.suicide", "adj.armed")


def _talked_about(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the act is only what an inquiry, a trial or a memory is about."""
    return any(chunks[k].isa("about", "recall", "people.suspect") for k in range(max(at - 3, 0), at))


def _aimed(chunks: Sequence[Chunk], trigger: Trigger) -> bool:
    """Whether the words right after the trigger name what was hit ("attacks on a hotel in ...")."""
    after = chunks[trigger.at + 1 : trigger.at + 3]
    return (
        len(after) == 2 and after[0].isa("prep") and after[1].isa("place", "crowd", "people", "vehicle", "unit.thing")
    )


def _named(chunks: Sequence[Chunk], trigger: Trigger) -> bool:
    after = chunks[trigger.at + 1 : trigger.at + 3]
    if any(chunk.isa("quote", "actor", "leader", "people") for chunk in after):
        return True
    # A name no list knows is two words; one alone may be a thing ("the assassination of joy").
    return len(after) == 2 and all(chunk.cls == "w" for chunk in after)
