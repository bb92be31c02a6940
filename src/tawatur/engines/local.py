"""The local engine: this process, or a pool of worker processes on this machine."""

from __future__ import annotations

import itertools
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import TypeVar

from tawatur.errors import TawaturError, UsageError

T = TypeVar("T")
R = TypeVar("R")

# A chunk keeps the pickling of items cheap against the work; four chunks a worker keep the pool busy
# without holding all results in memory.
_CHUNK = 16
_AHEAD = 4
# Starting two processes that load the lexicon takes about as long as reading this many reports.
_SMALL = 48
# With one worker a process of its own gains no time. But what reading keeps in memory (the lexicon, the gazetteer,
# the words met) ends with it, before all claims of a large case are compared.
_LARGE = 1000


class InProcess:
    """No other process: for what is small, and for programs that must not start any."""

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield `function(item)` in the order of `items`, each as it is asked for."""
        return map(function, items)


class LocalEngine:
    """Local processes. Up to `small` items (`large` with one worker) are worked in this process, with no other.

    `ProcessPoolExecutor` rather than `multiprocessing.Pool`: when a worker is killed the former raises
    `BrokenProcessPool`, the latter waits for ever.
    """

    def __init__(self, workers: int = 1, *, small: int = _SMALL, large: int = _LARGE) -> None:
        if workers < 1:
            raise UsageError("at least one worker is needed; give --workers 1 or more", subject=str(workers))
        self.workers = workers
        self.most_here = small if workers > 1 else large

    def map(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield `function(item)` in the order of `items`.

        Raises:
            TawaturError: a worker process was ended from outside.
        """
        source = iter(items)
        first = list(itertools.islice(source, self.most_here + 1))
        if len(first) <= self.most_here:
            yield from map(function, first)
            return
        try:
            yield from self._pooled(function, itertools.chain(first, source))
        except BrokenProcessPool as error:
            raise TawaturError(
                "a worker process was ended from outside, perhaps for want of memory; what was finished is "
                "kept: run the same command again, with fewer --workers"
            ) from error

    def _pooled(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        # `spawn` gives every worker the same clean start on every platform.
        pool = ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"), initializer=_settle_in)
        try:
            waiting: deque[Future[list[R]]] = deque()
            chunks = _chunks(items, _CHUNK)
            for chunk in itertools.islice(chunks, self.workers * _AHEAD):
                waiting.append(pool.submit(_run, function, chunk))
            while waiting:
                yield from waiting.popleft().result()
                for chunk in itertools.islice(chunks, 1):
                    waiting.append(pool.submit(_run, function, chunk))
        finally:
            # Reached early when the caller stops: what has not begun is not begun.
            pool.shutdown(wait=True, cancel_futures=True)


def _settle_in() -> None:
    """Leave Ctrl-C to the parent, and end with it: an orphan would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(function: Callable[[T], R], chunk: list[T]) -> list[R]:
    return [function(item) for item in chunk]


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while chunk := list(itertools.islice(source, size)):
        yield chunk
