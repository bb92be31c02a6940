"""Drafts: the happenings of a sentence, in chunks, before they are claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.extraction import arguments, assertion, clauses, support, voices
from tawatur.extraction.chunks import Chunk
from tawatur.extraction.clauses import Clause
from tawatur.extraction.figures import Counted
from tawatur.extraction.report import Sentence
from tawatur.extraction.sight import Sight
from tawatur.extraction.support import Standing
from tawatur.extraction.voices import Said
from tawatur.record import Modality

# Event types outside the violence family whose sentence owns a toll told in it.
# Nouns that say of the dead that they were killed.
_SLAIN = ("قتيل", "شهيد", "صريع")
# Verbs of dying: they do not say that anybody killed.
_DYING = ("توفي", "مات", "فارقوا")
_ENDS = ("مصرع", "حتف")
_TAKES_TOLLS = ("killing_of_militant", "foiled_plot")
# Measures that only claims of certain types carry.
_MEASURED_BY = {
    "amount": ("funding", "fundraising", "seizure"),
    "arrested": ("arrest",),
    "charged": ("charge",),
    "sentenced": ("sentence",),
    "prison_years": ("sentence",),
}


class Draft(NamedTuple):
    """A happening read from a sentence. Indices are chunks of the sentence; `[start, end)` is what it rests on.

    `anaphoric` marks words that point back ("the attack"), `orphan` a toll without a word for the act,
    `aside` a further voice on the draft before, `recalled` an act brought up from memory,
    `background` one set beside the act the report is about, `told` whether
    the sentence tells of the act or only brings it up.
    """

    sentence: Sentence
    at: int
    start: int
    end: int
    event_type: str
    family: str
    modality: Modality
    place_chunks: tuple[int, ...]
    date_chunk: int | None
    reason: str
    figures: tuple[Counted, ...] = ()
    voice: Said | None = None
    anaphoric: bool = False
    orphan: bool = False
    aside: bool = False
    recalled: bool = False
    background: bool = False
    told: bool = True


def drafts(sight: Sight) -> list[Draft]:
    """The happenings of the sentence, in the order of their triggers."""
    rows = support.standing(sight)
    triggers = [row.trigger for row in rows]
    stood = {row.trigger.at: row for row in rows}
    row = clauses.divide(sight.chunks, triggers, {t.event_type: support.family(t) for t in triggers})
    found = [draft for clause in row for draft in _of_clause(sight, clause, row, stood)]
    if not any(clause.family == "violence" or clause.head.event_type in _TAKES_TOLLS for clause in row):
        found += _of_toll_alone(sight)
    return sorted(found, key=lambda draft: draft.at)


def _of_clause(sight: Sight, clause: Clause, row: Sequence[Clause], stood: dict[int, Standing]) -> list[Draft]:
    own = [figure for figure in sight.figures if _owner(figure, row) is clause]
    head = clause.head
    wide = _with_neighbour(clause, row)
    place_chunks, date_chunk = arguments.where_and_when(sight.sentence, wide, sight.voices)
    start, end = _extent(sight, wide, own, place_chunks, date_chunk)
    sense = sight.chunks[head.at].sense
    base = Draft(
        sentence=sight.sentence,
        at=head.at,
        start=start,
        end=end,
        event_type=head.event_type,
        family=clause.family,
        modality=arguments.modality(sight.chunks, clause),
        place_chunks=place_chunks,
        date_chunk=date_chunk,
        reason=stood[head.at].reason,
        anaphoric=sense is not None and ((sense.article and sense.number == "sg") or sense.entry.weapon),
        recalled=clause.recalled,
        background=clauses.is_background(sight.chunks, clause),
        told=any(stood[trigger.at].told for trigger in clause.triggers),
    )
    return _by_voice(sight, base, own) + _elsewhere(base, clause)


def _of_toll_alone(sight: Sight) -> list[Draft]:
    """A toll with no word for the act: the act told before, or one that the company of the words shows."""
    own = [figure for figure in sight.figures if clauses.is_violent(figure) and figure.measure != "displaced"]
    killing = next((k for k in range(len(sight.chunks)) if _is_killing(sight, k)), None)
    at = own[0].at if own else killing
    if at is None or not _violent_company(sight):
        return []
    whole = Clause((), "violence", 0, len(sight.chunks))
    place_chunks, date_chunk = arguments.where_and_when(sight.sentence, whole, sight.voices, at)
    if not own and not (place_chunks and date_chunk is not None):
        return []
    if arguments.is_statistic(sight.sentence, date_chunk):
        return []
    points = [at, *(figure.at for figure in own), *place_chunks]
    base = Draft(
        sentence=sight.sentence,
        at=at,
        start=min(points),
        end=max(points) + 1,
        event_type="attack",
        family="violence",
        modality="asserted",
        place_chunks=place_chunks,
        date_chunk=date_chunk,
        reason="a toll of the violence the report tells of",
        anaphoric=not place_chunks and "near" in sight.facts,
        orphan=True,
        told=assertion.harms(sight.chunks),
    )
    return _by_voice(sight, base, own)


def _violent_company(sight: Sight) -> bool:
    if "accident" in sight.facts and "terror" not in sight.facts:
        return False
    if any(sense.cls == "alike.medicine" for chunk in sight.chunks for sense in chunk.senses):
        return False
    if "near" in sight.facts or ("terror" in sight.facts and sight.world.elsewhere is None):
        return True
    # Dying is not being killed: "died", "bodies" alone speak of no violence.
    killed = any((c.isa("kill.word", "kill.verb") and not _is_dying(c)) or _is_slain(c) for c in sight.chunks)
    if "security" in sight.facts and any(_is_violent_end(c) for c in sight.chunks):
        return True
    return killed and "killing" in sight.facts


def _is_dying(chunk: Chunk) -> bool:
    return chunk.sense is not None and chunk.sense.entry.lemma in _DYING


def _is_violent_end(chunk: Chunk) -> bool:
    """ "Met their death": of accidents as of attacks, so the report must tell of violence."""
    return chunk.isa("kill.masdar") and chunk.sense is not None and chunk.sense.entry.lemma in _ENDS


def _is_slain(chunk: Chunk) -> bool:
    return chunk.isa("kill.noun") and chunk.sense is not None and chunk.sense.entry.lemma in _SLAIN


def _is_killing(sight: Sight, k: int) -> bool:
    """Whether the chunk is a verb of killing, rather than the noun that is written alike."""
    chunk = sight.chunks[k]
    if chunk.sense is not None and chunk.sense.present:
        return False
    if chunk.isa("kill.word.pl", "kill.word.du", "kill.verb.pl"):
        return True
    return chunk.isa("kill.word.sg") and (k == 0 or sight.chunks[k - 1].isa("and", "that", "rel", "comma"))


def _by_voice(sight: Sight, base: Draft, own: Sequence[Counted]) -> list[Draft]:
    """One draft a voice: rival sources in one clause make claims of their own."""
    groups: dict[Said | None, list[Counted]] = {}
    for figure in own:
        groups.setdefault(voices.of(figure.at, sight.voices, sight.chunks), []).append(figure)
    if len(groups) <= 1:
        voice = next(iter(groups), None) or voices.of(base.at, sight.voices, sight.chunks)
        return [base._replace(figures=tuple(own), voice=voice)]
    (first, figures), *others = groups.items()
    return [
        base._replace(figures=tuple(figures), voice=first),
        *(_aside(base, group, voice) for voice, group in others),
    ]


def _aside(base: Draft, group: Sequence[Counted], voice: Said | None) -> Draft:
    at = group[0].at
    return base._replace(
        at=at,
        start=min(at, voice.start if voice else at),
        end=group[-1].at + 2,
        figures=tuple(group),
        voice=voice,
        place_chunks=(),
        date_chunk=None,
        anaphoric=True,
        orphan=True,
        aside=True,
        reason="a further voice on the same happening",
    )


def _elsewhere(base: Draft, clause: Clause) -> list[Draft]:
    """Acts one plural word names at several places with their own days ("attacks in X (1 May) and Y (2 June)")."""
    chunks = base.sentence.chunks
    if base.family != "violence" or not chunks[base.at].cls.endswith(".pl"):
        return []
    dated = [
        k
        for k in range(clause.start, min(clause.end, len(chunks) - 2))
        if chunks[k].isa("place") and chunks[k + 1].isa("open") and chunks[k + 2].isa("date")
    ]
    reason = f"{base.reason}; one of several places with their own days"
    return [
        base._replace(at=k, start=k, end=k + 3, place_chunks=(k,), date_chunk=k + 2, anaphoric=False, reason=reason)
        for k in dated[1:]
    ]


def _owner(figure: Counted, row: Sequence[Clause]) -> Clause | None:
    """The clause a figure belongs to: by what it measures, then by where it stands."""
    fit = [clause for clause in row if _fits(figure, clause)]
    inside = next((clause for clause in fit if clause.start <= figure.at < clause.end), None)
    if inside is not None or not fit:
        return inside
    return min(fit, key=lambda clause: min(abs(clause.first - figure.at), abs(clause.end - figure.at)))


def _fits(figure: Counted, clause: Clause) -> bool:
    types = _MEASURED_BY.get(figure.measure)
    if types is not None:
        return clause.head.event_type in types
    return clause.family == "violence" or clause.head.event_type == "killing_of_militant"


def _with_neighbour(clause: Clause, row: Sequence[Clause]) -> Clause:
    """An arrest or charge and the plot it is for share their words: who, where and when."""
    if clause.head.event_type in ("arrest", "charge"):
        after = [other for other in row if other.start == clause.end and other.head.frame.modality == "planned"]
        return clause._replace(end=after[0].end) if after and not after[0].coordinated else clause
    if clause.head.frame.modality != "planned":
        return clause
    before = [other for other in row if other.end == clause.start and other.head.event_type in ("arrest", "charge")]
    return clause._replace(start=before[0].start) if before else clause


def _extent(
    sight: Sight, clause: Clause, own: Sequence[Counted], places: Sequence[int], date: int | None
) -> tuple[int, int]:
    """The chunk range from the first to the last word the claim rests on."""
    points = [point for trigger in clause.triggers for point in (trigger.at, trigger.last)]
    points += [figure.at for figure in own]
    points += [*places, *([date] if date is not None else [])]
    points += _parties(sight, clause)
    return min(points), max(points) + 1


def _parties(sight: Sight, clause: Clause) -> list[int]:
    """The chunks of those without whom the claim says little: who claims, who plots, who was killed, who paid."""
    chunks, at = sight.chunks, clause.head.at
    if clause.head.event_type == "assassination":
        return [min(at + 3, clause.end - 1)]
    if clause.family == "finance":
        return [k for k in range(clause.start, clause.end) if chunks[k].isa("actor", "unit.money", "period")]
    if clause.family == "statement" or clause.head.frame.modality == "planned":
        near = range(max(at - 6, 0), min(at + 8, len(chunks)))
        return [k for k in near if chunks[k].isa("actor.armed_group", "people.suspect")]
    return []
