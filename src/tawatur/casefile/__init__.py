"""The case on disk: reports, claims, judgements and events in one SQLite file.

    with Case.open("case.db") as case:
        for event in case.events():
            ...

What is stored is decided elsewhere; this package stores it so that a build killed at any moment leaves
a case that opens, and finds it again. It knows nothing of languages: the words a passage is found by
come from whoever read it.
"""

from tawatur.casefile.case import Card, Case, Counts, Input, Stored
from tawatur.casefile.errors import BusyCase, ForeignCase, MissingCase, NotACase, UnknownEvent
from tawatur.casefile.rows import IndexedPassage, ReadDocument, Reading, pack_document
from tawatur.casefile.search import Hit

__all__ = [
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
    "ReadDocument",
    "Reading",
    "Stored",
    "UnknownEvent",
    "pack_document",
]
