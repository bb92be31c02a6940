"""Why two events are two: every feature compared, the strongest pair of claims, and what keeps them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice, product
from typing import Literal, NamedTuple, TypeAlias

from tawatur.reconciliation.clustering import Mention
from tawatur.reconciliation.comparing import compare, every_feature
from tawatur.reconciliation.human import is_rule, rulings_of
from tawatur.reconciliation.linking import Told, told_of
from tawatur.reconciliation.profiles import Profile
from tawatur.reconciliation.reconciling import Profiler, rarity_of
from tawatur.reconciliation.tables import about_events, follows, group_of, weights
from tawatur.reconciliation.values import DocumentCard
from tawatur.record import Claim, Event, Judgement

Grounds: TypeAlias = Literal["judged", "groups", "never", "threshold", "fits-elsewhere"]
"""What keeps two events apart: a person, their kinds, a feature that rules one event out, the score, or that
they are alike enough and yet each fits another event as well or is told apart in one report."""

_MOST_PAIRS = 2_000


class Feature(NamedTuple):
    """One feature: its points (None where there was nothing to compare) and what was compared."""

    name: str
    points: float | None
    says: str


class Pair(NamedTuple):
    """Two claims, one of each event, with the points for one event."""

    left: Claim
    right: Claim
    score: float
    reason: str


class Contrast(NamedTuple):
    """Two events compared.

    `score` is the sum of the points with `prior`; from `threshold` on the rules take two for one.
    `follows` says in words that the one follows from the other, "" where nothing says so.
    """

    grounds: Grounds
    score: float
    prior: float
    threshold: float
    features: tuple[Feature, ...]
    strongest: Pair | None
    judgements: tuple[Judgement, ...]
    follows: str


def contrast(
    left: Event,
    right: Event,
    claims: Sequence[Claim],
    cards: Sequence[DocumentCard],
    judgements: Sequence[Judgement],
) -> Contrast:
    """Compare two events of a case as the rules do.

    Args:
        left: an event, and `right` another.
        claims: all claims of the case: what is rare in it decides what words and places tell.
        cards: all its documents.
        judgements: the active judgements, of people and of rules.
    """
    known = {claim.id: claim for claim in claims}
    people = [judgement for judgement in judgements if not is_rule(judgement)]
    profiler = Profiler(claims, {card.sha256: card for card in cards}, rulings_of(people, known))
    rarity = rarity_of(claims, {card.sha256: card for card in cards})
    mine, theirs = _facts(left, known), _facts(right, known)
    one, two = _profile(mine, profiler), _profile(theirs, profiler)
    made = compare(one, two, rarity)
    between = _between(left, right, judgements)
    features = [(name, note) for name, note in every_feature(one, two, rarity)]
    pairs = islice(product(_telling(mine), _telling(theirs)), _MOST_PAIRS)
    scored = [(compare(profiler(a), profiler(b), rarity), a, b) for a, b in pairs]
    best = max(scored, key=lambda row: (row[0].score, row[1].id, row[2].id), default=None)
    return Contrast(
        grounds=_grounds(one, two, made.score, between),
        score=made.score,
        prior=weights("prior")["across"],
        threshold=weights("decision")["same"],
        features=tuple(
            Feature(name, None, "") if note is None else Feature(name, note.points, note.says)
            for name, note in features
        ),
        strongest=None if best is None else Pair(best[1], best[2], best[0].score, best[0].reason),
        judgements=between,
        follows=_follows(left, right, claims, profiler) or _follows(right, left, claims, profiler),
    )


def _grounds(one: Profile, two: Profile, score: float, between: Sequence[Judgement]) -> Grounds:
    if any(judgement.verdict == "different" and not is_rule(judgement) for judgement in between):
        return "judged"
    if not one.banned.isdisjoint(two.claims) or not two.banned.isdisjoint(one.claims):
        return "judged"
    if one.group != two.group:
        return "groups"
    if score < weights("decision")["same"]:
        return "never" if score <= -50 else "threshold"
    return "fits-elsewhere"


def _facts(event: Event, known: Mapping[str, Claim]) -> list[Claim]:
    claims = [known[name] for name in event.claims if name in known]
    return [claim for claim in claims if claim.event_type not in about_events()] or claims


def _profile(claims: Sequence[Claim], profiler: Profiler) -> Profile:
    made = profiler(claims[0])
    for claim in claims[1:]:
        made.absorb(profiler(claim))
    return made


def _telling(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that say most first: a pair of them is the strongest."""

    def said(claim: Claim) -> int:
        return len(claim.figures) + (claim.date is not None) + (claim.place is not None) + len(claim.actors)

    return sorted(claims, key=lambda claim: (-said(claim), claim.id))[: int(_MOST_PAIRS**0.5) + 1]


def _between(left: Event, right: Event, judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    mine, theirs = set(left.claims), set(right.claims)

    def across(left: str, right: str) -> bool:
        return (left in mine and right in theirs) or (left in theirs and right in mine)

    found = [judgement for judgement in judgements if across(judgement.left, judgement.right)]
    return tuple(sorted(found, key=lambda j: (is_rule(j), j.left, j.right, j.by)))


# --- one after the other


def _follows(later: Event, earlier: Event, claims: Sequence[Claim], profiler: Profiler) -> str:
    """Why `later` (an arrest, a sentence) follows from `earlier` (an attack, a plot); "" where no report says so."""
    sources = follows().get(group_of(later.event_type), ())
    if group_of(earlier.event_type) not in sources:
        return ""
    for sha256 in sorted(set(later.documents) & set(earlier.documents)):
        inside = [claim for claim in claims if claim.sha256 == sha256]
        told = [claim for claim in inside if claim.id in later.claims and claim.event_type not in about_events()]
        named = _mentions(inside, sources, earlier, profiler)
        if not told or not named:
            continue
        link = told_of(told, _profile(told, profiler), [item for item, _ in named], {})
        if link is not None and any(item is link.mention and own for item, own in named):
            return f"{told[0].document}: {link.reason}"
    return ""


def _mentions(
    inside: Sequence[Claim], sources: Sequence[str], earlier: Event, profiler: Profiler
) -> list[tuple[Told, bool]]:
    """What one report tells that something may follow from: the claims of `earlier` as one, each other alone."""
    able = [claim for claim in inside if group_of(claim.event_type) in sources]
    own = [claim for claim in able if claim.id in earlier.claims]
    rest = [claim for claim in able if claim.id not in earlier.claims]
    found = [(Told.of(Mention(_profile(own, profiler), tuple(own))), True)] if own else []
    return found + [(Told.of(Mention(profiler(claim), (claim,))), False) for claim in rest]
