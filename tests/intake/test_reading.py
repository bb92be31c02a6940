"""Reading: files, records and bad input, with real files."""

from __future__ import annotations

import hashlib
import json
import os
import random
import zipfile
from pathlib import Path

import pytest

from tawatur.errors import DataError
from tawatur.intake import Mapping, load_mapping, read, sources
from tawatur.record import Document, Rejected

from .conftest import Reader, Refusals


def _json(*records: object) -> bytes:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode()


def test_a_text_is_the_decoded_file(tmp_path: Path, report: str, read_all: Reader) -> None:
    """The text is what Python's text mode reads, and the identity is that of the bytes."""
    data = report.replace("\n", "\r\n").encode("utf-8-sig")
    (tmp_path / "a.txt").write_bytes(data)
    [document] = read_all(tmp_path)
    assert isinstance(document, Document)
    with open(tmp_path / "a.txt", encoding=document.encoding) as stream:
        assert document.text == stream.read() == report
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_the_same_bytes_have_the_same_identity(tmp_path: Path, report: str, read_all: Reader) -> None:
    """Two names, one document: the build joins them by their digest."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(report, encoding="utf-8")
    first, second = read_all(tmp_path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.id == second.id


def test_bad_files_are_named_and_the_good_one_is_read(tmp_path: Path, report: str, refusals: Refusals) -> None:
    """Each kind of bad input has its code."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \n \t\n")
    (tmp_path / "random.txt").write_bytes(random.Random(7).randbytes(4000))
    (tmp_path / "line.txt").write_bytes("كلمة ".encode() * 5_600_000)
    (tmp_path / "broken.json").write_bytes(b'[{"text": "a"},\n{"text": }\n]')
    (tmp_path / "deep.json").write_bytes(b"[" * 200_000)
    (tmp_path / "cut.html").write_bytes(b"<html><head><title")
    (tmp_path / "notes.docx").write_bytes(b"PK")
    (tmp_path / "good.txt").write_text(report, encoding="utf-8")
    assert refusals(tmp_path) == {
        "blank.txt": "empty",
        "broken.json": "unreadable",
        "cut.html": "empty",
        "deep.json": "unreadable",
        "empty.txt": "empty",
        "line.txt": "oversized",
        "notes.docx": "unsupported",
        "random.txt": "unreadable",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_permission_is_unreadable(tmp_path: Path, refusals: Refusals) -> None:
    """What the system does not let us open is named."""
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    assert refusals(tmp_path) == {"a.txt": "unreadable"}


def test_a_file_that_disappears_is_unreadable(tmp_path: Path) -> None:
    """A file removed between listing and reading is a refusal, not a crash."""
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    [source] = sources([tmp_path])
    (tmp_path / "a.txt").unlink()
    assert [type(found) for found in read(source)] == [Rejected]


def test_a_damaged_member_is_unreadable(tmp_path: Path, report: str, refusals: Refusals) -> None:
    """A zip member whose checksum fails is named; the other is read."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("bad.txt", report)
        archive.writestr("good.txt", report)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[60] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(bytes(data))
    assert refusals(tmp_path) == {"a.zip/bad.txt": "unreadable"}


def test_records_are_read_by_the_usual_field_names(tmp_path: Path, read_all: Reader) -> None:
    """Without a mapping, common names are understood; the text is the field as it is."""
    record = {
        "title": "عنوان",
        "content": "نص الخبر\r\nكامل",
        "source": "المرآة",
        "url": "https://mirror.example/1",
        "date_extracted": "2015-07-21 02:51:32",
        "author": "سلمى",
    }
    data = _json(record)
    (tmp_path / "r.jsonl").write_bytes(data)
    [document] = read_all(tmp_path)
    assert isinstance(document, Document)
    assert (document.path, document.sha256) == ("r.jsonl#1", hashlib.sha256(data).hexdigest())
    assert document.text == record["content"]
    assert (document.title, document.author, document.publisher, document.published, document.address) == (
        "عنوان",
        "سلمى",
        "المرآة",
        "2015-07-21",
        "https://mirror.example/1",
    )


def test_a_mapping_file_names_the_fields(tmp_path: Path) -> None:
    """A mapping reaches into objects, tries names in order and joins paragraphs."""
    (tmp_path / "m.yaml").write_text(
        "text: doc.paragraphs\npublisher: [outlet, paper]\nrecords: hits\n", encoding="utf-8"
    )
    (tmp_path / "r.json").write_bytes(
        _json({"hits": [{"doc": {"paragraphs": ["واحد", "اثنان"]}, "paper": "المرآة"}]})
    )
    mapping = load_mapping(tmp_path / "m.yaml")
    assert mapping == Mapping(text=("doc.paragraphs",), publisher=("outlet", "paper"), records=("hits",))
    [source] = sources([tmp_path / "r.json"], mapping=mapping)
    [document] = read(source)
    assert isinstance(document, Document)
    assert (document.path, document.text, document.publisher) == ("r.json#1", "واحد\nاثنان", "المرآة")


@pytest.mark.parametrize("content", ["nonsense: text\n", "- text\n", "text: {a: b}\n", "text: [\n"])
def test_a_wrong_mapping_is_a_data_error(tmp_path: Path, content: str) -> None:
    """The message says what a mapping may say."""
    (tmp_path / "m.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(DataError):
        load_mapping(tmp_path / "m.yaml")


def test_broken_json_names_its_line(tmp_path: Path, read_all: Reader) -> None:
    """Whoever has to mend the file is told where."""
    (tmp_path / "r.json").write_bytes(b'[\n{"text": "a"},\n{"text": oops}\n]')
    [rejected] = read_all(tmp_path)
    assert isinstance(rejected, Rejected)
    assert "broken at line 3" in rejected.reason


def test_bad_lines_are_named_and_the_others_read(tmp_path: Path, read_all: Reader) -> None:
    """Broken, empty-handed, misshapen and over-nested lines each get their reason."""
    lines = [
        _json({"text": "one"}),
        b'{"text":',
        b'{"title": "no text"}',
        b"[1]",
        b"",
        b'{"text": "\\ud800"}',
        b"[" * 50_000,
        _json({"text": "last"}),
    ]
    (tmp_path / "r.jsonl").write_bytes(b"\n".join(lines))
    assert [(found.path, getattr(found, "code", "read")) for found in read_all(tmp_path)] == [
        ("r.jsonl#1", "read"),
        ("r.jsonl#2", "unreadable"),
        ("r.jsonl#3", "empty"),
        ("r.jsonl#4", "unreadable"),
        ("r.jsonl#6", "unreadable"),
        ("r.jsonl#7", "unreadable"),
        ("r.jsonl#8", "read"),
    ]


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2024-03-22T23:30:00Z", "2024-03-22"),
        (1711065600, "2024-03-22"),
        (1711065600000, "2024-03-22"),
        (2024, "2024"),
        ("22 مارس 2024", "2024-03-22"),
        ("2024-03", "2024-03"),
        ("soon", None),
        (True, None),
        (None, None),
    ],
)
def test_a_record_date_keeps_its_precision(tmp_path: Path, read_all: Reader, value: object, edtf: str | None) -> None:
    """Timestamps, written dates, months and years; anything else is no date."""
    (tmp_path / "r.jsonl").write_bytes(_json({"text": "نص الخبر", "date": value}))
    [document] = read_all(tmp_path)
    assert isinstance(document, Document)
    assert document.published == edtf
