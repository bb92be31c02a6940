"""One event: its figures side by side, its chains, every claim in its sentence, the judgements and reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tawatur.record import Chain, Event
from tawatur.workbench.evidence import Evidence, sentences
from tawatur.workbench.ladder import ladders, rules
from tawatur.workbench.page import Page
from tawatur.workbench.pages.events import page_number
from tawatur.workbench.related import acts, former, maybe_same, told_together
from tawatur.workbench.view import View

_ROWS = 20
_BRANCHES = 12


class Branch(NamedTuple):
    """A report of a chain: the claims in it that the chain holds."""

    first: Evidence
    claims: tuple[str, ...]


class Tree(NamedTuple):
    """A chain as it is drawn: its first voice, its earliest reports, and how many more there are."""

    chain: Chain
    branches: tuple[Branch, ...]
    more: int


def show(request: Request) -> Response:
    """The page. An identifier the event had before leads to the one it has."""
    view = View.of(request)
    name = request.path_params["event"]
    event = view.case.event(name)
    if event.id != name:
        return RedirectResponse(f"/events/{event.id}", status_code=302)
    told = sorted(sentences(view, view.case.claims(event.claims)), key=_in_time)
    by_id = {item.claim.id: item for item in told}
    rule = request.query_params.get("rule", "")
    number = page_number(request.query_params.get("page", ""))
    with view.case.reading() as connection:
        beside = maybe_same(connection, event)
        follows = told_together(connection, event)
        names = former(connection, event)
        trail = acts(connection, event, names)
    known = {item.id: item for item in view.case.events_named([*(item.event for item in beside), *follows])}
    return view.render(
        "event.html",
        event=event,
        ladders=ladders(event, by_id, rule),
        rules=rules(),
        trees=trees(event, by_id),
        evidence=told[(number - 1) * _ROWS : number * _ROWS],
        number=number,
        last=max(1, -(-len(told) // _ROWS)),
        judgements=view.case.judgements(of=event.claims, retired=True),
        beside=[(known[item.event], item.reason) for item in beside if item.event in known],
        follows=[known[name] for name in follows if name in known],
        former=names,
        trail=trail,
        held=frozenset(event.claims),
    )


def trees(event: Event, evidence: Mapping[str, Evidence]) -> list[Tree]:
    """The event's chains, the longest first, each with its reports in order of time."""
    drawn = [_tree(chain, evidence) for chain in event.chain_details]
    return sorted(drawn, key=lambda tree: (-len(tree.branches) - tree.more, tree.chain.id))


def _tree(chain: Chain, evidence: Mapping[str, Evidence]) -> Tree:
    by_report: dict[str, list[Evidence]] = defaultdict(list)
    for item in sorted((evidence[name] for name in chain.claims if name in evidence), key=_in_time):
        by_report[item.claim.sha256].append(item)
    branches = [Branch(found[0], _ids(found)) for found in by_report.values()]
    return Tree(chain, tuple(branches[:_BRANCHES]), max(0, len(branches) - _BRANCHES))


def _ids(found: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(item.claim.id for item in found)


def _in_time(item: Evidence) -> tuple[str, str, tuple[int, int], str]:
    return item.claim.published or "9999", item.claim.document, item.claim.span, item.claim.id


PAGE = Page("event", "/events/{event}", show)
