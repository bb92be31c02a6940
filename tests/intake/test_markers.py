"""The table of markers: each phrase catches its example and leaves its counter-example alone."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from tawatur.intake import headerdates
from tawatur.intake.markers import leading
from tawatur.script import fold_text

_DATA = files("tawatur.intake").joinpath("data")
_ROWS = yaml.safe_load(_DATA.joinpath("page.yaml").read_text(encoding="utf-8"))["markers"]
_DATES = yaml.safe_load(_DATA.joinpath("dates.yaml").read_text(encoding="utf-8"))["examples"]


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row["phrase"])
def test_each_marker_catches_its_example(row: dict[str, str]) -> None:
    """The example begins with a marker of the kind the row gives."""
    hit = leading(fold_text(row["example"]).strip())
    assert hit is not None
    assert hit.marker.role == row["kind"]


@pytest.mark.parametrize("row", [row for row in _ROWS if "not" in row], ids=lambda row: row["phrase"])
def test_each_marker_leaves_its_counter_example_alone(row: dict[str, str]) -> None:
    """A sentence that begins with the same words is not marked."""
    hit = leading(fold_text(row["not"]).strip())
    assert hit is None or hit.marker.role in ("published", "updated"), hit


@pytest.mark.parametrize("row", _DATES, ids=lambda row: row["line"])
def test_each_header_date_is_read(row: dict[str, str]) -> None:
    """Every example line gives its EDTF date, with its own precision."""
    found = headerdates.first_date(row["line"])
    assert found is not None
    assert found.edtf == row["edtf"]
    assert (headerdates.only_a_date(fold_text(row["line"])) is not None) == row.get("alone", False)


@pytest.mark.parametrize(
    "line", ["31 فبراير 2024", "99/99/2024", "في 2024", "1234567890", "حوالي 20 ألف 2024 شخص", ""]
)
def test_what_is_no_date_gives_none(line: str) -> None:
    """Impossible days, bare years and counts are not header dates."""
    assert headerdates.first_date(line) is None
