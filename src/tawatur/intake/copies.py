"""Plain-text copies of pages: what the page says of the report, and which text is the report.

A copy keeps the page's words without its markup: the site's name, a path of sections, the headline
(often twice), a date, a byline, the report, then links to other reports, tags and a comment form.
Everything before the first real paragraph is the header; the header's lines say who published what and
when, and markers (`data/page.yaml`) say where other reports begin.
"""

from __future__ import annotations

import re
import string
from typing import NamedTuple

from tawatur.intake import headerdates
from tawatur.intake.markers import Hit, inside, leading, may_begin_marked, may_hold_marker, page
from tawatur.record import Part, PartKind
from tawatur.script import fold, fold_text

_HEADER_LINES = 80
_MARKED_WORDS = 60
_BODY_WORDS = 18
_MENU_WORDS = 8
_HEADLINE_WORDS = 20
_NAME_WORDS = 10
_DATELINE_WORDS, _DATELINE_LEAD, _TOWN_WORDS = 12, 6, 4
_BULLETS = "•●▪■◄►"
_SHORT_BODY_WORDS = 8
_LONGEST_MARKED = 1500
_HEAD = 90
# Code points between a label and its date ("at 06:10, Cairo time, on"), and between two forms of one date.
_LABEL_GAP = 45
_TWIN_GAP = 12
_ENDS = ".!؟?"
_STEPS = (">", "»", "›", "←", " / ")
_CRUMB = re.compile(r" [>»›] | / |←")
_SUFFIX = re.compile(r"\s+[-|]\s+([^|]{2,40}?)\s*$")
_LINK = re.compile(r"(?:https?://|www\.|!\[|\[!\[)")
_MONTHS_EN = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_POST = re.compile(
    rf"pic\.twitter\.com|(?:twitter|x)\.com/|t\.co/|- [^-\n]{{0,40}}\b(?:{_MONTHS_EN})[a-z]* \d{{1,2}}, \d{{4}}\s*$"
    rf"|^\s*(?:@\S*|#[^\s#]+)[^\n]{{0,30}}\b(?:{_MONTHS_EN})[a-z]* \d{{1,2}}, \d{{4}}",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"^\W*صوره?(?:\s|:).*(?: - |\((?:[^)]{2,25})\)\W*$|/)")
_BYLINE = re.compile(r"\s*([-/:(]|\)|\bو(?=وكالات)| (?=\"))\s*")
_BYLINE_LENGTH = 70
_OUTLET_LENGTH = 40
_WITH_AGENCIES = re.compile(r'"? و ?(?:ال)?وكالات$')
_FOOTNOTE = re.compile(r"^\s*\(?\[\d{1,3}\]\)?\s*\S")
_DATE_TAIL = re.compile(r"^(?: ?م\b)?[ \-|:،,]*")
_SAMPLE = 1500
_ARABIC = re.compile(r"[\u0621-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
_ASCII_LETTERS = string.ascii_letters.encode()
_FOREIGN_SHARE = 0.02
_LATIN_WORD = re.compile(r"[A-Za-z]{2}")
_YEAR = re.compile(r"\d{4}")
_SENTENCE_STARTERS = re.compile(r"^\s*(?:هو|هي|كان|كانت|شهد|شهدت|يوم|حتي|ليله|الماضي|الجاري|ظهر)\b")
_TODAY = "اليوم"
# "Today", perhaps a weekday, and at once the date in figures.
_TODAY_DATED = re.compile(r"(?<!\w)اليوم[،,]? ?(?:ال\w+)?[،,]? ?\(?\d{1,2}[^\d](?!.*اليوم)")


class Facts(NamedTuple):
    """What a copy says of its report. `notes` says where each value was read."""

    title: str | None
    author: str | None
    publisher: str | None
    published: str | None
    language: str | None
    parts: tuple[Part, ...]
    notes: tuple[str, ...]


class _Line:
    """A line that is not blank. Its folded forms are made when they are asked for: most of a report's
    lines are long paragraphs, of which only the opening matters here."""

    __slots__ = ("_folded", "_head", "raw", "start", "stripped", "words")

    def __init__(self, start: int, raw: str) -> None:
        self.start = start
        self.raw = raw
        self.stripped = raw.strip()
        self.words = self.stripped.count(" ") + 1
        self._head: str | None = None
        self._folded: str | None = None

    @property
    def head(self) -> str:
        """The folded opening: all of a short line, the first words of a long one."""
        if self._head is None:
            self._head = fold_text(self.stripped[:_HEAD]).strip()
        return self._head

    @property
    def folded(self) -> str:
        """The whole line, folded."""
        if len(self.stripped) <= _HEAD:
            return self.head
        if self._folded is None:
            self._folded = fold_text(self.stripped).strip()
        return self._folded


class _Stretch(NamedTuple):
    start: int
    kind: PartKind
    reason: str


class _Dated(NamedTuple):
    rank: int
    order: int
    edtf: str
    reason: str


class _Study:
    """The findings about one text while its lines are gone through."""

    def __init__(self, lines: list[_Line], language: str | None) -> None:
        self.lines = lines
        self.language = language
        self.stretches: list[_Stretch] = []
        self.dates: list[_Dated] = []
        self.values: dict[str, list[str]] = {}
        self.headings: list[_Line] = []
        self.crumbs: list[str] = []
        self.sites: list[str] = []
        self.body_seen = False

    def mark(self, start: int, kind: PartKind, reason: str) -> None:
        self.stretches.append(_Stretch(start, kind, reason))

    def keep(self, role: str, value: str) -> None:
        if value:
            self.values.setdefault(role, []).append(value)

    def date(self, rank: int, edtf: str, reason: str) -> None:
        self.dates.append(_Dated(rank, len(self.dates), edtf, reason))


def study(text: str) -> Facts:
    """Read what a plain text says of itself. Offsets of the parts are into `text`, which they cover."""
    lines = _lines(text)
    study_ = _Study(lines, language_of(text))
    _go_through(study_)
    title = _title(study_)
    parts = _parts(study_, text)
    if not study_.dates:
        _date_of_today(study_, parts)
    published, date_notes = _published(study_)
    publisher, publisher_notes = _publisher(study_)
    author, author_notes = _author(study_)
    notes = date_notes + publisher_notes + author_notes
    return Facts(title, author, publisher, published, study_.language, parts, notes)


def language_of(text: str) -> str | None:
    """The language by its letters: ar, fa, ps or ur for Arabic script, en for Latin script with English words."""
    sample = text[:_SAMPLE].encode("utf-8", "replace")
    # In UTF-8 the letters of Arabic script begin with D8 to DB; DA and DB are those Arabic does not write.
    beyond = sample.count(0xDA) + sample.count(0xDB)
    arabic = sample.count(0xD8) + sample.count(0xD9) + beyond
    latin = len(sample) - len(sample.translate(None, _ASCII_LETTERS))
    if arabic > latin:
        return _of_arabic_script(text[:_SAMPLE], arabic) if beyond > arabic * _FOREIGN_SHARE else "ar"
    words = text[:_SAMPLE].lower().split()
    if latin and sum(word in page().english for word in words) > 0.12 * len(words):
        return "en"
    return None


def _of_arabic_script(sample: str, arabic: int) -> str:
    for code, letters in page().languages:
        if sum(sample.count(letter) for letter in letters) > arabic * _FOREIGN_SHARE:
            return code
    return "ar"


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    start = 0
    for raw in text.split("\n"):
        line = _Line(start, raw)
        # A line of marks alone (directional, zero-width) is as good as blank.
        if len(line.stripped) > 3 or (line.stripped and line.head):
            lines.append(line)
        start += len(raw) + 1
    return lines


def _go_through(study_: _Study) -> None:
    state: tuple[PartKind, str] = ("main", "")
    previous = ""
    for index, line in enumerate(study_.lines):
        hit = leading(line.head) if line.words <= _MARKED_WORDS and may_begin_marked(line.stripped) else None
        if hit and hit.marker.rest and hit.alone and (study_.body_seen or index >= _HEADER_LINES):
            kind: PartKind = "related" if hit.marker.role == "related" else "furniture"
            state = (kind, f"follows “{line.raw.strip()[:40]}”")
            study_.mark(line.start, *state)
            continue
        if state[0] != "main":
            study_.mark(line.start, *state)
            continue
        if line.stripped == previous or _repeats_heading(study_, line):
            study_.mark(line.start, "furniture", "repeats a line above")
            continue
        previous = line.stripped
        _one_line(study_, line, hit, index)


def _repeats_heading(study_: _Study, line: _Line) -> bool:
    """Whether a heading of the page comes again: as a caption, or as the page's second title."""
    return line.words <= _MARKED_WORDS and any(line.stripped == heading.stripped for heading in study_.headings)


def _one_line(study_: _Study, line: _Line, hit: Hit | None, index: int) -> None:
    header = not study_.body_seen and index < _HEADER_LINES
    if hit:
        _marked(study_, line, hit, header)
        return
    reason = _furniture(study_, line)
    if reason:
        study_.mark(line.start, "furniture", reason)
        return
    if header and _header_line(study_, line, index):
        return
    study_.mark(line.start, "main", "")
    if _is_body(line):
        study_.body_seen = True
    if ":" in line.raw and len(line.raw) <= _LONGEST_MARKED and may_hold_marker(line.raw):
        _rest_of_line(study_, line)


def _is_body(line: _Line) -> bool:
    return line.words >= _BODY_WORDS or (line.words >= _SHORT_BODY_WORDS and line.stripped[-1] == ".")


def _marked(study_: _Study, line: _Line, hit: Hit, header: bool) -> None:
    """A line that begins with a phrase of the table."""
    role = hit.marker.role
    if role == "related":
        study_.mark(line.start, "related", f"the line begins “{line.raw.strip()[:30]}”")
        return
    if role in ("published", "updated"):
        _labelled_date(study_, line, hit, header)
        return
    value, _, later = _cut_at_marker(line, hit)
    if role != "furniture" and value.count(" ") >= _NAME_WORDS:
        # A speaker ("the source: ...") rather than a name.
        study_.mark(line.start, "main", "")
        study_.body_seen = study_.body_seen or _is_body(line)
        return
    study_.mark(line.start, "furniture", f"{role}: “{line.raw.strip()[:30]}”" if role != "furniture" else "page line")
    study_.keep(role, value)
    if later is not None and later.marker.role == "source":
        study_.keep("source", _original(line, later.value_start, later.value))
    if role == "furniture":
        _weak_date(study_, line)


def _cut_at_marker(line: _Line, hit: Hit) -> tuple[str, int, Hit | None]:
    """The value of a marker, up to the next marker on the same line."""
    later = inside(line.folded[hit.value_start :])
    folded = hit.value
    if later is not None:
        folded = line.folded[hit.value_start : hit.value_start + later.start].rstrip(" :|-.")
        later = later._replace(value_start=later.value_start + hit.value_start)
    return _original(line, hit.value_start, folded), hit.value_start, later


def _original(line: _Line, start: int, folded: str) -> str:
    """The words of the original line that the folded words at `start` came from."""
    if not folded:
        return ""
    whole = fold(line.raw)
    indent = len(whole.text) - len(whole.text.lstrip())
    first, last = whole.span(start + indent, start + indent + len(folded))
    return line.raw[first:last].strip(" \t:-–—|.،")


def _labelled_date(study_: _Study, line: _Line, hit: Hit, header: bool) -> None:
    dates = _joined(headerdates.all_dates(line.folded[hit.value_start :][:_HEAD]))
    best = headerdates.best(dates)
    if best is None or dates[0].start > _LABEL_GAP:
        study_.mark(line.start, "main", "")
        study_.body_seen = study_.body_seen or _is_body(line)
        return
    rank = 0 if hit.marker.role == "published" else 1
    label = line.raw.strip()[:30]
    study_.date(rank, best.edtf, f"published {best.edtf}: labelled “{label}”")
    study_.mark(line.start, "furniture", f"{hit.marker.role}: “{label}”")
    _after_date(study_, line, hit.value_start + dates[-1].end, header)


def _joined(dates: list[headerdates.Dated]) -> list[headerdates.Dated]:
    """The first date and those that follow it at once: the same day in two calendars."""
    joined = dates[:1]
    for date in dates[1:]:
        if date.start - joined[-1].end > _TWIN_GAP:
            break
        joined.append(date)
    return joined


def _after_date(study_: _Study, line: _Line, end: int, header: bool) -> None:
    """What stands after a header's date on the same line: a byline, or already the report."""
    rest = _DATE_TAIL.sub("", line.folded[end:])
    if not rest or headerdates.only_a_date("2000-01-01 " + rest[:100]):
        return
    start = len(line.folded) - len(rest)
    whole = fold(line.raw)
    indent = len(whole.text) - len(whole.text.lstrip())
    cut = whole.span(start + indent, len(line.folded) + indent)[0]
    tail = _Line(line.start + cut, line.raw[cut:])
    hit = leading(rest)
    if hit and hit.marker.role != "related":
        _marked(study_, tail, hit, header)
    elif tail.words >= 6:
        study_.mark(tail.start, "main", "")
        study_.body_seen = True
        _byline(study_, tail)
        _rest_of_line(study_, tail)
    else:
        _byline(study_, tail)


def _furniture(study_: _Study, line: _Line) -> str:
    """Why an unmarked line belongs to the page, or nothing."""
    raw = line.stripped
    latin = _LATIN_WORD.search(raw) is not None
    if latin and line.words <= 40 and _LINK.match(raw):
        return "a link or picture"
    if latin and line.words <= _MARKED_WORDS and _YEAR.search(raw) and _POST.search(line.folded):
        _weak_date(study_, line)
        return "an embedded post"
    if not study_.body_seen and raw.count("|") >= 2 and _is_ticker(raw):
        return "a row of headlines"
    if line.words <= 20 and _CAPTION.match(line.head):
        return "a caption"
    if line.words <= 20 and "/" in raw and fold_text(raw.rpartition("/")[2]).lower().strip() in page().agencies:
        return "a caption"
    if raw[0] == "#" and all(word[0] == "#" for word in raw.split()):
        return "tags"
    if study_.body_seen and _FOOTNOTE.match(raw):
        return "a footnote"
    if latin and line.words <= 30 and study_.language in ("ar", "fa", "ur", "ps") and _foreign(raw):
        _weak_date(study_, line)
        return "not in the language of the report"
    return ""


def _is_ticker(raw: str) -> bool:
    """Whether a line is a row of three or more headlines."""
    pieces = [piece.strip() for piece in raw.split(" | ")]
    return len(pieces) >= 3 and all(piece.count(" ") < _HEADLINE_WORDS for piece in pieces)


def _foreign(raw: str) -> bool:
    return " " in raw and not _ARABIC.search(raw) and sum(map(str.isalpha, raw)) > 8


def _weak_date(study_: _Study, line: _Line) -> None:
    date = next(iter(headerdates.all_dates(line.folded[:400])), None)
    if date:
        study_.date(
            6, date.edtf, f"published {date.edtf}: from an embedded post or caption, the page gives no other date"
        )


def _header_line(study_: _Study, line: _Line, index: int) -> bool:
    """Whether a line of the header was understood as something else than the report."""
    dated = _YEAR.search(line.stripped[:_HEAD]) is not None
    date = headerdates.only_a_date(line.folded) if dated and len(line.stripped) <= 120 else None
    if date:
        study_.date(2, date.edtf, f"published {date.edtf}: a date on a line of its own above the report")
        study_.mark(line.start, "furniture", "the page's date")
        return True
    if _slug(study_, line) or (dated and _dated_opening(study_, line, index)):
        return True
    if line.stripped[0] in _BULLETS and line.words <= _MENU_WORDS:
        study_.mark(line.start, "furniture", "an item of a menu")
        return True
    if not any(map(str.isalpha, line.head)):
        study_.mark(line.start, "furniture", "an hour or a number")
        return True
    if _is_path(line):
        study_.crumbs = [crumb.strip() for crumb in _CRUMB.split(line.stripped) if crumb.strip()]
        study_.mark(line.start, "furniture", "path of sections")
        return True
    if line.head.lower() in page().sections:
        study_.mark(line.start, "furniture", "name of a section")
        return True
    if _is_body(line):
        _byline(study_, line)
        return False
    if _byline(study_, line) and line.words <= 6:
        study_.mark(line.start, "furniture", "byline")
        return True
    if line.head.lower() in page().agencies:
        study_.keep("agency", line.raw.strip())
        study_.mark(line.start, "furniture", "name of an agency")
        return True
    study_.headings.append(line)
    return False


def _is_path(line: _Line) -> bool:
    """Whether a line is a path of sections: "site > section > headline"."""
    if not any(step in line.stripped for step in _STEPS):
        return False
    pieces = _CRUMB.split(line.stripped)
    if len(pieces) == 1:
        return False
    if fold_text(pieces[0]).lower().strip() in page().sections:
        return len(pieces) >= 3
    if "«" in line.stripped or any(piece.count(" ") >= _HEADLINE_WORDS for piece in pieces):
        return False
    if any(arrow in line.stripped for arrow in ">›←»"):
        return len(pieces) >= 3 or (len(pieces) == 2 and not _is_body(line))
    # A slash also joins the two names of a month.
    return len(pieces) >= 3 and not _is_body(line) and not any(map(str.isdigit, line.stripped))


def _slug(study_: _Study, line: _Line) -> bool:
    if " " in line.stripped or not line.head.isascii():
        return False
    date = headerdates.best(headerdates.all_dates(line.folded))
    if date:
        study_.date(3, date.edtf, f"published {date.edtf}: in the page's name “{line.raw.strip()[:40]}”")
    study_.mark(line.start, "furniture", "the page's name")
    return True


def _dated_opening(study_: _Study, line: _Line, index: int) -> bool:
    """A line that opens with a date, or a dateline (place, date, agency), and goes on as the report."""
    opening = line.head
    date = next(iter(headerdates.all_dates(opening)), None)
    if date is None:
        return False
    lead, after = opening[: date.start].strip(" -/(،,"), opening[date.end :].lstrip("م ")
    if not lead and index < 4 and not _SENTENCE_STARTERS.match(after) and after[:1] not in "،,.)":
        study_.date(2, date.edtf, f"published {date.edtf}: the date that opens the report's first lines")
        study_.mark(line.start, "furniture", "the page's date")
        _after_date(study_, line, date.end, True)
        return True
    place = lead.removesuffix(" في").strip(" -/(،,")
    known = place in page().cities or place in page().countries
    before = opening[: date.start]
    if (known and after[:1] in "-/(:") or _only_a_dateline(line, before, after) or _runs_on(before, after):
        study_.date(2, date.edtf, f"published {date.edtf}: the dateline")
    return False


def _only_a_dateline(line: _Line, before: str, after: str) -> bool:
    """Whether a short line is a place and a day, parted by a mark, and an agency at most: any town may be one."""
    parted = before.rstrip()[-1:] in ("-", "/", "،", ",", ":", ")", "|") or _parted_weekday(before)
    ended = not after.strip(" .") or after[:1] in "-/(:"
    return line.words <= _DATELINE_WORDS and before.count(" ") <= _DATELINE_LEAD and parted and ended


def _runs_on(before: str, after: str) -> bool:
    """Whether a town and a day open the report's first sentence: "Vienna - Thursday 8 August 2024: ..."."""
    parted = before.rstrip()[-1:] in ("-", "/", "،", ",") or _parted_weekday(before)
    return parted and before.count(" ") <= _TOWN_WORDS and after[:1] in ("-", ":", ".", "(")


def _parted_weekday(before: str) -> bool:
    """Whether only the name of a weekday stands between the mark and the date."""
    pieces = re.split(r"[-/،,:|]", before)
    return len(pieces) > 1 and headerdates.is_beside(pieces[-1])


def _rest_of_line(study_: _Study, line: _Line) -> None:
    """A marker in the middle of a line governs what follows it there."""
    hit = inside(line.folded)
    if hit is None:
        return
    whole = fold(line.raw)
    indent = len(whole.text) - len(whole.text.lstrip())
    cut = line.start + whole.span(indent + hit.start, indent + hit.start + 1)[0]
    kind: PartKind = "related" if hit.marker.role == "related" else "furniture"
    study_.mark(cut, kind, f"follows “{line.raw[cut - line.start :].split(':')[0].strip()}”")
    if hit.marker.role in ("author", "source"):
        study_.keep(hit.marker.role, _cut_at_marker(line, hit)[0])
    before = line.folded[: hit.start].strip()
    if kind == "furniture" and before.count(" ") <= 3 and not study_.body_seen and before:
        study_.sites.append(line.raw[: cut - line.start].strip())
        study_.headings = [heading for heading in study_.headings if heading is not line]


def _byline(study_: _Study, line: _Line) -> bool:
    """The outlet in a byline: "place - outlet:", "place / outlet - ", "outlet - متابعة", "outlet - country"."""
    pieces = _BYLINE.split(line.head[:_BYLINE_LENGTH], maxsplit=6)
    names = [piece.strip(' ")').lower() for piece in pieces[::2]]
    while len(names) > 1 and not names[1]:
        del names[1], pieces[2], pieces[1]
    if len(names) < 2 or len(names[0]) > _OUTLET_LENGTH:
        return False
    table = page()
    first, second = names[0], names[1]
    if first in table.cities or first in table.countries:
        outlet = _WITH_AGENCIES.sub("", second).strip(' "')
        if _is_outlet(outlet, pieces[2], pieces[3] if len(pieces) > 3 else ""):
            study_.keep("agency" if outlet in table.agencies else "outlet", _as_written(line, outlet))
            return True
        return _signs(study_, line, outlet) or second in table.bylines
    if line.words > 8 or first.count(" ") > 4:
        return False
    if second in table.bylines or second in table.countries:
        study_.keep("outlet", _as_written(line, first))
        return True
    return second in table.cities and _signs(study_, line, first)


def _signs(study_: _Study, line: _Line, name: str) -> bool:
    """A name alone beside a city on a short line: an outlet by its words, else the reporter."""
    if line.words > 8 or not name or name in page().bylines or name.count(" ") > 3 or line.stripped[-1] == ".":
        return False
    words = name.split()
    is_outlet = len(words) == 1 or any(word in page().outlet_words for word in words)
    study_.keep("outlet" if is_outlet else "author", _as_written(line, name))
    return True


def _is_outlet(name: str, written: str, after: str) -> bool:
    """Whether what stands after the place is a name: quoted, set off by a colon, an agency, or one word.

    A dash alone also sets off a clause ("place: the ministry said - in a statement -").
    """
    if (
        not 1 < len(name) <= _OUTLET_LENGTH
        or name in page().bylines
        or name.count(" ") > 3
        or any(map(str.isdigit, name))
    ):
        return False
    set_off = ":" in after or ")" in after or (after != "" and " " not in name)
    return '"' in written or set_off or name in page().agencies


def _as_written(line: _Line, folded: str) -> str:
    start = line.folded.lower().find(folded)
    return _original(line, start, folded).strip('"“”«» ') if start >= 0 else folded


def _parts(study_: _Study, text: str) -> tuple[Part, ...]:
    """The stretches joined: ordered, disjoint, covering the text."""
    if not study_.stretches:
        return (Part(kind="main", span=(0, len(text))),) if text else ()
    stretches = study_.stretches
    merged: list[_Stretch] = []
    for stretch in sorted(stretches, key=lambda stretch: stretch.start):
        if merged and merged[-1].start == stretch.start:
            merged.pop()
        if not merged or (merged[-1].kind, merged[-1].reason) != (stretch.kind, stretch.reason):
            merged.append(stretch)
    starts = [0, *(stretch.start for stretch in merged[1:])]
    ends = [*starts[1:], len(text)]
    return tuple(
        Part(kind=stretch.kind, span=(start, end), reason=stretch.reason)
        for stretch, start, end in zip(merged, starts, ends, strict=True)
    )


def _date_of_today(study_: _Study, parts: tuple[Part, ...]) -> None:
    """ "Today, Friday (31 January 2025)": the report itself says which day it writes on."""
    ends = [part.span for part in parts if part.kind == "main"]
    for line in study_.lines:
        if _TODAY not in line.raw or not _YEAR.search(line.raw):
            continue
        if not any(start <= line.start < end for start, end in ends):
            continue
        for date in headerdates.all_dates(line.folded):
            beginning = line.folded[max(0, date.start - 20) : date.end]
            if len(date.edtf) == 10 and _TODAY_DATED.search(beginning):
                reason = f"published {date.edtf}: the report calls that day “today”, the page gives no date"
                study_.date(5, date.edtf, reason)
                return


def _published(study_: _Study) -> tuple[str | None, tuple[str, ...]]:
    if not study_.dates:
        return None, ()
    # Within a rank the more precise date, then the first.
    best = min(study_.dates, key=lambda date: (date.rank, -len(date.edtf), date.order))
    return best.edtf, (best.reason,)


def _title(study_: _Study) -> str | None:
    """The headline: what the path of sections ends in, else the first heading long enough to be one."""
    if not study_.body_seen:
        return None
    headings = _without_site_names(study_)
    if study_.crumbs:
        last = fold_text(study_.crumbs[-1]).strip()
        if any(line.folded == last for line in headings):
            return study_.crumbs[-1]
    for shortest in (4, 3):
        for line in headings:
            if line.words >= shortest and line.folded[-1] not in ".،":
                return _unmarked(line.raw)
    return None


def _without_site_names(study_: _Study) -> list[_Line]:
    """The headings, less the site's name and the page title that ends in it ("headline - site")."""
    by_folded = {line.folded: line for line in study_.headings}
    suffixed = {line.folded: suffix.group(1) for line in study_.headings if (suffix := _SUFFIX.search(line.folded))}
    named = {site for site in suffixed.values() if site in by_folded}
    if not named:
        return study_.headings
    kept = []
    for line in study_.headings:
        if line.folded in named:
            study_.sites.append(line.stripped)
            study_.mark(line.start, "furniture", "the site's name")
        elif suffixed.get(line.folded) in named and len(study_.headings) > len(named) + 1:
            study_.mark(line.start, "furniture", "the page's title, which ends in the site's name")
        else:
            kept.append(line)
    return kept


def _unmarked(raw: str) -> str:
    return raw.strip().lstrip("#*• ").rstrip("*").strip()


def _publisher(study_: _Study) -> tuple[str | None, tuple[str, ...]]:
    table = page()
    candidates = [
        *((name, "the site's own name") for name in study_.sites),
        *((name, "head of the path of sections") for name in _site_of_path(study_)),
        *((name, "the source the page names") for name in study_.values.get("source", ())),
        *((name, "the byline") for name in study_.values.get("outlet", ())),
        *((name, "the agency named on a line of its own") for name in study_.values.get("agency", ())),
    ]
    for name, reason in candidates:
        folded = fold_text(name).lower().strip()
        if folded and folded not in table.not_publishers and folded.count(" ") <= 7:
            return name, (f"publisher {name}: {reason}",)
    return None, ()


def _site_of_path(study_: _Study) -> list[str]:
    """The head of the path of sections, unless it is a section ("home > politics > ...")."""
    heads = study_.crumbs[:1] if len(study_.crumbs) > 1 else []
    return [head for head in heads if fold_text(head).lower().strip() not in page().sections]


def _author(study_: _Study) -> tuple[str | None, tuple[str, ...]]:
    for role, reason in (("author", "the byline"), ("poster", "who posted the page")):
        for name in study_.values.get(role, ()):
            if name.count(" ") <= 7:
                return name, (f"author {name}: {reason}",)
    return None, ()
