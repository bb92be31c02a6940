"""What a worker hands over for one input, packed so that the writer only has to store it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from tawatur.record import Claim, Document, Event, Passage, Rejected

Row = dict[str, Any]

_json = msgspec.json.Encoder()
_claim = msgspec.json.Decoder(Claim)
_event = msgspec.json.Decoder(Event)
_COMPRESSION = "zlib"


class IndexedPassage(NamedTuple):
    """A passage and the words it is found by, folded, separated by spaces."""

    passage: Passage
    words: str


class ReadDocument(NamedTuple):
    """One document and its claims, as rows of the case."""

    sha256: str
    path: str
    document: Row
    original: Row
    passages: tuple[tuple[int, int, str, str], ...]
    claims: tuple[Row, ...]


class Reading(NamedTuple):
    """All that one input gave: documents, or the reasons why not. Stored together or not at all.

    `file` is the path below the root and `name` the input: the file, or a block of a large one. `stamp`
    says what was read and by which reader.
    """

    name: str
    file: str
    stamp: str
    documents: tuple[ReadDocument, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def pack_document(
    document: Document,
    original: bytes,
    passages: Iterable[IndexedPassage],
    claims: Sequence[Claim],
    sketch: bytes,
) -> ReadDocument:
    """The rows of one document. `original` are the bytes it was read from, `sketch` is kept as given."""
    return ReadDocument(
        sha256=document.sha256,
        path=document.path,
        document=_document_row(document, sketch),
        original=original_row(document.sha256, original),
        passages=tuple((*item.passage.span, item.passage.kind, item.words) for item in passages),
        claims=tuple(_claim_row(claim) for claim in claims),
    )


def _document_row(document: Document, sketch: bytes) -> Row:
    return {
        "sha256": document.sha256,
        "title": document.title,
        "author": document.author,
        "publisher": document.publisher,
        "published": document.published,
        "language": document.language,
        "encoding": document.encoding,
        "media_type": document.media_type,
        "address": document.address,
        "tlp": document.tlp,
        "parts": to_json(document.parts),
        "notes": to_json(document.notes),
        "read_from": document.path,
        "sketch": sketch,
        "text": _storable(document.text),
    }


def original_row(sha256: str, content: bytes) -> Row:
    """The row that keeps the bytes a document was read from."""
    return {
        "sha256": sha256,
        "size": len(content),
        "compression": _COMPRESSION,
        "content": zlib.compress(content, 6),
    }


def _claim_row(claim: Claim) -> Row:
    return {
        "id": claim.id,
        "sha256": claim.sha256,
        "start": claim.span[0],
        "end": claim.span[1],
        "family": claim.family,
        "event_type": claim.event_type,
        "modality": claim.modality,
        "date": claim.date,
        "country": claim.place.country if claim.place else None,
        "value": to_json(claim),
    }


def event_row(event: Event) -> Row:
    """The row of one event."""
    return {
        "id": event.id,
        "event_type": event.event_type,
        "date": event.date,
        "country": event.place.country if event.place else None,
        "value": to_json(event),
    }


def to_json(value: object) -> str:
    """The JSON text of a value of ours."""
    return _json.encode(value).decode("utf-8")


def claim_from(value: str, path: str) -> Claim:
    """The claim of a row, with the path its document goes by now."""
    claim = _claim.decode(value)
    return claim if claim.document == path else msgspec.structs.replace(claim, document=path)


def event_from(value: str) -> Event:
    """The event of a row."""
    return _event.decode(value)


def decompress(content: bytes, compression: str) -> bytes:
    """The original bytes of a row of `originals`."""
    if compression != _COMPRESSION:
        raise ValueError(f"unknown compression {compression!r}")
    return zlib.decompress(content)


def _storable(text: str) -> str:
    # A lone surrogate cannot be written as UTF-8. Readers replace undecodable bytes, so there are none;
    # a text that has one all the same must not stop the build.
    return text.encode("utf-8", "replace").decode("utf-8")
