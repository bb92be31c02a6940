"""When: the day of the act, not of the speech, the page or the street."""

from __future__ import annotations

import pytest

from .reading import claims, of_family, row

WEDNESDAY = "2024-03-20"


def date(text: str, published: str | None = WEDNESDAY) -> str | None:
    """The date of the first act of violence."""
    return of_family(claims(text, published), "violence")[0].date


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        row("weekday", "الاثنين", "2024-03-18"),
        row("weekday-of-publication", "الأربعاء", "2024-03-20"),
        row("day-word-and-weekday", "يوم الجمعة", "2024-03-15"),
        row("weekday-beside-date", "يوم الجمعة 15 مارس", "2024-03-15"),
        row("yesterday", "أمس", "2024-03-19"),
        row("yesterday-evening", "مساء أمس", "2024-03-19"),
        row("yesterday-and-weekday", "أمس الثلاثاء", "2024-03-19"),
        row("today", "اليوم", "2024-03-20"),
        row("last-week", "الأسبوع الماضي", "2024-03-11/2024-03-17"),
        row("last-year", "العام الماضي", "2023"),
        row("day-and-month", "في 15 مارس", "2024-03-15"),
    ],
)
def test_relative_days_are_counted_from_the_publication(words: str, expected: str) -> None:
    """With a publication date, weekdays and relative days are days of the calendar."""
    assert date(f"قتل خمسة أشخاص في تفجير وقع {words} في كابول.") == expected


@pytest.mark.parametrize(
    "words", ["الاثنين", "يوم الجمعة", "أمس", "مساء أمس", "اليوم", "الأسبوع الماضي", "العام الماضي"]
)
def test_without_a_publication_date_they_stay_open(words: str) -> None:
    """Nothing is guessed: not the day of the machine, nor of the crawl."""
    assert date(f"قتل خمسة أشخاص في تفجير وقع {words} في كابول.", None) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        row("day-month-year", "في 15 مارس 2024", "2024-03-15"),
        row("doubled-month", "في 15 آذار/مارس 2024", "2024-03-15"),
        row("levantine-month", "في 15 كانون الثاني 2024", "2024-01-15"),
        row("maghrebi-month", "في 15 جانفي 2024", "2024-01-15"),
        row("no-year", "في 15 مارس", "XXXX-03-15"),
        row("month", "في مارس 2021", "2021-03"),
        row("late-in-month", "في أواخر مارس 2021", "2021-03-21/2021-03-31"),
        row("year", "عام 2021", "2021"),
        row("hijri", "في 5 رمضان 1445", "2024-03-15"),
        row("numeric", "في 15/3/2024", "2024-03-15"),
        row("solar-hijri", "في 25 اسفند 1402", "2024-03-15"),
    ],
)
def test_calendar_dates_need_no_publication_date(words: str, expected: str) -> None:
    """A date of the calendar is what it says, with the precision it has."""
    assert date(f"قتل خمسة أشخاص في تفجير وقع {words} في كابول.", None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        row("street-of-a-date", "وقع انفجار بسيارة مفخخة في شارع 26 سبتمبر في صنعاء وقتل ثلاثة أشخاص.", None),
        row("street-and-weekday", "قتل خمسة أشخاص في تفجير في شارع 14 رمضان في بغداد الأحد.", "2024-03-17"),
        row("bridge-of-a-date", "انفجرت سيارة مفخخة قرب جسر 14 تموز في بغداد وقتل ثلاثة أشخاص.", None),
    ],
)
def test_dates_in_names_are_names(text: str, expected: str | None) -> None:
    """A street named after a day says nothing of when."""
    assert date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        row(
            "calendar-day-of-speech",
            "قال المتحدث باسم الشرطة في 20 مارس 2024 إن هجوما وقع في كابول في 18 مارس 2024 وقتل فيه خمسة أشخاص.",
            "2024-03-18",
        ),
        row(
            "weekday-of-speech",
            "قال المتحدث باسم الشرطة الأربعاء إن هجوما وقع في كابول الاثنين وقتل فيه خمسة أشخاص.",
            "2024-03-18",
        ),
    ],
)
def test_the_day_of_the_speech_is_not_the_day_of_the_act(text: str, expected: str) -> None:
    """Between a verb of speech and "that", a day is when it was said."""
    assert date(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [row("same-day", "وفي اليوم نفسه", "2024-03-18"), row("next-day", "وفي اليوم التالي", "2024-03-19")],
)
def test_days_counted_from_the_act_before(words: str, expected: str) -> None:
    """ "The same day" and "the next day" are counted from the last dated act."""
    text = f"قتل خمسة أشخاص في تفجير في كابول في 18 مارس 2024. {words} قتل ثلاثة أشخاص في هجوم في قندهار."
    assert [claim.date for claim in claims(text, None)] == ["2024-03-18", expected]


def test_a_date_points_at_its_words() -> None:
    """The span of a date is where the report says it."""
    text = "قتل خمسة أشخاص في تفجير وقع مساء أمس في كابول."
    (claim,) = claims(text, WEDNESDAY)
    assert claim.date_span is not None
    assert text[slice(*claim.date_span)] == "مساء أمس"
