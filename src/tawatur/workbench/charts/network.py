"""The network as a picture: nodes where a force layout puts them, the same every time; edges as curves."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from networkx import Graph, connected_components, spring_layout

from tawatur.analysis.columns import Floats
from tawatur.analysis.network import Edge, Network, Node

WIDTH, HEIGHT = 1000, 640
_MARGIN_X, _MARGIN_Y = 60, 46
_NAME_HEIGHT, _PUSHES = 46, 120


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
    """Where nodes stand: each part that hangs together in a strip of its own, names not on one another."""
    graph = Graph()
    graph.add_nodes_from(node.actor for node in found.nodes)
    for edge in found.edges:
        graph.add_edge(edge.source, edge.target, weight=1 + math.log(edge.size))
    parts = sorted(connected_components(graph), key=lambda part: (-len(part), min(part)))
    shares = [math.sqrt(len(part)) for part in parts]
    left = float(_MARGIN_X)
    places: dict[str, Floats] = {}
    for part, share in zip(parts, shares, strict=True):
        width = (WIDTH - 2 * _MARGIN_X) * share / sum(shares)
        # Nodes in a fixed order and a seed make the picture the same on every machine.
        piece = Graph()
        piece.add_nodes_from(sorted(part))
        piece.add_edges_from(sorted((*sorted(ends[:2]), ends[2]) for ends in graph.subgraph(part).edges(data=True)))
        at = spring_layout(piece, seed=7, k=2.4 / math.sqrt(len(part)), iterations=80)
        names = list(at)
        placed = _fitted(np.array([at[name] for name in names], dtype=np.float64), left, width)
        places.update(zip(names, placed, strict=True))
        left += width
    names = list(places)
    apart = _apart(
        np.array([places[name] for name in names]).reshape(-1, 2), {n.actor: n.name for n in found.nodes}, names
    )
    return {name: (round(float(x), 1), round(float(y), 1)) for name, (x, y) in zip(names, apart, strict=True)}


def _fitted(at: Floats, left: float, width: float) -> Floats:
    """Points stretched over a strip of the picture, one alone in its middle."""
    low, high = at.min(axis=0), at.max(axis=0)
    size = np.where(high > low, high - low, 1.0)
    share = np.where(high > low, (at - low) / size, 0.5)
    pad = width * 0.08
    return np.stack(
        (left + pad + share[:, 0] * (width - 2 * pad), _MARGIN_Y + share[:, 1] * (HEIGHT - 2 * _MARGIN_Y)), axis=1
    )


def _apart(at: Floats, called: dict[str, str], names: list[str]) -> Floats:
    """The same points moved until no name lies on another, as far as there is room."""
    if len(names) < 2:
        return at
    half = np.array([min(len(called[name]), 34) * 3.6 + 8 for name in names])
    for _ in range(_PUSHES):
        dx, dy = at[:, None, 0] - at[None, :, 0], at[:, None, 1] - at[None, :, 1]
        over_x = (half[:, None] + half[None, :]) - np.abs(dx)
        over_y = _NAME_HEIGHT - np.abs(dy)
        clash = (over_x > 0) & (over_y > 0)
        np.fill_diagonal(clash, False)
        if not clash.any():
            break
        sideways = clash & (over_x < over_y)
        upright = clash & ~sideways
        order = np.sign(np.arange(len(names))[:, None] - np.arange(len(names))[None, :])
        at = at.copy()
        at[:, 0] += 0.3 * (sideways * over_x * np.where(dx == 0, order, np.sign(dx))).sum(axis=1)
        at[:, 1] += 0.3 * (upright * over_y * np.where(dy == 0, order, np.sign(dy))).sum(axis=1)
        at[:, 0] = np.clip(at[:, 0], half.clip(max=WIDTH / 2), WIDTH - half.clip(max=WIDTH / 2))
        at[:, 1] = np.clip(at[:, 1], _MARGIN_Y - 16, HEIGHT - _MARGIN_Y)
    return at


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
