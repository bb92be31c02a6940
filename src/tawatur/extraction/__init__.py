"""Passages -> claims. The grammar by default; others plug in through the entry points `tawatur.extractors`."""

from __future__ import annotations

from typing import Protocol

from tawatur.record import Claim, Document


class Extractor(Protocol):
    """Reads a document into claims. Must be pure and picklable; `version` changes when its answers may."""

    version: str

    def extract(self, document: Document) -> tuple[Claim, ...]:
        """The claims of `document`, in the order of their triggers."""
        ...


def default_extractor() -> Extractor:
    """The extractor a build uses when none is named: the grammar."""
    from tawatur.extraction.grammar import GrammarExtractor

    return GrammarExtractor()


__all__ = ["Extractor", "default_extractor"]
