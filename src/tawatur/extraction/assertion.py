"""Assertion: whether a sentence tells of an act of violence, or only brings up one it takes as known.

"A bomb killed five in the market" tells of an act; so do "the minister condemned the bombing of the market"
and "the dead of the bombing were buried", which tell of what it left behind. "The talks broke off after the
assassination of the minister" brings one up: what it asserts is something else. An act that is only brought
up is a claim where the report tells of violence elsewhere; a report that tells of none makes none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tawatur.extraction.chunks import Chunk
from tawatur.extraction.clauses import Clause
from tawatur.extraction.frames import Trigger

# Verbs that have an act for their subject or object: it happened, was carried out, was suffered.
_OCCURRENCE = ("event.light", "event.verb", "undergo", "throw", "shoot", "follow", "survive", "condemn")
_HARM = ("kill", "injure", "result", "abduct.verb", "reach", "tally.toll")
_NAMES_HARM = ("kill.masdar", "injure.masdar", "kill.noun", "injure.noun", "injure.state", "injure.with")
_ANNOUNCES = ("say", "that", "result", "colon", "stop", "comma", "reach", "tally", "and")
_ANNOUNCED_WITHIN = 2
# What an act leaves behind: mourning anywhere before it; just before it its dead, its wounded, its condemnation;
# right before it those who did it ("the perpetrator of the bombing").
_AFTERMATH = ("aftermath",)
_SUFFERED = ("kill.noun.pl", "injure.noun.pl", "condemn.masdar")
_BESIDE_IT = ("people.suspect", "people.bomber", "mode.suicide")
_NAMED_TERROR = ("people.militant", "vile")
_NEXT = 4
_REACH = 6
_VERB_REACH = 12
_BREAKS = ("comma", "stop", "and", "that", "adversative")


def tells(chunks: Sequence[Chunk], clause: Clause, trigger: Trigger, needs: Sequence[str]) -> bool:
    """Whether the clause tells of the trigger's act. `needs` are the conditions by which the trigger stands."""
    if "heading" in needs:
        return True
    at = trigger.at
    if _is_verb(chunks[at]):
        return not _in_relative(chunks, at)
    if _occurs(chunks, at) or _opens(chunks, at) or _is_of_aftermath(chunks, at):
        return True
    if "toll" in needs and _is_said(chunks, at):
        return True
    reach = len(chunks) if "toll" in needs else _REACH
    before = range(max(clause.start, at - reach), at)
    after = range(at + 1, min(clause.end, len(chunks)))
    near = (k for k in after if k < at + reach or chunks[k].isa("result"))
    new = (k for k in near if not (_is_topic(chunks, at) and _beside(chunks, at, k)))
    return _harms(chunks, before) or _harms(chunks, new)


def _is_of_aftermath(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the sentence tells of what the act left behind, or calls an act at a named place one of terror."""
    following = chunks[at + 1 : at + _VERB_REACH]
    sense = chunks[at].sense
    definite = sense is not None and sense.article and sense.number == "sg"
    if definite and following and following[0].isa(*_NAMED_TERROR) and any(chunk.isa("place") for chunk in following):
        return True
    if any(chunk.isa(*_BESIDE_IT) for chunk in chunks[max(at - 2, 0) : at]):
        return any(chunk.isa("place") for chunk in following[:_REACH])
    suffered = any(chunk.isa(*_SUFFERED) for chunk in chunks[max(at - _NEXT, 0) : at])
    return suffered or any(chunk.isa(*_AFTERMATH) for chunk in chunks[max(at - _VERB_REACH, 0) : at])


def harms(chunks: Sequence[Chunk]) -> bool:
    """Whether a sentence without a word for the act says that somebody is killed or hurt."""
    own = range(len(chunks))
    return any(chunks[k].isa(*_HARM) and not _in_relative(chunks, k) and not _is_topic(chunks, k) for k in own)


def _is_verb(chunk: Chunk) -> bool:
    return chunk.sense is not None and chunk.sense.entry.pos == "verb"


def _in_relative(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the verb at `at` belongs to "who" or "which": what it says is taken as known."""
    for k in range(at - 1, max(at - 3, -1), -1):
        if chunks[k].cls == "rel":
            return True
        if chunks[k].isa(*_BREAKS):
            return False
    return False


def _opens(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the noun opens a headline or a dated line: "Attack on a market", "21 May: killing of a judge"."""
    sense = chunks[at].sense
    return sense is not None and not sense.article and (at == 0 or chunks[at - 1].isa("colon"))


def _is_topic(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the words before the noun at `at` make it what a talk, an inquiry or a memory is about."""
    return any(chunks[k].isa("prep.after", "about", "recall", "behind") for k in range(max(at - 2, 0), at))


def _beside(chunks: Sequence[Chunk], at: int, k: int) -> bool:
    """Whether nothing parts the two: what follows then only describes the noun."""
    return not any(chunk.isa("comma", "stop") for chunk in chunks[at:k])


def _occurs(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a verb before the noun says that the act took place ("carried out an attack", "was exposed to")."""
    for k in range(at - 1, max(at - 1 - _VERB_REACH, -1), -1):
        if chunks[k].isa(*_OCCURRENCE) and (_is_verb(chunks[k]) or chunks[k].isa("event.light")):
            return not _in_relative(chunks, k)
        if chunks[k].isa(*_BREAKS):
            return False
    return False


def _harms(chunks: Sequence[Chunk], own: Iterable[int]) -> bool:
    """Whether words of the clause say that somebody is killed or hurt, whether or not they are counted."""
    return any(chunks[k].isa(*_HARM) and _told(chunks, k) for k in own)


def _told(chunks: Sequence[Chunk], at: int) -> bool:
    if chunks[at].isa("reach"):
        return any(chunk.isa("tally", "kill.noun", "injure.noun") for chunk in chunks[at + 1 : at + 1 + _REACH])
    if not chunks[at].isa(*_NAMES_HARM):
        return not _in_relative(chunks, at)
    near = range(max(at - _ANNOUNCED_WITHIN, 0), at)
    announced = chunks[at].prefix == "ب" or any(chunks[k].isa(*_ANNOUNCES) for k in near)
    return at <= 1 or announced or _is_said(chunks, at)


def _is_said(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the noun at `at` is what a verb of speech announces ("the army in the north announced the death")."""
    for k in range(at - 1, max(at - 1 - _REACH, -1), -1):
        if chunks[k].isa("say.verb"):
            return True
        if chunks[k].isa("rel", "prep.after", "about", "recall", "behind", *_BREAKS):
            return False
    return False
