"""Numbers that count many events, by the examples of the table and by what they are not."""

from __future__ import annotations

import pytest

from tawatur.codebook import counts_events
from tawatur.extraction import default_extractor
from tawatur.languages.ar.lexicon import load_yaml
from tawatur.record import Claim, Document, Figure

EXAMPLES = load_yaml("statistics.yaml")["examples"]


def read(text: str) -> tuple[Claim, ...]:
    """The claims of a report of one sentence."""
    return default_extractor().extract(Document(path="a.txt", sha256="0" * 64, text=text, published="2025-03-01"))


def worded(figure: Figure) -> str:
    """A figure as the table writes it."""
    period = f" ({figure.period})" if figure.period else ""
    return f"{figure.measure} {figure.op} {figure.value}{period}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda row: row["text"][:40])
def test_every_example_reads_as_the_table_says(example: dict[str, object]) -> None:
    """No count more and none less; a toll or a place with few attacks is no statistic."""
    claims = [claim for claim in read(str(example["text"])) if counts_events(claim)]
    assert [worded(figure) for claim in claims for figure in claim.figures] == example["reads"]


@pytest.mark.parametrize("example", [row for row in EXAMPLES if row["reads"]], ids=lambda row: row["text"][:40])
def test_a_statistic_is_one_claim_with_every_value_in_its_quote(example: dict[str, object]) -> None:
    """The words of each figure and of the time it counts stand where they are said to."""
    text = str(example["text"])
    (claim,) = [claim for claim in read(text) if counts_events(claim)]
    assert claim.quote == text[slice(*claim.span)]
    for figure in claim.figures:
        assert figure.text == text[slice(*figure.span)]
        assert claim.span[0] <= figure.span[0] < figure.span[1] <= claim.span[1]
        assert (figure.period or "") in claim.quote


def test_a_statistic_has_no_country_that_the_report_only_suggests() -> None:
    """Twenty-one plots in nine countries did not happen where the rest of the report does."""
    text = (
        "قتل خمسة أشخاص في انفجار في كابول في أفغانستان يوم 4 يناير 2024. وقالت أفغانستان إن التحقيق مستمر.\n"
        "وخطط تنظيم داعش في عام 2023 لشن 14 هجوما في ست دول أوروبية."
    )
    (claim,) = [claim for claim in read(text) if counts_events(claim)]
    assert claim.place is None
