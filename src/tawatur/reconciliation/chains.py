"""Chains: which reports of an event go back to one first voice.

Reports are one chain when one repeats the other's words, when both come from one wire agency, when
they cite the same named source for the same figure, or when one publisher made both. What is left
apart is independent as far as the texts show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from tawatur.reconciliation.agencies import agency_in
from tawatur.reconciliation.profiles import edtf
from tawatur.reconciliation.tables import words
from tawatur.reconciliation.unions import Unions
from tawatur.reconciliation.values import CopyOf, DocumentCard
from tawatur.reconciliation.words import plain_words, stem
from tawatur.record import Chain, Claim, Voice, digest

Copies: TypeAlias = Mapping[str, Sequence[CopyOf]]
"""The copies a document takes part in, by its digest."""


_DOCUMENT, _PUBLISHER = 0, 4


class Source(NamedTuple):
    """One voice behind a claim: the key that is equal for its spellings, its name, and its kind."""

    key: str
    name: str
    agency: bool


class _Tie(NamedTuple):
    """A ground on which two nodes are one chain."""

    order: int
    left: str
    right: str
    reason: str


def copies_by_document(copies: Iterable[CopyOf]) -> dict[str, list[CopyOf]]:
    """Index copies by both documents."""
    index: dict[str, list[CopyOf]] = defaultdict(list)
    for copy in copies:
        index[copy.copy].append(copy)
        index[copy.original].append(copy)
    return dict(index)


def chains_of(claims: Sequence[Claim], cards: Mapping[str, DocumentCard], copies: Copies) -> tuple[Chain, ...]:
    """The independent chains behind the claims of one event, in order of their earliest document."""
    unions, reasons = _joined(claims, copies, by_document=True)
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.sha256].append(claim)
    made = [
        _chain(documents, by_document, cards, reasons.get(root, []))
        for root, documents in sorted(_groups(unions, reasons).items())
    ]
    return tuple(sorted(made, key=lambda chain: chain.id))


def count_chains(claims: Sequence[Claim], copies: Copies) -> int:
    """How many independent chains state what these claims have in common."""
    if len(claims) == 1:
        return 1
    unions, _ = _joined(claims, copies, by_document=False)
    return len(unions.groups())


def sources_of(claim: Claim) -> tuple[Source, ...]:
    """The named voices behind a claim, nearest to the report first."""
    return tuple(source for voice in claim.attribution if (source := source_of(voice)) is not None)


def source_of(voice: Voice) -> Source | None:
    """The voice as a source, or None where it names nobody ("sources", "witnesses")."""
    name = voice.name or voice.text
    agency = agency_in(voice.text) or (agency_in(voice.name) if voice.name else None)
    if agency is not None:
        return Source(f"agency:{agency}", name, True)
    if voice.id:
        return Source(voice.id, name, False)
    key = _voice_key(voice.text)
    return Source(key, name, False) if key else None


@lru_cache(maxsize=8192)
def _voice_key(text: str) -> str:
    bare = [stem(word) for word in plain_words(text)]
    return "" if all(word in words("nobody") for word in bare) else " ".join(bare)


def _joined(
    claims: Sequence[Claim], copies: Copies, *, by_document: bool
) -> tuple[Unions[str], dict[str, list[str]]]:
    """Join nodes (documents, or claims) that go back to one voice; the reasons by node."""

    def node(claim: Claim) -> str:
        return claim.sha256 if by_document else claim.id

    unions = Unions(node(claim) for claim in claims)
    reasons: dict[str, list[str]] = defaultdict(list)
    tied: set[str] = set()
    for tie in sorted(_ties(claims, copies, node)):
        if tie.order == _PUBLISHER and not tied.isdisjoint((tie.left, tie.right)):
            # A paper that takes one report from an agency and another from a copy has two sources for them.
            continue
        if _DOCUMENT < tie.order < _PUBLISHER:
            tied.update((tie.left, tie.right))
        if unions.join(tie.left, tie.right):
            reasons[tie.left].append(tie.reason)
    return unions, reasons


def _groups(unions: Unions[str], reasons: dict[str, list[str]]) -> dict[str, list[str]]:
    """The sets, with the reasons gathered under each set's representative."""
    groups = unions.groups()
    for root, members in groups.items():
        reasons[root] = list(dict.fromkeys(text for member in members for text in reasons.get(member, [])))
    return groups


def _ties(claims: Sequence[Claim], copies: Copies, node: Callable[[Claim], str]) -> Iterable[_Tie]:
    named = {claim.id: node(claim) for claim in claims}
    by_document: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        by_document[claim.sha256].append(named[claim.id])
    for document, nodes in by_document.items():
        yield from _star(0, nodes, "one document")
        for copy in copies.get(document, ()):
            other = copy.original if copy.copy == document else copy.copy
            if other in by_document:
                yield _Tie(1, nodes[0], by_document[other][0], copy.reason)
    grounds: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    for claim in claims:
        for order, key, reason in _grounds(claim):
            grounds[order, key, reason].append(named[claim.id])
    for (order, _, reason), nodes in grounds.items():
        yield from _star(order, nodes, reason)


def _star(order: int, nodes: Sequence[str], reason: str) -> Iterable[_Tie]:
    first = min(nodes)
    return (_Tie(order, first, other, reason) for other in nodes if other != first)


def _grounds(claim: Claim) -> Iterable[tuple[int, str, str]]:
    """The grounds on which a claim joins others that have the same ground."""
    house = agency_in(claim.publisher) if claim.publisher else None
    if house is not None:
        yield 2, house, f"the agency {house}"
    for source in sources_of(claim):
        if source.agency:
            name = source.key.removeprefix("agency:")
            yield 2, name, f"the agency {name}"
            continue
        for figure in claim.figures:
            value = f"{figure.measure} {figure.op} {figure.value if figure.value is not None else figure.low}"
            yield 3, f"{source.key}|{value}", f"one cited source for one figure ({source.name}: {value})"
    if claim.publisher:
        yield _PUBLISHER, " ".join(plain_words(claim.publisher)), f"one publisher ({claim.publisher})"


def _chain(
    documents: Sequence[str],
    by_document: Mapping[str, Sequence[Claim]],
    cards: Mapping[str, DocumentCard],
    reasons: Sequence[str],
) -> Chain:
    claims = [claim for document in documents for claim in by_document[document]]
    told = [text for text in reasons if text != "one document"]
    return Chain(
        id=f"chn_{digest('chain', min(claim.id for claim in claims))}",
        origin=_origin(claims, cards),
        claims=tuple(sorted(claim.id for claim in claims)),
        documents=tuple(documents),
        reason="; ".join(told) if told else "nothing in the texts ties it to another report",
    )


def _origin(claims: Sequence[Claim], cards: Mapping[str, DocumentCard]) -> str:
    """The first voice: the farthest source that the earliest report which cites one names, else its publisher."""
    ranked = sorted(claims, key=lambda claim: (first_day(claim.published), claim.sha256, claim.span))
    documents = {claim.sha256 for claim in claims}
    for claim in ranked:
        sources = sources_of(claim)
        if sources and (len(documents) == 1 or any(source.agency for source in sources)):
            agencies = [source for source in sources if source.agency]
            return (agencies or list(sources))[-1].name
    for claim in ranked:
        if sources := sources_of(claim):
            return sources[-1].name
    first = ranked[0]
    card = cards.get(first.sha256)
    return first.publisher or (card.publisher if card else None) or (card.path if card else first.document)


def first_day(published: str | None) -> str:
    """The first day a publication date allows, as a text that sorts; after all others where unknown."""
    parsed = edtf(published)
    return "9999" if parsed is None or parsed.yearless else parsed.first.isoformat()
