"""Actors: the armed groups, organs of states, courts, bodies, agencies and outlets that reports name.

`find` reads folded tokens and returns the entries they name, longest alias first, with the reason in
words. `find_generic` returns the acting or speaking parties that have no name ("gunmen", "a security
source", "the local authorities"). Private persons are never entries.

The vocabulary is `actors_*.yaml` and `functions.yaml` beside this file; `compile_actors` derives
`actors.json` from them, and only that is read here. Three kinds of knowledge meet:

* an entry's aliases, some of which count only in a context (`actors_context.yaml`): "فارس" is an agency
  after "وكالة" and a province or a knight elsewhere;
* organs are composed: a head ("وزارة الداخلية") and a state ("الألمانية", "في ألمانيا") make
  `de-interior-ministry`, German interior ministry, part of `de`;
* generic noun phrases, each with the parts it can play: voice, authority, perpetrator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from tawatur.errors import DataError
from tawatur.languages.ar.tokens import Token, readings, tokenize
from tawatur.script import fold_text

Kind: TypeAlias = Literal[
    "armed_group",
    "state",
    "organ",
    "office",
    "court",
    "un_body",
    "international_body",
    "agency",
    "outlet",
    "ngo",
    "think_tank",
    "company",
    "propaganda_outlet",
]
Part: TypeAlias = Literal["voice", "authority", "perpetrator"]


class Actor(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One entry of the authority.

    `ar` and `en` are its names; `aliases` are as the data writes them, without those that hold only in
    a context; `parent` is the entry it belongs to; `country` is ISO 3166-1 alpha-2; `status` are dated
    remarks (EDTF date and words), such as a listing.
    """

    id: str
    kind: Kind
    ar: str
    en: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    country: str | None = None
    status: tuple[tuple[str, str], ...] = ()


class Rule(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """When an ambiguous alias counts: one of the conditions that are set must hold, and no veto.

    `head`: a word such as "agency" or "movement" stands before it. `quoted`: it stands in quotation
    marks or brackets. `near`: one of these words stands within `REACH` tokens. `otherwise`: it counts
    with none of them, unless vetoed. Vetoes: `not_after` and `not_before` name the neighbouring words,
    `bare`: ب written onto it vetoes it (بحماس is "with zeal").
    """

    name: str
    head: bool = False
    quoted: bool = False
    near: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    otherwise: bool = False
    not_after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    bare: bool = False


class Alias(msgspec.Struct, frozen=True, array_like=True):
    """An alias: the index of its actor, its rule (index or -1) and its spelling."""

    actor: int
    rule: int
    text: str


class Organ(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A head that makes an entry with a state: `forms` stand with any mark of it, `short` ones only
    before its adjective with the article ("الداخلية النمساوية")."""

    key: str
    en: str
    ar: str
    kind: Kind = "organ"
    parent: str | None = None
    forms: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


class State(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A state: ISO code, names, English adjective, and the masculine singular Arabic adjectives."""

    code: str
    ar: str
    en: str
    adjective: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...] = ()


class Function(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A generic actor: head words, the parts it plays, and whether a state or a name may follow."""

    id: str
    en: str
    parts: tuple[Part, ...]
    forms: tuple[str, ...]
    extends: bool = True
    named: bool = False
    needs_name: bool = False


Index: TypeAlias = dict[str, tuple[tuple[tuple[str, ...], int], ...]]
"""Folded names by their first word: the words that follow it, and what the whole stands for."""


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """Everything `compile_actors` derives from the YAML files.

    The four indexes hold the number of an alias, an organ (or -1 less its number, for a short form), a
    state, a function. `demonyms` are the adjectives of states in every form, `modifiers` likewise.
    """

    actors: tuple[Actor, ...]
    aliases: tuple[Alias, ...]
    rules: tuple[Rule, ...]
    heads: dict[str, tuple[str, ...]]
    fillers: tuple[str, ...]
    organ_fillers: tuple[str, ...]
    states: tuple[State, ...]
    organs: tuple[Organ, ...]
    organ_names: dict[str, str]
    organ_entries: dict[str, str]
    functions: tuple[Function, ...]
    modifiers: frozenset[str]
    demonyms: dict[str, str]
    names_index: Index
    organs_index: Index
    states_index: Index
    functions_index: Index


class ActorMention(NamedTuple):
    """A named actor in folded text.

    `i`, `j` are token indices (half open); `start`, `end` folded offsets, which leave out a conjunction
    or preposition written onto the first word and take in a generic head ("تنظيم", "وكالة").
    `id`, `name` (English), `kind` and `country` are the entry's; `reason` names the alias and what decided.
    """

    i: int
    j: int
    start: int
    end: int
    id: str
    name: str
    kind: str
    country: str | None
    reason: str


class GenericMention(NamedTuple):
    """An actor without a name: token range, folded offsets, the function's id and English name.

    `voice`, `authority` and `perpetrator` say which parts it can play; `country` is that of a state
    named within it; `actor` is the entry it speaks for ("متحدث باسم الشرطة الألمانية").
    """

    i: int
    j: int
    start: int
    end: int
    id: str
    name: str
    voice: bool
    authority: bool
    perpetrator: bool
    country: str | None
    actor: str | None
    reason: str


REACH = 40
"""How far from an ambiguous alias, in tokens, a deciding word may stand."""

_SKIPPED = frozenset("\"'()-/[]")
_OPENING = frozenset("\"'([/")
_CLOSING = frozenset("\"')]/")
_MOST_SKIPPED = 3
_MOST_REMEMBERED = 32_768


class _Node:
    """A node of the trie of words: the next words, and what ends here."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: list[int] = []

    def add(self, words: Sequence[str], value: int) -> None:
        node = self
        for word in words:
            node = node.next.setdefault(word, _Node())
        node.ends.append(value)


class _Root:
    """The top of a trie, whose branches are built when their first word is first met."""

    __slots__ = ("_index", "_nodes")

    def __init__(self, index: Index) -> None:
        self._index = index
        self._nodes: dict[str, _Node] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._index

    def get(self, word: str) -> _Node | None:
        """The node of the names that begin with `word`; None where none does."""
        node = self._nodes.get(word)
        if node is None and word in self._index:
            node = self._nodes[word] = _Node()
            for rest, value in self._index[word]:
                node.add(rest, value)
        return node


class _Lexicon:
    """The vocabulary indexed for matching; built once, never changed afterwards but for its memo."""

    def __init__(self, data: Vocabulary) -> None:
        self.data = data
        self.by_id = {actor.id: actor for actor in data.actors}
        self.state = {state.code: state for state in data.states}
        self.organ = {organ.key: organ for organ in data.organs}
        self.heads = {kind: frozenset(words) for kind, words in data.heads.items()}
        self.fillers = frozenset(data.fillers)
        self.organ_fillers = frozenset(data.organ_fillers)
        self.modifiers = data.modifiers
        self.demonyms = data.demonyms
        self.names = _Root(data.names_index)
        self.organ_forms = _Root(data.organs_index)
        self.countries = _Root(data.states_index)
        self.functions = _Root(data.functions_index)
        self.memo: dict[str, tuple[_First, ...]] = {}
        self.state_memo: dict[str, tuple[_First, ...]] = {}
        self.generic_memo: dict[str, tuple[_First, ...]] = {}

    def firsts(self, word: str, states: bool) -> tuple[_First, ...]:
        """The trie nodes a name may enter by `word`, whole word first; remembered."""
        roots = (self.names, self.organ_forms, self.countries) if states else (self.names, self.organ_forms)
        return _remember(self.state_memo if states else self.memo, word, tuple(_entries(word, roots)))

    def generic_firsts(self, word: str) -> tuple[_First, ...]:
        """The same for the generic functions, whose article is free."""
        found = tuple(_entries(word, (self.functions,), free_article=True))
        return _remember(self.generic_memo, word, found)


def _remember(memo: dict[str, tuple[_First, ...]], word: str, found: tuple[_First, ...]) -> tuple[_First, ...]:
    if len(memo) >= _MOST_REMEMBERED:
        memo.clear()
    memo[word] = found
    return found


class _First(NamedTuple):
    root: int
    node: _Node
    cut: int
    preposition: str


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a name, its punctuation left out (the form aliases are matched in)."""
    return tuple(token.text for token in tokenize(fold_text(text.lower())) if token.text[0].isalnum())


def find(
    tokens: Sequence[Token], start: int = 0, end: int | None = None, *, folded: str, states: bool = False
) -> list[ActorMention]:
    """The named actors in `tokens[start:end]`, in order, none overlapping another.

    Args:
        tokens: tokens of the folded text.
        start: first token looked at.
        end: one past the last token looked at; None for all.
        folded: the text the tokens are of.
        states: whether bare names of states ("روسيا") count too.
    """
    lexicon = _lexicon()
    stop = len(tokens) if end is None else end
    found: list[ActorMention] = []
    index = start
    memo = lexicon.state_memo if states else lexicon.memo
    text = _Text(tokens, start, stop, folded)
    while index < stop:
        word = tokens[index].text
        firsts = memo.get(word)
        if firsts is None:
            firsts = lexicon.firsts(word, states)
        if firsts:
            mentions = _best(lexicon, text, index, firsts)
            if mentions and index + 1 < mentions[0].j:
                mentions = _past_head(lexicon, text, mentions, index, states)
            if mentions:
                _join(found, mentions, tokens)
                index = mentions[-1].j
                continue
        index += 1
    return found


def find_generic(
    tokens: Sequence[Token], start: int = 0, end: int | None = None, *, folded: str
) -> list[GenericMention]:
    """The actors without a name in `tokens[start:end]`, in order, none overlapping another."""
    lexicon = _lexicon()
    stop = len(tokens) if end is None else end
    found: list[GenericMention] = []
    index = start
    memo = lexicon.generic_memo
    text = _Text(tokens, start, stop, folded)
    while index < stop:
        word = tokens[index].text
        firsts = memo.get(word)
        if firsts is None:
            firsts = lexicon.generic_firsts(word)
        mention = _generic(lexicon, text, index, firsts) if firsts else None
        if mention is not None:
            found.append(mention)
            index = mention.j
        else:
            index += 1
    return found


def by_id(identifier: str) -> Actor | None:
    """The entry with this id, composed organs and states included; None where there is none."""
    lexicon = _lexicon()
    known = lexicon.by_id.get(identifier)
    if known is not None:
        return known
    code, _, key = identifier.partition("-")
    state = lexicon.state.get(code.upper())
    if state is None:
        return None
    if not key:
        return Actor(id=identifier, kind="state", ar=state.ar, en=state.en, country=state.code)
    found = lexicon.organ.get(key)
    return None if found is None else _compose(lexicon, found, state)


def organ(key: str, country: str) -> Actor | None:
    """The organ of a kind (`police`, `interior-ministry`) of a country, composed; None if either is unknown."""
    return by_id(f"{country.lower()}-{key}")


def search(name: str) -> list[Actor]:
    """The entries one of whose names is `name` (Arabic or Latin, spelling folded), in order of id."""
    lexicon = _lexicon()
    text = " ".join(words_of(name))
    whole = tokenize(text)
    named = {m.id for m in find(whole, folded=text, states=True) if m.i == 0 and m.j == len(whole)}
    words = words_of(name)
    node = lexicon.names.get(words[0]) if words else None
    for word in words[1:]:
        node = node.next.get(word) if node is not None else None
    if node is not None:
        named.update(lexicon.data.actors[lexicon.data.aliases[end].actor].id for end in node.ends)
    return [actor for actor in map(by_id, sorted(named)) if actor is not None]


def is_part_of(child: str, parent: str) -> bool:
    """Whether `child` is `parent` or belongs to it, however many steps up."""
    seen: str | None = child
    while seen is not None and seen != parent:
        actor = by_id(seen)
        seen = actor.parent if actor is not None else None
    return seen is not None


def compatible(left: str, right: str) -> bool:
    """Whether two ids can mean the same party: one is the other or part of it (داعش in a report on ISKP)."""
    return is_part_of(left, right) or is_part_of(right, left)


def all_actors() -> tuple[Actor, ...]:
    """Every written entry, in the order of the data; composed organs are not listed."""
    return _lexicon().data.actors


class _Text(NamedTuple):
    tokens: Sequence[Token]
    start: int
    stop: int
    folded: str


class _Hit(NamedTuple):
    """A run of tokens that spells an alias, organ or country: `value` is what the trie holds."""

    root: int
    value: int
    i: int
    j: int
    first: _First


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    return _Lexicon(load())


def load() -> Vocabulary:
    """The compiled vocabulary.

    Raises:
        DataError: the derived file is missing or of another version; `compile_actors` writes it anew.
    """
    path = resources.files("tawatur.authority") / "actors.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Vocabulary)
    except (OSError, msgspec.MsgspecError) as error:
        remedy = "run python -m tawatur.authority.compile_actors"
        raise DataError(f"the actors' vocabulary cannot be read: {remedy}", subject="actors.json") from error


def _entries(word: str, roots: Sequence[_Root], *, free_article: bool = False) -> Iterator[_First]:
    if not any(rest in root for rest in _rests(word.lower(), free_article) for root in roots):
        return
    seen: set[tuple[int, str]] = set()
    for reading in readings(word.lower()):
        taken = len(reading.conjunction) + len(reading.preposition)
        contracted = reading.article and reading.preposition == "ل" and word[taken - 1 : taken + 1] == "لل"
        cut = taken - 1 if contracted else taken
        spellings = ("ال" + reading.stem, reading.stem) if reading.article else (reading.stem,)
        for spelled in spellings if free_article else spellings[:1]:
            for number, root in enumerate(roots):
                node = root.get(spelled)
                if node is not None and (number, spelled) not in seen:
                    seen.add((number, spelled))
                    yield _First(number, node, cut, reading.preposition)


def _rests(word: str, free_article: bool) -> Iterator[str]:
    """What may be left of a word without its clitics: a cheap test, so that few words need `readings`."""
    for rest in (word, word[1:]) if word[0] in "وف" else (word,):
        yield rest
        if free_article and rest[:2] == "ال":
            yield rest[2:]
        if rest[:1] in ("ب", "ل", "ك"):
            yield rest[1:]
            if rest[:2] == "لل":
                yield "ال" + rest[2:]
                yield rest[2:]
            elif free_article and rest[1:3] == "ال":
                yield rest[3:]


def _hits(text: _Text, index: int, firsts: Sequence[_First]) -> Iterator[_Hit]:
    following = text.tokens[index + 1].text if index + 1 < text.stop else ""
    goes_on = following in _SKIPPED or following == "."
    for first in firsts:
        node = first.node
        if node.ends or goes_on or following.lower() in node.next:
            for reached, after in _walk(text, index, node):
                for value in reached.ends:
                    yield _Hit(first.root, value, index, after, first)


def _walk(text: _Text, index: int, node: _Node) -> Iterator[tuple[_Node, int]]:
    """Every node reached from `node` at `index`, with the token after it, skipping marks inside names."""
    position = index + 1
    while True:
        if node.ends:
            yield node, position
        if not node.next:
            return
        ahead = _skip(text, position)
        if ahead >= text.stop:
            return
        following = node.next.get(text.tokens[ahead].text.lower())
        if following is None:
            return
        node, position = following, ahead + 1


def _skip(text: _Text, position: int) -> int:
    """The next token that is a word, past the marks a name may have within it."""
    limit = min(text.stop, position + _MOST_SKIPPED)
    while position < limit:
        token = text.tokens[position]
        dotted = token.text == "." and text.tokens[position - 1].end == token.start
        if token.text not in _SKIPPED and not dotted:
            break
        position += 1
    return position


def _join(found: list[ActorMention], mentions: list[ActorMention], tokens: Sequence[Token]) -> None:
    """Add mentions, making one of two that name the same actor twice over: "قوات سوريا الديمقراطية (قسد)"."""
    last, new = (found[-1] if found else None), mentions[0]
    if last is not None and last.id == new.id and last.j < new.i:
        between = {token.text for token in tokens[last.j : new.i]}
        if between <= _SKIPPED:
            j, closing = new.j, tokens[new.j].text if new.j < len(tokens) else ""
            if tokens[last.j].text in "\"('[" and closing and closing in "\")']":
                j += 1
            found[-1] = last._replace(j=j, end=tokens[j - 1].end)
            found.extend(mentions[1:])
            return
    found.extend(mentions)


def _best(lexicon: _Lexicon, text: _Text, index: int, firsts: Sequence[_First]) -> list[ActorMention]:
    hits = list(_hits(text, index, firsts))
    if len(hits) > 1:
        hits.sort(key=lambda hit: (-hit.j, hit.root))
    best: list[ActorMention] = []
    for hit in hits:
        made = _MAKERS[hit.root](lexicon, text, hit)
        if made and (not best or (made[-1].j, _ruled(made)) > (best[-1].j, _ruled(best))):
            best = made
    return best


def _past_head(
    lexicon: _Lexicon, text: _Text, mentions: list[ActorMention], index: int, states: bool
) -> list[ActorMention]:
    """The longer name that begins after a head, where the one with the head is cut short.

    "تنظيم الدولة الإسلامية" is a name, but so is "الدولة الإسلامية في العراق والشام".
    """
    following = text.tokens[index + 1].text
    memo = lexicon.state_memo if states else lexicon.memo
    firsts = memo.get(following)
    if firsts is None:
        firsts = lexicon.firsts(following, states)
    longer = _best(lexicon, text, index + 1, firsts) if firsts else []
    if longer and longer[0].i == index and longer[-1].j > mentions[-1].j:
        return longer
    return mentions


def _ruled(mentions: Sequence[ActorMention]) -> bool:
    """Whether a context decided: of two entries with one alias, the one the context speaks for wins."""
    return "; " in mentions[0].reason


def _named(lexicon: _Lexicon, text: _Text, hit: _Hit) -> list[ActorMention]:
    alias = lexicon.data.aliases[hit.value]
    actor = lexicon.data.actors[alias.actor]
    if _inside_word(text, hit):
        return []
    head = _head(lexicon, text, hit.i, actor.kind)
    why = ""
    if alias.rule >= 0:
        decided = _decide(lexicon.data.rules[alias.rule], text, hit, head)
        if decided is None:
            return []
        why = f"; {decided}"
    start, stop = _bounds(text, hit, head)
    return [
        ActorMention(
            hit.i if head is None else head.i,
            max(hit.j, stop),
            start,
            text.tokens[stop - 1].end,
            actor.id,
            actor.en,
            actor.kind,
            actor.country,
            f'"{alias.text}" is a name of {actor.en}{why}',
        )
    ]


def _inside_word(text: _Text, hit: _Hit) -> bool:
    """Whether a Latin abbreviation is part of an address or handle (@…, x.com) rather than a word."""
    tokens = text.tokens
    if not tokens[hit.i].text.isascii():
        return False
    before = tokens[hit.i - 1] if hit.i > text.start else None
    if before is not None and before.text in "@_/" and before.end == tokens[hit.i].start:
        return True
    after = tokens[hit.j + 1] if hit.j + 1 < text.stop else None
    mark = tokens[hit.j] if hit.j < text.stop else None
    if mark is None or after is None or mark.text not in (".", "@"):
        return False
    return (
        mark.start == tokens[hit.j - 1].end
        and mark.end == after.start
        and after.text.isascii()
        and after.text.isalnum()
    )


class _Head(NamedTuple):
    i: int
    start: int


def _head(lexicon: _Lexicon, text: _Text, index: int, kind: str) -> _Head | None:
    """The generic head before a name, past marks and fillers ("وكالة أنباء «فارس»")."""
    heads = lexicon.heads.get(kind)
    if heads is None:
        return None
    position = index - 1
    while position >= text.start and index - position <= 5:
        word = text.tokens[position].text
        for reading in readings(word):
            if not reading.article and reading.stem in heads:
                cut = len(reading.conjunction) + len(reading.preposition)
                return _Head(position, text.tokens[position].start + cut)
        passable = word in _SKIPPED or word in lexicon.fillers or word in lexicon.demonyms
        if not passable:
            return None
        position -= 1
    return None


def _bounds(text: _Text, hit: _Hit, head: _Head | None) -> tuple[int, int]:
    """Folded start, and the token after the last, with a closing mark where the opening one is inside."""
    tokens = text.tokens
    start = tokens[hit.i].start + hit.first.cut if head is None else head.start
    first = hit.i if head is None else head.i
    for mark, closing in (('"', '"'), ("(", ")"), ("'", "'"), ("[", "]")):
        inside = [token.text for token in tokens[first : hit.j]]
        unclosed = inside.count(mark) % 2 if mark == closing else inside.count(mark) > inside.count(closing)
        if unclosed and hit.j < text.stop and tokens[hit.j].text == closing:
            return start, hit.j + 1
    return start, hit.j


def _decide(rule: Rule, text: _Text, hit: _Hit, head: _Head | None) -> str | None:
    """What in the context speaks for the alias, in words; None where nothing does or a veto holds."""
    before = _neighbour(text, hit.i, -1)
    after = _neighbour(text, hit.j - 1, 1)
    if after in rule.not_before:
        return None
    if rule.head and head is not None:
        return f'"{text.tokens[head.i].text}" stands before it'
    if before in rule.not_after or (rule.bare and hit.first.preposition == "ب"):
        return None
    if before in rule.after:
        return f'"{before}" stands before it'
    if rule.quoted and _is_quoted(text, hit):
        return "it stands in quotation marks or brackets"
    near = _near(rule.near, text, hit) if rule.near else None
    if near is not None:
        return f'"{near}" stands near it'
    return "nothing beside it speaks against the name" if rule.otherwise else None


def _neighbour(text: _Text, index: int, step: int) -> str:
    position = index + step
    while text.start <= position < text.stop and text.tokens[position].text in _SKIPPED:
        position += step
    return text.tokens[position].text if text.start <= position < text.stop else ""


def _is_quoted(text: _Text, hit: _Hit) -> bool:
    if hit.i <= text.start or hit.j >= text.stop:
        return False
    return text.tokens[hit.i - 1].text in _OPENING and text.tokens[hit.j].text in _CLOSING


def _near(words: frozenset[str], text: _Text, hit: _Hit) -> str | None:
    low, high = max(text.start, hit.i - REACH), min(text.stop, hit.j + REACH)
    for position in (*range(hit.i - 1, low - 1, -1), *range(hit.j, high)):
        word: str = text.tokens[position].text
        if word in words:
            return word
        for reading in readings(word):
            if reading.stem in words or (reading.article and "ال" + reading.stem in words):
                return reading.stem
    return None


def _organs(lexicon: _Lexicon, text: _Text, hit: _Hit) -> list[ActorMention]:
    """The organ composed from a head and the state after it; several where adjectives are joined by و."""
    short = hit.value < 0
    found = lexicon.data.organs[-1 - hit.value if short else hit.value]
    made = _state_after(lexicon, text, hit.j, adjective_only=short)
    if made is None:
        return []
    code, stop, words = made
    start = text.tokens[hit.i].start + hit.first.cut
    head = text.folded[start : text.tokens[hit.j - 1].end]
    mentions = [_organ_mention(lexicon, text, found, code, (hit.i, stop, start), f'"{head}" with "{words}"')]
    while stop < text.stop and text.tokens[stop].text.startswith("و"):
        word = text.tokens[stop].text[1:]
        other = lexicon.demonyms.get(word)
        if other is None:
            break
        reason = f'"{head}" with "{word}", joined to the one before'
        place = (stop, stop + 1, text.tokens[stop].start + 1)
        mentions.append(_organ_mention(lexicon, text, found, other, place, reason))
        stop += 1
    return mentions


def _organ_mention(
    lexicon: _Lexicon, text: _Text, found: Organ, code: str, place: tuple[int, int, int], reason: str
) -> ActorMention:
    actor = _compose(lexicon, found, lexicon.state[code])
    i, j, start = place
    return ActorMention(
        i, j, start, text.tokens[j - 1].end, actor.id, actor.en, actor.kind, code, f"{reason} is {actor.en}"
    )


def _compose(lexicon: _Lexicon, found: Organ, state: State) -> Actor:
    code = state.code.lower()
    identifier = f"{code}-{found.key}"
    written = lexicon.by_id.get(lexicon.data.organ_entries.get(identifier, identifier))
    if written is not None:
        return written
    name = lexicon.data.organ_names.get(identifier) or f"{state.adjective} {found.en}"
    parent = code if found.parent is None else f"{code}-{found.parent}"
    arabic = f"{found.ar} في {state.ar}"
    return Actor(id=identifier, kind=found.kind, ar=arabic, en=name, parent=parent, country=state.code)


def _state_after(
    lexicon: _Lexicon, text: _Text, position: int, *, adjective_only: bool
) -> tuple[str, int, str] | None:
    """The state that qualifies what ends before `position`: code, the token after it, its words."""
    tokens = text.tokens
    place = _skip_quotes(text, position)
    for _ in range(3):
        if place >= text.stop:
            return None
        word = tokens[place].text
        code = lexicon.demonyms.get(word)
        if code is not None and (not adjective_only or word.startswith("ال")):
            return code, place + 1, word
        if not adjective_only:
            inside = place + 1 if word == "في" else place
            country = _country(lexicon, text, inside)
            if country is not None:
                return country
        if word not in lexicon.organ_fillers:
            return None
        place += 1
    return None


def _skip_quotes(text: _Text, position: int) -> int:
    while position < text.stop and text.tokens[position].text in ('"', "'"):
        position += 1
    return position


def _country(lexicon: _Lexicon, text: _Text, position: int) -> tuple[str, int, str] | None:
    if position >= text.stop:
        return None
    node = lexicon.countries.get(text.tokens[position].text)
    if node is None:
        return None
    best: tuple[str, int, str] | None = None
    for reached, after in _walk(text, position, node):
        words = text.folded[text.tokens[position].start : text.tokens[after - 1].end]
        best = lexicon.data.states[reached.ends[0]].code, after, words
    return best


def _states(lexicon: _Lexicon, text: _Text, hit: _Hit) -> list[ActorMention]:
    state = lexicon.data.states[hit.value]
    start = text.tokens[hit.i].start + hit.first.cut
    end = text.tokens[hit.j - 1].end
    reason = f'"{text.folded[start:end]}" is a name of {state.en}'
    code = state.code
    return [ActorMention(hit.i, hit.j, start, end, code.lower(), state.en, "state", code, reason)]


_MAKERS = (_named, _organs, _states)
"""What turns a hit into mentions, in the order of the roots `_Lexicon.firsts` looks in."""


def _generic(lexicon: _Lexicon, text: _Text, index: int, firsts: Sequence[_First]) -> GenericMention | None:
    for hit in sorted(_hits(text, index, firsts), key=lambda hit: -hit.j):
        function = lexicon.data.functions[hit.value]
        spoken = _spoken_for(lexicon, text, hit.j) if function.named else None
        if spoken is not None or not function.needs_name:
            return _generic_mention(lexicon, text, hit, function, spoken)
    return None


def _spoken_for(lexicon: _Lexicon, text: _Text, position: int) -> ActorMention | GenericMention | None:
    """Whom an office or spokesperson belongs to: the named actor after it, or the generic one."""
    named = _named_after(text, position)
    if named is not None or position >= text.stop:
        return named
    return _generic(lexicon, text, position, lexicon.generic_firsts(text.tokens[position].text))


def _generic_mention(
    lexicon: _Lexicon,
    text: _Text,
    hit: _Hit,
    function: Function,
    spoken: ActorMention | GenericMention | None,
) -> GenericMention:
    start = text.tokens[hit.i].start + hit.first.cut
    reason = f'"{text.folded[start : text.tokens[hit.j - 1].end]}" is {function.en}'
    actor: str | None = None
    if spoken is not None:
        stop, country = spoken.j, spoken.country
        actor = spoken.id if isinstance(spoken, ActorMention) else spoken.actor
        reason = f"{reason}, for {spoken.name}"
    else:
        stop, country = _modifiers(lexicon, text, hit.j) if function.extends else (hit.j, None)
    return GenericMention(
        hit.i,
        stop,
        start,
        text.tokens[stop - 1].end,
        function.id,
        function.en,
        "voice" in function.parts,
        "authority" in function.parts,
        "perpetrator" in function.parts,
        country,
        actor,
        reason,
    )


def _modifiers(lexicon: _Lexicon, text: _Text, position: int) -> tuple[int, str | None]:
    """Past the adjectives that follow a generic head, joined ones too, and the state they name."""
    country: str | None = None
    while position < text.stop:
        word = text.tokens[position].text
        plain = word[1:] if word.startswith("و") and word[1:] in lexicon.modifiers else word
        code = lexicon.demonyms.get(plain)
        if code is None and plain not in lexicon.modifiers:
            break
        country = country or code
        position += 1
    if country is None and position + 1 < text.stop and text.tokens[position].text == "في":
        named = _country(lexicon, text, position + 1)
        if named is not None:
            return named[1], named[0]
    return position, country


def _named_after(text: _Text, position: int) -> ActorMention | None:
    """The named actor that begins at `position` or after an opening mark there."""
    ahead = _skip_quotes(text, position)
    mentions = find(text.tokens, position, min(text.stop, ahead + 8), folded=text.folded)
    return mentions[0] if mentions and mentions[0].i <= ahead else None
