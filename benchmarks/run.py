"""Speed and memory of the whole build, as ratios measured in one run on the same reports.

    python benchmarks/run.py                                  # our own material
    python benchmarks/run.py --reports 2000 --rounds 3        # a shorter run
    python benchmarks/run.py --folder DIR [--mapping FILE]    # any folder the program can read
    python benchmarks/run.py --json FILE                      # the figures as JSON too

One worker builds a case from a slice of the reports; on the same slice their bytes are read and decoded,
tokenised by `spacy.blank("ar")`, and searched with one compiled regular expression of our lexicon's forms.
Every round takes reports nobody has met, in another order. Times are CPU times, so that other work on the
machine matters little; a ratio is the median over the rounds. Then all reports are built into one case
with one worker and with two, for memory and scaling. Nothing is written but with `--json`.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import itertools
import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import material

# Workers run this module again when they start: what a worker does not need is imported where it is used.

_WATCHED_EVERY = 0.2  # seconds
_LEAST_OF_TOKENISER = 1 / 50
_MOST_MEMORY = 400  # MB
_READ_AGAIN = 20  # reading a slice once is too quick to time

Figures = dict[str, Any]


def main() -> None:
    """Measure, print the table, and keep the figures where asked."""
    options = _options()
    if options.part is not None:
        print(json.dumps(_build_all(Path(options.part), options.workers)))
        return
    with tempfile.TemporaryDirectory(prefix="tawatur-bench-") as folder:
        figures = measure(Path(folder), options)
    for line in table(figures):
        print(line)
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def measure(folder: Path, options: argparse.Namespace) -> Figures:
    """All figures; `folder` holds the material and the cases while they are needed."""
    reports = folder / "reports"
    if options.folder:
        _lay_out(Path(options.folder), options.mapping, reports, options.reports)
    else:
        material.write(reports, options.reports, options.seed)
    paths = sorted(reports.iterdir())
    wanted = (options.rounds + 1) * options.slice
    if len(paths) < wanted:
        sys.exit(f"{wanted} reports are needed for {options.rounds} rounds, and there are {len(paths)}")
    figures: Figures = {
        "machine": _machine(),
        "material": {
            "reports": len(paths),
            "bytes": sum(path.stat().st_size for path in paths),
            "from": "a folder" if options.folder else f"benchmarks/material.py, seed {options.seed}",
        },
        "start": _start(paths[0], folder),
        "speed": _speed(paths, folder, options.rounds, options.slice),
    }
    if not options.quick:
        figures["whole"] = {str(workers): _in_process(reports, workers) for workers in (1, 2)}
    return figures


# ---- speed, on slices


def _speed(paths: Sequence[Path], folder: Path, rounds: int, size: int) -> Figures:
    contenders = {
        "read and decode": _reader(),
        'spacy.blank("ar")': _tokeniser(),
        "regular expression of the lexicon": _expression(),
        "whole build": _builder(folder),
    }
    times: dict[str, list[float]] = {name: [] for name in contenders}
    sizes: list[int] = []
    for number in range(rounds + 1):  # the first, in which all load what they need, is not counted
        batch = paths[number * size : (number + 1) * size]
        sizes.append(sum(path.stat().st_size for path in batch))
        names = list(contenders)
        for name in names[number % len(names) :] + names[: number % len(names)]:
            times[name].append(contenders[name](batch))
    own = times["whole build"][1:]
    return {
        name: {
            "MB_per_s": _median([size / 1e6 / spent for size, spent in zip(sizes[1:], took[1:], strict=True)]),
            "times_as_fast_as_build": _spread([b / t for b, t in zip(own, took[1:], strict=True)]),
        }
        for name, took in times.items()
    } | {"build_ms_per_report": _median([spent / size * 1000 for spent in own])}


Timed = Callable[[Sequence[Path]], float]


def _reader() -> Timed:
    def run(paths: Sequence[Path]) -> float:
        start = time.process_time()
        for _ in range(_READ_AGAIN):
            for path in paths:
                path.read_bytes().decode()
        return (time.process_time() - start) / _READ_AGAIN

    return run


def _tokeniser() -> Timed:
    import spacy

    tokenizer = spacy.blank("ar").tokenizer

    def run(paths: Sequence[Path]) -> float:
        texts = [path.read_text(encoding="utf-8") for path in paths]
        start = time.process_time()
        for text in texts:
            tokenizer(text)
        return time.process_time() - start

    return run


def _expression() -> Timed:
    from tawatur.languages.ar import lexicon
    from tawatur.script import fold_text

    forms = sorted(lexicon._forms(), key=lambda form: (-len(form), form))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b")

    def run(paths: Sequence[Path]) -> float:
        texts = [fold_text(path.read_text(encoding="utf-8")) for path in paths]
        start = time.process_time()
        for text in texts:
            pattern.findall(text)
        return time.process_time() - start

    return run


def _builder(folder: Path) -> Timed:
    from tawatur.build import build

    def run(paths: Sequence[Path]) -> float:
        case = folder / f"{paths[0].stem}.case"
        start = time.process_time()
        build(list(paths), str(case), workers=1)
        spent = time.process_time() - start
        case.unlink()
        return spent

    return run


# ---- start, memory, scaling: in processes of their own


def _start(report: Path, folder: Path, runs: int = 5) -> Figures:
    """Medians of the CPU seconds of whole processes: the help, and the build of one report."""

    def cpu(arguments: list[str]) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "tawatur", *arguments], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    first = [["build", str(report), "--case", str(folder / f"first{run}.case")] for run in range(runs + 1)]
    return {
        "help_s": _median([cpu(["--help"]) for _ in range(runs + 1)][1:]),
        "first_report_s": _median([cpu(arguments) for arguments in first][1:]),
    }


def _in_process(reports: Path, workers: int) -> Figures:
    """Build all reports in a fresh process, watching the memory of it and its workers."""
    command = [sys.executable, __file__, "--part", str(reports), "--workers", str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        watch = _Watch(process.pid)
        output, _ = process.communicate()
        watch.stop()
    if process.returncode:
        sys.exit(f"the build with {workers} workers failed")
    figures: Figures = json.loads(output)
    if watch.peaks:
        figures["peak_MB_together"] = round(watch.together / 1024)
        # What a process says of itself counts the one that started it, on some systems; what is watched does not.
        figures["largest_process_MB"] = round(max(watch.peaks.values()) / 1024)
        figures["peak_MB_each"] = sorted((round(peak / 1024) for peak in watch.peaks.values()), reverse=True)
    return figures


def _build_all(reports: Path, workers: int) -> Figures:
    from tawatur.build import build

    marks: list[float] = []

    def told(_done: int, _of: int, path: str) -> None:
        if not path:
            marks.append(time.perf_counter())

    with tempfile.TemporaryDirectory(prefix="tawatur-bench-") as folder:
        start = time.perf_counter()
        report = build([reports], str(Path(folder) / "all.case"), workers, progress=told)
        end = time.perf_counter()
        size = (Path(folder) / "all.case").stat().st_size
    own, workers_ = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "documents": report.documents,
        "claims": report.claims,
        "events": report.events,
        "case_bytes": size,
        "wall_s": round(end - start, 2),
        "reading_wall_s": round(marks[0] - start, 2),
        "events_wall_s": round(end - marks[0], 2),
        "cpu_s": round(_cpu(own) + _cpu(workers_), 2),
        "parent_cpu_s": round(_cpu(own), 2),
        "largest_process_MB": round(max(own.ru_maxrss, workers_.ru_maxrss) / 1024),
    }


def _cpu(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


class _Watch:
    """The peak memory of a process and of each it starts, and of all at once, where /proc tells it (in kB)."""

    def __init__(self, process: int) -> None:
        self.peaks: dict[int, int] = {}
        self.together = 0
        self._root = process
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._done.wait(_WATCHED_EVERY):
            now = 0
            for process in _family(self._root):
                used = _memory(process)
                if used is not None:
                    now += used[0]
                    self.peaks[process] = max(used[1], self.peaks.get(process, 0))
            self.together = max(self.together, now)


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return
    for child in map(int, listed.split()):
        yield from _family(child)


def _memory(process: int) -> tuple[int, int] | None:
    """The kilobytes the process holds and the most it has held; None where it is gone or nobody tells."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    found = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB", status, re.MULTILINE))
    return (int(found["VmRSS"]), int(found["VmHWM"])) if len(found) == 2 else None


# ---- material and words


def _lay_out(folder: Path, mapping_file: str | None, reports: Path, most: int) -> None:
    """Any readable folder as one UTF-8 text a report, so that all contenders are given the same bytes."""
    from tawatur.intake import load_mapping, read, sources
    from tawatur.record import Document

    mapping = load_mapping(Path(mapping_file)) if mapping_file else None
    reports.mkdir()
    found = (item for source in sources([folder], mapping=mapping) for item in read(source))
    documents = (item for item in found if isinstance(item, Document))
    for number, document in enumerate(itertools.islice(documents, most)):
        title = f"{document.title}\n\n" if document.title else ""
        (reports / f"{number:06}.txt").write_text(title + document.text, encoding="utf-8")


def _machine() -> Figures:
    return {
        "system": platform.system(),
        "architecture": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "spacy": importlib.metadata.version("spacy"),
    }


def _median(values: Sequence[float]) -> float:
    return round(statistics.median(values), 4)


def _spread(values: Sequence[float]) -> Figures:
    return {"median": _median(values), "least": round(min(values), 2), "most": round(max(values), 2)}


def table(figures: Figures) -> Iterator[str]:
    """The figures as lines of text."""
    machine, used, speed = figures["machine"], figures["material"], figures["speed"]
    yield f"{machine['cores']} cores, {machine['architecture']}, Python {machine['python']}, spaCy {machine['spacy']}"
    yield f"{used['reports']} reports, {used['bytes'] / 1e6:.1f} MB, from {used['from']}"
    yield ""
    yield f"{'one core, CPU time':36} {'MB/s':>8}   times as fast as the build"
    for name, row in speed.items():
        if isinstance(row, dict):
            ratio = row["times_as_fast_as_build"]
            yield f"{name:36} {row['MB_per_s']:8.2f} {ratio['median']:10.1f}  ({ratio['least']} to {ratio['most']})"
    yield f"{'whole build, a report':36} {speed['build_ms_per_report']:8.2f} ms"
    yield f"{'tawatur --help':36} {figures['start']['help_s']:8.2f} s CPU"
    yield f"{'build of one report, whole process':36} {figures['start']['first_report_s']:8.2f} s CPU"
    reached = 1 / speed['spacy.blank("ar")']["times_as_fast_as_build"]["median"]
    yield f"wanted of the tokeniser's speed: 1/{1 / _LEAST_OF_TOKENISER:.0f}; reached: 1/{1 / reached:.1f}: " + _word(
        kept=reached >= _LEAST_OF_TOKENISER
    )
    if "whole" in figures:
        yield from _whole(figures["whole"])


def _whole(whole: Figures) -> Iterator[str]:
    yield ""
    yield f"{'all reports into one case':36} {'1 worker':>10} {'2 workers':>10}"
    one, two = whole["1"], whole["2"]
    for name, label in (
        ("wall_s", "elapsed, s"), ("reading_wall_s", "  reading and storing, s"), ("events_wall_s", "  events, s"),
        ("cpu_s", "CPU of all processes, s"), ("parent_cpu_s", "  of it the storing process, s"),
        ("peak_MB_together", "peak memory, all at once, MB"), ("largest_process_MB", "  of it the largest, MB"),
        ("documents", "documents"), ("claims", "claims"), ("events", "events"),
    ):  # fmt: skip
        yield f"{label:36} {one.get(name, '?'):>10} {two.get(name, '?'):>10}"
    yield f"speed-up by the second worker: {one['wall_s'] / two['wall_s']:.2f} (reading and storing: " + (
        f"{one['reading_wall_s'] / two['reading_wall_s']:.2f})"
    )
    peak = max(row.get("peak_MB_together", row["largest_process_MB"]) for row in whole.values())
    yield f"wanted memory: below {_MOST_MEMORY} MB; reached: {peak} MB: {_word(kept=peak < _MOST_MEMORY)}"


def _word(*, kept: bool) -> str:
    return "kept" if kept else "MISSED"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folder", help="measure on the reports of this folder")
    parser.add_argument("--mapping", help="which fields of the folder's JSON records mean what")
    parser.add_argument("--reports", type=int, default=10_000, help="how many reports (10000)")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of the speed measurement (7)")
    parser.add_argument("--slice", type=int, default=150, help="reports a round (150)")
    parser.add_argument("--seed", type=int, default=7, help="of the generated material (7)")
    parser.add_argument("--quick", action="store_true", help="leave out memory and scaling")
    parser.add_argument("--json", metavar="FILE", help="write the figures there")
    parser.add_argument("--part", help=argparse.SUPPRESS)  # a build in a process of its own
    parser.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
