"""Persons and organisations that no list knows."""

from __future__ import annotations

import pytest

from .reading import claims, of_family, row, voice


@pytest.mark.parametrize(
    ("text", "who"),
    [
        row("rank-and-name", "قال العقيد سمير الحداد إن خمسة أشخاص قتلوا في هجوم في كابول.", "العقيد سمير الحداد"),
        row(
            "office-and-name",
            "أوضح مدير المستشفى كريم الشامي أن 12 جريحا وصلوا بعد التفجير في بغداد.",
            "مدير المستشفى كريم الشامي",
        ),
        row(
            "name-and-office",
            "قال جان بيير دومون، عمدة البلدة، إن ثلاثة أشخاص قتلوا في إطلاق نار في مرسيليا.",
            "جان بيير دومون",
        ),
        row(
            "organisation",
            "ذكرت شبكة أمل لحقوق الإنسان أن 40 شخصا قتلوا في هجوم على قرية في السودان.",
            "شبكة أمل لحقوق الإنسان",
        ),
    ],
)
def test_unknown_speakers_are_named_as_worded(text: str, who: str) -> None:
    """A title or a verb of speech is enough to find a name."""
    assert voice(of_family(claims(text), "violence")[0]) == who


def test_a_named_person_arrested_counts_as_one() -> None:
    """The name is the figure's words (the codebook's rule)."""
    (claim,) = claims("ألقت الشرطة الألمانية القبض على سمير عبد الرحمن بتهمة الانتماء إلى تنظيم داعش.")
    assert [(f.measure, f.value, f.text) for f in claim.figures] == [("arrested", 1, "سمير عبد الرحمن")]


@pytest.mark.xfail(strict=True, reason="groups are found by the list of actors alone")
def test_an_unknown_group_claims_responsibility() -> None:
    """A group no list knows is a group by the noun before its name."""
    found = claims("أعلنت جماعة أنصار الفجر مسؤوليتها عن تفجير سوق في كابول قتل فيه خمسة أشخاص.")
    (statement,) = of_family(found, "statement")
    assert [a.text for a in statement.actors if a.role == "speaker"] == ["جماعة أنصار الفجر"]


@pytest.mark.parametrize(
    ("text", "role", "actor"),
    [
        row("perpetrator", "نفذ تنظيم داعش الهجوم في كابول الاثنين.", "perpetrator", "islamic-state"),
        row("authority", "قضت محكمة مصرية بإعدام سبعة متهمين بالانتماء إلى تنظيم داعش.", "authority", "eg-court"),
        row("target", "أدرجت واشنطن حركة الشباب على قائمة الإرهاب.", "target", "al-shabaab"),
        row(
            "recipient",
            "يرسل المكتب 25 ألف دولار شهريا إلى حركة الشباب.",
            "recipient",
            "al-shabaab",
            fails="a group is no evidence of the report's world unless its name is in the vocabulary",
        ),
        row("speaker", "تبنت حركة الشباب التفجير في مقديشو.", "speaker", "al-shabaab"),
    ],
)
def test_actors_have_roles(text: str, role: str, actor: str) -> None:
    """Who did it, who acted on it, on whom, for whom, and who speaks."""
    first = claims(text, "2024-03-20")[0]
    assert (role, actor) in [(a.role, a.id) for a in first.actors]
