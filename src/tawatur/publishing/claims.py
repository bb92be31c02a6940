"""Claims as JSON Lines, one a line, whole: the owner's working format.

Keys and their order are the interchange of the design; what is carried beyond it follows after.
Offsets are code points into the decoded text of the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from tawatur.casefile import Case
from tawatur.errors import CaseError
from tawatur.publishing.decisions import Decisions, judgement_json, proposal_json
from tawatur.reconciliation.credibility import Proposal, propose_for_claims
from tawatur.reconciliation.sourcing import sources_behind
from tawatur.record import Claim, Document, Figure, Participant, Place, Voice

Json = dict[str, Any]

_encoder = msgspec.json.Encoder()


def write(case: Case) -> Iterator[bytes]:
    """Yield one line a claim, by document path, place in the document and identifier.

    Raises:
        CaseError: a claim's quote is not what stands at its span, so the case is damaged.
    """
    event_of = case.event_of()
    decisions = Decisions.of(case, people=True)
    proposed = _proposals(case)
    for document, claims in case.reports():
        for claim in claims:
            _check(claim, document)
            line = claim_json(claim, event_of.get(claim.id)) | _decided(claim, decisions)
            yield _encoder.encode({**line, "proposed_credibility": proposed.get(claim.id)}) + b"\n"


def _decided(claim: Claim, decisions: Decisions) -> Json:
    """What people decided about a claim; the grades of the sources behind it stand with it."""
    sources = [source.key for source in sources_behind(claim)] if decisions.grades else []
    return {
        "judgements": [judgement_json(judgement) for judgement in decisions.judged([claim.id])],
        "grades": decisions.graded((claim.id, *sources)) if decisions.grades else [],
    }


def _proposals(case: Case) -> dict[str, Json]:
    """What the program proposes for each claim; equal proposals are one value."""
    made: dict[Proposal, Json] = {}
    found: dict[str, Json] = {}
    for event in case.each_event():
        for name, proposal in propose_for_claims(event):
            found[name] = made.setdefault(proposal, proposal_json(proposal))
    return found


def claim_json(claim: Claim, event: str | None) -> Json:
    """One claim as it is exported."""
    return {
        "id": claim.id,
        "document": claim.document,
        "span": claim.span,
        "quote": claim.quote,
        "event_type": claim.event_type,
        "family": claim.family,
        "modality": claim.modality,
        "date": claim.date,
        "date_span": claim.date_span,
        "place": place_json(claim.place),
        "actors": [participant_json(actor) for actor in claim.actors],
        "figures": [figure_json(figure) for figure in claim.figures],
        "attribution": [voice_json(voice) for voice in claim.attribution],
        "themes": claim.themes,
        "event": event,
        "reason": claim.reason,
        "mode": claim.mode,
        "places": [place_json(place) for place in claim.places],
        "publisher": claim.publisher,
        "published": claim.published,
        "sha256": claim.sha256,
        "tlp": claim.tlp,
        "trigger": claim.trigger,
        "continues": claim.continues,
        "background": claim.background,
        "date_reason": claim.date_reason,
        "language": claim.language,
    }


def place_json(place: Place | None) -> Json | None:
    """A place with the gazetteer entry it was settled on, and why."""
    if place is None:
        return None
    return {
        "text": place.text,
        "span": place.span,
        "name": place.name,
        "country": place.country,
        "geonames": place.geonames,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "reason": place.reason,
    }


def participant_json(actor: Participant) -> Json:
    """An actor in its role. The owner's own formats stay whole: private persons are marked, not hidden."""
    return {
        "role": actor.role,
        "text": actor.text,
        "span": actor.span,
        "id": actor.id,
        "name": actor.name,
        "private": actor.private,
        "reason": actor.reason,
    }


def figure_json(figure: Figure) -> Json:
    """A figure as the report words it; the bounds of a vague one beside it."""
    found: Json = {
        "measure": figure.measure,
        "op": figure.op,
        "value": figure.value,
        "unit": figure.unit,
        "text": figure.text,
        "span": figure.span,
        "counted": figure.counted,
        "part_of": figure.part_of,
        "vague": figure.vague,
        "reason": figure.reason,
    }
    if figure.period is not None:
        found["period"] = figure.period
    if figure.low is not None or figure.high is not None:
        found |= {"low": figure.low, "high": figure.high}
    return found


def voice_json(voice: Voice) -> Json:
    """A link of the chain of sources."""
    return {
        "role": voice.role,
        "text": voice.text,
        "span": voice.span,
        "id": voice.id,
        "name": voice.name,
        "reason": voice.reason,
    }


def _check(claim: Claim, document: Document) -> None:
    start, end = claim.span
    if document.text[start:end] != claim.quote:
        raise CaseError(
            f"the quote of {claim.id} is not what stands at its span; build the case again from its reports",
            subject=document.path,
        )
