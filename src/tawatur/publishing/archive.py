"""The archive of a pack: a tar in which every byte is accounted for.

Members stand one after another under headers that hold nothing but name and size, so a header can be
made again from those and compared: a byte that was changed anywhere is found, and named by its member.
"""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tawatur.errors import CaseError

_BLOCK = 512
_PIECE = 1 << 20
_END = 2 * _BLOCK


class DamagedPack(CaseError):
    """A pack that is not what was packed: changed, cut short, or not a pack at all."""

    code = "pack-damaged"


class Member(NamedTuple):
    """A member of an archive: its name, where its bytes begin in the file, how many, and their SHA-256."""

    name: str
    start: int
    size: int
    sha256: str


def header(name: str, size: int) -> bytes:
    """The header of a member."""
    made = tarfile.TarInfo(name)
    made.size = size
    made.mode = 0o644
    return made.tobuf(tarfile.USTAR_FORMAT)


def padding(size: int) -> bytes:
    """The zeros after a member."""
    return bytes(-size % _BLOCK)


END = bytes(_END)
"""What an archive ends with."""


def members(path: Path) -> Iterator[Member]:
    """Every member of an archive in order, its bytes read and hashed.

    Raises:
        DamagedPack: a header, the space after a member, or the end is not as it was written.
    """
    try:
        with path.open("rb") as file:
            yield from _members(file, path)
    except OSError as error:
        raise DamagedPack("this pack cannot be read; give the path of a pack", subject=str(path)) from error


def _members(file: BinaryIO, path: Path) -> Iterator[Member]:
    before = "the beginning"
    while True:
        block = file.read(_BLOCK)
        if not any(block) and block:
            if block + file.read() != END:
                raise DamagedPack(f"the end of the pack, after {before}, was changed", subject=str(path))
            return
        name, size = _read_header(block, before, path)
        start = file.tell()
        digest = _hash(file, size, name, path)
        if file.read(len(padding(size))) != padding(size):
            raise DamagedPack(f"the space after {name} was changed", subject=str(path))
        before = name
        yield Member(name, start, size, digest)


def _read_header(block: bytes, before: str, path: Path) -> tuple[str, int]:
    try:
        found = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
        whole = block == header(found.name, found.size)
    except (tarfile.HeaderError, UnicodeError, ValueError) as error:
        raise DamagedPack(f"the header after {before} was changed or is none", subject=str(path)) from error
    if not whole:
        raise DamagedPack(f"the header of {found.name} was changed", subject=str(path))
    return found.name, found.size


def _hash(file: BinaryIO, size: int, name: str, path: Path) -> str:
    digest, left = hashlib.sha256(), size
    while left:
        piece = file.read(min(left, _PIECE))
        if not piece:
            raise DamagedPack(f"the pack ends inside {name}; copy it again", subject=str(path))
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest()
