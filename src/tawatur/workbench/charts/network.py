"""The network as a picture: nodes where a force layout puts them, the same every time; edges as curves."""

from __future__ import annotations

import math
from typing import NamedTuple

from networkx import Graph, spring_layout

from tawatur.analysis.network import Edge, Network, Node

WIDTH, HEIGHT = 1000, 640
_MARGIN_X, _MARGIN_Y = 110, 46


class Circle(NamedTuple):
    """A node as drawn."""

    x: float
    y: float
    radius: float
    node: Node


class Curve(NamedTuple):
    """An edge as drawn: its path, its width, the middle where its number stands."""

    d: str
    width: float
    x: float
    y: float
    edge: Edge
    directed: bool


class Picture(NamedTuple):
    """The whole picture."""

    width: int
    height: int
    circles: tuple[Circle, ...]
    curves: tuple[Curve, ...]


def draw(found: Network, directed: frozenset[str]) -> Picture:
    """The picture of a network. `directed` are the relations with a direction."""
    places = _layout(found)
    largest = max((node.events for node in found.nodes), default=1)
    circles = tuple(
        Circle(*places[node.actor], round(7 + 13 * math.sqrt(node.events / largest), 1), node) for node in found.nodes
    )
    radius = {circle.node.actor: circle.radius for circle in circles}
    beside: dict[frozenset[str], int] = {}
    curves = []
    for edge in found.edges:
        ends = frozenset((edge.source, edge.target))
        beside[ends] = beside.get(ends, 0) + 1
        curves.append(_curve(edge, places, radius[edge.target], beside[ends], edge.relation in directed))
    return Picture(WIDTH, HEIGHT, circles, tuple(curves))


def _layout(found: Network) -> dict[str, tuple[float, float]]:
    graph = Graph()
    graph.add_nodes_from(node.actor for node in found.nodes)
    for edge in found.edges:
        graph.add_edge(edge.source, edge.target, weight=1 + math.log(edge.size))
    if not graph:
        return {}
    # The seed makes the picture the same on every machine.
    at = spring_layout(graph, seed=7, k=2.2 / math.sqrt(len(graph)), iterations=120)
    xs, ys = [float(p[0]) for p in at.values()], [float(p[1]) for p in at.values()]
    return {
        name: (
            _scaled(float(p[0]), min(xs), max(xs), _MARGIN_X, WIDTH - _MARGIN_X),
            _scaled(float(p[1]), min(ys), max(ys), _MARGIN_Y, HEIGHT - _MARGIN_Y),
        )
        for name, p in at.items()
    }


def _scaled(value: float, least: float, most: float, low: float, high: float) -> float:
    share = (value - least) / (most - least) if most > least else 0.5
    return round(low + share * (high - low), 1)


def _curve(edge: Edge, places: dict[str, tuple[float, float]], stop: float, beside: int, directed: bool) -> Curve:
    """A bow whose height grows with the number of edges between the same two nodes, ending at the node's rim."""
    (x1, y1), (x2, y2) = places[edge.source], places[edge.target]
    length = math.dist((x1, y1), (x2, y2)) or 1.0
    side = 1 if edge.source < edge.target else -1
    bow = side * (12 + 26 * (beside - 1))
    cx, cy = (x1 + x2) / 2 - (y2 - y1) / length * bow, (y1 + y2) / 2 + (x2 - x1) / length * bow
    back = math.dist((cx, cy), (x2, y2)) or 1.0
    short = stop + (7 if directed else 0)
    ex, ey = x2 - (x2 - cx) / back * short, y2 - (y2 - cy) / back * short
    return Curve(
        f"M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {ex:.1f} {ey:.1f}",
        round(1.2 + 1.4 * math.log2(edge.size + 1), 1),
        round((x1 + 2 * cx + x2) / 4, 1),
        round((y1 + 2 * cy + y2) / 4, 1),
        edge,
        directed,
    )
