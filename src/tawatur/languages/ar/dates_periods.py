"""Parts and shares of periods, counted weeks and weekdays, seasons and decades."""

from __future__ import annotations

from datetime import date, timedelta

from tawatur.languages.ar import dates_resolve as calendar
from tawatur.languages.ar import numerals
from tawatur.languages.ar.dates_data import DateWord
from tawatur.languages.ar.dates_pieces import COMMAS, Piece
from tawatur.languages.ar.dates_relative import RelativeReader, is_long
from tawatur.languages.ar.tokens import stems


class PeriodReader(RelativeReader):
    """Reads units of time, counted weeks, parts and shares of periods, seasons and decades."""

    def _week_of(self, k: int) -> Piece | None:
        """ "The week of 16 September"."""
        inner = self.piece(k + 1)
        if inner is None or not inner.dated:
            return None
        inner = self._resolved(inner)
        if inner.bounds is None:
            return None
        bounds = calendar.containing(inner.bounds[0], "week")
        return inner._replace(i=k, kind="period", role="part", bounds=bounds, reason="the week of a day")

    def _counted_week(self, k: int) -> Piece | None:
        """ "The first week of October": weeks belong to the month that has their Thursday (ISO 8601)."""
        which = self._which(k + 1) or self._week_number(k + 1)
        if which is None:
            return None
        after = numerals.read_number(self.tokens, k + 1, self.end)
        j = after[1] if after is not None else k + 2
        j += self._text(j) in ("من", "في")
        inner = self._period(j) or self._plain_year(j)
        if inner is None or inner.bounds is None:
            return None
        bounds = calendar.nth_week(inner.bounds, which)
        if bounds is None:
            return None
        return inner._replace(
            i=k, kind="period", role="part", bounds=bounds, text=None, reason="a week counted in its period"
        )

    def _week_number(self, k: int) -> int | None:
        """ "Week 12 of 2025"."""
        text = self._text(k)
        return int(text) if text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 53 else None

    def _plain_year(self, j: int) -> Piece | None:
        year = self._year(j)
        if year.value is None or year.hijri:
            return None
        return Piece(j, year.j, "calendar", year.value, bounds=calendar.year_bounds(year.value), role="date")

    def _nth_day(self, k: int) -> Piece | None:
        """ "The first day of the month", "the last day of January", "the second of the days of Ramadan"."""
        if self._text(k) == "اليوم":
            which, j = self._which(k + 1), k + 2
            linked = self._text(j) in ("من", "في", "ل")
        elif self._text(k + 1) in ("يوم", "ايام"):
            which, j = self._which(k), k + 2
            linked = self._text(j) in ("من", "في") or self._text(k + 1) == "ايام"
        else:
            return None
        if which is None or not linked:
            return None
        inner = self._period(j + (self._text(j) in ("من", "في", "ل")))
        if inner is None or inner.bounds is None or (inner.bounds[1] - inner.bounds[0]).days > 366:
            return None
        found = calendar.nth_day(inner.bounds, which)
        if found is None:
            return None
        reason = "a day counted in its period"
        return inner._replace(
            i=k, kind="calendar", role="day", bounds=(found, found), text=None, long=False, reason=reason
        )

    def _last_units(self, k: int) -> Piece | None:
        """ "The last two days", "the last three months": up to publication."""
        # "Another, 27 years" is not "the last 27 years".
        if k > self.start and self._text(k - 1) not in self.words.before_last and not self.plans:
            return None
        read = self._duration(k + 1)
        if read is None or not read[1] or self._text(read[2]) in ("من", "في", "ل"):
            return None
        unit, count, j, _ = read
        if count == 1 and not (self.assistant or (self.plans and unit == "day")):
            return None
        return self._from_now(Piece(k, j, "relative", role="unit", long=is_long(unit, count)), unit, count, "past")

    def _counted_month(self, k: int) -> Piece | None:
        """ "The twelfth month of 2012"."""
        read = numerals.read_number(self.tokens, k + 1, self.end)
        if read is None or not read[2] or not isinstance(read[0], int) or not 1 <= read[0] <= 12:
            return None
        year = self._year(read[1]) if self._text(read[1]) == "من" else None
        if year is None or year.value is None:
            return None
        return Piece(k, year.j, "calendar", year.value, read[0], hijri=year.hijri, role="date")

    def _counted_decade(self, k: int) -> Piece | None:
        """ "The second decade of the twentieth century"."""
        which = self._ordinal(k + 1)
        if which is None or not 1 <= which <= 10 or self._text(k + 2) != "من":
            return None
        word = self._class(k + 3)
        inner = self._from_century(k + 3, word) if word is not None and word.kind == "century" else None
        if inner is None or inner.bounds is None:
            return None
        first = inner.bounds[0].year + 10 * (which - 1)
        bounds = (date(first, 1, 1), date(first + 9, 12, 31))
        return inner._replace(i=k, bounds=bounds, reason="a decade of a century")

    def _nth_week(self, k: int) -> Piece | None:
        """ "The first week of October", the number before the week."""
        if self._text(k + 1) != "اسبوع" or self._text(k + 2) not in ("من", "في"):
            return None
        which = self._which(k)
        inner = self._period(k + 3) if which is not None else None
        if which is None or inner is None or inner.bounds is None:
            return None
        bounds = calendar.nth_week(inner.bounds, which)
        if bounds is None:
            return None
        reason = "a week counted in its period"
        return inner._replace(i=k, kind="period", role="part", bounds=bounds, text=None, long=False, reason=reason)

    def _first_units(self, k: int) -> Piece | None:
        """ "The first two weeks of January"."""
        read = self._duration(k + 1) if self._text(k) == "اول" else None
        if read is None or read[1] < 2 or self._text(read[2]) != "من":
            return None
        return self._opening_units(k, read[2] + 1, read[0], read[1])

    def _from_century(self, k: int, word: DateWord) -> Piece | None:
        """ "The nineteenth century", "the last century"."""
        del word
        shift = self.words.shifts.get(self._text(k + 1), "")
        read = numerals.read_number(self.tokens, k + 1, self.end)
        if shift in ("past", "this"):
            first, j = (1900 if shift == "past" else 2000), k + 2
        elif read is not None and read[2] and isinstance(read[0], int) and 10 <= read[0] <= 21:
            first, j = (read[0] - 1) * 100, read[1]
        else:
            return None
        if self._text(j) in ("الهجري", "هجري"):
            return None
        bounds = (date(first, 1, 1), date(first + 99, 12, 31))
        return Piece(k, j, "period", bounds=bounds, role="decade", long=True, reason="a century")

    def _nth_weekday(self, k: int) -> Piece | None:
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
            i=k,
            kind="calendar",
            role="day",
            bounds=(found, found),
            text=None,
            reason="a weekday counted in its month",
        )

    def _weekday_follows(self, k: int) -> bool:
        text = self._text(k + (self._text(k) == "يوم"))
        if not text:
            return False
        word = self.words.classes[text] or self.words.classes["ال" + text]
        return word is not None and word.kind == "weekday"

    def _general(self, k: int) -> bool:
        """ "General" and "Sunni", spelt like "year": "the former secretary-general", "the Sunnis"."""
        before = stems(self._text(k - 1)) if k > self.start else ()
        if any(stem in self.words.before_sunni for stem in before):
            return True
        shift = self.words.shifts.get(self._text(k + 1), "past")
        return shift != "past" and any(stem in self.words.before_general for stem in before)

    def _from_unit(self, k: int, word: DateWord) -> Piece | None:
        unit, count = word.value
        if unit == "year" and self._general(k):
            return None
        if unit == "year" and count == 1:
            year = self._named_year(k)
            if year is not None:
                return year
        if unit == "month" and count == 1 and (month := self._month_first(k)) is not None:
            return month
        if unit == "month" and word.article and (month := self._counted_month(k)) is not None:
            return month
        if unit == "day" and count == 1 and not word.article:
            return self._named_day(k) or self._from_now_on(k)
        if unit == "decade" and count == 1 and (decade := self._counted_decade(k)) is not None:
            return decade
        if unit == "week" and count == 1:
            week = (self._counted_week(k) if word.article else None) or self._week_of(k)
            if week is not None:
                return week
        if not word.article:
            return self._from_now_on(k)
        return self._shifted(k, k + 1, unit, count, "")

    def _from_this(self, k: int, word: DateWord) -> Piece | None:
        """ "This year", "the same month", "this September"."""
        unit = self._class(k + 1)
        if unit is None:
            return None
        if unit.kind == "weekday" and word.value == "this":
            return Piece(k, k + 2, "weekday", weekday=unit.value, shift="this", role="weekday")
        if unit.kind == "unit" and (unit.article or unit.value[1] == 1):
            if word.value == "this" and unit.value == ("month", 1) and (month := self._month(k + 1)) is not None:
                return Piece(k, month.j, "calendar", None, month.value, shift="this", hijri=month.hijri, role="date")
            return self._shifted(k, k + 2, unit.value[0], unit.value[1], word.value) if unit.article else None
        if word.value == "this" and unit.kind in ("month", "month_pair"):
            month = self._month(k + 1)
            if month is not None:
                return Piece(k, month.j, "calendar", None, month.value, shift="this", role="date")
        if unit.kind == "season" and word.value == "this":
            return self._season(k, k + 2, unit.value, "this")
        return None

    def _from_part(self, k: int, word: DateWord) -> Piece | None:
        if self._text(k) == "اخر":
            counted = self._nth_day(k) or self._nth_week(k) or self._nth_weekday(k) or self._last_units(k)
            if counted is not None:
                return counted
        inner = self._period(k + 1)
        if inner is None:
            return None
        piece = inner._replace(i=k, kind="period", role="part", day=None)
        if inner.bounds is None:
            return piece._replace(reason=f"{word.value} part, the year is open")
        week_end = (inner.bounds[1] - inner.bounds[0]).days == 6 and self._text(k)[-5:] == "نهايه"
        far = self._text(inner.j - 2) in ("بعد", "قبل")
        if (
            week_end
            and self.assistant
            and not far
            and not (k > self.start and self._text(k - 1) in self.words.holiday)
        ):
            week_end = inner.bounds[0] <= (self.now.last if self.now else inner.bounds[0]) <= inner.bounds[1]
        bounds = (
            (inner.bounds[1] - timedelta(days=1), inner.bounds[1])
            if week_end
            else calendar.part_of(inner.bounds, word.value, halves=self.assistant)
        )
        return piece._replace(bounds=bounds, yearless=None, long=False, reason=f"{word.value} part of the period")

    def _from_rest(self, k: int, word: DateWord) -> Piece | None:
        del word
        inner = self._period(k + 1) or self._bare_unit(k + 1)
        if inner is None or inner.bounds is None or self.now is None:
            return None
        if not inner.bounds[0] <= self.now.last <= inner.bounds[1]:
            return None
        return inner._replace(
            i=k, kind="period", role="part", bounds=(self.now.last, inner.bounds[1]), reason="what is left of it"
        )

    def _from_share(self, k: int, word: DateWord) -> Piece | None:
        last = self._text(k + 1) in ("الاخير", "الاخيره")
        which = word.value if last else self._ordinal(k + 1)
        if which is None or which > word.value:
            return None
        j = k + 2
        inner = self._period(j)
        if inner is None:
            inner = self._plain_year(j)
        if inner is None and self.assistant and self.now is not None and self._ends_here(j):
            inner = Piece(j, j, "period", bounds=calendar.containing(self.now.last, "year"), role="unit")
        if inner is None:
            return None
        if inner.bounds is None:
            return inner._replace(i=k, kind="period", role="part") if inner.role == "unit" else None
        bounds = calendar.share_of(inner.bounds, word.value, which)
        if bounds is None:
            return None
        reason = f"share {which} of {word.value}"
        return inner._replace(i=k, kind="period", role="part", bounds=bounds, long=False, reason=reason)

    def _from_season(self, k: int, word: DateWord) -> Piece | None:
        shift = self.words.shifts.get(self._text(k + 1), "")
        if self.plans and shift == "following":
            shift = "next"
        if shift in ("past", "next", "this"):
            return self._season(k, k + 2, word.value, shift)
        year = self._year(k + 1)
        if year.value is None or self._text(k + 1) in COMMAS:
            return None
        return _season_of(Piece(k, year.j, "period", role="season"), word.value, year.value)

    def _season(self, k: int, j: int, months: list[int], shift: str) -> Piece | None:
        piece = Piece(k, j, "period", role="season")
        if self.now is None:
            return piece._replace(reason="relative, and the publication date is not known")
        year = self.now.last.year
        if shift == "past" and date(year, months[1], 28) >= self.now.first:
            year -= 1
        if shift == "next" and date(year, months[0], 1) <= self.now.last:
            year += 1
        return _season_of(piece, months, year)

    def _from_decade(self, k: int, word: DateWord) -> Piece | None:
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
        return Piece(k, j, "period", bounds=bounds, role="decade", reason="a decade")


def _season_of(piece: Piece, months: list[int], year: int) -> Piece:
    first, last = date(year, months[0], 1), calendar.month_bounds(year, months[1])[1]
    return piece._replace(bounds=(first, last), reason="a season of three months")
