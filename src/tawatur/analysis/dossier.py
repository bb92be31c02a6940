"""The dossier: the passages of a case by theme, each cited, repeated words named once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tawatur.codebook import event_types, is_event_type, themes, themes_of
from tawatur.record import Claim
from tawatur.script import fold_text


class Passage(NamedTuple):
    """A sentence and the claims read from it; `repeated` are claims of other reports in the same words."""

    claims: tuple[Claim, ...]
    repeated: tuple[Claim, ...]

    @property
    def claim(self) -> Claim:
        """The claim the passage is cited by."""
        return self.claims[0]


def themes_of_claim(claim: Claim) -> tuple[str, ...]:
    """The themes of a claim, in the order of chapters: what was read from its passage, and those of its type."""
    kind = themes_of(claim.event_type) if is_event_type(claim.event_type) else ()
    named = {*claim.themes, *kind}
    return tuple(theme for theme in themes() if theme in named)


def types_of(theme: str) -> tuple[str, ...]:
    """The event types whose claims belong to a theme."""
    return tuple(name for name, kind in event_types().items() if theme in kind.themes)


def passages(claims: Iterable[Claim]) -> tuple[Passage, ...]:
    """The passages of the claims, in the order given; claims in the same words, however spelt, are one passage."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(" ".join(fold_text(claim.quote).split()), []).append(claim)
    return tuple(
        Passage(
            tuple(claim for claim in held if claim.sha256 == held[0].sha256),
            tuple(claim for claim in held if claim.sha256 != held[0].sha256),
        )
        for held in found.values()
    )
