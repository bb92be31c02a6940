"""Kills builds at seeded moments and finishes them. Run by a test, in a process of its own.

    killing.py FOLDER WORK SEED MOMENTS WORKERS

Every build is a forked child with everything loaded, so that the moments fall into the build itself and
not into its start. Prints a JSON list: for each moment, how far the build had come and the digest of what
the finished case exports.
"""

from __future__ import annotations

import hashlib
import io
import json
import math
import os
import random
import signal
import sys
import threading
from pathlib import Path

from tawatur.build import build
from tawatur.casefile import Case
from tawatur.intake import sources
from tawatur.publishing import export

_BATCH = 8
# Seconds: an input takes about as long, so that a moment may fall anywhere within one.
_LATER = 0.01


def exported(case: str) -> str:
    """The digest of the claims and events a case exports."""
    out = io.BytesIO()
    with Case.open(case) as opened:
        for form in ("claims", "events", "csv"):
            export(opened, form, out)
    return hashlib.sha256(out.getvalue()).hexdigest()


def started(folder: Path, case: str, workers: int, after: float = math.inf, delay: float = 0.0) -> int:
    """Fork a child that builds, in a process group of its own, and dies `delay` seconds after so many inputs.

    Counted in inputs and not in seconds from the start, so that a busy machine is killed at the same places.
    """
    child = os.fork()
    if child:
        return child
    os.setpgid(0, 0)
    condemned = False

    def progress(done: int, _of: int, path: str) -> None:
        nonlocal condemned
        if not condemned and done + (not path) > after:
            condemned = True
            threading.Timer(delay, os.killpg, (0, signal.SIGKILL)).start()

    build([folder], case, workers, progress=progress, batch=_BATCH)
    os._exit(0)


def reached(case: str) -> list[object]:
    """How many inputs a case holds, and whether its events are there; it must open at any moment."""
    if not Path(case).exists() or not Path(case).stat().st_size:
        return [0, 0]
    with Case.open(case, create=True) as opened:
        return [len(opened.inputs()), len(opened.events())]


def main(folder: Path, work: Path, seed: int, moments: int, workers: int) -> None:
    """Build once undisturbed, then be killed at each moment, and print what came of it."""
    # Once here, so that every child starts with all data loaded and lasts as long as the others.
    build([folder], str(work / "first.case"), 1, batch=_BATCH)
    whole = str(work / "whole.case")
    os.waitpid(started(folder, whole, workers), 0)
    found = [{"reached": reached(whole), "digest": exported(whole), "killed": False}]
    inputs = len(list(sources([folder])))
    chance = random.Random(seed)
    for number in range(moments):
        case = str(work / f"{number}.case")
        # One moment in every stretch of the build, so that reading, storing and deriving are all hit.
        after = (inputs + 1) * (number + chance.random()) / moments
        child = started(folder, case, workers, after, chance.uniform(0, _LATER))
        _, status = os.waitpid(child, 0)
        came = reached(case)
        build([folder], case, 1)
        found.append({"reached": came, "digest": exported(case), "killed": os.WIFSIGNALED(status)})
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *(int(given) for given in sys.argv[3:]))
