"""Settling one block: the strands of some documents become events. A pure function of the block."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from tawatur.reconciliation.clustering import Clusters, Edge
from tawatur.reconciliation.comparing import Rarity
from tawatur.reconciliation.counting import same_statistics
from tawatur.reconciliation.human import Rulings
from tawatur.reconciliation.profiles import Profile
from tawatur.reconciliation.repairing import repaired
from tawatur.reconciliation.tables import about_events, group_of, level_of, weights
from tawatur.reconciliation.telling import VIOLENCE, Saying, Scene, Statement, Strand, groups_in_order
from tawatur.reconciliation.unions import Unions
from tawatur.reconciliation.values import DocumentCard
from tawatur.reconciliation.words import content_words, name_parts
from tawatur.record import Claim

_OF_ONE_SCENE = 5


class Settled(NamedTuple):
    """What settling decided: the event key of every claim, the judgements made, and each event's profiles."""

    event_of: dict[str, str]
    edges: list[Edge]
    reasons: dict[str, list[str]]
    profiles: dict[str, list[Profile]]


def settle(strands: Sequence[Strand], rarity: Rarity, rulings: Rulings) -> Settled:
    """Group the claims of `strands` into events. The strands' profiles become the events'."""
    work = _Work(strands, rarity, rulings)
    for group in groups_in_order(work.sayings):
        work.settle_group(group)
    work.join_statistics()
    for group in sorted(about_events()):
        work.link_statements(group)
    return work.result()


def rarity_in(strands: Sequence[Strand], claims: Iterable[Claim], leads: Callable[[str], Iterable[str]]) -> Rarity:
    """What tells little in a block: words of many documents, countries of many places, places of many days.

    Of one scene (a place and a day) no more than a few documents count: six hundred reports of one bombing do
    not make its words common. A word of a single document can join it to none, and weighs nothing. `leads` gives
    the words of a document's opening.
    """
    words: dict[Scene, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    scene: dict[str, Scene] = {}
    for strand in sorted(strands, key=lambda strand: strand.claims[0]):
        words[scene.setdefault(strand.sha256, strand.scene)][strand.sha256].update(
            strand.words(), leads(strand.sha256)
        )
    documents: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    total = 0
    for told in words.values():
        here = Counter(word for found in told.values() for word in found)
        documents.update(here)
        counts.update({word: min(count, _OF_ONE_SCENE) for word, count in here.items()})
        total += min(len(told), _OF_ONE_SCENE)
    return Rarity.of(
        Counter({word: count for word, count in counts.items() if documents[word] > 1}),
        max(total, 1),
        *crowds(claims),
    )


def rarity_of(claims: Sequence[Claim], cards: Mapping[str, DocumentCard]) -> Rarity:
    """How telling each word is, over all documents that have claims: for a comparison by itself."""
    words: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        words[claim.sha256] |= content_words(claim.quote)
    for sha256, found in words.items():
        card = cards.get(sha256)
        found.update(card.sketch.lead if card is not None and card.sketch is not None else ())
    counts = Counter(word for found in words.values() for word in found)
    repeated = Counter({word: count for word, count in counts.items() if count > 1})
    return Rarity.of(repeated, max(len(words), 1), *crowds(claims))


def crowds(claims: Iterable[Claim]) -> tuple[dict[str, int], dict[str, int]]:
    """How many places of each country, and how many days at each place, violence is told of."""
    places: dict[str, set[frozenset[str]]] = defaultdict(set)
    days: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        place = claim.place
        if place is None or group_of(claim.event_type) != VIOLENCE or level_of(place.precision) == "country":
            continue
        parts = name_parts(place.text)
        if place.country:
            places[place.country].add(frozenset((str(place.geonames),)) if place.geonames else parts)
        if claim.date:
            for part in parts:
                days[part].add(claim.date)
    return {key: len(found) for key, found in places.items()}, {key: len(found) for key, found in days.items()}


def _forget_untelling(profile: Profile, rarity: Rarity) -> None:
    """Leave only words that tell: large events would carry thousands that are never looked at."""
    for word in [word for word in profile.words if word not in rarity.weight]:
        del profile.words[word]


class _Work:
    """The state of one settling: groups of types are settled one after the other."""

    def __init__(self, strands: Sequence[Strand], rarity: Rarity, rulings: Rulings) -> None:
        self.rarity = rarity
        self.rulings = rulings
        self.claims = sorted(claim for strand in strands for claim in strand.claims)
        self.unions: Unions[str] = Unions(self.claims)
        self.edges = [edge for strand in strands for edge in strand.edges]
        self.sayings: dict[str, list[Saying]] = defaultdict(list)
        self.statements: dict[str, list[Statement]] = defaultdict(list)
        self.clusters: dict[str, Clusters] = {}
        self.counted = [claim for strand in strands for claim in strand.counted]
        for strand in strands:
            for saying in strand.sayings:
                _forget_untelling(saying.profile, rarity)
                self.sayings[saying.group].append(saying)
            for statement in strand.statements:
                self.statements[statement.group].append(statement)

    def settle_group(self, group: str) -> None:
        """Group the mentions of one group of types into events."""
        sayings = self.sayings.get(group, ())
        if not sayings:
            return
        for saying in sayings:
            if saying.follows is not None:
                saying.profile.related.add(self.unions.find(saying.follows))
        clusters = Clusters(self.rarity)
        clusters.settle(self._forced([saying.profile for saying in sayings]))
        self.clusters[group] = clusters
        self.edges.extend(clusters.edges)
        for profile in clusters.live():
            for claim_id in profile.claims:
                self.unions.join(profile.claims[0], claim_id)

    def _forced(self, profiles: Sequence[Profile]) -> list[Profile]:
        """The profiles, those that people judged one already merged."""
        if not self.rulings.pairs:
            return list(profiles)
        merged: dict[str, Profile] = {}
        for profile in sorted(profiles, key=lambda profile: min(profile.claims)):
            roots = {self.rulings.same.find(claim_id) for claim_id in profile.claims}
            earlier = sorted(
                {id(merged[root]): merged[root] for root in roots if root in merged}.values(),
                key=lambda other: min(other.claims),
            )
            target = profile
            for other in earlier:
                target.absorb(other)
            for claim_id in target.claims:
                merged[self.rulings.same.find(claim_id)] = target
        unique = {id(profile): profile for profile in merged.values()}
        return sorted(unique.values(), key=lambda profile: min(profile.claims))

    def link_statements(self, group: str) -> None:
        """Give each statement about an event the event it speaks of."""
        for statement in sorted(self.statements.get(group, ()), key=lambda item: item.claim):
            if statement.about is None:
                self._link_elsewhere(statement)
            elif not self._banned(statement.claim, statement.about):
                reason = f"a statement about it: {statement.reason}"
                self.edges.append(Edge(statement.claim, statement.about, "same", 3.0, reason))
                self.unions.join(statement.claim, statement.about)

    def _banned(self, claim_id: str, about: str) -> bool:
        event = self.unions.find(about)
        return any(self.unions.find(other) == event for other in self.rulings.different.get(claim_id, ()))

    def _link_elsewhere(self, statement: Statement) -> None:
        """A statement in a document that does not tell of the event: the event other documents tell of."""
        if statement.profile is None or VIOLENCE not in self.clusters:
            return
        ranked = self.clusters[VIOLENCE].rank(statement.profile, "statement")
        if ranked and ranked[0].comparison.score >= weights("decision")["same"]:
            best, _, other = ranked[0]
            reason = f"a statement about it: {best.reason}"
            self.edges.append(Edge(statement.claim, other.claims[0], "same", best.score, reason))
            self.unions.join(statement.claim, other.claims[0])

    def join_statistics(self) -> None:
        """Put claims of one count of many events together."""
        for edge in same_statistics(self.counted):
            self.edges.append(edge)
            self.unions.join(edge.left, edge.right)

    def _given_way(self, edge: Edge) -> bool:
        """Whether a rule's join gave way to what people told apart."""
        return edge.verdict == "same" and self.unions.find(edge.left) != self.unions.find(edge.right)

    def result(self) -> Settled:
        """Which event each claim belongs to, people's joins across groups included."""
        for members in self.rulings.same.groups().values():
            here = [claim_id for claim_id in members if claim_id in self.unions]
            for other in here[1:]:
                self.unions.join(here[0], other)
        self.unions = repaired(self.unions, self.edges, self.rulings)
        self.edges = [edge for edge in self.edges if not self._given_way(edge)]
        reasons: dict[str, list[str]] = defaultdict(list)
        for edge in self.edges:
            if edge.verdict == "same":
                reasons[self.unions.find(edge.left)].append(edge.reason)
        profiles: dict[str, list[Profile]] = defaultdict(list)
        for clusters in self.clusters.values():
            for profile in clusters.live():
                profiles[self.unions.find(profile.claims[0])].append(profile)
        return Settled({claim: self.unions.find(claim) for claim in self.claims}, self.edges, reasons, profiles)
