"""The bytes of a source: a file, a member of a zip, or a block of either, never more than its limits."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from tawatur.errors import OversizedInput, UnreadableInput
from tawatur.intake.sources import Packed, Source

_CHUNK = 1 << 18
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")


def content(source: Source) -> bytes:
    """The original bytes a source points to.

    Raises:
        UnreadableInput: the file cannot be opened, or the archive is damaged.
        OversizedInput: it is longer than it said it was.
    """
    try:
        with open(source.file, "rb") as stream:
            if source.packed:
                return _unpacked(source, source.packed, stream)
            return _plain(source, stream)
    except OSError as error:
        raise UnreadableInput(f"cannot be opened ({error.strerror}); check its permissions") from error


def _plain(source: Source, stream: BinaryIO) -> bytes:
    if source.kind == "lines":
        stream.seek(source.start)
        return stream.read(source.end - source.start)
    allowed = max(source.limits.json, source.limits.text, source.limits.page)
    data = stream.read(allowed + 1)
    if len(data) > allowed:
        raise OversizedInput(f"longer than the {allowed:,} bytes read at once; split it into its reports")
    return data


def _unpacked(source: Source, packed: Packed, stream: BinaryIO) -> bytes:
    start, end = (source.start, source.end) if source.kind == "lines" else (0, packed.size)
    parts: list[bytes] = []
    position = check = 0
    try:
        for piece in _inflate(packed, stream):
            check = zlib.crc32(piece, check)
            after = position + len(piece)
            if after > packed.size:
                raise OversizedInput("unpacks to more than it says it holds, as zip bombs do; unpack it by hand")
            if after > start:
                parts.append(piece[max(0, start - position) : end - position])
            position = after
            if position >= end and source.kind == "lines":
                break
    except zlib.error as error:
        raise UnreadableInput("the packed bytes are damaged; fetch the archive again") from error
    if source.kind != "lines" and (position != packed.size or check != packed.crc):
        raise UnreadableInput("the unpacked bytes do not match their checksum; fetch the archive again")
    return b"".join(parts)


def _inflate(packed: Packed, stream: BinaryIO) -> Iterator[bytes]:
    """Unpack one member from where it lies: reading the archive's directory for each would be quadratic."""
    stream.seek(packed.offset)
    header = stream.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or header[:4] != b"PK\x03\x04":
        raise UnreadableInput("the archive's directory points nowhere; fetch the archive again")
    *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    stream.seek(name_length + extra_length, 1)
    left = packed.packed
    machine = zlib.decompressobj(-15) if packed.method == zipfile.ZIP_DEFLATED else None
    while left > 0 and (piece := stream.read(min(_CHUNK, left))):
        left -= len(piece)
        if machine is None:
            yield piece
            continue
        while piece:
            # Bounded output: one packed chunk can hold a thousand times its size.
            yield machine.decompress(piece, 4 * _CHUNK)
            piece = machine.unconsumed_tail
    if machine is not None:
        yield machine.flush()
