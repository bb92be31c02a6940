"""A sentence in sight: its chunks with the figures and voices found in them, and what is known around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.extraction import figures, voices
from tawatur.extraction.chunks import Chunk
from tawatur.extraction.figures import Counted
from tawatur.extraction.report import Report, Sentence, World
from tawatur.extraction.voices import Said

# How many closely read sentences after an act a report may still be speaking of it without naming it.
_FOCUS = 4


class Told(NamedTuple):
    """A happening told earlier in the report: its family, type and the number of its sentence."""

    family: str
    event_type: str
    number: int


class Sight(NamedTuple):
    """What the rules see of a sentence. `facts` are conditions of frames that hold of it as a whole."""

    sentence: Sentence
    world: World
    figures: list[Counted]
    voices: list[Said]
    facts: frozenset[str]

    @property
    def chunks(self) -> list[Chunk]:
        """The sentence's chunks."""
        return self.sentence.chunks


def look(read: Report, sentence: Sentence, told: Sequence[Told]) -> Sight:
    """The sentence in the light of its report and of what was told before it."""
    facts = (
        frozenset(_of_words(sentence)) | frozenset(_of_report(read.world)) | frozenset(_of_earlier(sentence, told))
    )
    return Sight(sentence, read.world, figures.count(sentence.chunks), voices.find(sentence.chunks), facts)


def _of_words(sentence: Sentence) -> list[str]:
    chunks = sentence.chunks
    classes = {sense.cls for chunk in chunks for sense in chunk.senses}
    held = ["heading"] if sentence.heading else []
    if any(chunk.isa("actor.armed_group") for chunk in chunks):
        held += ["group_sentence", "terror"]
    if any(cls.startswith(("terror", "mode.suicide")) or cls == "evidence" for cls in classes):
        held.append("terror")
    if any(cls.startswith(("alike.accident", "alike.private")) for cls in classes):
        held.append("accident")
    if any(chunk.isa("plan", "foil") for chunk in chunks):
        held.append("plot")
    return held


def _of_report(world: World) -> list[str]:
    if world.elsewhere is not None:
        return []
    crowd_killed = world.evidence > 0 and world.killing and not world.alike["private"]
    held = ["security"] if world.weight > 1 or crowd_killed else []
    return [*held, "killing"] if world.violent else held


def _of_earlier(sentence: Sentence, told: Sequence[Told]) -> list[str]:
    held = []
    violent = [happening for happening in told if happening.family == "violence"]
    if violent:
        held.append("violence")
        if sentence.number - violent[-1].number <= _FOCUS:
            held.append("near")
    types = {happening.event_type for happening in told}
    if types & {"arrest", "charge"}:
        held.append("arrests")
    if "foiled_plot" in types:
        held.append("plot")
    if types & {"designation", "delisting"}:
        held.append("status")
    return held
