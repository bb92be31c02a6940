"""Opening a case: what is one, what is not, and what the message says to do."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tawatur.casefile import BusyCase, Case, ForeignCase, MissingCase, NotACase
from tawatur.casefile.errors import UnsupportedAddress, UnwritableCase
from tawatur.errors import CaseError

from .values import claim, document, packed, reading


def test_a_missing_case_names_the_command_that_makes_one(tmp_path: Path) -> None:
    """The remedy is in the message."""
    with pytest.raises(MissingCase, match=r"tawatur build REPORTS --case .*none\.case"):
        Case.open(str(tmp_path / "none.case"))


def test_looking_does_not_make_a_case(tmp_path: Path) -> None:
    """A mistyped name leaves no empty file behind."""
    with pytest.raises(MissingCase):
        Case.open(str(tmp_path / "none.case"))
    assert list(tmp_path.iterdir()) == []


def test_a_text_file_is_not_a_case_and_stays_as_it_is(tmp_path: Path) -> None:
    """Nothing is written over a file that is something else."""
    file = tmp_path / "notes.txt"
    file.write_text("my notes")
    with pytest.raises(NotACase):
        Case.open(str(file), create=True)
    assert file.read_text() == "my notes"


def test_another_programs_database_is_not_a_case(tmp_path: Path) -> None:
    """A SQLite file with other tables is refused and left alone."""
    file = tmp_path / "other.db"
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE songs (name TEXT)")
    other.close()
    before = file.read_bytes()
    with pytest.raises(NotACase):
        Case.open(str(file), create=True)
    assert file.read_bytes() == before


def test_a_folder_is_not_a_case(tmp_path: Path) -> None:
    """A folder is named as what it is not."""
    with pytest.raises(NotACase):
        Case.open(str(tmp_path))


def test_a_damaged_case_is_named_as_such(tmp_path: Path) -> None:
    """A case with its middle overwritten raises an error of ours, not the database's."""
    file = tmp_path / "a.case"
    with Case.open(str(file), create=True) as case:
        case.store([reading(packed(document("a.txt", "نص " * 4000)))])
    content = bytearray(file.read_bytes())
    content[4096 : len(content)] = os.urandom(len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(CaseError), Case.open(str(file)) as case:
        list(case.reports())


def test_a_case_of_another_layout_is_refused(tmp_path: Path) -> None:
    """Tables this program does not know are not guessed at."""
    file = tmp_path / "a.case"
    Case.open(str(file), create=True).close()
    other = sqlite3.connect(file)
    other.execute("UPDATE meta SET value = '99' WHERE key = 'layout'")
    other.commit()
    other.close()
    with pytest.raises(ForeignCase, match="layout 99"):
        Case.open(str(file))


def test_an_empty_file_becomes_a_case_when_one_is_to_be_made(tmp_path: Path) -> None:
    """What a build killed at its first moment leaves behind can be built into."""
    file = tmp_path / "a.case"
    file.touch()
    with pytest.raises(MissingCase):
        Case.open(str(file))
    with Case.open(str(file), create=True) as case:
        assert case.counts().documents == 0


def test_a_folder_that_is_missing_is_told_from_a_case_that_is(tmp_path: Path) -> None:
    """The message speaks of the folder."""
    with pytest.raises(UnwritableCase, match="its folder exists"):
        Case.open(str(tmp_path / "no" / "a.case"), create=True)


def test_an_address_of_a_server_is_refused_with_its_remedy() -> None:
    """Until a case can live on a server, the message says so."""
    with pytest.raises(UnsupportedAddress, match="give a path"):
        Case.open("postgresql://localhost/case", create=True)


def test_a_case_that_is_being_written_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two writers at once: the second is told to wait rather than to lose its work."""
    from tawatur.casefile import dialect

    monkeypatch.setattr(dialect, "_WAIT", 0.1)
    file = tmp_path / "a.case"
    with Case.open(str(file), create=True) as case:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyCase):
            case.store([reading(packed(document()))])
        other.execute("ROLLBACK")
        other.close()
        case.store([reading(packed(document()))])
        assert case.counts().documents == 1


def test_at_rest_a_case_is_one_file(tmp_path: Path) -> None:
    """Copying the file copies the case."""
    with Case.open(str(tmp_path / "a.case"), create=True) as case:
        case.store([reading(packed(document(), claim(document())))])
    assert [file.name for file in tmp_path.iterdir()] == ["a.case"]


def test_any_sqlite_tool_reads_it(tmp_path: Path) -> None:
    """Claims are rows with their fields in columns and whole as JSON."""
    made = claim(document())
    with Case.open(str(tmp_path / "a.case"), create=True) as case:
        case.store([reading(packed(document(), made))])
    tool = sqlite3.connect(tmp_path / "a.case")
    row = tool.execute("SELECT event_type, country, json_extract(value, '$.quote') FROM claims").fetchone()
    assert row == ("bombing", "AF", made.quote)


_DIES_STORING = """
import os, signal, sys
from values import claim, document, packed, reading
from tawatur.casefile import Case, storing

case = Case.open(sys.argv[1], create=True)
case.store([reading(packed(document("a.txt", "أول"), claim(document("a.txt", "أول"))))])
last = storing._drop_pathless
def die(*arguments):
    last(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
storing._drop_pathless = die
case.store([reading(packed(document("b.txt", "ثان"), claim(document("b.txt", "ثان"))))])
"""


def test_a_process_killed_inside_a_transaction_leaves_the_case_before_it(tmp_path: Path) -> None:
    """A document is in the case with all its claims, or not at all."""
    file = tmp_path / "a.case"
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    ended = subprocess.run([sys.executable, "-c", _DIES_STORING, str(file)], env=env, check=False)
    assert ended.returncode == -signal.SIGKILL
    with Case.open(str(file)) as case:
        assert [(read.path, len(claims)) for read, claims in case.reports()] == [("a.txt", 1)]
