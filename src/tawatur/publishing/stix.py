"""STIX 2.1: a bundle of incidents, the groups and places in them, and the reports they rest on.

A STIX incident is a name and a description; what was counted, when, and by how many independent chains it
is told are in a property extension of ours, whose schema travels in the bundle. Private persons are never
identities, and a party is an identity, never a threat actor, which would be a judgement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from typing import Any

from tawatur import codebook
from tawatur.authority.actors import by_id
from tawatur.codebook import crosswalk
from tawatur.publishing.extras import need
from tawatur.publishing.sharing import Share, SharedClaim, SharedEvent
from tawatur.publishing.stable import identifier, last_published
from tawatur.publishing.tables import Options, stated
from tawatur.record import Participant, Place, Tally

_TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
_TLP = {
    "TLP:CLEAR": "94868c89-83c2-464b-929b-a1a8aa3c8487",
    "TLP:GREEN": "bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "TLP:AMBER": "55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "TLP:AMBER+STRICT": "939a9414-2ddd-4d32-a0cd-375ea402b003",
    "TLP:RED": "e828b379-4e03-4974-9ac4-e53a884c97c1",
}
EXTENSION = f"extension-definition--{identifier('stix', 'armed-event', '1')}"
"""The identifier of our extension of incidents."""

_ISSUED = datetime(2025, 1, 1)
# STIX 2.1, appendix A: None / Low / Medium / High is 0 / 15 / 50 / 85.
_SCALE = (
    "None/Low/Med/High of STIX 2.1: 15 one independent chain, or reported as suspected or claimed; 50 two chains; "
    "85 three or more and no figures that contradict each other"
)
_CITED = 20


def write(share: Share, options: Options) -> Iterator[bytes]:
    """Yield the bundle, an object a line. Raises `MissingExtra` without stix2."""
    del options
    yield b'{"type":"bundle","id":"bundle--' + identifier("stix", "bundle", share.profile.digest).encode()
    yield b'","objects":[\n'
    for number, made in enumerate(_Bundle(need("stix2"), share).objects()):
        yield (b",\n" if number else b"") + made.serialize(ensure_ascii=False).encode("utf-8")
    yield b"\n]}\n"


class _Bundle:
    """The objects of one bundle, each once."""

    def __init__(self, stix: Any, share: Share) -> None:
        self._stix = stix
        self._share = share
        self._seen: set[str] = set()
        self._listed: list[str] = []
        self._left: Counter[str] = Counter()
        self._maker = f"identity--{identifier('stix', 'tawatur')}"

    def objects(self) -> Iterator[Any]:
        yield from self._new(iter([self._marking(self._share.tlp)]))
        yield self._stix.Identity(
            id=self._maker, created=_ISSUED, modified=_ISSUED, name="Tawatur", identity_class="system"
        )
        yield self._definition()
        for told in self._share.events():
            yield from self._new(self._event(told))
        yield self._report()

    def _new(self, made: Iterator[Any]) -> Iterator[Any]:
        for one in made:
            if one.id not in self._seen:
                self._seen.add(one.id)
                if one.type not in ("marking-definition", "language-content"):
                    self._listed.append(one.id)
                yield one

    def _event(self, told: SharedEvent) -> Iterator[Any]:
        kind = told.event.event_type
        found = crosswalk(kind, "stix", told.mode) if codebook.is_event_type(kind) else None
        wanted = found.codes[0] if found and found.codes else ""
        if wanted not in ("incident", "note", "report", "opinion"):
            self._left[kind] += 1
            return
        yield self._marking(told.tlp)
        yield from self._around(told, "incident" if wanted == "incident" else "note")

    def _around(self, told: SharedEvent, kind: str) -> Iterator[Any]:
        common = self._common(told, kind)
        places = list(self._places(told))
        actors = [self._actor(actor) for actor in told.event.actors if _is_group(actor)]
        yield from places
        yield from actors
        if kind == "incident":
            extension = {**_extension(told), "location_refs": [place.id for place in places]}
            made = self._stix.Incident(
                **common,
                name=told.event.label["en"],
                description=_words(told),
                extensions={EXTENSION: {key: value for key, value in extension.items() if value not in ([], None)}},
            )
        else:
            about = [place.id for place in places] + [actor.id for actor in actors]
            made = self._stix.Note(
                **common, abstract=told.event.label["en"], content=_words(told), object_refs=about or [self._maker]
            )
        yield made
        yield self._arabic(made, told)
        if kind == "incident":
            for actor, role in zip(actors, [a.role for a in told.event.actors if _is_group(a)], strict=True):
                yield self._tie(made, actor.id, role, told)
            for place in places:
                yield self._tie(made, place.id, "place", told)

    def _common(self, told: SharedEvent, kind: str) -> dict[str, Any]:
        made = last_published(told.reports)
        return {
            "id": f"{kind}--{identifier('stix', told.event.id)}",
            "created_by_ref": self._maker,
            "created": made,
            "modified": made,
            "lang": "en",
            "confidence": confidence(told),
            "external_references": [_reference(claim) for claim in told.claims[:_CITED]],
            "object_marking_refs": [f"marking-definition--{_TLP[told.tlp]}"],
        }

    def _arabic(self, made: Any, told: SharedEvent) -> Any:
        name = "name" if made.type == "incident" else "abstract"
        return self._stix.LanguageContent(
            id=f"language-content--{identifier('stix', 'ar', told.event.id)}",
            created_by_ref=self._maker,
            created=made.created,
            modified=made.modified,
            object_ref=made.id,
            object_modified=made.modified,
            contents={"ar": {name: told.event.label["ar"]}},
            object_marking_refs=made.object_marking_refs,
        )

    def _places(self, told: SharedEvent) -> Iterator[Any]:
        place = told.event.place
        if place is None or not (place.country or place.lat is not None):
            return
        point = {"latitude": place.lat, "longitude": place.lon} if place.lat is not None else {}
        yield self._stix.Location(
            id=f"location--{identifier('stix', 'place', *_place_key(place))}",
            created_by_ref=self._maker,
            created=_ISSUED,
            modified=_ISSUED,
            name=place.name or place.text or place.country,
            object_marking_refs=[f"marking-definition--{_TLP[self._share.tlp]}"],
            **({"country": place.country} if place.country else {}),
            **point,
        )

    def _actor(self, actor: Participant) -> Any:
        found = by_id(actor.id) if actor.id else None
        armed = found is not None and found.kind == "armed_group"
        return self._stix.Identity(
            id=f"identity--{identifier('stix', 'actor', actor.id or actor.text)}",
            created_by_ref=self._maker,
            created=_ISSUED,
            modified=_ISSUED,
            name=actor.name or actor.text,
            identity_class="group" if armed else "organization",
            object_marking_refs=[f"marking-definition--{_TLP[self._share.tlp]}"],
        )

    def _tie(self, made: Any, target: str, role: str, told: SharedEvent) -> Any:
        return self._stix.Relationship(
            id=f"relationship--{identifier('stix', told.event.id, target, role)}",
            created_by_ref=self._maker,
            created=made.created,
            modified=made.modified,
            relationship_type="related-to",
            source_ref=made.id,
            target_ref=target,
            description=f"{role} ({told.event.modality})" if role != "place" else role,
            object_marking_refs=made.object_marking_refs,
        )

    def _marking(self, tlp: str) -> Any:
        level = tlp.removeprefix("TLP:").lower()
        return self._stix.MarkingDefinition(
            id=f"marking-definition--{_TLP[tlp]}",
            created="2022-10-01T00:00:00.000Z",
            name=tlp,
            extensions={_TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": level}},
        )

    def _definition(self) -> Any:
        schema = files("tawatur.publishing").joinpath("schemas/stix-armed-event.json").read_text("utf-8")
        return self._stix.ExtensionDefinition(
            id=EXTENSION,
            created_by_ref=self._maker,
            created=_ISSUED,
            modified=_ISSUED,
            name="Armed event: physical violence and casualties",
            description="What was counted at an incident, by whom, and how many independent chains tell it.",
            schema=" ".join(schema.split()),
            version="1.0.0",
            extension_types=["property-extension"],
        )

    def _report(self) -> Any:
        left = "; ".join(f"{kind} ({count})" for kind, count in sorted(self._left.items()))
        about = f" Left out, because STIX 2.1 has no object for them: {left}." if left else ""
        made = last_published(self._share.reports())
        return self._stix.Report(
            id=f"report--{identifier('stix', 'report', self._share.profile.digest)}",
            created_by_ref=self._maker,
            created=made,
            modified=made,
            name="Events of a Tawatur case",
            description=f"{self._share.tlp}. Confidence: {_SCALE}.{about}",
            published=made,
            report_types=["threat-report"],
            object_refs=[*self._listed, self._maker] if self._listed else [self._maker],
            object_marking_refs=[f"marking-definition--{_TLP[self._share.tlp]}"],
        )


def confidence(told: SharedEvent) -> int:
    """How well an event is attested, on the scale stated in every bundle."""
    contradicted = any(tally.contradiction for tally in told.event.figures.values())
    if told.event.chains < 2 or told.event.modality != "asserted":
        return 15
    return 85 if told.event.chains > 2 and not contradicted else 50


def _extension(told: SharedEvent) -> dict[str, Any]:
    event = told.event
    return {
        "extension_type": "property-extension",
        "event_id": event.id,
        "event_type": event.event_type,
        "modality": event.modality,
        "date": event.date,
        "chains": event.chains,
        "reports": len(told.reports),
        "confidence_scale": _SCALE,
        "contradictions": [name for name in sorted(event.figures) if event.figures[name].contradiction],
        "casualties": [_casualties(name, event.figures[name]) for name in sorted(event.figures)],
    }


def _casualties(measure: str, tally: Tally) -> dict[str, Any]:
    bounds = {name: getattr(tally, name) for name in ("low", "best", "high") if getattr(tally, name) is not None}
    values = [
        {
            "stated": stated(value),
            "chains": value.chains,
            **({"said_by": list(value.said_by)} if value.said_by else {}),
            **({"through": list(value.through)} if value.through else {}),
        }
        for value in tally.values
    ]
    return {"measure": measure, **bounds, "rule": tally.rule, "values": values}


def _reference(told: SharedClaim) -> dict[str, str]:
    """A citation: who published the words, when, and the words."""
    report = told.report
    cited = ", ".join(filter(None, (report.title, report.published)))
    found = {"source_name": report.publisher or report.id, "external_id": told.claim.id}
    words = f"«{told.quotation.text}»" if told.quotation.text else ""
    if text := " ".join(filter(None, (cited, words))):
        found["description"] = text
    return {**found, "url": report.address} if report.address else found


def _words(told: SharedEvent) -> str:
    chains = told.event.chains
    tolls = [f"{name} {tally.low}/{tally.best}/{tally.high}" for name, tally in sorted(told.event.figures.items())]
    basis = "One independent chain of sources." if chains == 1 else f"{chains} independent chains of sources."
    return " ".join([f"{told.event.label['en']}.", *(f"{toll} (low/best/high)." for toll in tolls), basis])


def _is_group(actor: Participant) -> bool:
    return actor.id is not None and not actor.private


def _place_key(place: Place) -> tuple[str, ...]:
    return (str(place.geonames or ""), place.country or "", place.name or place.text, str(place.lat), str(place.lon))
