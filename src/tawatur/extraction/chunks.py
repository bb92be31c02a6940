"""A sentence as a row of chunks: dates, numbers, actors, places, words of the lexicon, and the rest.

Chunks are what constructions are written over. Each has a class ("num", "date", "kill.noun.pl"); the
classes of a sentence, one character each, make the string their regular expressions run on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from tawatur.authority.actors import ActorMention, GenericMention
from tawatur.authority.places import PlaceMention
from tawatur.languages.ar.datewords import DateMention
from tawatur.languages.ar.lexicon import Sense, load_yaml, senses
from tawatur.languages.ar.numerals import Quantity, post_operator
from tawatur.languages.ar.tokens import Token
from tawatur.script import fold_text

Value: TypeAlias = Quantity | DateMention | ActorMention | GenericMention | PlaceMention | str | None

_PUNCTUATION = {
    "،": "comma",
    ",": "comma",
    ";": "comma",
    "؛": "comma",
    ":": "colon",
    '"': "quote",
    "(": "open",
    ")": "close",
    "[": "open",
    "]": "close",
    "-": "dash",
    ".": "stop",
    "!": "stop",
    "?": "stop",
    "؟": "stop",
    "…": "stop",
    "|": "stop",
}
# Doc-level vocabularies tell what world a report is of; in a sentence the word's other sense counts.
_BACKGROUND = ("alike", "evidence", "terror")
_SHORTEST_JOINED = 3
_POST_OPENERS = frozenset(("علي", "في", "كحد", "او", "تقريبا", "بحد", "فاكثر", "واكثر"))


class Chunk(NamedTuple):
    """A stretch of tokens `[i, j)` with one class.

    `start`, `end` are folded offsets without a clitic; `sense` is the chosen reading of a lexicon word,
    `senses` all of them; `value` is the mention that was found, or the operator of a "post" chunk.
    """

    cls: str
    i: int
    j: int
    start: int
    end: int
    sense: Sense | None = None
    senses: tuple[Sense, ...] = ()
    value: Value = None
    prefix: str = ""

    def isa(self, *classes: str) -> bool:
        """Whether the chunk is of one of `classes` or of one below it."""
        return not _above[self.cls].isdisjoint(classes)


def classes_in(chunks: Iterable[Chunk]) -> frozenset[str]:
    """The classes of several chunks and those above them: what `isa` would find in any of them."""
    return frozenset().union(*[_above[cls] for cls in {chunk.cls for chunk in chunks}])


class _Above(dict[str, frozenset[str]]):
    """Class -> itself and the classes above it ("kill.noun.pl": kill.noun.pl, kill.noun, kill)."""

    def __missing__(self, cls: str) -> frozenset[str]:
        words = cls.split(".")
        answer = self[cls] = frozenset(".".join(words[: n + 1]) for n in range(len(words)))
        return answer


_above = _Above()


class Mentions(NamedTuple):
    """What the readers of numbers, dates, actors and places found in a sentence, before overlaps are settled."""

    dates: Sequence[DateMention] = ()
    quantities: Sequence[Quantity] = ()
    actors: Sequence[ActorMention] = ()
    generics: Sequence[GenericMention] = ()
    places: Sequence[PlaceMention] = ()


def chunk(tokens: Sequence[Token], start: int, end: int, mentions: Mentions) -> list[Chunk]:
    """The chunks of the sentence `tokens[start:end]`, in order, covering every token once.

    A conjunction written onto a word is a chunk of its own ("and"), since it is what joins clauses.
    """
    spans = _settle(mentions)
    row: list[Chunk] = []
    index = start
    while index < end:
        found = spans.get(index)
        if found is not None and found.j <= end:
            row.extend(_with_conjunction(found, tokens))
            index = found.j
            continue
        post = post_operator(tokens, index, end) if tokens[index].text in _POST_OPENERS else None
        if post is not None:
            operator, stop = post
            row.append(Chunk("post", index, stop, tokens[index].start, tokens[stop - 1].end, value=operator))
            index = stop
            continue
        row.extend(_word(tokens, index, counted=bool(row) and row[-1].cls == "num"))
        index += 1
    return row


def _settle(mentions: Mentions) -> dict[int, Chunk]:
    """The mentions that stand, by first token: dates before numbers, names before either's leftovers."""
    taken: set[int] = set()
    spans: dict[int, Chunk] = {}
    for found in _ranked(mentions):
        tokens = range(found.i, found.j)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            spans[found.i] = found
    return spans


def _ranked(mentions: Mentions) -> Iterable[Chunk]:
    for date in mentions.dates:
        yield Chunk("date", date.i, date.j, date.start, date.end, value=date)
    for quantity in mentions.quantities:
        yield Chunk(
            _number_class(quantity),
            quantity.i,
            quantity.j,
            quantity.start,
            quantity.end,
            value=quantity,
            prefix=quantity.prefix,
        )
    for actor in mentions.actors:
        yield Chunk(f"actor.{actor.kind}", actor.i, actor.j, actor.start, actor.end, value=actor)
    for place in mentions.places:
        kind = "demonym" if place.kind == "demonym" else f"place.{place.kind}"
        yield Chunk(kind, place.i, place.j, place.start, place.end, value=place)


def _number_class(quantity: Quantity) -> str:
    if quantity.ordinal:
        return "ordinal"
    if quantity.percent or quantity.fraction:
        return "share"
    return "num"


def _with_conjunction(found: Chunk, tokens: Sequence[Token]) -> Iterable[Chunk]:
    """The chunk, after an "and" where its first word carries one (its start leaves the clitic out)."""
    first = tokens[found.i]
    clitic = first.text[: found.start - first.start] if found.start > first.start else ""
    if clitic[:1] in ("و", "ف") or found.prefix[:1] in ("و", "ف"):
        yield Chunk("and", found.i, found.i, first.start, first.start + 1)
    yield found._replace(prefix=found.prefix or clitic)


def _word(tokens: Sequence[Token], index: int, *, counted: bool) -> Iterable[Chunk]:
    token = tokens[index]
    if token.text in _PUNCTUATION:
        yield Chunk(_PUNCTUATION[token.text], index, index + 1, token.start, token.end)
        return
    if token.text in ("و", "او", "ثم", "ف"):
        yield Chunk("and", index, index + 1, token.start, token.end)
        return
    found = senses(token.text)
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    sense = _choose(found, following, counted=counted)
    if sense is None:
        cls = "w" if token.text[0].isalpha() else "mark"
        clitic = _is_joined(token.text)
        if clitic:
            yield Chunk("and", index, index, token.start, token.start + 1)
        yield Chunk(cls, index, index + 1, token.start + clitic, token.end, senses=found)
        return
    clitics = len(sense.conjunction)
    if sense.conjunction:
        yield Chunk("and", index, index, token.start, token.start + 1)
    yield Chunk(sense.cls, index, index + 1, token.start + clitics, token.end, sense, found, prefix=sense.preposition)


@lru_cache(maxsize=65536)
def _is_joined(word: str) -> bool:
    """Whether the first letter of an unknown word is "and" written onto it."""
    return word[0] == "و" and len(word) > _SHORTEST_JOINED and not word.startswith(_own_waw())


@lru_cache(maxsize=1)
def _own_waw() -> tuple[str, ...]:
    return tuple(map(fold_text, load_yaml("lexicon/waw.yaml")["own"]))


def _choose(found: tuple[Sense, ...], following: str, *, counted: bool) -> Sense | None:
    """The reading a sentence takes: after a number, that of people counted ("15 gunmen", not "15 armed")."""
    senses_of_it = [sense for sense in found if not sense.cls.startswith(_BACKGROUND) and not sense.entry.next]
    meant = next((sense for sense in found if following in sense.entry.next), None)
    if meant is not None:
        return meant
    if counted:
        people = next((sense for sense in senses_of_it if sense.cls.startswith("people")), None)
        if people is not None:
            return people
    return senses_of_it[0] if senses_of_it else None
