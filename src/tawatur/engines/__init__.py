"""The engine protocol: where per-document work and comparisons run.

An engine maps a pure function over items and yields the results in the order of the items, so the
same input gives the same output whatever the number of workers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Engine(Protocol):
    """Runs a pure function over many items."""

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield `function(item)` for each item, in order. `function` must be picklable by name."""
        ...


from tawatur.engines.local import InProcess, LocalEngine  # noqa: E402  (the protocol must exist first)

__all__ = ["Engine", "InProcess", "LocalEngine"]
