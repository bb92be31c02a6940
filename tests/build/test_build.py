"""Whole builds with the real parts: the same case whatever the order and the number of workers."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from tawatur.build import BuildReport, build
from tawatur.build.worker import INTERNAL
from tawatur.casefile import Case
from tawatur.engines import LocalEngine
from tawatur.errors import UsageError
from tawatur.intake import load_mapping
from tawatur.publishing import export

from .reports import write_reports

REPORT = "أسفر انفجار عبوة ناسفة في كابول يوم 4 يناير 2024 عن مقتل 7 أشخاص وإصابة 12 آخرين.\n"


def exports(case: Path) -> tuple[bytes, ...]:
    """Everything a case exports."""
    found = []
    with Case.open(str(case)) as opened:
        for form in ("claims", "events", "csv"):
            out = io.BytesIO()
            export(opened, form, out)
            found.append(out.getvalue())
    return tuple(found)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a hundred and twenty reports with some copies."""
    folder = tmp_path_factory.mktemp("reports")
    write_reports(folder, 120)
    return folder


@pytest.fixture(scope="module")
def built(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    """The case of that folder, by one worker in one go."""
    case = tmp_path_factory.mktemp("case") / "a.case"
    return case, build([reports], str(case))


def test_a_build_finds_claims_and_events(built: tuple[Path, BuildReport]) -> None:
    """The other tests compare cases that hold something."""
    _, report = built
    assert (report.documents, report.copies, report.rejected) == (120, 14, ())
    assert report.claims > 100
    assert 10 < report.events < report.claims


def test_two_workers_make_the_same_case_as_one(
    reports: Path, built: tuple[Path, BuildReport], tmp_path: Path
) -> None:
    """Byte for byte."""
    build([reports], str(tmp_path / "b.case"), workers=2)
    assert exports(tmp_path / "b.case") == exports(built[0])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_files_does_not_matter(
    reports: Path, built: tuple[Path, BuildReport], tmp_path: Path, seed: int
) -> None:
    """Files given one by one in any order, in several builds, make the same case."""
    files = sorted(reports.iterdir())
    random.Random(seed).shuffle(files)
    case = str(tmp_path / "b.case")
    third = len(files) // 3
    for part in (files[:third], files[third : 2 * third], files[2 * third :]):
        build(part, case, batch=5)
    assert exports(tmp_path / "b.case") == exports(built[0])


def test_an_unchanged_build_reads_nothing(reports: Path, built: tuple[Path, BuildReport]) -> None:
    """Every input is skipped, and the exports are the same."""
    case, first = built
    before = exports(case)
    again = build([reports], str(case))
    assert (again.read, again.skipped, again.removed) == (0, first.read, 0)
    assert exports(case) == before


def test_progress_is_told_for_every_input(reports: Path, tmp_path: Path) -> None:
    """It counts up to the number of inputs, then names the comparing of claims by an empty path."""
    told: list[tuple[int, int, str]] = []
    build([reports], str(tmp_path / "b.case"), progress=lambda *now: told.append(now))
    total = len(list(reports.iterdir()))
    assert [done for done, _, _ in told] == [*range(1, total + 1), total]
    assert told[-1] == (total, total, "")


# --- files that come, change and go


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one report."""
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "a.txt").write_text(REPORT, encoding="utf-8")
    return inside


def names(case: Path) -> list[str]:
    """The paths of the documents of a case."""
    with Case.open(str(case)) as opened:
        return [document.path for document in opened.documents()]


def test_a_report_whose_file_is_gone_stays(folder: Path, tmp_path: Path) -> None:
    """A case is an archive: taking a file away takes nothing out of it."""
    case = tmp_path / "a.case"
    build([folder], str(case))
    (folder / "a.txt").rename(tmp_path / "away.txt")
    (folder / "b.txt").write_text("خبر آخر عن معرض.\n", encoding="utf-8")
    build([folder], str(case))
    assert names(case) == ["a.txt", "b.txt"]


def test_pruning_takes_it_out(folder: Path, tmp_path: Path) -> None:
    """With `prune` the case is what the folder is, its events too."""
    case = tmp_path / "a.case"
    build([folder], str(case))
    (folder / "a.txt").unlink()
    (folder / "b.txt").write_text("خبر آخر عن معرض.\n", encoding="utf-8")
    report = build([folder], str(case), prune=True)
    assert (names(case), report.removed, report.events) == (["b.txt"], 1, 0)


def test_a_changed_file_is_read_again(folder: Path, tmp_path: Path) -> None:
    """The case follows the file, and ends as if built from the new one alone."""
    build([folder], str(tmp_path / "a.case"))
    (folder / "a.txt").write_text(REPORT.replace("7", "9"), encoding="utf-8")
    build([folder], str(tmp_path / "a.case"))
    build([folder], str(tmp_path / "fresh.case"))
    assert exports(tmp_path / "a.case") == exports(tmp_path / "fresh.case")


def test_lines_that_left_a_file_leave_the_case(tmp_path: Path) -> None:
    """A shorter JSON Lines file is a shorter case, without pruning."""
    file = tmp_path / "feed.jsonl"
    records = [f'{{"text": "{REPORT.strip()} {number}"}}\n' for number in range(3)]
    file.write_text("".join(records), encoding="utf-8")
    build([file], str(tmp_path / "a.case"))
    file.write_text(records[0], encoding="utf-8")
    build([file], str(tmp_path / "a.case"))
    assert len(names(tmp_path / "a.case")) == 1


def test_originals_of_every_kind_are_kept(tmp_path: Path) -> None:
    """The bytes of a file, a zip member, a line and a JSON record are in the case under their SHA-256."""
    folder = tmp_path / "in"
    folder.mkdir()
    record = f'{{"text": "{REPORT.strip()} من سجل"}}'
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "b.jsonl").write_text(record.replace("سجل", "سطر") + "\n" + record + "\n", encoding="utf-8")
    (folder / "c.json").write_text(f'{{"articles": [{record.replace("سجل", "قائمة")}]}}', encoding="utf-8")
    with zipfile.ZipFile(folder / "d.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.txt", REPORT + "من أرشيف\n")
    build([folder], str(tmp_path / "a.case"))
    import hashlib

    with Case.open(str(tmp_path / "a.case")) as case:
        kept = {document.sha256: case.original(document.sha256) for document in case.documents()}
    assert len(kept) == 5
    assert {sha256: hashlib.sha256(content or b"").hexdigest() for sha256, content in kept.items()} == {
        sha256: sha256 for sha256 in kept
    }


def test_a_mapping_that_changes_is_read_again(tmp_path: Path) -> None:
    """The fields of records are part of what was read."""
    file = tmp_path / "feed.jsonl"
    file.write_text(f'{{"corps": "{REPORT.strip()}", "note": "x"}}\n', encoding="utf-8")
    mapping = tmp_path / "fields.yaml"
    mapping.write_text("text: note\n")
    case = str(tmp_path / "a.case")
    build([file], case, mapping=load_mapping(mapping))
    mapping.write_text("text: corps\n")
    report = build([file], case, mapping=load_mapping(mapping))
    assert (report.read, report.documents) == (1, 1)
    with Case.open(case) as opened:
        assert next(opened.documents()).text.strip() == REPORT.strip()


# --- input that cannot be read


@pytest.fixture
def mixed(folder: Path) -> Path:
    """Good reports among input of every bad kind."""
    (folder / "empty.txt").touch()
    (folder / "noise.txt").write_bytes(random.Random(1).randbytes(3000))
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (folder / "broken.json").write_text('{"text": ')
    (folder / "cut.html").write_text(f"<html><body><article><p>{REPORT}<p>{REPORT[:40]}", encoding="utf-8")
    with zipfile.ZipFile(folder / "outer.zip", "w") as archive:
        archive.writestr("inner.zip", b"PK\x05\x06" + bytes(18))
        archive.writestr("good.txt", REPORT + "نسخة في أرشيف.\n")
    (folder / "link.txt").symlink_to("/etc/hostname")
    (folder / "zz.txt").write_text(REPORT.replace("كابول", "بغداد"), encoding="utf-8")
    return folder


def test_bad_input_is_named_with_its_reason_and_the_rest_is_built(mixed: Path, tmp_path: Path) -> None:
    """Each thing that cannot be read is in the report by path, code and reason; good reports are all there."""
    report = build([mixed], str(tmp_path / "a.case"))
    assert {item.path: item.code for item in report.rejected} == {
        "broken.json": "unreadable",
        "empty.txt": "empty",
        "link.txt": "forbidden",
        "noise.txt": "unreadable",
        "outer.zip/inner.zip": "forbidden",
        "picture.png": "unsupported",
    }
    assert all(item.reason for item in report.rejected)
    assert {"a.txt", "outer.zip/good.txt", "zz.txt"} <= set(names(tmp_path / "a.case"))


def test_what_was_refused_once_is_not_read_again_and_not_forgotten(mixed: Path, tmp_path: Path) -> None:
    """An unchanged build still tells what could not be read."""
    first = build([mixed], str(tmp_path / "a.case"))
    again = build([mixed], str(tmp_path / "a.case"))
    assert (again.read, again.rejected) == (0, first.rejected)


def test_a_path_that_does_not_exist_is_a_wrong_request(tmp_path: Path) -> None:
    """No case is made of a mistyped path."""
    with pytest.raises(UsageError):
        build([tmp_path / "none"], str(tmp_path / "a.case"))
    assert not (tmp_path / "a.case").exists()


def test_a_defect_met_in_one_report_costs_only_that_report(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is recorded as a defect with its type and message, and tried again by the next build."""
    from tawatur.build import worker

    sound = worker.extractor()

    class Faulty:
        version = sound.version

        def extract(self, document):  # type: ignore[no-untyped-def]
            if "معرض" in document.text:
                raise ZeroDivisionError("made for the test")
            return sound.extract(document)

    (folder / "b.txt").write_text("خبر عن معرض.\n", encoding="utf-8")
    monkeypatch.setattr(worker, "extractor", Faulty)
    report = build([folder], str(tmp_path / "a.case"))
    assert [(item.path, item.code) for item in report.rejected] == [("b.txt", INTERNAL)]
    assert "ZeroDivisionError: made for the test" in report.rejected[0].reason
    assert (names(tmp_path / "a.case"), report.defects) == (["a.txt"], 1)
    monkeypatch.undo()
    again = build([folder], str(tmp_path / "a.case"))
    assert (again.read, again.rejected, again.documents) == (1, (), 2)


def test_another_engine_can_do_the_work(folder: Path, tmp_path: Path) -> None:
    """A build reads and settles on whatever offers `map`."""
    used: list[str] = []

    class Counting(LocalEngine):
        def map(self, function, items):  # type: ignore[no-untyped-def]
            for item in items:
                used.append(function.__name__)
                yield function(item)

    build([folder], str(tmp_path / "a.case"), engine=Counting())
    assert used == ["work", "tell_report", "settle_block"]
