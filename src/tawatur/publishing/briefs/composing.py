"""From what may be shared to a brief: a value that says what stands where, in one language, with its citations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from tawatur import __version__, codebook, dates
from tawatur.publishing.briefs.wording import Words
from tawatur.publishing.numbers import as_stated
from tawatur.publishing.sharing import Share, SharedClaim, SharedEvent, SharedReport
from tawatur.record import FigureValue, Number, Tally, Value
from tawatur.script import fold_text

_COUNTED = frozenset({"asserted", "claimed", "suspected"})
_LISTED = 12  # events named in a summary
_CITED = 8  # notes at one sentence
_OF_UNITS = frozenset({"amount"})
_AGREED = 2  # independent chains that make an event attested


class Wanted(NamedTuple):
    """What a brief is about. `first` and `last` bound the dates of events, EDTF; the rest narrow further."""

    first: str | None = None
    last: str | None = None
    theme: str | None = None
    actor: str | None = None


class Piece(Value, frozen=True, kw_only=True):
    """Words with the numbers of the notes they rest on."""

    text: str
    notes: tuple[int, ...] = ()


class Sentence(Value, frozen=True, kw_only=True):
    """Pieces in order, and the event they speak of."""

    pieces: tuple[Piece, ...]
    event: str | None = None


class Note(Value, frozen=True, kw_only=True):
    """A claim as a note cites it: publisher, date, who is cited, the words."""

    number: int
    claim: str
    about: str
    quote: str
    address: str | None = None
    arabic: bool = True


class Table(Value, frozen=True, kw_only=True):
    """A table: its header and rows of pieces."""

    header: tuple[str, ...]
    rows: tuple[tuple[Piece, ...], ...]
    note: str = ""


class Section(Value, frozen=True, kw_only=True):
    """A chapter: paragraphs, then a list of sentences, then a table, then a picture; any may be missing."""

    key: str
    title: str
    level: int = 1
    paragraphs: tuple[Sentence, ...] = ()
    items: tuple[Sentence, ...] = ()
    table: Table | None = None
    picture: str | None = None


class Dot(NamedTuple):
    """A place on the map and how many events it has."""

    lat: float
    lon: float
    events: int
    name: str


class Brief(Value, frozen=True, kw_only=True):
    """A brief in one language. `months` and `dots` are what its pictures show."""

    language: str
    title: str
    about: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    reports: Table
    months: tuple[tuple[str, int], ...]
    dots: tuple[Dot, ...]
    labels: dict[str, str]


def compose(
    share: Share,
    language: str,
    wanted: Wanted | None = None,
    rejected: int = 0,
    edits: Mapping[str, str] | None = None,
) -> Brief:
    """A brief on what may be shared.

    Args:
        share: what may be shared.
        language: ar or en.
        wanted: what it is about; all of it where this is None.
        rejected: how many inputs could not be read, which the method states.
        edits: an analyst's own paragraphs, by the key of the section they open.

    Raises:
        DateError: a bound of the period is no date.
        DataError: there is no such theme.
    """
    made = _Composer(share, Words(language), wanted or Wanted(), rejected).brief()
    return _edited(made, edits or {}, Words(language))


def _edited(brief: Brief, edits: Mapping[str, str], say: Words) -> Brief:
    """The brief with an analyst's paragraphs first in their sections, each called what it is."""
    sections = tuple(
        msgspec.structs.replace(
            section, paragraphs=(_plain(say("edited", text=edits[section.key])), *section.paragraphs)
        )
        if section.key in edits
        else section
        for section in brief.sections
    )
    return msgspec.structs.replace(brief, sections=sections)


SECTIONS = (
    *("summary", "established", "contradicted", "unknown", "figures", "timeline", "map", "chapters"),
    *("disagreements", "method"),
)
"""The sections an analyst's paragraphs can open, besides the dossier themes."""


class _Composer:
    def __init__(self, share: Share, words: Words, wanted: Wanted, rejected: int) -> None:
        self._share, self._words, self._wanted, self._rejected = share, words, wanted, rejected
        self._notes: dict[str, Note] = {}
        self._period = _bounds(wanted)
        self._undated = 0
        self._events: list[SharedEvent] = []
        self._before: list[SharedEvent] = []
        if wanted.theme is not None:
            codebook.theme(wanted.theme)
        for told in share.events():
            self._sort(told)

    def brief(self) -> Brief:
        say = self._words
        chapters = self._chapters()
        sections = [
            Section(key="summary", title=say("summary")),
            *(self._summary() if self._events else [self._empty()]),
            *([self._figures(), self._types(), *self._pictures()] if self._events else []),
            *([Section(key="chapters", title=say("chapters"))] if chapters else []),
            *chapters,
            *self._disagreements(),
            self._method(),
        ]
        return Brief(
            language=say.language,
            title=say("title"),
            about=self._about(),
            sections=tuple(sections),
            notes=tuple(sorted(self._notes.values(), key=lambda note: note.number)),
            reports=self._reports(),
            months=self._months(),
            dots=self._dots(),
            labels={key: say(key) for key in ("notes", "reports", "timeline_caption", "map_caption")},
        )

    # --- which events

    def _sort(self, told: SharedEvent) -> None:
        if not self._is_wanted(told):
            return
        if self._period is None:
            self._events.append(told)
            return
        days = _days(told.event.date)
        if days is None:
            self._undated += 1
        elif days[0] <= self._period[1] and self._period[0] <= days[1]:
            self._events.append(told)
        elif (earlier := self._earlier()) and days[0] <= earlier[1] and earlier[0] <= days[1]:
            self._before.append(told)

    def _is_wanted(self, told: SharedEvent) -> bool:
        wanted = self._wanted
        themes = {name for claim in told.claims for name in claim.claim.themes} | {_theme(told)}
        if wanted.theme is not None and wanted.theme not in themes:
            return False
        if wanted.actor is None:
            return True
        asked = fold_text(wanted.actor).lower()
        names = [
            text for a in told.event.actors for text in (a.id, a.name, a.text, self._words.name(a.id, "")) if text
        ]
        return any(asked in fold_text(name).lower() for name in names)

    def _earlier(self) -> tuple[date, date] | None:
        """The period before this one, as long."""
        if self._period is None or date.min in self._period or date.max in self._period:
            return None
        first, last = self._period
        return first - (last - first) - timedelta(days=1), first - timedelta(days=1)

    # --- chapters

    def _about(self) -> tuple[str, ...]:
        say, wanted = self._words, self._wanted
        first, last = say.date(wanted.first), say.date(wanted.last)
        period = "period" if first and last else "since" if first else "until" if last else "always"
        lines = [say(period, first=first, last=last)]
        if wanted.theme is not None:
            lines.append(say("theme", name=codebook.theme(wanted.theme).label.in_language(say.language)))
        if wanted.actor is not None:
            lines.append(say("actor", name=say.name(wanted.actor, wanted.actor)))
        return (*lines, say("marking", tlp=self._share.tlp, profile=self._share.profile.name))

    def _empty(self) -> Section:
        return Section(key="empty", title="", level=2, paragraphs=(_plain(self._words("empty")),))

    def _summary(self) -> list[Section]:
        say, events = self._words, self._events
        reports = {report.id for told in events for report in told.reports}
        holds = say(
            "holds", events=say.count(len(events), "event"), reports=say.count(len(reports), "report", "oblique")
        )
        firm = [told for told in events if told.event.chains >= _AGREED and told.event.modality == "asserted"]
        firm.sort(key=lambda told: (-told.event.chains, told.event.id))
        attested = say("attested", count=say.count(len(firm), "event")) if firm else say("nothing_attested")
        split = [told for told in events if _contradicted(told)]
        single = sum(told.event.chains < _AGREED for told in events)
        unknown = [
            say(key, count=say.count(count, noun))
            for key, count, noun in (
                ("one_chain", single, "event"),
                ("undated", sum(told.event.date is None for told in events), "event"),
                ("unplaced", sum(told.event.place is None for told in events), "event"),
                ("unpublished", sum(r.published is None for r in _reports_of(events)), "report"),
                ("left_undated", self._undated, "event"),
            )
            if count
        ]
        return [
            Section(
                key="established",
                title=say("established"),
                level=2,
                paragraphs=(_plain(holds), _plain(attested)),
                items=tuple(self._told(told) for told in firm[:_LISTED]),
            ),
            Section(
                key="contradicted",
                title=say("contradicted"),
                level=2,
                paragraphs=() if split else (_plain(say("no_contradiction")),),
                items=tuple(self._split(told) for told in split[:_LISTED]),
            ),
            Section(key="unknown", title=say("unknown"), level=2, items=tuple(_plain(text) for text in unknown)),
        ]

    def _figures(self) -> Section:
        say, earlier = self._words, self._earlier()
        now, then = _sums(self._events), _sums(self._before)
        header = [say("measure"), say("low"), say("best"), say("high")]
        if earlier is not None:
            named = {"first": say.date(earlier[0].isoformat()), "last": say.date(earlier[1].isoformat())}
            header += [say("before", **named), say("change")]
        rows = []
        for measure in (name for name in codebook.measures() if name in now and _adds_up(name)):
            low, best, high, told = now[measure]
            label = codebook.measure(measure).label.in_language(say.language)
            row = [Piece(text=label), *(Piece(text=f"{n:,}") for n in (low, best, high))]
            row[2] = Piece(text=row[2].text, notes=self._cite(_of_measure(told, measure)))
            if earlier is not None:
                before = then.get(measure, (0, 0, 0, []))
                cited = self._cite(_of_measure(before[3], measure))
                row += [Piece(text=f"{before[1]:,}", notes=cited), Piece(text=f"{best - before[1]:+,}")]
            rows.append(tuple(row))
        table = Table(header=tuple(header), rows=tuple(rows), note=say("figures_note"))
        return Section(key="figures", title=say("figures"), table=table)

    def _types(self) -> Section:
        say = self._words
        now = Counter(told.event.event_type for told in self._events)
        rows = [
            (_type(kind, say.language), count) for kind, count in sorted(now.items(), key=lambda i: (-i[1], i[0]))
        ]
        cells = tuple((Piece(text=name), Piece(text=f"{count:,}")) for name, count in rows)
        return Section(key="types", title="", level=2, table=Table(header=(say("type"), say("events")), rows=cells))

    def _pictures(self) -> list[Section]:
        say = self._words
        found = []
        if self._months():
            found.append(Section(key="timeline", title=say("timeline"), picture="timeline"))
        if self._dots():
            found.append(Section(key="map", title=say("map"), picture="map"))
        return found

    def _chapters(self) -> list[Section]:
        by_theme: dict[str, list[SharedEvent]] = defaultdict(list)
        for told in self._events:
            by_theme[_theme(told)].append(told)
        return [
            Section(
                key=name,
                title=term.label.in_language(self._words.language),
                level=2,
                items=tuple(
                    self._recommended(told) if name == "recommendations" else self._told(told)
                    for told in by_theme[name]
                ),
            )
            for name, term in codebook.themes().items()
            if name in by_theme
        ]

    def _disagreements(self) -> list[Section]:
        say = self._words
        rows = []
        for told in self._events:
            for measure in _contradicted(told):
                low, high = _furthest(told.event.figures[measure])
                label = codebook.measure(measure).label.in_language(say.language)
                rows.append(
                    (
                        Piece(text=told.event.label[say.language]),
                        Piece(text=label),
                        self._said(told, low, measure),
                        self._said(told, high, measure),
                    )
                )
        if not rows:
            return []
        table = Table(header=(say("event"), say("measure"), say("one"), say("other")), rows=tuple(rows))
        return [Section(key="disagreements", title=say("disagreements"), table=table)]

    def _method(self) -> Section:
        say = self._words
        rules = sorted({tally.rule for told in self._events for tally in told.event.figures.values()})
        reports = sum(1 for _ in self._share.reports())
        values = {
            "version": __version__,
            "rule": say.join(rules) or "latest-official",
            "reports": f"{reports:,}",
            "rejected": f"{self._rejected:,}",
        }
        return Section(
            key="method",
            title=say("method"),
            items=tuple(_plain(text) for text in say.method(self._share.profile.persons, **values)),
        )

    def _reports(self) -> Table:
        say = self._words
        rows = tuple(
            (
                Piece(text=say.isolated(report.publisher) if report.publisher else say("no_publisher")),
                Piece(text=say.date(report.published) or say("no_date")),
                Piece(text=report.title or ""),
                Piece(text=report.sha256[:16]),
            )
            for report in sorted(_reports_of(self._events), key=lambda r: (r.published or "9", r.id))
        )
        return Table(header=(say("publisher"), say("published"), say("report_title"), say("hash")), rows=rows)

    # --- sentences

    def _told(self, told: SharedEvent) -> Sentence:
        """An event: what, how held, each toll with its notes, who, and how well attested."""
        say, event = self._words, told.event
        head = [event.label[say.language]]
        if held := say.modality(event.modality):
            head.append(f"({held})")
        measures = [name for name in codebook.measures() if name in event.figures]
        who = say.parties([actor for actor in event.actors if actor.id and not actor.private])
        pieces = [*(self._toll(told, measure) for measure in measures), *(Piece(text=text) for text in who)]
        basis = say("single") if event.chains < _AGREED else say("chains", count=say.count(event.chains, "chain"))
        parts = [Piece(text=" ".join(head), notes=self._cite(told.claims))]
        for index, piece in enumerate(pieces):
            between = say("semicolon") if index else ": "
            parts.append(Piece(text=between + piece.text, notes=piece.notes))
        return Sentence(pieces=(*parts, Piece(text=f". {basis}")), event=event.id)

    def _toll(self, told: SharedEvent, measure: str) -> Piece:
        say, tally = self._words, told.event.figures[measure]
        best, low, high = (as_stated(tally, bound) for bound in (tally.best, tally.low, tally.high))
        if best is None:
            text = say.stated(tally.values[0], measure) if tally.values else ""
            return Piece(text=text, notes=self._cite(_of_measure([told], measure)))
        unit = _unit(told, measure)
        text = say.money(best.value, unit) if unit else say.bound(best, measure)
        if low is not None and high is not None and not low == best == high:
            text = say(
                "range", best=text, low=say.bound(low, measure, bare=True), high=say.bound(high, measure, bare=True)
            )
        return Piece(text=text, notes=self._cite(_of_measure([told], measure)))

    def _split(self, told: SharedEvent) -> Sentence:
        say = self._words
        pieces = [Piece(text=f"{told.event.label[say.language]}: ")]
        for measure in _contradicted(told):
            for index, value in enumerate(_furthest(told.event.figures[measure])):
                said = self._said(told, value, measure)
                pieces.append(
                    Piece(text=(say("comma") if index or len(pieces) > 1 else "") + said.text, notes=said.notes)
                )
        return Sentence(pieces=(*pieces, Piece(text=f" – {say('disagree')}.")), event=told.event.id)

    def _said(self, told: SharedEvent, value: FigureValue, measure: str) -> Piece:
        """A figure with who says it and through whom."""
        say = self._words
        # A report without a publisher goes by its identifier, which says nothing to a reader of the brief.
        names = [name for name in dict.fromkeys((*value.said_by, *value.through)) if not name.startswith("doc_")]
        who = say.join([say.isolated(name) for name in names[:3]]) or say("no_publisher")
        text = say("by", figure=say.stated(value, measure), who=who)
        return Piece(text=text, notes=self._cite([claim for claim in told.claims if claim.claim.id in value.claims]))

    def _recommended(self, told: SharedEvent) -> Sentence:
        """A recommendation, in the words of whoever made it."""
        say = self._words
        claim = next((one for one in told.claims if one.quotation.text), None)
        if claim is None:
            return self._told(told)
        voices = [say.name(voice.id, voice.name or voice.text) for voice in claim.claim.attribution]
        who = voices[0] if voices and voices[0] else say.isolated(claim.report.publisher or say("the_report"))
        text = say("recommends", who=who, quote=say.isolated(claim.quotation.text))
        return Sentence(pieces=(Piece(text=text, notes=self._cite([claim])),), event=told.event.id)

    def _cite(self, claims: Iterable[SharedClaim]) -> tuple[int, ...]:
        return tuple(sorted(self._note(claim).number for claim in list(claims)[:_CITED]))

    def _note(self, told: SharedClaim) -> Note:
        found = self._notes.get(told.claim.id)
        if found is None:
            found = self._notes[told.claim.id] = self._made(told, len(self._notes) + 1)
        return found

    def _made(self, told: SharedClaim, number: int) -> Note:
        say, report = self._words, told.report
        voices = [say.name(voice.id, voice.name or voice.text) for voice in told.claim.attribution]
        cited = say("citing", who=say.join(list(dict.fromkeys(filter(None, voices))))) if any(voices) else ""
        publisher = say.isolated(report.publisher) if report.publisher else say("no_publisher")
        about = say.join([publisher, say.date(report.published) or say("no_date"), cited])
        return Note(
            number=number,
            claim=told.claim.id,
            about=about,
            quote=told.quotation.text,
            address=report.address,
            arabic=(report.language or "ar") == "ar",
        )

    # --- pictures

    def _months(self) -> tuple[tuple[str, int], ...]:
        found: Counter[str] = Counter()
        for told in self._events:
            days = _days(told.event.date)
            if days is not None and (days[0].year, days[0].month) == (days[1].year, days[1].month):
                found[f"{days[0]:%Y-%m}"] += 1
        return tuple(sorted(found.items()))

    def _dots(self) -> tuple[Dot, ...]:
        found: dict[tuple[float, float], list[str]] = defaultdict(list)
        for told in self._events:
            place = told.event.place
            if place is not None and place.lat is not None and place.lon is not None:
                named = place.text if self._words.language == "ar" else place.name
                found[place.lat, place.lon].append(named or place.name or place.text)
        return tuple(Dot(lat, lon, len(names), names[0]) for (lat, lon), names in sorted(found.items()))


def _plain(text: str) -> Sentence:
    return Sentence(pieces=(Piece(text=text),))


def _bounds(wanted: Wanted) -> tuple[date, date] | None:
    if wanted.first is None and wanted.last is None:
        return None
    first = dates.parse(wanted.first).first if wanted.first else date.min
    last = dates.parse(wanted.last).last if wanted.last else date.max
    return first, last


def _days(text: str | None) -> tuple[date, date] | None:
    if text is None or not dates.is_edtf(text):
        return None
    parsed = dates.parse(text)
    return None if parsed.yearless else (parsed.first, parsed.last)


def _theme(told: SharedEvent) -> str:
    kind = told.event.event_type
    return codebook.themes_of(kind)[0] if codebook.is_event_type(kind) else next(iter(codebook.themes()))


def _type(kind: str, language: str) -> str:
    return codebook.event_type(kind).plural.in_language(language) if codebook.is_event_type(kind) else kind


def _contradicted(told: SharedEvent) -> list[str]:
    return [name for name in sorted(told.event.figures) if told.event.figures[name].contradiction]


def _furthest(tally: Tally) -> tuple[FigureValue, FigureValue]:
    """The two figures of a tally that lie furthest apart."""
    known = [value for value in tally.values if isinstance(value.value, int | float)] or list(tally.values)

    def size(value: FigureValue) -> float:
        return float(value.value) if isinstance(value.value, int | float) else 0.0

    return min(known, key=size), max(known, key=size)


def _unit(told: SharedEvent, measure: str) -> str | None:
    """The unit of an amount, where one alone is stated: sums of money and sets of things have units of their own."""
    if measure not in _OF_UNITS:
        return None
    units = {f.unit for claim in told.claims for f in claim.claim.figures if f.measure == measure}
    return units.pop() if len(units) == 1 else None


def _adds_up(measure: str) -> bool:
    return codebook.measure(measure).unit == "people"


def _sums(events: Sequence[SharedEvent]) -> dict[str, tuple[Number, Number, Number, list[SharedEvent]]]:
    """Per measure, the sums of low, best and high, and the events they come from."""
    found: dict[str, tuple[Number, Number, Number, list[SharedEvent]]] = {}
    for told in events:
        if told.event.modality not in _COUNTED:
            continue
        for measure, tally in told.event.figures.items():
            if tally.best is None:
                continue
            low, best, high, listed = found.get(measure, (0, 0, 0, []))
            ends = (tally.best if tally.low is None else tally.low, tally.best if tally.high is None else tally.high)
            found[measure] = (low + ends[0], best + tally.best, high + ends[1], [*listed, told])
    return found


def _of_measure(events: Sequence[SharedEvent], measure: str) -> list[SharedClaim]:
    """The claims that state a measure of some events."""
    return [
        claim for told in events for claim in told.claims if any(f.measure == measure for f in claim.claim.figures)
    ]


def _reports_of(events: Sequence[SharedEvent]) -> list[SharedReport]:
    return list({report.id: report for told in events for report in told.reports}.values())
