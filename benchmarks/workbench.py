"""How long the pages of a case, its events and reports take to answer, and how many readers they bear.

    python benchmarks/large_case.py large.case                       # 100,000 reports, 1,000,000 claims
    python benchmarks/workbench.py large.case --rounds 40
    python benchmarks/workbench.py large.case --readers 50 --seconds 300

The server answers every page's default view and ten sets of filters, `--rounds` times each in shuffled order after
one unmeasured round, over a real socket, one request at a time. Figures are medians and 95th percentiles of the time
to the whole answer, and of the processor's time for it (the asking included), which other work on the machine does
not stretch. `--readers N --seconds S` has N readers ask at once instead, each again after up to two seconds of
reading, and counts what fails.
"""

from __future__ import annotations

import argparse
import http.client
import json
import platform
import random
import statistics
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import uvicorn

from tawatur.casefile import Case
from tawatur.workbench import make_app

FILTERS = (
    "country=AF",
    "type=bombing",
    "type=violence&since=2015&until=2019",
    "review=unreviewed&sort=-documents",
    "actor=iskp&country=PK",
    "theme=finance",
    "modality=asserted&since=2024-03&until=2024-05",
    f"place={quote('موسكو')}",
    f"q={quote('هجوم موسكو')}&since=2020",
    "country=RU&country=FR&type=violence&sort=-killed",
)
"""The ten sets of filters of the documentation."""


def main() -> None:
    """Measure and print."""
    options = _options()
    case = Path(options.case)
    with serving(case) as port:
        paths = _paths(case)
        if options.readers:
            figures = crowd(port, paths, options.readers, options.seconds)
        else:
            figures = measure(port, paths, options.rounds)
    figures["case"] = _sizes(case)
    figures["machine"] = f"{platform.machine()}, Python {platform.python_version()}"
    for line in table(figures):
        print(line)
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


# --- the server


class serving:  # noqa: N801 - a context manager, used as a function
    """Serve a case from a thread and give its port."""

    def __init__(self, case: Path) -> None:
        self._server = uvicorn.Server(uvicorn.Config(make_app(str(case)), port=0, log_level="error"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> int:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return int(self._server.servers[0].sockets[0].getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()


def _paths(case: Path) -> dict[str, str]:
    with Case.open(str(case)) as opened, opened.reading() as connection:
        most = connection.exec_driver_sql("SELECT event FROM event_facts ORDER BY claims DESC LIMIT 1").scalar_one()
        usual = connection.exec_driver_sql("SELECT event FROM event_facts WHERE claims = 5 LIMIT 1").scalar_one()
        report = connection.exec_driver_sql("SELECT sha256 FROM documents LIMIT 1").scalar_one()
    views = {
        "overview": "/",
        "events": "/events",
        "event, five claims": f"/events/{usual}",
        "event, most claims": f"/events/{most}",
        "report": f"/reports/{report}",
        "claims": "/claims",
    }
    return views | {f"events?{FILTERS[n]}": f"/events?{FILTERS[n]}" for n in range(len(FILTERS))}


def measure(port: int, paths: dict[str, str], rounds: int) -> dict[str, Any]:
    """The time to the whole answer, in milliseconds, for every path."""
    asked = [name for name in paths for _ in range(rounds)]
    random.Random(1).shuffle(asked)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in paths}
    for name in paths:
        _ask(port, paths[name])
    for name in asked:
        start, worked = time.perf_counter(), time.process_time()
        status, _ = _ask(port, paths[name])
        taken[name].append((1000 * (time.perf_counter() - start), 1000 * (time.process_time() - worked)))
        assert status == 200, (name, status)
    return {"views": {name: _figures(times) for name, times in taken.items()}}


def _figures(times: list[tuple[float, float]]) -> dict[str, float]:
    whole, worked = ([pair[n] for pair in times] for n in (0, 1))
    return {
        "median": round(statistics.median(whole), 1),
        "p95": round(statistics.quantiles(whole, n=20)[-1], 1),
        "cpu_median": round(statistics.median(worked), 1),
        "cpu_p95": round(statistics.quantiles(worked, n=20)[-1], 1),
    }


def crowd(port: int, paths: dict[str, str], readers: int, seconds: float) -> dict[str, Any]:
    """Many readers at once: how many answers, how many failures, how long they took."""
    until = time.monotonic() + seconds
    taken: list[float] = []
    failed: list[str] = []

    def read(seed: int) -> None:
        chance = random.Random(seed)
        while time.monotonic() < until:
            path = chance.choice(list(paths.values()))
            start = time.perf_counter()
            try:
                status, _ = _ask(port, path)
            except OSError as error:
                failed.append(f"{path}: {error}")
                continue
            taken.append(1000 * (time.perf_counter() - start))
            if status != 200:
                failed.append(f"{path}: {status}")
            time.sleep(chance.random() * 2)

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "readers": readers,
        "seconds": seconds,
        "answers": len(taken),
        "failed": failed[:20],
        "median": round(statistics.median(taken), 1),
        "p95": round(statistics.quantiles(taken, n=20)[-1], 1),
    }


def _ask(port: int, path: str) -> tuple[int, int]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path, headers={"Accept-Language": "ar"})
    answer = connection.getresponse()
    size = len(answer.read())
    connection.close()
    return answer.status, size


def _sizes(case: Path) -> dict[str, int]:
    with Case.open(str(case)) as opened, opened.reading() as connection:
        return {
            name: int(connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one())
            for name in ("documents", "claims", "events")
        }


def table(figures: dict[str, Any]) -> list[str]:
    """The figures as lines of Markdown."""
    sizes = ", ".join(f"{count:,} {name}" for name, count in figures["case"].items())
    head = [f"{sizes}; {figures['machine']}", ""]
    if "views" not in figures:
        kept = {name: figures[name] for name in ("readers", "seconds", "answers", "failed", "median", "p95")}
        return [*head, json.dumps(kept, ensure_ascii=False)]
    keys = ("median", "p95", "cpu_median", "cpu_p95")
    rows = [f"| {name} | {' | '.join(str(found[key]) for key in keys)} |" for name, found in figures["views"].items()]
    return [*head, "| view | median ms | p95 ms | processor, median ms | p95 ms |", "|---|---|---|---|---|", *rows]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--readers", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--json")
    return parser.parse_args()


if __name__ == "__main__":
    main()
