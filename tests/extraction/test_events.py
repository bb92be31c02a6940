"""What happened: types, agentless clauses and modality."""

from __future__ import annotations

import pytest

from .reading import claims, of_family, row, shown, types

WEDNESDAY = "2024-03-20"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        row("killed-by-nobody", "قُتل ثلاثة في هجوم.", ["attack"]),
        row("killed-in-explosion", "قتل ثلاثة أشخاص وأصيب عشرة في كابول في انفجار.", ["bombing"]),
        row("assassinated", "اغتيل قاض في بغداد أمس.", ["assassination"]),
        row("abducted", "اختطف أربعة عمال في بوركينا فاسو الثلاثاء.", ["hostage_taking"]),
        row("shot-dead", "قُتل ثلاثة جنود برصاص مسلحين في مالي.", ["armed_assault"]),
        row("device-went-off", "أصيب شرطيان بجروح عندما انفجرت عبوة ناسفة في البصرة.", ["bombing"]),
        row("executed", "عثر على جثث عشرة مدنيين أعدمهم تنظيم داعش في الموصل.", ["attack"]),
    ],
)
def test_an_act_needs_no_actor(text: str, expected: list[str]) -> None:
    """Arabic says "three were killed" and names nobody: an event all the same."""
    assert types(text, WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        row("suicide-bombing", "فجر انتحاري نفسه أمام السفارة في كابول.", ["bombing"]),
        row("car-bomb", "انفجرت سيارة مفخخة في السوق في مقديشو.", ["bombing"]),
        row("shooting", "أطلق مسلح النار على المارة في فيينا وقتل أربعة.", ["armed_assault"]),
        row("armed-attack", "وقع هجوم مسلح في باريس وقتل فيه ثلاثة.", ["armed_assault"]),
        row("rockets", "سقطت صواريخ على مطار في أربيل وأصيب خمسة.", ["shelling"]),
        row("drone", "شنت طائرة مسيرة غارة على منزل في كابول وقتل ثلاثة أطفال.", ["airstrike"]),
        row("lorry", "دهست شاحنة حشدا في نيس فقتل 86 شخصا.", ["vehicle_attack"]),
        row("clashes", "اندلعت اشتباكات بين الجيش ومسلحين في طرابلس وقتل ستة أشخاص.", ["clash"]),
        row("ambush", "قتل سبعة جنود في كمين في النيجر.", ["attack"]),
        row(
            "knife-attack",
            "أصيب 15 شخصا في هجوم بسكين في هامبورغ.",
            ["stabbing"],
        ),
        row(
            "stabbed",
            "طعن رجل أربعة أشخاص في محطة قطارات في باريس.",
            ["stabbing"],
            fails="the verb alone is too open, and those stabbed are not counted",
        ),
        row("arson", "أضرم مجهولون النار في كنيسة في برلين في هجوم متعمد.", ["arson"], fails="no words for arson"),
        row(
            "girls-abducted",
            "اختطفت الجماعة مئة تلميذة من مدرسة في نيجيريا.",
            ["hostage_taking"],
        ),
        row(
            "gunmen-abduct",
            "خطف مسلحون 30 طالبا من مدرسة في شمال غرب نيجيريا.",
            ["hostage_taking"],
        ),
        row(
            "abduction-noun",
            "أعلنت الشرطة اختطاف 25 طالبة على يد مسلحين في شمال نيجيريا.",
            ["hostage_taking"],
        ),
        row(
            "executed-men",
            "أعدم تنظيم داعش عشرة رجال في الموصل.",
            ["attack"],
            fails='"executed" by a group is no trigger',
        ),
        row("beheaded", "قطع مسلحون رؤوس عشرة مدنيين في موزمبيق.", ["attack"], fails="beheading is no trigger"),
        row(
            "village-burnt",
            "أحرق مسلحون قرية وقتلوا 20 شخصا في نيجيريا.",
            ["arson"],
        ),
        row(
            "stabbed-passively",
            "تعرض خمسة أشخاص للطعن على متن حافلة في ألمانيا.",
            ["stabbing"],
            fails='"were subjected to stabbing" is not read',
        ),
        row(
            "hostages",
            "احتجز مسلحون 30 رهينة في فندق في واغادوغو.",
            ["hostage_taking"],
        ),
    ],
)
def test_types_of_violence(text: str, expected: list[str]) -> None:
    """The method is the one stated, and `attack` where none is."""
    assert types(text, WEDNESDAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        row("arrest", "اعتقلت الشرطة ثمانية من أعضاء تنظيم داعش في نيويورك.", [("arrest", ["arrested = 8"])]),
        row("cell", "فكك المكتب خلية من سبعة أشخاص موالية لتنظيم داعش في طنجة.", [("arrest", ["arrested = 7"])]),
        row(
            "named",
            "ألقت الشرطة الألمانية القبض على سمير عبد الرحمن بتهمة الانتماء إلى تنظيم داعش.",
            [("arrest", ["arrested = 1"])],
        ),
        row(
            "foiled",
            "أحبطت المخابرات الفرنسية هجوما على ملعب في باريس واعتقلت ثلاثة أشخاص.",
            [("foiled_plot", []), ("arrest", ["arrested = 3"])],
        ),
        row(
            "suspected-of-planning",
            "اعتقلت الشرطة خمسة أشخاص في بروكسل للاشتباه في تخطيطهم لهجوم إرهابي.",
            [("arrest", ["arrested = 5"]), ("foiled_plot", [])],
        ),
        row(
            "death-sentences",
            "قضت محكمة مصرية بإعدام سبعة متهمين بالانتماء إلى تنظيم داعش.",
            [("sentence", ["sentenced = 7"])],
        ),
        row(
            "charges",
            "وجهت النيابة الفدرالية تهم الإرهاب إلى شاب خطط لمهاجمة كنيسة في شيكاغو.",
            [("charge", []), ("foiled_plot", [])],
        ),
        row(
            "killing-militants",
            "قتلت قوات الأمن أربعة مسلحين في عملية في سيناء.",
            [("killing_of_militant", ["killed = 4"])],
        ),
        row(
            "leader-by-air",
            "أعلن التحالف مقتل زعيم تنظيم داعش في غارة جوية في شمال سوريا.",
            [("killing_of_militant", ["killed = 1"])],
        ),
        row("designation", "أدرجت واشنطن حركة الشباب على قائمة الإرهاب.", [("designation", [])]),
        row("delisting", "شطبت واشنطن جماعة الحوثي من قائمة المنظمات الإرهابية.", [("delisting", [])]),
        row("funding", "يرسل المكتب 25 ألف دولار شهريا إلى تنظيم داعش خراسان.", [("funding", ["amount = 25000"])]),
        row(
            "extradition",
            "سلمت تركيا إلى ألمانيا مشتبها به في هجوم إرهابي.",
            [("extradition", [])],
        ),
        row(
            "years-for-one",
            "حكمت محكمة في لندن بالسجن 20 عاما على عضو في تنظيم داعش.",
            [("sentence", ["prison_years = 20", "sentenced = 1"])],
        ),
        row(
            "life-for-three",
            "حكمت محكمة في باريس بالسجن المؤبد على ثلاثة متهمين من تنظيم داعش.",
            [("sentence", ["sentenced = 3"])],
        ),
    ],
)
def test_steps_of_the_authorities(text: str, expected: list[tuple[str, list[str]]]) -> None:
    """Arrests, plots, charges, sentences and lists, each with its figures."""
    found = [(c.event_type, [shown(f) for f in c.figures]) for c in claims(text, WEDNESDAY)]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        row("told", "نفذ تنظيم داعش الهجوم في كابول الاثنين.", "asserted"),
        row("suspected", "يشتبه في أن تنظيم داعش نفذ الهجوم في كابول الاثنين.", "suspected"),
        row("planned", "أحبطت الشرطة الألمانية هجوما إرهابيا على سوق في برلين.", "planned"),
    ],
)
def test_modality(text: str, expected: str) -> None:
    """Whether it happened, is suspected or was only planned travels with the claim."""
    assert [claim.modality for claim in claims(text, WEDNESDAY)] == [expected]


def test_a_suicide_attack_says_so() -> None:
    """Two suicide bombers make the mode of the bombing."""
    (claim,) = claims("نفذ انتحاريان تفجيرين في مطار بروكسل ومحطة مترو فقتل 32 شخصا.")
    assert (claim.event_type, claim.mode) == ("bombing", "suicide")


def test_two_blasts_of_one_attack_are_one_event() -> None:
    """Two bombings named in the dual with one toll are one claim."""
    assert types("أسفر تفجيران انتحاريان في سوق ببغداد عن مقتل 32 شخصا.") == ["bombing"]


def test_every_claim_has_its_reason() -> None:
    """A claim says which row made it, and which conditions held."""
    (claim,) = of_family(claims("قتل خمسة أشخاص في تفجير في كابول."), "violence")
    assert claim.reason == "frame violence-noun (toll)"
