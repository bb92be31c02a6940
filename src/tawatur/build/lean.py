"""Claims as light as comparing them allows.

All claims of a case are in memory at once while they are compared. The same names, dates, digests and
reasons return in thousands of them, and decoding makes each anew; here equal values become one value. What
only explains a claim, and no comparison reads, stays on disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from tawatur.record import Claim, Figure, Participant, Place, Voice

T = TypeVar("T")


class Shared:
    """Equal values as one value."""

    def __init__(self) -> None:
        self._words: dict[str, Any] = {}
        self._known: dict[Any, Any] = {}

    def __call__(self, value: T) -> T:
        """The first value that was equal to this one and of its type."""
        if type(value) is str:  # most are, and need no key beside themselves
            word: T = self._words.setdefault(str(value), value)
            return word
        known: T = self._known.setdefault((type(value), value), value)
        return known


def lean(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims without what explains them, equal values shared."""
    share = Shared()
    for claim in claims:
        yield _claim(claim, share)


def _claim(claim: Claim, share: Shared) -> Claim:
    place = _place(claim.place, share) if claim.place else None
    places = tuple(place if item == claim.place and place else _place(item, share) for item in claim.places)
    return Claim(
        id=claim.id,
        document=share(claim.document),
        sha256=share(claim.sha256),
        span=share(claim.span),
        quote=claim.quote,
        trigger=share(claim.trigger),
        event_type=share(claim.event_type),
        family=share(claim.family),
        modality=claim.modality,
        mode=share(claim.mode),
        date=share(claim.date),
        date_reason=share(claim.date_reason),
        place=place,
        places=share(places),
        actors=tuple(_participant(actor, share) for actor in claim.actors),
        figures=tuple(_figure(figure, share) for figure in claim.figures),
        attribution=tuple(_voice(voice, share) for voice in claim.attribution),
        continues=share(claim.continues),
        publisher=share(claim.publisher),
        published=share(claim.published),
    )


def _place(place: Place, share: Shared) -> Place:
    return share(
        Place(
            text=share(place.text),
            span=share(place.span),
            name=share(place.name),
            country=share(place.country),
            geonames=share(place.geonames),
            lat=share(place.lat),
            lon=share(place.lon),
            precision=share(place.precision),
            reason=share(place.reason),
        )
    )


def _participant(actor: Participant, share: Shared) -> Participant:
    return share(
        Participant(
            role=share(actor.role),
            text=share(actor.text),
            span=share(actor.span),
            id=share(actor.id),
            name=share(actor.name),
            private=actor.private,
            reason=share(actor.reason),
        )
    )


def _figure(figure: Figure, share: Shared) -> Figure:
    return Figure(
        measure=share(figure.measure),
        op=figure.op,
        value=figure.value,
        unit=share(figure.unit),
        text=share(figure.text),
        span=share(figure.span),
        counted=share(figure.counted),
        part_of=share(figure.part_of),
        period=share(figure.period),
        vague=figure.vague,
        low=figure.low,
        high=figure.high,
    )


def _voice(voice: Voice, share: Shared) -> Voice:
    return Voice(
        role=share(voice.role),
        text=share(voice.text),
        span=share(voice.span),
        id=share(voice.id),
        name=share(voice.name),
    )
