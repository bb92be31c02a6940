"""What people decided stands in the exports, and leaves the figures alone."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tawatur.build import build, settle
from tawatur.casefile import Case
from tawatur.errors import UsageError
from tawatur.publishing import export
from tawatur.publishing.ruled import by_rule
from tawatur.record import Grade, Judgement

REPORTS = {
    "one.txt": "المصدر: صحيفة السنديان\nقالت وزارة الصحة إن انفجار عبوة في كابول يوم 4 يناير 2024 قتل 7 أشخاص.\n",
    "two.txt": "المصدر: صحيفة الميزان\nأسفر انفجار عبوة ناسفة في كابول في 4 يناير 2024 عن مقتل 23 شخصًا.\n",
    "far.txt": "المصدر: صحيفة النخيل\nقُتل 5 أشخاص في انفجار سيارة مفخخة في بغداد يوم 9 مارس 2022.\n",
}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A case of two rival tolls of one attack, and another attack."""
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    build([tmp_path], str(tmp_path / "a.case"))
    with Case.open(str(tmp_path / "a.case")) as opened:
        yield opened


def lines(case: Case, form: str) -> list[dict[str, object]]:
    """An export in JSON Lines."""
    out = io.BytesIO()
    export(case, form, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def of_kabul(case: Case) -> dict[str, object]:
    """The event of the two rival tolls."""
    return next(line for line in lines(case, "events") if len(line["documents"]) == 2)  # type: ignore[arg-type]


def claims_of(case: Case, *names: str) -> list[str]:
    """The first claim of each document."""
    return [next(claim.id for claim in case.claims() if claim.document == name) for name in names]


def test_a_judgement_stands_in_the_event_and_in_both_claims(case: Case) -> None:
    """With who, when and why."""
    one, two = claims_of(case, "one.txt", "two.txt")
    case.judge(Judgement(left=one, right=two, verdict="same", by="هدى", reason="نص واحد", made="2025-01-02"))
    settle(case)
    expected = {
        "left": one,
        "right": two,
        "verdict": "same",
        "by": "هدى",
        "reason": "نص واحد",
        "score": 0.0,
        "made": "2025-01-02",
    }
    held = [line["judgements"] for line in lines(case, "claims") if line["id"] in (one, two)]
    assert (of_kabul(case)["judgements"], held) == ([expected], [[expected], [expected]])


def test_reviewers_who_disagree_are_both_exported(case: Case) -> None:
    """The conflict says who says what, and which holds."""
    one, two = claims_of(case, "one.txt", "two.txt")
    for by, verdict, made in (("عمر", "different", "2025-01-01"), ("هدى", "same", "2025-01-02")):
        case.judge(Judgement(left=one, right=two, verdict=verdict, by=by, reason="رأي", made=made))  # type: ignore[arg-type]
    settle(case)
    told = "reviewers disagree (عمر: different, هدى: same); the latest, هدى, holds"
    left, right = sorted((one, two))
    found = of_kabul(case)
    assert found["conflicts"] == [{"left": left, "right": right, "reason": told}]
    assert {item["by"] for item in found["judgements"]} == {"عمر", "هدى", "rules/1"}  # type: ignore[attr-defined]


def test_the_proposal_of_a_disputed_event_says_that_it_is_one_and_why(case: Case) -> None:
    """Two chains, 7 against 23: possibly true, proposed by the program."""
    assert of_kabul(case)["proposed_credibility"] == {
        "scale": "information",
        "value": "3",
        "proposed": True,
        "by": "rules/credibility-1",
        "reason": "2 independent chains tell of it, and what is said is contradicted: killed 7 against 23",
    }


def test_a_graded_source_changes_no_figure(case: Case) -> None:
    """The export differs from the one before in the grades alone."""
    before = [lines(case, "events"), [{**line, "grades": []} for line in lines(case, "claims")]]
    one = next(claim for claim in case.claims() if claim.document == "one.txt")
    assert one.publisher is not None
    for scale, subject, value in (("source", "صحيفه سنديان", "E"), ("information", one.id, "5")):
        case.grade(Grade(scale=scale, subject=subject, value=value, by="هدى", reason="سجله"))  # type: ignore[arg-type]
    settle(case)
    after = [
        [{**line, "grades": []} for line in lines(case, "events")],
        [{**line, "grades": []} for line in lines(case, "claims")],
    ]
    assert after == before
    graded = next(line["grades"] for line in lines(case, "claims") if line["id"] == one.id)
    assert sorted((grade["scale"], grade["value"]) for grade in graded) == [  # type: ignore[attr-defined]
        ("information", "5"),
        ("source", "E"),
    ]


@pytest.mark.parametrize(("rule", "best"), [("lowest", 7), ("highest", 23), ("latest-official", 7)])
def test_the_rule_of_the_working_figure_can_be_switched(case: Case, rule: str, best: int) -> None:
    """Only best, its rule and its reason follow; what is stored stays."""
    switched = of_kabul(by_rule(case, rule))["figures"]["killed"]  # type: ignore[index]
    stored = of_kabul(case)["figures"]["killed"]  # type: ignore[index]
    assert (switched["best"], switched["rule"]) == (best, rule)
    moved = {key for key in stored if stored[key] != switched[key]}
    assert moved <= {"best", "rule", "reason"}


def test_a_rule_that_there_is_not_is_refused(case: Case) -> None:
    """The message lists the rules."""
    with pytest.raises(UsageError, match="highest, latest-official, lowest, most-chains"):
        by_rule(case, "average")


def test_a_wrong_merge_made_and_undone_leaves_every_export_as_it_was(case: Case) -> None:
    """Byte for byte; the judgement and its undoing are in the trail."""
    forms = ("claims", "events", "csv")

    def exports() -> list[bytes]:
        made = []
        for form in forms:
            out = io.BytesIO()
            export(case, form, out)
            made.append(out.getvalue())
        return made

    before = exports()
    one, far = claims_of(case, "one.txt", "far.txt")
    case.judge(Judgement(left=one, right=far, verdict="same", by="هدى", reason="خطأ"))
    settle(case)
    merged = exports()
    case.undo(far, one, "هدى", "كان خطأ")
    settle(case)
    assert (merged != before, exports() == before) == (True, True)
    assert [line[2] for line in case.history() if line[1] == "هدى"] == ["judged same", "undid judgement"]
