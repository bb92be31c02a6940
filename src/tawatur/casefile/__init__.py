"""The case on disk: reports, claims, judgements and events in one SQLite file.

    with Case.open("case.db") as case:
        for event in case.events():
            ...

What is stored is decided elsewhere; this package stores it so that a build killed at any moment leaves
a case that opens, and finds it again. It knows nothing of languages: the words a passage is found by
come from whoever read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tawatur.casefile.errors import (
    AmbiguousClaim,
    BusyCase,
    ForeignCase,
    MissingCase,
    NotACase,
    NothingToUndo,
    UnknownClaim,
    UnknownEvent,
)
from tawatur.casefile.rows import IndexedPassage, ReadDocument, Reading, pack_document

if TYPE_CHECKING:
    from tawatur.casefile.case import Card, Case, Counts, Input, Stored
    from tawatur.casefile.search import Hit

__all__ = [
    "AmbiguousClaim",
    "BusyCase",
    "Card",
    "Case",
    "Counts",
    "ForeignCase",
    "Hit",
    "IndexedPassage",
    "Input",
    "MissingCase",
    "NotACase",
    "NothingToUndo",
    "ReadDocument",
    "Reading",
    "Stored",
    "UnknownClaim",
    "UnknownEvent",
    "pack_document",
]


def __getattr__(name: str) -> Any:
    # Loaded when asked for: whoever only packs what it read, as the workers of a build do, needs no database.
    if name in __all__:
        from tawatur.casefile import case

        return getattr(case, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
