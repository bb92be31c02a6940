"""Claims made in a line, for tables of pairs."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from tawatur.reconciliation import DocumentCard
from tawatur.reconciliation.sketches import sketch_text
from tawatur.record import Claim, Figure, Judgement, Participant, Place, Voice, claim_id

PLACES = {
    "Kerman": ("كرمان", "IR", 1, 30.28, 57.08, "city"),
    "Shiraz": ("شيراز", "IR", 2, 29.61, 52.53, "city"),
    "Fars": ("محافظة فارس", "IR", 3, 29.0, 53.0, "admin1"),
    "Moscow": ("موسكو", "RU", 4, 55.75, 37.62, "city"),
    "Krasnogorsk": ("كراسنوغورسك", "RU", 5, 55.82, 37.33, "city"),
    "Mosul": ("الموصل", "IQ", 6, 36.34, 43.13, "city"),
    "Baghdad": ("بغداد", "IQ", 7, 33.34, 44.4, "city"),
    "Iraq": ("العراق", "IQ", 8, 33.0, 44.0, "country"),
    "Iran": ("إيران", "IR", 9, 32.0, 53.0, "country"),
}
FAMILIES = {
    "arrest": "enforcement",
    "foiled_plot": "enforcement",
    "sentence": "enforcement",
    "claim_of_responsibility": "statement",
    "denial": "statement",
    "funding": "finance",
}


def place(name: str) -> Place:
    """A known place by its English name, else a site that no gazetteer has."""
    if name not in PLACES:
        return Place(text=name, span=(0, 0))
    text, country, geonames, lat, lon, precision = PLACES[name]
    return Place(
        text=text, span=(0, 0), name=name, country=country, geonames=geonames, lat=lat, lon=lon, precision=precision
    )


def figure(text: str, **fields: Any) -> Figure:
    """A figure from "killed 145", "injured >100", "killed ~20-99"."""
    measure, number = text.split()
    bare = number.lstrip("=<>~")
    op: Any = number[: len(number) - len(bare)] or "="
    return Figure(measure=measure, op=op, value=int(bare), text=number, span=(0, 0), **fields)


def claim(
    document: str,
    kind: str = "attack",
    *,
    at: int = 0,
    where: str | None = None,
    when: str | None = None,
    told: tuple[str | Figure, ...] = (),
    voice: str | None = None,
    who: str | None = None,
    suspect: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    quote: str = "",
    **fields: Any,
) -> Claim:
    """A claim of `document`, its trigger at character `at`."""
    digest = digest_of(document)
    family = FAMILIES.get(kind, "violence")
    span = (at, at + 40)
    actors = [Participant(role="perpetrator", text=who, span=span, id=who)] if who else []
    actors += [Participant(role="perpetrator", text=suspect, span=span, private=True)] if suspect else []
    return Claim(
        id=claim_id(digest, (at, at + 4), family),
        document=document,
        sha256=digest,
        span=span,
        quote=quote,
        trigger=(at, at + 4),
        event_type=kind,
        family=family,
        date=when,
        place=place(where) if where else None,
        figures=tuple(figure(item) if isinstance(item, str) else item for item in told),
        attribution=(Voice(role="cited", text=voice, span=span),) if voice else (),
        actors=tuple(actors),
        published=published,
        publisher=publisher,
        **fields,
    )


def digest_of(document: str) -> str:
    """The digest a document of that name has in these tests."""
    return sha256(document.encode()).hexdigest()


def cards(*claims: Claim, texts: dict[str, str] | None = None) -> list[DocumentCard]:
    """A card for every document of `claims`; `texts` gives sketches."""
    known = {made.sha256: made for made in claims}
    return [
        DocumentCard(
            sha256=digest,
            path=made.document,
            publisher=made.publisher,
            published=made.published,
            sketch=sketch_text(texts[made.document]) if texts and made.document in texts else None,
        )
        for digest, made in sorted(known.items())
    ]


def judged(
    left: Claim, right: Claim, verdict: Any, by: str = "maryam", made: str = "2025-01-01", **fields: Any
) -> Judgement:
    """A person's judgement."""
    return Judgement(left=left.id, right=right.id, verdict=verdict, by=by, reason="read both", made=made, **fields)
