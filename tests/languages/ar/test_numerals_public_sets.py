"""Arabic numerals of public sets: the share read rightly does not fall below its floor.

Run as a program it prints the figures and the rows that are left, by number.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tawatur.languages.ar import numerals
from tawatur.languages.ar.tokens import tokenize
from tawatur.script import fold

DATA = Path(__file__).resolve().parents[3] / ".." / "shared" / "data"
DUCKLING = DATA / "duckling_ar" / "duckling_ar.jsonl"
NUM2WORDS = DATA / "num2words_ar" / "pairs.jsonl"
FLOORS = {"Numeral": 0.99, "Numeral_EG": 0.99, "Ordinal": 0.99, "num2words": 0.95}


def reads(text: str, value: float) -> bool:
    found = numerals.find(tokenize(fold(text).text))
    return len(found) == 1 and found[0].value is not None and abs(found[0].value - value) < 1e-6


def outcomes(name: str) -> list[tuple[int, bool]]:
    path = NUM2WORDS if name == "num2words" else DUCKLING
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if name == "num2words":
        return [
            (n, reads(case["words"], int(case["number"])))
            for n, case in enumerate(cases)
            if "currency" not in case["kwargs"] and "." not in case["number"] and abs(int(case["number"])) < 10**9
        ]
    return [(n, reads(case["input"], case["value"])) for n, case in enumerate(cases) if case["dimension"] == name]


@pytest.mark.skipif(not DUCKLING.is_file(), reason="the public sets are not beside the checkout")
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_reads_public_numerals(name: str) -> None:
    """The share of rows read rightly does not fall below its floor."""
    results = outcomes(name)
    wrong = [row for row, right in results if not right]

    assert len(results) > 20
    assert 1 - len(wrong) / len(results) >= FLOORS[name], f"rows left: {wrong}"


if __name__ == "__main__":
    for set_name in FLOORS:
        results = outcomes(set_name)
        left = [row for row, right in results if not right]
        print(f"{set_name}: {len(results) - len(left)}/{len(results)}, left {left}")
