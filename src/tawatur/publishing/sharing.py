"""What may be shared of a case: the one view every format for others reads, so that none can forget a rule.

A format is given a `Share` and never the case. Markings, private persons, coarse places and dates, delays
and the length of quotations are settled here, once, before a byte is written.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from tawatur.authority.places import country_name
from tawatur.casefile import Case
from tawatur.casefile.lean import Report
from tawatur.publishing import coarsening
from tawatur.publishing.events import days
from tawatur.publishing.naming import Hidden, Roster
from tawatur.publishing.profile import Profile
from tawatur.publishing.quoting import Quotation, places_and_groups, quote
from tawatur.publishing.tlp import MarkingBroken, Markings, Obstacle, over, strictest
from tawatur.reconciliation.labels import label
from tawatur.record import Chain, Claim, Event, Figure, FigureValue, Participant, Place, Tally, Value, Voice

_KEY = "pseudonym-key"
_LISTED = 500
_NOWHERE = (0, 0)


class SharedReport(Value, frozen=True, kw_only=True):
    """A report as it may be cited. `address` is None where it would lead to a name that is hidden."""

    id: str
    sha256: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    address: str | None
    tlp: str


class SharedClaim(Value, frozen=True, kw_only=True):
    """A claim as it may be shown.

    `claim` holds no words that may not be shown and no place in the report: its spans are (0, 0), its
    document is the report's identifier and its quote is `quotation.text`.
    """

    claim: Claim
    report: SharedReport
    event: str | None
    quotation: Quotation
    tlp: str


class SharedEvent(Value, frozen=True, kw_only=True):
    """An event as it may be shown, its claims in order of report and place. `tlp` is the strictest of theirs."""

    event: Event
    claims: tuple[SharedClaim, ...]
    reports: tuple[SharedReport, ...]
    tlp: str

    @property
    def mode(self) -> str | None:
        """How it was done, where a claim says so: the first that does."""
        return next((told.claim.mode for told in self.claims if told.claim.mode), None)


class Share:
    """What a profile lets be shared of a case.

    Args:
        case: the case.
        profile: the rules.

    Raises:
        MarkingBroken: something is marked stricter than the profile's receivers may see; all of it is listed.
    """

    def __init__(self, case: Case, profile: Profile) -> None:
        self._case = case
        self.profile = profile
        self._markings = Markings(case.markings())
        self._roster = _roster(case, profile)
        self._back: set[str] = set()  # claims that stay back
        self._broken: set[str] = set()  # events that rest on one of them
        self._named: set[str] = set()  # reports in which a quotation hides somebody
        self._recent = 0
        self.tlp = self._survey()

    @property
    def withheld(self) -> int:
        """How many claims stay back, for their marking or because they are recent."""
        return len(self._back)

    @property
    def recent(self) -> int:
        """How many of those are recent."""
        return self._recent

    @property
    def hidden(self) -> int:
        """How many private persons are under pseudonyms."""
        return len(self._roster.names()) if self.profile.persons == "pseudonym" else 0

    # --- what a format reads

    def reports(self) -> Iterator[SharedReport]:
        """The reports at least one of whose claims is shown, by path in the case."""
        for report, claims in self._case.reports_lean():
            if any(claim.id not in self._back for claim, _ in claims):
                yield self._report(report)

    def claims(self) -> Iterator[SharedClaim]:
        """The claims that may be shown, by report and place."""
        for report, claims in self._case.reports_lean():
            shown = [(claim, event) for claim, event in claims if claim.id not in self._back]
            if shown:
                cited = self._report(report)
                for claim, event in shown:
                    yield self._claim(claim, event if event not in self._broken else None, cited, report.tlp)

    def events(self) -> Iterator[SharedEvent]:
        """The events that may be shown, by date, the undated last. One that rests on a withheld claim stays back."""
        dated = [(*days(date), name) for name, date in self._case.event_dates() if name not in self._broken]
        wanted = [name for *_, name in sorted(dated)]
        for start in range(0, len(wanted), _LISTED):
            found = list(self._case.events_of(wanted[start : start + _LISTED]))
            told = {claim.id: claim for claim in self._case.claims([name for e in found for name in e.claims])}
            cited = self._case.reports_of({claim.sha256 for claim in told.values()})
            for event in found:
                claims = [told[name] for name in event.claims if name in told]
                yield self._event(event, sorted(claims, key=lambda c: (c.document, c.span, c.id)), cited)

    # --- the survey

    def _survey(self) -> str:
        """Go through the case once: markings, delays, persons. Returns the marking of what is shown."""
        ceiling, obstacles = self.profile.tlp, list[Obstacle]()
        if over(self._markings.case, ceiling):
            obstacles.append(Obstacle("case", "", "(all of it)", self._markings.case))
        found = self._markings.case
        dated = dict(self._case.event_dates()) if self.profile.delay_days else {}
        for report, claims in self._case.reports_lean():
            of_report = self._markings.document(report.sha256, report.tlp)
            if over(of_report, ceiling):
                obstacles.append(Obstacle("document", report.sha256, report.path, of_report))
            for claim, event in claims:
                self._roster.meet(claim, report.title)
                of_claim = self._markings.claim(claim.id, claim.tlp)
                if over(of_claim, ceiling) and not over(of_report, ceiling):
                    obstacles.append(Obstacle("claim", claim.id, claim.id, of_claim))
                stays = over(strictest((of_report, of_claim)), ceiling)
                if coarsening.recent(claim.date or dated.get(event or ""), report.published, self.profile):
                    self._recent += 1
                    stays = True
                if stays:
                    self._back.add(claim.id)
                    self._broken.add(event or "")
                else:
                    found = strictest((found, of_report, of_claim))
        if obstacles and (self.profile.over == "refuse" or obstacles[0].kind == "case"):
            raise MarkingBroken(ceiling, obstacles)
        self._find_named()
        return found

    def _find_named(self) -> None:
        """Which reports hide somebody: only known when everybody has been met."""
        if self.profile.persons == "named" or not self._roster.names():
            return
        for report, claims in self._case.reports_lean():
            texts = [(claim.quote, places_and_groups(claim)) for claim, _ in claims]
            if self._roster.hides_in([*texts, (report.title or "", ())]):
                self._named.add(report.sha256)

    # --- one thing at a time

    def _text(self, text: str, keep: Sequence[str] = ()) -> str:
        return self._hidden(text, keep).text

    def _hidden(self, text: str, keep: Sequence[str] = ()) -> Hidden:
        return Hidden(text, False) if self.profile.persons == "named" else self._roster.hide(text, keep)

    def _report(self, report: Report) -> SharedReport:
        title = self._hidden(report.title or "")
        plain = not self.profile.coarse
        return SharedReport(
            id=f"doc_{report.sha256[:16]}",
            sha256=report.sha256,
            title=title.text or None if plain else None,
            publisher=self._text(report.publisher) if report.publisher else None,
            published=coarsening.when(report.published, self.profile.dates),
            language=report.language,
            address=report.address if plain and report.sha256 not in self._named else None,
            tlp=strictest((self._markings.case, self._markings.document(report.sha256, report.tlp))),
        )

    def _claim(self, claim: Claim, event: str | None, report: SharedReport, own: str) -> SharedClaim:
        marked = (report.tlp, self._markings.document(claim.sha256, own), self._markings.claim(claim.id, claim.tlp))
        quoted = self._quote(claim)
        keep = places_and_groups(claim)
        coarse = self.profile.coarse
        place = coarsening.place(claim.place, self.profile.places)
        places = [coarsening.place(one, self.profile.places) for one in claim.places]
        shown = msgspec.structs.replace(
            claim,
            document=report.id,
            quote=quoted.text,
            span=_NOWHERE,
            trigger=_NOWHERE,
            date=coarsening.when(claim.date, self.profile.dates),
            date_span=None,
            date_reason="",
            place=None if place is None else msgspec.structs.replace(place, span=_NOWHERE, reason=""),
            places=tuple(msgspec.structs.replace(one, span=_NOWHERE, reason="") for one in places if one),
            actors=tuple(self._actor(actor) for actor in claim.actors),
            figures=tuple(self._figure(figure, keep) for figure in claim.figures),
            attribution=tuple(self._voice(voice) for voice in claim.attribution if voice.name or not coarse),
            continues=None,
            published=report.published,
            tlp=strictest(marked),
            reason="",
        )
        return SharedClaim(claim=shown, report=report, event=event, quotation=quoted, tlp=shown.tlp)

    def _quote(self, claim: Claim) -> Quotation:
        # Beside the sentence that names it, no place or date is coarse.
        longest = 0 if self.profile.coarse else self.profile.quotation
        return quote(claim, None if self.profile.persons == "named" else self._roster, longest)

    def _actor(self, actor: Participant) -> Participant:
        if actor.private and self.profile.persons == "pseudonym":
            name = self._roster.pseudonym(" ".join(actor.text.split()))
            text = self._hidden(actor.text)
            shown = text.text if text.changed else f"[شخص {name}]"
            return Participant(role=actor.role, text=shown, span=_NOWHERE, name=None, private=True)
        text_shown = "" if self.profile.coarse else self._text(actor.text, (actor.text,) if actor.id else ())
        name_shown = actor.name if actor.id or actor.name is None else self._text(actor.name)
        return msgspec.structs.replace(actor, text=text_shown, name=name_shown, span=_NOWHERE, reason="")

    def _voice(self, voice: Voice) -> Voice:
        name = None if voice.name is None else self._text(voice.name)
        return msgspec.structs.replace(voice, text=self._words(voice.text), name=name, span=_NOWHERE, reason="")

    def _figure(self, figure: Figure, keep: Sequence[str]) -> Figure:
        coarse = self.profile.coarse
        return msgspec.structs.replace(
            figure,
            text="" if coarse else self._text(figure.text, keep),
            span=_NOWHERE,
            counted=None if coarse or figure.counted is None else self._text(figure.counted, keep),
            reason="",
        )

    def _event(self, event: Event, claims: Sequence[Claim], cited: Mapping[str, Report]) -> SharedEvent:
        reports = {sha256: self._report(cited[sha256]) for sha256 in dict.fromkeys(claim.sha256 for claim in claims)}
        told = tuple(self._claim(claim, event.id, reports[claim.sha256], cited[claim.sha256].tlp) for claim in claims)
        place = coarsening.place(event.place, self.profile.places)
        date = coarsening.when(event.date, self.profile.dates)
        ids = {report.path: f"doc_{report.sha256[:16]}" for report in cited.values()}
        event = _without_paths(event, ids)
        shown = msgspec.structs.replace(
            event,
            date=date,
            place=None if place is None else msgspec.structs.replace(place, span=_NOWHERE, reason=""),
            actors=tuple(self._actor(actor) for actor in event.actors),
            figures={name: self._tally(tally) for name, tally in event.figures.items()},
            documents=tuple(report.id for report in reports.values()),
            chain_details=tuple(self._chain(chain) for chain in event.chain_details),
            label=self._label(event, place, date),
            reason=self._words(event.reason),
        )
        marked = strictest(one.tlp for one in told)
        return SharedEvent(event=shown, claims=told, reports=tuple(reports.values()), tlp=marked)

    def _tally(self, tally: Tally) -> Tally:
        values = tuple(self._value(value) for value in tally.values)
        return msgspec.structs.replace(tally, values=values, reason=self._words(tally.reason))

    def _value(self, value: FigureValue) -> FigureValue:
        coarse = self.profile.coarse
        return msgspec.structs.replace(
            value,
            said_by=() if coarse else tuple(self._text(name) for name in value.said_by),
            first_seen=coarsening.when(value.first_seen, self.profile.dates),
            last_seen=coarsening.when(value.last_seen, self.profile.dates),
            counted=self._words(value.counted) or None if value.counted else None,
        )

    def _chain(self, chain: Chain) -> Chain:
        return msgspec.structs.replace(
            chain,
            origin=self._words(chain.origin),
            documents=tuple(f"doc_{sha256[:16]}" for sha256 in chain.documents),
            reason=self._words(chain.reason),
        )

    def _words(self, text: str) -> str:
        """Words that may quote a report: none where places or dates are coarse."""
        return "" if self.profile.coarse else self._text(text)

    def _label(self, event: Event, place: Place | None, date: str | None) -> dict[str, str]:
        if not self.profile.coarse:
            return {language: self._text(text) for language, text in event.label.items()}
        country = country_name(place.country, "ar") if place is not None and place.country else None
        return label(event.event_type, place, country, date)


def _without_paths(event: Event, ids: Mapping[str, str]) -> Event:
    """The event with identifiers in place of file names: those are the owner's, and may name somebody."""

    def plain(text: str) -> str:
        for path, name in ids.items():
            text = text.replace(path, name)
        return text

    figures = {
        measure: msgspec.structs.replace(
            tally,
            reason=plain(tally.reason),
            values=tuple(
                msgspec.structs.replace(
                    value, said_by=tuple(map(plain, value.said_by)), through=tuple(map(plain, value.through))
                )
                for value in tally.values
            ),
        )
        for measure, tally in event.figures.items()
    }
    chains = tuple(
        msgspec.structs.replace(chain, origin=plain(chain.origin), reason=plain(chain.reason))
        for chain in event.chain_details
    )
    return msgspec.structs.replace(event, figures=figures, chain_details=chains, reason=plain(event.reason))


def _roster(case: Case, profile: Profile) -> Roster:
    """An empty roster with the key of the case, which is made the first time one is needed."""
    key = case.meta(_KEY) or case.keep(_KEY, secrets.token_hex(32))
    return Roster(bytes.fromhex(key), profile.private, profile.public)


def roster_of(case: Case, profile: Profile) -> Roster:
    """Everybody a case names, for its owner: who is under which pseudonym."""
    roster = _roster(case, profile)
    for report, claims in case.reports_lean():
        for claim, _ in claims:
            roster.meet(claim, report.title)
    return roster
