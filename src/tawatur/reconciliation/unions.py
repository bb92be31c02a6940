"""Disjoint sets whose representative is the smallest member, so that the order of joins never shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Unions(Generic[T]):
    """Sets of comparable items, joined pair by pair."""

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._parent: dict[T, T] = {item: item for item in items}

    def __contains__(self, item: T) -> bool:
        """Whether the item was ever named."""
        return item in self._parent

    def find(self, item: T) -> T:
        """The smallest member of the item's set."""
        parent = self._parent
        parent.setdefault(item, item)
        root = item
        while parent[root] != root:
            root = parent[root]
        while parent[item] != root:
            parent[item], item = root, parent[item]
        return root

    def join(self, left: T, right: T) -> bool:
        """Join two sets; whether they were two."""
        one, two = self.find(left), self.find(right)
        if one == two:
            return False
        small, large = (one, two) if one < two else (two, one)  # type: ignore[operator]
        self._parent[large] = small
        return True

    def groups(self) -> dict[T, list[T]]:
        """Every set by its smallest member, members in order."""
        found: dict[T, list[T]] = defaultdict(list)
        for item in sorted(self._parent):  # type: ignore[type-var]
            found[self.find(item)].append(item)
        return dict(found)
