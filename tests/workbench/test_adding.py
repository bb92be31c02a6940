"""Files that are added: safely named, never one in another's place, their reading told step by step."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tawatur.record import Rejected
from tawatur.workbench.adding import Work, after, keep, safe_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("report.txt", "report.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\تقرير 1.txt", "تقرير 1.txt"),
        ("..", ""),
        ("", ""),
        (".hidden.txt", "hidden.txt"),
        ("a\u202etxt.exe", "a_txt.exe"),
        ("a\x00\nb.txt", "a_b.txt"),
        ("x" * 500 + ".txt", "x" * 100 + ".txt"),
    ],
)
def test_a_name_is_only_a_name(name: str, expected: str) -> None:
    """No folder, no hidden file, no sign that a file system or a terminal would act on."""
    assert safe_name(name) == expected


def test_no_file_takes_the_place_of_another(tmp_path: Path) -> None:
    """The same name with other content is another file; the same content is the same."""
    for content in (b"one", b"two", b"one"):
        assert keep(tmp_path, "../report.txt", io.BytesIO(content))
    kept = sorted(path.read_bytes() for path in tmp_path.glob("added/*/report.txt"))
    assert kept == [b"one", b"two"]
    assert not keep(tmp_path, "..", io.BytesIO(b"three"))


def test_reading_is_told_step_by_step() -> None:
    """How many of how many, then comparing, then what it gave; or why it failed."""
    rejected = (Rejected(path="added/1/x.txt", code="empty", reason="nothing"),)
    reading = after(Work(), ("at", (2, 5, False)))
    comparing = after(reading, ("at", (5, 5, True)))
    assert (reading, comparing) == (Work(done=2, total=5), Work(done=5, total=5, comparing=True))
    done = after(comparing, ("ended", (4, 9, rejected)))
    assert done == Work(done=5, total=5, comparing=True, ended=True, documents=4, claims=9, rejected=rejected)
    assert after(Work(), ("failed", ("the disk is full",))) == Work(ended=True, fault="the disk is full")
