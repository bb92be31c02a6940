"""JSON-LD in the terms of schema.org: events, the claims that tell them, and the articles those stand in.

Claims are `Claim`s, not `ClaimReview`s: a review gives a rating of truth, and this program gives none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from tawatur import dates
from tawatur.publishing.sharing import Share, SharedClaim, SharedEvent, SharedReport
from tawatur.publishing.tables import Options, stated
from tawatur.record import Place

_encoder = msgspec.json.Encoder()
_CONTEXT = {"@vocab": "https://schema.org/", "tawatur": "urn:tawatur:", "tlp": "tawatur:tlp", "edtf": "tawatur:edtf"}


def write(share: Share, options: Options) -> Iterator[bytes]:
    """Yield one document with a graph, a node a line."""
    del options
    about = {"@id": "urn:tawatur:dataset", "@type": "Dataset", "name": "Events of a Tawatur case", "tlp": share.tlp}
    yield b'{"@context":' + _encoder.encode(_CONTEXT) + b',"@graph":[\n' + _encoder.encode(about)
    for report in share.reports():
        yield b",\n" + _encoder.encode(_known(article(report)))
    for told in share.events():
        for node in (event(told), *map(claim, told.claims)):
            yield b",\n" + _encoder.encode(_known(node))
    yield b"\n]}\n"


def event(told: SharedEvent) -> dict[str, Any]:
    """An event as a node of schema.org."""
    found = told.event
    names = [{"@value": text, "@language": language} for language, text in sorted(found.label.items())]
    return {
        "@id": _name(found.id),
        "@type": "Event",
        "identifier": found.id,
        "name": names,
        "additionalType": found.event_type,
        "startDate": _bound(found.date, first=True),
        "endDate": _bound(found.date, first=False),
        "edtf": found.date,
        "location": _place(found.place),
        "about": [
            {"@type": "Organization", "name": a.name or a.text, "identifier": a.id} for a in found.actors if a.id
        ],
        "description": "; ".join(
            f"{name} {tally.low}/{tally.best}/{tally.high}" for name, tally in sorted(found.figures.items())
        ),
        "subjectOf": [{"@id": _name(told_claim.claim.id)} for told_claim in told.claims],
        "tlp": told.tlp,
    }


def claim(told: SharedClaim) -> dict[str, Any]:
    """A claim as a node of schema.org."""
    return {
        "@id": _name(told.claim.id),
        "@type": "Claim",
        "identifier": told.claim.id,
        "text": told.quotation.text,
        "description": "; ".join(stated(figure) for figure in told.claim.figures),
        "appearance": {"@id": _name(told.report.id)},
        "author": [{"@type": "Organization", "name": v.name} for v in told.claim.attribution if v.id and v.name],
        "tlp": told.tlp,
    }


def article(report: SharedReport) -> dict[str, Any]:
    """A report as a node of schema.org."""
    return {
        "@id": _name(report.id),
        "@type": "NewsArticle",
        "headline": report.title,
        "publisher": {"@type": "Organization", "name": report.publisher} if report.publisher else None,
        "datePublished": report.published,
        "inLanguage": report.language,
        "url": report.address,
        "identifier": f"sha256:{report.sha256}",
        "tlp": report.tlp,
    }


def _known(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value not in (None, "", [])}


def _name(identifier: str) -> str:
    return f"urn:tawatur:{identifier}"


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    point = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return _known(
        {
            "@type": "Place",
            "name": place.name or place.text,
            "geo": point if place.lat is not None else None,
            "address": place.country,
        }
    )


def _bound(text: str | None, *, first: bool) -> str | None:
    """The first or the last day of a date, where it has one."""
    if text is None or not dates.is_edtf(text):
        return None
    parsed = dates.parse(text)
    day = parsed.first if first else parsed.last
    return None if parsed.yearless or day.year in (1, 9999) else day.isoformat()
