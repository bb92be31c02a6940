"""Objects: words that mean what the lexicon says only with a certain object near ("seized" a cell, not a tone)."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.extraction.chunks import Chunk

# By the lexicon's `takes`: the classes one of which must follow, and within how many chunks.
_OBJECTS = {
    "people": (("people", "num", "demonym", "actor.armed_group", "arrest.noun"), 5),
    "blast": (("mode.suicide", "event.noun", "vehicle", "people.militant", "place.facility", "actor.armed_group"), 5),
    "violence": (("event", "intent", "actor.armed_group", "kill"), 5),
    "toll": (("kill", "injure"), 10),
    "blame": (("responsibility",), 12),
}


def takes_its_object(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the word at `at` has the object its lexicon entry asks for, or asks for none."""
    sense = chunks[at].sense
    if sense is None or sense.entry.takes is None:
        return True
    if sense.pronoun and sense.entry.takes == "people":
        return True  # "their liquidation": the object is written onto the word
    classes, reach = _OBJECTS[sense.entry.takes]
    return any(chunk.isa(*classes) for chunk in chunks[at + 1 : at + 1 + reach])
