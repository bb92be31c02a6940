"""`reconcile`: the whole way from claims to events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tawatur.engines import Engine
from tawatur.reconciliation.blocks import RULE_SET
from tawatur.reconciliation.standing import Standing
from tawatur.reconciliation.values import DocumentCard, Reconciled
from tawatur.record import Claim, Judgement

__all__ = ["RULE_SET", "reconcile"]


def reconcile(
    cards: Sequence[DocumentCard],
    claims: Sequence[Claim],
    judgements: Sequence[Judgement] = (),
    *,
    engine: Engine | None = None,
) -> Reconciled:
    """Judge which claims speak of one event, and derive the events.

    Pure, deterministic and independent of the order of its input and of the engine. `judgements` are
    people's: "same" joins and "different" keeps apart whatever the rules find; judgements signed by rules, and
    retired ones, are ignored. The judgements returned are the rules' own, one for each claim that joined an
    event or nearly did; people's are not repeated.
    """
    standing = Standing(engine)
    standing.add((card, found) for card, found in _reports(cards, claims))
    standing.judge(judgements)
    standing.settle()
    return standing.result()


def _reports(cards: Sequence[DocumentCard], claims: Sequence[Claim]) -> list[tuple[DocumentCard, list[Claim]]]:
    known: Mapping[str, DocumentCard] = {
        card.sha256: card for card in sorted(cards, key=lambda card: (card.sha256, card.path))
    }
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.sha256].append(claim)
    return [
        (known.get(sha256) or DocumentCard(sha256=sha256, path=found[0].document), found)
        for sha256, found in sorted(told.items())
    ]
