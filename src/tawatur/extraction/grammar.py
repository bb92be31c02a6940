"""The grammar extractor: a report's sentences -> claims, by frames and constructions kept as data.

Each step is a pure function of chunks; what is decided carries its reason. The order: read the report,
find triggers, divide each sentence among them, drop what no condition supports, count figures, settle
date, place, actors and voices, and say which claims go on speaking of an earlier one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur import codebook
from tawatur.extraction import arguments, clauses, figures, frames, report, voices
from tawatur.extraction.chunks import Chunk
from tawatur.extraction.clauses import Clause
from tawatur.extraction.figures import Counted
from tawatur.extraction.frames import Trigger
from tawatur.extraction.report import Report, Sentence
from tawatur.extraction.voices import Said
from tawatur.record import Claim, Document, Modality, claim_id

VERSION = "grammar/1"
# How many closely read sentences after an act a report may still be speaking of it without naming it.
_FOCUS = 4


class Draft(NamedTuple):
    """A happening read from a sentence, before it is a claim. Indices are chunks of the sentence."""

    sentence: Sentence
    at: int
    start: int
    end: int
    event_type: str
    family: str
    modality: Modality
    figures: tuple[Counted, ...]
    voice: Said | None
    place_chunks: tuple[int, ...]
    date_chunk: int | None
    anaphoric: bool
    orphan: bool
    recalled: bool
    reason: str
    aside: bool = False


class GrammarExtractor:
    """The default extractor. Stateless; safe to share and to pickle."""

    version = VERSION

    def extract(self, document: Document) -> tuple[Claim, ...]:
        """The claims of `document`, in the order of their triggers."""
        read = report.read(document)
        if not read.sentences:
            return ()
        drafts = _drafts(read)
        return arguments.claims(read, drafts)


def _drafts(read: Report) -> list[Draft]:
    found: list[Draft] = []
    for sentence in read.sentences:
        found.extend(_sentence_drafts(read, sentence, found))
    return found


def _sentence_drafts(read: Report, sentence: Sentence, earlier: Sequence[Draft]) -> list[Draft]:
    chunks = sentence.chunks
    counted = figures.count(chunks)
    found = frames.triggers(chunks)
    families = {t.event_type: codebook.event_type(t.event_type).family for t in found}
    said = voices.find(chunks)
    facts = _facts(read, sentence, earlier)
    kept, reasons = _supported(read, sentence, found, families, counted, facts)
    row = clauses.divide(chunks, kept, families)
    drafts = [
        draft for clause in row for draft in _clause_drafts(read, sentence, clause, row, counted, said, reasons)
    ]
    if not any(clause.family == "violence" or clause.head.event_type in _TAKES_TOLLS for clause in row):
        drafts.extend(_orphans(read, sentence, counted, said, facts, earlier, row))
    return sorted(drafts, key=lambda draft: draft.at)


def _facts(read: Report, sentence: Sentence, earlier: Sequence[Draft]) -> frozenset[str]:
    chunks = sentence.chunks
    senses = {sense.cls for chunk in chunks for sense in chunk.senses}
    held = set()
    if any(chunk.isa("actor.armed_group") for chunk in chunks):
        held.add("group_sentence")
    if any(cls.startswith(("terror", "evidence", "mode.suicide")) for cls in senses) or "group_sentence" in held:
        held.add("terror")
    violent = [draft for draft in earlier if draft.family == "violence"]
    if violent:
        held.add("violence")
    if violent and sentence.number - violent[-1].sentence.number <= _FOCUS:
        held.add("near")
    if any(draft.event_type == "foiled_plot" for draft in earlier) or any(
        chunk.isa("plan", "foil") for chunk in chunks
    ):
        held.add("plot")
    if any(draft.event_type in ("designation", "delisting") for draft in earlier):
        held.add("status")
    if sentence.heading:
        held.add("heading")
    if read.world.weight > 1 and read.world.elsewhere is None:
        held.add("security")
    if read.world.violent and read.world.elsewhere is None:
        held.add("killing")
    if any(cls.startswith(("alike.accident", "alike.private")) for cls in senses):
        held.add("accident")
    return frozenset(held)


def _supported(
    read: Report,
    sentence: Sentence,
    triggers: Sequence[Trigger],
    families: dict[str, str],
    counted: Sequence[Counted],
    facts: frozenset[str],
) -> tuple[list[Trigger], dict[int, str]]:
    """The triggers that stand, with the reason each does, by chunk."""
    chunks = sentence.chunks
    current = [t for t in triggers if not _outworlded(read, t, families, counted, facts)]
    reasons: dict[int, str] = {}
    for clause in clauses.divide(chunks, current, families):
        held = clauses.conditions(chunks, clause, counted, facts)
        for trigger in clause.triggers:
            group = clauses.satisfied(trigger, held)
            if group is None or not _acts(chunks, trigger, held):
                continue
            reasons[trigger.at] = f"frame {trigger.frame.id} ({', '.join(group)})"
    standing = [t for t in current if t.at in reasons]
    return _unplanned(_uncharged(standing, families, reasons)), reasons


def _uncharged(standing: list[Trigger], families: dict[str, str], reasons: dict[int, str]) -> list[Trigger]:
    """Leave out the violence that only says what somebody is tried or held for, with no day, place or toll of its own."""
    steps = [t.at for t in standing if t.event_type in _JUDICIAL]
    return [
        t
        for t in standing
        if not (steps and steps[0] < t.at and families[t.event_type] == "violence" and "near)" in reasons[t.at])
    ]


def _acts(chunks: Sequence[Chunk], trigger: Trigger, held: frozenset[str]) -> bool:
    if clauses.negated(chunks, trigger.at) or not clauses.takes_its_object(chunks, trigger):
        return False
    if clauses.figurative(chunks, trigger.at) and "toll" not in held:
        return False
    return "toll" in held or not clauses.intended(chunks, trigger.at)


def _outworlded(
    read: Report,
    trigger: Trigger,
    families: dict[str, str],
    counted: Sequence[Counted],
    facts: frozenset[str],
) -> bool:
    """Whether the trigger belongs to another world: an accident, a match, a market."""
    if trigger.strength != "sure" and families[trigger.event_type] == "violence":
        if "accident" in facts and "terror" not in facts:
            return True
        if trigger.strength == "open" and not read.world.violent:
            return True
    if read.world.elsewhere is None:
        return False
    return not (trigger.strength == "sure" and any(map(clauses.is_violent, counted)) and "terror" in facts)


def _unplanned(standing: list[Trigger]) -> list[Trigger]:
    """Leave out the violence that a plot only plans: named after it, with no toll of its own."""
    plots = [t for t in standing if t.frame.modality == "planned"]
    if not plots:
        return standing
    first = plots[0].at
    return [
        t
        for t in standing
        if t.frame.modality == "planned" or codebook.event_type(t.event_type).family != "violence" or t.at < first - 6
    ]


def _clause_drafts(
    read: Report,
    sentence: Sentence,
    clause: Clause,
    row: Sequence[Clause],
    counted: Sequence[Counted],
    said: Sequence[Said],
    reasons: dict[int, str],
) -> list[Draft]:
    own = _figures_of(clause, row, counted)
    head = clause.head
    clause = _subordinate(clause, row)
    place_chunks, date_chunk = arguments.where_and_when(sentence, clause, said)
    start, end = _extent(sentence.chunks, clause, own, place_chunks, date_chunk)
    sense = sentence.chunks[head.at].sense
    anaphoric = sense is not None and ((sense.article and sense.number == "sg") or sense.entry.weapon)
    modality = arguments.modality(sentence.chunks, clause)
    base = Draft(
        sentence, head.at, start, end, head.event_type, clause.family, modality, (), None,
        place_chunks, date_chunk, anaphoric, False, clause.recalled, reasons.get(head.at, ""),
    )  # fmt: skip
    return _by_voice(base, own, said) + _elsewhere(base, clause)


def _elsewhere(base: Draft, clause: Clause) -> list[Draft]:
    """Acts that one plural word names at several places, each with its own day ("attacks in X (11 March) and Y (28 June)")."""
    chunks = base.sentence.chunks
    if base.family != "violence" or not chunks[base.at].cls.endswith(".pl"):
        return []
    pairs = [k for k in range(clause.start, clause.end) if chunks[k].isa("place") and _dated_in_brackets(chunks, k)]
    return [
        base._replace(
            at=k,
            start=k,
            end=k + 3,
            place_chunks=(k,),
            date_chunk=k + 2,
            anaphoric=False,
            reason=f"{base.reason}; one of several places with their own days",
        )  # fmt: skip
        for k in pairs[1:]
    ]


def _dated_in_brackets(chunks: Sequence[Chunk], k: int) -> bool:
    return k + 2 < len(chunks) and chunks[k + 1].isa("open") and chunks[k + 2].isa("date")


def _by_voice(base: Draft, own: Sequence[Counted], said: Sequence[Said]) -> list[Draft]:
    """One draft a voice: rival sources in one clause make claims of their own."""
    chunks = base.sentence.chunks
    groups: dict[Said | None, list[Counted]] = {}
    for figure in own:
        groups.setdefault(voices.of(figure.at, said, chunks), []).append(figure)
    main = voices.of(base.at, said, chunks)
    if len(groups) <= 1:
        voice = next(iter(groups), main)
        return [base._replace(figures=tuple(own), voice=voice or main)]
    rows = []
    for number, (voice, group) in enumerate(groups.items()):
        if number == 0:
            rows.append(base._replace(figures=tuple(group), voice=voice))
        else:
            rows.append(_aside(base, group, voice))
    return rows


def _aside(base: Draft, group: Sequence[Counted], voice: Said | None) -> Draft:
    at = group[0].at
    return base._replace(
        at=at, start=min(at, voice.start if voice else at), end=group[-1].at + 2, figures=tuple(group), voice=voice,
        place_chunks=(), date_chunk=None, anaphoric=True, orphan=True, aside=True,
        reason="a further voice on the same happening",
    )  # fmt: skip


def _figures_of(clause: Clause, row: Sequence[Clause], counted: Sequence[Counted]) -> list[Counted]:
    """The figures of a clause: by what they measure, then by where they stand."""
    return [figure for figure in counted if _owner(figure, row) is clause]


_JUDICIAL = ("charge", "sentence", "extradition")
_TAKES_TOLLS = ("killing_of_militant", "foiled_plot")
_OF_FAMILY = {
    "amount": ("funding", "fundraising", "seizure"),
    "arrested": ("arrest",),
    "charged": ("charge",),
    "sentenced": ("sentence",),
    "prison_years": ("sentence",),
}


def _owner(figure: Counted, row: Sequence[Clause]) -> Clause | None:
    fit = [clause for clause in row if _fits(figure, clause)]
    inside = next((clause for clause in fit if clause.start <= figure.at < clause.end), None)
    if inside is not None or not fit:
        return inside
    return min(fit, key=lambda clause: min(abs(clause.first - figure.at), abs(clause.end - figure.at)))


def _fits(figure: Counted, clause: Clause) -> bool:
    types = _OF_FAMILY.get(figure.measure)
    if types is not None:
        return clause.head.event_type in types
    return clause.family == "violence" or clause.head.event_type == "killing_of_militant"


def _subordinate(clause: Clause, row: Sequence[Clause]) -> Clause:
    """A plot for which somebody is arrested or charged shares the words of that step: who, where and when."""
    if clause.head.event_type in ("arrest", "charge"):
        after = [other for other in row if other.start == clause.end and other.head.frame.modality == "planned"]
        return clause._replace(end=after[0].end) if after and not after[0].coordinated else clause
    if clause.head.frame.modality != "planned":
        return clause
    before = [other for other in row if other.end == clause.start and other.head.event_type in ("arrest", "charge")]
    return clause._replace(start=before[0].start) if before else clause


def _extent(
    chunks: Sequence[Chunk], clause: Clause, own: Sequence[Counted], places: Sequence[int], date: int | None
) -> tuple[int, int]:
    """The chunk range from the first to the last word the claim rests on."""
    points = [t.at for t in clause.triggers] + [t.last for t in clause.triggers]
    points += [figure.at for figure in own] + list(places) + ([date] if date is not None else [])
    if clause.family == "statement" or clause.head.frame.modality == "planned":
        near = range(max(clause.head.at - 6, 0), min(clause.head.at + 8, len(chunks)))
        points += [k for k in near if chunks[k].isa("actor.armed_group", "people.suspect")]
    if clause.head.event_type == "assassination":
        points.append(min(clause.head.at + 3, clause.end - 1))
    if clause.family == "finance":
        points += [k for k in range(clause.start, clause.end) if chunks[k].isa("actor", "unit.money", "period")]
    return min(points), max(points) + 1


def _orphans(
    read: Report,
    sentence: Sentence,
    counted: Sequence[Counted],
    said: Sequence[Said],
    facts: frozenset[str],
    earlier: Sequence[Draft],
    row: Sequence[Clause],
) -> list[Draft]:
    """A toll with no word for the act: the act told before, or one that the company of the words shows."""
    own = [figure for figure in counted if clauses.is_violent(figure) and figure.measure != "displaced"]
    if "accident" in facts and "terror" not in facts:
        return []
    killing = next((k for k, c in enumerate(sentence.chunks) if c.isa("kill.word", "kill.verb.pl")), None)
    if not own and killing is None:
        return []
    at = own[0].at if own else killing
    assert at is not None
    supported = "near" in facts or "killing" in facts or ("terror" in facts and read.world.elsewhere is None)
    if not supported:
        return []
    whole = Clause((), "violence", 0, len(sentence.chunks))
    place_chunks, date_chunk = arguments.where_and_when(sentence, whole, said, at)
    if not own and not (place_chunks and date_chunk is not None):
        return []
    if arguments.is_statistic(sentence, date_chunk, read.tokens):
        return []
    points = [at, *(figure.at for figure in own), *place_chunks]
    base = Draft(
        sentence, at, min(points), max(points) + 1, "attack", "violence", "asserted", (), None,
        place_chunks, date_chunk, not place_chunks and "near" in facts, True, False,
        "a toll of the violence the report tells of",
    )  # fmt: skip
    return _by_voice(base, own, said)


def default() -> GrammarExtractor:
    """The grammar extractor."""
    return GrammarExtractor()


__all__ = ["VERSION", "Draft", "GrammarExtractor", "claim_id", "default"]
