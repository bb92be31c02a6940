"""What a case keeps of the inputs it is given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tawatur.casefile import Case, Input, Reading, Stored
from tawatur.record import Document, Part, Rejected

from .values import claim, document, packed, reading


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A new case."""
    with Case.open(str(tmp_path / "a.case"), create=True) as opened:
        yield opened


def test_a_document_comes_back_as_it_was_read(case: Case) -> None:
    """Text, what it says of itself, its parts and notes survive the case unchanged."""
    read = document(
        title="عنوان",
        author="كاتبة",
        language="ar",
        address="https://example.org/1",
        parts=(Part(kind="main", span=(0, 5), reason="test"),),
        notes=("a note",),
        tlp="TLP:GREEN",
    )
    case.store([reading(packed(read))])
    assert case.document(read.sha256) == read


def test_the_original_bytes_are_kept(case: Case) -> None:
    """The bytes a document was read from come back exactly."""
    read = document(text="نص\r\n\ufeffمع أسطر")
    case.store([reading(packed(read))])
    assert case.original(read.sha256) == read.text.encode()


def test_claims_come_back_as_they_were_made(case: Case) -> None:
    """A claim with everything in it survives the case unchanged."""
    read = document()
    made = claim(read)
    case.store([reading(packed(read, made))])
    assert case.claims() == [made]


def test_claims_come_by_path_place_and_identifier(case: Case) -> None:
    """The order of claims does not depend on the order of storing."""
    first, second = document("a.txt", "أول ثان ثالث"), document("b.txt", "رابع")
    early, late = claim(first, 0, 3), claim(first, 4, 7)
    other = claim(second)
    case.store([reading(packed(second, other))])
    case.store([reading(packed(first, late, early))])
    assert case.claims() == [early, late, other]


def test_the_same_bytes_under_two_paths_are_one_document(case: Case) -> None:
    """The first path in sorted order names the document; the others are its copies."""
    here, there = document("b.txt"), document("a.txt")
    case.store([reading(packed(here, claim(here)))])
    case.store([reading(packed(there, claim(there)))])
    assert list(case.documents()) == [document("a.txt", copies=("b.txt",))]
    assert [made.document for made in case.claims()] == ["a.txt"]


@pytest.mark.parametrize("order", [("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_of_the_same_bytes_the_first_path_decides_how_they_are_read(case: Case, order: tuple[str, str]) -> None:
    """In whatever order the paths arrive, the reading of the first in sorted order is kept."""
    for path in order:
        case.store([reading(packed(document(path, title=path)))])
    assert [read.title for read in case.documents()] == ["a.txt"]


def test_a_file_that_changed_replaces_its_document(case: Case) -> None:
    """One path never shows two reports: the new bytes take the place of the old."""
    old, new = document(text="قديم"), document(text="جديد")
    case.store([reading(packed(old, claim(old)), stamp="1")])
    changed = case.store([reading(packed(new, claim(new)), stamp="2")])
    assert (list(case.documents()), [made.quote for made in case.claims()]) == ([new], ["جديد"])
    assert changed == Stored(new=1, replaced=0, removed=1)
    assert case.original(old.sha256) is None


def test_what_an_input_gave_is_known_by_its_stamp(case: Case) -> None:
    """The stamp is stored with the documents, so a second build knows what it need not read."""
    case.store([reading(packed(document()), stamp="reader/1 abc")])
    assert case.inputs() == {"a.txt": Input("a.txt", "reader/1 abc")}


def test_rejected_inputs_are_kept_with_their_reasons(case: Case) -> None:
    """What could not be read is in the case, and leaves it when it can be read."""
    bad = Rejected(path="a.txt", code="empty", reason="nothing in it")
    case.store([Reading("a.txt", "a.txt", "1", (), (bad,))])
    assert case.rejected() == (bad,)
    case.store([reading(packed(document()), stamp="2")])
    assert case.rejected() == ()


def test_forgetting_an_input_takes_out_what_only_it_gave(case: Case) -> None:
    """A document that another path still leads to stays."""
    shared, alone = document("a.txt"), document("c.txt", "وحيد")
    case.store([reading(packed(shared)), reading(packed(document("b.txt"))), reading(packed(alone, claim(alone)))])
    assert case.forget(["a.txt", "c.txt"]) == 1
    assert [read.path for read in case.documents()] == ["b.txt"]
    assert case.claims() == []


def test_the_same_reading_twice_changes_nothing(case: Case) -> None:
    """Storing is idempotent."""
    read = document()
    given = [reading(packed(read, claim(read)))]
    case.store(given)
    before = (list(case.reports()), case.search([["كابل"]]), case.counts())
    case.store(given)
    assert (list(case.reports()), case.search([["كابل"]]), case.counts()) == before


def test_a_lone_surrogate_does_not_stop_the_case(case: Case) -> None:
    """Text that cannot be written as UTF-8 keeps its length, so that offsets stay true."""
    read = Document(path="a.txt", sha256="0" * 64, text="a\ud800b")
    case.store([reading(packed(read, words="a"))])
    kept = case.document("0" * 64)
    assert kept is not None
    assert kept.text == "a?b"


def test_hundreds_of_documents_fit_one_transaction(case: Case) -> None:
    """Lists longer than a statement may hold are stored and dropped in parts."""
    many = [document(f"{number:04}.txt", f"نص رقم {number}") for number in range(1200)]
    case.store([reading(packed(read, claim(read))) for read in many])
    assert case.counts()[:2] == (1200, 1200)
    case.store([reading(packed(read, claim(read)), stamp="2") for read in many])
    assert case.counts()[:2] == (1200, 1200)
    assert case.forget([read.path for read in many]) == 1200
