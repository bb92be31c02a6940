"""Blocks: the strands of a case divided by country and time, where they are too many to be compared at once.

A block that would hold more than `CAPACITY` claims is divided: by country, then by year, month and third of a
month, and no further: what the papers tell of one attack within a week or so is to be compared at once. So a
small case is one block. Which block a strand is in follows from what strands there are, never from the order
they came in.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Hashable, Iterator
from datetime import date
from typing import Generic, TypeAlias, TypeVar

from tawatur.reconciliation.telling import Route

CAPACITY = 8000
"""Claims a block holds before it is divided: enough for the claims a country's papers make in a week or more."""
_THIRD, _LAST_THIRD = 10, 2

Block: TypeAlias = tuple[str | int, ...]
"""Country, year, month, third of the month; shorter where it was not divided so far."""
Key = TypeVar("Key", bound=Hashable)


class Partition(Generic[Key]):
    """Which block every strand is in."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._counts: dict[Block, int] = defaultdict(int)
        self._members: dict[Block, dict[Key, Route]] = {}

    def add(self, key: Key, route: Route, size: int) -> set[Block]:
        """Put a strand of `size` claims in; the blocks whose members changed."""
        path = list(_path(route))
        divided = None
        for block in path:
            before = self._counts[block]
            self._counts[block] = before + size
            if divided is None and before <= self._capacity < before + size:
                divided = block
        touched = set() if divided is None else self._replace(divided)
        return touched | {self._put(key, route, path)}

    def remove(self, key: Key, route: Route, size: int) -> set[Block]:
        """Take a strand out; the blocks whose members changed."""
        path = list(_path(route))
        home = self.block_of(route)
        del self._members[home][key]
        joined = None
        for block in path:
            before = self._counts[block]
            self._counts[block] = before - size
            if joined is None and before - size <= self._capacity < before:
                joined = block
        touched = {home} if joined is None else {home} | self._replace(joined)
        for block in [block for block in touched if not self._members.get(block)]:
            self._members.pop(block, None)
        return touched

    def block_of(self, route: Route) -> Block:
        """The block a strand of this route is in."""
        block: Block = ()
        for block in _path(route):
            if self._counts[block] <= self._capacity:
                break
        return block

    def members(self, block: Block) -> list[Key]:
        """The strands of a block."""
        return list(self._members.get(block, ()))

    def blocks(self) -> list[Block]:
        """Every block that has strands."""
        return list(self._members)

    def _put(self, key: Key, route: Route, path: list[Block]) -> Block:
        block = next((block for block in path if self._counts[block] <= self._capacity), path[-1])
        self._members.setdefault(block, {})[key] = route
        return block

    def _replace(self, top: Block) -> set[Block]:
        """Give every strand below `top` its block anew."""
        touched = {block for block in self._members if block[: len(top)] == top}
        moved = [item for block in touched for item in self._members.pop(block).items()]
        touched.update(self._put(key, route, list(_path(route))) for key, route in moved)
        return touched


def _path(route: Route) -> Iterator[Block]:
    """The blocks a strand could be in, the widest first."""
    block: Block = ()
    yield block
    steps: tuple[str | int, ...] = (route.country, *_steps(route.day))
    for step in steps:
        block = (*block, step)
        yield block


def _steps(day: int | None) -> tuple[int, ...]:
    if day is None:
        return (0,)
    when = date.fromordinal(max(1, day))
    return when.year, when.month, min(_LAST_THIRD, (when.day - 1) // _THIRD)


def days_of_block(block: Block) -> tuple[int, int] | None:
    """The first and last day (ordinals) of a block; None where it is not bounded in time."""
    match [int(step) for step in block[1:]]:
        case [] | [0]:
            return None
        case [year]:
            first, last = date(year, 1, 1), date(year, 12, 31)
        case [year, month]:
            first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        case [year, month, third, *_]:
            end = _THIRD * third + _THIRD if third < _LAST_THIRD else monthrange(year, month)[1]
            first, last = date(year, month, _THIRD * third + 1), date(year, month, end)
    return first.toordinal(), last.toordinal()
