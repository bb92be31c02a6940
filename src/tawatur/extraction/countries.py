"""Countries for claims that state no place: of the act spoken of, of the authority, or of the report as a whole.

Each is said to be what it is in its reason; its span is that of the words that imply the country.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from tawatur.authority import actors, places
from tawatur.authority.actors import ActorMention
from tawatur.authority.places import PlaceMention
from tawatur.codebook import counts_events
from tawatur.dates import parse
from tawatur.extraction.report import Report
from tawatur.record import Claim, Place, Span

# The report's country stands in for an unstated place only where no other comes near it in mentions.
_DOMINANT = 1.5
# A happening this many days before the last one told is background from elsewhere.
_BACKGROUND_DAYS = 400


def with_countries(read: Report, made: Sequence[Claim]) -> list[Claim]:
    """Give acts that no place was stated for the country the report speaks of most.

    Not to an act that is condemned: the country of such a report is the speaker's.
    """
    likely = _likely_country(read)
    latest = _latest_day(read, made)
    placed = _placed(made)
    by_id = {claim.id: claim for claim in made}
    condemned = {claim.continues for claim in made if claim.event_type == "condemnation"}
    return [
        claim
        if claim.id in placed and claim.family != "statement"
        else _located(claim, by_id, None if claim.id in condemned or _is_old(claim, latest) else likely)
        for claim in made
    ]


def _latest_day(read: Report, made: Sequence[Claim]) -> date | None:
    """The last day the report speaks of or was published on."""
    texts = [claim.date for claim in made if claim.date] + (
        [read.document.published] if read.document.published else []
    )
    days = [parsed.last for text in texts if not (parsed := parse(text)).yearless and parsed.last != date.max]
    return max(days, default=None)


def _is_old(claim: Claim, latest: date | None) -> bool:
    """Whether the happening is background from long before: the country the report is about says nothing of it."""
    if claim.date is None or latest is None or parse(claim.date).yearless:
        return False
    return (latest - parse(claim.date).last).days > _BACKGROUND_DAYS


def _located(claim: Claim, by_id: dict[str, Claim], likely: Place | None) -> Claim:
    """A claim with no place stated: the place of its act, its authority's country, or the report's."""
    if claim.family == "statement" and claim.place is None:
        act = by_id.get(claim.continues or "")
        while act is not None and act.place is None:
            act = by_id.get(act.continues or "")
        place = act.place if act is not None else None
        return (
            claim
            if place is None
            else msgspec.structs.replace(
                claim, place=msgspec.structs.replace(place, reason="the place of the act it speaks of")
            )
        )
    if claim.family not in ("violence", "enforcement") or counts_events(claim):
        return claim
    own = _office_country(claim) or (_country_of_act(claim, by_id) if claim.family == "enforcement" else None)
    place = own or likely
    return claim if place is None else msgspec.structs.replace(claim, place=place)


def _country_of_act(claim: Claim, by_id: dict[str, Claim]) -> Place | None:
    """The country of the last act told before an arrest or charge: the report tells of both together."""
    acts = [c for c in by_id.values() if c.family == "violence" and c.trigger < claim.trigger and c.place is not None]
    countries = {c.place.country for c in acts if c.place is not None and c.place.country}
    if len(countries) != 1:
        return None
    place = next(c.place for c in acts if c.place is not None and c.place.country)
    reason = "no place is stated; the country of the act the report tells of"
    return _country(place.text, place.span, str(place.country), reason)


def _country(text: str, span: Span, code: str, reason: str) -> Place:
    """A country that words imply without naming the place of the happening."""
    return Place(
        text=text, span=span, name=places.country_name(code, "en"), country=code, precision="country", reason=reason
    )


def _office_country(claim: Claim) -> Place | None:
    """The country of the authority that acted, or of the office that was the target."""
    for actor in claim.actors:
        entry = actors.by_id(actor.id) if actor.id else None
        if actor.role in ("authority", "target") and entry is not None and entry.country:
            reason = f"no place is stated; {actor.role}: an office of {entry.country}"
            return _country(actor.text, actor.span, entry.country, reason)
    return None


def _placed(made: Sequence[Claim]) -> set[str]:
    """The claims that state a country, or go on speaking of one that does."""
    link = {claim.id: claim.continues for claim in made}
    root = {claim.id: _root(claim.id, link) for claim in made}
    stated = {root[c.id] for c in made if any(p.country for p in (c.place, *c.places) if p is not None)}
    return {claim.id for claim in made if root[claim.id] in stated}


def _root(identifier: str, link: dict[str, str | None]) -> str:
    while (before := link.get(identifier)) is not None:
        identifier = before
    return identifier


def _likely_country(read: Report) -> Place | None:
    if not read.countries:
        return None
    ranked = sorted(read.countries.items(), key=lambda item: (-item[1], item[0]))
    country, votes = ranked[0]
    if len(ranked) > 1 and votes < _DOMINANT * ranked[1][1]:
        return None
    for sentence in read.sentences:
        for chunk in sentence.chunks:
            settled = sentence.places.get(chunk.i)
            named = settled.country if settled is not None and chunk.isa("place") else None
            if isinstance(chunk.value, PlaceMention):
                named = named or chunk.value.country
            if named is None and isinstance(chunk.value, ActorMention):
                named = chunk.value.country
            if named == country:
                span = read.folded.span(chunk.start, chunk.end)
                text = read.document.text[span[0] : span[1]]
                reason = f"no place is stated; the report names {country} most often ({votes} times)"
                return _country(text, span, country, reason)
    return None
