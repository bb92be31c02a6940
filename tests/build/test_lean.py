"""Claims without what explains them are compared as the whole ones are."""

from __future__ import annotations

from pathlib import Path

from tawatur.build import build
from tawatur.build.lean import Shared, lean
from tawatur.build.settling import cards
from tawatur.casefile import Case
from tawatur.reconciliation import reconcile

from .reports import write_reports


def test_comparing_gives_the_same_from_lean_claims(tmp_path: Path) -> None:
    """Judgements, events and copies: nothing that is decided or kept reads what was left out."""
    write_reports(tmp_path / "in", 60)
    build([tmp_path / "in"], str(tmp_path / "a.case"))
    with Case.open(str(tmp_path / "a.case")) as case:
        known, claims = cards(case), case.claims()
    assert len(claims) > 40
    assert reconcile(known, list(lean(claims))) == reconcile(known, claims)


def test_equal_values_become_one_value_of_their_own_type() -> None:
    """One is not true, and 1.0 is not 1."""
    share = Shared()
    first, second = "a name"[:], "".join(["a ", "name"])
    assert share(first) is share(second)
    assert [share(1), share(True), share(1.0)] == [1, True, 1.0]
    assert [type(share(1)), type(share(True)), type(share(1.0))] == [int, bool, float]
