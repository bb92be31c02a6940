"""A newspaper's week: how well the largest event matches the articles whose subject it is.

    python benchmarks/week.py ../shared/data/saudinewsnet docs/accuracy/stories.csv [STORY...] [--wrong]

The table names articles by story, day and place in the day's file, read by hand: `about` where the story is
the article's subject, `unsure` where readers may differ (left out of the count). All articles of a story's
days are read and reconciled; printed is the event whose documents match the story's articles best, with its
chains, the largest of them and every figure of the killed. `--wrong` lists what is missing and too much.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tawatur.extraction import Extractor, default_extractor
from tawatur.intake import read, sources
from tawatur.reconciliation import DocumentCard, reconcile, sketch
from tawatur.record import Claim, Document, Event

# Stories within so many days of each other are read as one week.
_WEEK = 8
_RECORD = re.compile(r"(\d{4}-\d\d-\d\d)[^#]*#(\d+)$")


class Story(NamedTuple):
    """The articles of a story, by day and number."""

    name: str
    about: frozenset[str]
    unsure: frozenset[str]

    @property
    def days(self) -> tuple[int, int]:
        """The days of July and August on which it has articles, counted from the first of July."""
        found = sorted(_number(article[:10]) for article in self.about)
        return found[0], found[-1]


def main() -> None:
    """Print a line a story."""
    options = _options()
    stories = [s for s in _stories(options.labels) if not options.story or s.name in options.story]
    for group in _weeks(stories):
        first, last = min(s.days[0] for s in group), max(s.days[1] for s in group)
        names, cards, claims = _read(Path(options.folder), first, last)
        events = reconcile(cards, claims).events
        told = {claim.sha256 for claim in claims}
        print(f"{len(cards)} articles, {len(told)} with claims, {len(claims)} claims, {len(events)} events")
        for story in group:
            _report(story, events, names, options.wrong)


def _report(story: Story, events: Sequence[Event], names: dict[str, str], wrong: bool) -> None:
    known = set(names.values())
    about = story.about & known
    f1, precision, recall, event = max(
        (_score(event, about, story.unsure, names) for event in events), key=lambda row: (row[0], row[3].id)
    )
    everything = {*event.documents, *event.mentioned_in}
    chains = sorted(event.chain_details, key=lambda chain: -len(chain.documents))
    print(
        f"{story.name:10} {len(about)} articles: F1 {f1:.2f} (p {precision:.2f}, r {recall:.2f}); {event.label['en']}"
    )
    print(f"{'':11}{len(everything)} reports, {event.chains} chains; " + _largest(chains))
    killed = event.figures.get("killed")
    if killed is not None:
        print(
            f"{'':11}killed: " + ", ".join(f"{v.op}{v.value if v.value is not None else ''}" for v in killed.values)
        )
    if wrong:
        found = {names[sha256] for sha256 in event.documents} - story.unsure
        print(f"{'':11}missing: {' '.join(sorted(about - found))}")
        print(f"{'':11}too much: {' '.join(sorted(found - about))}")


def _largest(chains: Sequence[object]) -> str:
    return "; ".join(f"{len(c.documents)} {c.origin[:30]}" for c in chains[:3])  # type: ignore[attr-defined]


def _score(
    event: Event, about: set[str], unsure: frozenset[str], names: dict[str, str]
) -> tuple[float, float, float, Event]:
    found = {names[sha256] for sha256 in event.documents} - unsure
    hit = len(found & about)
    if not hit:
        return 0.0, 0.0, 0.0, event
    precision, recall = hit / len(found), hit / len(about)
    return 2 * precision * recall / (precision + recall), precision, recall, event


def _stories(path: str) -> list[Story]:
    rows: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    with Path(path).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["story"]][row["verdict"]].add(f"{row['day']}#{row['record']}")
    return [Story(name, frozenset(found["about"]), frozenset(found["unsure"])) for name, found in rows.items()]


def _weeks(stories: Sequence[Story]) -> Iterator[list[Story]]:
    """Stories that share a week, together."""
    left = sorted(stories, key=lambda story: story.days)
    while left:
        start = left[0].days[0]
        yield [story for story in left if story.days[1] < start + _WEEK]
        left = [story for story in left if story.days[1] >= start + _WEEK]


def _read(folder: Path, first: int, last: int) -> tuple[dict[str, str], list[DocumentCard], list[Claim]]:
    documents: dict[str, Document] = {}
    for source in sources([folder]):
        day = _RECORD.search(f"{source.path}#0")
        if day is None or not first <= _number(day[1]) <= last:
            continue
        for item in read(source):
            if isinstance(item, Document):
                documents.setdefault(item.sha256, item)
    with ProcessPoolExecutor(2) as pool:
        claims = list(itertools.chain(*pool.map(_claims, documents.values(), chunksize=50)))
    cards = [
        DocumentCard(
            sha256=d.sha256,
            path=d.path,
            publisher=d.publisher,
            published=d.published,
            sketch=sketch(d),
            title=d.title,
        )
        for d in documents.values()
    ]
    return {d.sha256: _name(d.path) for d in documents.values()}, cards, claims


def _claims(document: Document) -> tuple[Claim, ...]:
    return _extractor().extract(document)


@cache
def _extractor() -> Extractor:
    return default_extractor()


def _name(path: str) -> str:
    found = _RECORD.search(path)
    return f"{found[1]}#{found[2]}" if found else path


def _number(day: str) -> int:
    return int(day[8:10]) + (31 if day[5:7] == "08" else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", help="the folder of daily files")
    parser.add_argument("labels", help="the table of articles read by hand")
    parser.add_argument("story", nargs="*", help="only these stories")
    parser.add_argument("--wrong", action="store_true", help="list what is missing and what is too much")
    return parser.parse_args()


if __name__ == "__main__":
    main()
