"""What reconciliation takes and gives, as frozen values."""

from __future__ import annotations

from typing import Literal

from tawatur.record import Event, Judgement, Value


class Sketch(Value, frozen=True):
    """A document's main text in small, for telling copies apart from independent reports.

    `marks` are 32-bit fingerprints (little-endian) of its word shingles in the order of the text: all of
    them when `scale` is 1, those below one `scale`th of the range otherwise. `shingles` counts them all.
    `lead` are the content words of its opening; `agency` the wire agency its byline names, if any.
    """

    shingles: int
    scale: int
    marks: bytes
    lead: tuple[str, ...] = ()
    agency: str | None = None


class DocumentCard(Value, frozen=True):
    """What reconciliation needs to know of a document. `published` is EDTF."""

    sha256: str
    path: str
    publisher: str | None = None
    published: str | None = None
    sketch: Sketch | None = None
    title: str | None = None


class CopyOf(Value, frozen=True):
    """One document repeats another's words.

    `kind` is `whole` where most of `copy` is in `original`, `partial` where a passage of `original`
    stands inside `copy`. `share` is the estimated share of the shorter text that both have.
    """

    copy: str
    original: str
    kind: Literal["whole", "partial"]
    share: float
    reason: str


class Reconciled(Value, frozen=True):
    """The judgements the rules made, the events that follow, and the copies found. Each in a fixed order."""

    judgements: tuple[Judgement, ...]
    events: tuple[Event, ...]
    copies: tuple[CopyOf, ...]
