"""Who stands behind a claim: the publisher and the voices it cites, each under one key for its spellings."""

from __future__ import annotations

from collections.abc import Iterable

from tawatur.reconciliation.chains import Source, source_of
from tawatur.record import Claim, Voice


def sources_behind(claim: Claim) -> tuple[Source, ...]:
    """The publisher of a claim, then the named voices it cites, nearest to the report first."""
    named = [named_source(claim.publisher)] if claim.publisher else []
    named += [source_of(voice) for voice in claim.attribution]
    return tuple(dict.fromkeys(source for source in named if source is not None))


def named_source(name: str) -> Source | None:
    """A source by its name; None where the name names nobody ("sources")."""
    return source_of(Voice(role="publisher", text=name, span=(0, 0)))


def known_sources(claims: Iterable[Claim]) -> dict[str, Source]:
    """Every source behind some claims, by its key, in the order of keys; of its names the first in order."""
    found: dict[str, Source] = {}
    for claim in claims:
        for source in sources_behind(claim):
            if source.key not in found or source.name < found[source.key].name:
                found[source.key] = source
    return dict(sorted(found.items()))
