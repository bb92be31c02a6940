"""Arguments: date, place, actors and voices of a happening, and the claims made of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from tawatur.authority import actors, places
from tawatur.authority.actors import ActorMention
from tawatur.authority.places import PlaceMention, ResolvedPlace
from tawatur.dates import parse
from tawatur.extraction.chunks import Chunk
from tawatur.extraction.clauses import Clause
from tawatur.extraction.report import Report, Sentence
from tawatur.extraction.voices import Said
from tawatur.languages.ar import lexicon
from tawatur.languages.ar.datewords import DateMention
from tawatur.languages.ar.tokens import Token
from tawatur.record import Claim, Figure, Modality, Participant, Place, Span, Voice, claim_id

if TYPE_CHECKING:
    from tawatur.extraction.figures import Counted
    from tawatur.extraction.grammar import Draft

_FINE = (
    "place.site",
    "place.facility",
    "place.city",
    "place.admin1",
    "place.region",
    "place.direction",
    "place.country",
)
_STATISTIC_DAYS = 62
# The report's country stands in for an unstated place only where no other comes near it in mentions.
_DOMINANT = 1.5
_LEAST_CONFIDENCE = 0.5
_BACKGROUND_DAYS = 400
# Degrees within which two named places count as one town (some 40 km).
_SUBURB_LAT, _SUBURB_LON = 0.35, 0.45


def where_and_when(
    sentence: Sentence, clause: Clause, said: Sequence[Said], at: int | None = None
) -> tuple[tuple[int, ...], int | None]:
    """The chunks of the clause's places (main one first) and of its date."""
    chunks = sentence.chunks
    trigger = clause.head.at if at is None else at
    return _places(chunks, clause, said, trigger), _date(chunks, clause, trigger)


def modality(chunks: Sequence[Chunk], clause: Clause) -> Modality:
    """What the words around the trigger make of the happening: asserted, suspected, planned, denied ..."""
    head = clause.head
    if head.frame.modality is not None:
        return head.frame.modality
    before = chunks[max(clause.start, head.at - 8) : head.at]
    if any(chunk.isa("denial") for chunk in before):
        return "denied"
    if any(chunk.isa("suspect") for chunk in before):
        return "suspected"
    return "asserted"


def is_statistic(sentence: Sentence, date_chunk: int | None, tokens: Sequence[Token]) -> bool:
    """Whether a toll is a sum over a long time ("since August 2015") rather than of one act."""
    if date_chunk is None:
        return False
    value = sentence.chunks[date_chunk].value
    if not isinstance(value, DateMention):
        return False
    if value.date is None:
        return any(
            sense.cls == "unit.time" for k in range(value.i, value.j) for sense in lexicon.senses(tokens[k].text)
        )
    return parse(value.date).days > _STATISTIC_DAYS


def claims(read: Report, drafts: Sequence[Draft]) -> tuple[Claim, ...]:
    """The claims of the drafts, with their links to earlier ones, each identifier once."""
    made: list[Claim] = []
    focus: list[tuple[Draft, Claim]] = []
    seen: set[str] = set()
    for draft in drafts:
        claim = _anchored(_claim(read, draft), draft, made)
        if claim.id in seen:
            continue
        seen.add(claim.id)
        linked = _linked(claim, draft, focus)
        made.append(linked)
        focus.append((draft, linked))
    return tuple(_with_countries(read, [_looking_ahead(draft, claim, focus) for draft, claim in focus]))


def _anchored(claim: Claim, draft: Draft, made: Sequence[Claim]) -> Claim:
    """ "On the same day", "the next day": counted from the last dated claim before."""
    when = draft.sentence.chunks[draft.date_chunk].value if draft.date_chunk is not None else None
    if not isinstance(when, DateMention) or when.date is not None or when.anchor not in _ANCHORS:
        return claim
    before = next((c for c in reversed(made) if c.date is not None), None)
    if before is None or before.date is None:
        return claim
    shift = _ANCHORS[when.anchor]
    first = parse(before.date)
    if shift and first.precision != "day":
        return claim
    date = before.date if not shift else (first.first + timedelta(days=shift)).isoformat()
    reason = f"{when.anchor}: counted from {before.date} of the claim before"
    return _replace(claim, date=date, date_reason=reason)


def _looking_ahead(draft: Draft, claim: Claim, focus: Sequence[tuple[Draft, Claim]]) -> Claim:
    """A statement about an act that its own sentence names after it."""
    if claim.family != "statement" or claim.event_type not in _ABOUT_ACTS:
        return claim
    own = [c for d, c in focus if d.sentence is draft.sentence and c.family == "violence"]
    return _replace(claim, continues=own[0].id) if own else claim


def _claim(read: Report, draft: Draft) -> Claim:
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
    )


def _span(read: Report, draft: Draft) -> Span:
    chunks = draft.sentence.chunks
    own = chunks[draft.start : draft.end]
    start = min([chunk.start for chunk in own] + [figure.start for figure in draft.figures])
    end = max([chunk.end for chunk in own] + [figure.end for figure in draft.figures])
    return read.folded.span(start, end)


def _places(chunks: Sequence[Chunk], clause: Clause, said: Sequence[Said], trigger: int) -> tuple[int, ...]:
    """Places of the clause outside its speakers' names, nearest after the trigger first, then before it."""
    spoken = {k for voice in said for k in range(voice.start, voice.end)}
    found = [k for k in range(clause.start, clause.end) if chunks[k].isa("place") and k not in spoken]
    found = [k for k in found if not _origin(chunks, k)]
    if not found:
        return ()
    nearest = min(found, key=lambda k: (_distance(k, trigger), _FINE.index(_kind(chunks[k]))))
    cluster = _cluster(chunks, found, nearest)
    return tuple(sorted(cluster, key=lambda k: (_FINE.index(_kind(chunks[k])) > 3, abs(k - nearest))))


def _origin(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether "from" makes the place where people come from ("19 people from Chechnya")."""
    j = k - 1
    while j >= 0 and chunks[j].isa("and", "place"):
        j -= 1
    sense = chunks[j].sense if j >= 0 else None
    return (
        sense is not None and sense.stem == "من" and j > 0 and chunks[j - 1].isa("people", "num", "other", "demonym")
    )


def _kind(chunk: Chunk) -> str:
    return chunk.cls if chunk.cls in _FINE else "place.country"


def _distance(k: int, trigger: int) -> float:
    """Distance from the trigger; what stands before it is much less likely to belong to it."""
    return k - trigger if k > trigger else 4.0 * (trigger - k)


def _cluster(chunks: Sequence[Chunk], found: Sequence[int], nearest: int) -> list[int]:
    """The places joined to the nearest one by "and", a comma, or a preposition alone."""
    cluster = [nearest]
    for k in found[found.index(nearest) + 1 :]:
        between = chunks[cluster[-1] + 1 : k]
        if len(between) > 3 or not all(c.isa("and", "comma", "prep", "w", "quote", "open", "close") for c in between):
            break
        if sum(c.cls == "w" for c in between) > 1:
            break
        cluster.append(k)
    return cluster


def _date(chunks: Sequence[Chunk], clause: Clause, trigger: int) -> int | None:
    found = [k for k in range(clause.start, clause.end) if isinstance(chunks[k].value, DateMention)]
    found = [k for k in found if not _of_speech(chunks, k)] or found
    return min(found, key=lambda k: (_open_ended(chunks[k]), abs(k - trigger)), default=None)


def _of_speech(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether a calendar date stands between a verb of speech and "that": the day it was said."""
    value = chunks[k].value
    if not isinstance(value, DateMention) or value.kind != "calendar":
        return False
    after = next((j for j in range(k + 1, min(k + 4, len(chunks))) if not chunks[j].isa("comma", "close")), None)
    before = any(chunks[j].isa("say.verb") for j in range(max(k - 8, 0), k))
    return before and after is not None and chunks[after].isa("that")


def _open_ended(chunk: Chunk) -> bool:
    value = chunk.value
    return isinstance(value, DateMention) and value.date is not None and ".." in value.date


def _place(read: Report, sentence: Sentence, k: int) -> Place:
    chunk = sentence.chunks[k]
    span = read.folded.span(chunk.start, chunk.end)
    settled = sentence.places.get(chunk.i)
    text = read.document.text[span[0] : span[1]]
    if settled is not None and settled.confidence < _LEAST_CONFIDENCE:
        # A guess from what else the report names is not what this passage says.
        settled = settled._replace(country=None, geonames=None, lat=None, lon=None, precision=None, within=None)
    return place_of(text, span, settled)


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


def place_of(text: str, span: Span, settled: ResolvedPlace | None) -> Place:
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


_ANCHORS = {"same-day": 0, "next-day": 1, "previous-day": -1}
_ABOUT_ACTS = ("claim_of_responsibility", "denial", "condemnation")
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
        vague=figure.vague,
        low=figure.low,
        high=figure.high,
        reason=figure.reason,
    )


def _voices(read: Report, draft: Draft) -> tuple[Voice, ...]:
    said = draft.voice
    if draft.event_type in _ABOUT_ACTS:
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


def _linked(claim: Claim, draft: Draft, focus: Sequence[tuple[Draft, Claim]]) -> Claim:
    """The claim with the earlier one it goes on speaking of, and that one's type where it has none."""
    if claim.family not in ("violence", "statement"):
        return claim
    earlier = [(d, c) for d, c in focus if c.family == "violence" and not d.recalled]
    if draft.aside:
        earlier = earlier[-1:]
    for _, antecedent in reversed(earlier):
        if _may_continue(claim, draft, antecedent):
            kind = antecedent.event_type if draft.orphan else claim.event_type
            return _replace(claim, event_type=kind, continues=antecedent.id)
    return claim


def _may_continue(claim: Claim, draft: Draft, antecedent: Claim) -> bool:
    if draft.recalled or conflict(claim, antecedent):
        return False
    return draft.anaphoric or draft.orphan or claim.family == "statement" or _same_words(claim, antecedent)


def _same_words(claim: Claim, antecedent: Claim) -> bool:
    """Whether both name the same place: then the later one tells of the act again."""
    ours, theirs = claim.place, antecedent.place
    if ours is None or theirs is None:
        return False
    return ours.text == theirs.text or (ours.geonames is not None and ours.geonames == theirs.geonames)


def conflict(left: Claim, right: Claim) -> bool:
    """Whether two claims cannot speak of one act: days that cannot meet, or two cities or countries."""
    if left.date and right.date and not parse(left.date).overlaps(parse(right.date)):
        return True
    ours, theirs = left.place, right.place
    if ours is None or theirs is None:
        return False
    if ours.country and theirs.country and ours.country != theirs.country:
        return True
    cities = ours.precision in ("city", "site") and theirs.precision in ("city", "site")
    return (
        cities
        and ours.name is not None
        and theirs.name is not None
        and ours.name != theirs.name
        and not _near(ours, theirs)
    )


def _near(left: Place, right: Place) -> bool:
    """Whether two named places may be one to a reporter: a suburb and its city, or positions unknown."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return True
    return abs(left.lat - right.lat) < _SUBURB_LAT and abs(left.lon - right.lon) < _SUBURB_LON


def _with_countries(read: Report, made: Sequence[Claim]) -> list[Claim]:
    """Give acts that no place was stated for the country the report speaks of most."""
    likely = _likely_country(read)
    latest = _latest_day(read, made)
    placed = _placed(made)
    by_id = {claim.id: claim for claim in made}
    return [
        claim
        if claim.id in placed and claim.family != "statement"
        else _located(claim, by_id, None if _is_old(claim, latest) else likely)
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
    """A claim no place is stated for: with the place of the act it speaks of, its authority's country, or the report's."""
    if claim.family == "statement" and claim.place is None:
        act = by_id.get(claim.continues or "")
        while act is not None and act.place is None:
            act = by_id.get(act.continues or "")
        place = act.place if act is not None else None
        return (
            claim
            if place is None
            else _replace(claim, place=msgspec.structs.replace(place, reason="the place of the act it speaks of"))
        )
    if claim.family not in ("violence", "enforcement"):
        return claim
    own = _office_country(claim) or (_country_of_act(claim, by_id) if claim.family == "enforcement" else None)
    place = own or likely
    return claim if place is None else _replace(claim, place=place)


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


def _replace(claim: Claim, **changes: object) -> Claim:
    return msgspec.structs.replace(claim, **changes)
