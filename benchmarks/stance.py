"""Headlines that contradict each other, told from headlines that agree.

    python benchmarks/stance.py ../shared/data/ans_arabic_stance/stance_train.csv [MORE.csv]

The rows are pairs of headlines labelled agree, disagree or other. Counted are the pairs labelled agree or
disagree of which the grammar reads a claim in both headlines. They agree where some claim of the one and some claim
of the other can be true of one happening: nothing they state of its kind, place, day, actors or figures is at odds.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tawatur.extraction import Extractor, default_extractor
from tawatur.reconciliation.comparing import Rarity, compare
from tawatur.reconciliation.profiles import profile_of
from tawatur.reconciliation.tables import group_of
from tawatur.record import Claim, Document

_DAY = "2018-06-01"
_AT_ODDS = -0.5
"""Points of one piece of evidence from which on two claims are at odds."""


def main() -> None:
    """Print how many pairs were read, and how many of each label are told right."""
    told: Counter[tuple[str, str]] = Counter()
    labelled: Counter[str] = Counter()
    extractor = default_extractor()
    for left, right, label in _pairs(sys.argv[1:]):
        labelled[label] += 1
        verdict = _verdict(extractor, left, right)
        if verdict is not None:
            told[label, verdict] += 1
    read = sum(told.values())
    print(f"pairs labelled agree or disagree: {sum(labelled.values())}; both headlines read: {read}")
    for label in ("disagree", "agree"):
        of_label = told[label, "agree"] + told[label, "disagree"]
        print(f"  {label}: {told[label, label]} of {of_label} told right (of {labelled[label]} labelled)")
    right_ones = told["agree", "agree"] + told["disagree", "disagree"]
    print(f"told apart: {right_ones / max(read, 1):.2f} of the pairs read")


def _pairs(files: list[str]) -> Iterator[tuple[str, str, str]]:
    for name in files:
        with Path(name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["stance"] in ("agree", "disagree"):
                    yield row["s1"], row["s2"], row["stance"]


def _verdict(extractor: Extractor, left: str, right: str) -> str | None:
    """What the two headlines are to each other; None where no claim is read in one of them."""
    documents = [_document(left, "1"), _document(right, "2")]
    claims = [list(extractor.extract(document)) for document in documents]
    if not all(claims):
        return None
    return "disagree" if not any(_can_be_one(one, two) for one in claims[0] for two in claims[1]) else "agree"


def _can_be_one(left: Claim, right: Claim) -> bool:
    """Whether two claims can both be true of one happening: nothing they state of it is at odds."""
    if left.family != right.family or group_of(left.event_type) != group_of(right.event_type):
        return False
    if any(not _can_stand(left, right, measure) for measure in _measures(left) & _measures(right)):
        return False
    notes = compare(profile_of(left), profile_of(right), Rarity({})).notes
    return all(note.points > _AT_ODDS for note in notes if note.says.split(" ", 1)[0] not in _measures(left))


def _measures(claim: Claim) -> frozenset[str]:
    return frozenset(figure.measure for figure in claim.figures)


def _can_stand(left: Claim, right: Claim, measure: str) -> bool:
    """Whether some figure of the one and some figure of the other, of one measure, allow a common number."""
    mine, theirs = ([f.bounds for f in claim.figures if f.measure == measure] for claim in (left, right))
    return any(max(a[0], b[0]) <= min(a[1], b[1]) for a in mine for b in theirs)


def _document(text: str, number: str) -> Document:
    sha256 = hashlib.sha256(f"{number}{text}".encode()).hexdigest()
    return Document(path=number, sha256=sha256, text=text, publisher=f"paper {number}", published=_DAY)


if __name__ == "__main__":
    main()
