"""`judge`: a person decides whether two claims speak of one event; the events follow at once."""

from __future__ import annotations

from tawatur.build import settle
from tawatur.casefile import Case
from tawatur.cli.output import Screen
from tawatur.cli.reviewers import Signature
from tawatur.errors import UsageError
from tawatur.record import Judgement, Verdict

_VERDICTS: dict[str, Verdict] = {"same": "same", "different": "different"}
_UNDO = "undo"


class UnknownVerdict(UsageError):
    """A verdict that is none of ours."""

    code = "verdict"


class OneClaim(UsageError):
    """A claim judged against itself."""

    code = "one-claim"


def judge_claims(screen: Screen, case: Case, names: tuple[str, str], verdict: str, signature: Signature) -> None:
    """Record a judgement on two claims, or take one back, and say which events they are in now.

    Raises:
        UnknownVerdict: `verdict` is not same, different or undo.
        UnknownClaim, AmbiguousClaim: a name is of no claim, or of several.
        OneClaim: both names are of one claim.
        NothingToUndo: this reviewer has no active judgement on the pair.
    """
    if verdict != _UNDO and verdict not in _VERDICTS:
        raise UnknownVerdict("the verdict is same, different or undo", subject=verdict)
    left, right = (case.claim(name).id for name in names)
    if left == right:
        raise OneClaim("both are the same claim; give two", subject=left)
    if verdict == _UNDO:
        case.undo(left, right, signature.by, signature.why)
        screen.print(screen.say("judge.undone", left=left, right=right, by=signature.by))
    else:
        decided = _VERDICTS[verdict]
        case.judge(Judgement(left=left, right=right, verdict=decided, by=signature.by, reason=signature.why))
        told = screen.say(f"verdict.{verdict}")
        screen.print(screen.say("judge.done", left=left, right=right, verdict=told, by=signature.by))
    settle(case)
    _tell(screen, case, left, right)


def _tell(screen: Screen, case: Case, left: str, right: str) -> None:
    """Say where the two claims are now, and whether people disagree about them."""
    say = screen.say
    pair = {left, right}
    conflicts = [
        judgement
        for judgement in case.judgements(of=[left])
        if judgement.verdict == "unsure" and {judgement.left, judgement.right} == pair
    ]
    event_of = case.event_of()
    one, two = case.event(event_of[left]), case.event(event_of[right])
    if one.id == two.id:
        screen.print(say("judge.one", event=one.id, label=screen.label(one)))
    else:
        screen.print(
            say("judge.two", left=one.id, left_label=screen.label(one), right=two.id, right_label=screen.label(two))
        )
    for judgement in conflicts:
        screen.print(say("judge.conflict", reason=judgement.reason), style="yellow")
