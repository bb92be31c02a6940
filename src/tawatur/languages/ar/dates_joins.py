"""Pieces that belong together: weekday and date, both ends of an interval, "since" and "until"."""

from __future__ import annotations

from datetime import timedelta

from tawatur import dates
from tawatur.languages.ar import dates_resolve as calendar
from tawatur.languages.ar.dates_periods import PeriodReader
from tawatur.languages.ar.dates_pieces import CLOSING, COMMAS, OPENING, Piece
from tawatur.languages.ar.dates_resolve import Bounds
from tawatur.languages.ar.dates_settle import interval_text
from tawatur.languages.ar.tokens import stems

_WEEK = 6


class JoinReader(PeriodReader):
    """Joins pieces that stand together, and reads the words around them."""

    def _merged(self, piece: Piece) -> Piece:
        """One mention of a weekday, a relative day and a calendar date that stand together."""
        if piece.role == "unit":
            piece = self._days_of_week(piece)
        if piece.role == "weekday" and not piece.shift:
            piece = self._weekday_in_week(piece)
        while piece.role in ("weekday", "night", "day", "date", "unit"):
            j, closing = self._glue(piece)
            following = self.piece(j) if j < self.end else None
            if following is None or self._prefix(j) == "و":
                return piece
            joined = self._join(piece, following)
            if joined is None:
                return piece
            if closing and self._text(joined.j) in CLOSING:
                joined = joined._replace(j=joined.j + 1)
            piece = joined
        return piece

    def _glue(self, piece: Piece) -> tuple[int, bool]:
        j = piece.j
        closing = False
        if self._text(j) in COMMAS:
            j += 1
        if self._text(j) in OPENING:
            j, closing = j + 1, True
        elif self._text(j) == "-" and piece.role != "date":
            j += 1
        if self._text(j) in self.words.same_as:
            j += 1
            j += self._text(j) == "ل"
        elif piece.role in ("weekday", "unit") and self._text(j) == "في":
            j += 1
        if self._text(j) in ("ليوم", "يوم") and piece.role != "weekday":
            word = self._class(j + 1)
            j += word is not None and word.kind in ("digits", "number", "weekday")
        return j, closing

    def _join(self, left: Piece, right: Piece) -> Piece | None:
        glued = self._glue(left)
        if left.role == "date":
            return self._both_calendars(left, right, glued[1])
        if left.role == "night":
            return right._replace(i=left.i, time="night") if right.dated and right.anchor is None else None
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

    def _both_calendars(self, left: Piece, right: Piece, bracketed: bool) -> Piece | None:
        """The same day in two calendars: the Gregorian one is kept."""
        if right.role != "date" or left.hijri == right.hijri or left.day is None or right.day is None:
            return None
        if not bracketed and right.i == left.j + 0 and left.hijri is False and right.year is None:
            return None
        kept = right if left.hijri else left
        return kept._replace(i=left.i, j=right.j, reason="given in two calendars")

    def _days_of_week(self, week: Piece) -> Piece:
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

    def _weekday_of_week(self, left: Piece, right: Piece) -> Piece | None:
        if right.role != "weekday" or left.bounds is None or right.weekday is None or right.shift:
            return None
        if (left.bounds[1] - left.bounds[0]).days != 6:
            return None
        found = left.bounds[0] + timedelta(days=right.weekday)
        return left._replace(j=right.j, bounds=(found, found), role="day", reason="a weekday of that week")

    def _weekday_in_week(self, piece: Piece) -> Piece:
        """ "Friday of this week", "Sunday next week", "the first Sunday" of the current month."""
        j = piece.j + (self._text(piece.j) in ("من", "في"))
        word = self._class(j)
        if word is not None and word.kind == "this":
            word = self._class(j + 1)
        if word is None or word.kind != "unit" or word.value != ("week", 1) or piece.weekday is None:
            return self._counted_weekday(piece)
        week = self.piece(j)
        if week is None or week.bounds is None or (week.bounds[1] - week.bounds[0]).days != 6:
            return piece
        found = week.bounds[0] + timedelta(days=piece.weekday)
        return week._replace(i=piece.i, bounds=(found, found), role="day", reason="a weekday of that week")

    def _counted_weekday(self, piece: Piece) -> Piece:
        if not self.plans or self.now is None or not self.now.exact or piece.weekday is None:
            return piece
        which = self._ordinal(piece.j)
        if which is None or not 1 <= which <= 5 or not self._ends_here(piece.j + 1):
            return piece
        month = calendar.containing(self.now.first, "month")
        found = calendar.nth_weekday(month, piece.weekday, which)
        if found is None:
            return piece
        return piece._replace(j=piece.j + 1, bounds=(found, found), role="day", reason="counted in this month")

    def _later(self, piece: Piece) -> Piece:
        """ "Later this year", by the conventions of an assistant: its second half."""
        k = piece.i - 1
        k -= k >= self.floor and self._text(k) == "من"
        if not self.assistant or piece.bounds is None or piece.role != "unit" or k < self.floor:
            return piece
        text = self._text(k)
        part = "late" if text in self.words.later else "early" if text in self.words.earlier else ""
        if not part:
            return piece
        first = k - (k > self.floor and self._text(k - 1) == "وقت")
        bounds = calendar.part_of(piece.bounds, part, halves=True)
        return piece._replace(i=first, kind="period", role="part", bounds=bounds, reason=f"{part} half")

    def _with_listed_year(self, piece: Piece) -> Piece:
        """ "13 February and 22 March 2016": a year that two days share is written once."""
        j = piece.j + 1 if self._text(piece.j) == "و" else piece.j
        listed = j > piece.j or self._prefix(j) == "و"
        if not (listed and piece.dated and piece.year is None and not piece.shift and piece.anchor is None):
            return piece
        following = self.piece(j)
        if following is None or not following.dated or following.year is None or following.hijri != piece.hijri:
            return piece
        if piece.month is None or following.month is None or piece.month > following.month:
            return piece
        return piece._replace(year=following.year)

    def _interval(self, piece: Piece) -> Piece:
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
        return self._opened(self._listed_on(joined, right))

    def _listed_on(self, joined: Piece, right: Piece) -> Piece:
        """ "The years 2014 and 2015 and 2016": the interval goes on."""
        j = joined.j + 1 if self._text(joined.j) == "و" else joined.j
        more = j > joined.j or self._prefix(j) == "و"
        if not more or right.month is not None or right.year is None or joined.bounds is None:
            return joined
        following = self._raw_year(right, j)
        if following is None or following.bounds is None:
            return joined
        first = joined.bounds[0]
        text = interval_text((first, first.replace(month=12, day=31)), following.bounds)
        longer = joined._replace(j=following.j, bounds=(first, following.bounds[1]), text=text)
        return self._listed_on(longer, following)

    def _opened(self, piece: Piece) -> Piece:
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

    def _to_follows(self, piece: Piece, between: bool) -> int | None:
        j = piece.j
        text = self._text(j)
        if text in self.words.to:
            return j + 1
        if text == "-" and piece.role == "date":
            return j + 1
        listed = piece.i > self.floor and self._text(piece.i - 1) in self.words.construct_years
        if self._year_and_year(piece):
            return j + 1
        if between or listed:
            return j + 1 if text == "و" else j if self._prefix(j) == "و" else None
        if text == "او" and piece.role == "part":
            return j + 1
        return None

    def _year_and_year(self, piece: Piece) -> bool:
        """ "In the year 2014 and 2015"."""
        if piece.role != "date" or piece.month is not None or self._text(piece.j) != "و":
            return False
        value, after = self._year_value(piece.j + 1, named=False)
        return value is not None and piece.year == value - 1 and self._ends_here(after)

    def _raw_year(self, left: Piece, j: int) -> Piece | None:
        value, after = self._year_value(j, named=False)
        if value is None or left.year is None or left.dated or value <= left.year:
            return None
        return Piece(j, self._marked(after), "calendar", value, bounds=calendar.year_bounds(value), role="date")

    def _span(self, left: Piece, right: Piece) -> Piece | None:
        left = self._inherit(left, right)
        if left.bounds is None or right.bounds is None:
            return None
        if left.role == right.role == "weekday" and left.bounds[0] >= right.bounds[1] and left.weekday is not None:
            earlier = calendar.weekday_near(right.bounds[0], left.weekday, "past")
            left = left._replace(bounds=(earlier, earlier))
        left = self._same_week(left, right)
        if left.bounds is None or right.bounds is None or left.bounds[0] > right.bounds[1]:
            return None
        if self.assistant and right.day is None and right.role == "date" and left.bounds[1] < right.bounds[0]:
            bounds = (left.bounds[0], right.bounds[0] - timedelta(days=1))
            return left._replace(j=right.j, kind="period", role="interval", bounds=bounds, reason="an open end")
        bounds = (left.bounds[0], right.bounds[1])
        text = interval_text(left.bounds, right.bounds)
        return left._replace(
            j=right.j, kind="period", role="interval", bounds=bounds, text=text, reason="an interval"
        )

    def _same_week(self, left: Piece, right: Piece) -> Piece:
        """ "From Tuesday to Thursday of next week": both are of that week."""
        if left.role != "weekday" or left.weekday is None or left.shift or left.bounds is None:
            return left
        if right.bounds is None or right.bounds[0] != right.bounds[1]:
            return left
        if (right.bounds[0] - left.bounds[0]).days <= _WEEK:
            return left
        found = calendar.weekday_near(right.bounds[0], left.weekday, "past")
        return left._replace(bounds=(found, found))

    def _inherit(self, left: Piece, right: Piece) -> Piece:
        """The year of the right end, for a left end that states none."""
        if left.role != "date" or left.year is not None or right.bounds is None or left.month is None:
            return left
        year = right.bounds[1].year
        if left.month > right.bounds[1].month:
            year -= 1
        return self._resolved(left._replace(year=year, bounds=None, yearless=None))

    def _timed(self, piece: Piece) -> Piece:
        """With the time of day and the word "day" around it."""
        piece = self._day_word(piece)
        k = piece.i - 1
        if k >= self.floor:
            word = self._class(k)
            if word is not None and word.kind == "time" and not word.article:
                before = self._text(k - 1) if k > self.floor else ""
                noon = {"بعد": "afternoon", "قبل": "morning"}.get(before) if word.value == "noon" else None
                piece = piece._replace(i=k if noon is None else k - 1, time=noon or word.value)
        after = self._text(piece.j)
        if piece.time is None and after in ("صباحا", "مساء", "فجرا", "ظهرا", "ليلا", "عصرا", "صباح"):
            word = self._class(piece.j)
            if word is not None and word.kind == "time":
                piece = piece._replace(j=piece.j + 1, time=word.value)
        return piece

    def _day_word(self, piece: Piece) -> Piece:
        k = piece.i - 1
        if k >= self.floor and piece.role in ("weekday", "date", "day", "night"):
            word = self._class(k)
            day = word is not None and word.kind == "unit" and word.value == ("day", 1) and not word.article
            if day or (self._text(k) == "يومه" and piece.role == "weekday"):
                return piece._replace(i=k)
        return piece

    def _relation(self, piece: Piece) -> Piece:
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
