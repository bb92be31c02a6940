"""Single sentences: how far a claim of violence agrees with what annotators judged."""

from __future__ import annotations

from pathlib import Path

import pytest

import assault_sentences

SENTENCES = Path(__file__).resolve().parents[2] / ".." / "shared/data/arabic_event_gsr/assault_sentences.jsonl"
# F1 of "yes" against "easy no". Only rises.
FLOOR = 0.705


def test_agreement_on_assault_sentences() -> None:
    """Told from mentioned: F1 does not fall below its floor."""
    if not SENTENCES.is_file():
        pytest.skip("the judged sentences are not beside this checkout")
    rows = assault_sentences.judged(SENTENCES)
    assert assault_sentences.agreement(rows, assault_sentences.NOES["without the difficult"]).f1 >= FLOOR


def test_f1_of_no_agreement_is_zero() -> None:
    """Nothing claimed and nothing right divide by nothing."""
    assert assault_sentences.agreement([], ("easy no",)).f1 == 0.0
