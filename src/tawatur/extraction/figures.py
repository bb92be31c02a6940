"""Figures: counted quantities of a sentence, read by the constructions of counting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tawatur.extraction import constructions
from tawatur.extraction.chunks import Chunk
from tawatur.extraction.constructions import Match
from tawatur.languages.ar.numerals import Quantity
from tawatur.record import Number, Operator

_COUNT_OF = {"sg": 1, "du": 2}
# How far after a number an operator may stand: the counted noun and its adjectives lie between.
_POST_REACH = 5
# Arabic numbers up to ten are followed by a plural, higher ones by a singular.
_TAKES_PLURAL = 10
# A verb that one construction has read with its subject is not read again with what follows it.
_VERBS = ("kill.word", "kill.verb", "injure.verb", "arrest.verb")
_LEAST_YEAR, _LAST_YEAR = 1900, 2099


class Counted(NamedTuple):
    """A figure of a sentence: `at` is its chunk, `start` and `end` the folded offsets of its words.

    `period` is the time it counts where that is not the claim's. `[since, until)` are the offsets of the whole
    construction, the noun it counts included: what a quotation of it must show.
    """

    measure: str
    op: Operator
    value: Number | tuple[Number, Number] | None
    low: Number | None
    high: Number | None
    vague: bool
    unit: str
    counted: str | None
    part: bool
    at: int
    start: int
    end: int
    reason: str
    since: int = 0
    until: int = 0
    period: str | None = None


def count(chunks: Sequence[Chunk]) -> list[Counted]:
    """The figures of a sentence in the order of its words, each number read once."""
    text = constructions.classes_of(chunks)
    found: dict[int, Counted] = {}
    verbs: set[int] = set()
    for construction in constructions.load():
        for match in constructions.matches(construction, text):
            own = {k for k in range(match.start, match.end) if chunks[k].isa(*_VERBS)}
            if not verbs.isdisjoint(own):
                continue
            fresh = [
                _in_full(chunks, match, figure) for figure in _figures(chunks, match, found) if figure.at not in found
            ]
            found.update((figure.at, figure) for figure in fresh)
            if fresh:
                verbs.update(own)
    return [found[at] for at in sorted(found)]


def _figures(chunks: Sequence[Chunk], match: Match, found: dict[int, Counted]) -> Iterator[Counted]:
    for group, start, end in match.groups:
        measure = group.removesuffix("_named")
        if group.endswith("_named"):
            if _is_name(chunks, start, end):
                yield _named(chunks, measure, start, end, match)
            continue
        at = next((k for k in range(start, end) if _countable(chunks, k)), None)
        if at is None:
            continue
        name = measure
        part = _after_part(chunks, at)
        if measure == "same":
            earlier = [found[place] for place in sorted(found) if place < at and found[place].unit == "people"]
            if not earlier:
                continue
            name, part = earlier[-1].measure, True
        yield _figure(chunks, at, name, part, match)


def _in_full(chunks: Sequence[Chunk], match: Match, figure: Counted) -> Counted:
    after = figure.at + 1
    counted = chunks[after].end if after < len(chunks) and chunks[after].isa("people", "other") else figure.end
    return figure._replace(
        since=min(figure.start, chunks[match.start].start), until=max(figure.end, counted, chunks[match.end - 1].end)
    )


def _is_name(chunks: Sequence[Chunk], start: int, end: int) -> bool:
    """Whether the words can be a person's name: not a plural or a description of several."""
    words = [chunk for chunk in chunks[start:end] if not chunk.isa("quote")]
    first = words[0].senses[0].stem if words[0].senses else ""
    return len(words) > 1 and not first and words[0].end - words[0].start > 2 and not words[0].isa("demonym")


def _named(chunks: Sequence[Chunk], measure: str, start: int, end: int, match: Match) -> Counted:
    """A named single person counts as one, with the name as its words (CODEBOOK, Measures)."""
    return Counted(
        measure, "=", 1, None, None, False, "people", None, False, start, chunks[start].start, chunks[end - 1].end,
        f"construction {match.construction.id}",
    )  # fmt: skip


def _countable(chunks: Sequence[Chunk], k: int) -> bool:
    chunk = chunks[k]
    if chunk.cls in ("num", "demonym"):
        return chunk.cls == "demonym" or _is_count(chunks, k)
    if chunk.cls == "ordinal":
        return k > 0 and chunks[k - 1].isa("kill.noun.pl")
    sense = chunk.sense
    if chunk.cls.endswith((".his", ".him")):
        return True
    if k > 0 and chunks[k - 1].cls == "num":
        return False  # the noun the number counts
    return sense is not None and sense.number in _COUNT_OF and not sense.pronoun


def _is_count(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether the number at `k` counts people: not an age, a measure, a year, or a label after a mark."""
    following = chunks[k + 1] if k + 1 < len(chunks) else None
    before = chunks[k - 1] if k else None
    if following is not None and (following.isa("unit", "share", "plan") or _counts_acts(chunks, k)):
        prison = following.isa("unit.time") and before is not None and before.isa("sentence")
        return prison or following.isa("unit.money")
    if before is not None and (before.isa("age", "open") or before.cls == "mark"):
        return False
    quantity = chunks[k].value
    assert isinstance(quantity, Quantity)
    if quantity.prefix.endswith("ال") and before is not None and not before.isa("kill", "injure", "people"):
        return False  # "the 3 explosions": the number is of things already named
    if quantity.value == 1 and not (chunks[k - 1].isa("kill", "injure", "people", "arrest", "part") if k else False):
        return following is not None and following.isa("people")  # "one of ...", "a single ..."
    bare_year = isinstance(quantity.value, int) and _LEAST_YEAR <= quantity.value <= _LAST_YEAR
    if not bare_year or quantity.op != "=" or before is None:
        return True
    dated = before.isa("kill.verb") and not (following is not None and following.isa("people"))
    return not (dated or before.isa("prep", "unit.time"))


def _counts_acts(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether the number counts the acts named after it: a plural after three to ten, a singular after more."""
    following = chunks[k + 1]
    quantity = chunks[k].value
    value = quantity.value if isinstance(quantity, Quantity) else None
    if not following.isa("event.noun") or following.prefix or value is None:
        return False
    return following.cls.endswith(".pl") if value <= _TAKES_PLURAL else following.cls.endswith(".sg")


def _after_part(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether "among them" opens the clause the number stands in."""
    for k in range(at - 1, max(at - 8, -1), -1):
        if chunks[k].isa("part"):
            return True
        if chunks[k].isa("comma", "stop", "kill.word", "kill.verb", "injure.verb", "result"):
            return False
    return False


def _figure(chunks: Sequence[Chunk], at: int, measure: str, part: bool, match: Match) -> Counted:
    chunk = chunks[at]
    op, post_end = _operator(chunks, at)
    reason = f"construction {match.construction.id}"
    counted = _counted(chunks, at)
    quantity = chunk.value
    unit, unit_end = _unit(chunks, at, measure)
    if isinstance(quantity, Quantity):
        value: Number | tuple[Number, Number] | None = quantity.value
        low, high = quantity.low, quantity.high
        operator: Operator = quantity.op
        if quantity.op == "range" and low is not None and high is not None:
            value, low, high = (low, high), None, None
        elif op is not None and quantity.op == "=" and not quantity.vague:
            operator = op
        return Counted(
            measure, operator, value, low, high, quantity.vague, unit, counted, part, at,
            chunk.start, max(chunk.end, unit_end, post_end if operator == op else 0), reason,
        )  # fmt: skip
    total, end = _bare_sum(chunks, at)
    return Counted(
        measure, op or "=", total, None, None, False, unit, counted, part, at,
        chunk.start, max(end, post_end if op else 0), reason,
    )  # fmt: skip


def _unit(chunks: Sequence[Chunk], at: int, measure: str) -> tuple[str, int]:
    """The unit of a figure and the offset where its words end: ISO 4217 with a period, years, or people."""
    if measure == "prison_years":
        return "years", chunks[at + 1].end
    if measure != "amount":
        return "people", 0
    money = chunks[at + 1].sense
    code = money.entry.currency if money is not None and money.entry.currency else "XXX"
    after = chunks[at + 2] if at + 2 < len(chunks) else None
    if after is not None and after.isa("period"):
        return f"{code}/{after.cls.split('.')[1]}", after.end
    return code, chunks[at + 1].end


def _bare_sum(chunks: Sequence[Chunk], at: int) -> tuple[int, int]:
    """The people bare nouns count together ("two men and a woman": three), and where they end."""
    total, end, k = 0, chunks[at].end, at
    if chunks[at].sense is None or chunks[at].cls.endswith((".his", ".him")) or chunks[at].isa("arrest.verb"):
        return 1, end
    while k < len(chunks):
        sense = chunks[k].sense
        if (
            sense is None
            or sense.number not in _COUNT_OF
            or sense.pronoun
            or not chunks[k].isa("people", "kill.noun", "injure.noun", "other", "arrest.noun")
        ):
            break
        if total and not chunks[k].isa("people"):
            break
        total += _COUNT_OF[sense.number]
        end = chunks[k].end
        k = _next_joined(chunks, k)
    return total, end


def _next_joined(chunks: Sequence[Chunk], k: int) -> int:
    """The index after an "and" that follows at most two adjectives; past the end where there is none."""
    for step in range(k + 1, min(k + 4, len(chunks))):
        if chunks[step].cls == "and":
            return step + 1
        if chunks[step].cls != "w":
            break
    return len(chunks)


def _operator(chunks: Sequence[Chunk], at: int) -> tuple[Operator | None, int]:
    """The operator that follows the number or its noun ("on the least"), and the offset where it ends."""
    for k in range(at + 1, min(at + 1 + _POST_REACH, len(chunks))):
        chunk = chunks[k]
        if chunk.cls == "post":
            return str(chunk.value), chunk.end  # type: ignore[return-value]
        if chunk.isa("num", "and", "comma", "stop", "colon", "kill.word", "kill.verb", "injure.verb", "say", "part"):
            break
    return None, 0


def _counted(chunks: Sequence[Chunk], at: int) -> str | None:
    for k in range(at, min(at + 3, len(chunks))):
        sense = chunks[k].sense
        if sense is not None and sense.entry.counted and chunks[k].isa("people"):
            return sense.entry.counted
    return None
