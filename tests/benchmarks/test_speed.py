"""A coarse guard on the speed of the build: a ratio within one run, so that a slow or busy machine passes."""

from __future__ import annotations

import re
import statistics
import time
from pathlib import Path

import material
from tawatur.build import build

_WORD = re.compile(r"\w+|[^\w\s]")
# A build takes about a hundred times as long as the standard library takes to cut the same text into words
# (docs/benchmarks.md). Four times that is a regression on any machine, not noise.
_MOST = 400
_ROUNDS = 5
_REPORTS = 40


def test_a_build_costs_no_more_than_its_measure(tmp_path: Path) -> None:
    """Reading, extracting, storing and comparing new reports stays within sight of cutting them into words."""
    material.write(tmp_path / "reports", (_ROUNDS + 1) * _REPORTS)
    paths = sorted((tmp_path / "reports").iterdir())
    slices = [paths[at : at + _REPORTS] for at in range(0, len(paths), _REPORTS)]
    # The first loads the lexicon and the gazetteer, and is not counted.
    ratios = [_build(batch, tmp_path) / _cut(batch) for batch in slices][1:]
    assert statistics.median(ratios) < _MOST


def _build(paths: list[Path], folder: Path) -> float:
    start = time.process_time()
    build(paths, str(folder / f"{paths[0].stem}.case"))
    return time.process_time() - start


def _cut(paths: list[Path], again: int = 10) -> float:
    texts = [path.read_text(encoding="utf-8") for path in paths]
    start = time.process_time()
    for _ in range(again):
        for text in texts:
            _WORD.findall(text)
    return (time.process_time() - start) / again
