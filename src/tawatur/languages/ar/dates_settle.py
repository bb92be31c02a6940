"""From a piece of text to days: calendar dates, dates without a year, Hijri dates and weekdays."""

from __future__ import annotations

from datetime import date, timedelta

from tawatur import dates
from tawatur.languages.ar import dates_resolve as calendar
from tawatur.languages.ar.dates_pieces import DateKind, Piece, Stretch
from tawatur.languages.ar.dates_resolve import Bounds
from tawatur.languages.ar.tokens import stems


class Settler(Stretch):
    """Gives a piece its days, or says why it has none."""

    def _resolved(self, piece: Piece) -> Piece:
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

    def _dated(self, piece: Piece, year: int, why: str = "") -> Piece:
        if not 1 <= year <= 9999:
            return piece
        if piece.month is None:
            return piece._replace(bounds=calendar.year_bounds(year), reason=why or "year as written")
        if piece.day is None:
            first = calendar.month_bounds(year, piece.month)
            last = calendar.month_bounds(year, piece.last_month) if piece.last_month else first
            kind: DateKind = "period" if piece.last_month else piece.kind
            text = interval_text(first, last) if piece.last_month else None
            return piece._replace(
                kind=kind, bounds=(first[0], last[1]), text=text, reason=why or "month and year as written"
            )
        first_day = calendar.day_of(year, piece.month, piece.day)
        last_day = calendar.day_of(year, piece.month, piece.last_day or piece.day)
        if first_day is None or last_day is None:
            return piece._replace(reason="no such day in the calendar")
        kind = "period" if piece.last_day else piece.kind
        return piece._replace(kind=kind, bounds=(first_day, last_day), reason=why or piece.reason or "as written")

    def _resolved_yearless(self, piece: Piece) -> Piece:
        month = piece.month
        if month is None:
            return self._day_of_shifted_month(piece)
        stated = None if piece.shift else self._year_just_stated(piece)
        if stated is not None:
            return self._dated(piece, stated, "the year stated just before")
        if self.now is None or self.now.precision == "year":
            return self._open_year(piece)
        if not piece.shift and self._ahead(piece.i):
            piece = piece._replace(shift="ahead")
        if piece.day is None:
            year = calendar.nearest_month(self.now, piece.last_month or month, piece.shift)[0].year
        else:
            named = None if piece.shift else self._named_date(piece)
            if named is not None:
                return piece._replace(bounds=(named, named), reason="a date known by its name")
            weekday = None if self.assistant else piece.weekday
            day = calendar.nearest_day(self.now, month, piece.last_day or piece.day, piece.shift, weekday)
            if day is None:
                return piece._replace(yearless=_yearless(piece), reason="no such day near publication")
            year = day.year
        return self._dated(piece, year, "no year in the text: " + (piece.shift or "nearest") + " to publication")

    def _year_just_stated(self, piece: Piece) -> int | None:
        """ "In 1997, on 17 November": the year a few joining words before."""
        if self.last_year is None or not self.last_year[0] <= piece.i <= self.last_year[0] + 4:
            return None
        between = (token.text for token in self.tokens[self.last_year[0] : piece.i])
        return self.last_year[1] if all(text in self.words.year_joins for text in between) else None

    def _open_year(self, piece: Piece) -> Piece:
        named = self._named_date(piece)
        if named is not None:
            return piece._replace(bounds=(named, named), reason="a date known by its name")
        if self.now is not None and piece.shift == "this":
            return self._dated(piece, self.now.first.year, "the publication year")
        return piece._replace(yearless=_yearless(piece), reason="no year in the text, and no publication date")

    def _named_date(self, piece: Piece) -> date | None:
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
            for index in range(max(self.floor, piece.i - 3), piece.i)
            for stem in stems(self.tokens[index].text)
        )
        return found if headed or in_words else None

    def _day_of_shifted_month(self, piece: Piece) -> Piece:
        if self.now is None or self.now.precision == "year" or piece.day is None:
            return piece._replace(kind="relative", reason="relative, and the publication date is not known")
        bounds = calendar.shifted_unit(self.now, "month", 1, piece.shift)
        return self._dated(
            piece._replace(month=bounds[0].month, kind="relative"),
            bounds[0].year,
            f"{piece.shift} month from publication",
        )

    def _resolved_hijri(self, piece: Piece) -> Piece:
        year, why = piece.year, "Umm al-Qura calendar"
        if year is None:
            if self.now is None or not self.now.exact:
                return piece._replace(reason="a Hijri date without a year")
            if not piece.shift and self._ahead(piece.i):
                piece = piece._replace(shift="ahead")
            year, why = self._hijri_year(piece), "Umm al-Qura calendar, the year nearest to publication"
        bounds = calendar.hijri_bounds(year, piece.month, piece.day)
        if bounds is None:
            return piece._replace(reason="outside the Hijri years that are known")
        if piece.last_day and (last := calendar.hijri_bounds(year, piece.month, piece.last_day)) is not None:
            bounds = (bounds[0], last[1])
        return piece._replace(bounds=bounds, reason=why)

    def _hijri_year(self, piece: Piece) -> int:
        """The Hijri year of the latest such date not more than a week after publication."""
        assert self.now is not None
        year = calendar.hijri_year_at(self.now.first)
        bounds = calendar.hijri_bounds(year, piece.month, piece.day)
        late = bounds is not None and bounds[0] > self.now.first + timedelta(days=7)
        return year - 1 if late and piece.shift not in ("next", "this", "ahead") else year

    def _resolved_weekday(self, piece: Piece) -> Piece:
        if self.now is None:
            return piece._replace(reason="a weekday, and the publication date is not known")
        if not self.now.exact:
            return piece._replace(
                bounds=(self.now.first, self.now.last),
                reason=f"a weekday, and the publication date is known to the {self.now.precision} only",
            )
        weekday = piece.weekday or 0
        if not piece.shift and self._ahead(piece.i):
            piece = piece._replace(shift="ahead")
        if piece.role == "night":
            # The night into a weekday: its morning is not after publication.
            last = calendar.weekday_near(self.now.first, (weekday + 1) % 7, piece.shift)
            found = last - timedelta(days=1)
        elif piece.shift == "this" or (self.assistant and piece.shift in ("past", "next")):
            last = found = calendar.weekday_of_week(self.now, weekday, piece.shift)
        else:
            last = found = calendar.weekday_near(self.now.first, weekday, piece.shift)
        return piece._replace(bounds=(found, last), reason="the weekday nearest to publication")

    def _in_a_name(self, piece: Piece) -> bool:
        """A date in the name of a street, a square, a brigade."""
        k = piece.i - 1
        if k < self.start or piece.year is not None or piece.role not in ("date", "weekday", "part"):
            return False
        before = self.tokens[k].text
        return any(stem in self.words.name_heads for stem in stems(before) if not before.startswith("ال"))


def _yearless(piece: Piece) -> str | None:
    """The EDTF text of a date without a year; an interval within one month is that month."""
    if piece.month is None or piece.last_month:
        return None
    if piece.day is None or piece.last_day:
        return f"XXXX-{piece.month:02d}"
    return f"XXXX-{piece.month:02d}-{piece.day:02d}"


def interval_text(left: Bounds, right: Bounds) -> str:
    """An interval in the precision of its ends: 2016/2018, 2022-04/2022-05, days otherwise."""
    first, last = dates.interval(*left), dates.interval(*right)
    if "/" in first:
        first = first.split("/")[0]
    if "/" in last:
        last = last.split("/")[1]
    return first if first == last else f"{first}/{last}"
