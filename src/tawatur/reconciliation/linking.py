"""Links between events of one document: statements about an event, and arrests that follow from one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tawatur.reconciliation.clustering import Mention
from tawatur.reconciliation.profiles import Days, Profile
from tawatur.record import Claim

_NEAR = 350
_NEWS = 3


class Told(NamedTuple):
    """A mention as other passages of its document can mean it: its claims, countries and days."""

    claims: tuple[Claim, ...]
    countries: frozenset[str]
    core: Days | None

    @classmethod
    def of(cls, mention: Mention) -> Told:
        """What is kept of a mention once its profile belongs to an event."""
        return cls(mention.claims, frozenset(mention.profile.countries), mention.profile.core)


class Link(NamedTuple):
    """Which mention something speaks of or follows from, and why."""

    mention: Told
    reason: str


def told_of(
    claims: Sequence[Claim], profile: Profile, mentions: Sequence[Told], homes: Mapping[str, Told]
) -> Link | None:
    """The mention that `claims` (of the same document) speak of or follow from.

    A named earlier claim decides; then the only mention there is; in a short report its main event;
    in a long one the nearest mention within a few lines. A mention in another country, or dated after,
    is never meant.
    """
    for claim in claims:
        home = homes.get(claim.continues or "")
        if home is not None:
            return Link(home, "the passage points to it")
    able = [mention for mention in mentions if _possible(profile, mention)]
    if not able:
        return None
    nearest = min(able, key=lambda mention: (_distance(claims, mention), mention.claims[0].id))
    gap = _distance(claims, nearest)
    if gap <= _NEAR and len(mentions) > _NEWS:
        return Link(nearest, f"told {gap} characters from it")
    if len(mentions) <= _NEWS:
        if gap == 0:
            return Link(nearest, "told in the same passage")
        main = max(able, key=lambda mention: (len(mention.claims), -mention.claims[0].span[0]))
        return Link(main, "the main event of the same report")
    return None


def _possible(profile: Profile, other: Told) -> bool:
    if profile.countries and other.countries and not profile.countries.keys() & other.countries:
        return False
    return not (profile.core is not None and other.core is not None and other.core[0] > profile.core[1])


def _distance(claims: Sequence[Claim], mention: Told) -> int:
    return min(
        max(0, one.span[0] - two.span[1], two.span[0] - one.span[1]) for one in claims for two in mention.claims
    )
