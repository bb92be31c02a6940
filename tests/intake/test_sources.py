"""Sources: what there is to read, under which path, in which order."""

from __future__ import annotations

import os
import pickle
import zipfile
from pathlib import Path

import pytest

from tawatur.errors import UsageError
from tawatur.intake import Limits, Source, read, sources
from tawatur.record import Rejected


def _paths(*given: Path) -> list[str]:
    return [source.path for source in sources(given)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports, one of them a level down, and a hidden file."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text("text", encoding="utf-8")
    (tmp_path / "one.txt").write_text("text", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("text", encoding="utf-8")
    return tmp_path


def test_a_folder_is_walked_and_paths_are_below_it(folder: Path) -> None:
    """Hidden files are passed over; the order is that of the paths."""
    assert _paths(folder) == ["b/two.txt", "one.txt"]


def test_a_single_file_goes_by_its_name(folder: Path) -> None:
    """One file: its name alone."""
    assert _paths(folder / "b" / "two.txt") == ["two.txt"]


def test_several_roots_are_relative_to_their_common_parent(folder: Path) -> None:
    """Two roots: the path below the folder that holds both."""
    assert _paths(folder / "one.txt", folder / "b") == ["b/two.txt", "one.txt"]


def test_a_pattern_is_relative_to_its_fixed_part(folder: Path) -> None:
    """A glob pattern finds files at every depth."""
    assert _paths(folder / "**" / "*.txt") == ["b/two.txt", "one.txt"]


def test_the_same_file_given_twice_is_one_source(folder: Path) -> None:
    """A file below two of the given paths is read once."""
    assert _paths(folder, folder / "one.txt") == ["b/two.txt", "one.txt"]


def test_the_order_of_the_paths_does_not_matter(folder: Path) -> None:
    """Sources come out the same whichever root is named first."""
    roots = [folder / "one.txt", folder / "b"]
    assert list(sources(roots)) == list(sources(roots[::-1]))


@pytest.mark.parametrize("name", ["missing.txt", "missing/*.txt"])
def test_a_path_that_is_not_there_is_a_usage_error(tmp_path: Path, name: str) -> None:
    """A misspelt path is the caller's to mend, not a bad report."""
    with pytest.raises(UsageError):
        list(sources([tmp_path / name]))


def test_a_source_is_small_and_picklable(folder: Path) -> None:
    """Workers receive a pointer, not the text."""
    source = next(sources([folder]))
    packed = pickle.dumps(source)
    assert pickle.loads(packed) == source
    assert len(packed) < 2000


def test_an_unknown_ending_is_refused_by_name(tmp_path: Path) -> None:
    """A file we do not read is listed with its reason."""
    (tmp_path / "table.xlsx").write_bytes(b"x")
    [source] = sources([tmp_path])
    assert read(source) == (
        Rejected(
            path="table.xlsx",
            code="unsupported",
            reason="a file ending in .xlsx is not read; tawatur reads .txt, .html, .json, .jsonl and .zip",
        ),
    )


def test_a_link_that_leaves_the_folder_is_forbidden(tmp_path: Path) -> None:
    """Neither a file nor a folder outside is reached through a link; a link inside is."""
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    (inside / "one.txt").write_text("text", encoding="utf-8")
    (inside / "again.txt").symlink_to(inside / "one.txt")
    (inside / "file.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    found = {source.path: source.refusal.code if source.refusal else source.kind for source in sources([inside])}
    assert found == {"again.txt": "text", "file.txt": "forbidden", "folder": "forbidden", "one.txt": "text"}


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    """A named pipe would hang the reader for ever."""
    os.mkfifo(tmp_path / "pipe.txt")
    [source] = sources([tmp_path])
    assert source.refusal is not None
    assert source.refusal.code == "unsupported"


def test_a_zip_lists_its_members_below_its_own_name(tmp_path: Path) -> None:
    """A member is `archive.zip/member.txt`, in the order of names."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("z.txt", "text")
        archive.writestr("d/خبر.txt", "text")
    assert _paths(tmp_path) == ["a.zip/d/خبر.txt", "a.zip/z.txt"]


def test_a_zip_in_a_zip_a_path_outside_and_a_bomb_are_refused(tmp_path: Path) -> None:
    """Each bad member is named with its code, and the good one is still there."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.zip", b"PK")
        archive.writestr("../up.txt", "text")
        archive.writestr("bomb.txt", b"0" * 15_000_000)
        archive.writestr("large.txt", b"0" * 21_000_000)
        archive.writestr("good.txt", "text")
    found = {source.path: source.refusal.code if source.refusal else source.kind for source in sources([tmp_path])}
    assert found == {
        "a.zip/inner.zip": "forbidden",
        "a.zip/../up.txt": "forbidden",
        "a.zip/bomb.txt": "oversized",
        "a.zip/large.txt": "oversized",
        "a.zip/good.txt": "text",
    }


def test_a_zip_that_is_none_is_unreadable(tmp_path: Path) -> None:
    """A broken archive is one refusal."""
    (tmp_path / "a.zip").write_bytes(b"no archive")
    [source] = sources([tmp_path])
    assert source.refusal is not None
    assert source.refusal.code == "unreadable"


def test_json_lines_come_in_blocks_of_whole_lines(tmp_path: Path) -> None:
    """A large file is cut at line ends, so that no worker holds more than a block."""
    path = tmp_path / "r.jsonl"
    path.write_bytes(b"".join(b'{"text": "%d"}\n' % number for number in range(1000)))
    blocks = list(sources([path], limits=Limits(block=1000)))
    assert len(blocks) > 10
    assert [found.path for block in blocks for found in read(block)] == [f"r.jsonl#{n}" for n in range(1, 1001)]


def test_json_lines_in_a_zip_read_the_same(tmp_path: Path) -> None:
    """Blocks of a packed file give the same records as those of a plain one."""
    data = b"".join(b'{"text": "report %d"}\n' % number for number in range(300))
    (tmp_path / "r.jsonl").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("r.jsonl", data)

    def texts(path: Path) -> list[str]:
        limits = Limits(block=500)
        return [getattr(found, "text", "") for source in sources([path], limits=limits) for found in read(source)]

    assert texts(tmp_path / "a.zip") == texts(tmp_path / "r.jsonl") == [f"report {n}" for n in range(300)]


def test_a_line_beyond_the_limit_is_skipped_and_counted(tmp_path: Path) -> None:
    """One oversized line is named by its number; the lines around it are read."""
    path = tmp_path / "r.jsonl"
    path.write_bytes(b'{"text": "one"}\n{"text": "' + b"a" * 5000 + b'"}\n{"text": "three"}\n')
    found = [item for source in sources([path], limits=Limits(text=1000)) for item in read(source)]
    assert [(item.path, getattr(item, "code", "read")) for item in found] == [
        ("r.jsonl#1", "read"),
        ("r.jsonl#2", "oversized"),
        ("r.jsonl#3", "read"),
    ]


def test_a_source_is_frozen(folder: Path) -> None:
    """A pointer cannot be turned to another file."""
    source: Source = next(sources([folder]))
    with pytest.raises(AttributeError):
        source.file = "/etc/passwd"  # type: ignore[misc]
