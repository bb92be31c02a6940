"""A report made ready for reading: its sentences as chunks, and what the whole of it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tawatur.authority import actors, places
from tawatur.authority.places import PlaceContext, PlaceMention, ResolvedPlace
from tawatur.extraction.chunks import Chunk, Mentions, chunk
from tawatur.languages.ar import datewords, lexicon, numerals
from tawatur.languages.ar.datewords import DateContext
from tawatur.languages.ar.tokens import Token, sentences, tokenize
from tawatur.record import Document
from tawatur.script import Folded, fold

# Only sentences with a word of these classes are read closely; the rest cost one look-up a word.
_ANCHORS = (
    "event", "kill", "injure", "arrest", "plan", "foil", "charge", "sentence", "neutralise", "raid", "shoot",
    "ram", "extradition", "designate", "delist", "takeover", "recognise", "pledge", "found", "lose", "gain",
    "defect", "fund", "seize", "claim", "responsibility", "denial", "abduct", "displace",
)  # fmt: skip
_WORLDS = ("accident", "private", "sport", "market", "medicine", "cyber", "fiction", "nature", "figure")


# Accidents and private crime share a report with violence; they are told apart sentence by sentence.
_WHOLE_WORLDS = frozenset(("sport", "market", "medicine", "cyber", "fiction", "nature"))


class Sentence(NamedTuple):
    """A sentence read closely: token range, chunks, and the place settled for each place mention's first token."""

    i: int
    j: int
    chunks: list[Chunk]
    places: dict[int, ResolvedPlace]
    heading: bool


class World(NamedTuple):
    """What a report is about, by the words it uses.

    `evidence` counts distinct words of political violence, `sure` distinct words that alone mean it,
    `alike` distinct words of each look-alike vocabulary.
    """

    evidence: int
    sure: int
    groups: int
    likely: int
    killing: bool
    alike: dict[str, int]

    @property
    def weight(self) -> int:
        """How much speaks for political violence."""
        return self.evidence + 2 * self.sure + 2 * self.groups + self.likely

    @property
    def violent(self) -> bool:
        """Whether open words ("explosion", "killed") may be read as political violence here."""
        return self.weight > 1 or (self.killing and not self.alike_most[1])

    @property
    def alike_most(self) -> tuple[str, int]:
        """The look-alike world with the most words, and how many."""
        return max(((name, n) for name, n in self.alike.items()), key=lambda item: (item[1], item[0]), default=("", 0))

    @property
    def elsewhere(self) -> str | None:
        """The look-alike world that outweighs the evidence, or None."""
        name, count = self.alike_most
        return name if name in _WHOLE_WORLDS and count > self.weight else None


class Report(NamedTuple):
    """A folded document, its tokens, the closely read sentences of its main part, and its world."""

    document: Document
    folded: Folded
    tokens: list[Token]
    sentences: list[Sentence]
    world: World
    countries: Counter[str]


def read(document: Document) -> Report:
    """Read the main part of `document` into sentences of chunks."""
    folded = fold(document.text)
    tokens = tokenize(folded.text)
    spans = list(_main(document, folded, tokens))
    anchored = [(i, j) for i, j in spans if _is_anchored(tokens, i, j)]
    context = DateContext(published=document.published)
    found = {span: _mentions(folded, tokens, *span, context) for span in anchored}
    world = _world(tokens, spans, found)
    countries = _countries(tokens, spans, found)
    read_closely = [_sentence(document, folded, tokens, span, found[span], countries) for span in anchored]
    return Report(document, folded, tokens, read_closely, world, countries)


def _main(document: Document, folded: Folded, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The sentences of the main part. One that furniture opens ("date 2021-10 ...") loses that opening."""
    parts = document.parts
    at = 0
    for i, j in sentences(tokens):
        kept = []
        for k in range(i, j):
            origin = folded.origin(tokens[k].start)
            while at < len(parts) and parts[at].span[1] <= origin:
                at += 1
            if at >= len(parts) or origin < parts[at].span[0] or parts[at].kind == "main":
                kept.append(k)
        if kept:
            yield kept[0], kept[-1] + 1


def _is_anchored(tokens: Sequence[Token], i: int, j: int) -> bool:
    return any(_anchors(tokens[k].text) for k in range(i, j))


class _Memo(dict[str, bool]):
    """Word -> whether it anchors a close reading, each word decided once."""

    def __missing__(self, word: str) -> bool:
        answer = any(sense.cls.startswith(_ANCHORS) for sense in lexicon.senses(word))
        self[word] = answer
        return answer


_anchoring = _Memo()


def _anchors(word: str) -> bool:
    return _anchoring[word]


def _mentions(folded: Folded, tokens: list[Token], i: int, j: int, context: DateContext) -> Mentions:
    dates = datewords.find(tokens, context, i, j)
    quantities = numerals.find(tokens, i, j)
    named = actors.find(tokens, i, j, folded=folded.text)
    taken = [(m.i, m.j) for m in (*dates, *named)] + [(q.i, q.j) for q in quantities if not q.ordinal]
    return Mentions(dates, quantities, named, (), places.find(tokens, i, j, sorted(taken)))


def _world(tokens: Sequence[Token], spans: Sequence[tuple[int, int]], found: dict[tuple[int, int], Mentions]) -> World:
    evidence: set[str] = set()
    sure: set[str] = set()
    likely: set[str] = set()
    killing = False
    alike: dict[str, set[str]] = {}
    for i, j in spans:
        for k in range(i, j):
            for sense in lexicon.senses(tokens[k].text):
                lemma = sense.entry.lemma
                if sense.cls.startswith(("evidence", "terror", "mode.suicide")) and sense.stem != "نفسه":
                    evidence.add(sense.stem)
                elif sense.cls.startswith("event.") and sense.entry.strength == "sure":
                    sure.add(lemma)
                elif sense.cls.startswith("event.") and sense.entry.strength == "likely":
                    likely.add(lemma)
                elif sense.cls.startswith(("kill.word", "kill.noun", "kill.verb")):
                    killing = True
                elif sense.cls.startswith("alike."):
                    alike.setdefault(sense.cls.split(".")[1], set()).add(sense.stem)
    groups = {m.id for mentions in found.values() for m in mentions.actors if m.kind == "armed_group"}
    return World(len(evidence), len(sure), len(groups), len(likely), killing, {name: len(alike.get(name, ())) for name in _WORLDS})


def _countries(
    tokens: list[Token], spans: Sequence[tuple[int, int]], found: dict[tuple[int, int], Mentions]
) -> Counter[str]:
    """How often each country is named or implied. Sentences not read closely count where they open the report."""
    votes: Counter[str] = Counter()
    for number, span in enumerate(spans):
        mentions = found.get(span)
        named = mentions.places if mentions is not None else places.find(tokens, *span) if number < 4 else ()
        votes.update(country for mention in named if (country := _sure_country(mention)) is not None)
        if mentions is not None:
            votes.update(
                m.country for m in mentions.actors if m.country is not None and m.kind in ("organ", "court", "state")
            )
    return votes


def _sure_country(mention: PlaceMention) -> str | None:
    if mention.kind in ("demonym", "country"):
        return mention.country or places.resolve([mention], PlaceContext())[0].country
    if mention.kind in ("city", "admin1", "site") and len(mention.candidates) == 1:
        return places.resolve([mention], PlaceContext())[0].country
    return None


def _sentence(
    document: Document,
    folded: Folded,
    tokens: list[Token],
    span: tuple[int, int],
    mentions: Mentions,
    countries: Counter[str],
) -> Sentence:
    i, j = span
    passage = Counter(country for m in mentions.places if (country := _sure_country(m)) is not None)
    settled = places.resolve(mentions.places, PlaceContext(passage, countries))
    row = chunk(tokens, i, j, mentions)
    closed = tokens[j - 1].text in (".", "؟", "!", "?")
    heading = not closed and j - i < 25 and folded.text[tokens[i].start - 1 : tokens[i].start] in ("", "\n")
    return Sentence(i, j, row, {place.mention.i: place for place in settled}, heading)
