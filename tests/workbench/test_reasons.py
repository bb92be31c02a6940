"""Reasons: recorded once, said in the reader's language with the same values."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest
import yaml

import tawatur.workbench
from tawatur.casefile import Case
from tawatur.workbench.names import Names
from tawatur.workbench.reasons import Reason, reason
from tawatur.workbench.wording import Say

ROWS = yaml.safe_load((Path(tawatur.workbench.__file__).parent / "reasons.yaml").read_text(encoding="utf-8"))
ARABIC = Names(Say("ar", digits="latn"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["says"]))
def test_a_reason_keeps_its_values(row: dict[str, str]) -> None:
    """What the recorded reason quotes, the Arabic one quotes."""
    taken = [{name for _, name, _, _ in Formatter().parse(row[key]) if name} for key in ("says", "ar")]
    assert taken[0] == taken[1]


def test_the_reasons_of_the_sample_are_said_in_arabic(sample_case: Path) -> None:
    """Of every event, figure, chain and judgement."""
    with Case.open(str(sample_case)) as case:
        recorded = {judgement.reason for judgement in case.judgements()}
        for event in case.events():
            recorded |= {event.reason, *(chain.reason for chain in event.chain_details)}
            recorded |= {tally.reason for tally in event.figures.values()}
    assert [text for text in sorted(recorded) if text and reason(text, ARABIC).language != "ar"] == []


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        ("both in RU; both bombing", "كلاهما في روسيا؛ كلاهما تفجير"),
        ("published 2024-06-20, dated 2024-06", "نُشر في 20 يونيو 2024 وتاريخ الحدث يونيو 2024"),
        ("equal figures (injured 550, killed 20-30)", "أرقام متساوية (الجرحى 550، القتلى 20-30)"),
        (
            "best >90: no authority is cited; stated by the most independent chains (2)",
            "المعتمد أكثر من 90: لا تُذكر جهة مسؤولة؛ قالته السلاسل المستقلة الأكثر (2)",
        ),
        (
            "the toll moved with time: 12 (2024-01-03), then >90 (2024-01-04)",
            "تزايدت الحصيلة مع الوقت: 12 (3 يناير 2024) ← أكثر من 90 (4 يناير 2024)",
        ),
    ],
)
def test_a_reason_is_said_in_arabic(recorded: str, expected: str) -> None:
    """Types, countries, dates and figures as their reader calls them."""
    assert reason(recorded, ARABIC) == Reason(expected, "ar")


def test_a_reason_the_table_does_not_have_is_shown_as_recorded() -> None:
    """Half in one language and half in another would be read wrongly."""
    text = "both in RU; the moon was full"
    assert reason(text, ARABIC) == Reason(text, "en")
    assert reason("both in RU", Names(Say("en"))) == Reason("both in RU", "en")
