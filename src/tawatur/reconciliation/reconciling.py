"""`reconcile`: the whole way from claims to events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tawatur.codebook import counts_events
from tawatur.reconciliation.bylines import through
from tawatur.reconciliation.chains import copies_by_document
from tawatur.reconciliation.clustering import Clusters, Edge, Mention, mentions_of
from tawatur.reconciliation.comparing import Rarity
from tawatur.reconciliation.copies import find_copies
from tawatur.reconciliation.counting import same_statistics
from tawatur.reconciliation.deriving import derive, order_of
from tawatur.reconciliation.human import Rulings, rulings_of
from tawatur.reconciliation.linking import Link, Told, told_of
from tawatur.reconciliation.profiles import Profile, profile_of, senses_of
from tawatur.reconciliation.repairing import repaired
from tawatur.reconciliation.subjects import brought_up
from tawatur.reconciliation.tables import about_events, follows, group_of, level_of, weights
from tawatur.reconciliation.unions import Unions
from tawatur.reconciliation.values import CopyOf, DocumentCard, Reconciled
from tawatur.reconciliation.words import content_words, name_parts
from tawatur.record import Claim, Event, Judgement

RULE_SET = "rules/1"
"""The name under which rules sign their judgements."""
_VIOLENCE = "violence"
_STATISTICS = "statistics"
_ONE_STORY = 2


class _Settled(NamedTuple):
    """What clustering decided: the event key of every claim, and the judgements made."""

    event_of: dict[str, str]
    edges: list[Edge]
    reasons: dict[str, list[str]]


def reconcile(
    cards: Sequence[DocumentCard], claims: Sequence[Claim], judgements: Sequence[Judgement] = ()
) -> Reconciled:
    """Judge which claims speak of one event, and derive the events.

    Pure, deterministic and independent of the order of its input. `judgements` are people's: "same"
    joins and "different" keeps apart whatever the rules find; judgements signed by rules, and retired
    ones, are ignored. The judgements returned are the rules' own, one for each claim that joined an
    event or nearly did; people's are not repeated.
    """
    by_sha = {card.sha256: card for card in sorted(cards, key=lambda card: (card.sha256, card.path))}
    known = {claim.id: claim for claim in sorted(claims, key=lambda claim: (claim.id, claim.document))}
    ordered = [known[key] for key in sorted(known)]
    rulings = rulings_of(judgements, known)
    copies = find_copies(tuple(by_sha.values()))
    settled = _settle(ordered, by_sha, rulings)
    events = _events(ordered, settled, by_sha, copies_by_document(copies), rulings)
    return Reconciled(judgements=_judgements(settled, rulings), events=events, copies=copies)


def _settle(claims: Sequence[Claim], cards: Mapping[str, DocumentCard], rulings: Rulings) -> _Settled:
    groups = _by_group(claims)
    rarity = rarity_of(claims, cards)
    work = _Work(claims, groups, Profiler(claims, cards, rulings), rarity, rulings)
    work.settle_group(_VIOLENCE)
    for group in follows():
        work.settle_group(group)
    for group in sorted(groups.keys() - {_VIOLENCE, _STATISTICS, *follows(), *about_events()}):
        work.settle_group(group)
    work.join_statistics()
    for group in sorted(about_events()):
        work.link_statements(group)
    return work.result()


class _Work:
    """The state of one reconciliation: groups of types are settled one after the other."""

    def __init__(
        self,
        claims: Sequence[Claim],
        groups: Mapping[str, Sequence[Claim]],
        profile: Profiler,
        rarity: Rarity,
        rulings: Rulings,
    ) -> None:
        self.claims = claims
        self.groups = groups
        self.profile = profile
        self.rarity = rarity
        self.rulings = rulings
        self.edges: list[Edge] = []
        self.unions: Unions[str] = Unions(claim.id for claim in claims)
        # The mentions of each document by group, for links between groups.
        self.mentions: dict[str, dict[str, list[Told]]] = defaultdict(dict)
        self.homes: dict[str, Told] = {}
        self.clusters: dict[str, Clusters] = {}

    def settle_group(self, group: str) -> None:
        """Group the claims of one group of types into events."""
        claims = self.groups.get(group, ())
        if not claims:
            return
        clusters = Clusters(self.rarity)
        clusters.settle(self._forced(self._mentions(group, claims)))
        self.clusters[group] = clusters
        self.edges.extend(clusters.edges)
        for profile in clusters.live():
            for claim_id in profile.claims:
                self.unions.join(profile.claims[0], claim_id)

    def _mentions(self, group: str, claims: Sequence[Claim]) -> list[Profile]:
        by_document: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            by_document[claim.sha256].append(claim)
        made: list[Profile] = []
        for sha256 in sorted(by_document):
            found, edges = mentions_of(by_document[sha256], self.profile, _prior(group))
            self.edges.extend(edges)
            for mention in found:
                self._relate(group, sha256, mention)
            told = [Told.of(mention) for mention in found]
            self.mentions[sha256][group] = told
            self.homes.update({claim.id: mention for mention in told for claim in mention.claims})
            made.extend(mention.profile for mention in found)
        return made

    def _relate(self, group: str, sha256: str, mention: Mention) -> None:
        """Note the event an enforcement mention follows from."""
        sources = [m for source in follows().get(group, ()) for m in self.mentions[sha256].get(source, [])]
        link = self._link(mention.claims, mention.profile, sources)
        if link is not None:
            mention.profile.related.add(self.unions.find(link.mention.claims[0].id))

    def _link(self, claims: Sequence[Claim], profile: Profile, sources: Sequence[Told]) -> Link | None:
        return told_of(claims, profile, sources, self.homes) if sources else None

    def _forced(self, profiles: Iterable[Profile]) -> list[Profile]:
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
        for claim in self.groups.get(group, ()):
            profile = self.profile(claim)
            sources = [m for name in (_VIOLENCE, "foiled_plot") for m in self.mentions[claim.sha256].get(name, [])]
            link = self._link((claim,), profile, sources)
            if link is not None and not self._banned(claim.id, link.mention):
                other = link.mention.claims[0].id
                self.edges.append(Edge(claim.id, other, "same", 3.0, f"a statement about it: {link.reason}"))
                self.unions.join(claim.id, other)
            elif not sources:
                self._link_elsewhere(claim, profile)

    def _banned(self, claim_id: str, mention: Told) -> bool:
        event = self.unions.find(mention.claims[0].id)
        return any(self.unions.find(other) == event for other in self.rulings.different.get(claim_id, ()))

    def _link_elsewhere(self, claim: Claim, profile: Profile) -> None:
        """A statement in a document that does not tell of the event: the event other documents tell of."""
        if _VIOLENCE not in self.clusters:
            return
        ranked = self.clusters[_VIOLENCE].rank(profile, "statement")
        if ranked and ranked[0].comparison.score >= weights("decision")["same"]:
            best, _, other = ranked[0]
            reason = f"a statement about it: {best.reason}"
            self.edges.append(Edge(claim.id, other.claims[0], "same", best.score, reason))
            self.unions.join(claim.id, other.claims[0])

    def result(self) -> _Settled:
        """Which event each claim belongs to, people's joins across groups included."""
        for members in self.rulings.same.groups().values():
            for other in members[1:]:
                self.unions.join(members[0], other)
        self.unions = repaired(self.unions, self.edges, self.rulings)
        self.edges = [edge for edge in self.edges if not self._given_way(edge)]
        reasons: dict[str, list[str]] = defaultdict(list)
        for edge in self.edges:
            if edge.verdict == "same":
                reasons[self.unions.find(edge.left)].append(edge.reason)
        event_of = {claim.id: self.unions.find(claim.id) for claim in self.claims}
        return _Settled(event_of, self.edges, reasons)

    def _given_way(self, edge: Edge) -> bool:
        """Whether a rule's join gave way to what people told apart."""
        return edge.verdict == "same" and self.unions.find(edge.left) != self.unions.find(edge.right)

    def join_statistics(self) -> None:
        """Put claims of one count of many events together."""
        for edge in same_statistics(self.groups.get(_STATISTICS, ())):
            self.edges.append(edge)
            self.unions.join(edge.left, edge.right)


def _by_group(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        # A claim about many events is none of them: statistics meet statistics only.
        groups[_STATISTICS if counts_events(claim) else group_of(claim.event_type)].append(claim)
    return dict(groups)


def _prior(group: str) -> str:
    if group == _VIOLENCE:
        return "within"
    return "within_enforcement" if group in follows() else "within_other"


def rarity_of(claims: Sequence[Claim], cards: Mapping[str, DocumentCard]) -> Rarity:
    """How telling each word is, over the documents that have claims."""
    by_document: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        by_document[claim.sha256] |= content_words(claim.quote)
    for sha256, found in by_document.items():
        card = cards.get(sha256)
        if card is not None and card.sketch is not None:
            found |= set(card.sketch.lead)
    counts = Counter(word for found in by_document.values() for word in found)
    return Rarity.of(counts, max(len(by_document), 1), *_crowds(claims))


def _crowds(claims: Sequence[Claim]) -> tuple[dict[str, int], dict[str, int]]:
    """How many places of each country, and how many days at each place, the case's violence falls on."""
    places: dict[str, set[frozenset[str]]] = defaultdict(set)
    days: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        place = claim.place
        if place is None or group_of(claim.event_type) != _VIOLENCE or level_of(place.precision) == "country":
            continue
        parts = name_parts(place.text)
        if place.country:
            places[place.country].add(frozenset((str(place.geonames),)) if place.geonames else parts)
        if claim.date:
            for part in parts:
                days[part].add(claim.date)
    return {key: len(found) for key, found in places.items()}, {key: len(found) for key, found in days.items()}


class Profiler:
    """Makes the profile of a claim; the opening of a report of one or two events adds its words."""

    def __init__(self, claims: Sequence[Claim], cards: Mapping[str, DocumentCard], rulings: Rulings) -> None:
        self._stories = Counter(claim.sha256 for claim in claims if group_of(claim.event_type) == _VIOLENCE)
        self._cards = cards
        self._rulings = rulings
        self._senses = senses_of(claims)

    def __call__(self, claim: Claim) -> Profile:
        made = profile_of(claim, self._lead(claim.sha256), self._senses)
        made.banned |= self._rulings.different.get(claim.id, frozenset())
        return made

    def _lead(self, sha256: str) -> Iterable[str]:
        card = self._cards.get(sha256)
        if card is None or self._stories[sha256] > _ONE_STORY:
            return ()
        return [*(card.sketch.lead if card.sketch is not None else ()), *sorted(content_words(card.title or ""))]


def _events(
    claims: Sequence[Claim],
    settled: _Settled,
    cards: Mapping[str, DocumentCard],
    copies: Mapping[str, Sequence[CopyOf]],
    rulings: Rulings,
) -> tuple[Event, ...]:
    members: dict[str, list[Claim]] = defaultdict(list)
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        members[settled.event_of[claim.id]].append(through(claim, cards.get(claim.sha256)))
        told[claim.sha256].append(claim)
    made = []
    for root in sorted(members):
        facts = [claim for claim in members[root] if claim.event_type not in about_events()]
        statements = [claim for claim in members[root] if claim.event_type in about_events()]
        reason = _why(members[root], settled.reasons.get(root, []), rulings)
        aside = brought_up(members[root], told, cards)
        made.append(derive(facts or statements, statements if facts else [], cards, copies, reason, aside))
    return tuple(sorted(made, key=order_of))


def _why(claims: Sequence[Claim], reasons: Sequence[str], rulings: Rulings) -> str:
    ids = [claim.id for claim in claims]
    said = [note for claim_id in ids for note in rulings.notes.get(claim_id, ())]
    documents = len({claim.sha256 for claim in claims})
    count = f"{len(ids)} claims of {documents} documents" if len(ids) > 1 else "one claim"
    strongest = sorted(set(reasons), key=lambda text: (-reasons.count(text), text))[:1]
    return "; ".join(dict.fromkeys([count, *said, *strongest]))


def _judgements(settled: _Settled, rulings: Rulings) -> tuple[Judgement, ...]:
    made: dict[tuple[str, str], Judgement] = {}
    for edge in sorted(settled.edges, key=lambda edge: (edge.left, edge.right, -edge.score, edge.reason)):
        left, right = sorted((edge.left, edge.right))
        if edge.verdict == "unsure" and settled.event_of[left] == settled.event_of[right]:
            # Doubted at first, and joined once more was known.
            continue
        if (left, right) in rulings.pairs or (left, right) in made:
            continue
        made[left, right] = Judgement(
            left=left, right=right, verdict=edge.verdict, by=RULE_SET, reason=edge.reason, score=round(edge.score, 3)
        )
    notes = [
        Judgement(left=left, right=right, verdict="unsure", by=RULE_SET, reason=reason)
        for left, right, reason in rulings.conflicts
    ]
    return (*(made[pair] for pair in sorted(made)), *notes)
