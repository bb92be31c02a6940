"""Settling: the events of a case derived from its present claims and from what people decided."""

from __future__ import annotations

from collections import deque

import msgspec

from tawatur import __version__
from tawatur.build.lean import Shared, lean
from tawatur.casefile import BusyCase, Card, Case
from tawatur.reconciliation import (
    RULE_SET,
    DocumentCard,
    Sketch,
    moved_claims,
    reconcile,
    under_present_names,
)

_SKETCH = msgspec.json.Decoder(Sketch)
_RULES = f"{RULE_SET} tawatur/{__version__}"
# How often the events are derived again when another program changes the case meanwhile.
_ATTEMPTS = 3


def settle(case: Case) -> None:
    """Derive the events of `case` where they are not those of its present claims and judgements.

    Raises:
        BusyCase: other programs change the case faster than its events can be derived.
    """
    for _ in range(_ATTEMPTS):
        if case.reconciled(_RULES):
            return
        revision = case.revision()
        claims = list(lean(case.each_claim()))
        moved = moved_claims(case.anchors(), claims)
        people = case.judgements(people=True)
        case.redirect_claims(moved)
        found = reconcile(cards(case), claims, under_present_names(people, moved))
        copied = [(copy.copy, msgspec.json.encode(copy).decode()) for copy in found.copies]
        if case.settle(revision, _RULES, found.judgements, found.events, copied):
            return
    raise BusyCase(case.address)


def cards(case: Case) -> list[DocumentCard]:
    """The documents of a case as reconciliation takes them, by path."""
    share = Shared()
    stored = deque(case.cards())
    # As one is made ready the one it was made from is let go: an archive has many.
    return [_card(stored.popleft(), share) for _ in range(len(stored))]


def _card(card: Card, share: Shared) -> DocumentCard:
    sketch = _SKETCH.decode(card.sketch)
    return DocumentCard(
        sha256=card.sha256,
        path=card.paths[0],
        publisher=share(card.publisher),
        published=share(card.published),
        sketch=msgspec.structs.replace(sketch, lead=tuple(map(share, sketch.lead))),
        title=card.title,
    )
