"""The network of actors."""

from __future__ import annotations

from datetime import date

import numpy as np

from tawatur.analysis.columns import Party
from tawatur.analysis.network import Edge, Network, Node, network, relations

from .columns_for_tests import ISKP, POLICE, SUSPECT, TALIBAN, fact, held

ALL = np.ones(3, dtype=np.bool_)
DAY = date(2024, 3, 22).toordinal()


def test_perpetrator_and_target_of_an_event_are_an_edge_with_its_events_newest_first() -> None:
    takers = [(name, ISKP, "perpetrator") for name in ("evt_a", "evt_b")]
    takers += [(name, TALIBAN, "target") for name in ("evt_a", "evt_b")]
    of = held(fact("evt_a", None), fact("evt_b", "2024-03-22"), fact("evt_c", None), takers=takers)
    assert network(of, ALL) == Network(
        nodes=(Node("iskp", ISKP.name, 2), Node("taliban", "Taliban", 2)),
        edges=(Edge("attack", "iskp", "taliban", 2, ("evt_b", "evt_a"), DAY, DAY),),
        edges_left_out=0,
        unknown=0,
    )


def test_persons_and_names_without_an_entry_are_counted_not_drawn() -> None:
    stranger = Party("جماعة مجهولة", "جماعة مجهولة", False)
    takers = [
        ("evt_a", POLICE, "authority"), ("evt_a", SUSPECT, "target"), ("evt_a", stranger, "target"),
    ]  # fmt: skip
    of = held(fact("evt_a", None, "arrest"), fact("evt_b", None), fact("evt_c", None), takers=takers)
    assert network(of, ALL) == Network((), (), 0, 2)


def test_a_relation_without_direction_joins_two_actors_once() -> None:
    takers = [("evt_a", TALIBAN, "target"), ("evt_a", ISKP, "target")]
    of = held(fact("evt_a", None, "pledge"), fact("evt_b", None), fact("evt_c", None), takers=takers)
    (edge,) = network(of, ALL).edges
    assert (edge.relation, {edge.source, edge.target}, edge.size) == ("pledge", {"iskp", "taliban"}, 1)


def test_only_the_relations_asked_for_are_drawn_and_what_is_left_out_is_counted() -> None:
    takers = [
        ("evt_a", ISKP, "perpetrator"), ("evt_a", TALIBAN, "target"),
        ("evt_b", POLICE, "authority"), ("evt_b", ISKP, "target"), ("evt_b", TALIBAN, "target"),
    ]  # fmt: skip
    of = held(fact("evt_a", None), fact("evt_b", None, "arrest"), fact("evt_c", None), takers=takers)
    assert [edge.relation for edge in network(of, ALL, ("attack",)).edges] == ["attack"]
    found = network(of, ALL, most=1)
    assert (len(found.edges), found.edges_left_out) == (1, 2)
    assert network(of, ~ALL) == Network((), (), 0, 0)


def test_every_relation_names_both_sides_in_both_languages() -> None:
    for relation in relations().values():
        for text in (relation.reads.ar, relation.reads.en):
            assert "{source}" in text
            assert "{target}" in text
