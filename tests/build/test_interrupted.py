"""Builds that are killed and run again end with the same case."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tawatur.build import build
from tawatur.casefile import Case

from .reports import write_reports

_SCRIPT = Path(__file__).with_name("killing.py")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_build_killed_at_ten_moments_ends_with_the_same_case(tmp_path: Path) -> None:
    """SIGKILL at ten seeded moments: every case opens, resumes, and exports the same bytes."""
    write_reports(tmp_path / "in", 100)
    ran = subprocess.run(
        [sys.executable, str(_SCRIPT), str(tmp_path / "in"), str(tmp_path), "7", "10", "1"],
        capture_output=True,
        text=True,
        check=True,
    )
    undisturbed, *killed = json.loads(ran.stdout)
    assert [end["digest"] for end in killed] == [undisturbed["digest"]] * 10
    # The test would prove nothing if the builds had ended before they were killed, or never begun.
    inputs = undisturbed["reached"][0]
    assert sum(end["killed"] for end in killed) >= 8
    assert sum(0 < end["reached"][0] < inputs for end in killed) >= 3


def test_a_resumed_build_reads_only_what_is_missing(tmp_path: Path) -> None:
    """What the first build finished is not read again."""
    written = write_reports(tmp_path / "in", 40)
    case = str(tmp_path / "a.case")
    for path in written[20:]:
        path.rename(path.with_suffix(".later"))
    first = build([tmp_path / "in"], case)
    for path in written[20:]:
        path.with_suffix(".later").rename(path)
    second = build([tmp_path / "in"], case)
    assert (first.read, second.read, second.skipped) == (len(written), len(written) - 20, 20)


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    """No process is left behind to wait for work that never comes."""
    write_reports(tmp_path / "in", 400)
    case = tmp_path / "a.case"
    command = [sys.executable, "-m", "tawatur", "build", str(tmp_path / "in"), "--case", str(case), "--workers", "2"]
    parent = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    workers = _wait_for(lambda: _children(parent.pid), enough=3)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    gone = _wait_for(lambda: [pid for pid in workers if not _alive(pid)], enough=len(workers))
    assert sorted(gone) == sorted(workers)
    report = build([tmp_path / "in"], str(case))
    with Case.open(str(case)) as opened:
        assert len(list(opened.documents())) == report.documents == 400


def _wait_for(ask, enough: int, seconds: float = 30.0) -> list[int]:  # type: ignore[no-untyped-def]
    until = time.monotonic() + seconds
    found: list[int] = ask()
    while len(found) < enough and time.monotonic() < until:
        time.sleep(0.05)
        found = ask()
    return found


def _children(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == pid:
                found.append(int(entry.name))
    return found


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
