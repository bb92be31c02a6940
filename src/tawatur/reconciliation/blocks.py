"""One block of a case: packed for a worker, settled, and its events derived.

Everything here is a pure function of what it is given, so that it may run in any process, and so that a block
whose strands have not changed need not be settled again.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import msgspec

from tawatur.reconciliation.bylines import through
from tawatur.reconciliation.chains import copies_by_document
from tawatur.reconciliation.clustering import Edge
from tawatur.reconciliation.copies import find_copies
from tawatur.reconciliation.deriving import derive
from tawatur.reconciliation.human import Rulings
from tawatur.reconciliation.profiles import Profile, profile_of
from tawatur.reconciliation.seams import End, ends_of
from tawatur.reconciliation.settling import Settled, rarity_in, settle
from tawatur.reconciliation.subjects import brought_up
from tawatur.reconciliation.tables import about_events
from tawatur.reconciliation.telling import Route, Strand, stories_of, tell
from tawatur.reconciliation.values import CopyOf, DocumentCard
from tawatur.reconciliation.words import content_words
from tawatur.record import Claim, Event, Judgement, Place

RULE_SET = "rules/1"
"""The name under which rules sign their judgements."""
_ONE_STORY = 2

pack_claims = msgspec.msgpack.Encoder().encode
pack_card = msgspec.msgpack.Encoder().encode
unpack_claims = msgspec.msgpack.Decoder(list[Claim]).decode
unpack_card = msgspec.msgpack.Decoder(DocumentCard).decode
Banned: TypeAlias = Mapping[str, frozenset[str]]


class Packed(NamedTuple):
    """A strand as it is kept and sent: its document, its claims' identifiers, where it belongs, and both in bytes.

    The bytes are pickled: they are only ever read by the program that made them, in this run.
    """

    sha256: str
    ids: tuple[str, ...]
    route: Route
    strand: bytes
    claims: bytes

    def open(self) -> Strand:
        """The strand, its profiles made anew."""
        found: Strand = pickle.loads(self.strand)
        return found


class Report(NamedTuple):
    """A document to be told: its card and claims in bytes, who must not meet, and what names of places mean."""

    card: bytes
    claims: bytes
    banned: Banned
    senses: dict[str, Place]


class Task(NamedTuple):
    """A block to be settled: its strands, its documents' cards, and what people ruled.

    `known` are events derived before, by their claims and reason: they are not derived again. `beside` are
    claims of the same documents in other blocks; `bounded` says that the block has neighbours in time.
    """

    strands: tuple[Packed, ...]
    cards: Mapping[str, bytes]
    rulings: Rulings
    beside: tuple[bytes, ...] = ()
    known: Mapping[tuple[tuple[str, ...], str], Made] = {}
    bounded: bool = False


class Made(NamedTuple):
    """An event as derived: packed, with the copies among its documents."""

    id: str
    event: bytes
    copies: tuple[CopyOf, ...]


class Piece(NamedTuple):
    """The claims of a block that speak of one event, with why, and the event they make by themselves."""

    claims: tuple[str, ...]
    reasons: tuple[str, ...]
    reason: str
    made: Made


class Outcome(NamedTuple):
    """A block settled: its pieces, the judgements made, by pair, and the ends by which pieces meet across blocks.

    `doubts` are the judgements that leave it open whether two pieces, given by the first of their claims, are one.
    """

    pieces: tuple[Piece, ...]
    judgements: tuple[Judgement, ...]
    doubts: tuple[tuple[Judgement, str, str], ...]
    ends: tuple[End, ...]


class Group(NamedTuple):
    """Pieces of several blocks that are one event: their claims, with all of their documents, and why."""

    claims: tuple[bytes, ...]
    members: frozenset[str]
    cards: Mapping[str, bytes]
    reason: str


class Profiler:
    """Makes the profile of a claim; the opening of a report of one or two events adds its words."""

    def __init__(
        self,
        claims: Sequence[Claim],
        cards: Mapping[str, DocumentCard],
        banned: Banned,
        senses: Mapping[str, Place],
    ) -> None:
        self._stories = stories_of(claims)
        self._cards = cards
        self._banned = banned
        self._senses = senses

    def __call__(self, claim: Claim) -> Profile:
        made = profile_of(claim, self._lead(claim.sha256), self._senses)
        made.banned |= self._banned.get(claim.id, frozenset())
        return made

    def _lead(self, sha256: str) -> Iterable[str]:
        card = self._cards.get(sha256)
        if card is None or self._stories[sha256] > _ONE_STORY:
            return ()
        return [*(card.sketch.lead if card.sketch is not None else ()), *sorted(content_words(card.title or ""))]


def tell_report(report: Report) -> tuple[Packed, ...]:
    """The strands of one document, packed."""
    card, claims = unpack_card(report.card), unpack_claims(report.claims)
    known = {claim.id: claim for claim in claims}
    return tuple(
        Packed(
            strand.sha256,
            strand.claims,
            strand.route,
            pickle.dumps(strand, pickle.HIGHEST_PROTOCOL),
            pack_claims([known[key] for key in strand.claims]),
        )
        for strand in tell(claims, Profiler(claims, {card.sha256: card}, report.banned, report.senses))
    )


def settle_block(task: Task) -> Outcome:
    """Settle one block."""
    strands = [packed.open() for packed in task.strands]
    claims = {claim.id: claim for packed in task.strands for claim in unpack_claims(packed.claims)}
    told = _by_document([*claims.values(), *(claim for packed in task.beside for claim in unpack_claims(packed))])
    cards = _Cards(task.cards)
    rarity = rarity_in(strands, claims.values(), cards.lead)
    settled = settle(strands, rarity, task.rulings)
    members: dict[str, list[str]] = defaultdict(list)
    for key, root in settled.event_of.items():
        members[root].append(key)
    pieces = []
    for root in sorted(members):
        ids, reasons = tuple(sorted(members[root])), tuple(settled.reasons.get(root, ()))
        reason = _why(ids, [claims[key].sha256 for key in ids], reasons, task.rulings)
        event = task.known.get((ids, reason)) or derive_event([claims[key] for key in ids], told, cards, reason)
        pieces.append(Piece(ids, reasons, reason, event))
    ends = ends_of(settled.profiles) if task.bounded else ()
    made = judgements_of(settled, task.rulings)
    event_of = settled.event_of
    doubts = tuple((item, event_of[item.left], event_of[item.right]) for item in made if item.verdict == "unsure")
    return Outcome(tuple(pieces), tuple(item for item in made if item.verdict != "unsure"), doubts, ends)


def derive_event(
    members: Sequence[Claim],
    told: Mapping[str, Sequence[Claim]],
    cards: Callable[[str], DocumentCard | None],
    reason: str,
) -> Made:
    """The event of some claims, packed, with the copies among their documents.

    `told` gives all claims of each of their documents.
    """
    known = {sha256: card for sha256 in {claim.sha256 for claim in members} if (card := cards(sha256)) is not None}
    claims = [through(claim, known.get(claim.sha256)) for claim in members]
    facts = [claim for claim in claims if claim.event_type not in about_events()]
    statements = [claim for claim in claims if claim.event_type in about_events()]
    if not facts:
        facts, statements = statements, []
    copies = find_copies(tuple(known.values())) if len(known) > 1 else ()
    aside = brought_up(members, told, known)
    event = derive(facts, statements, known, copies_by_document(copies), reason, aside)
    return Made(event.id, _pack_event(event), copies)


def derive_group(group: Group) -> Made:
    """The event of pieces of several blocks."""
    claims = {claim.id: claim for packed in group.claims for claim in unpack_claims(packed)}
    members = [claims[key] for key in sorted(group.members)]
    return derive_event(members, _by_document(claims.values()), _Cards(group.cards), group.reason)


def _by_document(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[claim.sha256].append(claim)
    return told


def why(claims: Sequence[str], documents: Sequence[str], reasons: Sequence[str], rulings: Rulings) -> str:
    """Why these claims are one event, in words."""
    said = [note for claim_id in claims for note in rulings.notes.get(claim_id, ())]
    count = f"{len(claims)} claims of {len(set(documents))} documents" if len(claims) > 1 else "one claim"
    strongest = sorted(set(reasons), key=lambda text: (-reasons.count(text), text))[:1]
    return "; ".join(dict.fromkeys([count, *said, *strongest]))


def judgements_of(settled: Settled, rulings: Rulings) -> tuple[Judgement, ...]:
    """The judgements of the rules, one a pair, in order; those that a person judged are left out."""
    made: dict[tuple[str, str], Judgement] = {}
    for edge in sorted(settled.edges, key=_edge_order):
        left, right = sorted((edge.left, edge.right))
        if edge.verdict == "unsure" and settled.event_of[left] == settled.event_of[right]:
            # Doubted at first, and joined once more was known.
            continue
        if (left, right) not in rulings.pairs and (left, right) not in made:
            made[left, right] = judgement_of(edge)
    return tuple(made[pair] for pair in sorted(made))


def judgement_of(edge: Edge) -> Judgement:
    """The judgement an edge stands for."""
    left, right = sorted((edge.left, edge.right))
    return Judgement(
        left=left, right=right, verdict=edge.verdict, by=RULE_SET, reason=edge.reason, score=round(edge.score, 3)
    )


def _edge_order(edge: Edge) -> tuple[str, str, float, str]:
    return edge.left, edge.right, -edge.score, edge.reason


_pack_event = msgspec.msgpack.Encoder().encode
unpack_event = msgspec.msgpack.Decoder(Event).decode
_why = why


class _Cards:
    """Cards opened when asked for."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self._packed = packed

    def __call__(self, sha256: str) -> DocumentCard | None:
        return unpack_card(self._packed[sha256]) if sha256 in self._packed else None

    def lead(self, sha256: str) -> tuple[str, ...]:
        """The words of a document's opening."""
        card = self(sha256)
        return card.sketch.lead if card is not None and card.sketch is not None else ()
