"""FollowTheMoney entities as JSON Lines: events, the organisations in them, the articles, and what documents each.

FollowTheMoney has no counts, no precision and no status of a claim: those are words in `notes`, and each
claim is a Documentation that ties its article to its event. Persons are not exported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from tawatur import dates
from tawatur.publishing.extras import need
from tawatur.publishing.sharing import Share, SharedClaim, SharedEvent, SharedReport
from tawatur.publishing.stable import identifier
from tawatur.publishing.tables import Options, stated
from tawatur.record import Participant

_encoder = msgspec.json.Encoder()


def write(share: Share, options: Options) -> Iterator[bytes]:
    """Yield one entity a line, each once. Raises `MissingExtra` without followthemoney."""
    del options
    model = need("followthemoney").model
    seen: set[str] = set()
    for report in share.reports():
        yield _line(_article(model, report))
    for told in share.events():
        for actor in filter(_is_group, told.event.actors):
            if (name := actor.id or "") not in seen:
                seen.add(name)
                yield _line(_organisation(model, actor))
        yield _line(_event(model, told))
        for claim in told.claims:
            yield _line(_documentation(model, claim, told))


def _line(entity: Any) -> bytes:
    return _encoder.encode(entity.to_dict()) + b"\n"


def _made(model: Any, schema: str, name: str, values: dict[str, Any]) -> Any:
    entity = model.make_entity(schema)
    entity.id = _id(schema, name)
    for prop, value in values.items():
        entity.add(prop, value)
    return entity


def _id(schema: str, name: str) -> str:
    return f"{schema.lower()}-{identifier('ftm', schema, name)}"


def _article(model: Any, report: SharedReport) -> Any:
    return _made(
        model,
        "Article",
        report.id,
        {
            "title": report.title or report.id,
            "publisher": report.publisher,
            "publishedAt": _ftm_date(report.published),
            "sourceUrl": report.address,
            "language": report.language,
            "notes": f"{report.tlp}; SHA-256 {report.sha256}",
        },
    )


def _organisation(model: Any, actor: Participant) -> Any:
    return _made(model, "Organization", actor.id or "", {"name": actor.name or actor.text, "alias": actor.text})


def _event(model: Any, told: SharedEvent) -> Any:
    event, place = told.event, told.event.place
    tolls = [
        f"{name}: low {tally.low}, best {tally.best}, high {tally.high} ({tally.rule}); stated: "
        + "; ".join(stated(value) for value in tally.values)
        for name, tally in sorted(event.figures.items())
    ]
    about = f"{told.tlp}; {event.event_type}; {event.modality}; independent chains of sources: {event.chains}"
    return _made(
        model,
        "Event",
        event.id,
        {
            "name": [event.label["en"], event.label.get("ar")],
            "date": _ftm_date(event.date),
            "startDate": _start(event.date),
            "endDate": _end(event.date),
            "location": place and (place.name or place.text),
            "country": place.country.lower() if place and place.country else None,
            "involved": [_id("Organization", actor.id or "") for actor in event.actors if _is_group(actor)],
            "notes": [about, *tolls],
        },
    )


def _documentation(model: Any, told: SharedClaim, event: SharedEvent) -> Any:
    return _made(
        model,
        "Documentation",
        told.claim.id,
        {
            "document": _id("Article", told.report.id),
            "entity": _id("Event", event.event.id),
            "role": f"{told.claim.event_type} ({told.claim.modality})",
            "date": _ftm_date(told.report.published),
            "summary": told.quotation.text,
        },
    )


def _is_group(actor: Participant) -> bool:
    return actor.id is not None and not actor.private


def _ftm_date(text: str | None) -> str | None:
    """A date as FollowTheMoney writes it: its prefix where it is one date; an interval is none."""
    if text is None or "/" in text or not dates.is_edtf(text):
        return None
    return None if dates.parse(text).yearless else text.rstrip("~?%")


def _start(text: str | None) -> str | None:
    return _ftm_date(text.split("/")[0]) if text and "/" in text else None


def _end(text: str | None) -> str | None:
    return _ftm_date(text.split("/")[1]) if text and "/" in text else None
