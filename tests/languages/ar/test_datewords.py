"""Arabic date expressions: calendar dates, weekdays, relative words, periods, and what is no date."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tawatur import dates
from tawatur.languages.ar import dates_data, datewords
from tawatur.languages.ar.datewords import Convention, DateContext, DateMention
from tawatur.languages.ar.tokens import tokenize
from tawatur.script import fold

FRIDAY = "2025-02-14"
DATA = Path(dates_data.__file__).with_name("dates.yaml")
ENTRIES = [
    pytest.param(entry["example"], entry["reads"], id=entry["example"])
    for entries in yaml.safe_load(DATA.read_text(encoding="utf-8")).values()
    if isinstance(entries, list)
    for entry in entries
    if isinstance(entry, dict) and "example" in entry
]
# Read with the publication date FRIDAY.
READ = [
    ("يوم أمس الأول", "2025-02-12"),
    ("صباح غد الثلاثاء", "2025-02-18"),
    ("الإثنين 3 آذار", "2025-03-03"),
    ("طوفان الأقصى في 7 أكتوبر", "2023-10-07"),
    ("قتل القائد العام الماضي", "2024"),
    ("في مايو ويونيو الماضيين", "2024-05/2024-06"),
    ("عامي 2014 و2015 و2016", "2014/2016"),
    ("ليل الجمعة السبت", "2025-02-07/2025-02-08"),
    ("بين 1 يناير و31 مارس 2024", "2024-01-01/2024-03-31"),
    ("في وقت لاحق من يوم الخميس", "2025-02-13"),
    ("22/3/1445 هـ", "2023-10-07"),
    ("من أيلول/سبتمبر إلى تشرين الثاني/نوفمبر 2015", "2015-09/2015-11"),
    ("هجمات 11 سبتمبر", "2001-09-11"),
    ("أحداث الحادي عشر من سبتمبر", "2001-09-11"),
    ("منذ السابع من أكتوبر", "2023-10-07/.."),
    ("13 فبراير", "2025-02-13"),
    ("20 إلى 22 مارس 2019", "2019-03-20/2019-03-22"),
    ("13-15 يوليو 2023", "2023-07-13/2023-07-15"),
    ("بين 8 و10 أغسطس", "2024-08-08/2024-08-10"),
    ("أبريل/مايو 2022م", "2022-04/2022-05"),
    ("شباط/ فبراير 2020", "2020-02"),
    ("16 مارس /آذار 2019", "2019-03-16"),
    ("25 يوليو تموز", "2024-07-25"),
    ("السادس من فبراير", "2025-02-06"),
    ("الخامس والعشرين من ديسمبر الماضي", "2024-12-25"),
    ("في العاشر من الشهر الجاري", "2025-02-10"),
    ("13 شعبان 1446", "2025-02-12"),
    ("08/10/2021", "2021-10-08"),
    ("2021-10-08", "2021-10-08"),
    ("26-09-2025", "2025-09-26"),
    ("2021/10/8", "2021-10-08"),
    ("October 8, 2021", "2021-10-08"),
    ("Feb. 13, 2025", "2025-02-13"),
    ("18th, January 2024", "2024-01-18"),
    ("9 Aug 2024", "2024-08-09"),
    ("النصف الأول من 2023", "2023-01/2023-06"),
    ("عام 2020", "2020"),
    ("سنة 2020م", "2020"),
    ("العام الماضي", "2024"),
    ("العام الجاري", "2025"),
    ("الشهر الماضي", "2025-01"),
    ("الأسبوع الماضي", "2025-02-03/2025-02-09"),
    ("نوفمبر المقبل", "2025-11"),
    ("يوم الجمعة الماضي", "2025-02-07"),
    ("مساء الخميس", "2025-02-13"),
    ("اليوم الجمعة", "2025-02-14"),
    ("أمس الخميس", "2025-02-13"),
    ("منذ ثلاثة أيام", "2025-02-11"),
    ("بحلول عام 2016", "../2016"),
    ("حتى 2020", "../2020"),
    ("في الفترة من 2016 إلى 2017", "2016/2017"),
    ("بين عامي 2016 و2018", "2016/2018"),
    ("بين عامي 2016-2018", "2016/2018"),
    ("ليل الخميس الجمعة", "2025-02-13/2025-02-14"),
    ("ليلة الخميس - الجمعة", "2025-02-13/2025-02-14"),
    ("من مارس إلى يونيو 2023", "2023-03/2023-06"),
    ("بين مارس ويونيو 2023", "2023-03/2023-06"),
    ("من 5 يناير حتى 10 فبراير 2024", "2024-01-05/2024-02-10"),
    ("في يناير وفبراير 2024", "2024-01/2024-02"),
    ("منتصف ليل الجمعة", "2025-02-14"),
    ("في 22 من مارس 2016", "2016-03-22"),
    ("يوم 13 فبراير من العام الماضي", "2024-02-13"),
    ("في 7 أكتوبر (تشرين الأول) 2023", "2023-10-07"),
    ("29 سبتمبر (أيلول) الماضي", "2024-09-29"),
    ("في ديسمبر/كانون الأول الماضي", "2024-12"),
    ("نهاية العام الماضي", "2024-10/2024-12"),
    ("مطلع فبراير الجاري", "2025-02-01/2025-02-10"),
    ("في أغسطس/آب من العام 2021", "2021-08"),
    ("في 2015 قتل عشرة", "2015"),
    ("هجوم باريس 2015", "2015"),
    ("الحكم الصادر في 12/5/2023", "2023-05-12"),
    ("الأربعاء (14 أغسطس/آب)", "2024-08-14"),
    ("خلال الأشهر الثلاثة الأولى من العام", "2025-01/2025-03"),
    ("في الربع الأخير من عام 2022", "2022-10/2022-12"),
    ("أوائل التسعينيات", "1990/1992"),
    ("منذ يوم الاثنين", "2025-02-10/.."),
    ("قبل نحو أسبوعين", "2025-01-31~"),
    ("قبل أكثر من عشر سنوات", "2015~"),
    ("في 13 فبراير من العام نفسه", "XXXX-02-13"),
    ("يوم الجمعة المقبل", "2025-02-21"),
    ("في مايو أيار 2020", "2020-05"),
    ("قتل 20 في أبريل", "2024-04"),
    ("وفي التاسع والعشرين من نيسان/أبريل 2021", "2021-04-29"),
    ("أول أبريل", "2024-04-01"),
    ("الأول من أبريل 2020", "2020-04-01"),
    ("خلال شهري يناير وفبراير", "2025-01/2025-02"),
    ("خلال شهر رمضان", "2024-03-11/2024-04-09"),
    ("أبريل نيسان عام 2003", "2003-04"),
    ("2 و3 مارس 2019", "2019-03-02/2019-03-03"),
    ("في 2 أو 3 مارس 2019", "2019-03-02/2019-03-03"),
    ("بتاريخ 5-3-2019", "2019-03-05"),
    ("السبت 2019/3/16", "2019-03-16"),
    ("السبت الموافق 16 مارس 2019", "2019-03-16"),
    ("الجمعة 15-3-2019", "2019-03-15"),
    ("15 آذار/مارس", "2024-03-15"),
    ("أيلول/سبتمبر 2001", "2001-09"),
    ("سبتمبر 2001", "2001-09"),
    ("كانون الأول/ديسمبر 2024", "2024-12"),
    ("ثمانينيات القرن الماضي", "1980/1989"),
    ("يومي 13 و14 فبراير", "2025-02-13/2025-02-14"),
    ("بين يومي 13 و14 فبراير", "2025-02-13/2025-02-14"),
    ("يومي الجمعة والسبت", "2025-02-07/2025-02-08"),
    ("هجوم 13 نوفمبر 2015 في باريس", "2015-11-13"),
    ("هجمات 13 نوفمبر/تشرين الثاني 2015", "2015-11-13"),
    ("من 2014 حتى 2019", "2014/2019"),
    ("2014 - 2019", "2014/2019"),
    ("الأسبوع الثاني من مارس 2019", "2019-03-11/2019-03-17"),
    ("صباح أمس الأول الأربعاء", "2025-02-12"),
    ("الثالث من مارس آذار الماضي", "2024-03-03"),
    ("في العام 2018", "2018"),
    ("سيجتمع المجلس الثلاثاء", "2025-02-18"),
    ("من المقرر أن تبدأ المحاكمة في 5 مايو", "2025-05-05"),
    ("ستجرى الانتخابات في نوفمبر", "2025-11"),
    ("ستنتهي المهلة في 7 فبراير", "2025-02-07"),
    ("كان من المقرر أن تنعقد الثلاثاء", "2025-02-11"),
    ("قال الثلاثاء إنه سيعود", "2025-02-11"),
    ("سيتوجه الوفد بعد يومين", "2025-02-16"),
    ("سيرفعون تقريرهم خلال أسبوعين", "2025-02-15/2025-02-28"),
    ("الجمعة قبل الماضي", "2025-01-31"),
    ("الأسبوع ما قبل الماضي", "2025-01-27/2025-02-02"),
    ("الشهر قبل الماضي", "2024-12"),
    ("يوليو من العام قبل الماضي", "2023-07"),
    ("الأسبوع بعد المقبل", "2025-02-24/2025-03-02"),
    ("قتل ثلاثة في آب", "2024-08"),
    ("منذ آب", "2024-08/.."),
    ("يومه الأحد 24 مارس", "2024-03-24"),
    ("ليلة السبت - الأحد 30-31 يوليو", "2024-07-30/2024-07-31"),
    ("الثالث من يوليو الجاري", "2025-07-03"),
    ("الأحد الموافق لـ9 فبراير", "2025-02-09"),
    ("9 فبراير 2025 الموافق 10 شعبان 1446", "2025-02-09"),
    ("بعد أسبوعين من يوم الجمعة 3 يناير 2025", "2025-01-17"),
    ("قبل يومين من 13 نوفمبر 2015", "2015-11-11"),
    ("في اليوم الأول من الشهر", "2025-02-01"),
    ("اليوم الأخير من يناير", "2025-01-31"),
    ("آخر يوم من يناير", "2025-01-31"),
    ("ثاني أيام رمضان 1445", "2024-03-12"),
    ("غرة رمضان 1445", "2024-03-11"),
    ("من 4 إلى 22 هذا الشهر", "2025-02-04/2025-02-22"),
    ("أول أسبوعين من يناير 2018", "2018-01-01/2018-01-14"),
    ("خلال آخر ثلاثة أشهر", "2024-11-14/2025-02-13"),
    ("خلال الخمس سنوات الماضية", "2020-02-14/2025-02-13"),
    ("خلال الأربع والعشرين ساعة الماضية", "2025-02-13/2025-02-14"),
    ("في الساعات الـ48 الأخيرة", "2025-02-12/2025-02-14"),
    ("الأسبوع 12 من عام 2025", "2025-03-17/2025-03-23"),
    ("الجمعة الأولى من يوليو 2016", "2016-07-01"),
    ("الأحد الثاني من يناير 2022", "2022-01-02"),
    ("الأحد الثاني من يناير 2023", "2023-01-08"),
    ("الأحد من الأسبوع الماضي", "2025-02-09"),
    ("بين الثلاثاء والخميس من الأسبوع المقبل", "2025-02-18/2025-02-20"),
    ("نهاية الشهر الثاني عشر من 2012", "2012-12-21/2012-12-31"),
    ("العقد الثاني من القرن العشرين", "1910/1919"),
    ("أواخر القرن الماضي", "1975/1999"),
    ("من 2014 إلى مايو 2018", "2014/2018-05"),
    ("من مايو 2014 إلى 2018", "2014-05/2018"),
    ("في عام 2014 و2015", "2014/2015"),
    ("7/يوليو/2015", "2015-07-07"),
    ("تاريخ 15 (يناير) 2015", "2015-01-15"),
    ("يناير 4-22، 1995", "1995-01-04/1995-01-22"),
    ("عام تسعة عشر وثمانية وسبعين", "1978"),
    ("من شهر سبتمبر 16", "2024-09"),
    ("أول أسبوع من أكتوبر 2016", "2016-10-03/2016-10-09"),
    ("آخر أسبوع من أكتوبر 2016", "2016-10-24/2016-10-30"),
    ("09:1222/10/2024", "2024-10-22"),
    ("24 شعبان الحالي", "2025-02-23"),
]
# Read by the convention of calendar assistants, with the publication date FRIDAY.
ASSISTED = [
    ("أواخر العام الماضي", "2024-07/2024-12"),
    ("نهاية شهر يناير", "2025-01-16/2025-01-31"),
    ("في وقت لاحق من هذا العام", "2025-07/2025-12"),
    ("من 2014 إلى 2018", "2014/2017"),
    ("العقدين الماضيين", "2000/2019"),
    ("قبل شهر", "2025-01-14"),
    ("قبل بضعة أيام", "2025-02-11"),
    ("رجعت إلى 27", "2025-02-27"),
    ("للثاني والعشرين", "2025-02-22"),
    ("الأحد القادم", "2025-02-23"),
    ("الأربعاء 22 يناير", "2025-01-22"),
    ("اليوم التالي", "2025-02-15"),
    ("خلال أسبوعين", "2025-02-22/2025-02-28"),
    ("ثلاثة أيام من الغد", "2025-02-18"),
    ("الربع الثاني", "2025-04/2025-06"),
    ("عطلة نهاية الأسبوع", "2025-02-15/2025-02-16"),
]
NOT_DATES = [
    "الأمين العام السابق",
    "المدعي العام الحالي",
    "أهل السنة 2000 قتيل",
    "مستشفى 22 مايو",
    "حركة 23 مارس المتمردة",
    "طريق 6 أكتوبر",
    "العام السابق",
    "شارع 14 يوليو",
    "ساحة 17 تموز وسط المدينة",
    "عمره 24 عاما",
    "يبلغ من العمر 19 عاماً",
    "حكم عليه بالسجن 16 عاما",
    "استمر ثلاثة أيام",
    "الساعة 10:30 صباحا",
    "مارس ضغوطا على الحكومة",
    "في إب جنوب صنعاء",
    "محافظة تعز. وقتل اثنان في إب",
    "فاز الفريق 1-صفر",
    "شاب آخر 27 سنة",
    "القرن الرابع عشر الهجري",
    "خمس مرات في اليوم",
    "في المواسم الثلاثة الأخيرة",
    "الخمسة الماضية",
    "رجعت إلى 27",
    "القرار 2254",
    "مونديال 2026",
    "رؤية 2030",
    "رقم 2019",
    "قتل 2015 شخصا",
    "الأحد عشر لاعبا",
    "جمعة الغضب",
    "كل يوم جمعة",
    "16:30 بتوقيت غرينتش",
    "192.168.1.10",
    "مطلع الألفية",
    "في غضون عام",
    "عاشوراء",
]
WORDS = sorted(dates_data.vocabulary().words)


def read(text: str, published: str | None = FRIDAY, convention: Convention = "report") -> list[DateMention]:
    return datewords.find(tokenize(fold(text).text), DateContext(published, convention=convention))


def read_dates(text: str, published: str | None = FRIDAY) -> list[str | None]:
    return [mention.date for mention in read(text, published)]


@pytest.mark.parametrize(("example", "reads"), ENTRIES)
def test_entry_example(example: str, reads: str) -> None:
    """Every entry of the vocabulary reads its own example, to a date or to an anchor."""
    (mention,) = read(example)

    assert reads in (mention.date, mention.anchor)


@pytest.mark.parametrize(("text", "expected"), READ)
def test_reads_date(text: str, expected: str) -> None:
    """One mention, with its EDTF date."""
    assert read_dates(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), ASSISTED)
def test_assistant_reads_date(text: str, expected: str) -> None:
    """By the convention of calendar assistants the same words can mean other days."""
    assert [mention.date for mention in read(text, convention="assistant")] == [expected]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("قبل 13 عاما", FRIDAY, ("2012", True)),
        ("قبل 13 عاما", None, (None, True)),
        ("منذ سنوات", FRIDAY, (None, True)),
        ("منذ أسابيع", FRIDAY, (None, True)),
        ("العام الماضي", FRIDAY, ("2024", True)),
        ("العام الماضي", None, (None, True)),
        ("قبل أسبوعين", FRIDAY, ("2025-01-31", False)),
        ("منذ أيام", FRIDAY, (None, False)),
        ("أمس", None, (None, False)),
        ("مطلع العام الماضي", FRIDAY, ("2024-01/2024-03", False)),
        ("عام 2014", FRIDAY, ("2014", False)),
    ],
)
def test_long_spans_are_marked(text: str, published: str | None, expected: tuple[str | None, bool]) -> None:
    """What is counted in months, years or decades from publication is a span, not a day."""
    assert [(mention.date, mention.long) for mention in read(text, published)] == [expected]


@pytest.mark.parametrize("text", NOT_DATES)
def test_not_a_date(text: str) -> None:
    """Names of places, ages, durations, times, contests and look-alikes are no dates."""
    assert [mention for mention in read(text) if mention.date is not None] == []


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("13 فبراير", None, "XXXX-02-13"),
        ("في مارس", None, "XXXX-03"),
        ("الجمعة", None, None),
        ("مساء أمس", None, None),
        ("العام الماضي", None, None),
        ("20 إلى 22 مارس", None, "XXXX-03"),
        ("منتصف مارس", None, "XXXX-03"),
        ("13 فبراير", "2025-02", "2025-02-13"),
        ("الجمعة", "2025-02", "2025-02"),
        ("مساء أمس", "2025-02", "2025-02"),
        ("الشهر الماضي", "2025-02", "2025-01"),
        ("13 فبراير", "2025", "XXXX-02-13"),
        ("العام الماضي", "2025", "2024"),
        ("قبل شهرين", "2025", "2025"),
        ("20 فبراير", "2025-02-14", "2025-02-20"),
        ("25 فبراير", "2025-02-14", "2024-02-25"),
    ],
)
def test_publication_date_decides(text: str, published: str | None, expected: str | None) -> None:
    """What the text leaves open is as precise as the publication date allows."""
    assert read_dates(text, published) == [expected]


def test_weekday_settles_the_year() -> None:
    """A weekday that does not fit the nearest year moves an old date to the latest year that fits."""
    assert read_dates("الثلاثاء 22 مارس") == ["2022-03-22"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عام 1997، وتحديدا في 17 نوفمبر", ["1997", "1997-11-17"]),
        ("في 13 فبراير و22 مارس 2016", ["2016-02-13", "2016-03-22"]),
    ],
)
def test_year_is_shared(text: str, expected: list[str]) -> None:
    """A year stated just before, or after the last of two listed days, is that of the yearless one."""
    assert read_dates(text) == expected


def test_reference_stands_in() -> None:
    """Without a publication date the reference date is counted from."""
    found = datewords.find(tokenize(fold("أمس").text), DateContext(None, "2019-03-16"))

    assert [mention.date for mention in found] == ["2019-03-15"]


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("في اليوم نفسه", "same-day"),
        ("وفي نفس اليوم", "same-day"),
        ("في اليوم التالي", "next-day"),
        ("وبعد يومين", "+2d"),
        ("قبل ثلاثة أيام من الهجوم", "-3d"),
        ("في الشهر ذاته", "same-month"),
        ("بعد أسبوع من الانفجار", "+1w"),
        ("15 من الشهر نفسه", "same-month"),
    ],
)
def test_anchor_on_the_event_before(text: str, anchor: str) -> None:
    """What is counted from another event keeps its distance and has no date."""
    assert [(mention.date, mention.anchor) for mention in read(text)] == [(None, anchor)]


@pytest.mark.parametrize(
    ("text", "words", "time_of_day"),
    [
        ("وقع مساء الجمعة 15 مارس/آذار 2019 في المدينة", "مساء الجمعه 15 مارس/اذار 2019", "evening"),
        ("اليوم الخميس (13 شباط/فبراير 2025) أن", "اليوم الخميس (13 شباط/فبراير 2025)", None),
        ("بعد ظهر السبت", "بعد ظهر السبت", "afternoon"),
        (
            "الجمعة، 18 من شعبان 1447هـ الموافق 06 شباط/فبراير 2026",
            "الجمعه، 18 من شعبان 1447ه الموافق 06 شباط/فبراير 2026",
            None,
        ),
        ("وبحلول عام 2016م فقد", "بحلول عام 2016م", None),
    ],
)
def test_span_covers_the_whole_expression(text: str, words: str, time_of_day: str | None) -> None:
    """Weekday, time of day, both calendars and the word of relation are one mention."""
    folded = fold(text)
    (mention,) = datewords.find(tokenize(folded.text), DateContext(FRIDAY))

    assert (folded.text[mention.start : mention.end], mention.time_of_day) == (words, time_of_day)


@given(
    st.lists(
        st.one_of(st.sampled_from(WORDS), st.sampled_from(list("،/-()و")), st.integers(0, 2030).map(str)), max_size=12
    )
)
def test_any_words_give_valid_mentions(words: list[str]) -> None:
    """Whatever the words, mentions are in order, do not overlap, and every date is EDTF."""
    tokens = tokenize(" ".join(words))
    contexts = [DateContext(published) for published in (None, "2025", "2025-02", FRIDAY)]
    for context in (*contexts, DateContext(FRIDAY, convention="assistant")):
        end = 0
        for mention in datewords.find(tokens, context):
            assert end <= mention.i < mention.j <= len(tokens)
            assert mention.date is None or dates.is_edtf(mention.date)
            end = mention.j


def test_quick_without_dates() -> None:
    """A sentence without dates costs little more than a look-up a word."""
    words = tokenize(
        fold("وقالت الوزارة في بيان إن القوات عززت انتشارها في محيط المدينة وصدت المهاجمين عند الحاجز").text
    )
    context = DateContext(FRIDAY)
    datewords.find(words, context)

    rounds = []
    for _ in range(5):
        started = time.process_time()
        for _ in range(200):
            datewords.find(words, context)
        rounds.append((time.process_time() - started) / 200)

    assert min(rounds) < 60e-6
