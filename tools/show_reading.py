#!/usr/bin/env python3
"""Show step by step how a sentence is read.

    python tools/show_reading.py "SENTENCE" [--published DATE]

For whoever edits the grammar's data: prints the chunks of the sentence with their classes, the figures with the
construction that read each, the triggers with their frame, the voices, and the claims with their reasons.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from tawatur.authority.actors import ActorMention
from tawatur.extraction import default_extractor, figures, frames, report, voices
from tawatur.extraction.chunks import Chunk
from tawatur.extraction.figures import Counted
from tawatur.extraction.report import Report
from tawatur.languages.ar.datewords import DateMention
from tawatur.languages.ar.numerals import Quantity
from tawatur.record import Claim, Document


def steps(text: str, published: str | None = None) -> dict[str, list[str]]:
    """The lines of every step, by its name. Step "claims" is what the reader gives back."""
    document = Document(path="sentence.txt", sha256="0" * 64, text=text, published=published)
    read = report.read(document)
    rows = [sentence.chunks for sentence in read.sentences]
    return {
        "chunks": [_chunk(read, chunk) for chunks in rows for chunk in chunks],
        "figures": [_figure(read, figure) for chunks in rows for figure in figures.count(chunks)],
        "triggers": [
            f"{_words(read, chunks[t.at : t.last + 1])} -> {t.event_type} ({t.strength}), frame {t.frame.id}"
            for chunks in rows
            for t in frames.triggers(chunks)
        ],
        "voices": [
            f"{_words(read, chunks[v.start : v.end])} ({v.role}), by {v.reason}"
            for chunks in rows
            for v in voices.find(chunks)
        ],
        "claims": [line for claim in default_extractor().extract(document) for line in _claim(claim)],
    }


def _words(read: Report, chunks: Sequence[Chunk]) -> str:
    start, end = read.folded.span(chunks[0].start, chunks[-1].end)
    return read.document.text[start:end]


def _chunk(read: Report, chunk: Chunk) -> str:
    value = chunk.value
    meaning = ""
    if isinstance(value, Quantity):
        number = f"{value.low}-{value.high}" if value.value is None else value.value
        meaning = f" = {value.op} {number}" if value.op != "=" else f" = {number}"
    elif isinstance(value, DateMention):
        meaning = f" = {value.date or 'open'}"
    elif isinstance(value, ActorMention):
        meaning = f" = {value.id}"
    elif chunk.cls == "post":
        meaning = f" = {value}"
    return f"{chunk.cls}: {_words(read, [chunk])}{meaning}"


def _figure(read: Report, figure: Counted) -> str:
    start, end = read.folded.span(figure.start, figure.end)
    value = f"{figure.low}-{figure.high}" if figure.value is None else figure.value
    share = ", a share" if figure.part else ""
    return f"{figure.measure} {figure.op} {value}{share}: {read.document.text[start:end]}, {figure.reason}"


def _claim(claim: Claim) -> Iterator[str]:
    yield f"{claim.event_type}, {claim.modality}{', ' + claim.mode if claim.mode else ''}: {claim.reason}"
    yield f"  quote: {claim.quote}"
    if claim.date is not None:
        yield f"  date: {claim.date}"
    if claim.place is not None:
        yield f"  place: {claim.place.text} = {claim.place.name}, {claim.place.country}"
    for figure in claim.figures:
        share = f", part of {figure.part_of}" if figure.part_of else ""
        yield f"  figure: {figure.measure} {figure.op} {figure.value}, counted: {figure.counted}{share}"
    for actor in claim.actors:
        yield f"  {actor.role}: {actor.text} = {actor.id}"
    for voice in claim.attribution:
        yield f"  says: {voice.text} ({voice.role})"


def main() -> None:
    """Print the steps."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("sentence")
    parser.add_argument("--published")
    given = parser.parse_args()
    for name, lines in steps(given.sentence, given.published).items():
        print(f"{name}\n" + "".join(f"  {line}\n" for line in lines))


if __name__ == "__main__":
    main()
