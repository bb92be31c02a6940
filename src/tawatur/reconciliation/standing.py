"""A case held open: reconciled once, then kept up to date as reports and people's judgements come and go.

    standing = Standing(engine)
    standing.add(reports)          # (card, claims) of every document
    standing.settle()              # the whole case: blocks settled one by one, on the engine
    standing.add([(card, claims)])
    change = standing.settle()     # only the blocks the new report is in, and what depends on them

What `settle` gives is what reconciling everything from the beginning gives, byte for byte: a block's outcome
is a pure function of its strands, so one that has not changed is not settled again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tawatur.engines import Engine, InProcess
from tawatur.reconciliation.blocks import (
    RULE_SET,
    Made,
    Outcome,
    Packed,
    Report,
    Task,
    pack_card,
    pack_claims,
    settle_block,
    tell_report,
    unpack_claims,
    unpack_event,
)
from tawatur.reconciliation.deriving import order_of
from tawatur.reconciliation.human import Rulings, rulings_of
from tawatur.reconciliation.partition import CAPACITY, Block, Partition
from tawatur.reconciliation.senses import Senses
from tawatur.reconciliation.unions import Unions
from tawatur.reconciliation.values import CopyOf, DocumentCard, Reconciled
from tawatur.record import Claim, Event, Judgement

Key = tuple[str, int]
"""A strand: its document's digest and its number there."""


class Change(NamedTuple):
    """What settling changed: identifiers of events that are gone, events new or changed, and likewise the
    rules' judgements and the copies."""

    gone: tuple[str, ...]
    events: tuple[Event, ...]
    withdrawn: tuple[Judgement, ...]
    judgements: tuple[Judgement, ...]
    uncopied: tuple[CopyOf, ...]
    copies: tuple[CopyOf, ...]


class _Document(NamedTuple):
    card: bytes
    strands: int


class Standing:
    """A case held open. `engine` is where documents are told and blocks settled; by default this process."""

    def __init__(self, engine: Engine | None = None, *, capacity: int = CAPACITY) -> None:
        self._engine = engine or InProcess()
        self._documents: dict[str, _Document] = {}
        self._strands: dict[Key, Packed] = {}
        self._home: dict[str, Key] = {}
        self._partition: Partition[Key] = Partition(capacity)
        self._senses = Senses()
        self._people: tuple[Judgement, ...] = ()
        self._rulings = rulings_of((), ())
        self._outcomes: dict[Block, Outcome] = {}
        self._dirty: set[Block] = set()
        self._untold: dict[str, tuple[bytes, bytes]] = {}
        self._changed: set[str] = set()

    # --- what comes and goes

    def add(self, reports: Iterable[tuple[DocumentCard, Sequence[Claim]]]) -> None:
        """Take documents in, each with its claims; one known already is replaced. `settle` works it out."""
        for card, claims in reports:
            self.remove([card.sha256])
            if claims:
                known = {claim.id: claim for claim in sorted(claims, key=lambda claim: (claim.id, claim.document))}
                self._retell(self._senses.add(known.values()))
                self._untold[card.sha256] = pack_card(card), pack_claims(list(known.values()))

    def remove(self, documents: Iterable[str]) -> None:
        """Take documents out, by their digests; unknown ones are ignored."""
        for sha256 in documents:
            claims = self._claims_of(sha256)
            if claims:
                self._retell(self._senses.remove(claims))
                self._forget(sha256)
                self._untold.pop(sha256, None)

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Put these judgements of people in place of those given before."""
        self._people = tuple(judgements)

    # --- settling

    def settle(self) -> Change:
        """Work out what came and went since the last time. Gives what it changed."""
        self._rule()
        self._tell()
        return self._run()

    def result(self) -> Reconciled:
        """Everything as it stands, in order."""
        made = [item for outcome in self._outcomes.values() for item in outcome.judgements]
        notes = [
            Judgement(left=left, right=right, verdict="unsure", by=RULE_SET, reason=reason)
            for left, right, reason in self._rulings.conflicts
        ]
        return Reconciled(
            judgements=(*sorted(made, key=lambda item: (item.left, item.right)), *notes),
            events=tuple(sorted(self.events(), key=order_of)),
            copies=_one_a_pair(copy for made in self._made() for copy in made.copies),
        )

    def events(self) -> Iterator[Event]:
        """The events, in no order."""
        return (unpack_event(made.event) for made in self._made())

    # --- inside

    def _made(self) -> Iterator[Made]:
        return (piece.made for outcome in self._outcomes.values() for piece in outcome.pieces)

    def _claims_of(self, sha256: str) -> list[Claim]:
        if sha256 in self._untold:
            return unpack_claims(self._untold[sha256][1])
        if sha256 not in self._documents:
            return []
        keys = [(sha256, number) for number in range(self._documents[sha256].strands)]
        return [claim for key in keys for claim in unpack_claims(self._strands[key].claims)]

    def _retell(self, documents: Iterable[str]) -> None:
        """Have documents told anew."""
        for sha256 in documents:
            if sha256 in self._documents:
                waiting = self._documents[sha256].card, pack_claims(self._claims_of(sha256))
                self._forget(sha256)
                self._untold[sha256] = waiting

    def _forget(self, sha256: str) -> None:
        """Let go of a document's strands."""
        document = self._documents.pop(sha256, None)
        if document is None:
            return
        for number in range(document.strands):
            packed = self._strands.pop((sha256, number))
            self._dirty |= self._partition.remove((sha256, number), packed.route, len(packed.ids))
            for claim_id in packed.ids:
                del self._home[claim_id]
        self._changed.add(sha256)

    def _rule(self) -> None:
        """Find out what people's judgements bind, and have told and settled anew what that changes."""
        named = {claim_id for item in self._people for claim_id in (item.left, item.right)}
        waiting = {claim.id for sha256 in self._untold for claim in unpack_claims(self._untold[sha256][1])}
        known = {claim_id for claim_id in named if claim_id in self._home or claim_id in waiting}
        before, self._rulings = self._rulings, rulings_of(self._people, known)
        bound, unbound = _bound(self._rulings), _bound(before)
        changed = [
            claim_id for claim_id in sorted({*bound, *unbound}) if bound.get(claim_id) != unbound.get(claim_id)
        ]
        self._retell({self._home[claim_id][0] for claim_id in changed if claim_id in self._home})

    def _tell(self) -> None:
        """Have every waiting document told, and put its strands where they belong."""
        waiting = sorted(self._untold)
        reports = (self._report(sha256) for sha256 in waiting)
        for sha256, strands in zip(waiting, self._engine.map(tell_report, reports), strict=True):
            card, _ = self._untold.pop(sha256)
            self._documents[sha256] = _Document(card, len(strands))
            for number, packed in enumerate(strands):
                key = (sha256, number)
                self._strands[key] = packed
                self._home.update(dict.fromkeys(packed.ids, key))
                self._dirty |= self._partition.add(key, packed.route, len(packed.ids))
            self._changed.add(sha256)

    def _report(self, sha256: str) -> Report:
        card, packed = self._untold[sha256]
        different = self._rulings.different
        claims = unpack_claims(packed)
        banned = {claim.id: different[claim.id] for claim in claims if claim.id in different}
        return Report(card, packed, banned, self._senses.of(claims))

    def _run(self) -> Change:
        """Settle the blocks that changed."""
        gone = {block: self._outcomes.pop(block) for block in self._dirty if block in self._outcomes}
        blocks = sorted((block for block in self._dirty if self._partition.members(block)), key=repr)
        known = {
            (piece.claims, piece.reason): piece.made
            for outcome in gone.values()
            for piece in outcome.pieces
            if self._unchanged(piece.claims)
        }
        tasks = (self._task(block, known) for block in blocks)
        for block, outcome in zip(blocks, self._engine.map(settle_block, tasks), strict=True):
            self._outcomes[block] = outcome
        self._dirty, self._changed = set(), set()
        return _change(gone.values(), [self._outcomes[block] for block in blocks])

    def _unchanged(self, claims: Sequence[str]) -> bool:
        return all(claim in self._home and self._home[claim][0] not in self._changed for claim in claims)

    def _task(self, block: Block, known: dict[tuple[tuple[str, ...], str], Made]) -> Task:
        packed = tuple(self._strands[key] for key in sorted(self._partition.members(block)))
        here = {claim_id for strand in packed for claim_id in strand.ids}
        cards = {strand.sha256: self._documents[strand.sha256].card for strand in packed}
        made = {key: value for key, value in known.items() if not here.isdisjoint(key[0])}
        return Task(packed, cards, _within(self._rulings, here), made)


def _within(rulings: Rulings, here: set[str]) -> Rulings:
    """What people's judgements say of some claims."""
    if not rulings.pairs:
        return rulings
    same: Unions[str] = Unions()
    for members in rulings.same.groups().values():
        present = [claim_id for claim_id in members if claim_id in here]
        for other in present[1:]:
            same.join(present[0], other)
    return Rulings(
        same,
        {claim_id: others for claim_id, others in rulings.different.items() if claim_id in here},
        frozenset(pair for pair in rulings.pairs if not here.isdisjoint(pair)),
        {claim_id: notes for claim_id, notes in rulings.notes.items() if claim_id in here},
        (),
    )


def _bound(rulings: Rulings) -> dict[str, tuple[object, ...]]:
    """Everything that people's judgements say of each claim."""
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in sorted(rulings.pairs):
        for claim_id in pair:
            pairs[claim_id].append(pair)
    same = {
        claim_id: tuple(members)
        for members in rulings.same.groups().values()
        for claim_id in members
        if len(members) > 1
    }
    named = {*pairs, *same, *rulings.different, *rulings.notes}
    return {
        claim_id: (
            tuple(pairs.get(claim_id, ())),
            same.get(claim_id),
            rulings.different.get(claim_id),
            rulings.notes.get(claim_id),
        )
        for claim_id in named
    }


def _change(before: Iterable[Outcome], after: Iterable[Outcome]) -> Change:
    earlier, later = list(before), list(after)
    old = {piece.made.id: piece.made for outcome in earlier for piece in outcome.pieces}
    new = {piece.made.id: piece.made for outcome in later for piece in outcome.pieces}
    were = {item for outcome in earlier for item in outcome.judgements}
    are = {item for outcome in later for item in outcome.judgements}
    copied = Counter(copy for made in new.values() for copy in made.copies)
    copied.subtract(copy for made in old.values() for copy in made.copies)
    return Change(
        gone=tuple(sorted(old.keys() - new.keys())),
        events=tuple(unpack_event(new[key].event) for key in sorted(new) if old.get(key) != new[key]),
        withdrawn=tuple(sorted(were - are, key=lambda item: (item.left, item.right))),
        judgements=tuple(sorted(are - were, key=lambda item: (item.left, item.right))),
        uncopied=tuple(copy for copy, count in copied.items() if count < 0),
        copies=tuple(copy for copy, count in copied.items() if count > 0),
    )


def _one_a_pair(copies: Iterable[CopyOf]) -> tuple[CopyOf, ...]:
    """One for each pair of documents, the larger share, in order."""
    ranked = sorted(set(copies), key=lambda copy: (copy.copy, copy.original, -copy.share))
    return tuple({(copy.copy, copy.original): copy for copy in reversed(ranked)}.values())[::-1]
