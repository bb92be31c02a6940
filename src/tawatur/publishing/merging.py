"""A partner's pack joined to a case: their reports, their markings and what their reviewers decided.

Who said what stays apart: a partner's judgement goes under the reviewer's name with the partner's, and where
it disagrees with one of ours both stand and the conflict is listed. Nothing of ours is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from tawatur.casefile import Card, Case, Reading, pack_document
from tawatur.publishing.packing import Packed, Words, unpack
from tawatur.publishing.tlp import level, strictest
from tawatur.record import Claim, Document, Judgement, Value

_BATCH = 100
_RULES = "rules/"
_encoder = msgspec.json.Encoder()


class Conflict(Value, frozen=True, kw_only=True):
    """Two reviewers who disagree about whether two claims speak of one event."""

    left: str
    right: str
    ours: str
    our_verdict: str
    theirs: str
    their_verdict: str


class Merged(NamedTuple):
    """What a merge changed."""

    packed: Packed
    added: int
    shared: int
    judgements: int
    conflicts: tuple[Conflict, ...]


def merge(case: Case, path: Path, partner: str, words: Words, by: str = "") -> Merged:
    """Join a partner's pack to a case. The events are to be derived again afterwards.

    Args:
        case: our case.
        path: the pack; it is verified before anything is joined.
        partner: what the partner is called: in the paths of their reports and the names of their reviewers.
        words: the passages of a document with the words they are found by.
        by: who merges.

    Raises:
        DamagedPack: a byte of the pack was changed.
    """
    with TemporaryDirectory(prefix="tawatur-") as folder:
        packed = unpack(path, str(Path(folder) / "theirs.case"), words, by)
        with Case.open(str(Path(folder) / "theirs.case")) as theirs:
            added, shared = _documents(case, theirs, partner, words)
            conflicts = _conflicts(case, theirs, partner)
            judged = _judgements(case, theirs, partner)
            _markings(case, theirs, by or "owner")
    detail = {"pack": packed.sha256, "signer": packed.fingerprint, "added": added, "judgements": judged}
    case.record(by or "owner", "merged", partner, _encoder.encode(detail).decode())
    for conflict in conflicts:
        case.record(by or "owner", "conflict", conflict.left, _encoder.encode(conflict).decode())
    return Merged(packed, added, shared, judged, tuple(conflicts))


def _documents(case: Case, theirs: Case, partner: str, words: Words) -> tuple[int, int]:
    ours = {card.sha256 for card in case.cards()}
    cards = {card.sha256: card for card in theirs.cards()}
    batch: list[Reading] = []
    added = 0
    for document, claims in theirs.reports():
        if document.sha256 in ours:
            continue
        original = theirs.original(document.sha256) or b""
        batch.append(_reading(document, claims, original, cards[document.sha256], partner, words))
        added += 1
        if len(batch) == _BATCH:
            case.store(batch)
            batch = []
    case.store(batch)
    return added, len(cards) - added


def _reading(
    document: Document, claims: tuple[Claim, ...], original: bytes, card: Card, partner: str, words: Words
) -> Reading:
    """A document of theirs as an input of ours, under the partner's name."""
    path = f"{partner}/{document.path}"
    ours = msgspec.structs.replace(document, path=path, copies=())
    told = [msgspec.structs.replace(claim, document=path) for claim in claims]
    packed = pack_document(ours, original, words(document), told, card.sketch)
    return Reading(path, path, f"merged {document.sha256}", (packed,))


def _judgements(case: Case, theirs: Case, partner: str) -> int:
    known = {(one.left, one.right, one.verdict, one.by) for one in case.judgements(retired=True)}
    count = 0
    for one in _reviewed(theirs):
        named = msgspec.structs.replace(one, by=_theirs(one.by, partner))
        if (named.left, named.right, named.verdict, named.by) not in known:
            case.judge(named)
            count += 1
    return count


def _conflicts(case: Case, theirs: Case, partner: str) -> list[Conflict]:
    """Pairs on which one of theirs and one of ours decided differently, by pair and reviewers."""
    ours: dict[frozenset[str], list[Judgement]] = {}
    for one in _reviewed(case):
        ours.setdefault(frozenset((one.left, one.right)), []).append(one)
    found = [
        Conflict(
            left=min(one.left, one.right),
            right=max(one.left, one.right),
            ours=mine.by,
            our_verdict=mine.verdict,
            theirs=_theirs(one.by, partner),
            their_verdict=one.verdict,
        )
        for one in _reviewed(theirs)
        for mine in ours.get(frozenset((one.left, one.right)), ())
        if mine.verdict != one.verdict and mine.by != _theirs(one.by, partner)
    ]
    return sorted(found, key=lambda one: (one.left, one.right, one.ours, one.theirs))


def _reviewed(case: Case) -> Iterator[Judgement]:
    return (one for one in case.judgements() if not one.by.startswith(_RULES))


def _theirs(by: str, partner: str) -> str:
    return f"{by} ({partner})"


def _markings(case: Case, theirs: Case, by: str) -> None:
    """The strictest of both; what they marked as a whole holds for each of their reports."""
    ours = case.markings()
    whole = theirs.markings().get(("case", ""))
    wanted = {key: tlp for key, tlp in theirs.markings().items() if key[0] != "case"}
    for card in theirs.cards() if whole else ():
        key = ("document", card.sha256)
        wanted[key] = strictest((level(whole or ""), level(wanted.get(key, whole or ""))))
    for (kind, subject), tlp in sorted(wanted.items()):
        marked = strictest((level(tlp), level(ours.get((kind, subject), "clear"))))
        if marked != ours.get((kind, subject)) and kind in ("document", "claim"):
            case.mark("document" if kind == "document" else "claim", subject, marked, by)
