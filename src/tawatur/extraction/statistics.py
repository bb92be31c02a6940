"""Statistics: numbers that count many events, with the number of countries and the time they are compared with.

"21 attacks in nine countries against eight the year before" is one claim about many events. Its figures are
of the measures `attacks`, `plots` and `countries`; one that counts another time carries its words as `period`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tawatur.extraction.chunks import Chunk
from tawatur.extraction.drafts import Draft
from tawatur.extraction.figures import Counted
from tawatur.extraction.report import Report
from tawatur.extraction.sight import Sight
from tawatur.languages.ar.lexicon import load_yaml
from tawatur.languages.ar.numerals import Quantity
from tawatur.record import Number, Operator
from tawatur.script import fold_text

_PLURAL_UP_TO = 10
# What a sentence or its report must show for a bare count to be one of political violence.
_OF_VIOLENCE = frozenset({"security", "terror", "group_sentence"})


class Vocabulary(NamedTuple):
    """The table of statistics, words folded."""

    least: int
    countries: frozenset[str]
    against: frozenset[str]
    counted: tuple[tuple[str, str], ...]
    reach: int


@cache
def vocabulary() -> Vocabulary:
    """The table, read once."""
    data = load_yaml("statistics.yaml")
    return Vocabulary(
        least=int(data["least"]),
        countries=frozenset(map(fold_text, data["countries"])),
        against=frozenset(map(fold_text, data["against"])),
        counted=tuple(data["counted"].items()),
        reach=int(data["reach"]),
    )


def with_counts(read: Report, sight: Sight, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence; the one that a statistic belongs to carries its figures.

    Where the sentence counts acts that no draft speaks of, a draft of its own is made, as long as
    the report is about political violence.
    """
    found = _statistic(read, sight.chunks)
    if not found:
        return list(drafts)
    first = found[0]
    own = [draft for draft in drafts if draft.event_type == "foiled_plot" or draft.family == "violence"]
    if any(draft.figures for draft in own):
        return list(drafts)  # a toll beside it: the number counts the parts of what is told
    home = min(own, key=lambda draft: (abs(draft.at - first.at), draft.at), default=None)
    if home is None:
        return sorted([*drafts, *_alone(sight, found)], key=lambda draft: draft.at)
    others = {draft.at for draft in own if draft is not home and draft.at > first.at}
    kept = [draft for draft in drafts if draft.at not in others and draft is not home]
    return sorted([*kept, _counting(home, found)], key=lambda draft: draft.at)


def _counting(draft: Draft, found: Sequence[Counted]) -> Draft:
    planned = draft.modality == "planned"
    figures = [
        item._replace(measure="plots", unit="plots") if planned and item.measure == "attacks" else item
        for item in found
    ]
    first, last = min(item.at for item in found), max(item.at for item in found)
    return draft._replace(
        start=min(draft.start, first),
        end=max(draft.end, last + 2),
        figures=tuple(figures),
        anaphoric=False,
        reason=f"{draft.reason}; a count of many events",
    )


def _alone(sight: Sight, found: Sequence[Counted]) -> list[Draft]:
    if sight.world.elsewhere is not None or not sight.facts & _OF_VIOLENCE:
        return []
    at = found[0].at
    plots = found[0].measure == "plots" or any(chunk.isa("plan", "foil", "intent") for chunk in sight.chunks[:at])
    kind = "foiled_plot" if plots else "attack"
    dates = [k for k, chunk in enumerate(sight.chunks) if chunk.isa("date")]
    base = Draft(
        sentence=sight.sentence,
        at=at + 1,
        start=min([at, *dates[:1]]),
        end=at + 2,
        event_type=kind,
        family="enforcement" if plots else "violence",
        modality="planned" if plots else "asserted",
        place_chunks=(),
        date_chunk=dates[0] if dates else None,
        reason="the report counts such events",
    )
    return [_counting(base, found)]


# --- what is counted


def _statistic(read: Report, chunks: Sequence[Chunk]) -> list[Counted]:
    """The counts of the sentence in order, if they make a statistic; else none."""
    acts = [figure for k in range(len(chunks) - 1) if (figure := _act(read, chunks, k)) is not None]
    if not acts:
        return []
    lands = [figure for k in range(len(chunks) - 1) if (figure := _land(read, chunks, k)) is not None]
    many = any((item.value or 0) >= vocabulary().least for item in acts if not isinstance(item.value, tuple))
    compared = any(item.period for item in acts) and any(not item.period for item in acts)
    if acts[0].period or not (many or lands or compared):
        return []
    return sorted([*acts, *lands], key=lambda item: item.at)


def _act(read: Report, chunks: Sequence[Chunk], k: int) -> Counted | None:
    """The count of attacks or plots at chunk `k`."""
    noun = chunks[k + 1]
    measure = next((name for cls, name in vocabulary().counted if noun.isa(cls)), None)
    value = _quantity(chunks[k])
    if measure is None or value is None or noun.prefix or not _agrees(value, noun):
        return None
    if noun.sense is not None and noun.sense.entry.weapon:
        return None  # thirty bottles, three hundred rockets: things, not acts
    return _figure(read, chunks, k, measure, value)


def _land(read: Report, chunks: Sequence[Chunk], k: int) -> Counted | None:
    """The count of countries at chunk `k`."""
    value = _quantity(chunks[k])
    if value is None or _word(read, chunks[k + 1]) not in vocabulary().countries:
        return None
    return _figure(read, chunks, k, "countries", value)


def _quantity(chunk: Chunk) -> Quantity | None:
    value = chunk.value
    if chunk.cls != "num" or not isinstance(value, Quantity) or value.ordinal or value.prefix.endswith("ال"):
        return None
    return value if isinstance(value.value, int) or value.op == "range" or value.vague else None


def _agrees(quantity: Quantity, noun: Chunk) -> bool:
    """Three to ten take a plural, higher numbers a singular: else the number counts something else."""
    if quantity.value is None:
        return True
    return noun.cls.endswith(".pl" if quantity.value <= _PLURAL_UP_TO else ".sg")


def _figure(read: Report, chunks: Sequence[Chunk], k: int, measure: str, quantity: Quantity) -> Counted:
    value: Number | tuple[Number, Number] | None = quantity.value
    low, high = quantity.low, quantity.high
    if quantity.op == "range" and low is not None and high is not None:
        value, low, high = (low, high), None, None
    operator: Operator = quantity.op
    period = _period(read, chunks, k)
    return Counted(
        measure, operator, value, low, high, quantity.vague, measure, None, False, k,
        chunks[k].start, chunks[k].end, "a count of many events",
        since=chunks[k].start, until=max(_until(chunks, k), period[1] if period else 0),
        period=_original(read, *period) if period else None,
    )  # fmt: skip


def _until(chunks: Sequence[Chunk], k: int) -> int:
    """Where the words of a count end: with the noun and one describing word."""
    describing = k + 2 < len(chunks) and chunks[k + 2].isa("w", "demonym")
    return chunks[k + 2 if describing else k + 1].end


def _period(read: Report, chunks: Sequence[Chunk], k: int) -> tuple[int, int] | None:
    """The offsets of the time a compared count is of; None where the count opens no comparison."""
    opening = [j for j in range(k) if _word(read, chunks[j]) in vocabulary().against]
    if not opening or not any(chunks[j].cls == "num" for j in range(opening[-1])):
        return None
    for j in range(k + 1, min(k + 1 + vocabulary().reach, len(chunks))):
        if chunks[j].isa("date"):
            return chunks[j].start, chunks[j].end
        if chunks[j].isa("unit.time"):
            return chunks[j].start, chunks[min(j + 2, len(chunks) - 1)].end
    return chunks[opening[-1]].start, chunks[opening[-1]].end


def _original(read: Report, start: int, end: int) -> str:
    since, until = read.folded.span(start, end)
    return read.document.text[since:until]


def _word(read: Report, chunk: Chunk) -> str:
    return read.folded.text[chunk.start : chunk.end]
