"""Arabic numerals: values, operators, ranges, vague plurals, and what is no number."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tawatur.languages.ar import numerals, numerals_data
from tawatur.languages.ar.numerals import Quantity
from tawatur.languages.ar.tokens import Token, tokenize
from tawatur.script import fold

DATA = Path(numerals_data.__file__).with_name("numerals.yaml")
ENTRIES = [
    pytest.param(entry["example"], entry["reads"], id=entry["example"])
    for entries in yaml.safe_load(DATA.read_text(encoding="utf-8")).values()
    if isinstance(entries, list)
    for entry in entries
    if isinstance(entry, dict) and "example" in entry
]


def tokens(text: str) -> list[Token]:
    return tokenize(fold(text).text)


def read(text: str) -> list[Quantity]:
    return numerals.find(tokens(text))


def values(text: str) -> list[tuple[object, ...]]:
    """Operator with value, or with both bounds."""
    return [(q.op, q.value) if q.value is not None else (q.op, q.low, q.high) for q in read(text)]


@pytest.mark.parametrize(("example", "reads"), ENTRIES)
def test_entry_example(example: str, reads: object) -> None:
    """Every entry of the vocabulary reads its own example."""
    found = [
        quantity.value if quantity.value is not None else [quantity.low, quantity.high] for quantity in read(example)
    ]

    assert found[0] == reads


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل 145 شخصا وأصيب 550", [("=", 145), ("=", 550)]),
        ("إصابة ٢٨٤ آخرين", [("=", 284)]),
        ("أكثر من 90 قتيلا", [(">", 90)]),
        ("ما لا يقل عن ثلاثة وتسعين شخصا", [(">=", 93)]),
        ("ما لا يقل عن نحو 12 جنديا", [(">=", 12)]),
        ("وحوالي 1,200 مقاتل", [("~", 1200)]),
        ("نحو 1.200 مقاتل", [("~", 1200)]),
        ("1 200 مقاتل", [("=", 1200)]),
        ("أقل من خمسمائة وخمسين ألف نازح", [("<", 550000)]),
        ("قد يصل إلى عشرين عاما", [("<=", 20)]),
        ("عشرة على الأقل", [(">=", 10)]),
        ("عشرة أو أكثر", [(">=", 10)]),
        ("20 تقريبا", [("~", 20)]),
        ("بين 30 و40 مسلحا", [("range", 30, 40)]),
        ("ما بين 60 إلى 80 جثة", [("range", 60, 80)]),
        ("من ثلاثة إلى خمسة مهاجمين", [("range", 3, 5)]),
        ("60-80 جريحا", [("range", 60, 80)]),
        ("20 أو 30 رهينة", [("range", 20, 30)]),
        ("من 2 إلى 3 ملايين دولار", [("range", 2_000_000, 3_000_000)]),
        ("عشرات القتلى ومئات الجرحى", [("~", 20, 99), ("~", 200, 999)]),
        ("عشرات الآلاف", [("~", 20_000, 99_999)]),
        ("مئات آلاف النازحين", [("~", 200_000, 999_999)]),
        ("بضعة آلاف وعدة مئات", [("~", 3_000, 9_999), ("~", 300, 999)]),
        ("25 ألفا و300 دولار", [("=", 25_300)]),
        ("مليون ونصف المليون", [("=", 1_500_000)]),
        ("مليونان ومئتا ألف", [("=", 2_200_000)]),
        ("(30) ألف ريال", [("=", 30_000)]),
        ("ألفا قتيل", [("=", 2_000)]),
        ("12,5% و30 بالمئة", [("=", 12.5), ("=", 30)]),
        ("إحدى عشرة امرأة واثنا عشر طفلا", [("=", 11), ("=", 12)]),
    ],
)
def test_reads_quantity(text: str, expected: list[tuple[object, ...]]) -> None:
    """Operator and value are read from digits and words alike."""
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "عند 10:30 مساء",
        "في 1/2/2024",
        "عنوان 192.168.1.1",
        "يوم 2024-10-08",
        "طائرة F-16 وبندقية AK-47",
        "لست متأكدا",
        "يوم الأحد والاثنين والأربعاء والخميس",
        "أحد السكان",
        "كمية من الأسلحة",
    ],
)
def test_not_a_number(text: str) -> None:
    """Times, dates, addresses, names of weapons, weekdays and look-alikes are no quantities."""
    assert read(text) == []


def test_rise_is_not_a_range() -> None:
    """After a verb of change, "from A to B" is two numbers."""
    assert values("ارتفعت الحصيلة من 12 إلى 19 قتيلا") == [("=", 12), ("=", 19)]


def test_ordinals_are_flagged() -> None:
    """An ordinal has its value and the flag."""
    found = [(quantity.value, quantity.ordinal) for quantity in read("الهجوم الثاني عشر والحادي والعشرين")]

    assert found == [(12, True), (21, True)]


def test_fraction_is_flagged() -> None:
    """A share counts nothing by itself; before a scale it is a number."""
    found = [(quantity.value, quantity.fraction) for quantity in read("نصف السكان، نصف مليون")]

    assert found == [(0.5, True), (500_000, False)]


def test_prefix_stands_apart() -> None:
    """The conjunction written onto digits or a word is no part of the span."""
    folded = fold("جرح 3 و550 وثلاثة وأكثر من 7")

    found = [(folded.text[q.start : q.end], q.prefix) for q in numerals.find(tokenize(folded.text))]

    assert found == [("3", ""), ("550", "و"), ("ثلاثه", "و"), ("اكثر من 7", "و")]


def test_post_operator_at_a_position() -> None:
    """The grammar can ask for an operator after the counted noun."""
    words = tokens("12 شخصا على الأقل")

    assert numerals.post_operator(words, 2) == (">=", 4)
    assert numerals.post_operator(words, 1) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("52 قتيلا على الأقل ونحو 80 مصابا", [("=", 52), ("~", 80)]),
        ("26 قتيلا على الأقل وعشرات الجرحى", [("=", 26), ("~", 20, 99)]),
        ("42 شخصا في الأقل وأكثر من 65 مصابا", [("=", 42), (">", 65)]),
        ("على الأقل 30 قتيلا", [(">=", 30)]),
    ],
)
def test_operator_of_the_number_before(text: str, expected: list[tuple[object, ...]]) -> None:
    """An operator after the first noun is not taken by the number that "and" joins on."""
    assert values(text) == expected


def test_minus_counts_nothing() -> None:
    """A dash glued to digits is a minus before degrees or nothing, a list's dash before a noun."""
    assert [quantity.value for quantity in read("-7 درجات")] == [-7]
    assert [quantity.value for quantity in read("-7 قتلى")] == [7]


@given(st.integers(min_value=0, max_value=10**9))
def test_grouped_and_plain_digits_agree(number: int) -> None:
    """Digits with and without group separators are one number."""
    assert values(f"{number:,} شخص") == values(f"{number} شخص") == [("=", number)]


@given(st.text(alphabet="0123456789 .,/:-()%وبالثلاثةعشرونمئألف\n", max_size=60))
def test_any_text_gives_ordered_spans(text: str) -> None:
    """Whatever the text, quantities are in order, inside it and do not overlap."""
    words = tokens(text)
    found = numerals.find(words)

    ends = [0]
    for quantity in found:
        assert ends[-1] <= quantity.i < quantity.j <= len(words)
        assert quantity.i <= quantity.number_i < quantity.number_j <= quantity.j
        ends.append(quantity.j)


def test_quick_without_numbers() -> None:
    """A sentence without numbers costs little more than a look-up a word."""
    words = tokens("وقالت الوزارة في بيان إن القوات عززت انتشارها في محيط المدينة بعد وصول تعزيزات إلى المنطقة")
    numerals.find(words)

    rounds = []
    for _ in range(5):
        started = time.process_time()
        for _ in range(200):
            numerals.find(words)
        rounds.append((time.process_time() - started) / 200)

    assert min(rounds) < 60e-6
