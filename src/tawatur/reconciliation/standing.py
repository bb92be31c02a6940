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
    Group,
    Made,
    Outcome,
    Packed,
    Piece,
    Report,
    Task,
    derive_group,
    judgement_of,
    pack_card,
    pack_claims,
    settle_block,
    tell_report,
    unpack_claims,
    unpack_event,
    why,
)
from tawatur.reconciliation.clustering import Edge
from tawatur.reconciliation.deriving import order_of
from tawatur.reconciliation.human import Rulings, rulings_of
from tawatur.reconciliation.partition import CAPACITY, Block, Partition, days_of_block
from tawatur.reconciliation.seams import REACH, Seam, join, seam_of
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


class _Joined(NamedTuple):
    """Pieces of several blocks, by the first of their claims, and the event they are together."""

    roots: tuple[str, ...]
    made: Made


class _Seen(NamedTuple):
    """What is settled: every block's outcome, what goes on from the blocks before, and what is joined by it."""

    outcomes: dict[Block, Outcome]
    links: dict[Block, dict[str, tuple[str, Edge]]]
    groups: dict[str, _Joined]


class _View(NamedTuple):
    """What some blocks show: events by their identifiers, and judgements."""

    made: dict[str, Made]
    judged: set[Judgement]


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
        self._pieces: dict[str, tuple[Block, int]] = {}
        self._links: dict[Block, dict[str, tuple[str, Edge]]] = {}
        self._groups: dict[str, _Joined] = {}
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
        seen = _Seen(self._outcomes, self._links, self._groups)
        made = {item for block in self._outcomes for item in _judged(block, seen)}
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
        for outcome in self._outcomes.values():
            for piece in outcome.pieces:
                joined = self._groups.get(piece.claims[0])
                if joined is None:
                    yield piece.made
                elif joined.roots[0] == piece.claims[0]:
                    yield joined.made

    def _claims_of(self, sha256: str) -> list[Claim]:
        if sha256 in self._untold:
            return unpack_claims(self._untold[sha256][1])
        if sha256 not in self._documents:
            return []
        return [claim for strand in self._strands_of(sha256) for claim in unpack_claims(strand.claims)]

    def _strands_of(self, sha256: str) -> list[Packed]:
        return [self._strands[sha256, number] for number in range(self._documents[sha256].strands)]

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
        """Settle the blocks that changed, and join what goes on across them."""
        dirty, earlier = self._dirty, _Seen(dict(self._outcomes), dict(self._links), self._groups)
        gone = [self._outcomes.pop(block) for block in dirty if block in self._outcomes]
        fresh = {piece.claims[0] for outcome in gone for piece in outcome.pieces}
        for root in fresh:
            del self._pieces[root]
        blocks = sorted((block for block in dirty if self._partition.members(block)), key=repr)
        known = self._known(gone)
        tasks = (self._task(block, known) for block in blocks)
        for block, outcome in zip(blocks, self._engine.map(settle_block, tasks), strict=True):
            self._outcomes[block] = outcome
            self._pieces.update({piece.claims[0]: (block, n) for n, piece in enumerate(outcome.pieces)})
            fresh.update(piece.claims[0] for piece in outcome.pieces)
        touched = dirty | self._join(dirty)
        self._groups = self._grouped(fresh)
        before, after = earlier.groups, self._groups
        changed = [root for root in {*before, *after} if before.get(root) is not after.get(root)]
        touched |= {self._pieces[root][0] for root in changed if root in self._pieces}
        self._dirty, self._changed = set(), set()
        return _change(_view(touched, earlier), _view(touched, _Seen(self._outcomes, self._links, self._groups)))

    def _known(self, gone: Iterable[Outcome]) -> dict[tuple[tuple[str, ...], str], Made]:
        """Events that need not be derived again, as long as the same claims come together for the same reason."""
        return {
            (piece.claims, piece.reason): piece.made
            for outcome in gone
            for piece in outcome.pieces
            if self._unchanged(piece.claims)
        }

    # --- across blocks

    def _join(self, dirty: set[Block]) -> set[Block]:
        """Find anew which events of blocks go on from the blocks before; the blocks where that was done."""
        for block in [block for block in self._links if block not in self._outcomes]:
            del self._links[block]
        bounded: dict[str, list[tuple[int, int, Block]]] = defaultdict(list)
        countries = {block[0] for block in dirty if block}
        for block in self._outcomes:
            if block and block[0] in countries and (days := days_of_block(block)) is not None:
                bounded[str(block[0])].append((*days, block))
        seams: dict[Block, Seam] = {}
        for listed in bounded.values():
            for first, _, block in listed:
                near = [other for start, last, other in listed if start < first and last >= first - REACH]
                if block in dirty or not dirty.isdisjoint(near) or self._gone_before(first, block, dirty):
                    held = [end for other in sorted(near, key=repr) for end in self._outcomes[other].ends]
                    seams[block] = seam_of(first, self._outcomes[block].ends, held)
        ordered = sorted(seams, key=repr)
        for block, found in zip(ordered, self._engine.map(join, (seams[block] for block in ordered)), strict=True):
            self._links[block] = found
        return set(ordered)

    def _gone_before(self, first: int, block: Block, dirty: set[Block]) -> bool:
        """Whether a block that was before `block` is there no longer."""
        gone = [days_of_block(other) for other in dirty if other not in self._outcomes and other[:1] == block[:1]]
        return any(days is not None and days[0] < first and days[1] >= first - REACH for days in gone)

    def _grouped(self, fresh: set[str]) -> dict[str, _Joined]:
        """The events of several blocks, by each of their pieces. Those without `fresh` pieces are as they were."""
        unions: Unions[str] = Unions()
        for links in self._links.values():
            for root, (other, _) in links.items():
                unions.join(root, other)
        for members in self._rulings.same.groups().values():
            roots = [self._root_of(claim_id) for claim_id in members] if len(members) > 1 else []
            for root in roots[1:]:
                unions.join(roots[0], root)
        made: list[_Joined] = []
        wanted: list[tuple[tuple[str, ...], Group]] = []
        for members in unions.groups().values():
            before = self._groups.get(members[0])
            if len(members) < 2:
                continue
            if before is not None and before.roots == tuple(members) and fresh.isdisjoint(members):
                made.append(before)
            else:
                wanted.append((tuple(members), self._group(members)))
        derived = self._engine.map(derive_group, (group for _, group in wanted))
        made.extend(_Joined(roots, event) for (roots, _), event in zip(wanted, derived, strict=True))
        return {root: joined for joined in made for root in joined.roots}

    def _root_of(self, claim_id: str) -> str:
        """The piece that a claim is in, by the first of its claims."""
        block = self._partition.block_of(self._strands[self._home[claim_id]].route)
        return next(piece.claims[0] for piece in self._outcomes[block].pieces if claim_id in piece.claims)

    def _group(self, roots: Sequence[str]) -> Group:
        pieces = [self._piece(root) for root in roots]
        members = sorted(claim_id for piece in pieces for claim_id in piece.claims)
        documents = [self._home[claim_id][0] for claim_id in members]
        linked = [
            self._links[block][root][1].reason
            for root in roots
            for block in (self._pieces[root][0],)
            if root in self._links.get(block, {})
        ]
        reasons = [reason for piece in pieces for reason in piece.reasons]
        return Group(
            tuple(strand.claims for sha256 in sorted(set(documents)) for strand in self._strands_of(sha256)),
            frozenset(members),
            {sha256: self._documents[sha256].card for sha256 in set(documents)},
            why(members, documents, [*reasons, *linked], self._rulings),
        )

    def _piece(self, root: str) -> Piece:
        block, number = self._pieces[root]
        return self._outcomes[block].pieces[number]

    def _unchanged(self, claims: Sequence[str]) -> bool:
        return all(claim in self._home and self._home[claim][0] not in self._changed for claim in claims)

    def _task(self, block: Block, known: dict[tuple[tuple[str, ...], str], Made]) -> Task:
        packed = tuple(self._strands[key] for key in sorted(self._partition.members(block)))
        here = {claim_id for strand in packed for claim_id in strand.ids}
        cards = {strand.sha256: self._documents[strand.sha256].card for strand in packed}
        made = {key: value for key, value in known.items() if not here.isdisjoint(key[0])}
        beside = tuple(
            strand.claims
            for sha256 in sorted(cards)
            for strand in self._strands_of(sha256)
            if here.isdisjoint(strand.ids)
        )
        bounded = days_of_block(block) is not None
        return Task(packed, cards, _within(self._rulings, here), beside, made, bounded)


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


def _view(blocks: Iterable[Block], seen: _Seen) -> _View:
    """The events and judgements that some blocks show."""
    made: dict[str, Made] = {}
    judged: set[Judgement] = set()
    for block in blocks:
        if block not in seen.outcomes:
            continue
        for piece in seen.outcomes[block].pieces:
            joined = seen.groups.get(piece.claims[0])
            shown = piece.made if joined is None else joined.made
            made[shown.id] = shown
        judged.update(_judged(block, seen))
    return _View(made, judged)


def _judged(block: Block, seen: _Seen) -> Iterator[Judgement]:
    """The judgements a block shows, those that join its events to others' included."""
    outcome = seen.outcomes[block]
    yield from outcome.judgements
    for judgement, left, right in outcome.doubts:
        # One may have been doubted within the block, and joined through another.
        if seen.groups.get(left) is None or seen.groups.get(left) is not seen.groups.get(right):
            yield judgement
    yield from (judgement_of(edge) for _, edge in seen.links.get(block, {}).values())


def _change(before: _View, after: _View) -> Change:
    old, new = before.made, after.made
    copied = Counter(copy for made in new.values() for copy in made.copies)
    copied.subtract(copy for made in old.values() for copy in made.copies)
    return Change(
        gone=tuple(sorted(old.keys() - new.keys())),
        events=tuple(unpack_event(new[key].event) for key in sorted(new) if old.get(key) != new[key]),
        withdrawn=tuple(sorted(before.judged - after.judged, key=_pair)),
        judgements=tuple(sorted(after.judged - before.judged, key=_pair)),
        uncopied=tuple(copy for copy, count in copied.items() if count < 0),
        copies=tuple(copy for copy, count in copied.items() if count > 0),
    )


def _pair(judgement: Judgement) -> tuple[str, str]:
    return judgement.left, judgement.right


def _one_a_pair(copies: Iterable[CopyOf]) -> tuple[CopyOf, ...]:
    """One for each pair of documents, the larger share, in order."""
    ranked = sorted(set(copies), key=lambda copy: (copy.copy, copy.original, -copy.share))
    return tuple({(copy.copy, copy.original): copy for copy in reversed(ranked)}.values())[::-1]
