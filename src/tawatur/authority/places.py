"""Places: where a passage names one, and which place of the gazetteer it is, with the reason.

`find` reads folded tokens and returns mentions: names of the gazetteer with their clitics, names after a
head noun ("مدينة ...", "مسجد ..."), directions ("شمال غرب البلاد") and demonyms. `resolve` settles each
mention on one place: by what contains it in the sentence, then by the countries of the passage and of the
document, then by population. Both are pure; what each mention was settled by is kept in words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from tawatur.authority import gazetteer as gz
from tawatur.authority.gazetteer import Entry, LatinPlace
from tawatur.authority.gazetteer_skeleton import arabic_sounds, likeness, skeleton
from tawatur.languages.ar.tokens import Token
from tawatur.script import fold_text

_EARTH_RADIUS_KM = 6371.0088
# A city may lie this far from a place said to be in it, a division this far from its listed middle.
_REACH_KM = {"site": 3.0, "city": 30.0, "admin2": 60.0, "admin1": 250.0}
_RANK = {"country": 0, "region": 0, "admin1": 1, "admin2": 2, "city": 3, "site": 4}
# A namesake wins by context only if it is not lost beside the famous one (share of its population).
_LEAST_SHARE = 0.01
# Beside a city of the world's the share must be larger: "Moscow" in a report on America is still Moscow.
_LEAST_SHARE_OF_FAMOUS = 0.025
_ADMIN1_WEIGHT = 500_000
_FAMOUS = 500_000
_LISTED = ("city", "admin1", "admin2", "country", "site")
_SHORTEST_AFTER_CLITIC = 5
_LONGEST_WORDED = 3
_LONGEST_QUOTED = 7
_LEAST_LIKENESS = 0.6


class PlaceMention(NamedTuple):
    """Words that name a place, or a nationality.

    Attributes:
        i, j: token range, half open, head noun and closing quote included.
        start, end: offsets into the folded text.
        kind: "city", "admin1", "country", "site", "region", "demonym", "direction" or "facility".
        name_key: the folded name without clitics and head; as worded where the gazetteer lacks it.
        candidates: numbers of gazetteer entries, the most likely first; empty for a name not known.
            Of a facility or direction they are the place it belongs to.
        head: the folded head noun ("مدينه", "مسجد"), and `head_i` its token; None without one.
        name_i, name_j: token range of the name alone.
        direction: "north east" and the like, where one stands before the place.
        country: ISO code carried by the words themselves (of a demonym, or "العاصمة الأفغانية ...").
        definite: whether a demonym has the article; organs of a state do, a suspect's nationality seldom.
    """

    i: int
    j: int
    start: int
    end: int
    kind: str
    name_key: str
    candidates: tuple[int, ...] = ()
    head: str | None = None
    head_i: int | None = None
    name_i: int = 0
    name_j: int = 0
    direction: str | None = None
    country: str | None = None
    definite: bool = False


class PlaceContext(NamedTuple):
    """The countries a passage and its document speak of, with how often (demonyms included)."""

    passage: Mapping[str, int] = {}
    document: Mapping[str, int] = {}


class ResolvedPlace(NamedTuple):
    """A mention settled on a place.

    `name` is English and None for a place named only by the report; the position is then that of
    `within`, the place it was said to be in, and `precision` says how fine the position is ("site", "city",
    "admin2", "admin1", "country", "region"). `confidence` runs from 0 to 1.
    """

    mention: PlaceMention
    name: str | None
    name_ar: str
    country: str | None
    geonames: int | None
    lat: float | None
    lon: float | None
    precision: str | None
    reason: str
    confidence: float
    within: str | None = None
    admin1: str | None = None


class Located(Protocol):
    """What `contains` and `same_place` need of a place; `record.Place` and `ResolvedPlace` both have it."""

    @property
    def name(self) -> str | None: ...
    @property
    def country(self) -> str | None: ...
    @property
    def geonames(self) -> int | None: ...
    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...
    @property
    def precision(self) -> str | None: ...


class _Start(NamedTuple):
    """One reading of a word that may begin a mention."""

    form: str
    bits: int
    preposition: bool
    conjunction: bool
    article: bool


# --- finding ----------------------------------------------------------------------------------------


def find(
    tokens: Sequence[Token],
    start: int = 0,
    end: int | None = None,
    taken: Sequence[tuple[int, int]] = (),
) -> list[PlaceMention]:
    """The place mentions of `tokens[start:end]`, in order, none overlapping another.

    Args:
        tokens: folded tokens (`languages.ar.tokens.tokenize`).
        start, end: the token range to read; a mention looks outside it only for the word before it.
        taken: token ranges (half open) that belong to actors, dates or numbers; no mention enters one.
    """
    reader = _Reader(tokens, start, len(tokens) if end is None else end, taken)
    return reader.read()


@lru_cache(maxsize=65536)
def _starts(word: str) -> tuple[_Start, ...]:
    """The readings of a word that may begin a mention, the whole word first."""
    firsts = gz.load().firsts
    found = []
    for form, preposition, conjunction in _forms(word):
        bits = firsts.get(form, 0)
        if bits:
            found.append(_Start(form, bits, preposition, conjunction, form.startswith("ال")))
        if form.startswith("ال"):
            bits = firsts.get(form[2:], 0) & (gz.HEAD | gz.DEMONYM)
            if bits:
                found.append(_Start(form[2:], bits, preposition, conjunction, True))
    return tuple(found)


def _forms(word: str) -> list[tuple[str, bool, bool]]:
    """A word without its clitics: form, whether a preposition and whether a conjunction was taken off."""
    forms = [(word, False, False)]
    if word[0] in "وف" and len(word) > 3:
        forms.append((word[1:], False, True))
    for form, _, conjunction in list(forms):
        if form[0] in "بل" and len(form) > 3:
            forms.append((form[1:], True, conjunction))
        if form.startswith("لل") and len(form) > 4:
            forms.append(("ال" + form[2:], True, conjunction))
    return forms


class _Name(NamedTuple):
    """A gazetteer name at a token: its key, its end and its bearers."""

    key: str
    j: int
    candidates: tuple[int, ...]
    guard: int


class _Reader:
    """Reads one token range. Lives for one call of `find`."""

    def __init__(self, tokens: Sequence[Token], start: int, end: int, taken: Sequence[tuple[int, int]]) -> None:
        self.tokens = tokens
        self.start = start
        self.end = end
        self.blocked = {index for first, last in taken for index in range(first, last)}
        self.gazetteer = gz.load()
        self.words = self.gazetteer.words
        self.mentions: list[PlaceMention] = []

    def read(self) -> list[PlaceMention]:
        """All mentions of the range. Most tokens cost one look-up in `_starts`."""
        tokens, blocked, mentions = self.tokens, self.blocked, self.mentions
        index, shared = self.start, -1
        while index < self.end:
            starts = _starts(tokens[index].text)
            if (not starts and index > shared) or index in blocked:
                index += 1
                continue
            mention = self.at(index, starts)
            if mention is None:
                index += 1
                continue
            mentions.append(mention)
            index = mention.j
            # Only right after a plural head noun may a word the gazetteer lacks be one more of its names.
            shared = index + 1 if mention.head in self.words["several"] else -1
        return mentions

    def at(self, index: int, starts: tuple[_Start, ...]) -> PlaceMention | None:
        """The longest mention that begins at a token; a gazetteer name wins a tie."""
        if not starts:
            return self._shared_unknown(index)
        best: PlaceMention | None = None
        for reading in starts:
            for mention in self._readings(index, reading):
                if mention is not None and (best is None or mention.j > best.j):
                    best = mention
        return best

    def _readings(self, index: int, reading: _Start) -> Iterable[PlaceMention | None]:
        if reading.bits & gz.NAME:
            yield self._bare_name(index, reading)
        if reading.bits & gz.HEAD:
            yield self._headed(index, reading)
        if reading.bits & gz.DIRECTION:
            yield self._direction(index, reading)
        if reading.bits & gz.DEMONYM:
            yield self._demonym(index, reading)

    # names

    def _name(self, index: int, form: str, length: int) -> Iterable[_Name]:
        """The gazetteer names that begin at a token with `form`, the longest first."""
        words, ends = [form], [index + 1]
        position = index + 1
        while len(words) < length and position < self.end and position not in self.blocked:
            text = self.tokens[position].text
            if text == "-" and position + 1 < self.end:
                position += 1
                continue
            if not text[0].isalpha():
                break
            words.append(text)
            position += 1
            ends.append(position)
        for count in range(len(words), 0, -1):
            key = " ".join(words[:count])
            candidates = self.gazetteer.candidates(key)
            if candidates:
                yield _Name(key, ends[count - 1], candidates, self.gazetteer.guard(key))

    def _names_at(self, index: int, *, clitics: bool) -> Iterable[tuple[_Start, _Name]]:
        """Every gazetteer name at a token; without `clitics` only of the word as it stands."""
        if index >= self.end or index in self.blocked:
            return
        for reading in _starts(self.tokens[index].text):
            if reading.bits & gz.NAME and (clitics or not (reading.preposition or reading.conjunction)):
                for name in self._name(index, reading.form, reading.bits >> gz.LENGTH_SHIFT):
                    yield reading, name

    def _bare_name(self, index: int, reading: _Start) -> PlaceMention | None:
        for name in self._name(index, reading.form, reading.bits >> gz.LENGTH_SHIFT):
            if self._allowed(index, reading, name):
                kind = self.gazetteer.kind(name.candidates[0])
                return self._mention(index, name.j, kind, name.key, name.candidates, name_i=index, name_j=name.j)
        return None

    def _allowed(self, index: int, reading: _Start, name: _Name) -> bool:
        """Whether a name with no head noun before it may be read as a place here."""
        if name.guard == gz.FREE:
            return not (self._is_person_part(index) and " " not in name.key)
        if name.guard == gz.NEVER:
            return False
        if self._shares_head(index, reading.conjunction):
            return True
        if name.guard <= gz.AFTER_WORD and self._after_preposition(index, reading, name.guard):
            return True
        return self._contained_in(name.j, name.candidates)

    def _is_person_part(self, index: int) -> bool:
        """Whether the word before makes this one a person's name ("بن", "أبو", "عبد")."""
        return index > 0 and self.tokens[index - 1].text in self.words["name_particles"]

    def _after_preposition(self, index: int, reading: _Start, guard: int) -> bool:
        if reading.preposition:
            # A short word with a letter taken off is more often another word ("بيان", "لاول").
            return guard == gz.AFTER_PREPOSITION or len(reading.form) >= _SHORTEST_AFTER_CLITIC
        if index == 0 or reading.conjunction:
            return bool(self.mentions) and self.mentions[-1].j == index and self.mentions[-1].kind in _LISTED
        return self.tokens[index - 1].text in self.words["prepositions"]

    def _shares_head(self, index: int, conjunction: bool) -> bool:
        """Whether the name is one of several after a plural head noun ("بلدتي ... و...")."""
        if not self.mentions:
            return False
        last = self.mentions[-1]
        if last.head not in self.words["several"]:
            return False
        between = [token.text for token in self.tokens[last.j : index]]
        return (conjunction and not between) or between in (["،"], [","], ["و"])

    def _shared_unknown(self, index: int) -> PlaceMention | None:
        """An unknown name that shares the plural head noun of the mention before it."""
        word = self.tokens[index].text
        last = self.mentions[-1]
        if word[0] != "و" or len(word) < 4 or not self._shares_head(index, True) or not self._may_be_name(word[1:]):
            return None
        return self._mention(
            index,
            index + 1,
            last.kind,
            word[1:],
            (),
            head=last.head,
            head_i=last.head_i,
            name_i=index,
            name_j=index + 1,
        )

    def _contained_in(self, index: int, candidates: tuple[int, ...]) -> bool:
        """Whether the country or division of one of the candidates follows at once."""
        country = self._following_country(index)
        return country is not None and any(self.gazetteer.country(place) == country for place in candidates)

    def _following_country(self, index: int) -> str | None:
        """The country of the country, division or demonym that stands at `index`, particles skipped."""
        skipped = 0
        while index < self.end and self.tokens[index].text in self.words["containers"] and skipped < 2:
            index += 1
            skipped += 1
        if index >= self.end:
            return None
        for reading in _starts(self.tokens[index].text):
            if reading.bits & gz.DEMONYM and reading.article and not skipped:
                return self.gazetteer.demonyms.get(reading.form)
        for reading, name in self._names_at(index, clitics=True):
            tied = skipped or reading.preposition
            first = name.candidates[0]
            if tied and name.guard == gz.FREE and self.gazetteer.kind(first) in ("country", "admin1"):
                return self.gazetteer.country(first)
        return None

    # head nouns

    def _headed(self, index: int, reading: _Start) -> PlaceMention | None:
        kind = self.gazetteer.heads[reading.form]
        after = index + 1
        if kind == "mission":
            return self._mission(index, reading)
        if reading.article:
            return self._capital(index, reading, after, kind)
        if after < self.end and self.tokens[after].text in self.words["openers"]:
            return self._quoted(index, reading.form, kind, after)
        known = self._known_after_head(index, reading.form, kind, after)
        return known if known is not None else self._worded(index, reading.form, kind, after)

    def _known_after_head(self, index: int, head: str, kind: str, after: int) -> PlaceMention | None:
        for _, name in self._names_at(after, clitics=False):
            candidates = self._fitting(kind, name.candidates)
            if not self._may_follow(kind, name):
                continue
            if candidates:
                found = "facility" if kind == "facility" else self._kind_under(kind, candidates)
                return self._mention(
                    index, name.j, found, name.key, candidates, head=head, head_i=index, name_i=after, name_j=name.j
                )
        return self._nested_head(index, head, kind, after)

    def _may_follow(self, kind: str, name: _Name) -> bool:
        """Whether a gazetteer name may be what a head noun names, and not a common word after it."""
        if kind in ("facility", "neighbourhood"):
            return name.guard == gz.FREE
        if name.key in self.words["function_words"] or name.key in self.words["adjectives"]:
            return False
        return name.guard != gz.NEVER or kind == "city"

    def _nested_head(self, index: int, head: str, kind: str, after: int) -> PlaceMention | None:
        """A head before a head: "ضواحي مدينة ...", "أحياء مدينة ..."."""
        if kind not in ("area", "neighbourhood") or after >= self.end or after in self.blocked:
            return None
        for reading in _starts(self.tokens[after].text):
            if reading.bits & gz.HEAD and not reading.article and not reading.preposition and not reading.conjunction:
                inner = self._headed(after, reading)
                if inner is not None:
                    return inner._replace(i=index, start=self.tokens[index].start, head=head, head_i=index)
        return None

    def _fitting(self, kind: str, candidates: tuple[int, ...]) -> tuple[int, ...]:
        """The candidates in the order that suits a head noun: cities after "city", divisions after "state"."""
        wanted = {"city": ("city", "admin2", "site"), "admin1": ("admin1", "admin2"), "country": ("country",)}.get(
            kind
        )
        if wanted is None:
            return candidates
        gazetteer = self.gazetteer
        fits = tuple(place for place in candidates if gazetteer.kind(place) in wanted)
        rest = tuple(place for place in candidates if gazetteer.kind(place) not in wanted)
        return fits if kind == "country" else fits + rest

    def _kind_under(self, kind: str, candidates: tuple[int, ...]) -> str:
        return self.gazetteer.kind(candidates[0]) if kind != "neighbourhood" else "facility"

    def _quoted(self, index: int, head: str, kind: str, opener: int) -> PlaceMention | None:
        """A name in quotes or brackets after its head noun."""
        limit = min(opener + _LONGEST_QUOTED, self.end)
        for close in range(opener + 2, limit):
            if self.tokens[close].text in self.words["closers"]:
                break
        else:
            return None
        if any(position in self.blocked for position in range(opener, close + 1)):
            return None
        words = [token.text for token in self.tokens[opener + 1 : close]]
        if not all(word[0].isalpha() or word in "-.'" for word in words):
            return None
        key = " ".join(word for word in words if word[0].isalpha())
        candidates = self._fitting(kind, self.gazetteer.candidates(key))
        found = (
            self._worded_kind(kind) if not candidates or kind == "facility" else self._kind_under(kind, candidates)
        )
        return self._mention(
            index, close + 1, found, key, candidates, head=head, head_i=index, name_i=opener + 1, name_j=close
        )

    def _worded_kind(self, kind: str) -> str:
        return {"facility": "facility", "neighbourhood": "facility", "admin1": "admin1", "area": "region"}.get(
            kind, "city"
        )

    def _worded(self, index: int, head: str, kind: str, after: int) -> PlaceMention | None:
        """A name the gazetteer lacks, as the report words it after its head noun."""
        if kind == "country":
            return None
        last = after
        while last < self.end and last - after < _LONGEST_WORDED and self._continues_name(kind, after, last):
            last += 1
        if last == after:
            return None
        key = " ".join(token.text for token in self.tokens[after:last])
        return self._mention(
            index, last, self._worded_kind(kind), key, (), head=head, head_i=index, name_i=after, name_j=last
        )

    def _continues_name(self, kind: str, first: int, position: int) -> bool:
        """Whether the token goes on the worded name that began at `first`."""
        word = self.tokens[position].text
        definite = word.startswith("ال") and len(word) > 4
        if position in self.blocked or not self._may_be_name(word):
            return False
        facility = kind in ("facility", "neighbourhood")
        if position == first:
            return facility or kind == "city" or not definite
        if any(name.guard == gz.FREE for _, name in self._names_at(position, clitics=True)):
            return False
        before = self.tokens[position - 1].text
        if before.startswith("ال"):
            return (
                facility and definite and position == first + 1 and kind == "facility" and word.endswith(("ي", "يه"))
            )
        if word in self.words["name_endings"] or before in self.words["name_beginnings"]:
            return True
        if definite:
            return facility
        return facility and position == first + 1 and kind == "facility"

    def _may_be_name(self, word: str) -> bool:
        """Whether a word unknown to the gazetteer may be (part of) a name: no particle, number or adjective."""
        if not word[0].isalpha() or len(word) < 2:
            return False
        if word in self.words["function_words"] or word in self.words["adjectives"]:
            return False
        if word.startswith(("ي", "ت")) and word.endswith(("ون", "ان")) and len(word) > 5:
            return False
        if word[0] in "وبل" and any(start.preposition or start.conjunction for start in _starts(word)):
            return False
        return not _looks_adjectival(word)

    def _capital(self, index: int, reading: _Start, after: int, kind: str) -> PlaceMention | None:
        """An articled head in apposition to a name: "العاصمة كابول", "العاصمة الأفغانية كابول"."""
        if kind not in ("city", "admin1"):
            return None
        country = None
        for start in _starts(self.tokens[after].text) if after < self.end else ():
            if start.bits & gz.DEMONYM and start.article and not (start.preposition or start.conjunction):
                country = self.gazetteer.demonyms.get(start.form)
                after += 1
                break
        if after < self.end and self.tokens[after].text in self.words["openers"]:
            return None
        for _, name in self._names_at(after, clitics=False):
            if name.guard == gz.FREE:
                candidates = self._fitting(kind, name.candidates)
                return self._mention(
                    index,
                    name.j,
                    self.gazetteer.kind(candidates[0]),
                    name.key,
                    candidates,
                    head=reading.form,
                    head_i=index,
                    name_i=after,
                    name_j=name.j,
                    country=country,
                )
        return None

    def _mission(self, index: int, reading: _Start) -> PlaceMention | None:
        """An embassy or consulate: the country in its name owns it and is not where it stands."""
        after = index + 1
        if after >= self.end or after in self.blocked:
            return None
        for start in _starts(self.tokens[after].text):
            if start.bits & gz.DEMONYM and not start.preposition:
                return self._mention(
                    index,
                    after + 1,
                    "facility",
                    self.tokens[after].text,
                    (),
                    head=reading.form,
                    head_i=index,
                    name_i=after,
                    name_j=after + 1,
                )
        for _, name in self._names_at(after, clitics=False):
            return self._mention(
                index, name.j, "facility", name.key, (), head=reading.form, head_i=index, name_i=after, name_j=name.j
            )
        return None

    # directions and demonyms

    def _direction(self, index: int, reading: _Start) -> PlaceMention | None:
        if reading.article and not reading.form.startswith("ال"):
            return None
        direction = self.gazetteer.directions[reading.form]
        after = index + 1
        if after < self.end and self.tokens[after].text in self.words["second_directions"]:
            direction += " " + self.gazetteer.directions[_without_article(self.tokens[after].text)]
            after += 1
        if after >= self.end or after in self.blocked:
            return None
        inner = self._directed(after)
        if inner is None:
            return None
        return inner._replace(i=index, start=self.tokens[index].start, kind="direction", direction=direction)

    def _directed(self, after: int) -> PlaceMention | None:
        """What a direction is of: a place, a headed place, or the country of the report."""
        if self.tokens[after].text in self.words["homeland"]:
            for start in _starts(self.tokens[after].text):
                if start.article and start.bits & gz.HEAD:
                    capital = self._capital(after, start, after + 1, self.gazetteer.heads[start.form])
                    if capital is not None:
                        return capital
            return self._mention(
                after, after + 1, "direction", self.tokens[after].text, (), name_i=after, name_j=after + 1
            )
        for _, name in self._names_at(after, clitics=False):
            if name.guard <= gz.AFTER_WORD:
                return self._mention(
                    after, name.j, "direction", name.key, name.candidates, name_i=after, name_j=name.j
                )
        for start in _starts(self.tokens[after].text):
            if start.bits & gz.HEAD and not start.preposition and not start.conjunction:
                if self.gazetteer.heads[start.form] == "facility":
                    continue
                return self._headed(after, start)
        return None

    def _demonym(self, index: int, reading: _Start) -> PlaceMention | None:
        """A nationality. Two-word ones ("كوري جنوبي") are tried first."""
        demonyms = self.gazetteer.demonyms
        if not reading.article and reading.form in self.words["articled"]:
            return None
        if index > 0 and self.tokens[index - 1].text in self.words["not_demonym_after"]:
            return None
        words = [reading.form]
        if index + 1 < self.end:
            words.append(_without_article(self.tokens[index + 1].text))
        for count in range(len(words), 0, -1):
            key, last = " ".join(words[:count]), index + count
            country = demonyms.get(key)
            if country is not None:
                mention = self._mention(index, last, "demonym", key, (), name_i=index, name_j=last, country=country)
                return mention._replace(definite=reading.article)
        return None

    def _mention(
        self,
        i: int,
        j: int,
        kind: str,
        key: str,
        candidates: tuple[int, ...],
        *,
        head: str | None = None,
        head_i: int | None = None,
        name_i: int = 0,
        name_j: int = 0,
        country: str | None = None,
    ) -> PlaceMention:
        start, end = self.tokens[i].start, self.tokens[j - 1].end
        return PlaceMention(i, j, start, end, kind, key, candidates, head, head_i, name_i, name_j, None, country)


def _looks_adjectival(word: str) -> bool:
    """Whether an indefinite word has the shape of a feminine adjective or participle ("محظورة", "جافة")."""
    if not word.endswith("ه") or word.startswith("ال"):
        return False
    return (word.endswith("يه") and len(word) > 5) or (len(word) > 3 and (word[0] == "م" or word[1] == "ا"))


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") else word


# --- resolving --------------------------------------------------------------------------------------


def countries(mentions: Iterable[PlaceMention]) -> dict[str, int]:
    """The countries that mentions name or imply, weighted.

    A place that lies in one country only counts four; an ambiguous one, and a nationality with its article
    ("الشرطة الألمانية"), two; a nationality without it ("رجل سعودي") one. Embassies count for
    nobody. The heaviest comes first, equals in order of appearance.
    """
    gazetteer = gz.load()
    counts: Counter[str] = Counter()
    for mention in mentions:
        if mention.country is not None:
            counts[mention.country] += 2 if mention.definite else 1
        if mention.candidates:
            bearers = {gazetteer.country(place) for place in mention.candidates}
            first = gazetteer.country(mention.candidates[0])
            if first:
                counts[first] += 4 if len(bearers) == 1 else 2
    return dict(counts.most_common())


def context(passage: Iterable[PlaceMention], document: Iterable[PlaceMention] = ()) -> PlaceContext:
    """The context that the mentions of a passage and of its whole document make."""
    return PlaceContext(countries(passage), countries(document))


def resolve(mentions: Sequence[PlaceMention], context: PlaceContext) -> list[ResolvedPlace]:
    """Settle each mention but the demonyms on one place, in order, with the reason.

    The mentions are those of one passage: neighbours in the sentence may contain each other
    ("بارسالوغو ببوركينا فاسو"). A mention no rule can place still comes back, with the country of its
    context or with nothing, and says so.
    """
    resolver = _Resolver(mentions, context)
    return resolver.run()


class _Container(NamedTuple):
    """What a neighbouring mention says of where a place lies."""

    country: str
    admin1: str
    words: str


class _Resolver:
    """Settles the mentions of one passage. Lives for one call of `resolve`."""

    def __init__(self, mentions: Sequence[PlaceMention], context: PlaceContext) -> None:
        self.mentions = mentions
        self.context = context
        self.gazetteer = gz.load()
        self.done: dict[int, ResolvedPlace] = {}

    def run(self) -> list[ResolvedPlace]:
        placed = [number for number, mention in enumerate(self.mentions) if mention.kind != "demonym"]
        for number in placed:
            if self.mentions[number].candidates:
                resolved = self._among_candidates(number)
                if resolved is not None:
                    self.done[number] = resolved
        for number in placed:
            if number not in self.done:
                self.done[number] = self._without_candidates(number)
        return [self.done[number] for number in placed]

    # known names

    def _among_candidates(self, number: int) -> ResolvedPlace | None:
        mention = self.mentions[number]
        entries = [self.gazetteer.entry(place) for place in mention.candidates]
        containers = self._containers(number)
        inside = [(entry, box) for entry in entries for box in containers if _lies_in(entry, box)]
        if inside:
            entry, box = max(
                inside,
                key=lambda pair: (_fit(mention, pair[0]), bool(pair[1].admin1), _weight(pair[0]), -pair[0].number),
            )
            return self._settled(mention, entry, f'"{box.words}" beside it contains it', 0.95)
        entry, why, confidence = self._by_context(mention, entries)
        if self._is_stray(mention, entry) or _contradicted(entry, containers):
            return None
        return self._settled(mention, entry, why, confidence)

    def _by_context(self, mention: PlaceMention, entries: list[Entry]) -> tuple[Entry, str, float]:
        """The entry the context favours, among those not lost beside the most populous one."""
        leader = max(entries, key=_weight)
        most = _weight(leader)
        share = _LEAST_SHARE_OF_FAMOUS if leader.kind == "city" and most >= _FAMOUS else _LEAST_SHARE
        able = [entry for entry in entries if _weight(entry) >= share * most]
        if len(able) == 1:
            why = (
                "the only place of the gazetteer with this name" if len(entries) == 1 else "by far the most populous"
            )
            return able[0], why, 0.9
        order = {entry.number: position for position, entry in enumerate(entries)}
        for counts, where, confidence in (
            (self.context.passage, "passage", 0.85),
            (self.context.document, "document", 0.75),
        ):
            votes = self._votes_of_others(mention, counts)
            named = [entry for entry in able if votes.get(entry.country)]
            if named:
                best = max(
                    named, key=lambda entry: (votes[entry.country], _fit(mention, entry), -order[entry.number])
                )
                return best, f"{best.country} weighs {votes[best.country]} in the {where} beside it", confidence
        best = max(able, key=lambda entry: (_fit(mention, entry), -order[entry.number]))
        return best, f"the best known of {len(entries)} namesakes, with no country around it to decide", 0.6

    def _votes_of_others(self, mention: PlaceMention, counts: Mapping[str, int]) -> dict[str, int]:
        """The context's votes without the mention's own, so that a name does not settle itself."""
        votes = dict(counts)
        for country, own in countries([mention]).items():
            votes[country] = votes.get(country, 0) - own
        return {country: count for country, count in votes.items() if count > 0}

    def _is_stray(self, mention: PlaceMention, entry: Entry) -> bool:
        """Whether a small place lies in a country that a report about other countries never names."""
        if entry.kind not in ("city", "site") or entry.population >= 60_000:
            return False
        if entry.kind == "city" and not entry.geonames:
            return False
        named = {
            **self._votes_of_others(mention, self.context.document),
            **self._votes_of_others(mention, self.context.passage),
        }
        return bool(named) and entry.country not in named

    def _settled(self, mention: PlaceMention, entry: Entry, why: str, confidence: float) -> ResolvedPlace:
        facility = mention.kind == "facility"
        reason = f'"{mention.name_key}" is {entry.name} ({entry.country or "no one country"}): {why}'
        if facility:
            reason += "; the position is that of the place it is named after"
        if mention.direction:
            reason += f"; the report says {mention.direction}"
        return ResolvedPlace(
            mention,
            entry.name,
            entry.name_ar,
            entry.country or None,
            entry.geonames or None,
            entry.lat,
            entry.lon,
            entry.kind,
            reason,
            confidence,
            admin1=entry.admin1 or None,
        )

    # what stands beside a mention

    def _containers(self, number: int) -> list[_Container]:
        mention = self.mentions[number]
        found = []
        if mention.country is not None:
            found.append(
                _Container(mention.country, "", self.gazetteer.entry(self._country(mention.country)).name_ar)
            )
        for other, adjacent in self._neighbours(number):
            neighbour = self.mentions[other]
            if neighbour.kind == "demonym" and neighbour.country and adjacent and other > number:
                found.append(_Container(neighbour.country, "", neighbour.name_key))
            elif neighbour.kind in ("country", "admin1", "direction", "city") and neighbour.candidates:
                found += self._boxes(neighbour)
        return found

    def _boxes(self, neighbour: PlaceMention) -> Iterable[_Container]:
        for place in neighbour.candidates:
            kind = self.gazetteer.kind(place)
            if kind == "country":
                yield _Container(self.gazetteer.country(place), "", neighbour.name_key)
            elif kind == "admin1":
                yield _Container(self.gazetteer.country(place), self.gazetteer.admin1[place], neighbour.name_key)

    def _neighbours(self, number: int) -> Iterable[tuple[int, bool]]:
        """The mentions tied to this one: at most two tokens (a particle, a comma) apart."""
        mention = self.mentions[number]
        after = number + 1
        while (
            after < len(self.mentions)
            and self.mentions[after].i - self.mentions[after - 1].j <= 2
            and after < number + 4
        ):
            yield after, self.mentions[after].i == mention.j
            after += 1
        if number > 0 and mention.i - self.mentions[number - 1].j <= 2:
            yield number - 1, False

    def _country(self, code: str) -> int:
        return _country_entries()[code]

    # names the gazetteer lacks, and words that point at a place named before

    def _without_candidates(self, number: int) -> ResolvedPlace:
        mention = self.mentions[number]
        if mention.candidates:
            # A stray: the words stay, the far-off namesake does not.
            mention = mention._replace(candidates=())
        if mention.kind == "direction":
            return self._homeland(number, mention)
        country, why = self._country_around(number)
        heard = self._by_sound(mention, country) if country and mention.head is not None else None
        if heard is not None:
            return heard
        around = self._place_around(number)
        if around is not None and mention.kind == "facility":
            return self._inside(mention, around)
        return self._only_country(mention, country, why)

    def _homeland(self, number: int, mention: PlaceMention) -> ResolvedPlace:
        if mention.name_key not in ("البلاد", "البلد", "الدوله"):
            around = self._place_around(number, backwards=True)
            if around is not None:
                return self._inside(mention, around)
        country, why = self._country_around(number)
        return self._only_country(mention, country, why)

    def _country_around(self, number: int) -> tuple[str | None, str]:
        for box in self._containers(number):
            if box.country:
                return box.country, f'"{box.words}" stands beside it'
        for counts, where in ((self.context.passage, "passage"), (self.context.document, "document")):
            if counts:
                country = max(counts, key=counts.__getitem__)
                return country, f"{country} is the country most spoken of in the {where} (weight {counts[country]})"
        return None, "no country is named around it"

    def _place_around(self, number: int, *, backwards: bool = False) -> ResolvedPlace | None:
        """The settled place of the passage nearest to a mention, the one after it first."""
        here = self.mentions[number]
        best: tuple[int, int] | None = None
        for other in self.done:
            mention = self.mentions[other]
            if mention.kind in ("facility", "direction") or self.done[other].precision in (None, "region"):
                continue
            if backwards and other > number:
                continue
            gap = mention.i - here.j if other > number else here.i - mention.j + 2
            coarse = 6 if self.done[other].precision in ("country", "admin1") else 0
            if best is None or (gap + coarse, other) < best:
                best = (gap + coarse, other)
        return self.done[best[1]] if best is not None else None

    def _inside(self, mention: PlaceMention, around: ResolvedPlace) -> ResolvedPlace:
        words = f'"{mention.name_key}" is not in the gazetteer'
        reason = f"{words}; the passage puts it by {around.name}, whose position is given"
        return around._replace(
            mention=mention,
            name=None,
            name_ar=mention.name_key,
            geonames=None,
            within=around.name,
            reason=reason,
            confidence=round(around.confidence * 0.7, 2),
        )

    def _only_country(self, mention: PlaceMention, country: str | None, why: str) -> ResolvedPlace:
        if country is None:
            reason = f'"{mention.name_key}" is not in the gazetteer and {why}'
            return ResolvedPlace(mention, None, mention.name_key, None, None, None, None, None, reason, 0.1)
        entry = self.gazetteer.entry(self._country(country))
        if mention.kind == "direction":
            reason = f'"{mention.name_key}" ({mention.direction}) is {entry.name}: {why}'
            return ResolvedPlace(
                mention,
                entry.name,
                entry.name_ar,
                country,
                entry.geonames or None,
                entry.lat,
                entry.lon,
                "country",
                reason,
                0.6,
            )
        reason = f'"{mention.name_key}" is not in the gazetteer; {why}, so its country is {entry.name}'
        return ResolvedPlace(
            mention,
            None,
            mention.name_key,
            country,
            None,
            entry.lat,
            entry.lon,
            "country",
            reason,
            0.4,
            within=entry.name,
        )

    def _by_sound(self, mention: PlaceMention, country: str) -> ResolvedPlace | None:
        """The place of the country whose Latin name sounds like the worded one, if its head noun allows one."""
        if (
            self.gazetteer.heads.get(mention.head or "") == "facility"
            and mention.head not in self.gazetteer.words["sounded"]
        ):
            return None
        words = mention.name_key.split(" ")
        for count in range(len(words), 0, -1):
            place, score = _sounding(" ".join(words[:count]), country)
            if place is not None:
                name = " ".join(words[:count])
                shorter = mention._replace(name_key=name) if count < len(words) else mention
                if count < len(words) and mention.j == mention.name_j:
                    shorter = _shortened(mention, name, len(words) - count)
                reason = (
                    f'"{name}" is not in the gazetteer in Arabic; {place.name} ({country}) sounds like it '
                    f"(likeness {score:.2f}) and {country} is the country of its context"
                )
                return ResolvedPlace(
                    shorter,
                    place.name,
                    name,
                    country,
                    place.geonames,
                    place.lat,
                    place.lon,
                    "city",
                    reason,
                    round(0.6 * score, 2),
                    admin1=place.admin1,
                )
        return None


def _shortened(mention: PlaceMention, name: str, words: int) -> PlaceMention:
    """The mention without its last words, which turned out not to belong to the name."""
    cut = sum(len(word) + 1 for word in mention.name_key.split(" ")[-words:])
    return mention._replace(name_key=name, j=mention.j - words, name_j=mention.name_j - words, end=mention.end - cut)


@lru_cache(maxsize=4096)
def _sounding(name: str, country: str) -> tuple[LatinPlace | None, float]:
    """The best-sounding place of a country for an Arabic name, and how alike they are."""
    key = skeleton(arabic_sounds(name.replace(" ", "")))
    if len(key) < 2:
        return None, 0.0
    found: tuple[float, int, LatinPlace] | None = None
    for place in gz.latin_places(country, key):
        score = max(likeness(name.replace(" ", ""), place.name), _LEAST_LIKENESS if len(key) > 4 else 0.0)
        rank = (round(score, 2), place.population, place)
        if found is None or rank[:2] > found[:2]:
            found = rank
    least = _LEAST_LIKENESS if len(key) > 2 else 0.75
    if found is None or found[0] < least:
        return None, 0.0
    return found[2], found[0]


def _lies_in(entry: Entry, box: _Container) -> bool:
    if entry.country != box.country or entry.kind == "country":
        return False
    return not box.admin1 or (entry.kind != "admin1" and entry.admin1 == box.admin1)


def _contradicted(entry: Entry, containers: Sequence[_Container]) -> bool:
    """Whether all that stands beside a lesser city puts the name in another country."""
    if entry.kind not in ("city", "site") or entry.population >= _FAMOUS or not containers:
        return False
    return all(box.country != entry.country for box in containers)


def _weight(entry: Entry) -> int:
    """How prominent a place is, in people."""
    if entry.kind in ("admin1", "admin2"):
        return max(entry.population, _ADMIN1_WEIGHT)
    return max(entry.population, {"region": 5_000_000, "site": 100_000, "city": 20_000}.get(entry.kind, 0))


def _fit(mention: PlaceMention, entry: Entry) -> int:
    """Whether the entry's kind is the one the head noun names; a country before the city it is named for."""
    heads = gz.load().heads
    wanted = heads.get(mention.head or "")
    if wanted in ("city", "admin1"):
        return int((entry.kind == wanted) or (wanted == "city" and entry.kind == "site"))
    return {"country": 2, "city": 1, "site": 1}.get(entry.kind, 0)


# --- questions about countries and places -----------------------------------------------------------


@lru_cache(maxsize=1)
def _country_entries() -> dict[str, int]:
    gazetteer = gz.load()
    country = gz.KINDS.index("country")
    return {gazetteer.country(index): index for index, kind in enumerate(gazetteer.kinds) if kind == country}


def country_of_adjective(word: str) -> str | None:
    """The ISO code of a nationality adjective in any form ("الباكستانيين" -> "PK"); None for other words."""
    for start in _starts(fold_text(word)):
        if start.bits & gz.DEMONYM:
            country = gz.load().demonyms.get(start.form)
            if country is not None:
                return country
    return None


def country_name(code: str, language: str = "en") -> str | None:
    """The name of a country by its ISO 3166 code, in "ar" or "en"; None for a code that names none."""
    index = _country_entries().get(code.upper())
    if index is None:
        return None
    entry = gz.load().entry(index)
    return entry.name_ar if language == "ar" else entry.name


def distance_km(first: Located, second: Located) -> float | None:
    """The great-circle distance between two places; None where one has no position."""
    if first.lat is None or first.lon is None or second.lat is None or second.lon is None:
        return None
    lat1, lon1, lat2, lon2 = map(math.radians, (first.lat, first.lon, second.lat, second.lon))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def contains(outer: Located, inner: Located) -> bool:
    """Whether `inner` lies in `outer` or is the same place said as finely or more finely.

    A country contains what carries its code; a division what has its GeoNames code, else what lies within
    its reach; a city what lies within 30 km and is no coarser.
    """
    if outer.country and inner.country and outer.country != inner.country:
        return False
    if outer.geonames and outer.geonames == inner.geonames:
        return True
    rank_outer, rank_inner = _RANK.get(outer.precision or "", 0), _RANK.get(inner.precision or "", 0)
    if rank_inner < rank_outer:
        return False
    if outer.precision == "country":
        return bool(outer.country) and outer.country == inner.country
    division = _division(outer) if outer.precision == "admin1" else None
    if division is not None:
        within = _division(inner)
        if within is not None:
            return within == division
    apart = distance_km(outer, inner)
    reach = _REACH_KM.get(outer.precision or "")
    return apart is not None and reach is not None and apart <= reach and _same_level_name(outer, inner)


def _same_level_name(outer: Located, inner: Located) -> bool:
    """Two places of one precision are one only by name; a finer one needs no name."""
    return outer.precision != inner.precision or not outer.name or not inner.name or outer.name == inner.name


def same_place(first: Located, second: Located) -> bool:
    """Whether two places may be one and the same, said with different precision."""
    return contains(first, second) or contains(second, first)


def _division(place: Located) -> tuple[str, str] | None:
    index = gz.load().by_geonames(place.geonames) if place.geonames else None
    if index is None:
        return None
    entry = gz.load().entry(index)
    return (entry.country, entry.admin1) if entry.admin1 else None
