"""What one document tells: its claims as mentions of events, and how they hang together.

The first step of reconciliation, and a pure function of one document. Mentions that need each other (an
arrest and the attack it follows, a statement and the event it speaks of) form a *strand*: what is told of one
happening and its sequel. A strand is compared with other documents as a whole.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from tawatur.codebook import counts_events
from tawatur.reconciliation.clustering import Edge, mentions_of
from tawatur.reconciliation.linking import Told, told_of
from tawatur.reconciliation.profiles import Profile
from tawatur.reconciliation.tables import about_events, follows, group_of
from tawatur.reconciliation.unions import Unions
from tawatur.record import Claim

VIOLENCE, STATISTICS = "violence", "statistics"
_PLOT = "foiled_plot"
_NARROW = 62
"""Days over which a date, or a publication date, places a strand in time."""


class Saying(NamedTuple):
    """One mention: its group of types, what it says, its claims, and a claim of the mention it follows from."""

    group: str
    profile: Profile
    claims: tuple[str, ...]
    follows: str | None


class Statement(NamedTuple):
    """A claim about an event: the claim it speaks of, if its document has it, and why that one.

    `profile` is there where the document tells of no event it could speak of.
    """

    claim: str
    group: str
    about: str | None
    reason: str
    profile: Profile | None


class Route(NamedTuple):
    """Where and when a strand's happening was: a country ("" unknown) and a day (None: no time)."""

    country: str
    day: int | None


Scene: TypeAlias = tuple[str, str, int | None]
"""Country, place ("" unknown) and day."""


class Strand(NamedTuple):
    """Mentions and statements of one document that are settled together, or a statistic (`counted`)."""

    sha256: str
    sayings: tuple[Saying, ...]
    statements: tuple[Statement, ...]
    edges: tuple[Edge, ...]
    claims: tuple[str, ...]
    route: Route
    scene: Scene
    counted: tuple[Claim, ...] = ()

    def words(self) -> set[str]:
        """The words its mentions are compared by."""
        found = {word for saying in self.sayings for word in saying.profile.words}
        return found.union(*(item.profile.words for item in self.statements if item.profile is not None))


def groups_in_order(present: Iterable[str]) -> list[str]:
    """The groups of types that tell of events, in the order they are settled."""
    others = set(present) - {VIOLENCE, STATISTICS, *follows(), *about_events()}
    return [VIOLENCE, *follows(), *sorted(others)]


def prior_within(group: str) -> str:
    """How readily two passages of a document on this group of types are one."""
    if group == VIOLENCE:
        return "within"
    return "within_enforcement" if group in follows() else "within_other"


def tell(claims: Sequence[Claim], profile_of: Callable[[Claim], Profile]) -> tuple[Strand, ...]:
    """The strands of one document, from all its claims."""
    return _Document(claims, profile_of).strands()


class _Document:
    def __init__(self, claims: Sequence[Claim], profile_of: Callable[[Claim], Profile]) -> None:
        self._profile_of = profile_of
        self._claims = sorted(claims, key=lambda claim: claim.id)
        self._sayings: list[Saying] = []
        self._statements: list[Statement] = []
        self._edges: list[Edge] = []
        self._counted: list[Claim] = []
        self._told: dict[str, list[Told]] = defaultdict(list)
        self._homes: dict[str, Told] = {}
        self._read()

    def _read(self) -> None:
        by_group: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._claims:
            # A claim about many events is none of them: statistics meet statistics only.
            by_group[STATISTICS if counts_events(claim) else group_of(claim.event_type)].append(claim)
        self._counted = by_group.get(STATISTICS, [])
        for group in groups_in_order(by_group):
            if by_group.get(group):
                self._mentions(group, by_group[group])
        for group in sorted(about_events()):
            for claim in by_group.get(group, ()):
                self._statement(group, claim)

    def _mentions(self, group: str, claims: Sequence[Claim]) -> None:
        found, edges = mentions_of(claims, self._profile_of, prior_within(group))
        self._edges.extend(edges)
        sources = [told for source in follows().get(group, ()) for told in self._told[source]]
        for mention in found:
            link = told_of(mention.claims, mention.profile, sources, self._homes) if sources else None
            after = link.mention.claims[0].id if link is not None else None
            self._sayings.append(Saying(group, mention.profile, tuple(c.id for c in mention.claims), after))
        told = [Told.of(mention) for mention in found]
        self._told[group].extend(told)
        self._homes.update({claim.id: mention for mention in told for claim in mention.claims})

    def _statement(self, group: str, claim: Claim) -> None:
        profile = self._profile_of(claim)
        sources = [*self._told[VIOLENCE], *self._told[_PLOT]]
        link = told_of((claim,), profile, sources, self._homes) if sources else None
        self._statements.append(
            Statement(
                claim.id,
                group,
                link.mention.claims[0].id if link is not None else None,
                link.reason if link is not None else "",
                None if sources else profile,
            )
        )

    def strands(self) -> tuple[Strand, ...]:
        unions: Unions[str] = Unions(claim.id for claim in self._claims)
        for saying in self._sayings:
            for other in (*saying.claims[1:], *([saying.follows] if saying.follows else [])):
                unions.join(saying.claims[0], other)
        for statement in self._statements:
            if statement.about is not None:
                unions.join(statement.claim, statement.about)
        return tuple(self._strand(members, unions) for _, members in sorted(unions.groups().items()))

    def _strand(self, members: Sequence[str], unions: Unions[str]) -> Strand:
        root = unions.find(members[0])
        sayings = tuple(item for item in self._sayings if unions.find(item.claims[0]) == root)
        statements = tuple(item for item in self._statements if unions.find(item.claim) == root)
        edges = tuple(edge for edge in self._edges if unions.find(edge.left) == root)
        counted = tuple(claim for claim in self._counted if unions.find(claim.id) == root)
        leading = self._leading(sayings, statements, counted)
        return Strand(
            self._claims[0].sha256,
            sayings,
            statements,
            edges,
            tuple(members),
            route_of(leading),
            scene_of(leading),
            counted,
        )

    def _leading(
        self, sayings: Sequence[Saying], statements: Sequence[Statement], counted: Sequence[Claim]
    ) -> Profile | None:
        if sayings:
            return sayings[0].profile
        return statements[0].profile if statements else self._profile_of(counted[0])


def route_of(profile: Profile | None) -> Route:
    """Where a strand belongs, by the first of its mentions."""
    if profile is None:
        return Route("", None)
    days = profile.core or (profile.fresh[0] if profile.fresh else None)
    day = days[0] if days is not None and days[1] - days[0] <= _NARROW else None
    return Route(_most(profile.countries), day)


def scene_of(profile: Profile | None) -> Scene:
    """Where and when, by the place told of most."""
    route = route_of(profile)
    spots = profile.spots if profile is not None else {}
    place = min(((-spots[spot], sorted(spot.parts)) for spot in spots), default=(0, []))[1]
    return route.country, " ".join(place), route.day


def _most(countries: Mapping[str, int]) -> str:
    return min(countries, key=lambda code: (-countries[code], code)) if countries else ""


def stories_of(claims: Iterable[Claim]) -> Counter[str]:
    """How many claims of violence each document makes."""
    return Counter(claim.sha256 for claim in claims if group_of(claim.event_type) == VIOLENCE)
