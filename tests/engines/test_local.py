"""The local engine: the same results in the same order, whatever the workers."""

from __future__ import annotations

import operator
import os
from collections.abc import Iterator

import pytest

from tawatur.engines import LocalEngine
from tawatur.errors import TawaturError, UsageError

# What workers run must be found by name in a process that knows nothing of the tests.
WHERE = "__import__('os').getpid()"
DIE = "__import__('os').kill(__import__('os').getpid(), 9)"


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 5, 47, 200])
def test_results_come_in_the_order_of_items(workers: int, count: int) -> None:
    """Whatever the number of workers and of items."""
    engine = LocalEngine(workers, small=5, large=20)
    assert list(engine.map(operator.neg, range(count))) == [-number for number in range(count)]


def test_short_inputs_start_no_process() -> None:
    """Starting workers would take longer than the work."""
    assert set(LocalEngine(2).map(eval, [WHERE] * 20)) == {os.getpid()}


def test_long_inputs_are_worked_elsewhere() -> None:
    """With two workers none of the work is done here."""
    assert os.getpid() not in set(LocalEngine(2).map(eval, [WHERE] * 200))


def test_a_large_input_is_worked_elsewhere_with_one_worker_too() -> None:
    """What the work keeps in memory ends with the process it ran in."""
    assert os.getpid() not in set(LocalEngine(1, large=20).map(eval, [WHERE] * 200))


def test_one_worker_does_what_is_not_large_here() -> None:
    """A process of its own gains no time."""
    assert set(LocalEngine(1).map(eval, [WHERE] * 200)) == {os.getpid()}


def test_items_are_taken_as_they_are_needed() -> None:
    """An endless input is not read to its end: memory does not grow with it."""
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    results = LocalEngine(2, small=5).map(operator.neg, endless())
    assert [next(results) for _ in range(3)] == [-1, -2, -3]
    results.close()  # type: ignore[attr-defined]
    assert taken < 400


def test_a_worker_ended_from_outside_is_named_with_its_remedy() -> None:
    """It neither hangs nor shows a traceback of the pool."""
    with pytest.raises(TawaturError, match="run the same command again"):
        list(LocalEngine(2, small=5).map(eval, ["1"] * 100 + [DIE] + ["1"] * 200))


def test_no_workers_at_all_is_a_wrong_request() -> None:
    """At least one worker is needed."""
    with pytest.raises(UsageError, match="--workers 1"):
        LocalEngine(0)
