"""How long reconciliation takes over synthetic cases, and what one more report costs a case held open.

    python benchmarks/reconcile_scale.py 10000 100000 [--workers 2] [--adds 200] [--check]

For every size (in claims) a case is reconciled, but for some reports spread over it, which are then added one by one.
Prints elapsed and CPU seconds of all processes, the peak memory of all processes at once (sampled), the
distribution of the times of the additions, and how elapsed and CPU time grow with the size (the exponent between
sizes). `--check` reconciles everything again from the beginning and compares the bytes.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import msgspec

from synthetic_case import reports
from tawatur.engines import Engine, InProcess, LocalEngine
from tawatur.reconciliation import DocumentCard, Standing
from tawatur.record import Claim

_Report: TypeAlias = tuple[DocumentCard, list[Claim]]
_PAGE = os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Time each size given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[10_000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--adds", type=int, default=200)
    parser.add_argument("--check", action="store_true", help="compare with reconciling it all again")
    options = parser.parse_args()
    before: tuple[int, float, float] | None = None
    for size in options.sizes:
        now = _measure(size, options.workers, options.adds, check=options.check)
        if before is not None:
            steps = math.log(now[0] / before[0])
            print(
                f"  growth from {before[0]:,}: elapsed N^{math.log(now[1] / before[1]) / steps:.2f}, "
                f"CPU N^{math.log(now[2] / before[2]) / steps:.2f}",
                flush=True,
            )
        before = now


def _measure(size: int, workers: int, adds: int, *, check: bool) -> tuple[int, float, float]:
    every = max(2, size // 2 // max(adds, 1))
    held_back: list[_Report] = []
    claims = 0
    standing = Standing(_engine(workers))
    memory = _Memory()
    spent = 0.0
    start, cpu = time.perf_counter(), _cpu()

    def first() -> Iterator[_Report]:
        nonlocal claims, spent
        source = reports(size)
        for number in range(10**9):
            # What the generator takes is not reconciliation's.
            making = time.process_time()
            report = next(source, None)
            spent += time.process_time() - making
            if report is None:
                return
            if number % every == every // 2 and len(held_back) < adds:
                held_back.append(report)
                continue
            claims += len(report[1])
            yield report

    standing.add(first())
    standing.settle()
    elapsed, used = time.perf_counter() - start - spent, _cpu() - cpu - spent
    print(
        f"{claims:,} claims, {workers} workers: {elapsed:.1f} s elapsed, {used:.1f} s CPU, "
        f"{sum(1 for _ in standing.events()):,} events, peak memory {memory.peak() / 1e6:,.0f} MB",
        flush=True,
    )
    if held_back:
        print("  adding one report: " + _additions(standing, held_back), flush=True)
    if check:
        again = Standing(_engine(workers))
        again.add(reports(size))
        again.settle()
        same = msgspec.json.encode(again.result()) == msgspec.json.encode(standing.result())
        print(f"  the same bytes as all at once: {same}", flush=True)
    return claims, elapsed, used


def _engine(workers: int) -> Engine:
    return LocalEngine(workers, small=16) if workers > 1 else InProcess()


def _additions(standing: Standing, held_back: list[_Report]) -> str:
    spent = []
    for report in held_back:
        start = time.process_time(), time.perf_counter()
        standing.add([report])
        standing.settle()
        spent.append((time.process_time() - start[0], time.perf_counter() - start[1]))
    told = []
    for name, which in (("CPU", 0), ("elapsed", 1)):
        ranked = sorted(item[which] * 1000 for item in spent)
        shares = [ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0.5, 0.95)]
        under = sum(value < 200 for value in ranked) / len(ranked)
        told.append(
            f"{name} median {shares[0]:.0f} ms, 95% {shares[1]:.0f} ms, most {ranked[-1]:.0f} ms, "
            f"under 200 ms {under:.0%}"
        )
    return "; ".join(told)


def _cpu() -> float:
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(item.ru_utime + item.ru_stime for item in spent)


class _Memory:
    """The memory of this process and its children, sampled five times a second; pages shared count for each."""

    def __init__(self) -> None:
        self._most = 0
        threading.Thread(target=self._watch, daemon=True).start()

    def peak(self) -> int:
        """The most seen so far, in bytes."""
        return self._most

    def _watch(self) -> None:
        while True:
            self._most = max(self._most, sum(map(_resident, [os.getpid(), *_children()])))
            time.sleep(0.2)


def _children() -> list[int]:
    found = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return [int(number) for number in found.read_text().split()] if found.exists() else []


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


if __name__ == "__main__":
    main()
