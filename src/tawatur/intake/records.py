"""JSON and JSON Lines: records of reports, read through a mapping of their fields."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from tawatur.errors import EmptyInput, InputError, UnreadableInput
from tawatur.intake import copies, headerdates
from tawatur.intake.decoding import decode
from tawatur.intake.mapping import Mapping, guesses
from tawatur.intake.sources import Source
from tawatur.record import Document, Rejected

_NO_MAPPING = Mapping()
_AT = re.compile(r"\(byte (\d+)\)")
_TEXT_REMEDY = "name its field in a mapping file (text: FIELD)"
# Nothing printed before the press is a news report; a number outside is no date.
_EPOCH_RANGE = (0, 4_102_444_800)


def read_lines(source: Source, data: bytes) -> Iterator[Document | Rejected]:
    """The records of a block of JSON Lines; a line is `path#N`, N its number in the file."""
    lines = data.split(b"\n")
    for number, line in enumerate(lines, source.first):
        record = line.rstrip(b"\r")
        if number == 1:
            record = record.removeprefix(b"\xef\xbb\xbf")
        if record.strip():
            yield _record(source, f"{source.path}#{number}", record, f"line {number}")


def read_records(source: Source, data: bytes) -> Iterator[Document | Rejected]:
    """The records of a JSON file: a list, an object holding a list, or one object that is the record."""
    data = _utf8(data)
    found = _raw_records(source, data)
    if isinstance(found, bytes):
        yield _record(source, source.path, found, "the record")
        return
    if not found:
        raise EmptyInput("a JSON list without records; nothing was lost by leaving it out")
    for number, raw in enumerate(found, 1):
        yield _record(source, f"{source.path}#{number}", bytes(raw), f"record {number}")


def _utf8(data: bytes) -> bytes:
    """The file in UTF-8, which is what JSON is; other encodings are met all the same."""
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return data
    return decode(data).text.encode("utf-8", "surrogatepass")


def _raw_records(source: Source, data: bytes) -> bytes | list[msgspec.Raw]:
    if data.isspace() or not data:
        raise EmptyInput("the file is empty; nothing was lost by leaving it out")
    try:
        if data.lstrip()[:1] == b"[":
            return msgspec.json.decode(data, type=list[msgspec.Raw])
        fields = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        for name in _names(source, "records"):
            if name.partition(".")[0] in fields:
                inner = _inner(fields, name)
                if inner is not None:
                    return inner
    except msgspec.DecodeError as error:
        raise UnreadableInput(_broken(data, error)) from error
    except RecursionError as error:
        raise UnreadableInput("JSON nested too deep to be records of reports; check what wrote the file") from error
    return data.strip()


def _inner(fields: dict[str, msgspec.Raw], name: str) -> list[msgspec.Raw] | None:
    head, _, rest = name.partition(".")
    raw = fields.get(head)
    if raw is None:
        return None
    try:
        if rest:
            return _inner(msgspec.json.decode(raw, type=dict[str, msgspec.Raw]), rest)
        return msgspec.json.decode(raw, type=list[msgspec.Raw])
    except msgspec.ValidationError:
        return None


def _broken(data: bytes, error: msgspec.DecodeError) -> str:
    """What is wrong and on which line of the file."""
    at = _AT.search(str(error))
    position = int(at.group(1)) if at else len(data)
    line = data.count(b"\n", 0, position) + 1
    return f"not valid JSON: broken at line {line} ({error}); mend that line or save it as JSON Lines"


def _record(source: Source, path: str, data: bytes, where: str) -> Document | Rejected:
    try:
        return _document(source, path, data, where)
    except InputError as error:
        return Rejected(path=path, code=error.code, reason=error.message)


def _document(source: Source, path: str, data: bytes, where: str) -> Document:
    fields = _fields(data, where)
    text = _text(source, fields, where)
    facts = copies.study(text)
    published, date_note = _published(source, fields)
    return Document(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        title=_first(source, fields, "title") or facts.title,
        author=_first(source, fields, "author") or facts.author,
        publisher=_first(source, fields, "publisher") or facts.publisher,
        published=published or facts.published,
        language=facts.language,
        media_type="application/json",
        address=_first(source, fields, "address"),
        parts=facts.parts,
        notes=date_note or facts.notes,
    )


def _fields(data: bytes, where: str) -> dict[str, Any]:
    try:
        fields = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        fields = _rescued(data, where, error)
    if not isinstance(fields, dict):
        raise UnreadableInput(f"{where} is not a JSON object; each record names its fields")
    return fields


def _rescued(data: bytes, where: str, error: Exception) -> Any:
    """A line in another encoding than UTF-8 is decoded first; anything else is refused."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return msgspec.json.decode(decode(data).text.encode("utf-8", "replace"))
        except (msgspec.DecodeError, RecursionError) as again:
            error = again
    raise UnreadableInput(f"not valid JSON at {where} ({error}); mend or remove it") from error


def _text(source: Source, fields: dict[str, Any], where: str) -> str:
    for name in _names(source, "text"):
        value = _value(fields, name)
        if isinstance(value, list):
            value = "\n".join(str(item) for item in value if isinstance(item, str))
        if isinstance(value, str) and value.strip():
            if len(value) > source.limits.text:
                raise UnreadableInput(f"{where} has a text of {len(value):,} characters; split it into its reports")
            return value
    raise EmptyInput(f"{where} has no text in any field we look at; {_TEXT_REMEDY}")


def _names(source: Source, meaning: str) -> Sequence[str]:
    given: tuple[str, ...] = getattr(source.mapping or _NO_MAPPING, meaning)
    guessed: tuple[str, ...] = getattr(guesses(), meaning)
    return given or guessed


def _value(fields: dict[str, Any], name: str) -> Any:
    if name in fields:
        return fields[name]
    head, _, rest = name.partition(".")
    inner = fields.get(head)
    return _value(inner, rest) if rest and isinstance(inner, dict) else None


def _first(source: Source, fields: dict[str, Any], meaning: str) -> str | None:
    for name in _names(source, meaning):
        value = _value(fields, name)
        if isinstance(value, list):
            value = ", ".join(item for item in value if isinstance(item, str))
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _published(source: Source, fields: dict[str, Any]) -> tuple[str | None, tuple[str, ...]]:
    for name in _names(source, "date"):
        value = _value(fields, name)
        if isinstance(value, str) and value.strip():
            found = headerdates.first_date(value[:200])
            if found:
                return found.edtf, (f"published from the field {name}: {value.strip()[:40]}",)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            edtf = _from_epoch(value)
            if edtf:
                return edtf, (f"published from the field {name}: {value}",)
    return None, ()


def _from_epoch(value: float) -> str | None:
    """Seconds or milliseconds since 1970, in UTC; a four-digit number is a year."""
    if 1900 <= value <= 2100 and value == int(value):
        return f"{int(value):04d}"
    seconds = value / 1000 if value > _EPOCH_RANGE[1] else value
    if not 1e8 <= seconds <= _EPOCH_RANGE[1]:
        return None
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
