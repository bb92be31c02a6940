"""Packs: the round trip is exact, every byte counts, and a partner's word stays the partner's."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tawatur.build.words import groups, passages
from tawatur.casefile import Case
from tawatur.errors import CaseError
from tawatur.publishing.merging import Conflict, merge
from tawatur.publishing.packing import pack, unpack, verify
from tawatur.publishing.signing import UnusableKey, open_key
from tawatur.publishing.tlp import MarkingBroken
from tawatur.record import Judgement

from .cases import REPORTS, exported, make

OURS = {name: REPORTS[name] for name in ("kabul.txt", "kabul-two.txt")}
THEIRS = {name: REPORTS[name] for name in ("kabul.txt", "berlin.txt")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a case, judged and marked by a reviewer, and a pack of it."""
    folder = tmp_path_factory.mktemp("packing")
    path = make(folder)
    with Case.open(str(path)) as case:
        first, second = (claim.id for claim in case.claims()[:2])
        case.judge(Judgement(left=first, right=second, verdict="different", by="Nour", reason="two places"))
        case.mark("claim", first, "TLP:GREEN", "Nour")
    write(path, folder / "a.pack", "TLP:GREEN")
    return folder


def write(case: Path, out: Path, ceiling: str = "TLP:CLEAR") -> bytes:
    """Pack a case with the key of the folder."""
    stream = io.BytesIO()
    with Case.open(str(case)) as opened:
        pack(opened, stream, open_key(out.with_name("key.pem")), ceiling)
    out.write_bytes(stream.getvalue())
    return stream.getvalue()


def test_pack_unpack_pack_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """And so does packing the same case again: the record of a pack lies outside of it."""
    first = (built / "a.pack").read_bytes()
    unpack(built / "a.pack", str(tmp_path / "b.case"), passages)
    (tmp_path / "key.pem").write_bytes((built / "key.pem").read_bytes())
    assert write(tmp_path / "b.case", tmp_path / "b.pack", "TLP:GREEN") == first
    assert write(built / "a.case", built / "again.pack", "TLP:GREEN") == first


def test_an_unpacked_case_is_the_case(built: Path, tmp_path: Path) -> None:
    """Exports, originals, judgements, markings, trail and search."""
    unpack(built / "a.pack", str(tmp_path / "b.case"), passages)
    with Case.open(str(built / "a.case")) as one, Case.open(str(tmp_path / "b.case")) as other:
        for sha256 in one.original_names():
            assert one.original(sha256) == other.original(sha256) != b""
        assert one.judgements(retired=True) == other.judgements(retired=True)
        assert one.markings() == other.markings()
        trail = [row for row in one.history() if row[2] != "packed"]
        assert [row for row in other.history() if row[2] != "unpacked"] == trail
        asked = groups(["تفجير", "كابول"])
        assert one.search(asked) == other.search(asked) != []
        for form in ("claims", "events"):
            assert exported(one, form) == exported(other, form)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_byte_is_detected_and_named(built: Path, tmp_path: Path, data: st.DataObject) -> None:
    """Whichever byte it is, and whatever it becomes; the message names the member or the place between members."""
    content = bytearray((built / "a.pack").read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] = data.draw(st.integers(0, 255).filter(lambda byte: byte != content[at]))
    broken = tmp_path / "broken.pack"
    broken.write_bytes(bytes(content))
    with pytest.raises(CaseError, match=r"tables/|originals/|manifest|signature|beginning"):
        verify(broken)


@pytest.mark.parametrize("left", [0, 1, 511, 512, 5000, -1, -1024])
def test_a_pack_cut_short_is_detected(built: Path, tmp_path: Path, left: int) -> None:
    """Wherever it ends."""
    broken = tmp_path / "short.pack"
    broken.write_bytes((built / "a.pack").read_bytes()[:left])
    with pytest.raises(CaseError):
        verify(broken)


def test_a_pack_signed_by_another_key_shows_another_fingerprint(built: Path, tmp_path: Path) -> None:
    """Whoever repacks a case cannot pass for its owner."""
    write(built / "a.case", tmp_path / "c.pack", "TLP:GREEN")
    assert verify(built / "a.pack").fingerprint != verify(tmp_path / "c.pack").fingerprint


def test_markings_are_checked(built: Path, tmp_path: Path) -> None:
    """A pack carries originals: what is marked stricter than its receivers may see stops it."""
    with pytest.raises(MarkingBroken, match="TLP:GREEN"):
        write(built / "a.case", tmp_path / "d.pack", "TLP:CLEAR")


def test_an_existing_case_is_not_written_over(built: Path) -> None:
    """The message says what to do."""
    with pytest.raises(CaseError, match="that is to be made"):
        unpack(built / "a.pack", str(built / "a.case"), passages)


def test_a_key_is_made_for_its_owner_only(tmp_path: Path) -> None:
    """And a file that is no key is refused."""
    made = open_key(tmp_path / "k.pem")
    assert (tmp_path / "k.pem").stat().st_mode & 0o777 == 0o600
    assert open_key(tmp_path / "k.pem").fingerprint == made.fingerprint
    (tmp_path / "bad.pem").write_text("no key")
    with pytest.raises(UnusableKey, match=r"bad\.pem"):
        open_key(tmp_path / "bad.pem")


def test_a_merge_keeps_who_said_what_and_lists_conflicts(tmp_path: Path) -> None:
    """New reports come under the partner's name, shared ones once; judgements under both names; ours stand."""
    (tmp_path / "ours").mkdir()
    (tmp_path / "theirs").mkdir()
    ours, theirs = make(tmp_path / "ours", OURS), make(tmp_path / "theirs", THEIRS)
    with Case.open(str(theirs)) as case:
        one, two = (claim.id for claim in case.claims() if claim.document == "kabul.txt")
        case.judge(Judgement(left=two, right=one, verdict="different", by="Samar", reason="two blasts"))
        case.mark("document", case.claims([one])[0].sha256, "TLP:GREEN", "Samar")
    write(theirs, tmp_path / "theirs.pack", "TLP:GREEN")
    with Case.open(str(ours)) as case:
        case.judge(Judgement(left=one, right=two, verdict="same", by="Nour", reason="one blast"))
        done = merge(case, tmp_path / "theirs.pack", "north", passages)
        expected = Conflict(
            left=min(one, two),
            right=max(one, two),
            ours="Nour",
            our_verdict="same",
            theirs="Samar (north)",
            their_verdict="different",
        )
        assert (done.added, done.shared, done.judgements, done.conflicts) == (1, 1, 1, (expected,))
        names = [document.path for document in case.documents()]
        assert names == ["kabul-two.txt", "kabul.txt", "north/berlin.txt"]
        reviewed = {(j.by, j.verdict) for j in case.judgements() if not j.by.startswith("rules/")}
        assert reviewed == {("Nour", "same"), ("Samar (north)", "different")}
        assert list(case.markings().values()) == ["TLP:GREEN"]
        again = merge(case, tmp_path / "theirs.pack", "north", passages)
        assert (again.added, again.judgements) == (0, 0)
