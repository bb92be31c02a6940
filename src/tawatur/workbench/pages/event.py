"""One event: its figures side by side, its chains, every claim in its sentence, the judgements and reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tawatur.record import Chain, Event
from tawatur.workbench.evidence import Evidence, Outline, in_time, outlines, sentences
from tawatur.workbench.ladder import Ladder, ladders, rules
from tawatur.workbench.page import Page
from tawatur.workbench.pages.events import page_number
from tawatur.workbench.related import acts, former, maybe_same, told_together
from tawatur.workbench.view import View

_ROWS = 20
_BRANCHES = 12


class Tree(NamedTuple):
    """A chain as it is drawn: the first claim of each of its earliest reports, and how many more reports."""

    chain: Chain
    branches: tuple[Outline, ...]
    more: int


def show(request: Request) -> Response:
    """The page. An identifier the event had before leads to the one it has."""
    view = View.of(request)
    name = request.path_params["event"]
    event = view.case.event(name)
    if event.id != name:
        return RedirectResponse(f"/events/{event.id}", status_code=302)
    rule = request.query_params.get("rule", "")
    number = page_number(request.query_params.get("page", ""))
    with view.case.reading() as connection:
        told = outlines(connection, event.id)
        beside = maybe_same(connection, event)
        follows = told_together(connection, event)
        names = former(connection, event)
        trail = acts(connection, event, names)
    by_id = {item.id: item for item in told}
    drawn = ladders(event, by_id, rule)
    page = told[(number - 1) * _ROWS : number * _ROWS]
    # Only what is shown is decoded, taken from its report and marked: an event may have thousands of claims.
    shown = list(dict.fromkeys(item.id for item in (*first_words(drawn), *page)))
    worded = {item.claim.id: item for item in sentences(view, view.case.claims(shown))}
    known = {item.id: item for item in view.case.events_named([*(item.event for item in beside), *follows])}
    return view.render(
        "event.html",
        event=event,
        ladders=drawn,
        rules=rules(),
        trees=trees(event, by_id),
        worded=worded,
        evidence=[worded[item.id] for item in page if item.id in worded],
        units=units(drawn, worded),
        number=number,
        last=max(1, -(-len(told) // _ROWS)),
        judgements=view.case.judgements(of=event.claims, retired=True),
        beside=[(known[item.event], item.reason) for item in beside if item.event in known],
        follows=[known[name] for name in follows if name in known],
        former=names,
        trail=trail,
        held=frozenset(event.claims),
    )


def first_words(drawn: Sequence[Ladder]) -> list[Outline]:
    """The claims whose words stand beside the figures."""
    return [rung.evidence for ladder in drawn for rung in ladder.rungs if rung.evidence is not None]


def units(drawn: Sequence[Ladder], worded: Mapping[str, Evidence]) -> dict[str, str]:
    """The currency of each measure that is money, where its figures agree on one."""
    found: dict[str, set[str]] = {}
    for ladder in drawn:
        told = [worded[rung.evidence.id] for rung in ladder.rungs if rung.evidence and rung.evidence.id in worded]
        stated = {figure.unit for item in told for figure in item.claim.figures if figure.measure == ladder.measure}
        if ladder.measure == "amount":
            found[ladder.measure] = stated
    return {measure: stated.pop() for measure, stated in found.items() if len(stated) == 1}


def trees(event: Event, told: Mapping[str, Outline]) -> list[Tree]:
    """The event's chains, the longest first, each with its reports in order of time."""
    drawn = [_tree(chain, told) for chain in event.chain_details]
    return sorted(drawn, key=lambda tree: (-len(tree.branches) - tree.more, tree.chain.id))


def _tree(chain: Chain, told: Mapping[str, Outline]) -> Tree:
    first: dict[str, Outline] = {}
    for claim in sorted((told[name] for name in chain.claims if name in told), key=in_time):
        first.setdefault(claim.sha256, claim)
    return Tree(chain, tuple(first.values())[:_BRANCHES], max(0, len(first) - _BRANCHES))


PAGE = Page("event", "/events/{event}", show)
