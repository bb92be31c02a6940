"""The local engine: this process, or a pool of worker processes on this machine."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# A chunk keeps the pickling of items cheap against the work; four chunks a worker keep the pool busy
# without holding all results in memory.
_CHUNK = 16
_AHEAD = 4


class LocalEngine:
    """Local processes. `workers=1` runs in this process and starts no other.

    `ProcessPoolExecutor` rather than `multiprocessing.Pool`: when a worker is killed the former raises
    `BrokenProcessPool`, the latter waits for ever.
    """

    def __init__(self, workers: int = 1) -> None:
        if workers < 1:
            raise ValueError("workers must be at least 1")
        self.workers = workers

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield `function(item)` in the order of `items`."""
        if self.workers == 1:
            yield from map(function, items)
            return
        yield from self._pooled(function, items)

    def _pooled(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        # `spawn` gives every worker the same clean start on every platform.
        with ProcessPoolExecutor(self.workers, mp_context=get_context("spawn")) as pool:
            waiting: deque[Future[list[R]]] = deque()
            chunks = _chunks(items, _CHUNK)
            for chunk in itertools.islice(chunks, self.workers * _AHEAD):
                waiting.append(pool.submit(_run, function, chunk))
            while waiting:
                yield from waiting.popleft().result()
                for chunk in itertools.islice(chunks, 1):
                    waiting.append(pool.submit(_run, function, chunk))


def _run(function: Callable[[T], R], chunk: list[T]) -> list[R]:
    return [function(item) for item in chunk]


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while chunk := list(itertools.islice(source, size)):
        yield chunk
