"""Plain-text copies of pages: what they say of themselves, and which text is the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.dates import is_edtf
from tawatur.intake import read, sources
from tawatur.intake.copies import Facts, study
from tawatur.record import Document

_SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
_BODY = (
    "قال متحدث باسم البلدية إن السوق القديم أعيد فتحه صباح الخميس بعد أعمال ترميم استمرت سنة كاملة وشملت الواجهات "
    "والأرضيات وشبكة الإنارة."
)
_MORE = (
    "وأضاف المتحدث في مؤتمر صحفي أن المرحلة الثانية من المشروع تبدأ في الربيع المقبل وتشمل الأزقة المجاورة للسوق "
    "وموقفا للسيارات."
)


def _texts(facts: Facts, text: str, kind: str) -> list[str]:
    return [text[slice(*part.span)].strip() for part in facts.parts if part.kind == kind]


@pytest.mark.parametrize(
    ("header", "edtf"),
    [
        ("عنوان الخبر عن السوق القديم\n- أغسطس 20, 2025\n", "2025-08-20"),
        ("تاريخ النشر: 18th, January 2024 GMT\n", "2024-01-18"),
        ("تاريخ النشر : 22 سبتمبر 2023 - 06:10\n", "2023-09-22"),
        ("آخر تحديث: الخميس 29 أغسطس 2024 - 4:19 م بتوقيت القاهرة\n", "2024-08-29"),
        ("الأحد ٣ يونيو ٢٠١٨\n", "2018-06-03"),
        ("26-09-2025 | 05:12\n", "2025-09-26"),
        ("09 أغسطس 2024، 1:40 ص\n", "2024-08-09"),
        ("date 2021-10 ", "2021-10"),
        ("date 2021-10-05 ", "2021-10-05"),
        ("news-09102024-061320\n", "2024-10-09"),
        ("١٣ فبراير ٢٠٢٥\n", "2025-02-13"),
        ("الجمعة، 18 شعبان 1447هـ الموافق 06 شباط/فبراير 2026\n", "2026-02-06"),
        ("بيروت 15 يناير 2024 (وكالات) - ", "2024-01-15"),
        ("قرية النخيل - 22-04-2025\n", "2025-04-22"),
        ("بلدة السدرة – الأحد 17 مارس 2019\n", "2019-03-17"),
        ("عين الحجر (وسط البلاد) 28 تموز 2025 (وكالات)\n", "2025-07-28"),
        ("ذكرى افتتاح السوق القديم 17 مارس 2019\n", None),
        ("نشر في: 3 مارس 2019\nآخر تحديث: 5 مارس 2019\n", "2019-03-03"),
        ("", None),
    ],
)
def test_the_header_dates_the_report(header: str, edtf: str | None) -> None:
    """Each way pages write their date, with its own precision."""
    assert study(header + _BODY + "\n" + _MORE).published == edtf


@pytest.mark.parametrize(
    "sentence",
    [
        "وكان السوق قد أغلق في 12 مارس 2023 بعد سقوط جزء من سقفه على المارة كما ذكرت البلدية آنذاك في بيانها الرسمي.",
        "في 5 مايو 2020 أعلنت البلدية خطة لترميم السوق القديم على مراحل تنتهي خلال ثلاث سنوات.",
    ],
)
def test_a_date_in_a_sentence_is_not_the_date_of_the_report(sentence: str) -> None:
    """What the report tells of is not when it was published."""
    assert study(f"{_BODY}\n{sentence}").published is None
    assert study(sentence).published is None


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("pic.twitter.com — مراسل October 8, 2021", "2021-10-08"),
        ("— Salma Adel September 29, 2023", "2023-09-29"),
        ("#MARKET (September 29, 2023): doors open again", "2023-09-29"),
        ("The old market, Thursday Feb. 13, 2025. (Agency)", "2025-02-13"),
    ],
)
def test_an_embedded_post_dates_the_report_only_weakly(line: str, edtf: str) -> None:
    """Nothing better being there, the post's date counts and the note says so; a header's date outranks it."""
    weak = study(f"{_BODY}\n{line}\n")
    assert weak.published == edtf
    assert any("embedded post" in note for note in weak.notes)
    assert study(f"تاريخ النشر: 1 مارس 2020\n{_BODY}\n{line}\n").published == "2020-03-01"
    assert _texts(weak, f"{_BODY}\n{line}\n", "furniture") == [line]


def test_a_report_that_dates_its_today_is_dated_by_it() -> None:
    """ "Today, Thursday (31 January 2019)" says when it was written; the note says where it was read."""
    facts = study(
        "أعادت البلدية اليوم الخميس (31 كانون الثاني 2019) فتح السوق القديم أمام الزوار بعد ترميم دام سنة كاملة."
    )
    assert facts.published == "2019-01-31"
    assert any("today" in note for note in facts.notes)


def test_a_whole_page_is_understood() -> None:
    """Path of sections, headline, date, poster, author, report, tags, related items and comment form."""
    lines = [
        "المقالات",
        "صحيفة المرآة > محليات > السوق القديم يستقبل زواره",
        "السوق القديم يستقبل زواره",
        "- مارس 5, 2021",
        "- Posted by: editor",
        "إعداد: سلمى عادل",
        _BODY,
        "مرحلة ثانية من الترميم",
        _MORE,
        "كلمات دلالية: سوق ترميم بلدية",
        "مقالات ذات صلة",
        "حريق في مخزن أخشاب",
        "اترك تعليقاً",
        "لن يتم نشر عنوان بريدك الإلكتروني",
    ]
    text = "\n".join(lines)
    facts = study(text)
    assert (facts.title, facts.author, facts.publisher, facts.published, facts.language) == (
        "السوق القديم يستقبل زواره",
        "سلمى عادل",
        "صحيفة المرآة",
        "2021-03-05",
        "ar",
    )
    assert _texts(facts, text, "main") == [lines[2], "\n".join(lines[6:9])]
    assert _texts(facts, text, "related") == ["\n".join(lines[10:12])]


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("المصدر: صحيفة المرآة", "صحيفة المرآة"),
        ("المصدر: صحيفة المرآة كلمات دلالية: سوق", "صحيفة المرآة"),
        ("المصدر: وكالات", None),
    ],
)
def test_a_source_line_names_the_publisher(line: str, publisher: str | None) -> None:
    """The outlet is kept, "agencies" is none, and tags on the same line are not part of the name."""
    assert study(f"{_BODY}\n{line}\n").publisher == publisher


@pytest.mark.parametrize(
    ("opening", "publisher"),
    [
        ('برلين- "المرآة العربية":\n', "المرآة العربية"),
        ("القاهرة- المرآة:\n", "المرآة"),
        ("صحيفة المرآة – متابعة\n", "صحيفة المرآة"),
        ("أخبار المرآة-ألمانيا\n", "أخبار المرآة"),
        ("صحيفة المرآة عدد المشاهدات : 638\n", "صحيفة المرآة"),
        ("رويترز\n", "رويترز"),
        ("القاهرة - وكالات\n", None),
        ("لندن ـ «المرآة»\n", "المرآة"),
        ("أبوظبي - المرآة نيوز\n", "المرآة نيوز"),
        ("المرآة نت - دبي\n", "المرآة نت"),
        ("جدة - (أ ف ب): ", "أ ف ب"),
        ("السعودية/ كشفت البلدية - في بيان - أن العمل بدأ. ", None),
    ],
)
def test_a_byline_names_the_publisher(opening: str, publisher: str | None) -> None:
    """A place beside it is not the outlet, nor is "follow-up"."""
    assert study(opening + _BODY + "\n").publisher == publisher


def test_a_name_before_a_city_is_the_author() -> None:
    """A reporter signs with the city; an outlet with the country it writes of."""
    facts = study(f"سلمى عادل-القاهرة\n{_BODY}\n")
    assert (facts.author, facts.publisher) == ("سلمى عادل", None)


@pytest.mark.parametrize("sentence", ["وأضاف المصدر: " + _MORE, "المصدر: " + _MORE])
def test_a_source_that_speaks_is_part_of_the_report(sentence: str) -> None:
    """ "The source: ..." is the outlet only when a name follows."""
    text = f"{_BODY}\n{sentence}"
    assert _texts(study(text), text, "main") == [text]


def test_the_site_name_at_the_end_of_the_page_title_is_the_publisher() -> None:
    """The page title repeats the site's name; the headline is the other line."""
    facts = study(
        f"مرآة الخليج\n\nالسوق القديم يفتح أبوابه من جديد - مرآة الخليج\n\nالسوق القديم يستقبل زواره بعد\n\n{_BODY}\n"
    )
    assert (facts.publisher, facts.title) == ("مرآة الخليج", "السوق القديم يستقبل زواره بعد")


def test_a_menu_above_the_headline_is_furniture() -> None:
    """Items of a menu, their repetition, an hour and a picture's credit are not the report, nor its title."""
    lines = [
        "• ملف السوق",
        "السوق القديم يستقبل زواره",
        "19 تموز 2021",
        "22:54",
        "السوق القديم يستقبل زواره",
        _BODY,
        "زوار في السوق / سلمى عادل / رويترز",
        _MORE,
    ]
    text = "\n".join(["مباشر", "• ملف المياه في المدينة", *lines])
    facts = study(text)
    assert (facts.title, facts.published) == ("السوق القديم يستقبل زواره", "2021-07-19")
    assert _texts(facts, text, "main") == ["مباشر", "السوق القديم يستقبل زواره", _BODY, _MORE]


def test_after_a_related_heading_comes_another_report() -> None:
    """Alone on its line it governs everything that follows, a second report and its headline included."""
    other = f"حريق في مخزن للأخشاب\nالمرآة - متابعة\n{_MORE}"
    text = f"{_BODY}\nالمصدر: المرآة\nإقرأ أيضاً:\n{other}"
    facts = study(text)
    assert _texts(facts, text, "related") == [f"إقرأ أيضاً:\n{other}"]
    assert facts.publisher == "المرآة"


def test_a_related_line_in_the_middle_covers_only_itself() -> None:
    """With a headline on the same line the report goes on below it."""
    text = f"{_BODY}\nاقرأ أيضا: حريق في مخزن للأخشاب\n{_MORE}\n"
    facts = study(text)
    assert _texts(facts, text, "main") == [_BODY, _MORE]
    assert _texts(facts, text, "related") == ["اقرأ أيضا: حريق في مخزن للأخشاب"]


def test_a_related_heading_in_the_menu_does_not_hide_the_report() -> None:
    """Above the first paragraph such a heading is a link of the page."""
    text = f"مقالات ذات صلة\nالسوق القديم يستقبل زواره\n{_BODY}\n"
    assert _texts(study(text), text, "main") == [f"السوق القديم يستقبل زواره\n{_BODY}"]


@pytest.mark.parametrize(
    "line",
    [
        "![](https://mirror.example/a.webp)",
        "https://mirror.example/p/1 صورة من: المرآة",
        "صورة السوق القديم — المرآة",
        "[1] كتاب الأسواق، ص 20",
        "tweet: doors open again today",
        "حجم النص",
        "#السوق_القديم #ترميم",
        "© 2021",
    ],
)
def test_page_lines_are_furniture(line: str) -> None:
    """Links, pictures, captions, notes, posts and buttons are not the report."""
    text = f"{_BODY}\n{line}\n{_MORE}"
    assert _texts(study(text), text, "furniture") == [line]


def test_a_row_of_headlines_is_furniture() -> None:
    """A ticker of three or more headlines holds no report."""
    text = "افتتاح السوق القديم | تأجيل المباراة | ارتفاع أسعار الزيت | بدء العام الدراسي"
    assert [part.kind for part in study(text).parts] == ["furniture"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (_BODY, "ar"),
        ("شهرداری گفت بازار قدیمی پس از یک سال دوباره باز شد.", "fa"),
        ("The old market opened to the public in the morning.", "en"),
        ("12345", None),
    ],
)
def test_the_language_is_told_by_the_letters(text: str, code: str | None) -> None:
    """Arabic, Persian, English, or nothing to tell by."""
    assert study(text).language == code


_LINES = st.sampled_from(
    [
        _BODY,
        _MORE,
        "",
        "عنوان قصير",
        "إقرأ أيضاً:",
        "اقرأ أيضا: خبر",
        "المصدر: المرآة",
        "كلمات دلالية: سوق",
        "اترك تعليقاً",
        "date 2021-10 كتبت – سلمى",
        "أغسطس 20, 2025",
        "أ > ب > ج",
        "x | y | z",
        "\u200f",
        "قال: اقرأ أيضا: خبر",
        "المراجع",
        "[1] كتاب",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(_LINES, max_size=12).map("\n".join)))
@settings(max_examples=400, deadline=None)
def test_parts_are_ordered_disjoint_and_cover_the_text(text: str) -> None:
    """Whatever the text, its parts join end to end from its first code point to its last; the date is EDTF."""
    facts = study(text)
    spans = [part.span for part in facts.parts]
    assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])][: len(spans)]
    assert all(start < end for start, end in spans)
    assert (spans[-1][1] if spans else 0) == len(text)
    assert facts.published is None or is_edtf(facts.published)


@pytest.fixture(scope="module")
def seeds() -> dict[str, Document]:
    """The seed reports, read."""
    folder = _SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the shared seed reports are not here")
    found = [item for source in sources([folder]) for item in read(source)]
    return {item.path: item for item in found if isinstance(item, Document)}


def test_the_seeds_are_dated(seeds: dict[str, Document]) -> None:
    """Two of the five say when they were published."""
    assert [seeds[path].published for path in sorted(seeds)] == ["2025-08-20", None, None, "2024-01-18", None]


def test_the_seeds_agree_with_gold(seeds: dict[str, Document]) -> None:
    """Title, author, publisher and date are those of the annotation."""
    gold = [json.loads(line) for line in (_SHARED / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    keys = ("title", "author", "publisher", "published", "language")
    assert [tuple(getattr(seeds[row["document"]], key) for key in keys) for row in gold] == [
        tuple(row[key] for key in keys) for row in gold
    ]


def test_the_glued_report_of_a_seed_is_related(seeds: dict[str, Document]) -> None:
    """The other report at the end of the third seed begins where the annotation says, and runs to the end."""
    document = next(document for path, document in seeds.items() if path.startswith("003"))
    part = document.parts[-1]
    assert part.kind == "related"
    assert part.span[0] <= 2623 < part.span[1] == len(document.text)
    assert "".join(document.text[slice(*part.span)] for part in document.parts) == document.text
