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
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from tawatur import dates
from tawatur.errors import DateError
from tawatur.languages.ar import dates_resolve as calendar
from tawatur.languages.ar.dates_data import DateWord, vocabulary
from tawatur.languages.ar.dates_joins import JoinReader
from tawatur.languages.ar.dates_pieces import DateKind, Piece
from tawatur.languages.ar.dates_resolve import Moment
from tawatur.languages.ar.tokens import Token

Convention: TypeAlias = Literal["report", "assistant"]

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
        "century",
        "possessed",
    }
)


_PAST_HOURS = frozenset({"hours", "shift"})


class DateContext(NamedTuple):
    """What relative dates are counted from.

    `published` is the report's publication date in EDTF, or None; it may be a month or a year only.
    `reference` stands in for it where it is None (the date line of a wire, a date given by the user).
    `convention` "report" reads as the codebook does. "assistant" reads as calendar assistants do
    (Recognizers-Text, TIMEX): early and late are halves, a range of months or years ends before its last,
    a past decade is one of the calendar, "some" is three, "a month ago" is a day, "next Sunday" that of
    next week, and a number alone a day of this month.
    """

    published: str | None = None
    reference: str | None = None
    convention: Convention = "report"


class DateMention(NamedTuple):
    """A date expression: tokens `[i, j)`, folded offsets, its EDTF date or None where it cannot be resolved.

    `long` marks what is counted in months, years or decades from publication ("13 years ago", "for months",
    "last year"), or in weeks without a number: a span of time, whose day the text does not give.
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
    long: bool = False


def find(tokens: Sequence[Token], context: DateContext, start: int = 0, end: int | None = None) -> list[DateMention]:
    """Every date expression among `tokens[start:end]`, in order, none overlapping another.

    Args:
        tokens: the tokens of a folded text.
        context: what relative dates are counted from.
        start: the first token to read.
        end: the token to stop before; None for all.
    """
    stop = len(tokens) if end is None else min(end, len(tokens))
    classes = vocabulary().classes
    hits = [(index, word) for index in range(start, stop) if (word := classes[tokens[index][0]]) is not None]
    kinds = {word[0] for _, word in hits}
    assistant = context.convention == "assistant"
    if _STRONG.isdisjoint(kinds) and not assistant and not kinds >= _PAST_HOURS:
        return []
    reader = _Reader(tokens, start, stop, _moment(context), kinds, assistant)
    found: list[DateMention] = []
    done = start
    for index, word in hits:
        if index < done or word[0] not in _READERS:
            continue
        mention = reader.mention(index, done)
        if mention is not None:
            found.append(mention)
        done = reader.done
    return found


@lru_cache(maxsize=4096)
def _moment(context: DateContext) -> Moment | None:
    return calendar.moment(context.published, context.reference)


class _Reader(JoinReader):
    """Chooses the reader for a token, and makes mentions of pieces."""

    def mention(self, k: int, floor: int) -> DateMention | None:
        """The date expression that starts at or about token `k`; words to its left are taken from `floor` on."""
        self.floor = self.done = floor
        piece = self.piece(k)
        if piece is None:
            return None
        self.done = piece.j
        if self._in_a_name(piece):
            return None
        piece = self._interval(self._resolved(self._with_listed_year(self._merged(piece))))
        if piece.role == "date" and piece.month is None and piece.year is not None and not piece.hijri:
            self.last_year = (piece.j, piece.year)
        piece = self._relation(self._timed(self._later(piece)))
        self.done = piece.j
        return self._mention(piece)

    def _mention(self, piece: Piece) -> DateMention | None:
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
            long=piece.long,
        )

    def piece(self, k: int) -> Piece | None:
        """The expression that starts at token `k` itself, or None."""
        word = self._class(k)
        if word is None:
            return None
        read = _READERS.get(word.kind)
        phrase = self._phrase(k, word)
        if phrase is not None:
            return phrase
        return None if read is None else read(self, k, word)

    def _from_digits(self, k: int, word: DateWord) -> Piece | None:
        return (
            self._numeric(k)
            or self._day_first(k)
            or self._bare_year(k, word)
            or self._from_now_on(k)
            or self._bare_day(k)
        )

    def _from_number(self, k: int, word: DateWord) -> Piece | None:
        dated = (
            self._nth_weekday(k)
            or self._nth_day(k)
            or self._nth_week(k)
            or self._first_units(k)
            or self._day_first(k)
        )
        if dated is not None or word.kind == "phrase":
            return dated
        counted = self._year_in_words(k, word) or self._from_now_on(k)
        return self._own_day(k) if counted is None and self.plans else counted

    def _from_month(self, k: int, word: DateWord) -> Piece | None:
        month = self._month_first(k)
        months = self.words.seasons.get(self.tokens[k].text[len(word.prefix) :])
        if month is None and months is not None:
            return self._from_season(k, word._replace(value=months))
        return month


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
    "hours": _Reader._from_hours,
    "century": _Reader._from_century,
}
