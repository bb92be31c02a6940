"""Arithmetic inside one report: shares that exceed their total, sums that do not come out.

A report that does not add up is not corrected: which of its numbers is wrong is for a person to say.
Only what cannot be true under any reading is flagged; shares that may overlap ("7 women, 9 civilians")
are not added up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from tawatur.reconciliation.tables import read
from tawatur.reconciliation.words import plain_words, stem
from tawatur.record import Claim, Figure

_SUM, _PARTS = "casualties_combined", ("killed", "injured")


def slips(claims: Sequence[Claim]) -> dict[str, tuple[str, ...]]:
    """What does not come out in the claims of an event, in words, by measure."""
    found: dict[str, list[str]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.document, claim.span, claim.id)):
        for measure, text in _of(claim):
            told = f"{claim.document}: {text}"
            if told not in found[measure]:
                found[measure].append(told)
    return {measure: tuple(texts) for measure, texts in sorted(found.items())}


def _of(claim: Claim) -> Iterator[tuple[str, str]]:
    wholes: dict[str, list[Figure]] = defaultdict(list)
    shares: dict[str, list[Figure]] = defaultdict(list)
    for figure in claim.figures:
        if not figure.period:
            (shares if figure.part_of else wholes)[figure.part_of or figure.measure].append(figure)
    for measure in sorted(shares):
        if wholes[measure]:
            most = max(wholes[measure], key=lambda figure: figure.bounds[1])
            yield from ((measure, text) for text in _exceeding(shares[measure], most))
    yield from ((_SUM, text) for text in _sum(wholes))


def _exceeding(shares: Sequence[Figure], total: Figure) -> Iterator[str]:
    """Shares larger than the total, one by one and, where they exclude each other, together."""
    ceiling = total.bounds[1]
    for share in shares:
        if share.bounds[0] > ceiling:
            yield f"the share {_said(share)} exceeds its total {_said(total)}"
    # Of each kind the largest: "12 soldiers, 3 of them officers" are 12.
    kinds: dict[str, Figure] = {}
    for share in shares:
        kind = _kind(share.counted)
        if kind and (kind not in kinds or share.bounds[0] > kinds[kind].bounds[0]):
            kinds[kind] = share
    apart = [kinds[kind] for kind in sorted(kinds)]
    if len(apart) > 1 and all(share.bounds[0] <= ceiling for share in apart):
        added = sum(share.bounds[0] for share in apart)
        if added > ceiling:
            listed = " + ".join(_said(share) for share in apart)
            yield f"the shares {listed} make at least {added:g}, more than the total {_said(total)}"


def _sum(wholes: Mapping[str, Sequence[Figure]]) -> Iterator[str]:
    """Killed and injured against a number said to be both together."""
    if not all(len(wholes.get(measure, ())) == 1 for measure in (*_PARTS, _SUM)):
        return
    killed, injured, both = (wholes[measure][0] for measure in (*_PARTS, _SUM))
    low, high = (killed.bounds[side] + injured.bounds[side] for side in (0, 1))
    if high < both.bounds[0] or low > both.bounds[1]:
        yield f"{_said(killed)} killed and {_said(injured)} injured do not make {_said(both)}"


def _said(figure: Figure) -> str:
    return f"{figure.text} {figure.counted}" if figure.counted and figure.counted not in figure.text else figure.text


@cache
def _kind(counted: str | None) -> str:
    """The kind of people a share counts, of kinds that exclude each other; "" for any other."""
    said = {form for word in plain_words(counted or "") for form in (word, stem(word))}
    return next((name for name, known in _kinds() if not known.isdisjoint(said)), "")


@cache
def _kinds() -> tuple[tuple[str, frozenset[str]], ...]:
    table = read("nouns.yaml")["exclusive"]
    return tuple((name, frozenset(map(str, known))) for name, known in table.items())
