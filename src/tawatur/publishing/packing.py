"""Packs: a whole case in one signed file, and back. The round trip is exact.

A pack is a tar: each table as gzipped JSON Lines, each report's original bytes, a manifest with the
SHA-256 of every member, and an Ed25519 signature of the manifest. It carries the originals, so it is a
working format: nobody is under a pseudonym in it, and its markings are checked.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, NamedTuple

import msgspec

from tawatur.casefile import Case, IndexedPassage
from tawatur.publishing import archive, signing
from tawatur.publishing.archive import DamagedPack, Member
from tawatur.publishing.tlp import CLEAR, LEVELS, MarkingBroken, Markings, Obstacle, over, strictest
from tawatur.record import Document, Value

Words = Callable[[Document], Iterable[IndexedPassage]]
FORM = "tawatur-pack/1"
_MANIFEST, _SIGNATURE = "manifest.json", "signature.json"
_PIECE = 1 << 20
_encoder = msgspec.json.Encoder()


class Manifest(Value, frozen=True, kw_only=True):
    """What a pack holds: its form and marking, the strictest of the case, and the SHA-256 of each member."""

    form: str
    tlp: str
    members: dict[str, str]


class Signature(Value, frozen=True, kw_only=True):
    """Who signed the manifest: public key and signature, base64."""

    key: str
    signature: str


class Packed(NamedTuple):
    """A pack that was written or verified."""

    tlp: str
    documents: int
    sha256: str
    fingerprint: str


def pack(case: Case, out: BinaryIO, signer: signing.Signer, ceiling: str = CLEAR, by: str = "") -> Packed:
    """Write a case as a pack and record it in the trail, outside the packed part of the trail.

    Raises:
        MarkingBroken: something is marked stricter than `ceiling`, what the receivers may see.
    """
    tlp = _marking(case, ceiling)
    writer = _Writer(out)
    for name, rows in case.dump():
        writer.rows(f"tables/{name}.jsonl.gz", rows)
    names = case.original_names()
    for sha256 in names:
        writer.add(f"originals/{sha256}.gz", gzipped(case.original(sha256) or b""))
    manifest = _encoder.encode(Manifest(form=FORM, tlp=tlp, members=writer.members))
    writer.add(_MANIFEST, manifest)
    signature = base64.b64encode(signer.sign(manifest)).decode()
    writer.add(
        _SIGNATURE, _encoder.encode(Signature(key=base64.b64encode(signer.public).decode(), signature=signature))
    )
    writer.write(archive.END)
    done = Packed(tlp, len(names), writer.digest.hexdigest(), signer.fingerprint)
    case.record(by or "owner", "packed", done.sha256, _encoder.encode(done._asdict()).decode())
    return done


def verify(path: Path) -> Packed:
    """Read every byte of a pack and check it against its signature.

    Raises:
        DamagedPack: a byte was changed; the message names the member it is in.
    """
    return _verified(path)[0]


def unpack(path: Path, address: str, words: Words, by: str = "") -> Packed:
    """Make at `address` the case a pack holds, after verifying it.

    Args:
        path: the pack.
        address: where the case is to be; there must be none.
        words: the passages of a document with the words they are found by.
        by: who unpacks.

    Raises:
        DamagedPack: a byte of the pack was changed.
        CaseError: there is something at `address`.
    """
    done, members = _verified(path)
    if Path(address).exists():
        raise DamagedPack("there is a file here; give the path of a case that is to be made", subject=address)
    with Case.open(address, create=True) as case, path.open("rb") as file:
        tables = ((_plain(member), _lines(file, member)) for member in members if member.name.startswith("tables/"))
        kept = (
            (_plain(member), _content(file, member)) for member in members if member.name.startswith("originals/")
        )
        case.load(tables, kept, words)
        case.record(by or "owner", "unpacked", done.sha256, _encoder.encode(done._asdict()).decode())
    return done


def gzipped(content: bytes) -> bytes:
    """The bytes in gzip, without the time."""
    press = _press()
    made: bytes = press.compress(content) + press.flush()
    return made


def _press() -> Any:
    return zlib.compressobj(6, zlib.DEFLATED, 31)


def _marking(case: Case, ceiling: str) -> str:
    markings = Markings(case.markings())
    found, obstacles = markings.case, list[Obstacle]()
    if over(found, ceiling):
        obstacles.append(Obstacle("case", "", "(all of it)", found))
    for report, claims in case.reports_lean():
        own = markings.document(report.sha256, report.tlp)
        told = strictest((own, *(markings.claim(claim.id, claim.tlp) for claim, _ in claims)))
        if over(told, ceiling):
            obstacles.append(Obstacle("document", report.sha256, report.path, told))
        found = strictest((found, told))
    if obstacles:
        raise MarkingBroken(ceiling, obstacles)
    return found


class _Writer:
    """Writes members one after another and remembers what they are."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.digest = hashlib.sha256()
        self.members: dict[str, str] = {}

    def write(self, piece: bytes) -> None:
        self._out.write(piece)
        self.digest.update(piece)

    def add(self, name: str, content: bytes) -> None:
        self.members[name] = hashlib.sha256(content).hexdigest()
        for piece in (archive.header(name, len(content)), content, archive.padding(len(content))):
            self.write(piece)

    def rows(self, name: str, rows: Iterable[dict[str, Any]]) -> None:
        """A table, through a file of its own: its size stands before it."""
        with TemporaryFile() as aside:
            press, digest = _press(), hashlib.sha256()
            for row in rows:
                _put(aside, digest, press.compress(_encoder.encode(row) + b"\n"))
            _put(aside, digest, press.flush())
            size = aside.tell()
            self.members[name] = digest.hexdigest()
            self.write(archive.header(name, size))
            aside.seek(0)
            while piece := aside.read(_PIECE):
                self.write(piece)
            self.write(archive.padding(size))


def _put(file: Any, digest: Any, piece: bytes) -> None:
    file.write(piece)
    digest.update(piece)


def _verified(path: Path) -> tuple[Packed, list[Member]]:
    members = list(archive.members(path))
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            whole.update(piece)
        manifest_bytes, signature = _signed(path, file, members)
    if not signing.holds(base64.b64decode(signature.key), base64.b64decode(signature.signature), manifest_bytes):
        raise DamagedPack(f"{_MANIFEST} is not what was signed: it, or its signature, was changed", subject=str(path))
    manifest = _decoded(manifest_bytes, Manifest, path, _MANIFEST)
    if manifest.form != FORM or manifest.tlp not in LEVELS:
        raise DamagedPack(f"this pack is of form {manifest.form}; this program reads {FORM}", subject=str(path))
    found = {member.name: member.sha256 for member in members[:-2]}
    for name in sorted(found.keys() | manifest.members.keys()):
        if found.get(name) != manifest.members.get(name):
            raise DamagedPack(f"{name} is not what was signed: it was changed, added or taken out", subject=str(path))
    count = sum(name.startswith("originals/") for name in found)
    public = base64.b64decode(signature.key)
    return Packed(manifest.tlp, count, whole.hexdigest(), signing.fingerprint(public)), members


def _signed(path: Path, file: BinaryIO, members: list[Member]) -> tuple[bytes, Signature]:
    if [member.name for member in members[-2:]] != [_MANIFEST, _SIGNATURE]:
        raise DamagedPack(
            f"{_MANIFEST} and {_SIGNATURE} are not at its end; this is no whole pack", subject=str(path)
        )
    manifest, signature = (_raw(file, member) for member in members[-2:])
    found = _decoded(signature, Signature, path, _SIGNATURE)
    # Text that decodes to the same key and signature would be another file that verifies.
    if _encoder.encode(found) != signature or not _canonical(found):
        raise DamagedPack(f"{_SIGNATURE} was changed", subject=str(path))
    return manifest, found


def _canonical(found: Signature) -> bool:
    try:
        return all(
            base64.b64encode(base64.b64decode(text, validate=True)).decode() == text
            for text in (found.key, found.signature)
        )
    except ValueError:
        return False


def _decoded(content: bytes, kind: Any, path: Path, name: str) -> Any:
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedPack(f"{name} was changed", subject=str(path)) from error


def _plain(member: Member) -> str:
    return member.name.partition("/")[2].removesuffix(".gz").removesuffix(".jsonl")


def _raw(file: BinaryIO, member: Member) -> bytes:
    file.seek(member.start)
    return file.read(member.size)


def _content(file: BinaryIO, member: Member) -> bytes:
    return gzip.decompress(_raw(file, member))


def _lines(file: BinaryIO, member: Member) -> Iterator[dict[str, Any]]:
    """The rows of a table, decompressed some at a time."""
    press, left, at = zlib.decompressobj(31), b"", 0
    while at < member.size:
        file.seek(member.start + at)
        piece = file.read(min(_PIECE, member.size - at))
        at += len(piece)
        *lines, left = (left + press.decompress(piece)).split(b"\n")
        yield from map(msgspec.json.decode, filter(None, lines))
