"""People's judgements: what they bind, and where they contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from tawatur.reconciliation.unions import Unions
from tawatur.record import Judgement


class Rulings(NamedTuple):
    """What reviewers have settled.

    `same` joins claims; `different` gives each claim those it must never meet; `pairs` are all pairs a
    person judged; `notes` say so in words, by claim; `conflicts` are pairs on which judgements cannot all
    be kept, with the reason.
    """

    same: Unions[str]
    different: Mapping[str, frozenset[str]]
    pairs: frozenset[tuple[str, str]]
    notes: Mapping[str, tuple[str, ...]]
    conflicts: tuple[tuple[str, str, str], ...]


def rulings_of(judgements: Iterable[Judgement], known: Collection[str]) -> Rulings:
    """Settle people's judgements on the claims that exist.

    On one pair the latest judgement holds (then the reviewer's name in order), and a disagreement
    between reviewers is reported. "Different" holds against "same" reached through a third claim.
    """
    by_pair = _by_pair(judgements, known)
    conflicts: dict[tuple[str, str], str] = {
        pair: text for pair, made in sorted(by_pair.items()) if (text := _disagreement(made))
    }
    latest = {pair: made[-1] for pair, made in by_pair.items()}
    apart = [pair for pair in sorted(latest) if latest[pair].verdict == "different"]
    same: Unions[str] = Unions(known)
    for pair in sorted(latest, key=lambda pair: (_when(latest[pair]), pair)):
        if latest[pair].verdict != "same":
            continue
        blocker = _blocked(same, pair, apart)
        if blocker is None:
            same.join(*pair)
        else:
            told = f"judged one by {latest[pair].by}, but {blocker[0]} and {blocker[1]} are judged two"
            conflicts[pair] = f"{conflicts[pair]}; {told}" if pair in conflicts else told
    listed = tuple((*pair, text) for pair, text in conflicts.items())
    return Rulings(same, _spread(same, apart), frozenset(latest), _notes(latest), listed)


def is_rule(judgement: Judgement) -> bool:
    """Whether a judgement was made by a rule set and not by a person."""
    return judgement.by.startswith("rules/")


def _by_pair(judgements: Iterable[Judgement], known: Collection[str]) -> dict[tuple[str, str], list[Judgement]]:
    found: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        if is_rule(judgement) or judgement.retired or judgement.left == judgement.right:
            continue
        if judgement.left in known and judgement.right in known:
            left, right = sorted((judgement.left, judgement.right))
            found[left, right].append(judgement)
    return {pair: sorted(made, key=_when) for pair, made in found.items()}


def _when(judgement: Judgement) -> tuple[str, str, str, str]:
    return judgement.made or "", judgement.by, judgement.verdict, judgement.reason


def _disagreement(made: Sequence[Judgement]) -> str:
    last = {judgement.by: judgement for judgement in made}
    if len({judgement.verdict for judgement in last.values()}) < 2:
        return ""
    told = ", ".join(f"{by}: {last[by].verdict}" for by in sorted(last))
    return f"reviewers disagree ({told}); the latest, {made[-1].by}, holds"


def _blocked(same: Unions[str], pair: tuple[str, str], apart: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    ends = {same.find(pair[0]), same.find(pair[1])}
    for left, right in apart:
        if {same.find(left), same.find(right)} == ends and len(ends) > 1:
            return left, right
    return None


def _spread(same: Unions[str], apart: Sequence[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """What must not meet, for every claim joined to one that a judgement names."""
    if not apart:
        return {}
    groups = same.groups()
    found: dict[str, set[str]] = defaultdict(set)
    for left, right in apart:
        ones, others = groups[same.find(left)], groups[same.find(right)]
        for one in ones:
            found[one].update(others)
        for other in others:
            found[other].update(ones)
    return {claim_id: frozenset(others) for claim_id, others in found.items()}


def _notes(latest: Mapping[tuple[str, str], Judgement]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for pair in sorted(latest):
        judgement = latest[pair]
        if judgement.verdict == "same":
            found[pair[0]].append(f"judged one by {judgement.by}: {judgement.reason}")
    return {claim_id: tuple(notes) for claim_id, notes in found.items()}
