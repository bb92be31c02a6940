"""The share of each step in the CPU time of reading reports into a case, one worker.

    python benchmarks/profile_build.py [FOLDER] [--reports 600] [--calls]

Without FOLDER the generated reports are used. The first 150 reports, which load what is needed, are not
counted. `--calls` prints the functions instead, as the standard profiler sees them: it finds the place to
look at, but makes small functions look dearer than they are.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import material
from tawatur.build import worker
from tawatur.extraction import report
from tawatur.intake import Source, sources

_WARM = 150

# What is timed: where the name is looked up, the name, and what it is called in the table.
_STEPS = (
    (worker, "read", "intake"),
    (worker, "sketch", "sketch, for copies"),
    (report, "read", "extraction: sentences made ready"),
    (report, "fold", "  folding"),
    (report, "tokenize", "  tokens"),
    (report.datewords, "find", "  dates"),
    (report.numerals, "find", "  numbers"),
    (report.actors, "find", "  actors"),
    (report.places, "find", "  places found"),
    (report.places, "resolve", "  places settled"),
    (report, "chunk", "  chunks"),
)


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--reports", type=int, default=600)
    parser.add_argument("--calls", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tawatur-bench-") as made:
        folder = options.folder or Path(made)
        if options.folder is None:
            material.write(folder, options.reports + _WARM)
        listed = list(sources([folder]))[: options.reports + _WARM]
        (_calls if options.calls else _shares)(listed)


def _shares(listed: Sequence[Source]) -> None:
    spent: Counter[str] = Counter()
    for module, name, label in _STEPS:
        setattr(module, name, _timed(getattr(module, name), label, spent))
    worker.passages = _timed(_all(worker.passages), "sentences for search", spent)  # type: ignore[assignment]
    worker.pack_document = _timed(worker.pack_document, "packing", spent)
    extractor = worker.extractor()
    worker.extractor = lambda: _Timed(extractor, spent)  # type: ignore[assignment,return-value]
    _read(listed[:_WARM])
    spent.clear()
    start = time.process_time()
    _read(listed[_WARM:])
    whole = time.process_time() - start
    print(f"{len(listed) - _WARM} reports, {whole / max(len(listed) - _WARM, 1) * 1000:.1f} ms each")
    for label in [
        "extraction",
        *(label for _, _, label in _STEPS),
        "sentences for search",
        "packing",
    ]:
        print(f"{label:36} {spent[label] / whole:6.1%}")


class _Timed:
    """An extractor that keeps the time."""

    def __init__(self, extractor: Any, spent: Counter[str]) -> None:
        self.version = extractor.version
        self.extract = _timed(extractor.extract, "extraction", spent)


def _timed(function: Callable[..., Any], label: str, spent: Counter[str]) -> Callable[..., Any]:
    def run(*given: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return function(*given, **named)
        finally:
            spent[label] += time.process_time() - start  # type: ignore[assignment]

    return run


def _all(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with its iterator read to the end, so that its time can be taken."""
    return lambda *given: list(function(*given))


def _calls(listed: Sequence[Source]) -> None:
    _read(listed[:_WARM])
    profiler = cProfile.Profile()
    profiler.runcall(_read, listed[_WARM:])
    pstats.Stats(profiler).sort_stats("tottime").print_stats(40)


def _read(listed: Sequence[Source]) -> None:
    for source in listed:
        worker.work(worker.Task(source, "profile"))


if __name__ == "__main__":
    main()
