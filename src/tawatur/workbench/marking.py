"""A text with the words a value was read from marked in place, whatever overlaps whatever."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from tawatur.record import Claim, Span
from tawatur.workbench.names import Names

KINDS = ("claim", "trigger", "date", "place", "actor", "figure", "voice")
"""What is marked, from the widest to the narrowest; each has its tint in the style sheet."""


class Mark(NamedTuple):
    """Words to mark: where they stand, what kind of value they gave, and of what claim.

    `label` is shown on hover and read out; `key` ties the mark to what else shows the value.
    """

    span: Span
    kind: str
    label: str = ""
    key: str = ""


class Piece(NamedTuple):
    """A stretch of text, where it stands, and all marks it lies under, the widest first."""

    text: str
    marks: tuple[Mark, ...]
    span: Span

    @property
    def begins(self) -> tuple[str, ...]:
        """The claims whose passage begins here."""
        return tuple(mark.key for mark in self.marks if mark.kind == "claim" and mark.span[0] == self.span[0])

    @property
    def keys(self) -> tuple[str, ...]:
        """The claims whose passage or values this is part of."""
        return tuple(dict.fromkeys(mark.key for mark in self.marks if mark.key))

    @property
    def top(self) -> Mark | None:
        """The narrowest mark, which gives the tint."""
        return self.marks[-1] if self.marks else None


def pieces(text: str, marks: Iterable[Mark], within: Span | None = None) -> list[Piece]:
    """The text from `within[0]` to `within[1]` (all of it without), cut wherever a mark begins or ends.

    The pieces joined are the text; spans that reach beyond it are cut off.
    """
    start, end = within or (0, len(text))
    held = [mark for mark in marks if mark.span[0] < end and mark.span[1] > start and mark.span[0] < mark.span[1]]
    cuts = sorted({start, end, *(min(max(edge, start), end) for mark in held for edge in mark.span)})
    ordered = sorted(held, key=lambda mark: (mark.span[0] - mark.span[1], KINDS.index(mark.kind), mark.span))
    return [
        Piece(
            text[one:two], tuple(mark for mark in ordered if mark.span[0] <= one and two <= mark.span[1]), (one, two)
        )
        for one, two in pairwise(cuts)
    ]


def marks_of(claim: Claim, names: Names) -> list[Mark]:
    """The marks of the values of one claim, each told in the reader's language."""
    say = names.say

    def tell(kind: str, value: str) -> str:
        return say("mark.told", kind=say(f"mark.{kind}"), value=value)

    places = claim.places or ((claim.place,) if claim.place else ())
    found = [(claim.trigger, "trigger", names.type(claim.event_type))]
    found += [(claim.date_span, "date", say.date(claim.date))] if claim.date_span else []
    found += [(place.span, "place", names.place(place)) for place in places]
    found += [(actor.span, "actor", f"{names.role(actor.role)}: {names.actor(actor)}") for actor in claim.actors]
    found += [(item.span, "figure", f"{names.measure(item.measure)} {names.stated(item)}") for item in claim.figures]
    found += [(voice.span, "voice", voice.name or voice.text) for voice in claim.attribution]
    return [Mark(span, kind, tell(kind, value), claim.id) for span, kind, value in found]


def sentence(claim: Claim, text: str, within: Span, names: Names) -> list[Piece]:
    """The claim in its sentence, which is the stretch `within`, value by value."""
    return pieces(text, [Mark(claim.span, "claim", "", claim.id), *marks_of(claim, names)], within)


def slices(marked: Iterable[Piece], within: Span) -> list[Piece]:
    """The pieces that lie in a stretch, those at its ends cut to it."""
    found = []
    for piece in marked:
        start, end = max(piece.span[0], within[0]), min(piece.span[1], within[1])
        if start < end:
            offset = piece.span[0]
            found.append(Piece(piece.text[start - offset : end - offset], piece.marks, (start, end)))
    return found
