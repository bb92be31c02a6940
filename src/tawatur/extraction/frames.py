"""Frames: which words, in which company, make a happening. The data is `languages/ar/frames.yaml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tawatur.extraction import constructions
from tawatur.extraction.chunks import Chunk
from tawatur.languages.ar import lexicon
from tawatur.record import Modality


class Frame(NamedTuple):
    """A frame as data: see the head of `frames.yaml` for the meaning of each field."""

    id: str
    type: str
    regex: re.Pattern[str]
    needs: tuple[tuple[str, ...], ...]
    modality: Modality | None
    strength: str | None
    weapon: bool
    verbs: tuple[str, ...]
    only: tuple[str, ...]
    example: str
    yields: tuple[str, ...]
    rank: int


class Trigger(NamedTuple):
    """A frame found in a sentence: the chunk of its trigger, the last chunk it takes, its event type."""

    frame: Frame
    at: int
    last: int
    event_type: str
    strength: str


@lru_cache(maxsize=1)
def load() -> tuple[Frame, ...]:
    """All frames in order of precedence."""
    names = constructions.names()
    return tuple(_frame(row, names, rank) for rank, row in enumerate(lexicon.load_yaml("frames.yaml")["frames"]))


def triggers(chunks: Sequence[Chunk]) -> list[Trigger]:
    """The triggers of a sentence in the order of its words; each word belongs to one frame."""
    text = constructions.classes_of(chunks)
    taken: set[int] = set()
    found: list[Trigger] = []
    for frame in load():
        position = 0
        while match := frame.regex.search(text, position):
            at = match.start("t")
            position = at + 1
            trigger = _trigger(frame, chunks, match)
            # A statement about an act leaves the act's own words free.
            own = range(at, trigger.last + 1) if trigger is not None else range(0)
            if trigger is not None and taken.isdisjoint(own):
                taken.update(own)
                found.append(trigger)
    return sorted(found, key=lambda trigger: trigger.at)


def _trigger(frame: Frame, chunks: Sequence[Chunk], match: re.Match[str]) -> Trigger | None:
    at = match.start("t")
    sense = chunks[at].sense
    if sense is None:
        return None
    if frame.type == "lexicon" and frame.weapon != sense.entry.weapon:
        return None
    if frame.verbs and sense.entry.lemma not in frame.verbs:
        return None
    if frame.only and sense.entry.type not in frame.only:
        return None
    event_type = sense.entry.type if frame.type == "lexicon" else frame.type
    if event_type is None:
        return None
    last = max(match.end("o") - 1, at) if "o" in frame.regex.groupindex and match.group("o") else at
    return Trigger(frame, at, last, event_type, frame.strength or sense.entry.strength)


def _frame(row: dict[str, object], names: dict[str, str], rank: int) -> Frame:
    def listed(key: str) -> tuple[str, ...]:
        value = row.get(key, ())
        return tuple(map(str, value)) if isinstance(value, list) else ()

    needs = row.get("needs", [])
    assert isinstance(needs, list)
    return Frame(
        id=str(row["id"]),
        type=str(row["type"]),
        regex=constructions.compile_pattern(str(row["pattern"]), names),
        needs=tuple(tuple(map(str, group)) for group in needs),
        modality=row.get("modality"),  # type: ignore[arg-type]
        strength=str(row["strength"]) if "strength" in row else None,
        weapon=bool(row.get("weapon", False)),
        verbs=listed("verbs"),
        only=listed("only"),
        example=str(row["example"]),
        yields=listed("yields"),
        rank=rank,
    )
