"""Who says so: the voices of a sentence and which words each of them answers for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.authority.actors import ActorMention
from tawatur.extraction.chunks import Chunk
from tawatur.extraction.objects import takes_its_object

_NAME_LIMIT = 12
_APPOSED = 5
# What ends a speaker's name: the speech, a clause, a date, or the matter reported.
_NAME_ENDS = (
    "that", "comma", "stop", "colon", "open", "date", "say.verb", "num", "kill", "injure", "arrest", "event.noun",
    "event.verb", "result", "part", "responsibility", "per", "rel", "adversative", "post", "between", "claim",
    "denial", "foil",
)  # fmt: skip
_RELAYED = ("agency", "outlet", "propaganda_outlet")
_RELAY_WORD = "عن"
_RELAY_VERB = "نقل"
# "As" hands over the word only before a verb of speech.
_NEEDS_VERB = frozenset(("كما", "حسبما", "بحسبما", "وفقما"))
# "What", "as" before a verb of speech: its subject answers for what was told before.
_AS = frozenset(("ما", "كما", "حسبما", "بحسبما", "وفقما"))
_VENUES = frozenset(
    ("بيان", "تقرير", "تصريح", "تصريحات", "حديث", "موتمر", "تغريده", "اتصال", "مقابله", "خطاب", "كلمه", "وقت")
)


class Said(NamedTuple):
    """A voice: its cue and name in chunk indices, whether it precedes what it says, and its role.

    `relay` is the agency it speaks through, as chunk indices, where the sentence names one.
    """

    cue: int
    start: int
    end: int
    before: bool
    role: str
    reason: str
    relay: tuple[int, int] | None = None


def find(chunks: Sequence[Chunk]) -> list[Said]:
    """The voices of a sentence, in order of their cues."""
    found: list[Said] = []
    for k, chunk in enumerate(chunks):
        said = None
        if chunk.isa("say.verb"):
            said = _speaker(chunks, k)
        elif chunk.isa("per"):
            said = _according(chunks, k)
        if said is not None and not any(other.start <= said.start < other.end for other in found):
            found.append(said)
    return found


def of(target: int, voices: Sequence[Said], chunks: Sequence[Chunk]) -> Said | None:
    """The voice that answers for the chunk at `target`: an "according to" after it, else the nearest before it."""
    after = next((v for v in voices if v.cue > target and not v.before and _reaches(chunks, target, v, voices)), None)
    if after is not None:
        return after
    before = [v for v in voices if v.end <= target or v.cue <= target]
    return before[-1] if before else None


def _reaches(chunks: Sequence[Chunk], target: int, voice: Said, voices: Sequence[Said]) -> bool:
    if any(target < other.cue < voice.cue for other in voices):
        return False
    opened = voice.cue > 0 and chunks[voice.cue - 1].isa("and")
    return not opened


def _speaker(chunks: Sequence[Chunk], k: int) -> Said | None:
    if not takes_its_object(chunks, k):
        return None
    if k > 0 and _is_word(chunks[k - 1], _AS):
        return _said(chunks, k, *_name_after(chunks, _skip_adverbs(chunks, k + 1)), before=False)
    if k > 0 and chunks[k - 1].isa("qad"):
        before = _said(chunks, k, *_name_before(chunks, k - 1), before=True)
        if before is not None:
            return before
    start, end = _name_after(chunks, k + 1)
    if start == end or chunks[k + 1].isa("prep"):
        apposed = _apposed(chunks, k)
        if apposed is not None:
            return _said(chunks, k, *apposed, before=True)
    if start == end:
        if k + 1 < len(chunks) and chunks[k + 1].isa("that"):
            start, end = _name_before(chunks, k)
    elif not _introduces(chunks, k, end):
        return None
    return _said(chunks, k, start, end, before=True)


def _apposed(chunks: Sequence[Chunk], k: int) -> tuple[int, int] | None:
    """The name that opens the sentence, its office between commas, before the verb ("X, head of Y, told Z")."""
    if k < 3 or not chunks[k - 1].isa("comma"):
        return None
    first = next((j for j in range(k - 1) if chunks[j].isa("comma")), None)
    if first is None or not 1 <= first <= _APPOSED or not all(c.isa("w", "place", "demonym") for c in chunks[:first]):
        return None
    return 0, first


def _according(chunks: Sequence[Chunk], k: int) -> Said | None:
    quoted = _quoted_from(chunks, k + 1)
    if quoted is not None:
        return _said(chunks, k, *_name_after(chunks, quoted), before=False)
    following = k + 1
    if following < len(chunks) and _is_word(chunks[following], _AS):
        return None  # "according to what X announced": the verb of speech is the cue
    if following < len(chunks) and chunks[following].isa("say.verb"):
        return None
    if _is_word(chunks[k], _NEEDS_VERB):
        return None
    start, end = _giver(chunks, *_name_after(chunks, following))
    first = k == 0 or chunks[k - 1].isa("stop", "and", "mark")
    return _said(chunks, k, start, end, before=first and k < 3)


def _giver(chunks: Sequence[Chunk], start: int, end: int) -> tuple[int, int]:
    """Who gave a toll, where "according to" names the toll first ("a toll that an official gave")."""
    toll = start < end < len(chunks) and chunks[start].isa("tally") and chunks[end].isa("say.verb")
    return _name_after(chunks, end + 1) if toll else (start, end)


def _quoted_from(chunks: Sequence[Chunk], k: int) -> int | None:
    """Where the name begins after "as (what) came in", the statement's own word included, or None."""
    if k < len(chunks) and _is_word(chunks[k], _AS):
        k += 1
    came = k + 2 < len(chunks) and chunks[k].isa("came") and chunks[k + 1].isa("prep")
    return k + 2 if came else None


def _said(chunks: Sequence[Chunk], cue: int, start: int, end: int, *, before: bool) -> Said | None:
    """The voice named by the chunks `[start, end)`, its agency split off; None where there is no name."""
    if start >= end:
        return None
    relay, start, end = _relay(chunks, cue, start, end)
    if start >= end:
        return None
    return Said(
        cue, start, end, before, _role(chunks, start, end), f"{chunks[cue].cls}: {_lemma(chunks[cue])}", relay
    )


def _skip_adverbs(chunks: Sequence[Chunk], k: int) -> int:
    """Past "with it" and a day that stand between the verb and its subject."""
    while k < len(chunks) and chunks[k].isa("prep", "date"):
        k += 1
    return k


def _is_word(chunk: Chunk, words: frozenset[str]) -> bool:
    return chunk.sense is not None and chunk.sense.stem in words


def _introduces(chunks: Sequence[Chunk], cue: int, end: int) -> bool:
    """Whether what follows the name is what was said: "that ...", or the matter itself."""
    reach = 16 if end < len(chunks) and chunks[end].isa("comma") else 6
    for k in range(end, min(end + reach, len(chunks))):
        chunk = chunks[k]
        if chunk.isa(
            "that",
            "kill",
            "injure",
            "arrest",
            "event",
            "num",
            "foil",
            "charge",
            "plan",
            "colon",
            "claim",
            "denial",
            "tally",
        ):
            return True
        if chunk.isa("prep") or chunk.prefix in ("ب", "عن", "ل"):
            return True
        if chunk.isa("stop", "say.verb"):
            return False
    return chunks[cue].sense is not None and chunks[cue].sense.entry.lemma in ("أعلن", "أكد", "كشف")  # type: ignore[union-attr]


def _name_after(chunks: Sequence[Chunk], start: int) -> tuple[int, int]:
    if start < len(chunks) and chunks[start].isa("open"):
        close = next((k for k in range(start, min(start + 6, len(chunks))) if chunks[k].isa("close")), start)
        return start + 1, max(close, start + 1)
    k = start
    while k < min(start + _NAME_LIMIT, len(chunks)):
        chunk = chunks[k]
        if chunk.isa(*_NAME_ENDS):
            break
        if chunk.isa("actor.armed_group") and k > start and not chunks[k - 1].isa("prep", "quote"):
            break  # the group spoken of ("blames the group"), not the one that speaks
        if chunk.isa("and") and not _joins_names(chunks, k):
            break
        k += 1
    return _trim(chunks, start, k)


def _joins_names(chunks: Sequence[Chunk], k: int) -> bool:
    following = chunks[k + 1] if k + 1 < len(chunks) else None
    return following is not None and (
        following.isa("w", "actor", "security", "people", "court", "say.noun", "place", "demonym", "quote")
    )


def _name_before(chunks: Sequence[Chunk], k: int) -> tuple[int, int]:
    start = k
    while start > 0 and k - start < _NAME_LIMIT:
        chunk = chunks[start - 1]
        if chunk.isa(
            "comma",
            "stop",
            "colon",
            "that",
            "date",
            "num",
            "say.verb",
            "kill",
            "injure",
            "post",
            "and",
            "mark",
            "former",
        ):
            break
        start -= 1
    return _trim(chunks, start, k)


def _trim(chunks: Sequence[Chunk], start: int, end: int) -> tuple[int, int]:
    """Cut what belongs to the clause, not to the name: trailing prepositions, "in a statement", lone quotes."""
    while end > start and (
        chunks[end - 1].isa("prep", "and", "dash", "open", "close", "colon", "maybe", "demonstrative")
        or _lone_quote(chunks, start, end)
    ):
        end -= 1
    for size in (2, 3):
        if end - start > size and chunks[end - size].isa("prep") and _is_venue(chunks[end - size + 1]):
            return _trim(chunks, start, end - size)
    while start < end and chunks[start].isa("prep", "and", "close", "comma"):
        start += 1
    if start < end and not any(
        chunk.end > chunk.start and not chunk.isa("quote", "open", "close") for chunk in chunks[start:end]
    ):
        return start, start
    return start, end


def _is_venue(chunk: Chunk) -> bool:
    return chunk.isa("say.noun") or any(sense.stem in _VENUES for sense in chunk.senses)


def _lone_quote(chunks: Sequence[Chunk], start: int, end: int) -> bool:
    return chunks[end - 1].isa("quote") and sum(chunk.isa("quote") for chunk in chunks[start:end]) % 2 == 1


def _relay(chunks: Sequence[Chunk], cue: int, start: int, end: int) -> tuple[tuple[int, int] | None, int, int]:
    """Split "an official to Reuters" and "Reuters quoted an official" into speaker and agency."""
    sense = chunks[cue].sense
    if sense is not None and sense.entry.lemma == _RELAY_VERB:
        for k in range(start + 1, end):
            if chunks[k].isa("prep") and chunks[k].sense is not None and chunks[k].sense.stem == _RELAY_WORD:  # type: ignore[union-attr]
                first = _trim(chunks, start, k)
                return first, *_trim(chunks, k + 1, end)
        beyond = next((k for k in range(end, min(end + 4, len(chunks))) if _is_relay_word(chunks[k])), None)
        if beyond is not None:
            speaker = _name_after(chunks, beyond + 1)
            if speaker[0] < speaker[1]:
                return (start, end), *speaker
    for k in range(start + 1, end):
        value = chunks[k].value
        if (
            isinstance(value, ActorMention)
            and value.kind in _RELAYED
            and "ل" in (chunks[k].prefix or _letter_before(chunks, k))
        ):
            return (k, k + 1), *_trim(chunks, start, k)
    return None, start, end


def _is_relay_word(chunk: Chunk) -> bool:
    return chunk.isa("prep") and chunk.sense is not None and chunk.sense.stem == _RELAY_WORD


def _letter_before(chunks: Sequence[Chunk], k: int) -> str:
    for step in (k - 1, k - 2):
        if step >= 0 and chunks[step].isa("w") and chunks[step].end - chunks[step].start == 1:
            return "ل"
    return ""


def _role(chunks: Sequence[Chunk], start: int, end: int) -> str:
    for chunk in chunks[start:end]:
        if isinstance(chunk.value, ActorMention):
            return "agency" if chunk.value.kind == "agency" else "outlet" if chunk.value.kind == "outlet" else "cited"
    return "cited"


def _lemma(chunk: Chunk) -> str:
    return chunk.sense.entry.lemma if chunk.sense is not None else ""
