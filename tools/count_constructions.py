#!/usr/bin/env python3
"""Count how often each row of the grammar fires in a folder of reports.

    python tools/count_constructions.py FOLDER [--mapping FILE] [--limit N] [--every K]

Prints Markdown tables: constructions of counting, frames, cues of voices, kinds of dates and places, worlds of
look-alikes, each with its number and how many reports it is met in. Rows that never fire are listed too, so
that what the grammar holds in vain is seen. Only numbers are printed, never a sentence of a report.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from tawatur import intake
from tawatur.authority.places import PlaceMention
from tawatur.extraction import constructions, default_extractor, figures, frames, report, voices
from tawatur.extraction.chunks import Chunk
from tawatur.languages.ar.datewords import DateMention
from tawatur.record import Document

TABLES = ("construction", "frame", "voice", "date", "place", "look-alike")


def documents(folder: Path, mapping: Path | None, limit: int | None, every: int) -> Iterator[Document]:
    """Every `every`-th report below the folder, `limit` at most."""
    fields = intake.load_mapping(mapping) if mapping is not None else None
    read = (item for source in intake.sources([folder], mapping=fields) for item in intake.read(source))
    return islice((item for item in read if isinstance(item, Document)), 0, limit and limit * every, every)


def fired(document: Document) -> Iterator[tuple[str, str]]:
    """Table and row of everything the grammar reads in a report."""
    read = report.read(document)
    if read.world.elsewhere is not None:
        yield "look-alike", read.world.elsewhere
    for sentence in read.sentences:
        for figure in figures.count(sentence.chunks):
            yield "construction", figure.reason.removeprefix("construction ")
        for said in voices.find(sentence.chunks):
            yield "voice", said.reason + (", through an agency" if said.relay is not None else "")
        yield from _when_and_where(sentence.chunks)
    for claim in default_extractor().extract(document):
        yield "frame", claim.reason.removeprefix("frame ").split(" (")[0]


def _when_and_where(chunks: Iterable[Chunk]) -> Iterator[tuple[str, str]]:
    for chunk in chunks:
        if isinstance(chunk.value, DateMention):
            yield "date", chunk.value.kind + ("" if chunk.value.date is not None else ", open")
        elif isinstance(chunk.value, PlaceMention):
            yield "place", chunk.value.kind


def tables(read: Iterable[Document]) -> tuple[int, dict[str, Counter[str]], dict[str, Counter[str]]]:
    """How many reports were read, how often each row fired, and in how many reports."""
    times: dict[str, Counter[str]] = defaultdict(Counter)
    within: dict[str, Counter[str]] = defaultdict(Counter)
    number = 0
    for document in read:
        number += 1
        found = Counter(fired(document))
        for (table, row), count in found.items():
            times[table][row] += count
            within[table][row] += 1
    return number, times, within


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mapping", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    number, times, within = tables(documents(given.folder, given.mapping, given.limit, given.every))
    known = {"construction": [c.id for c in constructions.load()], "frame": [f.id for f in frames.load()]}
    print(f"{number} reports")
    for table in TABLES:
        print(f"\n| {table} | times | reports |\n|---|---|---|")
        for row, count in sorted(times[table].items(), key=lambda item: (-item[1], item[0])):
            print(f"| {row} | {count} | {within[table][row]} |")
        never = [row for row in known.get(table, ()) if row not in times[table]]
        if never:
            print(f"\nNever: {', '.join(never)}.")


if __name__ == "__main__":
    main()
