"""The pieces a date expression is read into, and access to the tokens they are read from."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Literal, NamedTuple

from tawatur.languages.ar import numerals
from tawatur.languages.ar.dates_data import DateWord, is_future, vocabulary
from tawatur.languages.ar.dates_resolve import Bounds, Moment
from tawatur.languages.ar.tokens import Token

DateKind = Literal["calendar", "weekday", "relative", "period", "anaphoric"]

OPENING, CLOSING = frozenset("(["), frozenset(")]")
COMMAS = frozenset(",،")
YEAR_FIRST, YEAR_LAST = 1900, 2100


class Piece(NamedTuple):
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
    long: bool = False

    @property
    def dated(self) -> bool:
        """Whether it names a day of a month."""
        return self.role == "date" and self.day is not None


class Month(NamedTuple):
    value: int
    last: int | None
    j: int
    hijri: bool
    alone: bool


class Year(NamedTuple):
    value: int | None
    j: int
    hijri: bool = False
    anchor: str | None = None


_SHIFT_KINDS = frozenset({"shift", "now"})
# So many words back a future verb still rules a date.
_FUTURE_REACH = 8
_MONTH_KINDS = frozenset({"month", "month_pair", "hijri", "unit", "shift", "solar"})


class Stretch:
    """One stretch of tokens, and what the readers of dates ask about it.

    The readers build on one another: `Settler` knows days, `CalendarReader` reads calendar dates,
    `RelativeReader` weekdays and relative words, `PeriodReader` parts of periods, `JoinReader` puts
    pieces together; `datewords` chooses the reader by the class of the first word.

    `kinds` are the classes of all date words of the stretch. `assistant` says that it is a message to a
    calendar, read by the conventions of `datewords.DateContext`.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        start: int,
        end: int,
        now: Moment | None,
        kinds: Set[str],
        assistant: bool = False,
    ) -> None:
        self.tokens = tokens
        self.start = start
        self.end = end
        self.now = now
        self.words = vocabulary()
        self.floor = self.done = start
        self.assistant = assistant
        self.last_year: tuple[int, int] | None = None
        # Reading a day is dear, and pointless where no month, unit of time or "current" follows.
        self.months = not kinds.isdisjoint(_MONTH_KINDS)
        # Somebody speaks of their own plans ("I shall return"): days are counted from the speaking.
        self.plans = assistant or "own_plan" in kinds
        # Reading a duration is dear, and pointless where nothing says from when it is counted.
        self.durations = "unit" in kinds
        self.shifted = "unit" in kinds and not kinds.isdisjoint(_SHIFT_KINDS)
        self.says_hours = "hours" in kinds
        self.says_now = "now" in kinds

    def piece(self, k: int) -> Piece | None:
        """The expression that starts at token `k` itself, or None."""
        raise NotImplementedError

    def _merged(self, piece: Piece) -> Piece:
        """The piece with the weekday, relative day or date that stands with it."""
        raise NotImplementedError

    def _token(self, k: int) -> Token | None:
        return self.tokens[k] if self.start <= k < self.end else None

    def _text(self, k: int) -> str:
        return self.tokens[k].text if self.start <= k < self.end else ""

    def _stretch(self) -> Sequence[Token]:
        return self.tokens[self.start : self.end]

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

    def _ends_here(self, j: int) -> bool:
        """Nothing that could be counted follows."""
        token = self._token(j)
        return token is None or not token.text[0].isalnum()

    def _shift_at(self, j: int) -> tuple[str, int]:
        """ "Last", "next", "the same", "before last", "after next" at token `j`, and the token after; or ""."""
        shift = self.words.shifts.get(self._text(j), "")
        if shift:
            return shift, j + 1
        k = j + (self._text(j) == "ما")
        toward = self._text(k)
        if toward not in ("قبل", "بعد"):
            return "", j
        beyond = self.words.shifts.get(self._text(k + 1), "")
        if toward == "قبل" and beyond == "past":
            return "past2", k + 2
        if toward == "بعد" and beyond in ("next", "following"):
            return "next2", k + 2
        return "", j

    def _ahead(self, i: int) -> bool:
        """Whether the words just before token `i` speak of what is to come: a future verb, "is due to"."""
        for k in range(i - 1, max(self.start, i - _FUTURE_REACH) - 1, -1):
            word = self.tokens[k].text
            if word in self.words.future_stops:
                return False
            if is_future(word):
                before = {token.text for token in self.tokens[max(self.start, k - 2) : k]}
                return before.isdisjoint(self.words.future_past)
        return False

    def _ordinal(self, k: int) -> int | None:
        read = numerals.read_number(self.tokens, k, self.end)
        return read[0] if read is not None and read[2] and isinstance(read[0], int) else None

    def _which(self, k: int) -> int | None:
        """ "First" to "fifth", or -1 for "last"."""
        if self._text(k) in ("اخر", "الاخير", "الاخيره"):
            return -1
        which = self._ordinal(k)
        return which if which is not None and 1 <= which <= 53 else None


def anchor_of(shift: str, unit: str) -> str:
    return {"same": "same", "following": "next", "preceding": "previous"}[shift] + "-" + unit
