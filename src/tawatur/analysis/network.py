"""The network: actors, and the dated relations that events put them in.

Only actors of the authority are drawn: a person is never a node, and a name that no entry stands for is
counted, not drawn.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import NamedTuple

import msgspec
import numpy as np

from tawatur.analysis.columns import Columns, Ints, Mask
from tawatur.analysis.tables import entries, read
from tawatur.authority import actors
from tawatur.codebook import event_types
from tawatur.codebook.vocabulary import Label


class Relation(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"sources": "from", "targets": "to"}
):
    """A kind of relation: the events it is read from, the roles on either side, and how it is put in words."""

    id: str
    label: Label
    reads: Label
    sources: tuple[str, ...]
    targets: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    families: tuple[str, ...] = ()

    @property
    def directed(self) -> bool:
        """Whether it goes from one side to the other."""
        return bool(self.targets)


class Edge(NamedTuple):
    """Two actors in a relation: identifiers, its events (newest first, at most some) and how many, and their days.

    `first` and `last` are ordinals, 0 where no event is dated.
    """

    relation: str
    source: str
    target: str
    size: int
    events: tuple[str, ...]
    first: int
    last: int


class Node(NamedTuple):
    """An actor: how many events join it to another."""

    actor: str
    name: str
    events: int


class Network(NamedTuple):
    """Nodes and edges, the largest first. `edges_left_out` are smaller; `unknown` parties have no entry."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    edges_left_out: int
    unknown: int


@cache
def relations() -> dict[str, Relation]:
    """All kinds of relation by identifier. Raises `DataError` where the table is malformed."""
    return entries(read("relations.yaml"), Relation, "relations.yaml")


def network(held: Columns, chosen: Mask, kinds: tuple[str, ...] = (), most: int = 60, listed: int = 50) -> Network:
    """The network of the chosen events.

    Args:
        kinds: relations to draw; all without.
        most: edges drawn.
        listed: events an edge names.
    """
    entry, keys = _entries(held)
    takers = held.takers
    took = chosen[takers.event]
    known = took & (entry[takers.party] >= 0)
    parts = _Parts(
        takers.event[known], entry[takers.party[known]], takers.role[known], held.kind[takers.event[known]]
    )
    wanted = [relation for name, relation in relations().items() if not kinds or name in kinds]
    bundles = [bundle for relation in wanted for bundle in _bundles(held, parts, relation, keys)]
    bundles.sort(key=lambda bundle: (-len(bundle.events), bundle.relation, bundle.source, bundle.target))
    kept = [_edge(held, bundle, listed) for bundle in bundles[:most]]
    present = np.bincount(takers.party[took], minlength=len(held.parties))
    unknown = {party.id for k, party in enumerate(held.parties) if present[k] and entry[k] < 0}
    return Network(_nodes(held, kept), tuple(kept), len(bundles) - len(kept), len(unknown))


def _entries(held: Columns) -> tuple[Ints, tuple[str, ...]]:
    """By party the number of its entry (-1 without one), and the identifiers of the entries."""
    keys = sorted({party.id for party in held.parties if not party.private and _known(party.id)})
    number = {key: k for k, key in enumerate(keys)}
    numbers = [number.get(party.id, -1) if not party.private else -1 for party in held.parties]
    return np.array(numbers, dtype=np.int32), tuple(keys)


@cache
def _known(identifier: str) -> bool:
    return actors.by_id(identifier) is not None


class _Bundle(NamedTuple):
    """The events of one relation between two actors, newest first."""

    relation: str
    source: str
    target: str
    events: Ints


class _Parts(NamedTuple):
    """Who takes part, actors of the authority only: event, number of the entry, role, and the event's type."""

    event: Ints
    entry: Ints
    role: Ints
    kind: Ints


def _bundles(held: Columns, parts: _Parts, relation: Relation, keys: tuple[str, ...]) -> list[_Bundle]:
    able = _able_kinds(held, relation)
    if not able.any():
        return []
    inside = able[parts.kind]
    left = _side(held, parts, inside, relation.sources)
    right = _side(held, parts, inside, relation.targets) if relation.directed else left
    event, source, target = _join(left, right)
    kept = source != target if relation.directed else source < target
    event, source, target = event[kept], source[kept], target[kept]
    pair = source.astype(np.int64) * len(keys) + target
    order = np.lexsort((-held.last[event], pair))
    pair, event = pair[order], event[order]
    starts = np.flatnonzero(np.r_[True, pair[1:] != pair[:-1]])[: len(pair)]
    found = []
    for start, end in pairwise([*starts.tolist(), len(pair)]):
        one, other = divmod(int(pair[start]), len(keys))
        found.append(_Bundle(relation.id, keys[one], keys[other], event[start:end]))
    return found


def _edge(held: Columns, bundle: _Bundle, listed: int) -> Edge:
    events = bundle.events
    dated = events[held.first[events] > 0]
    return Edge(
        relation=bundle.relation,
        source=bundle.source,
        target=bundle.target,
        size=len(events),
        events=tuple(held.id_of(int(row)) for row in events[:listed]),
        first=int(held.first[dated].min()) if len(dated) else 0,
        last=int(held.last[dated].max()) if len(dated) else 0,
    )


def _able_kinds(held: Columns, relation: Relation) -> Mask:
    """By number of event type, whether its events make the relation."""
    known = event_types()
    return np.array(
        [k in relation.types or (k in known and known[k].family in relation.families) for k in held.kinds],
        dtype=np.bool_,
    )


def _side(held: Columns, parts: _Parts, inside: Mask, roles: tuple[str, ...]) -> tuple[Ints, Ints]:
    """Pairs of event and entry, each once, by event."""
    able = np.array([role in roles for role in held.roles], dtype=np.bool_)
    kept = inside & able[parts.role]
    size = int(parts.entry.max(initial=0)) + 1
    pairs = np.sort(parts.event[kept].astype(np.int64) * size + parts.entry[kept])
    once = pairs[np.r_[True, pairs[1:] != pairs[:-1]][: len(pairs)]]
    event, entry = np.divmod(once, size)
    return event.astype(np.int32), entry.astype(np.int32)


def _join(left: tuple[Ints, Ints], right: tuple[Ints, Ints]) -> tuple[Ints, Ints, Ints]:
    """Every pair of a left and a right entry of one event."""
    start = np.searchsorted(right[0], left[0])
    widths = np.searchsorted(right[0], left[0], side="right") - start
    at = np.repeat(start, widths) + (np.arange(widths.sum()) - np.repeat(np.cumsum(widths) - widths, widths))
    return np.repeat(left[0], widths), np.repeat(left[1], widths), right[1][at]


def _nodes(held: Columns, edges: list[Edge]) -> tuple[Node, ...]:
    names = {party.id: party.name for party in held.parties}
    counts: dict[str, int] = {}
    for edge in edges:
        for actor in (edge.source, edge.target):
            counts[actor] = counts.get(actor, 0) + edge.size
    return tuple(Node(actor, names[actor], counts[actor]) for actor in sorted(counts, key=lambda a: (-counts[a], a)))
