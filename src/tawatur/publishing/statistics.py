"""Statistics that reports state, as JSON Lines: each figure beside what the case counts, with the list behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from tawatur.analysis.checking import Check, checks, note_words
from tawatur.casefile import Case
from tawatur.publishing.claims import figure_json

Json = dict[str, Any]

_encoder = msgspec.json.Encoder()


def write(case: Case) -> Iterator[bytes]:
    """Yield one line a figure that counts events, by document, place in it and figure."""
    event_of = case.event_of()
    for check in checks(case.each_claim(), case.events(), len(case.cards())):
        yield _encoder.encode(check_json(check, event_of.get(check.claim.id))) + b"\n"


def check_json(check: Check, event: str | None) -> Json:
    """One figure and the count beside it; the notes say in both languages why they may differ."""
    return {
        "claim": check.claim.id,
        "event": event,
        "document": check.claim.document,
        "span": check.claim.span,
        "quote": check.claim.quote,
        "publisher": check.claim.publisher,
        "published": check.claim.published,
        "figure": figure_json(check.figure),
        "window": check.window,
        "region": check.region or None,
        "actors": check.actors,
        "own": check.own,
        "events": check.events,
        "notes": [
            {"key": note.key, "ar": note_words(note, "ar"), "en": note_words(note, "en")} for note in check.notes
        ],
    }
