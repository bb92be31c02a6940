"""How long the workbench takes to answer: every page's default view and ten sets of filters, asked over loopback.

    python benchmarks/large_case.py /tmp/large.case
    python benchmarks/views.py /tmp/large.case            # 20 rounds; medians and 95th percentiles in milliseconds

The server runs in a process of its own, as `tawatur open` runs it. What the first question of all takes (the
columns are read then) is told apart. Rounds go over all addresses in turn, so that nothing is asked twice running.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import socket
import statistics
import time
from pathlib import Path

PAGES = ("/", "/events", "/timeline", "/map", "/trends", "/network", "/finance", "/dossier", "/claims")
FILTERS = (
    "country=AF",
    "type=violence",
    "type=bombing&country=SY",
    "since=2024&until=2024",
    "since=2024-03&until=2024-05&type=violence",
    "actor=iskp",
    "actor=iskp&since=2020",
    "modality=asserted&theme=finance",
    "country=IQ&country=SY&since=2015&until=2018",
    "country=DE&type=enforcement",
)
VIEWS = PAGES[2:8]


def serve(case: str, port: int) -> None:
    """Serve the case until killed."""
    import uvicorn

    from tawatur.workbench import make_app

    uvicorn.run(make_app(case), port=port, log_level="error")


def ask(port: int, path: str) -> float:
    """Milliseconds from asking to the last byte."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    start = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    taken = (time.perf_counter() - start) * 1000
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path}: status {answer.status}")
    return taken


def addresses() -> list[str]:
    """Every default view, then every view under every set of filters."""
    return [*PAGES, *(f"{page}?{query}" for query in FILTERS for page in ("/events", *VIEWS))]


def measure(port: int, rounds: int) -> dict[str, list[float]]:
    """The times of every address."""
    found: dict[str, list[float]] = {path: [] for path in addresses()}
    for _ in range(rounds):
        for path, taken in found.items():
            taken.append(ask(port, path))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("case", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(str(asked.case), port), daemon=True)
    server.start()
    _wait(port)
    print(f"first view of all: {ask(port, '/timeline'):,.0f} ms; second: {ask(port, '/timeline'):,.0f} ms")
    for path in addresses():
        ask(port, path)
    times = measure(port, asked.rounds)
    server.terminate()
    for page in PAGES:
        _say(page, times[page])
    for page in ("/events", *VIEWS):
        pooled = [taken for query in FILTERS for taken in times[f"{page}?{query}"]]
        slowest = max(FILTERS, key=lambda query: statistics.median(times[f"{page}?{query}"]))
        _say(f"{page} filtered", pooled, f"slowest: {slowest}")


def _wait(port: int) -> None:
    until = time.monotonic() + 300
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server did not start")


def _say(name: str, taken: list[float], note: str = "") -> None:
    p95 = statistics.quantiles(taken, n=20)[-1]
    print(f"{name:22} median {statistics.median(taken):7.0f}  p95 {p95:7.0f} ms  {note}")


if __name__ == "__main__":
    main()
