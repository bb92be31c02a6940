"""A report made ready for reading: its sentences as chunks, and what the whole of it is about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tawatur.authority import actors, places
from tawatur.authority.places import PlaceContext, PlaceMention, ResolvedPlace
from tawatur.extraction.chunks import Chunk, Mentions, chunk
from tawatur.languages.ar import datewords, lexicon, numerals
from tawatur.languages.ar.datewords import DateContext
from tawatur.languages.ar.tokens import Token, sentences, tokenize
from tawatur.record import Document, Part
from tawatur.script import Folded, fold

# Only sentences with a word of these classes are read closely; the rest cost one look-up a word.
_STRONG_ANCHORS = (
    "event.noun", "event.verb", "event.op", "kill", "injure", "arrest", "plan", "foil", "neutralise", "raid", "shoot",
    "ram", "claim", "responsibility", "denial", "abduct", "displace", "ignite",
)  # fmt: skip
# These anchor a sentence only in a report that has some word of political violence.
_WEAK_ANCHORS = (
    "charge", "sentence", "extradition", "designate", "delist", "takeover", "recognise", "pledge", "found", "lose",
    "gain", "defect", "fund", "seize", "dismantle", "impose", "warn", "express", "assess", "ban.",
    "about.crime", "burn",
)  # fmt: skip
# A bare name the gazetteer cannot settle better than this is taken for a word like any other.
_LEAST_CONFIDENCE = 0.5
# What a nationality and what a country, a city or an authority adds to a country's count.
_DEMONYM, _NAMED = 1, 2
_EVIDENCE = ("evidence", "terror", "mode.suicide")
_WORLDS = ("accident", "private", "sport", "market", "medicine", "cyber", "fiction", "nature", "figure")


# Accidents and private crime share a report with violence; they are told apart sentence by sentence.
_WHOLE_WORLDS = frozenset(("sport", "market", "medicine", "cyber", "fiction", "nature"))


class Sentence(NamedTuple):
    """A sentence read closely: token range, chunks, and the place settled for each place mention's first token."""

    number: int
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
    def political(self) -> bool:
        """Whether any word speaks of armed groups, terror, or an act that is nothing else."""
        return self.evidence + self.sure + self.groups > 0

    @property
    def everyday(self) -> bool:
        """Whether nothing is political here, and words of accidents, animals, play or trade outnumber the likely."""
        most = max(count for name, count in self.alike.items() if name != "private")
        return not self.political and most > self.likely

    @property
    def criminal(self) -> bool:
        """Whether nothing is political here, and something is of quarrels, families or common crime."""
        return not self.political and self.alike["private"] > 0

    @property
    def alike_most(self) -> tuple[str, int]:
        """The look-alike world with the most words, and how many."""
        return max(
            ((name, n) for name, n in self.alike.items()), key=lambda item: (item[1], item[0]), default=("", 0)
        )

    @property
    def elsewhere(self) -> str | None:
        """The look-alike world that outweighs the evidence, or None; animals do where nobody is named."""
        if self.alike["nature"] and not (self.evidence or self.groups):
            return "nature"
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
    tags = [_tags[token.text] for token in tokens]
    spans = [span for i, j in _main(document, folded, tokens) for span in sentences(tokens, i, j)]
    world = _world(tags, spans)
    wanted = _STRONG | _WEAK if world.evidence or world.sure or world.likely else _STRONG
    anchored = [(i, j) for i, j in spans if any(tag is not None and tag.anchor & wanted for tag in tags[i:j])]
    if not anchored:
        return Report(document, folded, tokens, [], world, Counter())
    context = DateContext(published=document.published)
    found = {span: _mentions(folded, tokens, *span, context) for span in anchored}
    groups = {m.id for mentions in found.values() for m in mentions.actors if m.kind == "armed_group"}
    world = world._replace(groups=len(groups))
    countries = _countries(tokens, spans, found)
    read_closely = [
        _sentence(folded, tokens, number, span, found[span], countries) for number, span in enumerate(anchored)
    ]
    return Report(document, folded, tokens, read_closely, world, countries)


def _main(document: Document, folded: Folded, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The token ranges of the main part. Furniture inside a line ("date 2021-10 ...") ends a range."""
    parts = document.parts or (Part(kind="main", span=(0, len(document.text))),)
    at = 0
    for part in parts:
        end = bisect_left(tokens, part.span[1], lo=at, key=lambda token: folded.origin(token.start))
        if part.kind == "main" and end > at:
            yield at, end
        at = end


_STRONG, _WEAK = 1, 2
_MOST_REMEMBERED = 32_768


class _Tag(NamedTuple):
    """What a word says of a report: whether it anchors a close reading, and the worlds it belongs to."""

    anchor: int
    evidence: str | None
    sure: str | None
    likely: str | None
    killing: bool
    alike: tuple[tuple[str, str], ...]


class _Tags(dict[str, "_Tag | None"]):
    """Word -> its tag; None for the words that say nothing, which are most. Bounded: an archive has many words."""

    def __missing__(self, word: str) -> _Tag | None:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        answer = self[word] = _tag(word)
        return answer


_tags = _Tags()


def _tag(word: str) -> _Tag | None:
    found = lexicon.senses(word)
    if not found:
        return None
    strong = any(sense.cls.startswith(_STRONG_ANCHORS) for sense in found)
    weak = any(sense.cls.startswith(_WEAK_ANCHORS) for sense in found)
    # "Happened", "struck" have an act for their subject but do not say of what kind.
    events = [sense for sense in found if sense.cls.startswith("event.") and sense.cls[:11] != "event.light"]
    political = (s for s in found if s.cls.startswith(_EVIDENCE) and not _is_reflexive(s))
    tag = _Tag(
        anchor=strong * _STRONG | weak * _WEAK,
        evidence=_first(sense.stem for sense in political),
        sure=_first(sense.entry.lemma for sense in events if sense.entry.strength == "sure"),
        likely=_first(sense.entry.lemma for sense in events if sense.entry.strength == "likely"),
        killing=any(sense.cls.startswith(("kill.word", "kill.noun", "kill.verb")) for sense in found),
        alike=tuple((sense.cls.split(".")[1], sense.stem) for sense in found if sense.cls.startswith("alike.")),
    )
    return tag if any(tag) else None


def _is_reflexive(sense: lexicon.Sense) -> bool:
    """ "Himself" is part of blowing oneself up, and of much else."""
    return sense.cls.startswith("mode.suicide.self")


def _first(found: Iterable[str]) -> str | None:
    return next(iter(found), None)


def _mentions(folded: Folded, tokens: list[Token], i: int, j: int, context: DateContext) -> Mentions:
    dates = datewords.find(tokens, context, i, j)
    quantities = numerals.find(tokens, i, j)
    named = actors.find(tokens, i, j, folded=folded.text)
    taken = [(date.i, date.j) for date in dates] + [(actor.i, actor.j) for actor in named]
    taken += [(quantity.i, quantity.j) for quantity in quantities if not quantity.ordinal]
    return Mentions(dates, quantities, named, (), places.find(tokens, i, j, sorted(taken)))


def _world(tags: Sequence[_Tag | None], spans: Sequence[tuple[int, int]]) -> World:
    own = [tag for i, j in spans for tag in tags[i:j] if tag is not None]
    alike: dict[str, set[str]] = {name: set() for name in _WORLDS}
    for tag in own:
        for name, stem in tag.alike:
            alike.setdefault(name, set()).add(stem)
    return World(
        evidence=len({tag.evidence for tag in own if tag.evidence}),
        sure=len({tag.sure for tag in own if tag.sure}),
        groups=0,
        likely=len({tag.likely for tag in own if tag.likely}),
        killing=any(tag.killing for tag in own),
        alike={name: len(alike[name]) for name in _WORLDS},
    )


def _countries(
    tokens: list[Token], spans: Sequence[tuple[int, int]], found: dict[tuple[int, int], Mentions]
) -> Counter[str]:
    """How often each country is named or implied. Sentences not read closely count where they open the report."""
    votes: Counter[str] = Counter()
    for number, span in enumerate(spans):
        mentions = found.get(span)
        named = mentions.places if mentions is not None else places.find(tokens, *span) if number < 4 else ()
        for mention in named:
            country = _sure_country(mention)
            if country is not None:
                votes[country] += _DEMONYM if mention.kind == "demonym" else _NAMED
        if mentions is not None:
            for actor in mentions.actors:
                if actor.country is not None and actor.kind in ("organ", "court", "state"):
                    votes[actor.country] += _NAMED
    return votes


def _sure_country(mention: PlaceMention) -> str | None:
    if mention.kind in ("demonym", "country", "direction"):
        return mention.country or places.resolve([mention], PlaceContext())[0].country
    if mention.kind in ("city", "admin1", "site") and len(mention.candidates) == 1:
        return places.resolve([mention], PlaceContext())[0].country
    return None


def _is_sure(place: ResolvedPlace) -> bool:
    return place.mention.head is not None or place.confidence >= _LEAST_CONFIDENCE


def _is_sentence(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether the "prison of" somebody is a sentence passed on them, not a building."""
    if mention.kind != "facility" or mention.candidates:
        return False
    return any(sense.cls == "sentence.noun" for sense in lexicon.senses(tokens[mention.i].text))


def _sentence(
    folded: Folded,
    tokens: list[Token],
    number: int,
    span: tuple[int, int],
    mentions: Mentions,
    countries: Counter[str],
) -> Sentence:
    i, j = span
    passage = Counter(country for m in mentions.places if (country := _sure_country(m)) is not None)
    settled = places.resolve(mentions.places, PlaceContext(passage, countries))
    sure = [mention for mention in mentions.places if mention.kind == "demonym"]
    sure += [place.mention for place in settled if _is_sure(place) and not _is_sentence(tokens, place.mention)]
    row = chunk(tokens, i, j, mentions._replace(places=sure))
    closed = tokens[j - 1].text in (".", "؟", "!", "?")
    heading = not closed and j - i < 25 and folded.text[tokens[i].start - 1 : tokens[i].start] in ("", "\n")
    return Sentence(number, i, j, row, {place.mention.i: place for place in settled}, heading)
