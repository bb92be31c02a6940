"""Small values of the nouns for the tests of the case: hand-made, every span true to its text."""

from __future__ import annotations

import hashlib

from tawatur.casefile import IndexedPassage, ReadDocument, Reading, pack_document
from tawatur.record import Claim, Document, Event, Figure, FigureValue, Passage, Place, Tally, claim_id

SENTENCE = "قتل ٣ أشخاص في انفجار بكابل"


def document(path: str = "a.txt", text: str = SENTENCE, **more: object) -> Document:
    """A document whose bytes are its text in UTF-8."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(path=path, sha256=sha256, text=text, publisher="صحيفة المثال", published="2024-01-05", **more)  # type: ignore[arg-type]


def claim(of: Document, start: int = 0, end: int | None = None, **more: object) -> Claim:
    """A claim on a span of a document, with one figure."""
    stop = len(of.text) if end is None else end
    given: dict[str, object] = {
        "event_type": "bombing",
        "family": "violence",
        "date": "2024-01-04",
        "place": Place(text="كابل", span=(0, 0), name="Kabul", country="AF"),
        "figures": (Figure(measure="killed", op="=", value=3, text="٣", span=(4, 5)),),
        "publisher": of.publisher,
        "published": of.published,
        "reason": "a test",
        **more,
    }
    return Claim(
        id=claim_id(of.sha256, (start, stop), str(given["family"])),
        document=of.path,
        sha256=of.sha256,
        span=(start, stop),
        quote=of.text[start:stop],
        trigger=(start, stop),
        **given,  # type: ignore[arg-type]
    )


def event(*claims: Claim, name: str = "evt_1", **more: object) -> Event:
    """An event of some claims."""
    given: dict[str, object] = {
        "event_type": claims[0].event_type,
        "family": claims[0].family,
        "date": claims[0].date,
        "place": claims[0].place,
        "actors": (),
        "figures": {"killed": tally(FigureValue(op="=", value=3, claims=(claims[0].id,), chains=1))},
        "chains": 1,
        "label": {"ar": "تفجير في كابل", "en": "Bombing in Kabul"},
        **more,
    }
    return Event(
        id=name,
        claims=tuple(item.id for item in claims),
        documents=tuple(sorted({item.sha256 for item in claims})),
        **given,  # type: ignore[arg-type]
    )


def tally(*values: FigureValue, **more: object) -> Tally:
    """A tally that states its first value."""
    first = values[0].value
    assert not isinstance(first, tuple)
    given: dict[str, object] = {"low": first, "best": first, "high": first, "rule": "latest-official", **more}
    return Tally(values=values, **given)  # type: ignore[arg-type]


def packed(of: Document, *claims: Claim, words: str | None = None) -> ReadDocument:
    """A document as a worker hands it over: one passage, found by the words of its text."""
    passage = IndexedPassage(Passage(span=(0, len(of.text))), of.text if words is None else words)
    return pack_document(of, of.text.encode("utf-8", "surrogatepass"), [passage], claims, b"{}")


def reading(*documents: ReadDocument, stamp: str = "1") -> Reading:
    """What one input gave, the input named after its first document."""
    return Reading(name=documents[0].path, file=documents[0].path, stamp=stamp, documents=documents)
