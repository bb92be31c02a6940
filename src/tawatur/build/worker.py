"""What is done with one input, in whichever process: read it, extract its claims, pack them for the case."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import NamedTuple

import msgspec

from tawatur import __version__
from tawatur.build.words import passages
from tawatur.casefile import ReadDocument, Reading, pack_document
from tawatur.errors import TawaturError
from tawatur.extraction import Extractor, default_extractor
from tawatur.intake import Source, read
from tawatur.intake.opening import content
from tawatur.reconciliation import sketch
from tawatur.record import Document, Rejected

INTERNAL = "internal"
"""The code of an input that met a defect of this program rather than one of its own."""

_BLOCK = 1 << 20


class Task(NamedTuple):
    """One input to read, and the stamp it is stored under."""

    source: Source
    stamp: str


@cache
def extractor() -> Extractor:
    """The extractor of this process, loaded once."""
    return default_extractor()


def reader() -> str:
    """The version of everything that decides what a document is and claims."""
    return f"tawatur/{__version__} {extractor().version}"


def name(source: Source) -> str:
    """The name of an input: its path, with the first line of the block where it is cut into blocks."""
    return f"{source.path}#{source.first}-" if source.kind == "lines" else source.path


def stamp(source: Source, version: str) -> str:
    """What would be read, by which reader: equal stamps mean that nothing need be read again.

    Empty where the input cannot even be opened; such a one is tried again every time.
    """
    if source.refusal is not None:
        return f"{version} refused {source.refusal.code} {source.refusal.reason}"
    try:
        mapping = msgspec.json.encode(source.mapping).decode() if source.mapping else ""
        return f"{version} {source.kind} {_content_mark(source)} {mapping}".rstrip()
    except OSError:
        return ""


def work(task: Task) -> Reading:
    """Read one input. Bad input comes back with its reason; nothing is raised."""
    try:
        return _work(task)
    except TawaturError as error:
        return _refused(task, error.code, error.message, task.stamp)
    except Exception as error:  # noqa: BLE001
        # The one boundary where anything is caught: a defect met in one report must not cost the others.
        # It is told from a bad report by its code, keeps its type and message, and is tried again next time.
        return _refused(task, INTERNAL, f"{type(error).__name__}: {error}; please report this", "")


def _work(task: Task) -> Reading:
    source = task.source
    found = read(source)
    documents = [item for item in found if isinstance(item, Document)]
    originals = _originals(source, documents)
    return Reading(
        name=name(source),
        file=source.path,
        stamp=task.stamp,
        documents=tuple(_pack(document, originals.get(document.sha256, b"")) for document in documents),
        rejected=tuple(item for item in found if isinstance(item, Rejected)),
    )


def _pack(document: Document, original: bytes) -> ReadDocument:
    claims = extractor().extract(document)
    return pack_document(document, original, passages(document), claims, msgspec.json.encode(sketch(document)))


def _refused(task: Task, code: str, reason: str, kept: str) -> Reading:
    rejected = Rejected(path=task.source.path, code=code, reason=reason)
    return Reading(name=name(task.source), file=task.source.path, stamp=kept, rejected=(rejected,))


def _originals(source: Source, documents: list[Document]) -> dict[str, bytes]:
    """The bytes each document was read from, by their SHA-256."""
    if not documents:
        return {}
    data = content(source)
    wanted = {document.sha256 for document in documents}
    whole = hashlib.sha256(data).hexdigest()
    if wanted == {whole}:
        return {whole: data}
    pieces = data.split(b"\n") if source.kind == "lines" else _records(data)
    found = {}
    for piece in pieces:
        for record in (piece, piece.strip(), piece.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r")):
            digest = hashlib.sha256(record).hexdigest()
            if digest in wanted:
                found[digest] = record
                break
    return found


def _records(data: bytes, depth: int = 4) -> list[bytes]:
    """The records of a JSON file as they stand in it: the items of its lists, and the objects around them."""
    try:
        return [bytes(item) for item in msgspec.json.decode(data, type=list[msgspec.Raw])]
    except msgspec.DecodeError:
        pass
    try:
        fields = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except msgspec.DecodeError:
        return []
    inner = [record for raw in fields.values() for record in _records(bytes(raw), depth - 1)] if depth else []
    return [data, *inner]


def _content_mark(source: Source) -> str:
    if source.packed is not None:
        packed = source.packed
        return f"zip:{packed.crc:08x}:{packed.size}:{source.start}-{source.end}"
    digest = hashlib.sha256()
    with open(source.file, "rb") as file:
        file.seek(source.start)
        left = source.end - source.start if source.kind == "lines" else None
        while piece := file.read(_BLOCK if left is None else min(_BLOCK, left)):
            digest.update(piece)
            left = None if left is None else left - len(piece)
    return digest.hexdigest()
