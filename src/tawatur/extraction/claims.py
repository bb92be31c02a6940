"""Claims: a draft of a happening, with the words it rests on as spans of the original text."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawatur.authority.actors import ActorMention
from tawatur.authority.places import ResolvedPlace
from tawatur.extraction.chunks import Chunk
from tawatur.extraction.drafts import Draft
from tawatur.extraction.figures import Counted
from tawatur.extraction.report import Report, Sentence
from tawatur.languages.ar.datewords import DateMention
from tawatur.record import Claim, Figure, Participant, Place, Span, Voice, claim_id

# Below this the gazetteer only guesses from what else the report names.
_LEAST_CONFIDENCE = 0.5
# Statements that are about an act told elsewhere; who makes them speaks for itself.
ABOUT_ACTS = ("claim_of_responsibility", "denial", "condemnation")
# The part an actor of a kind plays, by event type where that has its own table, else by family.
_ROLES = {
    "violence": {"armed_group": "perpetrator"},
    "assassination": {"armed_group": "perpetrator", "organ": "target", "state": "target"},
    "enforcement": {"organ": "authority", "state": "authority", "court": "authority", "armed_group": "target"},
    "diplomacy": {
        "organ": "authority",
        "state": "authority",
        "court": "authority",
        "armed_group": "target",
        "un_body": "authority",
    },
    "organisation": {"armed_group": "target"},
    "finance": {"armed_group": "recipient"},
    "statement": {"armed_group": "speaker", "un_body": "speaker", "organ": "speaker", "state": "speaker"},
}


def claim_of(read: Report, draft: Draft) -> Claim:
    """The claim of a draft: every value with its span."""
    document, folded = read.document, read.folded
    chunks = draft.sentence.chunks
    trigger = folded.span(chunks[draft.at].start, chunks[draft.at].end)
    start, end = _span(read, draft)
    located = _within(tuple(_place(read, draft.sentence, k) for k in draft.place_chunks))
    when = chunks[draft.date_chunk].value if draft.date_chunk is not None else None
    date = when.date if isinstance(when, DateMention) else None
    return Claim(
        id=claim_id(document.sha256, trigger, draft.family),
        document=document.path,
        sha256=document.sha256,
        span=(start, end),
        quote=document.text[start:end],
        trigger=trigger,
        event_type=draft.event_type,
        family=draft.family,
        modality=draft.modality,
        mode=_mode(chunks, draft),
        date=date,
        date_span=folded.span(when.start, when.end) if isinstance(when, DateMention) and date else None,
        date_reason=when.reason if isinstance(when, DateMention) else "",
        place=located[0] if located else None,
        places=located if len(located) > 1 else (),
        actors=_actors(read, draft),
        figures=tuple(_figure(read, figure) for figure in draft.figures),
        attribution=_voices(read, draft),
        publisher=document.publisher,
        published=document.published,
        language="ar",
        tlp=document.tlp,
        reason=draft.reason,
        background=draft.background,
    )


def _span(read: Report, draft: Draft) -> Span:
    chunks = draft.sentence.chunks
    own = chunks[draft.start : draft.end]
    start = min([chunk.start for chunk in own] + [figure.since for figure in draft.figures])
    end = max([chunk.end for chunk in own] + [figure.until for figure in draft.figures])
    return read.folded.span(start, end)


def _place(read: Report, sentence: Sentence, k: int) -> Place:
    chunk = sentence.chunks[k]
    span = read.folded.span(chunk.start, chunk.end)
    settled = sentence.places.get(chunk.i)
    text = read.document.text[span[0] : span[1]]
    if settled is not None and settled.confidence < _LEAST_CONFIDENCE:
        # A guess from what else the report names is not what this passage says.
        settled = settled._replace(country=None, geonames=None, lat=None, lon=None, precision=None, within=None)
    return _settled(text, span, settled)


def _within(placed: tuple[Place, ...]) -> tuple[Place, ...]:
    """A site only the report names lies where the place named beside it does."""
    known = next((place for place in placed if place.country), None)
    if not placed or placed[0].country or known is None:
        return placed
    first = msgspec.structs.replace(
        placed[0],
        name=placed[0].name or known.name,
        country=known.country,
        geonames=known.geonames,
        lat=known.lat,
        lon=known.lon,
        precision=known.precision,
        reason=f"named by the report only; it stands beside {known.name}",
    )
    return first, *placed[1:]


def _settled(text: str, span: Span, settled: ResolvedPlace | None) -> Place:
    """The record of a place as worded and as settled."""
    if settled is None:
        return Place(text=text, span=span, reason="named by the report, not in the gazetteer")
    return Place(
        text=text,
        span=span,
        name=settled.name or settled.within,
        country=settled.country,
        geonames=settled.geonames,
        lat=settled.lat,
        lon=settled.lon,
        precision=settled.precision,
        reason=settled.reason,
    )


def _mode(chunks: Sequence[Chunk], draft: Draft) -> str | None:
    if draft.family != "violence":
        return None
    near = chunks[max(draft.start - 3, 0) : draft.end + 3]
    return (
        "suicide"
        if any(
            c.isa("mode.suicide") or any(s.cls == "mode.suicide" for s in c.senses)
            for c in near
            if c.cls != "mode.suicide.self"
        )
        else None
    )


def _actors(read: Report, draft: Draft) -> tuple[Participant, ...]:
    roles = _ROLES.get(draft.event_type) or _ROLES.get(draft.family, {})
    chunks = draft.sentence.chunks
    low, high = max(draft.start - 6, 0), min(draft.end + 6, len(chunks))
    found: dict[str, Participant] = {}
    for k in range(low, high):
        value = chunks[k].value
        if not isinstance(value, ActorMention) or value.kind not in roles or value.id in found:
            continue
        span = read.folded.span(value.start, value.end)
        found[value.id] = Participant(
            role=roles[value.kind],
            text=read.document.text[span[0] : span[1]],
            span=span,
            id=value.id,
            name=value.name,
            reason=value.reason,
        )
    return tuple(found.values())


def _figure(read: Report, figure: Counted) -> Figure:
    span = read.folded.span(figure.start, figure.end)
    return Figure(
        measure=figure.measure,
        op=figure.op,
        value=figure.value,
        unit=figure.unit,
        text=read.document.text[span[0] : span[1]],
        span=span,
        counted=figure.counted,
        part_of=figure.measure if figure.part else None,
        period=figure.period,
        vague=figure.vague,
        low=figure.low,
        high=figure.high,
        reason=figure.reason,
    )


def _voices(read: Report, draft: Draft) -> tuple[Voice, ...]:
    said = draft.voice
    if draft.event_type in ABOUT_ACTS:
        return _speakers(read, draft)
    if said is None:
        return _authority(read, draft)
    chunks = draft.sentence.chunks
    links = [(said.role, said.start, said.end)]
    if said.relay is not None:
        links.insert(0, ("agency", *said.relay))
    return tuple(_voice(read, chunks, role, start, end, said.reason) for role, start, end in links)


def _authority(read: Report, draft: Draft) -> tuple[Voice, ...]:
    """An official step that no other voice reports is its authority's own word ("the police arrested ...")."""
    if draft.family not in ("enforcement", "diplomacy"):
        return ()
    chunks = draft.sentence.chunks
    for k in range(draft.at + 1, min(draft.at + 5, len(chunks))):
        if chunks[k].isa("actor.organ", "actor.court", "actor.state", "security"):
            return (_voice(read, chunks, "authority", k, k + 1, "the step is its own; no other voice is named"),)
        if chunks[k].isa("comma", "and", "num", "people"):
            break
    return ()


def _speakers(read: Report, draft: Draft) -> tuple[Voice, ...]:
    """The group that claims or denies speaks for itself."""
    return tuple(
        Voice(role="speaker", text=a.text, span=a.span, id=a.id, name=a.name, reason="says it of itself")
        for a in _actors(read, draft)
        if a.role == "speaker"
    )


def _voice(read: Report, chunks: Sequence[Chunk], role: str, start: int, end: int, reason: str) -> Voice:
    span = read.folded.span(chunks[start].start, chunks[end - 1].end)
    named = next((c.value for c in chunks[start:end] if isinstance(c.value, ActorMention)), None)
    return Voice(
        role=role,
        text=read.document.text[span[0] : span[1]],
        span=span,
        id=named.id if named else None,
        name=named.name if named else None,
        reason=reason,
    )
