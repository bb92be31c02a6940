"""The network: actors and the dated relations that events put them in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from tawatur.analysis.network import network, relations
from tawatur.record import Claim
from tawatur.workbench.charts import network as picture
from tawatur.workbench.charts.behind import behind
from tawatur.workbench.charts.frame import asked, render, stretch_text
from tawatur.workbench.page import Page
from tawatur.workbench.view import NotFound, View, link

_EVERY = 1_000_000


def show(request: Request) -> Response:
    """The page."""
    view = View.of(request)
    held, chosen = asked(view)
    kinds = tuple(name for name in request.query_params.getlist("relation") if name in relations())
    found = network(held, chosen, kinds)
    directed = frozenset(name for name, relation in relations().items() if relation.directed)
    return render(
        view,
        "network.html",
        held,
        chosen,
        found=found,
        picture=picture.draw(found, directed),
        kinds=kinds,
        relations=relations(),
        actor=lambda identifier: view.names.actor_called(identifier, identifier),
        reads=lambda edge: reads(view, edge.relation, edge.source, edge.target),
        edge_link=lambda edge: link(
            "/network/edge",
            {**view.filters.as_query(), "relation": edge.relation, "source": edge.source, "target": edge.target},
        ),
        stretch=lambda edge: stretch_text(view, edge.first, edge.last),
    )


def edge(request: Request) -> Response:
    """The events behind one edge, with the claims that name either actor."""
    view = View.of(request)
    held, chosen = asked(view)
    query = request.query_params
    relation, ends = query.get("relation", ""), (query.get("source", ""), query.get("target", ""))
    if relation not in relations():
        raise NotFound("there is no such relation", subject=relation)
    found = network(held, chosen, (relation,), most=_EVERY, listed=_EVERY)
    events = next((edge.events for edge in found.edges if (edge.source, edge.target) == ends), ())

    def names_one(claim: Claim) -> bool:
        return any(actor.id in ends for actor in claim.actors)

    back = link("/network", view.filters.as_query())
    return behind(view, reads(view, relation, *ends), events, back, names_one)


def reads(view: View, relation: str, source: str, target: str) -> str:
    """A relation in words, with the names of both."""
    language = view.say.language
    text = relations()[relation].reads.in_language(language)
    return text.format(source=view.names.actor_called(source, source), target=view.names.actor_called(target, target))


PAGE = Page("network", "/network", show, in_menu=True, more=(("/network/edge", edge),))
