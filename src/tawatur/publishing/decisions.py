"""What people and rules decided, ready to stand beside the claims and events of an export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tawatur.casefile import Case
from tawatur.reconciliation import Moved, under_present_names
from tawatur.reconciliation.credibility import PROPOSED_BY, Proposal
from tawatur.reconciliation.history import Step, history
from tawatur.record import FigureValue, Grade, Judgement, Tally

Json = dict[str, Any]

_RULES = "rules/"


class Decisions(NamedTuple):
    """Active judgements by each claim they are on, under its present identifier, and active grades by subject."""

    judgements: Mapping[str, Sequence[Judgement]]
    grades: Mapping[str, Sequence[Grade]]

    @classmethod
    def of(cls, case: Case, claims: Iterable[str] | None = None, *, people: bool = False) -> Decisions:
        """The decisions of a case, its judgements limited to those on `claims` and to those of people if asked."""
        moved = [Moved(old, new, "") for old, new in sorted(case.claim_redirects().items())]
        made: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in under_present_names(case.judgements(of=claims, people=people), moved):
            for name in dict.fromkeys((judgement.left, judgement.right)):
                made[name].append(judgement)
        given: dict[str, list[Grade]] = defaultdict(list)
        for grade in case.grades():
            given[grade.subject].append(grade)
        return cls(made, given)

    def judged(self, claims: Iterable[str]) -> list[Judgement]:
        """The judgements on any of these claims, each once, in a fixed order."""
        found = {_key(judgement): judgement for name in claims for judgement in self.judgements.get(name, ())}
        return [found[key] for key in sorted(found)]

    def graded(self, subjects: Iterable[str]) -> list[Json]:
        """The grades of these subjects, by subject, scale and analyst."""
        found = [grade for name in sorted(set(subjects)) for grade in self.grades.get(name, ())]
        return [grade_json(grade) for grade in sorted(found, key=lambda item: (item.subject, item.scale, item.by))]


def judgement_json(judgement: Judgement) -> Json:
    """One judgement; `made` is null for those of rules, which carry no clock time."""
    return {
        "left": judgement.left,
        "right": judgement.right,
        "verdict": judgement.verdict,
        "by": judgement.by,
        "reason": judgement.reason,
        "score": judgement.score,
        "made": judgement.made,
    }


def conflicts_json(made: Sequence[Judgement]) -> list[Json]:
    """Where people's judgements cannot all be kept: the pair, and in words who says what and which holds."""
    people = {frozenset((item.left, item.right)) for item in made if not item.by.startswith(_RULES)}
    return [
        {"left": item.left, "right": item.right, "reason": item.reason}
        for item in made
        if item.by.startswith(_RULES) and frozenset((item.left, item.right)) in people
    ]


def grade_json(grade: Grade) -> Json:
    """One grade with its author and date."""
    return {
        "scale": grade.scale,
        "subject": grade.subject,
        "name": grade.name,
        "value": grade.value,
        "by": grade.by,
        "made": grade.made,
        "reason": grade.reason,
    }


def proposal_json(proposal: Proposal) -> Json:
    """A credibility that the program proposes; nobody has graded it."""
    return {
        "scale": "information",
        "value": proposal.value,
        "proposed": True,
        "by": PROPOSED_BY,
        "reason": proposal.reason,
    }


def history_json(tally: Tally) -> list[Json]:
    """The totals of a measure in the order they were first said."""
    return [_step_json(step) for step in history(tally)]


def _step_json(step: Step) -> Json:
    value: FigureValue = step.value
    return {
        "day": step.day,
        "op": value.op,
        "value": value.value,
        "change": step.change,
        "said_by": value.said_by,
        "through": value.through,
        "claims": value.claims,
    }


def _key(judgement: Judgement) -> tuple[str, str, str, str, str, str]:
    made = judgement.made or ""
    return judgement.left, judgement.right, judgement.by, judgement.verdict, made, judgement.reason
