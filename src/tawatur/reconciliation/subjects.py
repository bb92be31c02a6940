"""Subjects: which reports of an event are about it, and which only bring it up.

A newspaper says what a report is about in its headline and its first lines. A cabinet's communiqué that
condemns an attack after ten other matters, or a match report that opens with a minute's silence, speaks of
the attack, so its claim belongs to the event; but the report is about something else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tawatur.reconciliation.values import DocumentCard
from tawatur.reconciliation.words import content_words
from tawatur.record import Claim

_OPENING, _FIRST_LINES, _LEAD = 150, 300, 700
"""Characters in which a report says what it is about: at once, in its first sentence or two, in its first lines."""
_LETTERS_A_WORD = 6
_USUAL = 0.2
_FEW = 8
_VIOLENCE = "violence"


def brought_up(
    claims: Sequence[Claim], told: Mapping[str, Sequence[Claim]], cards: Mapping[str, DocumentCard]
) -> frozenset[str]:
    """The documents of an event's `claims` that are about something else, by digest.

    `told` gives all claims of each document. A report is about the event where its first lines tell of it
    before any other act, or where its headline has words with which a good part of the event's reports tell
    of it. An event that every report only brings up has none that is about it: then none is set apart; nor is
    one in an event of few reports, from which no usual wording can be learnt.
    """
    own: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        own[claim.sha256].append(claim)
    if len(own) < _FEW:
        return frozenset()
    usual = _usual_words(own)
    aside = frozenset(
        sha256 for sha256, found in own.items() if not _is_about(found, told[sha256], cards.get(sha256), usual)
    )
    return aside if len(aside) < len(own) else frozenset()


def _is_about(own: Sequence[Claim], told: Sequence[Claim], card: DocumentCard | None, usual: frozenset[str]) -> bool:
    named = len(content_words(card.title or "") & usual) if card is not None else 0
    if named > 2:
        return True
    first = min(claim.span[0] for claim in own)
    mine = {claim.id for claim in own}
    if any(claim.family == _VIOLENCE and claim.id not in mine and claim.span[0] < first for claim in told):
        return first <= _FIRST_LINES and named > 1
    if first <= _OPENING or (first <= _LEAD and named):
        return True
    return first <= _FIRST_LINES and first * 2 <= _length(card)


def _length(card: DocumentCard | None) -> float:
    """The characters of a report, roughly; without bounds where nothing is known of it."""
    return card.sketch.shingles * _LETTERS_A_WORD if card is not None and card.sketch is not None else float("inf")


def _usual_words(own: Mapping[str, Sequence[Claim]]) -> frozenset[str]:
    """The words that a good part of the event's reports tell of it with."""
    counts = Counter(
        word for claims in own.values() for word in frozenset().union(*(content_words(c.quote) for c in claims))
    )
    return frozenset(word for word, count in counts.items() if count > 1 and count >= _USUAL * len(own))
