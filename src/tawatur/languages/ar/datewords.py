"""Date expressions in folded Arabic text, with what they are counted from.

`find` reads a token list and returns each expression with its EDTF date: calendar dates in the Egyptian,
Levantine, Maghrebi and Hijri forms, weekdays and relative words resolved against the publication date,
parts of periods and intervals. What hangs on the event before ("the same day") is returned unresolved
with its `anchor`. Vocabulary is data (`dates.yaml`); arithmetic is in `dates_resolve`.

A day and month without a year are resolved to the latest such day not more than a week after publication
where the publication day or month is known; with the publication year alone, or nothing, the year stays
open (`XXXX-02-13`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from tawatur import dates
from tawatur.errors import DateError
from tawatur.languages.ar import dates_resolve as calendar
from tawatur.languages.ar import numerals
from tawatur.languages.ar.dates_data import DateWord, vocabulary
from tawatur.languages.ar.dates_resolve import Bounds, Moment
from tawatur.languages.ar.tokens import Token, stems

DateKind = Literal["calendar", "weekday", "relative", "period", "anaphoric"]

_DAY_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
_COMMAS = frozenset(",،")
_YEAR_FIRST, _YEAR_LAST = 1900, 2100
_UNIT_LETTERS = {"day": "d", "week": "w", "month": "m", "year": "y", "decade": "0y"}
_FEW = frozenset({"بضعه", "بضع", "عده"})
_ABOUT = frozenset({"نحو", "حوالي", "قرابه", "زهاء", "تقريبا"})


# Without a word of one of these kinds a sentence has no date.
_STRONG = frozenset(
    {
        "digits",
        "month",
        "month_pair",
        "hijri",
        "weekday",
        "unit",
        "phrase",
        "season",
        "decade",
        "thousand",
    }
)


_MONTH_KINDS = frozenset({"month", "month_pair", "hijri", "unit"})


class DateContext(NamedTuple):
    """What relative dates are counted from.

    `published` is the report's publication date in EDTF, or None; it may be a month or a year only.
    `reference` stands in for it where it is None (the date line of a wire, a date given by the user).
    """

    published: str | None = None
    reference: str | None = None


class DateMention(NamedTuple):
    """A date expression: tokens `[i, j)`, folded offsets, its EDTF date or None where it cannot be resolved.

    `anchor` says how the date hangs on the event before it: "same-day", "next-day", "previous-day", likewise
    with week, month and year, "+2d", "-1w", "+1y" (so many days, weeks, months, years away), "after" or
    "before" where the distance is not given. `precision` is that of `tawatur.dates` ("day", "month", "year",
    "interval", "yearless"), "" without a date. `time_of_day`: dawn, morning, noon, afternoon, evening, night.
    """

    i: int
    j: int
    start: int
    end: int
    date: str | None
    kind: DateKind
    anchor: str | None = None
    precision: str = ""
    reason: str = ""
    time_of_day: str | None = None


class _Piece(NamedTuple):
    """A date expression being read. `bounds` once its days are known; `yearless` text where the year is open."""

    i: int
    j: int
    kind: DateKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    last_month: int | None = None
    hijri: bool = False
    weekday: int | None = None
    shift: str = ""
    bounds: Bounds | None = None
    yearless: str | None = None
    anchor: str | None = None
    time: str | None = None
    reason: str = ""
    text: str | None = None
    role: str = ""

    @property
    def dated(self) -> bool:
        """Whether it names a day of a month."""
        return self.role == "date" and self.day is not None


class _Month(NamedTuple):
    value: int
    last: int | None
    j: int
    hijri: bool
    alone: bool


class _Year(NamedTuple):
    value: int | None
    j: int
    hijri: bool = False
    anchor: str | None = None


def find(
    tokens: Sequence[Token], context: DateContext, start: int = 0, end: int | None = None
) -> list[DateMention]:
    """Every date expression among `tokens[start:end]`, in order, none overlapping another.

    Args:
        tokens: the tokens of a folded text.
        context: what relative dates are counted from.
        start: the first token to read.
        end: the token to stop before; None for all.
    """
    stop = len(tokens) if end is None else min(end, len(tokens))
    classes = vocabulary().classes
    hits = [index for index in range(start, stop) if classes[tokens[index][0]] is not None]
    if not hits:
        return []
    if _STRONG.isdisjoint([word.kind for index in hits if (word := classes[tokens[index][0]]) is not None]):
        return []
    reader = _Reader(tokens, start, stop, _moment(context))
    found: list[DateMention] = []
    done = start
    for index in hits:
        if index < done:
            continue
        mention = reader.mention(index, done)
        if mention is not None:
            found.append(mention)
        done = reader.done
    return found


@lru_cache(maxsize=4096)
def _moment(context: DateContext) -> Moment | None:
    return calendar.moment(context.published, context.reference)


class _Reader:
    """Reads date expressions from one stretch of tokens."""

    def __init__(self, tokens: Sequence[Token], start: int, end: int, now: Moment | None) -> None:
        self.tokens = tokens
        self.start = start
        self.end = end
        self.now = now
        self.words = vocabulary()
        self.floor = self.done = start
        kinds = {word.kind for index in range(start, end) if (word := self.words.classes[tokens[index].text])}
        # Reading a day is dear, and pointless where no month or "current" follows.
        self.months = not kinds.isdisjoint(_MONTH_KINDS) or any(
            tokens[index].text in self.words.shifts for index in range(start, end)
        )

    # -- whole mentions --------------------------------------------------------------------------------

    def mention(self, k: int, floor: int) -> DateMention | None:
        """The date expression that starts at or about token `k`; words to its left are taken from `floor` on."""
        self.floor = self.done = floor
        piece = self.piece(k)
        if piece is None:
            return None
        self.done = piece.j
        if self._in_a_name(piece):
            return None
        piece = self._interval(self._resolved(self._merged(piece)))
        piece = self._relation(self._timed(piece))
        self.done = piece.j
        return self._mention(piece)

    def _mention(self, piece: _Piece) -> DateMention | None:
        text = piece.text or piece.yearless
        if text is None and piece.bounds is not None:
            text = dates.interval(*piece.bounds)
        precision = ""
        if text is not None:
            try:
                precision = dates.parse(text).precision
            except DateError:
                return None
        word = self._class(piece.i)
        prefix = word.prefix if word is not None else ""
        return DateMention(
            i=piece.i,
            j=piece.j,
            start=self.tokens[piece.i].start + len(prefix),
            end=self.tokens[piece.j - 1].end,
            date=text,
            kind=piece.kind,
            anchor=piece.anchor,
            precision=precision,
            reason=piece.reason,
            time_of_day=piece.time,
        )

    def piece(self, k: int) -> _Piece | None:
        """The expression that starts at token `k` itself, or None."""
        word = self._class(k)
        if word is None:
            return None
        read = _READERS.get(word.kind)
        phrase = self._phrase(k, word)
        if phrase is not None:
            return phrase
        return None if read is None else read(self, k, word)

    # -- fixed phrases ---------------------------------------------------------------------------------

    def _phrase(self, k: int, word: DateWord) -> _Piece | None:
        """ "Today", "the day before yesterday", "the same day"."""
        first = self.tokens[k].text[len(word.prefix) :]
        groups = self.words.phrases.get(first, ())
        for phrase in groups:
            j = k + len(phrase.words)
            if j > self.end or any(
                self.tokens[k + n].text != part for n, part in enumerate(phrase.words) if n
            ):
                continue
            if phrase.anchor is not None:
                return _Piece(k, j, "anaphoric", anchor=phrase.anchor, reason="counted from the event before")
            if phrase.days == 0 and len(phrase.words) == 1 and self._not_today(k):
                return None
            return self._days_away(k, j, phrase.days or 0, phrase.time_of_day)
        return None

    def _not_today(self, k: int) -> bool:
        after, before = self._text(k + 1), self._text(k - 1) if k > self.start else ""
        return after in self.words.not_after or before in self.words.not_before

    def _days_away(self, k: int, j: int, days: int, time: str | None) -> _Piece:
        piece = _Piece(k, j, "relative", time=time, role="day")
        if self.now is None:
            return piece._replace(reason="relative, and the publication date is not known")
        if not self.now.exact:
            return piece._replace(
                bounds=(self.now.first, self.now.last),
                reason=f"relative to a publication date known to the {self.now.precision} only",
            )
        found = self.now.first + timedelta(days=days)
        return piece._replace(bounds=(found, found), reason=f"{days:+d} days from publication")

    # -- calendar dates --------------------------------------------------------------------------------

    def _from_digits(self, k: int, word: DateWord) -> _Piece | None:
        return (
            self._numeric(k)
            or self._day_first(k)
            or self._bare_year(k, word)
            or self._from_now_on(k)
            or self._bare_day(k)
        )

    def _bare_day(self, k: int) -> _Piece | None:
        """A day number after "in" with nothing to count after it."""
        if k <= self.start or self._text(k - 1) != "في" or not self._ends_here(k + 1):
            return None
        day = self._one_day(k)
        if day is None or self._text(k + 1) in ("%", "/", ":", "-") or self.now is None or not self.now.exact:
            return None
        found = _last_day_numbered(self.now, day[0])
        if found is None:
            return None
        return _Piece(k, day[1], "relative", bounds=(found, found), role="day", reason="the last day so numbered")

    def _from_number(self, k: int, word: DateWord) -> _Piece | None:
        dated = self._nth_weekday(k) or self._day_first(k)
        if dated is not None or word.kind == "phrase":
            return dated
        return self._year_in_words(k, word) or self._from_now_on(k)

    def _year_in_words(self, k: int, word: DateWord) -> _Piece | None:
        """ "In one thousand seven hundred and eighty-nine", with nothing to count after it."""
        if word.kind != "thousand" or k <= self.start or self._text(k - 1) not in ("في", "منذ"):
            return None
        value, j = self._year_value(k, named=False)
        if value is None or value % 100 == 0 or not self._ends_here(j):
            return None
        return _Piece(k, j, "calendar", value, role="date")

    def _nth_weekday(self, k: int) -> _Piece | None:
        """ "The first Friday of July"."""
        which = self._which(k) if self._weekday_follows(k + 1) else None
        if which is None:
            return None
        j = k + 1 + (self._text(k + 1) == "يوم")
        text = self._text(j)
        word = self.words.classes["ال" + text] if text else None
        if word is None or word.kind != "weekday":
            word = self._class(j)
        if word is None or word.kind != "weekday" or self._text(j + 1) not in ("من", "في"):
            return None
        inner = self._period(j + 2)
        if inner is None or inner.bounds is None or (inner.bounds[1] - inner.bounds[0]).days > 31:
            return None
        found = calendar.nth_weekday(inner.bounds, word.value, which)
        if found is None:
            return None
        return inner._replace(
            i=k, kind="calendar", role="day", bounds=(found, found), text=None, reason="a weekday counted in its month"
        )

    def _weekday_follows(self, k: int) -> bool:
        text = self._text(k + (self._text(k) == "يوم"))
        if not text:
            return False
        word = self.words.classes[text] or self.words.classes["ال" + text]
        return word is not None and word.kind == "weekday"

    def _which(self, k: int) -> int | None:
        """ "First" to "fifth", or -1 for "last"."""
        if self._text(k) in ("اخر", "الاخير", "الاخيره"):
            return -1
        which = self._ordinal(k)
        return which if which is not None and 1 <= which <= 53 else None

    def _from_month(self, k: int, word: DateWord) -> _Piece | None:
        month = self._month_first(k)
        months = self.words.seasons.get(self.tokens[k].text[len(word.prefix) :])
        if month is None and months is not None:
            return self._from_season(k, word._replace(value=months))
        return month

    def _numeric(self, k: int) -> _Piece | None:
        """ "2021-10-08", "08/10/2021", "26.9.2025", "3/2015": day first unless the year is."""
        parts, j = self._numeric_parts(k)
        if len(parts) == 3:
            found = _three_parts(parts)
            if found is None:
                return None
            j = self._marked(j)
            hijri = self._hijri_mark(j)
            piece = _Piece(k, j, "calendar", *found, role="date", reason="written in figures")
            if hijri or found[0] < 1600:
                return piece._replace(j=j + hijri, hijri=True)
            return piece
        if len(parts) == 2 and j == k + 1:
            pointed = self._date_before(k) and self._ends_here(j) and max(map(int, parts)) > 12
            return self._two_parts(k, j, parts) if pointed and len(parts[1]) == 2 else None
        if len(parts) == 2 and (self._glued("/", k + 1) or self._falls(k, parts)):
            return self._two_parts(k, j, parts)
        return None

    def _falls(self, k: int, parts: list[str]) -> bool:
        """ "22-4": no range of counts, since it falls."""
        return self._glued("-", k + 1) and int(parts[0]) > int(parts[1]) and self._date_before(k)

    def _two_parts(self, k: int, j: int, parts: list[str]) -> _Piece | None:
        left, right = int(parts[0]), int(parts[1])
        for month, year, widths in ((left, right, (len(parts[0]), len(parts[1]))), (right, left, (len(parts[1]), len(parts[0])))):
            if 1 <= month <= 12 and _YEAR_FIRST <= year <= _YEAR_LAST and widths[0] <= 2 and widths[1] == 4:
                return _Piece(k, j, "calendar", year, month, role="date", reason="written in figures")
        plain = max(left, right) > 12 and self._ends_here(j)
        if not (plain or self._date_before(k)) or len(parts[0]) > 2 or len(parts[1]) > 2:
            return None
        day, number = (left, right) if right <= 12 else (right, left)
        if 1 <= number <= 12 and 1 <= day <= 31:
            return _Piece(k, j, "calendar", None, number, day, role="date", reason="written in figures")
        return None

    def _numeric_parts(self, k: int) -> tuple[list[str], int]:
        text = self.tokens[k].text
        if "." in text:
            parts = text.split(".")
            return (parts, k + 1) if len(parts) in (2, 3) and all(map(str.isdigit, parts)) else ([], k)
        if not text.isdigit():
            return [], k
        sign = self._text(k + 1)
        if sign not in ("/", "-"):
            return [], k
        parts, j = [text], k + 1
        while len(parts) < 4 and self._text(j) == sign and self._text(j + 1).isdigit():
            if sign == "-" and not self._glued(sign, j):
                break
            parts.append(self._text(j + 1))
            j += 2
        return parts, j

    def _date_before(self, k: int) -> bool:
        return k > self.start and self._text(k - 1) in ("في", "يوم", "بتاريخ", "تاريخ", "ليوم", "حتي", "منذ")

    def _day_first(self, k: int) -> _Piece | None:
        """A day, or two, before a month: "13 February", "the sixth of", "20 to 22 March", "15 of the current"."""
        read = self._day(k) if self.months else None
        if read is None:
            return None
        day, last_day, j = read
        within = self._text(j) == "في"
        if within or self._text(j) == "من" or self._text(j) in _COMMAS:
            j += 1
        month = None if within else self._month(j)
        if month is not None:
            piece = _Piece(
                k, month.j, "calendar", None, month.value, day, last_day, month.last, month.hijri, role="date"
            )
            return self._with_year(piece)
        return self._day_of_this_month(k, j, day, last_day)

    def _day_of_this_month(self, k: int, j: int, day: int, last_day: int | None) -> _Piece | None:
        """ "The fifth of the current month", "15 of the same month", "the 15th current"."""
        word = self._class(j)
        if word is not None and word.kind == "this":
            demonstrative, j = word.value, j + 1
            word = self._class(j)
        else:
            demonstrative = ""
        named = word is not None and word.kind == "unit" and word.value == ("month", 1)
        if named:
            j += 1
        shift = demonstrative or self.words.shifts.get(self._text(j), "")
        if not shift or (not named and shift not in ("this", "past", "next")):
            return None
        if not demonstrative:
            j += 1
        piece = _Piece(k, j, "calendar", None, None, day, last_day, shift=shift, role="date")
        if shift in ("same", "following", "preceding"):
            return piece._replace(kind="anaphoric", anchor=_anchor(shift, "month"))
        return piece

    def _day(self, k: int) -> tuple[int, int | None, int] | None:
        """A day number, or two joined by a dash, "to", "until", "and", "or", and the token after."""
        first = self._one_day(k)
        if first is None:
            return None
        day, j = first
        join = self._text(j)
        after = j + 1
        if join == "و" or join in ("-", "او") or join in self.words.to:
            second = self._one_day(after)
        else:
            word = self._class(j)
            second = self._one_day(j) if word is not None and word.prefix == "و" else None
        if second is not None and second[0] > day and self._month_follows(second[1]):
            return day, second[0], second[1]
        return day, None, j

    def _month_follows(self, j: int) -> bool:
        if self._text(j) in ("من", "في"):
            j += 1
        word = self._class(j)
        return word is not None and word.kind in ("month", "month_pair", "hijri", "unit")

    def _one_day(self, k: int) -> tuple[int, int] | None:
        token = self._token(k)
        if token is None:
            return None
        text = token.text
        if text.isdigit() and text.isascii():
            if len(text) > 2 or not 1 <= int(text) <= 31:
                return None
            suffix = self._token(k + 1)
            if suffix is not None and suffix.start == token.end and suffix.text.lower() in _DAY_SUFFIXES:
                return int(text), k + 2
            return int(text), k + 1
        word = self._class(k)
        if word is None or (word.kind != "number" and text != "اول"):
            return None
        read = numerals.read_number(self.tokens, k, self.end)
        if read is None or not isinstance(read[0], int) or not 1 <= read[0] <= 31:
            return None
        return read[0], read[1]

    def _month_first(self, k: int) -> _Piece | None:
        """A month, with or without a day after it: "August 20, 2025", "March 2019", "last August"."""
        month = self._month(k)
        if month is None:
            return None
        piece = _Piece(
            k, month.j, "calendar", None, month.value, None, None, month.last, month.hijri, role="date"
        )
        dated = self._day_after_month(piece)
        if dated is not None:
            return dated
        whole = self._with_year(piece)
        if whole.year is not None or whole.shift or whole.anchor or (month.last and not month.hijri):
            return whole
        if month.hijri:
            pair = month.j - k > 1 and self._text(k) != "شهر"
            return whole if pair or month.alone or self._text(k - 1) in ("في", "خلال") else None
        return whole if month.alone or self._calls_for_month(k) else None

    def _day_after_month(self, piece: _Piece) -> _Piece | None:
        j = piece.j
        if self._text(j) in self.words.between:
            read = self._two_days(j + 1)
            if read is not None:
                return self._with_year(piece._replace(j=read[2], day=read[0], last_day=read[1]))
            return None
        first = self._one_day(j)
        if first is None:
            return None
        token = self.tokens[j]
        latin = self.tokens[piece.i].text.isascii()
        follows = self._year(first[1])
        if not latin and token.text.isdigit() and follows.value is None and not self._ends_here(first[1]):
            return None
        if not latin and not token.text.isdigit() and not token.text.startswith("ال"):
            return None
        return self._with_year(piece._replace(j=first[1], day=first[0]))

    def _two_days(self, k: int) -> tuple[int, int | None, int] | None:
        first = self._one_day(k)
        if first is None:
            return None
        j = first[1] + (self._text(first[1]) == "و")
        second = self._one_day(j)
        return None if second is None or second[0] <= first[0] else (first[0], second[0], second[1])

    def _ends_here(self, j: int) -> bool:
        """Nothing that could be counted follows."""
        token = self._token(j)
        return token is None or not token.text[0].isalnum()

    def _calls_for_month(self, k: int) -> bool:
        """A month name that is also a word is one after "month" or a word of time, before "last" and the like."""
        if self._text(k + 1) in self.words.shifts:
            return True
        if k <= self.start:
            return False
        text = self._text(k - 1)
        if self.tokens[k].text in ("اب", "جوان", "ماي", "مايس"):
            return text in ("شهر", "وشهر", "بشهر", "لشهر")
        before = self._class(k - 1)
        return text in ("في", "خلال", "بين", "الي", "من") or (
            before is not None and before.kind in ("relation", "part", "unit")
        )

    def _month(self, k: int) -> _Month | None:
        """A month name with its double ("يناير/كانون الثاني") or a second month joined to it."""
        word = self._class(k)
        if word is not None and word.kind == "unit" and word.value == ("month", 1):
            named = self._month(k + 1)
            return None if named is None else named._replace(alone=True)
        first = self._one_month(k)
        if first is None:
            return None
        j = first.j
        sign = self._text(j)
        joined = sign in ("/", "-") or sign in _OPEN
        second = self._one_month(j + 1 if joined else j)
        if second is None or second.hijri != first.hijri:
            return first
        close = second.j + (sign in _OPEN and self._text(second.j) in _CLOSE)
        if second.value == first.value and self._prefix(j) != "و":
            return first._replace(j=close, alone=True)
        if second.value > first.value and (sign in ("/", "-") or self._prefix(j) == "و"):
            return self._months_to(first, second)
        return first

    def _months_to(self, first: _Month, second: _Month) -> _Month:
        """Two months, the second perhaps doubled in its turn."""
        whole = self._month(second.j - 1) if self._one_month(second.j - 1) else None
        return first._replace(last=second.value, j=whole.j if whole is not None else second.j)

    def _one_month(self, k: int) -> _Month | None:
        word = self._class(k)
        if word is None:
            return None
        if word.kind in ("month", "hijri"):
            value, alone = word.value
            j = k + 1
            latin = self.tokens[k].text.isascii()
            if latin and self._text(j) == "." and self.tokens[j].start == self.tokens[k].end:
                j += 1
            return _Month(value, None, j, word.kind == "hijri", alone and not (latin and len(self.tokens[k].text) < 4))
        first = self.tokens[k].text[len(word.prefix) :]
        pair = self.words.month_pairs.get((first, self._text(k + 1)))
        return None if pair is None else _Month(pair[0], None, k + 2, pair[1], not pair[1])

    def _with_year(self, piece: _Piece) -> _Piece:
        """The year, or "last", "current", "of last year", after a day and month or a month."""
        shift = self.words.shifts.get(self._text(piece.j), "")
        if shift in ("past", "next", "this"):
            return piece._replace(j=piece.j + 1, shift=shift)
        year = self._year(piece.j)
        if year.anchor is not None:
            return piece._replace(j=year.j, anchor=year.anchor, kind="anaphoric")
        if year.value is None:
            return piece
        hijri = piece.hijri or year.hijri
        if hijri and not 1300 <= year.value <= 1500:
            return piece
        return piece._replace(j=year.j, year=year.value, hijri=hijri)

    def _year(self, k: int) -> _Year:
        """A year after a date: in figures or words, after a comma, "of", "year"; or "last year", "that year"."""
        none = _Year(None, k)
        j = k + (self._text(k) in _COMMAS)
        j += self._text(j) == "من"
        demonstrative = ""
        word = self._class(j)
        if word is not None and word.kind == "this":
            demonstrative, j = word.value, j + 1
            word = self._class(j)
        named = word is not None and word.kind == "unit" and word.value == ("year", 1)
        j += named
        if named:
            shift = demonstrative or self.words.shifts.get(self._text(j), "")
            if shift:
                return self._shifted_year(j + (not demonstrative), shift)
        elif demonstrative:
            return none
        value, j = self._year_value(j, named=named)
        if value is None:
            return none
        j = self._marked(j)
        hijri = self._hijri_mark(j)
        return _Year(value, j + hijri, bool(hijri))

    def _shifted_year(self, j: int, shift: str) -> _Year:
        if shift in ("same", "following", "preceding"):
            return _Year(None, j, anchor=_anchor(shift, "year"))
        if self.now is None:
            return _Year(None, j, anchor={"past": "published-1y", "next": "published+1y"}.get(shift, "published"))
        return _Year(self.now.last.year + {"past": -1, "next": 1}.get(shift, 0), j)

    def _year_value(self, j: int, *, named: bool) -> tuple[int | None, int]:
        token = self._token(j)
        if token is None:
            return None, j
        if token.text.isdigit() and token.text.isascii():
            value = int(token.text)
            wide = len(token.text) == 4 and 1000 <= value <= _YEAR_LAST
            if wide and not (self._text(j + 1) in "/:" and self._text(j + 2).isdigit() and self._glued(self._text(j + 1), j + 1)):
                return value, j + 1
            if named and len(token.text) == 3 and self._ends_here(j + 1):
                return value, j + 1
            return None, j
        word = self._class(j)
        if word is None or word.kind != "thousand":
            return None, j
        read = numerals.read_number(self.tokens, j, self.end)
        if read is None or not isinstance(read[0], int) or not 1000 <= read[0] <= _YEAR_LAST:
            return None, j
        return read[0], read[1]

    def _marked(self, j: int) -> int:
        """After the mark of the common era, if one stands at `j`."""
        return j + 1 if self._text(j) in self.words.gregorian else j

    def _hijri_mark(self, j: int) -> int:
        return int(self._text(j) in self.words.hijri)

    def _bare_year(self, k: int, word: DateWord) -> _Piece | None:
        """A year that stands alone, where the words around it make it one."""
        value = word.value
        if not isinstance(value, int) or len(self.tokens[k].text) != 4:
            return None
        if not (1000 <= value <= _YEAR_LAST) or self._counted(k):
            return None
        before = self._text(k - 1) if k > self.start else ""
        marked = self._marked(k + 1)
        hijri = self._hijri_mark(marked)
        if hijri:
            return _Piece(k, marked + 1, "calendar", value, hijri=True, role="date")
        piece = _Piece(k, marked, "calendar", value, role="date")
        if marked > k + 1:
            return piece if value >= 1000 else None
        if not _YEAR_FIRST <= value <= _YEAR_LAST or self._names_contest(k):
            return None
        if before in self.words.construct_years or before in self.words.between:
            return piece
        if self._spans_years(k, value):
            return piece
        stem_before = {before, *stems(before)} if before and before[0].isalpha() else {before}
        if stem_before & self.words.year_before and value % 1000 != 0:
            return piece
        if before in _OPEN and self._text(k + 1) in _CLOSE:
            return piece
        happening = set(stems(self._text(k - 2))) & self.words.year_events if k - 2 >= self.start else None
        return piece if happening and self._ends_here(k + 1) and before[:1].isalpha() else None

    def _counted(self, k: int) -> bool:
        """Figures glued to others, or part of a code."""
        token = self.tokens[k]
        after, before = self._token(k + 1), self.tokens[k - 1] if k > self.start else None
        if after is not None and after.start == token.end and after.text in ("/", ":", "_", "%"):
            return True
        return before is not None and before.end == token.start and (
            before.text in ("/", ":", "_", "#") or before.text.isascii() and before.text.isalpha()
        )

    def _spans_years(self, k: int, value: int) -> bool:
        """The first of two years: "2014-2018", "from 2014 to 2018"."""
        join = self._text(k + 1)
        upper = self._text(k + 2)
        if not (len(upper) == 4 and upper.isdigit() and value < int(upper) <= _YEAR_LAST):
            return False
        if join == "-":
            return self._text(k + 3) != "-"
        return join in self.words.to and self._text(k - 1) in self.words.range_from

    def _names_contest(self, k: int) -> bool:
        return any(
            stem in self.words.year_heads
            for index in range(max(self.start, k - 2), k)
            for stem in stems(self.tokens[index].text)
        )

    # -- weekdays --------------------------------------------------------------------------------------

    def _from_weekday(self, k: int, word: DateWord) -> _Piece | None:
        following = self._class(k + 1)
        if following is not None and following.kind == "number" and following.value == "ten":
            return None
        if self.tokens[k].text.isascii() and len(self.tokens[k].text) < 4 and not self._latin_date(k + 1):
            return None
        piece = _Piece(k, k + 1, "weekday", weekday=word.value, role="weekday")
        night = self._night_between(piece)
        if night is not None:
            return night
        shift = self.words.shifts.get(self._text(k + 1), "")
        if shift in ("past", "next", "this"):
            return piece._replace(j=k + 2, shift=shift)
        return self._numbered_weekday(piece) or piece

    def _numbered_weekday(self, piece: _Piece) -> _Piece | None:
        """ "Friday the 15th": the nearest day that is both."""
        if self.now is None or not self.now.exact or piece.weekday is None:
            return None
        apart = self._text(piece.j) == "في"
        if not apart and not self._text(piece.j).isdigit():
            return None
        day = self._one_day(piece.j + apart)
        if day is None or not (self._ends_here(day[1]) or self._text(day[1]) in self.words.to):
            return None
        if self._text(day[1]) in ("/", "-", ":", "%"):
            return None
        found = calendar.nearest_numbered(self.now.first, day[0], piece.weekday)
        if found is None:
            return None
        return piece._replace(j=day[1], bounds=(found, found), role="day", reason="the nearest such day")

    def _latin_date(self, k: int) -> bool:
        k += self._text(k) in _COMMAS or self._text(k) == "."
        word = self._class(k)
        return word is not None and word.kind in ("month", "digits")

    def _night_between(self, piece: _Piece) -> _Piece | None:
        """ "The night of Thursday to Friday"."""
        if piece.i <= self.start or self._text(piece.i - 1) not in ("ليل", "ليله"):
            return None
        j = piece.j + (self._text(piece.j) in ("-", "/", "الي"))
        word = self._class(j)
        if word is None or word.kind != "weekday" or piece.weekday is None or word.value != (piece.weekday + 1) % 7:
            return None
        return piece._replace(j=j + 1, role="night")

    # -- units: last month, this year, three days ago -----------------------------------------------------

    def _from_unit(self, k: int, word: DateWord) -> _Piece | None:
        unit, count = word.value
        if unit == "year" and count == 1:
            year = self._named_year(k)
            if year is not None:
                return year
        if unit == "month" and count == 1 and (month := self._month_first(k)) is not None:
            return month
        if unit == "day" and count == 1 and not word.article:
            return self._named_day(k)
        if unit == "week" and count == 1:
            week = self._counted_week(k) if word.article else self._week_of(k)
            if week is not None:
                return week
        if not word.article:
            return self._from_now_on(k)
        return self._shifted(k, k + 1, unit, count, "")

    def _week_of(self, k: int) -> _Piece | None:
        """ "The week of 16 September"."""
        inner = self.piece(k + 1)
        if inner is None or not inner.dated:
            return None
        inner = self._resolved(inner)
        if inner.bounds is None:
            return None
        bounds = calendar.containing(inner.bounds[0], "week")
        return inner._replace(i=k, kind="period", role="part", bounds=bounds, reason="the week of a day")

    def _counted_week(self, k: int) -> _Piece | None:
        """ "The first week of October": weeks belong to the month that has their Thursday (ISO 8601)."""
        which = self._which(k + 1)
        if which is None:
            return None
        j = k + 2 + (self._text(k + 2) in ("من", "في"))
        inner = self._period(j)
        if inner is None or inner.bounds is None:
            return None
        bounds = calendar.nth_week(inner.bounds, which)
        if bounds is None:
            return None
        return inner._replace(
            i=k, kind="period", role="part", bounds=bounds, text=None, reason="a week counted in its period"
        )

    def _from_now_on(self, k: int) -> _Piece | None:
        """ "Two weeks from now", with no "after" before it."""
        if self._text(k - 1) in ("بعد", "قبل", "منذ"):
            return None
        read = self._duration(k)
        if read is None or not read[1] or self._text(read[2]) != "من" or self._text(read[2] + 1) != "الان":
            return None
        piece = _Piece(k, read[2] + 2, "relative", role="ago")
        if self.now is None or not self.now.exact:
            return piece._replace(reason="relative, and the publication day is not known")
        found = calendar.ago(self.now, read[0], read[1])
        return piece._replace(bounds=found, reason=f"{read[1]} {read[0]} from publication")

    def _named_year(self, k: int) -> _Piece | None:
        value, j = self._year_value(k + 1, named=True)
        if value is None:
            return None
        j = self._marked(j)
        hijri = self._hijri_mark(j)
        return _Piece(k, j + hijri, "calendar", value, hijri=bool(hijri), role="date")

    def _named_day(self, k: int) -> _Piece | None:
        """ "Day" before a weekday, a date, or a day of the month alone."""
        inner = self.piece(k + 1)
        if inner is not None:
            fits = inner.role in ("weekday", "day") or inner.dated
            return inner._replace(i=k) if fits else None
        token = self._token(k + 1)
        if token is None or not token.text.isdigit() or not self._ends_here(k + 2):
            return None
        day = self._one_day(k + 1)
        if day is None or self.now is None or self.now.precision == "year":
            return None
        found = _last_day_numbered(self.now, day[0])
        if found is None:
            return None
        return _Piece(k, day[1], "relative", bounds=(found, found), role="day", reason="the last day so numbered")

    def _from_this(self, k: int, word: DateWord) -> _Piece | None:
        """ "This year", "the same month", "this September"."""
        unit = self._class(k + 1)
        if unit is None:
            return None
        if unit.kind == "unit" and (unit.article or unit.value[1] == 1):
            if word.value == "this" and unit.value == ("month", 1) and (month := self._month(k + 1)) is not None:
                return _Piece(k, month.j, "calendar", None, month.value, shift="this", hijri=month.hijri, role="date")
            return self._shifted(k, k + 2, unit.value[0], unit.value[1], word.value) if unit.article else None
        if word.value == "this" and unit.kind in ("month", "month_pair"):
            month = self._month(k + 1)
            if month is not None:
                return _Piece(k, month.j, "calendar", None, month.value, shift="this", role="date")
        if unit.kind == "season" and word.value == "this":
            return self._season(k, k + 2, unit.value, "this")
        return None

    def _shifted(self, k: int, j: int, unit: str, count: int, shift: str) -> _Piece | None:
        vague = False
        if count == 0:
            read = numerals.read_number(self.tokens, j, self.end)
            if read is not None and isinstance(read[0], int):
                count, j = read[0], read[1]
            else:
                vague = True
                j += self._text(j) in ("القليله", "المعدوده", "العديده")
        if not shift and count and self._text(j) in ("الاولي", "الاول") and self._text(j + 1) == "من":
            return self._opening_units(k, j + 2, unit, count)
        if not shift:
            shift = self.words.shifts.get(self._text(j), "")
            j += 1
        if not shift:
            return None
        if shift in ("same", "following", "preceding"):
            several = {"same": "same-" + unit, "following": "after", "preceding": "before"}[shift]
            anchor = _anchor(shift, unit) if count == 1 else several
            return _Piece(k, j, "anaphoric", anchor=anchor, reason="counted from the event before")
        piece = _Piece(k, j, "relative", role="unit")
        if vague:
            return piece._replace(reason="an unstated number of units")
        return self._from_now(piece, unit, count, shift)

    def _opening_units(self, k: int, j: int, unit: str, count: int) -> _Piece | None:
        """ "The first three months of the year"."""
        inner = self._period(j)
        if inner is None or inner.bounds is None:
            return None
        last = calendar.add(inner.bounds[0], unit, count) - timedelta(days=1)
        return inner._replace(
            i=k, kind="period", role="part", bounds=(inner.bounds[0], last), text=None, reason="the opening of a period"
        )

    def _from_now(self, piece: _Piece, unit: str, count: int, shift: str) -> _Piece:
        if self.now is None:
            return piece._replace(reason="relative, and the publication date is not known")
        fine = {"day": 0, "week": 0, "month": 1, "year": 2, "decade": 2}[unit]
        known = {"day": 0, "month": 1, "year": 2}[self.now.precision]
        if fine < known:
            return piece._replace(
                bounds=(self.now.first, self.now.last),
                reason=f"relative to a publication date known to the {self.now.precision} only",
            )
        found = calendar.shifted_unit(self.now, unit, count, shift)
        return piece._replace(bounds=found, reason=f"{shift} {count} {unit} from publication")

    def _from_relation(self, k: int, word: DateWord) -> _Piece | None:
        """ "Three days ago", "two days later": a duration after since, before or after."""
        if word.value not in ("since", "before", "after"):
            return None
        read = self._duration(k + 1)
        if read is None:
            return None
        unit, count, j, about = read
        rest = self._more_units(unit, count, j)
        unit, count, j = rest
        from_now = self._text(j) == "من" and self._text(j + 1) in ("الان", "اليوم")
        if from_now:
            j += 2
        elif word.value != "since" and self._text(j) in ("من", "علي"):
            sign = "-" if word.value == "before" else "+"
            anchor = f"{sign}{count}{_UNIT_LETTERS[unit]}" if count else {"-": "before", "+": "after"}[sign]
            return _Piece(k, j, "anaphoric", anchor=anchor, reason="counted from another event")
        if word.value == "after" and not from_now:
            anchor = f"+{count}{_UNIT_LETTERS[unit]}" if count else "after"
            return _Piece(k, j, "anaphoric", anchor=anchor, reason="counted from the event before")
        piece = _Piece(k, j, "relative", role="ago")
        if not count:
            return piece._replace(reason="an unstated number of units ago")
        if self.now is None:
            return piece._replace(reason="relative, and the publication date is not known")
        if unit in ("day", "week") and not self.now.exact:
            return piece._replace(bounds=(self.now.first, self.now.last), reason="the publication day is not known")
        found = calendar.ago(self.now, unit, count if word.value == "after" else -count)
        text = dates.interval(*found) + ("~" if about else "")
        return piece._replace(bounds=found, text=text, reason=f"{count} {unit} from publication")

    def _duration(self, k: int) -> tuple[str, int, int, bool] | None:
        """Unit, count (0 where it is not stated), the token after, and whether it is "about"."""
        about = False
        opens = self._text(k) in numerals.openers() or self._text(k) in _ABOUT
        operator = next((words for words in (1, 2, 3) if self._is_operator(k, k + words)), 0) if opens else 0
        if operator:
            about, k = True, k + operator
        word = self._class(k)
        if word is None:
            return None
        if word.kind == "unit":
            unit, count = word.value
            if word.article or (count == 1 and self._specified(k, unit)):
                return None
            return unit, count, self._after_half(k + 1), about
        if self._text(k) in _FEW and (plural := self._class(k + 1)) is not None and plural.kind == "unit":
            return plural.value[0], 0, k + 2, about
        if word.kind not in ("digits", "number", "thousand"):
            return None
        read = numerals.read_number(self.tokens, k, self.end)
        if read is None or not isinstance(read[0], int) or not 0 < read[0] < 1000:
            return None
        unit_word = self._class(read[1])
        if unit_word is None or unit_word.kind != "unit" or unit_word.article:
            return None
        return unit_word.value[0], read[0], self._after_half(read[1] + 1), about

    def _more_units(self, unit: str, count: int, j: int) -> tuple[str, int, int]:
        """ "A month and 21 days": the smaller unit, counted in the publication's calendar."""
        after = j + 1 if self._text(j) == "و" else j if self._prefix(j) == "و" else None
        more = self._duration(after) if after is not None and count and self.now is not None else None
        if more is None or not more[1] or self.now is None or more[0] not in ("day", "month"):
            return unit, count, j
        if unit not in ("month", "year") or more[0] == unit:
            return unit, count, j
        if more[0] == "month":
            return "month", 12 * count + more[1], more[2]
        start = calendar.add(self.now.last, unit, -count)
        return "day", (self.now.last - start).days + more[1], more[2]

    def _is_operator(self, first: int, last: int) -> bool:
        """Whether the tokens are an operator phrase of numerals, whole."""
        if last >= self.end:
            return False
        word = self._text(last - 1)
        if last - first == 1 and word in _ABOUT:
            return True
        found = numerals.pre_operator(self.tokens, last, first)
        return found is not None and found[1] == first and last - first > 1

    def _specified(self, k: int, unit: str) -> bool:
        """Whether a year number or a month name follows the unit, so that it is no duration."""
        if unit == "year":
            return self._year_value(k + 1, named=True)[0] is not None
        if unit == "month":
            return self._one_month(k + 1) is not None
        return self._class(k + 1) is not None and unit == "day" and self.piece(k + 1) is not None

    def _after_half(self, j: int) -> int:
        return j + 1 if self._text(j) == "ونصف" else j

    # -- parts and shares of periods -------------------------------------------------------------------

    def _from_part(self, k: int, word: DateWord) -> _Piece | None:
        inner = self._period(k + 1)
        if inner is None:
            return None
        piece = inner._replace(i=k, kind="period", role="part", day=None)
        if inner.bounds is None:
            return piece._replace(reason=f"{word.value} part, the year is open")
        week_end = (inner.bounds[1] - inner.bounds[0]).days == 6 and self._text(k)[-5:] == "نهايه"
        bounds = (
            (inner.bounds[1] - timedelta(days=1), inner.bounds[1])
            if week_end
            else calendar.part_of(inner.bounds, word.value)
        )
        return piece._replace(bounds=bounds, yearless=None, reason=f"{word.value} part of the period")

    def _from_rest(self, k: int, word: DateWord) -> _Piece | None:
        del word
        inner = self._period(k + 1) or self._bare_unit(k + 1)
        if inner is None or inner.bounds is None or self.now is None:
            return None
        if not inner.bounds[0] <= self.now.last <= inner.bounds[1]:
            return None
        return inner._replace(
            i=k, kind="period", role="part", bounds=(self.now.last, inner.bounds[1]), reason="what is left of it"
        )

    def _period(self, k: int) -> _Piece | None:
        """A month, a year, a decade or a shifted unit, resolved; never a day."""
        if self._text(k) == "من":
            k += 1
        inner = self.piece(k) or self._bare_unit(k)
        if inner is None or inner.day is not None or inner.role not in ("date", "unit", "decade", "season"):
            return None
        return self._resolved(inner)

    def _bare_unit(self, k: int) -> _Piece | None:
        """ "The year", "the month" with nothing after: the current one."""
        word = self._class(k)
        if word is None or word.kind != "unit" or not word.article or word.value[1] != 1:
            return None
        if word.value[0] == "day":
            return None
        return self._from_now(_Piece(k, k + 1, "relative", role="unit"), word.value[0], 1, "this")

    def _from_share(self, k: int, word: DateWord) -> _Piece | None:
        last = self._text(k + 1) in ("الاخير", "الاخيره")
        which = word.value if last else self._ordinal(k + 1)
        if which is None or which > word.value:
            return None
        j = k + 2
        inner = self._period(j)
        if inner is None:
            year = self._year(j)
            if year.value is None:
                return None
            inner = _Piece(j, year.j, "calendar", year.value, bounds=calendar.year_bounds(year.value), role="date")
        if inner.bounds is None:
            return None
        bounds = calendar.share_of(inner.bounds, word.value, which)
        if bounds is None:
            return None
        return inner._replace(
            i=k, kind="period", role="part", bounds=bounds, reason=f"share {which} of {word.value}"
        )

    def _ordinal(self, k: int) -> int | None:
        read = numerals.read_number(self.tokens, k, self.end)
        return read[0] if read is not None and read[2] and isinstance(read[0], int) else None

    def _from_season(self, k: int, word: DateWord) -> _Piece | None:
        shift = self.words.shifts.get(self._text(k + 1), "")
        if shift in ("past", "next", "this"):
            return self._season(k, k + 2, word.value, shift)
        year = self._year(k + 1)
        if year.value is None or self._text(k + 1) in _COMMAS:
            return None
        return _season_of(_Piece(k, year.j, "period", role="season"), word.value, year.value)

    def _season(self, k: int, j: int, months: list[int], shift: str) -> _Piece | None:
        piece = _Piece(k, j, "period", role="season")
        if self.now is None:
            return piece._replace(reason="relative, and the publication date is not known")
        year = self.now.last.year
        if shift == "past" and date(year, months[1], 28) >= self.now.first:
            year -= 1
        if shift == "next" and date(year, months[0], 1) <= self.now.last:
            year += 1
        return _season_of(piece, months, year)

    def _from_decade(self, k: int, word: DateWord) -> _Piece | None:
        value, j = word.value, k + 1
        century = 1900 if value >= 30 else None
        j_of = j + (self._text(j) == "من")
        if self._text(j_of) == "القرن":
            shift = self.words.shifts.get(self._text(j_of + 1), "")
            number = numerals.read_number(self.tokens, j_of + 1, self.end)
            if shift == "past":
                century, j = 1900, j_of + 2
            elif shift == "this":
                century, j = 2000, j_of + 2
            elif number is not None and isinstance(number[0], int) and 10 <= number[0] <= 21:
                century, j = (number[0] - 1) * 100, number[1]
        if century is None:
            return None
        first = century + value
        bounds = (date(first, 1, 1), date(first + 9, 12, 31))
        return _Piece(k, j, "period", bounds=bounds, role="decade", reason="a decade")

    # -- joining ---------------------------------------------------------------------------------------

    def _merged(self, piece: _Piece) -> _Piece:
        """One mention of a weekday, a relative day and a calendar date that stand together."""
        if piece.role == "unit":
            piece = self._days_of_week(piece)
        while piece.role in ("weekday", "day", "date", "unit"):
            j, closing = self._glue(piece)
            following = self.piece(j) if j < self.end else None
            if following is None or self._prefix(j) == "و":
                return piece
            joined = self._join(piece, following)
            if joined is None:
                return piece
            if closing and self._text(joined.j) in _CLOSE:
                joined = joined._replace(j=joined.j + 1)
            piece = joined
        return piece

    def _glue(self, piece: _Piece) -> tuple[int, bool]:
        j = piece.j
        closing = False
        if self._text(j) in _COMMAS:
            j += 1
        if self._text(j) in _OPEN:
            j, closing = j + 1, True
        elif self._text(j) == "-" and piece.role != "date":
            j += 1
        if self._text(j) in self.words.same_as:
            j += 1
            j += self._text(j) == "ل"
        elif piece.role == "weekday" and self._text(j) == "في":
            j += 1
        if self._text(j) in ("ليوم", "يوم") and piece.role != "weekday":
            word = self._class(j + 1)
            j += word is not None and word.kind in ("digits", "number", "weekday")
        return j, closing

    def _join(self, left: _Piece, right: _Piece) -> _Piece | None:
        glued = self._glue(left)
        if left.role == "date":
            return self._both_calendars(left, right, glued[1])
        if left.role == "unit":
            return self._weekday_of_week(left, right)
        if right.dated and right.anchor is None:
            weekday = left.weekday if left.role == "weekday" else right.weekday
            return right._replace(i=left.i, weekday=weekday, time=left.time or right.time)
        if left.role == "day" and right.role == "weekday":
            if left.bounds is not None and self.now is not None and self.now.exact:
                away = (left.bounds[0] - self.now.first).days
                shift = "past" if away < 0 else "next" if away > 0 else ""
                return right._replace(i=left.i, shift=shift, time=left.time)
            return left._replace(j=right.j, weekday=right.weekday)
        if left.role == "weekday" and right.role == "day" and right.j == left.j + 1:
            return left._replace(j=right.j, time=right.time)
        return None

    def _both_calendars(self, left: _Piece, right: _Piece, bracketed: bool) -> _Piece | None:
        """The same day in two calendars: the Gregorian one is kept."""
        if right.role != "date" or left.hijri == right.hijri or left.day is None or right.day is None:
            return None
        if not bracketed and right.i == left.j + 0 and left.hijri is False and right.year is None:
            return None
        kept = right if left.hijri else left
        return kept._replace(i=left.i, j=right.j, reason="given in two calendars")

    def _days_of_week(self, week: _Piece) -> _Piece:
        """ "Next week between Wednesday and Friday"."""
        bounds, j = week.bounds, week.j
        if bounds is None or (bounds[1] - bounds[0]).days != 6:
            return week
        if self._text(j) not in self.words.between and self._text(j) not in self.words.range_from:
            return week
        first = self._class(j + 1)
        join = j + 2
        if self._text(join) in self.words.to or self._text(join) == "و":
            join += 1
        last = self._class(join)
        if first is None or last is None or first.kind != "weekday" or last.kind != "weekday":
            return week
        days = (bounds[0] + timedelta(days=first.value), bounds[0] + timedelta(days=last.value))
        if days[1] < days[0]:
            return week
        return week._replace(j=join + 1, bounds=days, role="interval", kind="period", reason="days of that week")

    def _weekday_of_week(self, left: _Piece, right: _Piece) -> _Piece | None:
        if right.role != "weekday" or left.bounds is None or right.weekday is None or right.shift:
            return None
        if (left.bounds[1] - left.bounds[0]).days != 6:
            return None
        found = left.bounds[0] + timedelta(days=right.weekday)
        return left._replace(j=right.j, bounds=(found, found), role="day", reason="a weekday of that week")

    def _interval(self, piece: _Piece) -> _Piece:
        """ "From X to Y", "between X and Y", "X - Y", and two periods joined by "or"."""
        if piece.role not in ("date", "weekday", "day", "part", "unit"):
            return piece
        between = self._between(piece.i)
        j = self._to_follows(piece, between is not None)
        right = self.piece(j) if j is not None else None
        if right is None and j is not None:
            right = self._raw_year(piece, j)
        if right is None or (right.role not in ("date", "weekday", "day", "part", "unit")):
            return self._opened(piece) if piece.last_day or piece.last_month else piece
        right = self._resolved(self._merged(right))
        joined = self._span(piece, right)
        if joined is None:
            return piece
        return self._opened(joined)

    def _opened(self, piece: _Piece) -> _Piece:
        """With the words that open an interval: "between", "from", "in the period from"."""
        between = self._between(piece.i)
        first = piece.i
        if between is not None:
            first = between
        elif first > self.floor and self._text(first - 1) in self.words.range_from:
            first -= 1
        if first < piece.i and first > self.floor:
            word = self._text(first - 1)
            if any(stem in self.words.period or "ال" + stem in self.words.period for stem in stems(word)):
                first -= 1
        return piece._replace(i=first)

    def _between(self, i: int) -> int | None:
        if i <= self.floor:
            return None
        k = i - 1
        if self._text(k) in self.words.construct_years and k > self.floor:
            k -= 1
        if self._text(k) in self.words.between or self._text(k) in ("وبين",):
            return k - 1 if k > self.floor and self._text(k - 1) == "ما" else k
        return None

    def _to_follows(self, piece: _Piece, between: bool) -> int | None:
        j = piece.j
        text = self._text(j)
        if text in self.words.to:
            return j + 1
        if text == "-" and piece.role == "date":
            return j + 1
        listed = piece.i > self.floor and self._text(piece.i - 1) in self.words.construct_years
        if between or listed:
            return j + 1 if text == "و" else j if self._prefix(j) == "و" else None
        if text == "او" and piece.role == "part":
            return j + 1
        return None

    def _raw_year(self, left: _Piece, j: int) -> _Piece | None:
        value, after = self._year_value(j, named=False)
        if value is None or left.year is None or left.month is not None or value <= left.year:
            return None
        return _Piece(j, self._marked(after), "calendar", value, bounds=calendar.year_bounds(value), role="date")

    def _span(self, left: _Piece, right: _Piece) -> _Piece | None:
        left = self._inherit(left, right)
        if left.bounds is None or right.bounds is None:
            return None
        if left.role == right.role == "weekday" and left.bounds[0] >= right.bounds[1] and left.weekday is not None:
            earlier = calendar.weekday_near(right.bounds[0], left.weekday, "past")
            left = left._replace(bounds=(earlier, earlier))
        if left.bounds is None or right.bounds is None or left.bounds[0] > right.bounds[1]:
            return None
        bounds = (left.bounds[0], right.bounds[1])
        text = _interval_text(left.bounds, right.bounds)
        return left._replace(j=right.j, kind="period", role="interval", bounds=bounds, text=text, reason="an interval")

    def _inherit(self, left: _Piece, right: _Piece) -> _Piece:
        """The year of the right end, for a left end that states none."""
        if left.role != "date" or left.year is not None or right.bounds is None or left.month is None:
            return left
        year = right.bounds[1].year
        if left.month > right.bounds[1].month:
            year -= 1
        return self._resolved(left._replace(year=year, bounds=None, yearless=None))

    def _timed(self, piece: _Piece) -> _Piece:
        """With the time of day and the word "day" around it."""
        piece = self._day_word(piece)
        k = piece.i - 1
        if k >= self.floor:
            word = self._class(k)
            if word is not None and word.kind == "time" and not word.article:
                first = k
                if k > self.floor and self._text(k - 1) == "بعد":
                    first = k - 1
                piece = piece._replace(i=first, time=word.value if first == k else "afternoon")
        after = self._text(piece.j)
        if piece.time is None and after in ("صباحا", "مساء", "فجرا", "ظهرا", "ليلا", "عصرا", "صباح"):
            word = self._class(piece.j)
            if word is not None and word.kind == "time":
                piece = piece._replace(j=piece.j + 1, time=word.value)
        return piece

    def _day_word(self, piece: _Piece) -> _Piece:
        k = piece.i - 1
        if k >= self.floor and piece.role in ("weekday", "date", "day", "night"):
            word = self._class(k)
            if word is not None and word.kind == "unit" and word.value == ("day", 1) and not word.article:
                return piece._replace(i=k)
        return piece

    def _relation(self, piece: _Piece) -> _Piece:
        """Open intervals: since, until, by, before, after."""
        k = piece.i - 1
        if k < self.floor or piece.role in ("ago", "interval") or piece.text is not None:
            return piece
        word = self._class(k)
        if word is None or word.kind != "relation":
            return piece
        if piece.bounds is None or (piece.role not in ("date", "part", "decade", "season") and word.value != "since"):
            return piece
        relation = "until" if word.value == "before" and piece.role == "part" else word.value
        text = _open_text(relation, piece.bounds)
        return piece._replace(i=k, kind="period", text=text, reason=f"open: {word.value} a date")

    # -- resolving -------------------------------------------------------------------------------------

    def _resolved(self, piece: _Piece) -> _Piece:
        """The piece with its days, or its yearless text, or the reason why it has neither."""
        if piece.bounds is not None or piece.text is not None or piece.role == "":
            return piece
        if piece.role in ("weekday", "night"):
            return self._resolved_weekday(piece)
        if piece.role != "date":
            return piece
        if piece.anchor is not None:
            if piece.month is not None and not piece.hijri:
                return piece._replace(yearless=_yearless(piece), reason="its year is that of the event before")
            return piece._replace(reason="counted from the event before")
        if piece.hijri:
            return self._resolved_hijri(piece)
        if piece.year is not None:
            return self._dated(piece, piece.year)
        return self._resolved_yearless(piece)

    def _dated(self, piece: _Piece, year: int, why: str = "") -> _Piece:
        if not 1 <= year <= 9999:
            return piece
        if piece.month is None:
            return piece._replace(bounds=calendar.year_bounds(year), reason=why or "year as written")
        if piece.day is None:
            first = calendar.month_bounds(year, piece.month)
            last = calendar.month_bounds(year, piece.last_month) if piece.last_month else first
            kind: DateKind = "period" if piece.last_month else piece.kind
            text = _interval_text(first, last) if piece.last_month else None
            return piece._replace(kind=kind, bounds=(first[0], last[1]), text=text, reason=why or "month and year as written")
        first_day = calendar.day_of(year, piece.month, piece.day)
        last_day = calendar.day_of(year, piece.month, piece.last_day or piece.day)
        if first_day is None or last_day is None:
            return piece._replace(reason="no such day in the calendar")
        kind = "period" if piece.last_day else piece.kind
        return piece._replace(kind=kind, bounds=(first_day, last_day), reason=why or piece.reason or "as written")

    def _resolved_yearless(self, piece: _Piece) -> _Piece:
        month = piece.month
        if month is None:
            return self._day_of_shifted_month(piece)
        if self.now is None or self.now.precision == "year":
            return self._open_year(piece)
        if piece.day is None:
            year = calendar.nearest_month(self.now, piece.last_month or month, piece.shift)[0].year
        else:
            named = None if piece.shift else self._named_date(piece)
            if named is not None:
                return piece._replace(bounds=(named, named), reason="a date known by its name")
            day = calendar.nearest_day(self.now, month, piece.last_day or piece.day, piece.shift, piece.weekday)
            if day is None:
                return piece._replace(yearless=_yearless(piece), reason="no such day near publication")
            year = day.year
        return self._dated(piece, year, "no year in the text: " + (piece.shift or "nearest") + " to publication")

    def _open_year(self, piece: _Piece) -> _Piece:
        named = self._named_date(piece)
        if named is not None:
            return piece._replace(bounds=(named, named), reason="a date known by its name")
        if self.now is not None and piece.shift == "this":
            return self._dated(piece, self.now.first.year, "the publication year")
        return piece._replace(yearless=_yearless(piece), reason="no year in the text, and no publication date")

    def _named_date(self, piece: _Piece) -> date | None:
        if piece.month is None or piece.day is None or piece.last_day:
            return None
        named = self.words.named.get((piece.month, piece.day))
        if named is None:
            return None
        found = date.fromisoformat(named.date)
        if self.now is not None and (self.now.last < found or self.now.last - found < timedelta(days=180)):
            return None
        in_words = not any(token.text[0].isdigit() for token in self.tokens[piece.i : piece.j])
        if piece.weekday is not None:
            return None
        headed = any(
            stem in named.heads
            for index in range(max(self.floor, piece.i - 2), piece.i)
            for stem in stems(self.tokens[index].text)
        )
        return found if headed or in_words else None

    def _day_of_shifted_month(self, piece: _Piece) -> _Piece:
        if self.now is None or self.now.precision == "year" or piece.day is None:
            return piece._replace(kind="relative", reason="relative, and the publication date is not known")
        bounds = calendar.shifted_unit(self.now, "month", 1, piece.shift)
        return self._dated(
            piece._replace(month=bounds[0].month, kind="relative"), bounds[0].year, f"{piece.shift} month from publication"
        )

    def _resolved_hijri(self, piece: _Piece) -> _Piece:
        year, why = piece.year, "Umm al-Qura calendar"
        if year is None:
            if self.now is None or not self.now.exact:
                return piece._replace(reason="a Hijri date without a year")
            year, why = self._hijri_year(piece), "Umm al-Qura calendar, the year nearest to publication"
        bounds = calendar.hijri_bounds(year, piece.month, piece.day)
        if bounds is None:
            return piece._replace(reason="outside the Hijri years that are known")
        if piece.last_day and (last := calendar.hijri_bounds(year, piece.month, piece.last_day)) is not None:
            bounds = (bounds[0], last[1])
        return piece._replace(bounds=bounds, reason=why)

    def _hijri_year(self, piece: _Piece) -> int:
        """The Hijri year of the latest such date not more than a week after publication."""
        assert self.now is not None
        year = calendar.hijri_year_at(self.now.first)
        bounds = calendar.hijri_bounds(year, piece.month, piece.day)
        late = bounds is not None and bounds[0] > self.now.first + timedelta(days=7)
        return year - 1 if late and piece.shift != "next" else year

    def _resolved_weekday(self, piece: _Piece) -> _Piece:
        if self.now is None:
            return piece._replace(reason="a weekday, and the publication date is not known")
        if not self.now.exact:
            return piece._replace(
                bounds=(self.now.first, self.now.last),
                reason=f"a weekday, and the publication date is known to the {self.now.precision} only",
            )
        found = calendar.weekday_near(self.now.first, piece.weekday or 0, piece.shift)
        last = found + timedelta(days=1) if piece.role == "night" else found
        return piece._replace(bounds=(found, last), reason="the weekday nearest to publication")

    def _in_a_name(self, piece: _Piece) -> bool:
        """A date in the name of a street, a square, a brigade."""
        k = piece.i - 1
        if k < self.start or piece.year is not None or piece.role not in ("date", "weekday", "part"):
            return False
        before = self.tokens[k].text
        return any(stem in self.words.name_heads for stem in stems(before) if not before.startswith("ال"))

    # -- tokens ----------------------------------------------------------------------------------------

    def _token(self, k: int) -> Token | None:
        return self.tokens[k] if self.start <= k < self.end else None

    def _text(self, k: int) -> str:
        return self.tokens[k].text if self.start <= k < self.end else ""

    def _class(self, k: int) -> DateWord | None:
        return self.words.classes[self.tokens[k].text] if self.start <= k < self.end else None

    def _prefix(self, k: int) -> str:
        word = self._class(k)
        return "" if word is None else word.prefix

    def _glued(self, sign: str, k: int) -> bool:
        """Whether the sign at `k` touches both its neighbours."""
        if not self.start < k < self.end - 1 or self.tokens[k].text != sign:
            return False
        return self.tokens[k - 1].end == self.tokens[k].start and self.tokens[k].end == self.tokens[k + 1].start


_READERS = {
    "digits": _Reader._from_digits,
    "number": _Reader._from_number,
    "thousand": _Reader._from_number,
    "month": _Reader._from_month,
    "month_pair": _Reader._from_month,
    "hijri": _Reader._from_month,
    "weekday": _Reader._from_weekday,
    "unit": _Reader._from_unit,
    "this": _Reader._from_this,
    "phrase": _Reader._from_number,
    "relation": _Reader._from_relation,
    "part": _Reader._from_part,
    "rest": _Reader._from_rest,
    "share": _Reader._from_share,
    "season": _Reader._from_season,
    "decade": _Reader._from_decade,
}


def _three_parts(parts: list[str]) -> tuple[int, int, int] | None:
    """Year, month, day of a date in figures; None where there is no such day."""
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        year, month, day = numbers
    elif len(parts[2]) == 4:
        day, month, year = numbers
    elif len(parts[2]) == 2 and all(len(part) <= 2 for part in parts):
        day, month, year = numbers[0], numbers[1], 2000 + numbers[2]
    else:
        return None
    if month > 12 >= day:
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= _YEAR_LAST):
        return None
    return year, month, day


def _last_day_numbered(now: Moment, day: int) -> date | None:
    """The last day of that number on or before publication."""
    year, month = now.last.year, now.last.month
    for _ in range(3):
        found = calendar.day_of(year, month, day)
        if found is not None and found <= now.last:
            return found
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None


def _season_of(piece: _Piece, months: list[int], year: int) -> _Piece:
    first, last = date(year, months[0], 1), calendar.month_bounds(year, months[1])[1]
    return piece._replace(bounds=(first, last), reason="a season of three months")


def _anchor(shift: str, unit: str) -> str:
    return {"same": "same", "following": "next", "preceding": "previous"}[shift] + "-" + unit


def _yearless(piece: _Piece) -> str | None:
    """The EDTF text of a date without a year; an interval within one month is that month."""
    if piece.month is None or piece.last_month:
        return None
    if piece.day is None or piece.last_day:
        return f"XXXX-{piece.month:02d}"
    return f"XXXX-{piece.month:02d}-{piece.day:02d}"


def _interval_text(left: Bounds, right: Bounds) -> str:
    """An interval in the precision of its ends: 2016/2018, 2022-04/2022-05, days otherwise."""
    first, last = dates.interval(*left), dates.interval(*right)
    if "/" in first:
        first = first.split("/")[0]
    if "/" in last:
        last = last.split("/")[1]
    return first if first == last else f"{first}/{last}"


def _open_text(relation: str, bounds: Bounds) -> str:
    first, last = bounds
    whole = dates.interval(first, last)
    if relation == "since":
        return whole.split("/")[0] + "/.."
    if relation in ("until", "by"):
        return "../" + whole.split("/")[-1]
    if relation == "before":
        return "../" + _neighbour(bounds, -1)
    return _neighbour(bounds, 1) + "/.."


def _neighbour(bounds: Bounds, step: int) -> str:
    """The year, month or day just before or after, in the precision of the bounds."""
    first, last = bounds
    edge = first - timedelta(days=1) if step < 0 else last + timedelta(days=1)
    whole = dates.interval(first, last)
    if "/" in whole or len(whole) == 10:
        return edge.isoformat()
    return edge.isoformat()[: len(whole)]
