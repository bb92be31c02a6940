"""Calendar dates in figures and words: day, month and year in any order, and years that stand alone."""

from __future__ import annotations

from tawatur.languages.ar import dates_resolve as calendar
from tawatur.languages.ar import numerals
from tawatur.languages.ar.dates_data import DateWord
from tawatur.languages.ar.dates_pieces import (
    CLOSING,
    COMMAS,
    OPENING,
    YEAR_FIRST,
    YEAR_LAST,
    Month,
    Piece,
    Year,
    anchor_of,
)
from tawatur.languages.ar.dates_settle import Settler
from tawatur.languages.ar.tokens import stems

_YEARS_AWAY = {"past2": -2, "past": -1, "next": 1, "next2": 2}
_DAY_SUFFIXES = frozenset({"st", "nd", "rd", "th"})


class CalendarReader(Settler):
    """Reads days, months and years."""

    def _numeric(self, k: int) -> Piece | None:
        """ "2021-10-08", "08/10/2021", "26.9.2025", "3/2015": day first unless the year is."""
        parts, j = self._numeric_parts(k)
        if len(parts) == 3:
            found = _three_parts(parts)
            if found is None:
                return None
            j = self._marked(j)
            hijri = self._hijri_mark(j)
            piece = Piece(k, j, "calendar", *found, role="date", reason="written in figures")
            if hijri or found[0] < 1600:
                return piece._replace(j=j + hijri, hijri=True)
            return piece
        if len(parts) == 2 and self.assistant:
            return self._two_parts(k, j, parts)
        if len(parts) == 2 and j == k + 1:
            pointed = self._date_before(k) and self._ends_here(j) and max(map(int, parts)) > 12
            return self._two_parts(k, j, parts) if pointed and len(parts[1]) == 2 else None
        if len(parts) == 2 and (self._glued("/", k + 1) or self._falls(k, parts)):
            return self._two_parts(k, j, parts)
        return None

    def _falls(self, k: int, parts: list[str]) -> bool:
        """ "22-4": no range of counts, since it falls."""
        return self._glued("-", k + 1) and int(parts[0]) > int(parts[1]) and self._date_before(k)

    def _two_parts(self, k: int, j: int, parts: list[str]) -> Piece | None:
        left, right = int(parts[0]), int(parts[1])
        for month, year, widths in (
            (left, right, (len(parts[0]), len(parts[1]))),
            (right, left, (len(parts[1]), len(parts[0]))),
        ):
            if 1 <= month <= 12 and YEAR_FIRST <= year <= YEAR_LAST and widths[0] <= 2 and widths[1] == 4:
                return Piece(k, j, "calendar", year, month, role="date", reason="written in figures")
        dated = self._text(j) in COMMAS and self._year_value(j + 1, named=False)[0] is not None
        plain = dated or (max(left, right) > 12 and self._ends_here(j))
        if not (plain or self._date_before(k)) or len(parts[0]) > 2 or len(parts[1]) > 2:
            return None
        day, number = (left, right) if right <= 12 else (right, left)
        if 1 <= number <= 12 and 1 <= day <= 31:
            piece = Piece(k, j, "calendar", None, number, day, role="date", reason="written in figures")
            return self._with_year(piece) if dated else piece
        return None

    def _numeric_parts(self, k: int) -> tuple[list[str], int]:
        text = self.tokens[k].text
        if "." in text:
            parts = text.split(".")
            return (parts, k + 1) if len(parts) in (2, 3) and all(map(str.isdigit, parts)) else ([], k)
        if not text.isdigit():
            return [], k
        if k > self.start and self._text(k - 1) in ("/", ":") and self.tokens[k - 1].end == self.tokens[k].start:
            # The rest of other figures; but pages lose the space between a time and a date: "09:1222/10/2024".
            if self._text(k - 1) == "/" or len(text) not in (3, 4):
                return [], k
            text = text[2:]
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

    def _bare_day(self, k: int) -> Piece | None:
        """A day number after "in" with nothing to count after it."""
        if self.plans and (own := self._own_day(k)) is not None:
            return own
        if k <= self.start or self._text(k - 1) != "في" or not self._ends_here(k + 1):
            return None
        day = self._one_day(k)
        if day is None or self._text(k + 1) in ("%", "/", ":", "-") or self.now is None or not self.now.exact:
            return None
        found = calendar.last_numbered(self.now, day[0])
        if found is None:
            return None
        return Piece(k, day[1], "relative", bounds=(found, found), role="day", reason="the last day so numbered")

    def _own_day(self, k: int) -> Piece | None:
        """ "I shall return on the 27th", "for the second": a day of this month."""
        if self.now is None or not self.now.exact:
            return None
        lead = self._text(k - 1) if k > self.start else ""
        if lead not in ("في", "الي", "ل", "حتي", "يوم") and not self._prefix(k).endswith("ل"):
            return None
        day = self._one_day(k)
        if day is None or not self._ends_here(day[1]) or self._text(day[1]) in ("%", "/", ":", "-"):
            return None
        found = calendar.day_this_month(self.now, day[0])
        if found is None:
            return None
        return Piece(k, day[1], "relative", bounds=(found, found), role="day", reason="a day of this month")

    def _day_first(self, k: int) -> Piece | None:
        """A day, or two, before a month: "13 February", "the sixth of", "20 to 22 March", "15 of the current"."""
        read = self._day(k) if self.months else None
        if read is None:
            return None
        day, last_day, j = read
        within = self._text(j) == "في" and last_day is None
        glued = self._glued(self._text(j), j) if self._text(j) in ("/", "-") else False
        if glued:
            return self._glued_day(k, j, day)
        if self._text(j) == "في" or self._text(j) == "من" or self._text(j) in COMMAS:
            j += 1
        solar = None if within else self._solar(k, j, day, last_day)
        if solar is not None:
            return solar
        month = None if within else self._bracketed_month(j) or self._month(j)
        if month is not None:
            piece = Piece(
                k, month.j, "calendar", None, month.value, day, last_day, month.last, month.hijri, role="date"
            )
            return self._with_year(piece)
        return self._day_of_this_month(k, j, day, last_day)

    def _glued_day(self, k: int, j: int, day: int) -> Piece | None:
        """ "7/July/2015", "2-October": a Hijri month needs its year ("1-صفر" is a score)."""
        month = self._one_month(j + 1)
        if month is None:
            return None
        sign = self._text(month.j)
        after = month.j + (sign in ("/", "-") and self._glued(sign, month.j))
        piece = self._with_year(Piece(k, after, "calendar", None, month.value, day, hijri=month.hijri, role="date"))
        if piece.j == after and after > month.j:
            piece = piece._replace(j=month.j)
        return None if month.hijri and piece.year is None else piece

    def _solar(self, k: int, j: int, day: int, last_day: int | None) -> Piece | None:
        """ "5 Hamal 1403": the solar Hijri calendar, where the year is stated."""
        word = self._class(j)
        if word is None or word.kind != "solar" or last_day is not None:
            return None
        year, after = self._year_value(j + 1, named=False)
        found = None if year is None else calendar.solar_day(year, self.words.solar[self.tokens[j].text], day)
        if found is None:
            return None
        after += self._text(after) in ("شمسي", "شمسيه")
        after += self._hijri_mark(after)
        return Piece(k, after, "calendar", bounds=(found, found), role="day", reason="solar Hijri calendar")

    def _day_of_this_month(self, k: int, j: int, day: int, last_day: int | None) -> Piece | None:
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
        if not shift or (not named and (demonstrative or shift not in ("this", "past", "next"))):
            return None
        if not named and not demonstrative and self._text(j) not in self.words.month_shifts:
            return None
        if not demonstrative:
            j += 1
        piece = Piece(k, j, "calendar", None, None, day, last_day, shift=shift, role="date")
        if shift in ("same", "following", "preceding"):
            return piece._replace(kind="anaphoric", anchor=anchor_of(shift, "month"))
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
        if word is not None and word.kind == "this":
            word = self._class(j + 1)
            return word is not None and word.kind == "unit" and word.value == ("month", 1)
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
        if word.value == "first_day":
            return 1, k + 1
        read = numerals.read_number(self.tokens, k, self.end)
        if read is None or not isinstance(read[0], int) or not 1 <= read[0] <= 31:
            return None
        return read[0], read[1]

    def _month_first(self, k: int) -> Piece | None:
        """A month, with or without a day after it: "August 20, 2025", "March 2019", "last August"."""
        month = self._month(k)
        if month is None:
            return None
        piece = Piece(k, month.j, "calendar", None, month.value, None, None, month.last, month.hijri, role="date")
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

    def _day_after_month(self, piece: Piece) -> Piece | None:
        j = piece.j
        if self._text(j) in self.words.between:
            read = self._two_days(j + 1)
            if read is not None:
                return self._with_year(piece._replace(j=read[2], day=read[0], last_day=read[1]))
            return None
        opened = self._text(j) in self.words.range_from
        glued = self._text(j) in ("-", "/") and self._glued(self._text(j), j)
        first = self._one_day(j + (opened or glued))
        if first is None or (glued and not self._ends_here(first[1])):
            return None
        second = self._second_day(first)
        if second is not None:
            return self._with_year(piece._replace(j=second[1], day=first[0], last_day=second[0]))
        if opened:
            return None
        token = self.tokens[j + glued]
        latin = self.tokens[piece.i].text.isascii()
        month = self._class(piece.i)
        if token.text.isdigit() and month is not None and month.kind == "unit":
            # "The month of September 16": a day would stand before it.
            return None
        follows = self._year(first[1])
        if not latin and token.text.isdigit() and follows.value is None and not self._ends_here(first[1]):
            return None
        if not latin and not token.text.isdigit() and not token.text.startswith("ال"):
            return None
        return self._with_year(piece._replace(j=first[1], day=first[0]))

    def _second_day(self, first: tuple[int, int]) -> tuple[int, int] | None:
        """The other end of "4-22", "4 to 22", after a month."""
        sign = self._text(first[1])
        if sign not in self.words.to and not (sign == "-" and self._glued(sign, first[1])):
            return None
        second = self._one_day(first[1] + 1)
        if second is None or second[0] <= first[0] or not self.tokens[first[1] - 1].text.isdigit():
            return None
        named = self._year(second[1]).value is not None
        return second if named or self._ends_here(second[1]) else None

    def _two_days(self, k: int) -> tuple[int, int | None, int] | None:
        first = self._one_day(k)
        if first is None:
            return None
        j = first[1] + (self._text(first[1]) == "و")
        second = self._one_day(j)
        return None if second is None or second[0] <= first[0] else (first[0], second[0], second[1])

    def _calls_for_month(self, k: int) -> bool:
        """A month name that is also a word is one after "month" or a word of time, before "last" and the like."""
        if self._text(k + 1) in self.words.shifts:
            return True
        if k <= self.start:
            return False
        text = self._text(k - 1)
        calls = self.words.calls.get(self.tokens[k].text)
        if calls is not None:
            return text in calls[0] and not (
                calls[1] and any(stem in calls[1] for token in self.tokens for stem in stems(token.text))
            )
        before = self._class(k - 1)
        return text in ("في", "خلال", "بين", "الي", "من") or (
            before is not None and before.kind in ("relation", "part", "unit")
        )

    def _month(self, k: int) -> Month | None:
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
        joined = sign in ("/", "-") or sign in OPENING
        second = self._one_month(j + 1 if joined else j)
        if second is None or second.hijri != first.hijri:
            return first
        close = second.j + (sign in OPENING and self._text(second.j) in CLOSING)
        if second.value == first.value and self._prefix(j) != "و":
            return first._replace(j=close, alone=True)
        if second.value > first.value and (sign in ("/", "-") or self._prefix(j) == "و"):
            return self._months_to(first, second)
        return first

    def _bracketed_month(self, k: int) -> Month | None:
        """ "15 (January) 2015"."""
        if self._text(k) not in OPENING or self._text(k + 2) not in CLOSING:
            return None
        month = self._one_month(k + 1)
        return None if month is None or month.j != k + 2 else month._replace(j=k + 3)

    def _months_to(self, first: Month, second: Month) -> Month:
        """Two months, the second perhaps doubled in its turn."""
        whole = self._month(second.j - 1) if self._one_month(second.j - 1) else None
        return first._replace(last=second.value, j=whole.j if whole is not None else second.j)

    def _one_month(self, k: int) -> Month | None:
        word = self._class(k)
        if word is None:
            return None
        if word.kind in ("month", "hijri"):
            value, alone = word.value
            j = k + 1
            latin = self.tokens[k].text.isascii()
            if latin and self._text(j) == "." and self.tokens[j].start == self.tokens[k].end:
                j += 1
            return Month(value, None, j, word.kind == "hijri", alone and not (latin and len(self.tokens[k].text) < 4))
        first = self.tokens[k].text[len(word.prefix) :]
        pair = self.words.month_pairs.get((first, self._text(k + 1)))
        return None if pair is None else Month(pair[0], None, k + 2, pair[1], not pair[1])

    def _with_year(self, piece: Piece) -> Piece:
        """The year, or "last", "current", "of last year", after a day and month or a month."""
        shift, after = self._shift_at(piece.j)
        if shift in ("past", "next", "this", "past2", "next2"):
            return piece._replace(j=after, shift=shift)
        year = self._year(piece.j)
        if year.anchor is not None:
            return piece._replace(j=year.j, anchor=year.anchor, kind="anaphoric")
        if year.value is None:
            return piece
        hijri = piece.hijri or year.hijri
        if hijri and not 1300 <= year.value <= 1500:
            return piece
        return piece._replace(j=year.j, year=year.value, hijri=hijri)

    def _year(self, k: int) -> Year:
        """A year after a date: in figures or words, after a comma, "of", "year"; or "last year", "that year"."""
        none = Year(None, k)
        j = k + (self._text(k) in COMMAS)
        j += self._text(j) == "من"
        demonstrative = ""
        word = self._class(j)
        if word is not None and word.kind == "this":
            demonstrative, j = word.value, j + 1
            word = self._class(j)
        named = word is not None and word.kind == "unit" and word.value == ("year", 1)
        j += named
        if named:
            shift, after = (demonstrative, j) if demonstrative else self._shift_at(j)
            if shift:
                return self._shifted_year(after, shift)
        elif demonstrative:
            return none
        value, j = self._year_value(j, named=named)
        if value is None:
            return none
        j = self._marked(j)
        hijri = self._hijri_mark(j)
        return Year(value, j + hijri, bool(hijri))

    def _shifted_year(self, j: int, shift: str) -> Year:
        if shift in ("same", "following", "preceding"):
            return Year(None, j, anchor=anchor_of(shift, "year"))
        if self.now is None:
            return Year(None, j, anchor=f"published{_YEARS_AWAY[shift]:+d}y" if shift in _YEARS_AWAY else "published")
        return Year(self.now.last.year + _YEARS_AWAY.get(shift, 0), j)

    def _year_value(self, j: int, *, named: bool) -> tuple[int | None, int]:
        token = self._token(j)
        if token is None:
            return None, j
        if token.text.isdigit() and token.text.isascii():
            value = int(token.text)
            wide = len(token.text) == 4 and 1000 <= value <= YEAR_LAST
            if wide and not (
                self._text(j + 1) in "/:" and self._text(j + 2).isdigit() and self._glued(self._text(j + 1), j + 1)
            ):
                return value, j + 1
            if named and len(token.text) == 3 and self._ends_here(j + 1):
                return value, j + 1
            return None, j
        word = self._class(j)
        if named and word is not None and word.kind == "number":
            return self._year_in_pairs(j)
        if word is None or word.kind != "thousand":
            return None, j
        read = numerals.read_number(self.tokens, j, self.end)
        if read is None or not isinstance(read[0], int) or not 1000 <= read[0] <= YEAR_LAST:
            return None, j
        return read[0], read[1]

    def _year_in_pairs(self, j: int) -> tuple[int | None, int]:
        """ "The year nineteen and seventy-eight", as in English."""
        first = numerals.read_number(self.tokens, j, self.end)
        if first is None or not isinstance(first[0], int) or not 13 <= first[0] <= 20 or first[2]:
            return None, j
        after = first[1] + (self._text(first[1]) == "و")
        if after == first[1] and self._prefix(after) != "و":
            return None, j
        second = numerals.read_number(self.tokens, after, self.end)
        if second is None or not isinstance(second[0], int) or not 1 <= second[0] <= 99 or second[2]:
            return None, j
        return first[0] * 100 + second[0], second[1]

    def _marked(self, j: int) -> int:
        """After the mark of the common era, if one stands at `j`."""
        return j + 1 if self._text(j) in self.words.gregorian else j

    def _hijri_mark(self, j: int) -> int:
        return int(self._text(j) in self.words.hijri)

    def _year_in_words(self, k: int, word: DateWord) -> Piece | None:
        """ "In one thousand seven hundred and eighty-nine", with nothing to count after it."""
        if word.kind != "thousand":
            return None
        opening = self.assistant and k == self.start
        if not opening and (k <= self.start or self._text(k - 1) not in ("في", "منذ", "مواليد")):
            return None
        value, j = self._year_value(k, named=False)
        if value is None or (value % 100 == 0 and self._text(k - 1) != "مواليد") or not self._ends_here(j):
            return None
        return Piece(k, j, "calendar", value, role="date")

    def _named_year(self, k: int) -> Piece | None:
        value, j = self._year_value(k + 1, named=True)
        if value is None:
            return None
        j = self._marked(j)
        hijri = self._hijri_mark(j)
        return Piece(k, j + hijri, "calendar", value, hijri=bool(hijri), role="date")

    def _bare_year(self, k: int, word: DateWord) -> Piece | None:
        """A year that stands alone, where the words around it make it one."""
        value = word.value
        if not isinstance(value, int) or len(self.tokens[k].text) != 4:
            return None
        if not (1000 <= value <= YEAR_LAST) or self._counted(k):
            return None
        before = self._text(k - 1) if k > self.start else ""
        marked = self._marked(k + 1)
        hijri = self._hijri_mark(marked)
        if hijri:
            return Piece(k, marked + 1, "calendar", value, hijri=True, role="date")
        piece = Piece(k, marked, "calendar", value, role="date")
        if marked > k + 1:
            return piece if value >= 1000 else None
        if not YEAR_FIRST <= value <= YEAR_LAST or self._names_contest(k):
            return None
        if before in self.words.construct_years or before in self.words.between:
            return piece
        if self._spans_years(k, value):
            return piece
        stem_before = {before, *stems(before)} if before and before[0].isalpha() else {before}
        if stem_before & self.words.year_before and value % 1000 != 0:
            return piece
        if before in OPENING and self._text(k + 1) in CLOSING:
            return piece
        happening = set(stems(self._text(k - 2))) & self.words.year_events if k - 2 >= self.start else None
        return piece if happening and self._ends_here(k + 1) and before[:1].isalpha() else None

    def _counted(self, k: int) -> bool:
        """Figures glued to others, or part of a code."""
        token = self.tokens[k]
        after, before = self._token(k + 1), self.tokens[k - 1] if k > self.start else None
        if after is not None and after.start == token.end and after.text in ("/", ":", "_", "%"):
            return True
        return (
            before is not None
            and before.end == token.start
            and (before.text in ("/", ":", "_", "#") or (before.text.isascii() and before.text.isalpha()))
        )

    def _spans_years(self, k: int, value: int) -> bool:
        """The first of two years: "2014-2018", "from 2014 to 2018"."""
        join = self._text(k + 1)
        upper = self._text(k + 2)
        if join in self.words.to and self._text(k - 1) in self.words.range_from and self._one_month(k + 2):
            month = self._month(k + 2)
            last = None if month is None else self._year(month.j).value
            return last is not None and last >= value
        if not (len(upper) == 4 and upper.isdigit() and value < int(upper) <= YEAR_LAST):
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
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= YEAR_LAST):
        return None
    return year, month, day
