"""MISP: an event of the exchange format for each event of the case, with objects of our own templates.

MISP has no object for casualties; ours (`misp_objects/`) are in the form MISP's own are, and can be copied into an
instance. Private persons are no attributes, and nothing is marked for detection.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import msgspec

from tawatur import dates
from tawatur.publishing.extras import need
from tawatur.publishing.sharing import Share, SharedClaim, SharedEvent
from tawatur.publishing.stable import identifier, last_published
from tawatur.publishing.tables import Options, stated

_ORGANISATION_ONLY, _COMMUNITY, _ALL = 0, 1, 3
_DISTRIBUTION = {"TLP:CLEAR": _ALL, "TLP:GREEN": _COMMUNITY}
_FINISHED, _UNDEFINED = 2, 4
_encoder = msgspec.json.Encoder()


def write(share: Share, options: Options) -> Iterator[bytes]:
    """Yield `{"response": [{"Event": ...}, ...]}`, an event a line. Raises `MissingExtra` without pymisp."""
    del options
    misp = need("pymisp")
    yield b'{"response":['
    with as_file(files("tawatur.publishing").joinpath("misp_objects")) as templates:
        for number, told in enumerate(share.events()):
            made = _event(misp, told, Path(templates))
            yield (b",\n" if number else b"\n") + _encoder.encode({"Event": msgspec.json.decode(made.to_json())})
    yield b"\n]}\n"


def _event(misp: Any, told: SharedEvent, templates: Path) -> Any:
    event = told.event
    made = misp.MISPEvent()
    at = last_published(told.reports)
    made.from_dict(
        uuid=identifier("misp", event.id),
        info=event.label["en"],
        date=_day(event.date) or at.date().isoformat(),
        timestamp=int(at.timestamp()),
        distribution=_DISTRIBUTION.get(told.tlp, _ORGANISATION_ONLY),
        threat_level_id=_UNDEFINED,
        analysis=_FINISHED,
        published=False,
    )
    for tag in _tags(told):
        made.add_tag(tag)
    filler = _Filler(misp, at, templates, event.id)
    made.add_object(filler.object("armed-event", "0", _about(told)))
    for measure in sorted(event.figures):
        made.add_object(filler.object("casualties", measure, _casualties(told, measure)))
    for claim in told.claims:
        made.add_object(filler.object("news-media", claim.claim.id, _citation(claim), ours=False))
    return made


class _Filler:
    """Objects whose identifiers and times are the same from run to run."""

    def __init__(self, misp: Any, at: datetime, templates: Path, event: str) -> None:
        self._misp = misp
        self._at = int(at.timestamp())
        self._templates = templates
        self._event = event

    def object(self, name: str, key: str, values: list[tuple[str, Any]], *, ours: bool = True) -> Any:
        where = {"misp_objects_path_custom": str(self._templates)} if ours else {}
        made = self._misp.MISPObject(name, strict=True, **where)
        made.uuid = identifier("misp", self._event, name, key)
        made.timestamp = self._at
        for number, (relation, value) in enumerate(values):
            added = made.add_attribute(relation, value=value)
            if added is not None:
                added.uuid = identifier("misp", self._event, name, key, relation, str(number))
                added.timestamp = self._at
        return made


def _tags(told: SharedEvent) -> list[str]:
    return [told.tlp.lower(), f'tawatur:modality="{told.event.modality}"']


def _about(told: SharedEvent) -> list[tuple[str, Any]]:
    event, place = told.event, told.event.place
    where = (
        [
            ("place", place.name or place.text),
            ("country", place.country),
            ("latitude", place.lat),
            ("longitude", place.lon),
        ]
        if place is not None
        else []
    )
    actors = [("actor", f"{actor.role}: {actor.name or actor.text}") for actor in event.actors if actor.id]
    values = [
        ("event-id", event.id),
        ("event-type", event.event_type),
        ("date", event.date),
        ("modality", event.modality),
        *where,
        *actors,
        ("chains", event.chains),
        ("label-ar", event.label.get("ar")),
    ]
    return [(relation, value) for relation, value in values if value not in (None, "")]


def _casualties(told: SharedEvent, measure: str) -> list[tuple[str, Any]]:
    tally = told.event.figures[measure]
    bounds = [(name, getattr(tally, name)) for name in ("low", "best", "high")]
    said = [
        ("stated", "; ".join(filter(None, (stated(value), ", ".join(value.said_by), ", ".join(value.through)))))
        for value in tally.values
    ]
    return [
        ("measure", measure),
        *((name, bound) for name, bound in bounds if bound is not None),
        ("rule", tally.rule),
        *said,
        ("contradiction", tally.contradiction),
    ]


def _citation(told: SharedClaim) -> list[tuple[str, Any]]:
    report = told.report
    values = [
        ("title", report.title),
        ("source", report.publisher or report.id),
        ("url", report.address),
        ("content", told.quotation.text),
    ]
    return [(relation, value) for relation, value in values if value]


def _day(date: str | None) -> str | None:
    """The first day of a date, where it has one: MISP knows only days."""
    if date is None or not dates.is_edtf(date):
        return None
    parsed = dates.parse(date)
    return None if parsed.yearless or parsed.first.year < 2 else parsed.first.isoformat()
