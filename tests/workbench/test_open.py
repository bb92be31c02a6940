"""`tawatur open`: it prints its address, answers there, and listens nowhere else."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tawatur.cli.running import run
from tawatur.workbench.serving import NotLoopback, serve

COMMAND = [sys.executable, "-c", "from tawatur.cli import main; main()", "open"]


def test_the_command_prints_its_address_and_answers_there(sample_case: Path) -> None:
    """Without a browser, on any free port, until it is interrupted."""
    process = subprocess.Popen(
        [*COMMAND, str(sample_case), "--no-browser", "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert address is not None
        with urllib.request.urlopen(address.group(), timeout=30) as answer:
            assert (answer.status, b"<!doctype html>" in answer.read(200)) == (200, True)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", "::"])
def test_another_address_is_refused(sample_case: Path, host: str) -> None:
    """Nobody else on the network can be let in by mistake."""
    with pytest.raises(NotLoopback, match="on this machine only"):
        serve(str(sample_case), host=host, browser=False)


def test_the_refusal_is_said(sample_case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one line, in the language asked for, with the status of a wrong command."""
    assert run(["open", str(sample_case), "--host", "0.0.0.0", "--lang", "ar"]) == 2
    assert "على هذا الجهاز وحده" in capsys.readouterr().err


def test_a_taken_port_is_named(sample_case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A port asked for by number is not silently another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(["open", str(sample_case), "--port", str(port), "--no-browser"]) == 2
    assert str(port) in capsys.readouterr().err


def test_a_case_that_is_not_there_is_not_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The remedy is named: build one, or start an empty one."""
    assert run(["open", str(tmp_path / "none.case"), "--no-browser"]) == 1
    assert "--new" in capsys.readouterr().err
