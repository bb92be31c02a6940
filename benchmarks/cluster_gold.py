"""Clustering against gold annotations, without an extractor.

Builds claims from the gold's own place, country, date, figures and attribution, drops fields at random
(seeded), reconciles them and prints B-cubed. With `--claims FILE` nothing is built: the claims of an
export are reconciled and scored instead.

    python benchmarks/cluster_gold.py ../shared/gold/dev_reports.jsonl [--drop 0.2] [--seeds 5] [--wrong]
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from tawatur.authority import places
from tawatur.languages.ar.tokens import tokenize
from tawatur.reconciliation import DocumentCard, Reconciled, reconcile, sketch
from tawatur.record import Claim, Document, Figure, Participant, Place, Voice, claim_id
from tawatur.script import fold_text

_FINENESS = ("region", "country", "admin1", "admin2", "city", "site")
_FAMILY = {
    "foiled_plot": "enforcement",
    "arrest": "enforcement",
    "sentence": "enforcement",
    "claim_of_responsibility": "statement",
}


def main() -> None:
    """Print B-cubed over the seeds, and with `--wrong` what went where."""
    options = _options()
    rows = [json.loads(line) for line in Path(options.gold).read_text(encoding="utf-8").splitlines() if line]
    folder = Path(options.gold).with_suffix("")
    for seed in range(options.seeds):
        chance = random.Random(seed)
        cards, claims, gold = _case(rows, folder, chance, options.drop)
        result = reconcile(cards, claims)
        home = {claim: event.id for event in result.events for claim in event.claims}
        print(f"seed {seed}", b_cubed([(home[key], gold[key]) for key in sorted(gold)]))
        if options.wrong:
            show(result, gold, {claim.id: claim for claim in claims})


def b_cubed(pairs: list[tuple[str, str]]) -> dict[str, float]:
    """B-cubed precision, recall and F1 of (our cluster, gold cluster) pairs, as the scorer counts them."""
    ours, gold = defaultdict(set), defaultdict(set)
    for item, (o, g) in enumerate(pairs):
        ours[o].add(item)
        gold[g].add(item)
    p = sum(len(ours[o] & gold[g]) / len(ours[o]) for o, g in pairs) / len(pairs)
    r = sum(len(ours[o] & gold[g]) / len(gold[g]) for o, g in pairs) / len(pairs)
    return {"p": round(p, 3), "r": round(r, 3), "f1": round(2 * p * r / (p + r), 3), "items": len(pairs)}


def show(result: Reconciled, gold: dict[str, str], claims: dict[str, Claim]) -> None:
    """Print events that hold several gold events, and gold events in several of ours."""
    spread = defaultdict(list)
    for event in result.events:
        names = defaultdict(list)
        for claim in event.claims:
            if claim in gold:
                names[gold[claim]].append(claims[claim].document)
        if len(names) > 1:
            print("  mixed", event.label["en"], dict(names))
        for name, documents in names.items():
            spread[name].append((event.label["en"], documents))
    for name, parts in sorted(spread.items()):
        if len(parts) > 1:
            print("  split", name, parts)


def _case(
    rows: list[dict[str, Any]], folder: Path, chance: random.Random, drop: float
) -> tuple[list[DocumentCard], list[Claim], dict[str, str]]:
    cards, claims, gold = [], [], {}
    for row in rows:
        text = (folder / row["document"]).read_text(encoding="utf-8") if (folder / row["document"]).exists() else ""
        digest = sha256(row["document"].encode()).hexdigest()
        document = Document(path=row["document"], sha256=digest, text=text)
        cards.append(DocumentCard(sha256=digest, path=row["document"], sketch=sketch(document)))
        for event in row["events"]:
            claim = _claim(row["document"], digest, text, event, chance, drop)
            claims.append(claim)
            if event.get("event"):
                gold[claim.id] = event["event"]
    return cards, claims, gold


def _claim(path: str, digest: str, text: str, event: dict[str, Any], chance: random.Random, drop: float) -> Claim:
    span = (event["evidence"][0], event["evidence"][1])
    family = _FAMILY.get(event["type"], "violence")

    def kept(value: Any) -> Any:
        return None if chance.random() < drop else value

    place = kept(event.get("place"))
    country = event.get("country")
    return Claim(
        id=claim_id(digest, span, family),
        document=path,
        sha256=digest,
        span=span,
        quote=text[slice(*span)],
        trigger=span,
        event_type=event["type"],
        family=family,
        date=(kept(event.get("date")) or "").replace("--", "XXXX-") or None,
        place=_place(place, kept(country), span),
        actors=tuple(
            Participant(role="perpetrator", text=actor, span=span, private=True)
            for actor in (kept(event.get("actor")),)
            if actor
        ),
        figures=tuple(
            Figure(
                measure=figure["measure"],
                op=figure["op"],
                value=tuple(figure["value"]) if isinstance(figure["value"], list) else figure["value"],
                text="",
                span=span,
                low=figure.get("low"),
                high=figure.get("high"),
                vague=figure["value"] is None,
            )
            for figure in event.get("figures", [])
            if kept(figure)
        ),
        attribution=tuple(
            Voice(role="cited", text=voice, span=span) for voice in (kept(event.get("attribution")),) if voice
        ),
    )


def _place(text: str | None, country: str | None, span: tuple[int, int]) -> Place:
    """The gold's place as the gazetteer settles it, the gold's country as its only context."""
    if not text:
        return Place(text="", span=span, country=country, precision="country")
    tokens = tokenize(fold_text(text))
    known = {country: 1} if country else {}
    found = places.resolve(places.find(tokens, 0, len(tokens)), places.PlaceContext(known, known))
    if not found:
        return Place(text=text, span=span, country=country)
    best = max(found, key=lambda item: _FINENESS.index(item.precision or "region"))
    return Place(
        text=text,
        span=span,
        name=best.name,
        country=country or best.country,
        geonames=best.geonames,
        lat=best.lat,
        lon=best.lon,
        precision=best.precision,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold")
    parser.add_argument("--drop", type=float, default=0.0)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--wrong", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
