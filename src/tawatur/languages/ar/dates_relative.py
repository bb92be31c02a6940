"""Dates counted from publication: fixed phrases, weekdays, "last month", "three days ago"."""

from __future__ import annotations

from datetime import timedelta

from tawatur import dates
from tawatur.languages.ar import dates_resolve as calendar
from tawatur.languages.ar import numerals
from tawatur.languages.ar.dates_calendar import CalendarReader
from tawatur.languages.ar.dates_data import DateWord
from tawatur.languages.ar.dates_pieces import COMMAS, Piece, anchor_of
from tawatur.languages.ar.tokens import stems

_UNIT_LETTERS = {"day": "d", "week": "w", "month": "m", "year": "y", "decade": "0y"}
# In one's own plans the next day is tomorrow.
_OWN_DAYS = {"same-day": 0, "next-day": 1, "previous-day": -1}
# A month has at most so many of one weekday. Past the tenth, an ordinal after a weekday is a day number.
_WEEKDAYS_OF_MONTH = 5
_SIMPLE_ORDINALS = 10
_HOURS_COUNTED = 240
_OWN_SHIFTS = {"same": "this", "following": "next", "preceding": "past"}
_FEW_UNITS = 3
_FEW = frozenset({"بضعه", "بضع", "عده"})
_ABOUT = frozenset({"نحو", "حوالي", "قرابه", "زهاء", "تقريبا"})


class RelativeReader(CalendarReader):
    """Reads weekdays, days and units counted from publication, and durations."""

    def _phrase(self, k: int, word: DateWord) -> Piece | None:
        """ "Today", "the day before yesterday", "the same day"."""
        first = self.tokens[k].text[len(word.prefix) :]
        groups = self.words.phrases.get(first, ())
        for phrase in groups:
            j = k + len(phrase.words)
            if j > self.end or any(self.tokens[k + n].text != part for n, part in enumerate(phrase.words) if n):
                continue
            if phrase.anchor in _OWN_DAYS and self.plans:
                return self._days_away(k, j, _OWN_DAYS[phrase.anchor], phrase.time_of_day)
            if phrase.anchor is not None and self._text(j) in self.words.not_after:
                return None
            if phrase.anchor is not None:
                return Piece(k, j, "anaphoric", anchor=phrase.anchor, reason="counted from the event before")
            if phrase.days == 0 and len(phrase.words) == 1 and self._not_today(k):
                return None
            return self._days_away(k, j, phrase.days or 0, phrase.time_of_day)
        return None

    def _not_today(self, k: int) -> bool:
        after, before = self._text(k + 1), self._text(k - 1) if k > self.start else ""
        if before == "في" and any(
            stem in self.words.per_day
            for index in range(max(self.start, k - 4), k - 1)
            for stem in stems(self.tokens[index].text)
        ):
            return True
        return after in self.words.not_after or before in self.words.not_before

    def _days_away(self, k: int, j: int, days: int, time: str | None) -> Piece:
        piece = Piece(k, j, "relative", time=time, role="day")
        if self.now is None:
            return piece._replace(reason="relative, and the publication date is not known")
        if not self.now.exact:
            return piece._replace(
                bounds=(self.now.first, self.now.last),
                reason=f"relative to a publication date known to the {self.now.precision} only",
            )
        found = self.now.first + timedelta(days=days)
        return piece._replace(bounds=(found, found), reason=f"{days:+d} days from publication")

    def _from_weekday(self, k: int, word: DateWord) -> Piece | None:
        following = self._class(k + 1)
        if following is not None and following.kind == "number" and following.value == "ten":
            return None
        if self.tokens[k].text.isascii() and len(self.tokens[k].text) < 4 and not self._latin_date(k + 1):
            return None
        piece = Piece(k, k + 1, "weekday", weekday=word.value, role="weekday")
        night = self._night_between(piece)
        if night is not None:
            return night
        counted = self._weekday_counted(piece)
        if counted is not None:
            return counted
        shift, after = self._shift_at(k + 1)
        if shift in ("past", "next", "this", "past2", "next2"):
            return piece._replace(j=after, shift=shift)
        return self._numbered_weekday(piece) or piece

    def _weekday_counted(self, piece: Piece) -> Piece | None:
        """ "The first Friday of July"; but "Sunday the second of January" where that was a Sunday."""
        if not self.months or self._text(piece.j + 1) not in ("من", "في"):
            return None
        which = self._ordinal(piece.j)
        if which is None or which > _WEEKDAYS_OF_MONTH:
            return None
        if piece.weekday is None:
            return None
        inner = self._period(piece.j + 2)
        if inner is None or inner.bounds is None or (inner.bounds[1] - inner.bounds[0]).days > 31:
            return None
        feminine = self._text(piece.j).endswith(("ه", "ولي"))
        dated = calendar.nth_day(inner.bounds, which)
        found = calendar.nth_weekday(inner.bounds, piece.weekday, which)
        if found is None or (not feminine and dated is not None and dated.weekday() == piece.weekday):
            return None
        if not feminine and inner.year is None and inner.role == "date" and not inner.shift:
            return None
        reason = "a weekday counted in its month"
        return inner._replace(
            i=piece.i, kind="calendar", role="day", bounds=(found, found), text=None, long=False, reason=reason
        )

    def _numbered_weekday(self, piece: Piece) -> Piece | None:
        """ "Friday the 15th": the nearest day that is both."""
        if self.now is None or not self.now.exact or piece.weekday is None:
            return None
        apart = self._text(piece.j) == "في"
        word = self._class(piece.j)
        named = word is not None and word.kind == "number" and word.article
        ordinal = not apart and named and (self._ordinal(piece.j) or 0) > _SIMPLE_ORDINALS
        if not apart and not ordinal and not self._text(piece.j).isdigit():
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
        k += self._text(k) in COMMAS or self._text(k) == "."
        word = self._class(k)
        return word is not None and word.kind in ("month", "digits")

    def _night_between(self, piece: Piece) -> Piece | None:
        """ "The night of Thursday to Friday"."""
        if piece.i <= self.start or self._text(piece.i - 1) not in ("ليل", "ليله"):
            return None
        j = piece.j + (self._text(piece.j) in ("-", "/", "الي"))
        word = self._class(j)
        if word is None or word.kind != "weekday" or piece.weekday is None or word.value != (piece.weekday + 1) % 7:
            return None
        return piece._replace(j=j + 1, role="night")

    def _named_day(self, k: int) -> Piece | None:
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
        found = calendar.last_numbered(self.now, day[0])
        if found is None:
            return None
        return Piece(k, day[1], "relative", bounds=(found, found), role="day", reason="the last day so numbered")

    def _shifted(self, k: int, j: int, unit: str, count: int, shift: str) -> Piece | None:
        vague = False
        if count == 0:
            read = numerals.read_number(self.tokens, j, self.end)
            if read is not None and isinstance(read[0], int):
                count, j = read[0], read[1]
            else:
                vague = not self.assistant
                count = _FEW_UNITS if self.assistant else 0
                j += self._text(j) in ("القليله", "المعدوده", "العديده")
        if not shift and count and self._text(j) in ("الاولي", "الاول") and self._text(j + 1) == "من":
            return self._opening_units(k, j + 2, unit, count)
        if not shift:
            shift, j = self._shift_at(j)
        if not shift:
            return None
        if shift in _OWN_SHIFTS and (self.assistant or (shift == "following" and self.plans)):
            shift = _OWN_SHIFTS[shift]
        if shift in ("same", "following", "preceding"):
            several = {"same": "same-" + unit, "following": "after", "preceding": "before"}[shift]
            anchor = anchor_of(shift, unit) if count == 1 else several
            return Piece(k, j, "anaphoric", anchor=anchor, reason="counted from the event before")
        piece = Piece(k, j, "relative", role="unit", long=is_long(unit, count))
        if vague:
            return piece._replace(reason="an unstated number of units")
        return self._from_now(piece, unit, count, shift)

    def _too_coarse(self, unit: str) -> bool:
        """Whether the publication date is known less finely than the unit counts."""
        fine = {"day": 0, "week": 0, "month": 1, "year": 2, "decade": 2}[unit]
        return self.now is not None and fine < {"day": 0, "month": 1, "year": 2}[self.now.precision]

    def _opening_units(self, k: int, j: int, unit: str, count: int) -> Piece | None:
        """ "The first three months of the year"."""
        inner = self._period(j)
        if inner is None or inner.bounds is None:
            return None
        last = calendar.add(inner.bounds[0], unit, count) - timedelta(days=1)
        return inner._replace(
            i=k,
            kind="period",
            role="part",
            bounds=(inner.bounds[0], last),
            text=None,
            reason="the opening of a period",
        )

    def _from_now(self, piece: Piece, unit: str, count: int, shift: str) -> Piece:
        if self.now is None:
            return piece._replace(reason="relative, and the publication date is not known")
        if self._too_coarse(unit):
            return piece._replace(
                bounds=(self.now.first, self.now.last),
                reason=f"relative to a publication date known to the {self.now.precision} only",
            )
        found = calendar.shifted_unit(self.now, unit, count, shift)
        if self.assistant and unit == "decade" and shift == "past":
            end = calendar.containing(self.now.last, unit)[0]
            found = calendar.add(end, unit, -count), end - timedelta(days=1)
        if self.assistant and unit == "decade" and shift == "next":
            start = calendar.containing(calendar.add(self.now.last, unit, 1), unit)[0]
            found = start, calendar.add(start, unit, count) - timedelta(days=1)
        return piece._replace(bounds=found, reason=f"{shift} {count} {unit} from publication")

    def _period(self, k: int) -> Piece | None:
        """A month, a year, a decade or a shifted unit, resolved; never a day."""
        if self._text(k) == "من":
            k += 1
        inner = self.piece(k) or self._bare_unit(k)
        if inner is None or inner.day is not None or inner.role not in ("date", "unit", "decade", "season"):
            return None
        return self._resolved(inner)

    def _bare_unit(self, k: int) -> Piece | None:
        """ "The year", "the month" with nothing after: the current one."""
        word = self._class(k)
        possessed = self.words.possessed.get(self._text(k))
        if possessed is not None:
            return self._from_now(Piece(k, k + 1, "relative", role="unit"), possessed, 1, "this")
        if word is None or word.kind != "unit" or not word.article or word.value[1] != 1:
            return None
        if word.value[0] == "day":
            return None
        return self._from_now(Piece(k, k + 1, "relative", role="unit"), word.value[0], 1, "this")

    def _from_relation(self, k: int, word: DateWord) -> Piece | None:
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
            from_day = self._from_day(k, j + 1, unit, count if word.value == "after" else -count)
            if from_day is not None:
                return from_day
            sign = "-" if word.value == "before" else "+"
            anchor = f"{sign}{count}{_UNIT_LETTERS[unit]}" if count else {"-": "before", "+": "after"}[sign]
            return Piece(k, j, "anaphoric", anchor=anchor, reason="counted from another event")
        if word.value == "after" and not from_now:
            if count and self.now is not None and self.now.exact and (self.plans or self._ahead(k)):
                return self._to_come(Piece(k, j, "relative", role="ago", long=is_long(unit, count)), unit, count)
            anchor = f"+{count}{_UNIT_LETTERS[unit]}" if count else "after"
            return Piece(k, j, "anaphoric", anchor=anchor, reason="counted from the event before")
        piece = Piece(k, j, "relative", role="ago", long=is_long(unit, count))
        if not count:
            return piece._replace(reason="an unstated number of units ago")
        if self.now is None:
            return piece._replace(reason="relative, and the publication date is not known")
        if self._too_coarse(unit):
            return piece._replace(bounds=(self.now.first, self.now.last), reason="the publication day is not known")
        signed = count if word.value == "after" else -count
        found = calendar.ago(self.now, unit, signed)
        if self.assistant:
            found = (calendar.add(self.now.last, unit, signed),) * 2
        text = dates.interval(*found) + ("~" if about else "")
        return piece._replace(bounds=found, text=text, reason=f"{count} {unit} from publication")

    def _from_day(self, k: int, j: int, unit: str, count: int) -> Piece | None:
        """ "Two weeks after Friday", "three days before 5 March": counted from a day that is named."""
        word = self._class(j)
        if not count or word is None or word.kind not in ("weekday", "phrase", "digits", "number", "unit"):
            return None
        inner = self.piece(j)
        if inner is None or inner.anchor is not None or not (inner.dated or inner.role in ("weekday", "day")):
            return None
        inner = self._resolved(self._merged(inner))
        if inner.bounds is None or inner.bounds[0] != inner.bounds[1]:
            return None
        found = calendar.add(inner.bounds[0], unit, count)
        return Piece(
            k, inner.j, "relative", bounds=(found, found), role="ago", reason=f"{count:+d} {unit} from a named day"
        )

    def _to_come(self, piece: Piece, unit: str, count: int) -> Piece:
        """ "In two days", said of what is to come."""
        assert self.now is not None
        if self.assistant and unit != "day":
            bounds = calendar.nth_unit(self.now, unit, count)
        else:
            bounds = calendar.ago(self.now, unit, count)
        return piece._replace(bounds=bounds, reason=f"{count:+d} {unit} from publication")

    def _within(self, k: int) -> Piece | None:
        """ "Within two weeks": of what is to come, the coming two weeks."""
        lead = self._text(k - 1) if k > self.start else ""
        own = self.assistant and lead == "في"
        if not (own or lead in ("خلال", "غضون")) or not (self.assistant or self._ahead(k)):
            return None
        read = self._duration(k)
        if read is None or not read[1] or self.now is None or not self.now.exact or not self._ends_here(read[2]):
            return None
        unit, count, j, _ = read
        if unit == "day" or not self.assistant:
            bounds = calendar.shifted_unit(self.now, unit, count, "next") if count > 1 else None
        else:
            bounds = calendar.nth_unit(self.now, unit, count)
        if bounds is None:
            return None
        piece = Piece(k, j, "period", role="ago", long=is_long(unit, count))
        return piece._replace(bounds=bounds, reason=f"within {count} {unit} of publication")

    def _from_hours(self, k: int, word: DateWord) -> Piece | None:
        """ "The past 24 hours", "the past few hours", from the word "hours" on."""
        del word
        if self._text(k) == "ساعه":
            return None
        j = k + 1 + (self._text(k + 1) == "ال")
        read = numerals.read_number(self.tokens, j, self.end)
        if read is not None and isinstance(read[0], int):
            return self._past_hours(k, read[1], read[0])
        return self._past_hours(k, j + (self._text(j) == "القليله"), 0)

    def _past_hours(self, k: int, j: int, hours: int) -> Piece | None:
        """From the day so many hours before publication to its day."""
        if self.words.shifts.get(self._text(j)) != "past":
            return None
        piece = Piece(k, j + 1, "relative", role="ago")
        if self.now is None or not self.now.exact or hours > _HOURS_COUNTED:
            return piece._replace(reason="hours before publication, whose day is not known")
        back = max(1, -(-hours // 24))
        bounds = (self.now.first - timedelta(days=back), self.now.first)
        return piece._replace(bounds=bounds, reason="the past hours, from publication")

    def _from_now_on(self, k: int) -> Piece | None:
        """ "Two weeks from now", with no "after" before it."""
        if self._text(k - 1) in ("بعد", "قبل", "منذ"):
            return None
        if self.durations and (within := self._within(k)) is not None:
            return within
        if self.says_hours:
            number = numerals.read_number(self.tokens, k, self.end)
            if number is not None and isinstance(number[0], int) and self._text(number[1]) == "ساعه":
                return self._past_hours(k, number[1] + 1, number[0])
        if not self.shifted and not (self.assistant and self.durations):
            return None
        read = self._duration(k)
        if read is not None and (shift := self.words.shifts.get(self._text(read[2]))) in ("past", "next"):
            long = is_long(read[0], read[1])
            piece = Piece(k, read[2] + 1, "relative", role="unit", long=long)
            return self._from_now(piece, read[0], read[1], shift) if read[1] > 1 else None
        if self.assistant and read is not None and self._text(read[2]) == "من":
            from_day = self._from_day(k, read[2] + 1, read[0], read[1])
            if from_day is not None:
                return from_day
        if not self.says_now:
            return None
        if read is None or not read[1] or self._text(read[2]) != "من" or self._text(read[2] + 1) != "الان":
            return None
        piece = Piece(k, read[2] + 2, "relative", role="ago")
        if self.now is None or not self.now.exact:
            return piece._replace(reason="relative, and the publication day is not known")
        found = calendar.ago(self.now, read[0], read[1])
        return piece._replace(bounds=found, reason=f"{read[1]} {read[0]} from publication")

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
            k += count == 1 and self._text(k + 1) in ("واحد", "واحده")
            return unit, count, self._after_half(k + 1), about
        if self._text(k) in _FEW and (plural := self._class(k + 1)) is not None and plural.kind == "unit":
            return plural.value[0], _FEW_UNITS * self.assistant, k + 2, about
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


def is_long(unit: str, count: int) -> bool:
    """Whether so many units (0: not stated) are a span whose day the text does not give."""
    return unit in ("month", "year", "decade") or (unit == "week" and not count)
