"""What the pages say: messages, plurals, numbers and dates in the reader's language and convention.

A message is a text with {names}; where a count decides its form it has one text for each plural category of
its language (CLDR): Arabic has six. Numbers put into a message are written in the reader's digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Day  # noqa: N812 - a method of `Say` is called date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from tawatur import dates
from tawatur.errors import DateError

LANGUAGES = ("ar", "en")
DIGITS = ("arab", "latn")
_MESSAGES = Path(__file__).with_name("messages")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Text: TypeAlias = str | dict[str, str]
"""A message in one language: one text, or one for each plural category."""


@cache
def table() -> dict[str, dict[str, Text]]:
    """All messages: by key, then by language."""
    found: dict[str, dict[str, Text]] = {}
    for path in sorted(_MESSAGES.glob("*.yaml")):
        found.update(yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader))
    return found


class Say:
    """The messages of one language, with the digits and month names of one convention.

    Args:
        language: "ar" or "en".
        locale: a CLDR locale of that language, such as "ar_SY", for month names and separators.
        digits: "arab" (٠١٢) or "latn" (012); without, those usual in the locale.
    """

    def __init__(self, language: str, locale: str = "", digits: str = "") -> None:
        self.language = language
        self.locale = Locale.parse(locale or language)
        self._name = str(self.locale)
        usual = str(self.locale.default_numbering_system)
        self.digits = digits or (usual if usual in DIGITS else "latn")
        self._plural = Locale.parse(language).plural_form

    @property
    def direction(self) -> str:
        """The direction of the page: "rtl" or "ltr"."""
        return "rtl" if self.language == "ar" else "ltr"

    @property
    def other(self) -> str:
        """The language to switch to."""
        return "en" if self.language == "ar" else "ar"

    def __call__(self, key: str, **values: object) -> str:
        """The message of that key. `count`, where given, decides the plural form."""
        text = table()[key][self.language]
        if not isinstance(text, str):
            text = text.get(self._plural(int(str(values["count"])))) or text["other"]
        return text.format(**{name: self._shown(value) for name, value in values.items()})

    def has(self, key: str) -> bool:
        """Whether there is a message of that key."""
        return key in table()

    def number(self, value: float | None) -> str:
        """A number in the reader's digits, thousands grouped; "?" where there is none."""
        if value is None:
            return "?"
        return self.plain(_decimal(value, self._name, self.digits))

    def percent(self, share: float) -> str:
        """A share as a whole percentage."""
        return self.plain(format_percent(share, locale=self.locale, numbering_system=self.digits))

    def plain(self, value: object) -> str:
        """Digits of a text (a year, an address of a place) in the reader's digits, not grouped."""
        return str(value).translate(_ARABIC_DIGITS) if self.digits == "arab" else str(value)

    def date(self, text: str | None) -> str:
        """An EDTF date as a reader writes it, no more precise than it is; the text itself if it is none."""
        if not text:
            return self("date.none")
        try:
            parsed = dates.parse(text)
        except DateError:
            return text
        return self._qualified(parsed.qualifier, self._interval(text, parsed))

    def _interval(self, text: str, parsed: dates.Edtf) -> str:
        left, stroke, right = text.rstrip("~?%").partition("/")
        if not stroke:
            return self._one(dates.parse(left))
        if parsed.first == Day.min:
            return self("date.until", date=self._one(dates.parse(right)))
        if parsed.last == Day.max:
            return self("date.since", date=self._one(dates.parse(left)))
        return self("date.between", first=self._one(dates.parse(left)), last=self._one(dates.parse(right)))

    def _one(self, value: dates.Edtf) -> str:
        bare = value.text.rstrip("~?%")
        if value.precision == "year":
            return self.plain(bare)
        if value.yearless:
            skeleton = "MMMMd" if value.days == 1 else "MMMM"
        else:
            skeleton = {"day": "yMMMMd", "month": "yMMMM"}[value.precision]
        return self.plain(_western(self._by_skeleton(skeleton, value.first)))

    def _by_skeleton(self, skeleton: str, day: Day) -> str:
        return _formatted(skeleton, day, self.language, self._name)

    def _qualified(self, qualifier: str, text: str) -> str:
        return self(f"date.{_QUALIFIERS[qualifier[0]]}", date=text) if qualifier else text

    def _shown(self, value: object) -> object:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return self.number(value) if is_number else value  # type: ignore[arg-type]


# A page has hundreds of numbers and dates, most of them seen on the page before.
@lru_cache(maxsize=65536)
def _decimal(value: float, locale: str, digits: str) -> str:
    return str(format_decimal(value, locale=locale, numbering_system=digits))


@lru_cache(maxsize=65536)
def _formatted(skeleton: str, day: Day, language: str, locale: str) -> str:
    if skeleton in ("MMMM", "yMMMM"):
        return str(format_date(day, _STANDING[skeleton], locale=locale))
    if skeleton == "yMMMMd":
        return str(format_date(day, "long" if language == "ar" else "d MMMM y", locale=locale))
    return str(format_skeleton(skeleton, day, locale=locale))


_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_WESTERN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_QUALIFIERS = {"~": "about", "?": "uncertain", "%": "about_uncertain"}
# Neither language has another form for a month that stands alone, and the pattern for one ("LLLL") gives Syria and
# Iraq the months of plain Arabic once those were asked for (Babel 2.18).
_STANDING = {"MMMM": "MMMM", "yMMMM": "MMMM y"}


def _western(text: str) -> str:
    return text.translate(_WESTERN_DIGITS)


def chosen(query: Mapping[str, str], cookies: Mapping[str, str], accepted: str) -> Say:
    """The wording a request asks for: by its address, then by what was chosen before, then by the browser.

    Arabic where nothing says otherwise.
    """
    preferred = _accepted(accepted)
    language = _known(query.get("lang"), LANGUAGES) or _known(cookies.get("lang"), LANGUAGES)
    language = language or next((name[:2] for name in preferred if name[:2] in LANGUAGES), "ar")
    digits = _known(query.get("digits"), DIGITS) or _known(cookies.get("digits"), DIGITS)
    locale = next((name for name in preferred if name[:2] == language and _is_locale(name)), language)
    return Say(language, locale, digits or "")


def _known(value: str | None, those: tuple[str, ...]) -> str | None:
    return value if value in those else None


def _accepted(header: str) -> list[str]:
    """The locales of an Accept-Language header, in the order they stand."""
    return [part.split(";")[0].strip().replace("-", "_") for part in header.split(",")[:10] if part.strip()]


@lru_cache(maxsize=256)
def _is_locale(name: str) -> bool:
    try:
        Locale.parse(name)
    except (ValueError, UnknownLocaleError):
        return False
    return True


def context(say: Say) -> dict[str, Any]:
    """What every template knows of the wording."""
    return {"say": say, "language": say.language, "direction": say.direction}
