"""Arguments: which chunks of a clause say where and when its happening was, and how sure the words are."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.dates import parse
from tawatur.extraction.chunks import Chunk
from tawatur.extraction.clauses import Clause
from tawatur.extraction.report import Sentence
from tawatur.extraction.voices import Said
from tawatur.languages.ar.datewords import DateMention
from tawatur.record import Modality

# Kinds of place from the finest to the widest.
_FINE = (
    "place.site",
    "place.facility",
    "place.city",
    "place.admin1",
    "place.region",
    "place.direction",
    "place.country",
)
# A toll told of more days than these is a sum, not that of one act.
_STATISTIC_DAYS = 62


def where_and_when(
    sentence: Sentence, clause: Clause, said: Sequence[Said], at: int | None = None
) -> tuple[tuple[int, ...], int | None]:
    """The chunks of the clause's places (main one first) and of its date."""
    chunks = sentence.chunks
    if clause.triggers and clause.head.event_type == "condemnation":
        return (), None  # what is named beside it is the speaker's place, and the day of the speech
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


def is_statistic(sentence: Sentence, date_chunk: int | None) -> bool:
    """Whether a toll is a sum over a long time ("since August 2015") rather than of one act."""
    if date_chunk is None:
        return False
    value = sentence.chunks[date_chunk].value
    if not isinstance(value, DateMention):
        return False
    return value.long or (value.date is not None and parse(value.date).days > _STATISTIC_DAYS)


def _places(chunks: Sequence[Chunk], clause: Clause, said: Sequence[Said], trigger: int) -> tuple[int, ...]:
    """Places of the clause outside its speakers' names, nearest after the trigger first, then before it."""
    spoken = {k for voice in said for k in range(voice.start, voice.end)}
    named = [k for k in range(clause.start, clause.end) if chunks[k].isa("place") and not _origin(chunks, k)]
    found = [k for k in named if k not in spoken]
    found = [k for k in found if not _across(chunks, k) and not _among(chunks, k)]
    if not found and clause.family == "enforcement":
        found = named  # the authorities of three countries speak, and act, there
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


def _across(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether the country is only the one beyond the border ("on the border with X and Y")."""
    if not chunks[k].isa("place.country"):
        return False
    j = k - 1
    while j >= 0 and chunks[j].isa("and", "place.country", "prep"):
        j -= 1
    return j >= 0 and j < k - 1 and chunks[j].isa("border")


def _among(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether the place is named as one of several ("in 17 provinces, among them X")."""
    return k > 0 and chunks[k - 1].isa("part")


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
    """Whether a date stands between a verb of speech and "that": the day it was said."""
    after = next((j for j in range(k + 1, min(k + 4, len(chunks))) if not chunks[j].isa("comma", "close")), None)
    before = any(chunks[j].isa("say.verb") for j in range(max(k - 8, 0), k))
    return before and after is not None and chunks[after].isa("that")


def _open_ended(chunk: Chunk) -> bool:
    value = chunk.value
    return isinstance(value, DateMention) and value.date is not None and ".." in value.date
