"""Numbers and their nouns agree."""

from __future__ import annotations

import pytest

from tawatur.languages.ar.agreement import Noun, counted

DEAD = Noun("قتيل واحد", "قتيلان", "قتيلين", "قتلى", "قتيلًا", "قتيل")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0 قتيل"),
        (1, "قتيل واحد"),
        (2, "قتيلان"),
        (3, "3 قتلى"),
        (10, "10 قتلى"),
        (11, "11 قتيلًا"),
        (99, "99 قتيلًا"),
        (100, "100 قتيل"),
        (101, "101 قتيل"),
        (103, "103 قتلى"),
        (145, "145 قتيلًا"),
        (1200, "1,200 قتيل"),
        (2.5, "2.5 قتيل"),
        (7.0, "7 قتلى"),
    ],
)
def test_the_noun_takes_the_form_its_number_asks_for(number: float, expected: str) -> None:
    """One and two are words; then the last two digits decide."""
    assert counted(number, DEAD) == expected


def test_after_a_preposition_the_dual_is_oblique() -> None:
    """أكثر من قتيلين."""
    assert counted(2, DEAD, "oblique") == "قتيلين"
