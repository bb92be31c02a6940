"""The act a report is about, the acts it recalls, and the words that speak of one act again."""

from __future__ import annotations

import pytest

from .reading import claims, country, of_family, row, shown

WEDNESDAY = "2024-03-20"


def told(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    """Date, country and toll of each act of violence."""
    return [
        (claim.date, country(claim), [shown(f) for f in claim.figures])
        for claim in of_family(claims(text, WEDNESDAY), "violence")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        row(
            "comes-after",
            "قتل خمسة أشخاص في تفجير في كابول الاثنين. ويأتي الهجوم بعد مقتل 20 شخصا في تفجير مسجد في بيشاور في "
            "30 يناير 2023.",
            [("2024-03-18", "AF", ["killed = 5"]), ("2023-01-30", "PK", ["killed = 20"])],
        ),
        row(
            "in-another-year",
            "هاجم مسلحون حاجزا في سيناء أمس وقتلوا أربعة جنود. وفي نوفمبر 2017 قتل 305 أشخاص في هجوم على مسجد "
            "الروضة في سيناء.",
            [("2024-03-19", "EG", ["killed = 4"]), ("2017-11", "EG", ["killed = 305"])],
        ),
        row(
            "the-capital-had-seen",
            "قتل ثلاثة في إطلاق نار في باريس الثلاثاء.\nوكانت العاصمة شهدت في نوفمبر 2015 هجمات قتل فيها 130 شخصا.",
            [("2024-03-19", "FR", ["killed = 3"]), ("2015-11", "FR", ["killed = 130"])],
            fails='"the capital" is not read as the city told before',
        ),
        row(
            "in-the-city",
            "قتل اثنان في تفجير في لاهور. ويذكر أن 70 شخصا قتلوا في هجوم استهدف حديقة في المدينة في مارس 2016.",
            [(None, "PK", ["killed = 2"]), ("2016-03", "PK", ["killed = 70"])],
            fails='"the city" is not read as the city told before',
        ),
    ],
)
def test_a_recalled_act_keeps_its_own_facts(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    """What happened before has its own day, place and toll."""
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        row(
            "comes-after",
            "قتل خمسة أشخاص في تفجير في كابول الاثنين. ويأتي الهجوم بعد مقتل 20 شخصا في تفجير مسجد في بيشاور في "
            "30 يناير 2023.",
        ),
        row(
            "same-place",
            "هاجم مسلحون حاجزا في سيناء أمس وقتلوا أربعة جنود. وفي نوفمبر 2017 قتل 305 أشخاص في هجوم على مسجد "
            "الروضة في سيناء.",
        ),
        row(
            "the-city",
            "قتل اثنان في تفجير في لاهور أمس. ويذكر أن 70 شخصا قتلوا في هجوم استهدف حديقة في المدينة في مارس 2016.",
        ),
    ],
)
def test_a_recalled_act_is_another_act(text: str) -> None:
    """An act of another day is not a continuation of the report's act."""
    assert [claim.continues for claim in of_family(claims(text, WEDNESDAY), "violence")] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        row("the-attack", "قتل خمسة أشخاص في تفجير في كابول الاثنين. وأسفر الهجوم أيضا عن إصابة 20."),
        row("the-very-bombing", "فجر انتحاري نفسه في مسجد بكابول. وأسفر التفجير ذاته عن مقتل عشرة."),
        row("the-operation", "هاجم مسلحون القنصلية في كراتشي الجمعة. وأسفرت العملية عن مقتل أربعة."),
        row("this-attack", "قتل خمسة أشخاص في هجوم في كابول. وأدى هذا الهجوم إلى إصابة عشرة."),
        row("a-toll-alone", "قتل خمسة أشخاص في هجوم في كابول. وأصيب عشرة آخرون."),
        row("tally-rises", "قتل خمسة أشخاص في هجوم في كابول. وارتفع عدد القتلى إلى سبعة."),
        row("nobody-claimed-it", "قتل خمسة أشخاص في هجوم في كابول. ولم تعلن أي جهة مسؤوليتها عن الهجوم."),
    ],
)
def test_a_later_mention_continues_the_act(text: str) -> None:
    """ "The attack", "the same bombing", "the operation" or a toll alone speak of the act told before."""
    first, second = of_family(claims(text, WEDNESDAY), "violence")
    assert (first.continues, second.continues) == (None, first.id)


def test_a_toll_alone_is_of_the_type_told_before() -> None:
    """A toll with no word for the act is of the act's type."""
    text = "وقع تفجير في كابول الاثنين وقتل خمسة أشخاص. وأصيب عشرة آخرون."
    assert [claim.event_type for claim in claims(text, WEDNESDAY)] == ["bombing", "bombing"]


@pytest.mark.parametrize(
    "text",
    [
        row("noun-and-noun", "قتل خمسة أشخاص في تفجير في كابول وهجوم مسلح في لاهور قتل فيه ثلاثة."),
        row(
            "and-was-killed",
            "قتل خمسة أشخاص في تفجير في كابول، وقتل ثلاثة في هجوم مسلح في لاهور.",
            fails='a second verb of killing between "and" and its act hides that they are coordinated',
        ),
    ],
)
def test_acts_of_one_sentence_are_apart(text: str) -> None:
    """Two acts in two cities joined by "and" are two, each with its toll."""
    assert told(text) == [(None, "AF", ["killed = 5"]), (None, "PK", ["killed = 3"])]
