"""`mark` and `persons`: what may be shared, and who is under which pseudonym."""

from __future__ import annotations

from pathlib import Path

from tawatur.casefile import Case
from tawatur.cli.messages import Messages
from tawatur.errors import UsageError
from tawatur.publishing import load_profile, tlp, user
from tawatur.publishing.sharing import roster_of


class UnknownSubject(UsageError):
    """A document or claim that the case does not have."""

    code = "mark-unknown"


def mark_case(say: Messages, case: Case, level: str, document: str | None, claim: str | None) -> str:
    """Set a marking on the case, a document or a claim; returns what to say.

    Raises:
        UsageError: no such level, document or claim, or both were given.
    """
    if document is not None and claim is not None:
        raise UsageError("give --document or --claim, not both", subject=claim)
    named = tlp.level(level)
    if document is not None:
        case.mark("document", _document(case, document), named, user())
    elif claim is not None:
        case.mark("claim", _claim(case, claim), named, user())
    else:
        case.mark("case", "", named, user())
    return say("mark.done", tlp=named, subject=document or claim or case.address)


def show_markings(say: Messages, case: Case) -> None:
    """List the markings set on the case, its documents and its claims."""
    found = case.markings()
    if not found:
        print(say("mark.none"))
    paths = {report.sha256: report.path for report, _ in case.reports_lean()} if found else {}
    for (kind, subject), level in sorted(found.items()):
        print("\t".join((level, kind, paths.get(subject, subject) or case.address)))


def show_persons(say: Messages, case: Case, profile: Path | None) -> None:
    """List the private persons of the case with their pseudonyms: for its owner."""
    roster = roster_of(case, load_profile(profile))
    names = roster.names()
    for name in names:
        print(f"{roster.pseudonym(name)}\t{name}")
    print(say("persons.done" if names else "persons.none", count=len(names)))


def _document(case: Case, path: str) -> str:
    found = [card.sha256 for card in case.cards() if path in card.paths or path == f"doc_{card.sha256[:16]}"]
    if not found:
        raise UnknownSubject("the case has no such report; give its path as `claims` has it", subject=path)
    return found[0]


def _claim(case: Case, name: str) -> str:
    if not case.claims([name]):
        raise UnknownSubject("the case has no such claim; `tawatur explain` shows them", subject=name)
    return name
