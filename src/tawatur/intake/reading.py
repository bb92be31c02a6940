"""From a source to documents: a pure function of the bytes, run in worker processes."""

from __future__ import annotations

import hashlib

from tawatur.errors import InputError
from tawatur.intake import copies, records
from tawatur.intake.decoding import decode
from tawatur.intake.opening import content
from tawatur.intake.sources import Source
from tawatur.record import Document, Rejected


def read(source: Source) -> tuple[Document | Rejected, ...]:
    """Read one source: one document, or one for each of its records; what cannot be read says why.

    Raises nothing for bad input: each thing that cannot be read is a `Rejected` naming its path, the
    code of the error (see `tawatur.errors`, and `unsupported`) and the reason with its remedy.
    """
    if source.refusal is not None:
        return (source.refusal,)
    try:
        data = content(source)
        if source.kind == "lines":
            return tuple(records.read_lines(source, data))
        if source.kind == "records":
            return tuple(records.read_records(source, data))
        return (_page(source, data) if source.kind == "page" else _text(source, data),)
    except InputError as error:
        return (Rejected(path=source.path, code=error.code, reason=error.message),)


def _text(source: Source, data: bytes) -> Document:
    decoded = decode(data)
    facts = copies.study(decoded.text)
    return Document(
        path=source.path,
        sha256=hashlib.sha256(data).hexdigest(),
        text=decoded.text,
        title=facts.title,
        author=facts.author,
        publisher=facts.publisher,
        published=facts.published,
        language=facts.language,
        encoding=decoded.encoding,
        media_type="text/plain",
        parts=facts.parts,
        notes=decoded.notes + facts.notes,
    )


def _page(source: Source, data: bytes) -> Document:
    from tawatur.intake import pages  # trafilatura takes a third of a second to import

    return pages.read_page(source.path, data)
