"""Bare numbers in folded Arabic tokens: digits, number words, ordinals, fractions and vague plurals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tawatur.languages.ar.numerals_data import NumberWord, vocabulary
from tawatur.languages.ar.tokens import Token
from tawatur.record import Number

_GROUPED_COMMA = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_GROUPED_DOT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$")
_DECIMAL = re.compile(r"\d+[.,]\d+$")
_ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
# Some agencies write a decimal as "61ر58", its parts in either order: better no number than a wrong one.
_GLUED_BREAKS = frozenset(":/ر")


class Read(NamedTuple):
    """A bare number: tokens `[i, j)`, its value or bounds, and what kind of number it is."""

    i: int
    j: int
    value: Number | None
    low: Number | None = None
    high: Number | None = None
    ordinal: bool = False
    fraction: bool = False
    scale: Number = 1


class NumberReader:
    """Reads the number that starts at a token, within one stretch of tokens."""

    def __init__(self, tokens: Sequence[Token], start: int, end: int) -> None:
        self.tokens = tokens
        self.start = start
        self.end = end
        self.vocabulary = vocabulary()

    # -- bare numbers ----------------------------------------------------------------------------------

    def number(self, k: int) -> Read | None:
        """The bare number that starts at token `k`, or None."""
        word = self._class(k)
        if word is None:
            return None
        kind = word.kind
        if kind == "digits":
            return self._digits(k)
        if kind.startswith("ordinals"):
            return self._ordinal(k, word)
        if kind == "few":
            return self._few(k)
        if kind == "vague" or kind == "scale_plurals":
            return self._vague(k, 1)
        if kind == "fractions":
            return self._fraction(k, word)
        if kind in ("negative", "decimal_point"):
            return None
        if kind == "zero":
            return Read(k, k + 1, 0)
        return self._counted(k)

    def _counted(self, k: int) -> Read | None:
        if self._after_barred(k):
            return None
        for words, value in self.vocabulary.fraction_phrases.items():
            if self._matches(k, words):
                return Read(k, k + len(words), value, fraction=True)
        read = self._cardinal(k)
        if read is None:
            return None
        pointed = self._decimal_words(read)
        if pointed is not None:
            return pointed
        word = self._class(k)
        lone_ten = word is not None and word.kind == "tens" and word.article and read.j == k + 1
        follows = self._class(read.j)
        return read._replace(ordinal=lone_ten and follows is None and self._definite_before(k))

    def _definite_before(self, k: int) -> bool:
        return k == self.start or self.tokens[k - 1].text.startswith(("ال", "وال", "بال", "لل"))

    def _after_barred(self, k: int) -> bool:
        return k > self.start and self.tokens[k - 1].text in self.vocabulary.not_counted_after

    def _digits(self, k: int) -> Read | None:
        if (
            self._is_code(k)
            or self._after_barred(k)
            or self._text(k + 1, k + 2) in self.vocabulary.not_counted_before
        ):
            return None
        ratio = self._ratio(k)
        if ratio is not None:
            return ratio
        if self._broken(k):
            return None
        value, j = self._digit_value(k)
        if value is None:
            return None
        suffix = self._at(j)
        if suffix is not None and suffix.text.lower() in _ORDINAL_SUFFIXES and suffix.start == self.tokens[j - 1].end:
            return Read(k, j + 1, value, ordinal=True)
        read = self._cardinal(k)
        if read is None:
            return None
        return self._decimal_words(read) or read

    def _digit_value(self, k: int) -> tuple[Number | None, int]:
        text = self.tokens[k].text
        if k == self.start + 1 and self.tokens[k - 1].text == "." and self.tokens[k - 1].end == self.tokens[k].start:
            text = "0." + text
        value = digit_value(text)
        j = k + 1
        if value is not None and text.isdigit() and len(text) <= 3 and text[0] != "0":
            while self._spaced_group(j):
                value = int(value) * 1000 + int(self.tokens[j].text)
                j += 1
        return value, j

    def _spaced_group(self, j: int) -> bool:
        """Three digits one space after the ones before: thousands grouped by spaces."""
        token = self._at(j)
        if token is None or len(token.text) != 3 or not token.text.isdigit():
            return False
        return token.start == self.tokens[j - 1].end + 1 and not self._broken(j)

    def _is_code(self, k: int) -> bool:
        """A number that belongs to a name: letters glued before ("F16", "AK-47") or after ("5G")."""
        token = self.tokens[k]
        after = self._at(k + 1)
        if after is not None and after.start == token.end and after.text.isascii() and after.text.isalpha():
            return after.text.lower() not in _ORDINAL_SUFFIXES and len(after.text) == 1
        if k == 0:
            return False
        before = self.tokens[k - 1]
        if before.end != token.start:
            return False
        if before.text == "-" and k >= 2 and self.tokens[k - 2].end == before.start:
            return self.tokens[k - 2].text[0].isalpha()
        return before.text == "_" or (before.text.isascii() and before.text.isalpha())

    def _broken(self, k: int) -> bool:
        """Part of a clock time, a date or an address: glued to ":", "/" or "ر", or three parts with dashes."""
        return self._glued_break(k, -1) or self._glued_break(k, 1) or self._dashed(k)

    def _glued_break(self, k: int, step: int) -> bool:
        near, far = k + step, k + 2 * step
        if not (0 <= near < len(self.tokens) and 0 <= far < len(self.tokens)):
            return False
        if self.tokens[near].text not in _GLUED_BREAKS or not self.tokens[far].text[0].isdigit():
            return False
        left, right = sorted((k, near))
        left_far, right_far = sorted((near, far))
        return (
            self.tokens[left].end == self.tokens[right].start
            and self.tokens[left_far].end == self.tokens[right_far].start
        )

    def _dashed(self, k: int) -> bool:
        """Whether `k` is one of three numbers glued by dashes: a date."""
        parts = 1
        for step in (-1, 1):
            index = k
            while self._glued_dash(index, step):
                parts += 1
                index += 2 * step
        return parts >= 3

    def _glued_dash(self, k: int, step: int) -> bool:
        near, far = k + step, k + 2 * step
        if not (0 <= far < len(self.tokens)) or self.tokens[near].text != "-":
            return False
        if not self.tokens[far].text[0].isdigit():
            return False
        first, last = min(k, far), max(k, far)
        return self.tokens[first].end == self.tokens[near].start and self.tokens[near].end == self.tokens[last].start

    def _ratio(self, k: int) -> Read | None:
        """Two whole numbers glued by a slash, with no third: a share of one."""
        if k + 2 >= self.end or self.tokens[k + 1].text != "/" or self._glued_break(k, -1):
            return None
        top, bottom = self.tokens[k].text, self.tokens[k + 2].text
        if not (self._glued_break(k, 1) and top.isdigit() and bottom.isdigit() and int(bottom)):
            return None
        if self._glued_break(k + 2, 1):
            return None
        return Read(k, k + 3, tidy(int(top) / int(bottom)), fraction=True)

    def _decimal_words(self, read: Read) -> Read | None:
        """A number, "فاصلة", and the digits after the point."""
        point = self._class(read.j)
        if point is None or point.kind != "decimal_point" or read.value is None or read.j + 1 >= self.end:
            return None
        part = self._cardinal(read.j + 1)
        if part is None or part.value is None:
            return None
        digits = self.tokens[read.j + 1].text if self._is_digit(read.j + 1) else str(part.value)
        return Read(read.i, part.j, float(f"{read.value}.{digits}"))

    # -- cardinals -------------------------------------------------------------------------------------

    def _cardinal(self, k: int) -> Read | None:
        """Segments of falling scale, joined by "and": two million and 300 thousand and five."""
        segment = self._segment(k)
        if segment is None:
            return None
        total, j, scale = segment
        while scale >= 1000:
            half = self._half(j, scale)
            if half is not None:
                total, j = total + half[0], half[1]
                break
            after = self._after_and(j)
            following = self._segment(after) if after is not None else None
            if following is None or following[2] >= scale or following[0] >= scale:
                break
            if following[2] < 1000 and self._glued_break(after or j, 1):
                break
            total, j, scale = total + following[0], following[1], following[2]
        return Read(k, j, tidy(total), scale=segment[2])

    def _segment(self, k: int) -> tuple[Number, int, Number] | None:
        """A group below a thousand with the scales after it: value, next token, and its scale."""
        word = self._class(k)
        if word is None:
            return None
        if word.kind in ("scale_duals", "scale_accusatives"):
            return self._scaled(2 * word.value, k + 1, word.value)
        if word.kind == "scales":
            return self._scaled(word.value, k + 1, word.value)
        group = self._group(k)
        if group is None:
            return None
        return self._scaled(group[0], self._bracket_closed(k, group[1]), 1)

    def _bracket_closed(self, k: int, j: int) -> int:
        """ "(30) thousand": past the bracket where a scale follows it."""
        if k <= self.start or self._text(k - 1, k) != "(" or self._text(j, j + 1) != ")":
            return j
        scale = self._class(j + 1)
        return j + 1 if scale is not None and scale.kind in ("scales", "scale_plurals") else j

    def _scaled(self, value: Number, j: int, scale: Number) -> tuple[Number, int, Number]:
        while True:
            word = self._class(j)
            if word is None or word.prefix or word.kind not in ("scales", "scale_plurals", "scale_accusatives"):
                return value, j, scale
            value, scale, j = value * word.value, scale * word.value, j + 1

    def _group(self, k: int) -> tuple[Number, int] | None:
        word = self._class(k)
        if word is None:
            return None
        if word.kind == "digits":
            value, j = self._digit_value(k)
            return None if value is None else (value, j)
        hundreds, j = self._hundreds(k, word)
        if hundreds == 0:
            return self._below_hundred(k)
        after = self._after_and(j)
        rest = self._below_hundred(after) if after is not None else self._unjoined(j)
        if rest is None or self._scale_follows_unit(rest):
            return hundreds, j
        return hundreds + rest[0], rest[1]

    def _scale_follows_unit(self, rest: tuple[Number, int]) -> bool:
        """A unit that a hundred follows starts a number of its own."""
        word = self._class(rest[1])
        return word is not None and word.kind == "hundred" and not word.prefix

    def _hundreds(self, k: int, word: NumberWord) -> tuple[Number, int]:
        if word.kind in ("hundred", "hundreds"):
            return word.value, k + 1
        following = self._class(k + 1)
        if word.kind == "units" and following is not None and not following.prefix:
            if following.kind == "hundred":
                return word.value * 100, k + 2
            if following.kind == "vague" and following.value == 100:
                return word.value * 100, k + 2
        return 0, k

    def _unjoined(self, k: int) -> tuple[Number, int] | None:
        """Spoken Arabic leaves out the first "and" before a unit and a ten."""
        rest = self._below_hundred(k)
        word = self._class(k)
        if rest is None or word is None or word.prefix or rest[1] - k < 2 or rest[0] < 21:
            return None
        return rest

    def _below_hundred(self, k: int) -> tuple[Number, int] | None:
        word = self._class(k)
        if word is None:
            return None
        kind = word.kind
        if kind in ("tens", "ten", "teens"):
            return word.value, k + 1
        if kind not in ("units", "unit_in_compound"):
            return None
        following = self._class(k + 1)
        if following is not None and following.kind == "ten" and not following.prefix and not following.article:
            return word.value + 10, k + 2
        after = self._after_and(k + 1)
        ten = self._class(after) if after is not None else None
        if ten is not None and after is not None and ten.kind == "tens":
            return word.value + ten.value, after + 1
        return (word.value, k + 1) if kind == "units" else None

    def _half(self, j: int, scale: Number) -> tuple[Number, int] | None:
        """ "and a half" after a scale, with the scale's name again or not."""
        after = self._after_and(j)
        word = self._class(after) if after is not None else None
        if after is None or word is None or word.kind != "fractions" or word.article:
            return None
        again = self._class(after + 1)
        named = again is not None and again.kind == "scales" and again.article
        return tidy(word.value * scale), after + 2 if named else after + 1

    # -- ordinals, fractions, vague plurals ------------------------------------------------------------

    def _ordinal(self, k: int, word: NumberWord) -> Read | None:
        following = self._class(k + 1)
        if following is not None and following.kind == "ten" and not following.prefix:
            return Read(k, k + 2, int(word.value) + 10, ordinal=True)
        after = self._after_and(k + 1)
        ten = self._class(after) if after is not None else None
        if after is not None and ten is not None and ten.kind == "tens":
            return Read(k, after + 1, int(word.value + ten.value), ordinal=True)
        if word.kind == "ordinals_in_compound" or (word.kind == "ordinals_definite" and not word.article):
            return None
        if self._after_barred(k):
            return None
        return Read(k, k + 1, int(word.value), ordinal=True)

    def _fraction(self, k: int, word: NumberWord) -> Read | None:
        scale = self._class(k + 1)
        if scale is not None and scale.kind == "scales" and not scale.prefix:
            scaled = self._scaled(scale.value, k + 2, scale.value)
            return Read(k, scaled[1], tidy(word.value * scaled[0]), scale=scaled[2])
        return Read(k, k + 1, word.value, fraction=True)

    def _few(self, k: int) -> Read | None:
        following = self._class(k + 1)
        if following is not None and not following.prefix:
            if following.kind == "ten":
                return Read(k, k + 2, None, low=13, high=19)
            if following.kind in ("vague", "scale_plurals"):
                many = self._vague(k + 1, 1)
                unit = following.value if many is None else many.scale
                return Read(k, k + 2 if many is None else many.j, None, low=int(3 * unit), high=int(10 * unit - 1))
        return Read(k, k + 1, None, low=3, high=9)

    def _vague(self, k: int, factor: Number) -> Read | None:
        word = self._class(k)
        if word is None:
            return None
        unit: Number = factor * word.value
        j = k + 1
        while (following := self._class(j)) is not None and following.kind in ("scale_plurals", "scales"):
            if following.prefix:
                break
            unit, j = unit * following.value, j + 1
        return Read(k, j, None, low=int(2 * unit), high=int(10 * unit - 1), scale=unit)

    # -- tokens ----------------------------------------------------------------------------------------

    def _at(self, k: int) -> Token | None:
        return self.tokens[k] if k < self.end else None

    def _class(self, k: int) -> NumberWord | None:
        if k >= self.end:
            return None
        word = self.vocabulary.classes[self.tokens[k].text]
        # "الأحد" is Sunday unless "عشر" follows.
        if word is not None and word.kind == "unit_in_compound" and word.article:
            following = self.vocabulary.classes[self.tokens[k + 1].text] if k + 1 < self.end else None
            return word if following is not None and following.kind == "ten" else None
        return word

    def _after_and(self, k: int) -> int | None:
        """The token of the number word joined to what stands before `k` by "and": apart, or written onto it."""
        if k >= self.end:
            return None
        if self.tokens[k].text == "و":
            following = self._class(k + 1)
            return k + 1 if following is not None and not following.prefix else None
        word = self._class(k)
        return k if word is not None and word.prefix == "و" else None

    def _is_digit(self, k: int) -> bool:
        return self.start <= k < self.end and self.tokens[k].text[0].isdigit()

    def _is_noun(self, k: int) -> bool:
        token = self._at(k)
        return token is not None and token.text[0].isalpha() and len(token.text) > 2

    def _matches(self, k: int, words: tuple[str, ...]) -> bool:
        return k + len(words) <= self.end and all(self.tokens[k + n].text == word for n, word in enumerate(words))

    def _text(self, first: int, last: int) -> str:
        return " ".join(token.text for token in self.tokens[first:last])


def digit_value(text: str) -> Number | None:
    """The value of a run of digits with points and commas, or None where it is no number (an address).

    Groups of three after a comma or a point are thousands ("1,200", "1.200"), anything else after one
    mark a decimal part ("2.5", "12,5"); a leading zero makes it decimal ("0.770").
    """
    if text.isdigit():
        return int(text) if text.isascii() else None
    if _GROUPED_COMMA.match(text):
        return tidy(float(text.replace(",", "")))
    if _GROUPED_DOT.match(text):
        if text.count(".") > 2 and not text.endswith("000"):
            return None
        return tidy(float(text.replace(".", "").replace(",", ".")))
    if _DECIMAL.match(text):
        return tidy(float(text.replace(",", ".")))
    return None


def tidy(value: Number) -> Number:
    """Whole numbers as int."""
    if isinstance(value, int):
        return value
    rounded = round(value, 9)
    return int(rounded) if rounded == int(rounded) else rounded
