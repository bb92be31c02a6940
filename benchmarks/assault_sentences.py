"""How well a single sentence is judged: does it tell of an assault, or not?

Reads sentences that several annotators judged ("yes", "easy no", "difficult no", "ambiguous"), each as a report of
its own, and compares the judgement with whether the grammar makes a claim of violence. "ambiguous" is left out. The
annotators' "difficult no" holds many sentences that plainly tell of an attack, so F1 is printed without it and with.
With `--wrong` the identifiers of the sentences judged otherwise are listed.

    python benchmarks/assault_sentences.py ../shared/data/arabic_event_gsr/assault_sentences.jsonl [--wrong]
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tawatur.extraction import default_extractor
from tawatur.record import Document

NOES = {"without the difficult": ("easy no",), "with the difficult": ("easy no", "difficult no")}


class Judged(NamedTuple):
    """A sentence with the annotators' label and whether the grammar claims violence in it."""

    id: str
    label: str
    claimed: bool


class Agreement(NamedTuple):
    """Counts of sentences, and what follows from them."""

    hit: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        return self.hit / max(self.hit + self.false, 1)

    @property
    def recall(self) -> float:
        return self.hit / max(self.hit + self.missed, 1)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def judged(path: Path) -> list[Judged]:
    """Every sentence of the file but the ambiguous."""
    extractor = default_extractor()
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["label"] == "ambiguous":
            continue
        sha256 = hashlib.sha256(row["text"].encode()).hexdigest()
        claims = extractor.extract(Document(path=str(row["id"]), sha256=sha256, text=row["text"]))
        found.append(Judged(str(row["id"]), row["label"], any(claim.family == "violence" for claim in claims)))
    return found


def agreement(rows: Iterable[Judged], noes: Sequence[str]) -> Agreement:
    """How the claims agree with "yes" against the labels in `noes`."""
    asked = [row for row in rows if row.label == "yes" or row.label in noes]
    hit = sum(row.claimed for row in asked if row.label == "yes")
    return Agreement(
        hit=hit,
        false=sum(row.claimed for row in asked if row.label != "yes"),
        missed=sum(row.label == "yes" for row in asked) - hit,
    )


def main() -> None:
    """Print the agreement, and with `--wrong` where there is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list the sentences judged otherwise")
    options = parser.parse_args()
    rows = judged(options.sentences)
    for name, noes in NOES.items():
        found = agreement(rows, noes)
        print(f"{name}: precision {found.precision:.3f}, recall {found.recall:.3f}, F1 {found.f1:.3f} {tuple(found)}")
    if options.wrong:
        for row in rows:
            if row.claimed != (row.label == "yes"):
                print(row.label, row.id)


if __name__ == "__main__":
    main()
