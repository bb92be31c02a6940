"""Acts that a sentence tells of, and acts it only brings up."""

from __future__ import annotations

import pytest

from .reading import claims, row, types

WEDNESDAY = "2024-03-20"


@pytest.mark.parametrize(
    "text",
    [
        row("memory-of-a-person", "ما زالت العلاقات متوترة بين البلدين منذ اغتيال الوزير رامي الخوري في بيروت."),
        row("inquiry", "تبحث اللجنة غدا ملف التحقيق في تفجير المقهى في الدار البيضاء."),
        row("anniversary", "نظمت الصحيفة أمس حفل جائزتها في ذكرى اغتيال رئيس تحريرها في دمشق عام 2005."),
        row("relative-clause", "وقف النائب أمام النصب الذي أقيم للهجوم الذي استهدف الفندق في مومباي عام 2008."),
        row("policy", "ينتقد الكاتب سياسة الاغتيالات التي تتبعها الحكومة في غزة."),
        row("figure-of-speech", "حاول المتطرفون اغتيال فرحة العيد في نفوسنا فلم ينجحوا."),
        row("market-after", "لم تتأثر بورصة الدار البيضاء بعد التفجير الذي وقع الأحد الماضي في المقهى."),
    ],
)
def test_an_act_only_brought_up_is_no_claim_by_itself(text: str) -> None:
    """A report that tells of no violence makes no claim of the acts it names in passing."""
    assert [kind for kind in types(text, WEDNESDAY) if kind not in ("arrest", "sentence")] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        row("happened", "وقع هجوم في كابول أمس.", "attack"),
        row("exposed", "تعرض مركز للشرطة في كابول لهجوم أمس.", "attack"),
        row("survived", "نجا قائد الشرطة في بغداد أمس من محاولة اغتيال.", "assassination"),
        row("killed-unnamed-number", "وكان القاضي سليم الناصر قتل في هجوم في كابول في ديسمبر الماضي.", "attack"),
        row("list-of-dates", "21 مايو 2005: اغتيال الأمين العام السابق للحزب في بيروت.", "assassination"),
        row("announced", "أعلنت الخارجية الفرنسية في باريس مقتل خمسة أشخاص في هجوم في كابول.", "attack"),
        row("air-strike", "قتل ثلاثة مدنيين في ضربة جوية على قرية قرب كابول.", "airstrike"),
        row("headline", "هجوم على سوق في كابول أمس.", "attack"),
    ],
)
def test_an_act_told_is_a_claim(text: str, kind: str) -> None:
    """What happened, was suffered, survived or announced is told of."""
    assert kind in types(text, WEDNESDAY)


def test_what_is_brought_up_counts_where_the_report_tells_of_violence() -> None:
    """A background act is a claim beside the act the report is about."""
    text = "قتل خمسة أشخاص في تفجير في كابول أمس. ويأتي ذلك بعد هجوم على مسجد في قندهار في يناير 2024."
    assert types(text, WEDNESDAY) == ["bombing", "attack"]


@pytest.mark.parametrize(
    "text",
    [
        row("interview", "شن الوزير في مقابلة تلفزيونية هجوما على قطر أمس."),
        row("statements", "هاجم الرئيس في تصريحاته أمس منتقدي الاتفاق مع إيران."),
        row("blocs", "هاجمت الكتل البرلمانية رئيس الحكومة في بغداد أمس."),
        row("scathing", "شن المرشح هجوما لاذعا على منافسه في واشنطن أمس."),
    ],
)
def test_an_attack_in_words_is_none(text: str) -> None:
    """Attacks of politicians on one another are speech."""
    assert types(text, WEDNESDAY) == []


@pytest.mark.parametrize(
    "text",
    [
        row("free-army", "قتل خمسة أشخاص في انفجار قرب مقر للجيش الحر في حلب أمس، بحسب مسلحين."),
        row("by-telephone", "وقال شاهد عبر الهاتف إن خمسة مدنيين قتلوا في هجوم على سوق في كابول أمس."),
        row("assad", "قصفت طائرات الأسد بلدة قرب حلب أمس وقتل عشرون مدنيا."),
        row("storm", "قتل ستة مدنيين في قصف على صنعاء أمس، وقال متحدث باسم عاصفة الحزم إنه يحقق في ذلك."),
        row("in-a-statement", "أكد المحافظ في تصريح وقوع هجوم في كابول أمس."),
        row("party-of-reform", "استهدف هجوم مقر حزب الإصلاح في تعز أمس."),
    ],
)
def test_words_of_other_worlds_do_not_hide_an_act(text: str) -> None:
    """An army, an operation, a ruler or a party may bear the name of weather, an animal or a virtue."""
    assert [kind for kind in types(text, WEDNESDAY) if kind in ("attack", "bombing", "shelling", "airstrike")] != []


@pytest.mark.parametrize(
    "later",
    [
        row("this-comes-after", "ويأتي ذلك بعد مقتل سبعة جنود في هجوم عند الحدود قبل أيام."),
        row("and-in-a-year", "وفي مارس 2019 قتل 12 شخصا في تفجير في هرات."),
    ],
)
def test_what_is_set_beside_the_reports_act_is_marked_background(later: str) -> None:
    """An earlier act, brought in by "this comes after" or by a year, is not the act of the report."""
    found = claims(f"قتل خمسة أشخاص في تفجير في كابول أمس. {later}", WEDNESDAY)
    assert [claim.background for claim in found] == [False, True]
