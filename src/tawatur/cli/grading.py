"""`grade`: what an analyst holds of a source or of a piece of information, and what the program proposes."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple, cast

from rich.padding import Padding
from rich.text import Text

from tawatur.casefile import Case
from tawatur.cli.output import Screen
from tawatur.cli.reviewers import Signature
from tawatur.cli.terminal import cell
from tawatur.codebook import grade_of, scale, scales
from tawatur.errors import UsageError
from tawatur.reconciliation.credibility import Proposal, propose, propose_for_claim
from tawatur.reconciliation.sourcing import known_sources, named_source
from tawatur.record import Grade, Scale

_UNDO = "undo"


class UnknownGrade(UsageError):
    """A grade that is on none of the scales."""

    code = "grade"


class UnknownScale(UsageError):
    """A scale that there is not, or none where one must be told."""

    code = "scale"


class WrongSubject(UsageError):
    """A grade of a scale that this subject is not graded on."""

    code = "grade-subject"


class UnknownSource(UsageError):
    """A source that no report of the case is from or cites."""

    code = "source-unknown"


class _Subject(NamedTuple):
    """What is graded: its key, its name, the scales that fit, and what the program proposes for it."""

    key: str
    name: str
    scales: tuple[Scale, ...]
    proposal: Proposal | None = None


def grade_subject(screen: Screen, case: Case, subject: str, value: str, signature: Signature, wanted: str) -> None:
    """Store a grade, or take one back, and show how the subject stands.

    Raises:
        UnknownGrade, UnknownScale, WrongSubject, UnknownSource: the request is not one that can be carried out.
        UnknownClaim, AmbiguousClaim, UnknownEvent: there is no such subject.
        NothingToUndo: this analyst has no active grade there.
    """
    found = _subject(case, subject)
    grade = Grade(
        scale=_scale(case, found, value, wanted, signature.by),
        subject=found.key,
        name=found.name,
        value="" if value == _UNDO else cast(tuple[str, str], grade_of(value))[1],
        by=signature.by,
        reason=signature.why,
    )
    if value == _UNDO:
        case.undo_grade(grade)
        screen.print(screen.say("grade.undone", subject=found.name, by=signature.by))
    else:
        case.grade(grade)
        screen.print(screen.say("grade.done", subject=found.name))
    _show(screen, case, found, everything=False)


def list_grades(screen: Screen, case: Case, subject: str, *, everything: bool) -> None:
    """Show the grades of a subject with what the program proposes, or all grades of the case."""
    if subject:
        _show(screen, case, _subject(case, subject), everything=everything)
        return
    given = case.grades(retired=everything)
    for grade in given:
        show_grade(screen, grade, named=True)
    if not given:
        screen.print(screen.say("grade.none"))
        for found in scales().values():
            _legend(screen, found.id)


def show_grade(screen: Screen, grade: Grade, *, named: bool = False) -> None:
    """One grade: what it says, of what, by whom and when, and why."""
    say = screen.say
    gone = f" · {say('explain.retired', when=grade.retired)}" if grade.retired else ""
    about = f"{grade.name} ({grade.subject}): " if named else ""
    line = f"{about}{grade_words(screen, grade.scale, grade.value)} · {grade.by}, {(grade.made or '')[:10]}{gone}"
    screen.console.print(cell(line, marks=screen.marks, style="dim" if grade.retired else ""))
    screen.console.print(Padding(cell(grade.reason, marks=screen.marks, style="dim"), (0, 2)))


def show_proposal(screen: Screen, proposal: Proposal) -> None:
    """What the program proposes: called a proposal, with its reason."""
    words = grade_words(screen, "information", proposal.value)
    screen.print(screen.say("grade.proposed", grade=words, reason=proposal.reason), style="dim")


def grade_words(screen: Screen, name: Scale, value: str) -> str:
    """A grade as it is read: its scale, its sign and what it is called."""
    found = scale(name)
    rung = found.grades[value]
    reach = f" {rung.range[0]}-{rung.range[1]}%" if rung.range else ""
    sign = "" if rung.range else f"{value} "
    return f"{found.label.in_language(screen.language)}: {sign}{rung.label.in_language(screen.language)}{reach}"


def _show(screen: Screen, case: Case, found: _Subject, *, everything: bool) -> None:
    screen.print(Text(f"{found.name}", style="bold"))
    own = [grade for grade in case.grades(retired=everything) if grade.subject == found.key]
    for grade in own:
        show_grade(screen, grade)
    if found.proposal is not None:
        show_proposal(screen, found.proposal)
    if not own:
        screen.print(screen.say("grade.ungraded"))
        for name in found.scales:
            _legend(screen, name)


def _legend(screen: Screen, name: Scale | str) -> None:
    found = scale(name)
    language = screen.language
    screen.print(f"{found.label.in_language(language)}. {found.definition.in_language(language)}", style="dim")
    for sign, rung in found.grades.items():
        line = f"{sign}: {rung.label.in_language(language)}. {rung.definition.in_language(language)}"
        screen.console.print(Padding(cell(line, marks=screen.marks), (0, 2)))


def _subject(case: Case, name: str) -> _Subject:
    """The event, the claim or the source of that name."""
    if name.startswith("evt_"):
        event = case.event(name)
        return _Subject(event.id, event.id, ("information", "probability"), propose(event))
    if name.startswith("clm_"):
        claim = case.claim(name)
        held = case.event(case.event_of()[claim.id])
        return _Subject(claim.id, claim.id, ("information", "probability"), propose_for_claim(claim.id, held))
    known = known_sources(case.each_claim())
    named = {source.name: source for source in known.values()}
    asked = named_source(name)
    found = known.get(name) or named.get(name) or (known.get(asked.key) if asked else None)
    if found is None:
        near = get_close_matches(name, [*named, *known], n=3, cutoff=0.4)
        alike = f"{name} (≈ {', '.join(near)})" if near else name
        raise UnknownSource("no report of this case is from or cites such a source", subject=alike)
    return _Subject(found.key, found.name, ("source",))


def _scale(case: Case, subject: _Subject, value: str, wanted: str, by: str) -> Scale:
    if wanted and wanted not in scales():
        raise UnknownScale(", ".join(scales()), subject=wanted)
    if value == _UNDO:
        return _undone(case, subject, wanted, by)
    found = grade_of(value)
    if found is None or (wanted and found[0] != wanted):
        raise UnknownGrade("; ".join(" ".join(item.grades) for item in scales().values()), subject=value)
    if found[0] not in subject.scales:
        raise WrongSubject(", ".join(subject.scales), subject=f"{subject.name}, {value}")
    return found[0]


def _undone(case: Case, subject: _Subject, wanted: str, by: str) -> Scale:
    """Which of an analyst's grades is taken back: the one there is, or the one on the scale that is told."""
    able = [grade.scale for grade in case.grades() if grade.subject == subject.key and grade.by == by]
    if wanted:
        return cast(Scale, wanted)
    if len(able) > 1:
        raise UnknownScale(", ".join(able), subject=f"{subject.name}, {by}")
    return able[0] if able else subject.scales[0]
