"""Wording: both languages say everything; numbers, counts and dates in the reader's convention."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale

import tawatur.workbench
from tawatur.workbench.wording import LANGUAGES, Say, chosen, table

FOLDER = Path(tawatur.workbench.__file__).parent
SOURCES = [*FOLDER.rglob("*.py"), *FOLDER.rglob("*.html")]
# Keys put together from a value: what each may begin with.
COMPUTED = re.compile(
    r"(page|mark|role|rule|rule_why|relation|verdict|review|part|precision|place|rejected|problem|filter|date|stated|keys)\."
)


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", sorted(table()))
def test_both_languages_say_it_with_the_same_values(key: str) -> None:
    """Every message is in Arabic and English, takes the same {names}, and has every plural form it needs."""
    texts = table()[key]
    assert set(texts) == set(LANGUAGES)
    taken = []
    for language in LANGUAGES:
        text = texts[language]
        if isinstance(text, str):
            taken.append(names(text))
            continue
        wanted = set(Locale.parse(language).plural_form.tags) | {"other"}
        assert set(text) == wanted
        taken.append(set().union(*(names(form) for form in text.values())))
    assert taken[0] == taken[1]


def test_every_message_asked_for_exists_and_every_message_is_asked_for() -> None:
    """Pages and messages do not drift apart."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    asked = set(re.findall(r"""say\(\s*"([a-z_]+\.[a-z_-]+)\"""", code))
    assert asked - set(table()) == set()
    assert {key for key in set(table()) - asked if not COMPUTED.match(key)} == set()


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "لا تقارير"),
        (1, "تقرير واحد"),
        (2, "تقريران"),
        (3, "3 تقارير"),
        (11, "11 تقريرًا"),
        (100, "100 تقرير"),
        (1103, "1,103 تقارير"),
    ],
)
def test_arabic_counts_take_their_form(count: int, expected: str) -> None:
    """None, one, two, few, many and other, by the rules of CLDR."""
    assert Say("ar", digits="latn")("count.reports", count=count) == expected


@pytest.mark.parametrize(
    ("locale", "date", "expected"),
    [
        ("en", "2024-03-22", "22 March 2024"),
        ("en", "2024-03", "March 2024"),
        ("en", "2024", "2024"),
        ("en", "2021~", "about 2021"),
        ("en", "2022-04/2022-05", "April 2022 to May 2022"),
        ("en", "../2016", "until 2016"),
        ("en", "2025-01/..", "since January 2025"),
        ("en", "XXXX-02-13", "February 13"),
        ("en", "nonsense", "nonsense"),
        ("ar_EG", "2024-03-22", "٢٢ مارس ٢٠٢٤"),
        ("ar_SY", "2024-03", "آذار ٢٠٢٤"),
        ("ar_DZ", "2024-01-05", "5 جانفي 2024"),
        ("ar_MA", "2024", "2024"),
    ],
)
def test_a_date_is_written_as_its_reader_writes_it(locale: str, date: str, expected: str) -> None:
    """No more precise than it is, with the months and digits of the reader's country."""
    assert Say(locale[:2], locale).date(date) == expected


@pytest.mark.parametrize(("locale", "expected"), [("en", "12,345.5"), ("ar_EG", "١٢٬٣٤٥٫٥"), ("ar_MA", "12.345,5")])
def test_a_number_is_written_as_its_reader_writes_it(locale: str, expected: str) -> None:
    """Digits and separators of the reader's country."""
    assert Say(locale[:2], locale).number(12345.5) == expected


@pytest.mark.parametrize(
    ("query", "cookies", "accepted", "expected"),
    [
        ({}, {}, "", ("ar", "ar", "latn")),
        ({}, {}, "en-GB,en;q=0.9", ("en", "en_GB", "latn")),
        ({}, {}, "fr,ar-SY;q=0.5", ("ar", "ar_SY", "arab")),
        ({}, {"lang": "ar"}, "en", ("ar", "ar", "latn")),
        ({"lang": "en"}, {"lang": "ar"}, "ar", ("en", "en", "latn")),
        ({"digits": "latn"}, {}, "ar-EG", ("ar", "ar_EG", "latn")),
        ({"lang": "xx", "digits": "?"}, {"lang": "<"}, "%%%,*", ("ar", "ar", "latn")),
    ],
)
def test_the_reader_chooses_then_the_browser(
    query: dict[str, str], cookies: dict[str, str], accepted: str, expected: tuple[str, str, str]
) -> None:
    """The address, then what was chosen before, then the browser's languages, then Arabic."""
    say = chosen(query, cookies, accepted)
    assert (say.language, str(say.locale), say.digits) == expected
