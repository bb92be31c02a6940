"""Quotations: no longer than a profile allows, private persons hidden, every difference from the text marked."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.publishing.naming import Roster
from tawatur.record import Claim, Span

CUT = "[…]"
"""Stands where words of the text were left out."""
_SHORT = 4


class Quotation(NamedTuple):
    """What may be quoted of a claim.

    `text` differs from the report only at `CUT` and where a person is marked hidden. `span` is where the
    quoted words stand in the report, None where a person is hidden: it would lead to the name.
    """

    text: str
    span: Span | None
    redacted: bool


def quote(claim: Claim, roster: Roster | None, longest: int) -> Quotation:
    """What may be quoted of a claim, around the words that name the happening and its figures.

    Args:
        claim: the claim, whole.
        roster: the private persons; None where they may be named.
        longest: the longest quotation in code points, marks not counted; 0 for none.
    """
    if not longest:
        return Quotation("", None, False)
    # Names are hidden before anything is cut, so that no cut can leave half of one.
    hidden, changed = roster.hide(claim.quote, places_and_groups(claim)) if roster else (claim.quote, False)
    if len(hidden) <= longest:
        return Quotation(hidden, None if changed else claim.span, changed)
    start, end = _window(hidden, _core(claim, hidden), longest)
    text = f"{CUT} " * (start > 0) + hidden[start:end] + f" {CUT}" * (end < len(hidden))
    return Quotation(text, None if changed else (claim.span[0] + start, claim.span[0] + end), changed)


def places_and_groups(claim: Claim) -> tuple[str, ...]:
    """Words of a claim that are known to name a place or a group. Longer ones may name somebody besides."""
    actors = [actor.text for actor in claim.actors if actor.id and not actor.private]
    voices = [voice.text for voice in claim.attribution if voice.id]
    named = [text for text in (*actors, *voices) if len(text.split()) <= _SHORT]
    return (*named, *(place.text for place in claim.places))


def _core(claim: Claim, shown: str) -> Span:
    """Where the words stand that a cut must keep, as near as a changed text lets one say."""
    spans = [claim.trigger, *(figure.span for figure in claim.figures)]
    inside = [(a - claim.span[0], b - claim.span[0]) for a, b in spans if claim.span[0] <= a < b <= claim.span[1]]
    if not inside:
        return 0, 0
    return min(a for a, _ in inside), min(len(shown), max(b for _, b in inside))


def _window(text: str, core: Span, longest: int) -> Span:
    """The stretch of whole words, at most so long, that holds the core or as much of it as fits."""
    if core[1] <= longest:
        start, end = 0, longest
    else:
        start = max(0, min(core[0], core[1] - longest))
        end = min(len(text), start + longest)
    if start > 0:
        start = text.find(" ", start) + 1 or start
    if end < len(text):
        end = text.rfind(" ", start, end) if text.rfind(" ", start, end) > start else end
    # A mark is kept whole or left out whole.
    opened = text.rfind("[", start, end)
    if opened >= 0 and "]" not in text[opened:end]:
        end = max(start, opened - 1)
    closed = text.find("]", start, end)
    if closed >= 0 and "[" not in text[start:closed]:
        start = closed + 1
    return start, end
