"""Tolls: how many, of what, by which operator, and which number is a share of which."""

from __future__ import annotations

import pytest

from .reading import claims, row, shown, tolls


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        row(
            "after-it-was",
            "ارتفعت حصيلة التفجير الذي استهدف مسجدا في بيشاور إلى 101 قتيل بعد أن كانت 84.",
            ["killed = 101"],
        ),
        row(
            "having-been",
            "قال مستشفى المدينة إن عدد قتلى التفجير في كابول بلغ 31 شخصا، بعدما كان 19 صباح اليوم.",
            ["killed = 31"],
        ),
        row("from-to", "تراجعت حصيلة قتلى الهجوم على المركز التجاري في نيروبي من 69 إلى 67.", ["killed = 67"]),
        row("instead-of", "خفضت الشرطة حصيلة الهجوم في باريس إلى 86 قتيلا بدلا من 90.", ["killed = 86"]),
        row("rise-as-noun", "ارتفاع عدد قتلى تفجير بغداد إلى 32 قتيلا و110 جرحى.", ["killed = 32", "injured = 110"]),
        row(
            "an-earlier-toll-spoke-of",
            "ارتفع عدد ضحايا الهجوم على الفندق في مقديشو إلى 41 قتيلا، وكانت حصيلة سابقة تحدثت عن 30 قتيلا.",
            ["killed = 41"],
            fails="the figure of an earlier toll stands beside the new one unmarked",
        ),
    ],
)
def test_the_toll_is_the_new_one(text: str, figures: list[str]) -> None:
    """A toll that rose or fell is what it is now, not what it was before."""
    assert tolls(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        row(
            "bombing",
            "انفجار كابول يقتل عشرة\nأعلنت وزارة الداخلية الأفغانية أن 13 شخصا قتلوا في تفجير انتحاري في كابول.",
            ["killed = 10", "killed = 13"],
        ),
        row(
            "attack",
            "مقتل 20 شخصا في هجوم على سوق في بوركينا فاسو\nقتل 22 مدنيا على الأقل في هجوم شنه مسلحون على سوق في "
            "شمال بوركينا فاسو.",
            ["killed = 20", "killed >= 22"],
        ),
        row(
            "flash",
            "عاجل: مقتل خمسة في تفجير بكابول\n\nقتل سبعة أشخاص في تفجير في كابول الاثنين، بحسب الشرطة.",
            ["killed = 5", "killed = 7"],
        ),
    ],
)
def test_headline_and_body_each_keep_their_toll(text: str, figures: list[str]) -> None:
    """Where headline and body differ, each says its own, and the body goes on speaking of the headline's act."""
    first, second = claims(text, "2024-03-20")
    assert [shown(f) for c in (first, second) for f in c.figures] == figures
    assert second.continues == first.id


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        row("compound-word", "قتل ثلاثة وتسعون شخصا في هجوم مسلح في كابول.", ["killed = 93"]),
        row(
            "hundred-and-compound", "أودى الهجوم على القرية في نيجيريا بحياة مئة وستة وخمسين شخصا.", ["killed = 156"]
        ),
        row(
            "teens",
            "أسفر انفجار سيارة مفخخة في مقديشو عن مقتل أحد عشر شخصا وجرح ثلاثة عشر.",
            ["killed = 11", "injured = 13"],
        ),
        row(
            "dual-and-bare-number", "أدى التفجير في كابول إلى مقتل شخصين وإصابة أربعة.", ["killed = 2", "injured = 4"]
        ),
        row("dual-of-killed", "سقط قتيلان في إطلاق نار داخل كنيسة في برلين.", ["killed = 2"]),
        row("dual-of-injured", "خلف التفجير في كابول قتيلا وجريحين.", ["killed = 1", "injured = 2"]),
        row("two-men-and-a-woman", "قتل رجلان وامرأة في هجوم مسلح في باريس.", ["killed = 3"]),
        row("two-women-and-a-child", "قتلت امرأتان وطفل في قصف على قرية في ميانمار.", ["killed = 3"]),
        row("two-hundred-persons", "أسفر التفجير في كابول عن إصابة مائتي شخص.", ["injured = 200"]),
        row("two-hundred-injured", "خلف التفجير مائتي جريح في كابول.", ["injured = 200"]),
        row("bare-singular", "قتل جندي وأصيب ثلاثة في هجوم على حاجز في سيناء.", ["killed = 1", "injured = 3"]),
        row("passive-with-mark", "قُتل ثلاثةٌ في هجوم في كابول.", ["killed = 3"]),
        row("eastern-digits", "قتل ٢٣ شخصا في تفجير في كابول.", ["killed = 23"]),
        row("grouped-digits", "قتل 1,200 شخص في هجوم على قرية في السودان.", ["killed = 1200"]),
        row(
            "person-and-another",
            "قتل شخص وأصيب آخر في عملية طعن في لندن.",
            ["killed = 1", "injured = 1"],
            fails='"another" alone after a verb of injury is not counted as one',
        ),
        row(
            "thousand-and-two-hundred",
            "خلف الهجوم على كابول ألفا ومئتي قتيل.",
            ["killed = 1200"],
            fails='"ألفا" before "and" is a thousand in the accusative, and is read as two thousand',
        ),
        row(
            "half-of-them",
            "قتل عشرون شخصا نصفهم أطفال في قصف على قرية في مالي.",
            ["killed = 20", "killed = 10 part"],
            fails="a share given as a fraction is not worked out",
        ),
    ],
)
def test_numbers_of_people(text: str, figures: list[str]) -> None:
    """Number words, duals and bare nouns count as the numbers they are."""
    assert tolls(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        row("died-verb", "توفي اثنان متأثرين بجراحهما بعد هجوم في باريس.", ["killed = 2"]),
        row(
            "met-their-death",
            "لقي 20 مدنيا حتفهم، فيما جرح 30 آخرون، في هجوم على قرية في مالي.",
            ["killed = 20", "injured = 30"],
        ),
        row("martyrs", "سقط 11 شهيدا في قصف على مخيم في غزة.", ["killed = 11"]),
        row("nominal-headline", "قتيل وجريحان في إطلاق نار في مالمو.", ["killed = 1", "injured = 2"]),
        row("demise-of", "مصرع 4 من رجال الشرطة في هجوم على كمين بالعريش.", ["killed = 4"]),
        row("the-toll-is", "وقال مصدر أمني إن الحصيلة هي 19 قتيلا في الهجوم في مالي.", ["killed = 19"]),
        row(
            "neutralised-tens",
            "جرى تحييد عشرات الإرهابيين في عملية في مالي.",
            ["killed ~ 20-99"],
        ),
        row(
            "of-the-wounded-died",
            "توفي عشرة من الجرحى بعد الهجوم في مقديشو.",
            ["killed = 10"],
        ),
        row("passed-away-dual", "قضى طفلان في انفجار عبوة ناسفة في بغداد.", ["killed = 2"]),
        row(
            "left-life",
            "نقل 39 شخصا إلى المستشفى بعد قصف على سوق في الخرطوم، بينهم 12 فارقوا الحياة.",
            ["killed = 12 part"],
        ),
        row(
            "conscript",
            "استشهد ضابط ومجند في هجوم على كمين بشمال سيناء.",
            ["killed = 2"],
        ),
        row(
            "missing-noun",
            "عشرة قتلى وخمسة مفقودين في هجوم على قرية في مالي.",
            ["killed = 10", "missing = 5"],
        ),
        row(
            "missing-verb",
            "قتل 12 جنديا وفقد سبعة آخرون في هجوم في وسط مالي.",
            ["killed = 12", "missing = 7"],
            fails="no construction for the missing",
        ),
        row(
            "abducted-verb",
            "خطف مسلحون 30 طالبا في هجوم على مدرسة في كادونا.",
            ["abducted = 30"],
        ),
        row(
            "which-raises-to",
            "قتل ثلاثة في غارة جوية في نيالا، ما يرفع عدد القتلى إلى 32.",
            ["killed = 32"],
            fails="a day's dead and the total it raises stand side by side",
        ),
    ],
)
def test_words_of_loss(text: str, figures: list[str]) -> None:
    """Deaths, wounds, the missing and the abducted are counted in the words reports use."""
    assert tolls(text) == figures


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        row("more-than", "أكثر من 30 شخصا", "killed > 30"),
        row("what-exceeds", "ما يزيد على 30 شخصا", "killed > 30"),
        row("no-less-than", "ما لا يقل عن 30 شخصا", "killed >= 30"),
        row("at-least-after", "30 شخصا على الأقل", "killed >= 30"),
        row("or-more-after", "30 شخصا فأكثر", "killed >= 30"),
        row("about", "نحو 30 شخصا", "killed ~ 30"),
        row("some", "زهاء 30 شخصا", "killed ~ 30"),
        row("nearly", "قرابة 30 شخصا", "killed ~ 30"),
        row("roughly", "حوالي 30 شخصا", "killed ~ 30"),
        row("roughly-after", "30 شخصا تقريبا", "killed ~ 30"),
        row("fewer-than", "أقل من 10 أشخاص", "killed < 10"),
        row("up-to", "ما يصل إلى 30 شخصا", "killed <= 30"),
        row("tens", "عشرات الأشخاص", "killed ~ 20-99"),
        row("hundreds", "مئات الأشخاص", "killed ~ 200-999"),
        row("several", "عدة أشخاص", "killed ~ 3-9"),
        row("between", "بين 20 و30 شخصا", "killed range 20-30"),
        row("between-in-words", "ما بين أربعين وخمسين شخصا", "killed range 40-50"),
        row("number-to-number", "20 إلى 30 شخصا", "killed range 20-30"),
    ],
)
def test_operators_of_the_killed(words: str, figure: str) -> None:
    """What stands before or after a number changes its operator, never its value."""
    assert tolls(f"قتل {words} في تفجير في كابول.") == [figure]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        row("may-reach", "عدد قتلى التفجير في كابول قد يصل إلى 30 شخصا.", "killed <= 30"),
        row("does-not-exceed", "عدد قتلى التفجير في كابول لا يتجاوز 30 شخصا.", "killed <= 30"),
        row("as-a-minimum", "سقط في التفجير في كابول 30 قتيلا كحد أدنى.", "killed >= 30"),
        row("on-the-least-injured", "أصيب عشرة أشخاص على الأقل في تفجير في كابول.", "injured >= 10"),
        row("more-than-injured-noun", "خلف التفجير في كابول أكثر من 50 جريحا.", "injured > 50"),
    ],
)
def test_operators_of_tallies(text: str, figure: str) -> None:
    """The operator is read wherever the number stands."""
    assert tolls(text) == [figure]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        row("killed-and-wounded", "خلف التفجير في كابول 215 قتيلا ومصابا.", "casualties_combined = 215"),
        row(
            "between-killed-and-wounded",
            "سقط أكثر من 100 شخص بين قتيل وجريح في تفجير في بغداد.",
            "casualties_combined > 100",
        ),
        row("between-plurals", "أسفر التفجير في كابول عن سقوط 70 بين قتلى وجرحى.", "casualties_combined = 70"),
        row("killing-and-wounding", "أسفر هجوم في مقديشو عن مقتل وإصابة 45 شخصا.", "casualties_combined = 45"),
        row("were-killed-and-wounded", "قتل وأصيب 45 شخصا في هجوم في مقديشو.", "casualties_combined = 45"),
        row(
            "tens-of-killed-and-wounded",
            "أسفر الهجوم في كابول عن عشرات القتلى والجرحى.",
            "casualties_combined ~ 20-99",
        ),
        row(
            "what-is-between",
            "أوقع الهجوم على المسجد في كابول 60 شخصا ما بين قتيل وجريح.",
            "casualties_combined = 60",
        ),
    ],
)
def test_killed_and_injured_counted_together(text: str, figure: str) -> None:
    """A number of dead and wounded together is a measure of its own, never read as killed."""
    assert tolls(text) == [figure]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        row("among-them", "قتل 60 شخصا بينهم 13 جنديا في تفجير في مطار كابول.", ["killed = 60", "killed = 13 part"]),
        row(
            "from-among-them",
            "قتل 30 شخصا، من بينهم خمسة أطفال، في قصف على سوق في السودان.",
            ["killed = 30", "killed = 5 part"],
        ),
        row(
            "of-them",
            "أصيب 50 شخصا، منهم 9 في حالة حرجة، في انفجار سيارة مفخخة في مقديشو.",
            ["injured = 50", "injured = 9 part"],
        ),
        row(
            "within-them",
            "قتل 21 شخصا من ضمنهم 7 من عناصر الشرطة في هجوم على مركز في باكستان.",
            ["killed = 21", "killed = 7 part"],
        ),
        row(
            "women-of-the-injured",
            "أسفر الهجوم في كابول عن مقتل 8 أشخاص وإصابة 20 بينهم 3 نساء.",
            ["killed = 8", "injured = 20", "injured = 3 part"],
        ),
        row(
            "dual-share",
            "قتل عشرة أشخاص بينهم طفلان في قصف على سوق في السودان.",
            ["killed = 10", "killed = 2 part"],
        ),
        row(
            "share-before-the-verb",
            "قال مسؤول إن 12 شخصا، بينهم ثلاثة أطفال، قتلوا في تفجير في كابول.",
            ["killed = 12", "killed = 3 part"],
        ),
        row(
            "attackers-included",
            "قتل 12 شخصا في الهجوم على المقر في كابول، بمن فيهم المهاجمون الأربعة.",
            ["killed = 12", "killed = 4 part"],
        ),
        row(
            "number-before-of-them",
            "أصيب 15 شخصا، 4 منهم إصاباتهم خطيرة، في هجوم في هامبورغ.",
            ["injured = 15", "injured = 4 part"],
        ),
    ],
)
def test_a_share_is_part_of_its_total(text: str, figures: list[str]) -> None:
    """A sub-total is marked as part of the total it is a share of."""
    assert tolls(text) == figures


def test_the_counted_are_named() -> None:
    """Thirteen soldiers among sixty dead are counted as security forces."""
    (claim,) = claims("قتل 60 شخصا بينهم 13 جنديا في تفجير في مطار كابول.")
    assert [figure.counted for figure in claim.figures] == ["people", "security forces"]


@pytest.mark.parametrize(
    "text",
    [
        row("age", "قتل رجل عمره 45 عاما في هجوم مسلح في باريس."),
        row("distance", "قتل رجل في هجوم مسلح على بعد 45 كيلومترا من باريس."),
        row("hour", "قتل رجل في هجوم مسلح في باريس عند الساعة 45:10."),
        row("year", "قتل رجل في هجوم مسلح في باريس عام 2015."),
        row("vehicles", "قتل رجل وتضررت 45 سيارة في هجوم مسلح في باريس."),
        row("share", "قتل رجل في هجوم مسلح في باريس وأيد 45% من السكان الإجراءات."),
    ],
)
def test_not_every_number_is_a_toll(text: str) -> None:
    """Ages, distances, hours, years, things and shares are not people killed."""
    assert tolls(text) == ["killed = 1"]
