"""Newspaper articles: in what share is violence claimed, and a sample of them to judge by hand.

Reads the daily archives of SaudiNewsNet (one JSON list of articles in each zip). An article's number is its day and
its place in that day's list, from 0. The sample is drawn from the articles with a claim of violence, or with `--all`
from all articles; the seed makes it the same again. Titles and claims are printed for the eye and kept nowhere.

    python benchmarks/newspapers.py ../shared/data/saudinewsnet --sample 100 --seed 2015 [--all] [--workers 2]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import zipfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from tawatur.extraction import default_extractor
from tawatur.record import Claim, Document

_CHUNK = 50
_SHOWN = 4


class Article(NamedTuple):
    """An article: its number ("2015-07-21#12"), title, text and the day it was taken."""

    number: str
    title: str
    text: str
    taken: str


class Read(NamedTuple):
    """An article with its claims of violence."""

    article: Article
    claims: tuple[Claim, ...]


def articles(folder: Path) -> Iterator[Article]:
    """Every article of every daily archive, in order."""
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            rows: list[dict[str, Any]] = json.loads(archive.read(archive.namelist()[0]))
        for place, row in enumerate(rows):
            title, content = row.get("title") or "", row.get("content") or ""
            yield Article(f"{path.stem}#{place}", title, f"{title}\n\n{content}", (row["date_extracted"] or "")[:10])


def read(article: Article) -> Read:
    """The claims of violence of an article."""
    sha256 = hashlib.sha256(article.text.encode()).hexdigest()
    document = Document(
        path=article.number, sha256=sha256, text=article.text, title=article.title, published=article.taken or None
    )
    return Read(article, tuple(c for c in default_extractor().extract(document) if c.family == "violence"))


def show(found: Read) -> None:
    """An article's number, title and first claims, for a person to judge."""
    print(f"\n{found.article.number}  {found.article.title}")
    for claim in found.claims[:_SHOWN]:
        place = claim.place.text if claim.place else "-"
        figures = ", ".join(f"{f.measure} {f.op} {f.value}" for f in claim.figures)
        print(
            f"   {claim.event_type} | {claim.date or '-'} | {place} | {figures} | {claim.reason}\n      {claim.quote}"
        )


def main() -> None:
    """Print the share of articles with a claim of violence, and the sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2015)
    parser.add_argument("--all", action="store_true", help="sample all articles, not only those with a claim")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with ProcessPoolExecutor(options.workers) as pool:
        everything = list(pool.map(read, articles(options.folder), chunksize=_CHUNK))
    claimed = [found for found in everything if found.claims]
    print(f"{len(claimed)} of {len(everything)} articles ({len(claimed) / len(everything):.3f}) claim violence")
    pool_of = everything if options.all else claimed
    for found in random.Random(options.seed).sample(pool_of, options.sample):
        show(found)


if __name__ == "__main__":
    main()
