"""From paths to sources: what there is to read, in a fixed order, before anything is read."""

from __future__ import annotations

import contextlib
import glob
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Literal, NamedTuple, TypeAlias

from tawatur.errors import UsageError
from tawatur.intake.limits import DEFAULT_LIMITS, Limits
from tawatur.intake.mapping import Mapping
from tawatur.record import Rejected, Value

Kind: TypeAlias = Literal["text", "page", "records", "lines", "refused"]

_KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".json": "records",
    ".jsonl": "lines",
    ".ndjson": "lines",
}
_TAKEN = "tawatur reads .txt, .html, .json, .jsonl and .zip"
_JUNK = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


class Packed(Value, frozen=True):
    """Where a zip member's packed bytes lie: enough to unpack it without the archive's directory."""

    offset: int
    packed: int
    size: int
    method: int
    crc: int


class Source(Value, frozen=True):
    """A pointer to something to read: light, picklable, nothing loaded.

    Attributes:
        path: the path its document will carry, relative to the given folder. For `records` and `lines`
            it is the container's path, and each document adds `#N`.
        file: the file on this machine.
        kind: how it is to be read; `refused` carries its `refusal` and is not read at all.
        packed: the member of a zip, or None for a plain file.
        first: for `lines`, the number of the first line (from 1).
        start, end: for `lines`, the bytes of the block in the (unpacked) file.
        mapping: which fields of a record mean what, when the caller said so.
        limits: how much may be read.
    """

    path: str
    file: str
    kind: Kind
    packed: Packed | None = None
    first: int = 1
    start: int = 0
    end: int = 0
    mapping: Mapping | None = None
    refusal: Rejected | None = None
    limits: Limits = DEFAULT_LIMITS


class _Found(NamedTuple):
    path: str
    file: str
    problem: tuple[str, str] | None


def sources(
    paths: Sequence[Path], *, mapping: Mapping | None = None, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Source]:
    """Yield what there is to read below `paths`, ordered by document path, each file once.

    A path may be a file, a folder (walked), a glob pattern or a zip. Document paths are relative to the
    one folder given (a single file: its name), or to the common parent of several. Files whose name
    begins with a dot are passed over; any other file we cannot read is yielded with its refusal.

    Raises:
        UsageError: a path does not exist, or a pattern matches nothing.
    """
    roots = [root for path in paths for root in _roots(Path(path))]
    if not roots:
        raise UsageError("no path was given: name a file, a folder, a pattern or a zip")
    base = _common(roots)
    found: dict[str, _Found] = {}
    for root, _ in roots:
        for item in _walk(root, base):
            found.setdefault(item.path, item)
    for path in sorted(found):
        yield from _sources_of(found[path], mapping, limits)


def _roots(path: Path) -> list[tuple[Path, Path]]:
    """The paths meant by `path`, each with the folder its document paths are relative to."""
    absolute = Path(os.path.abspath(path))
    if absolute.is_dir():
        return [(absolute, absolute)]
    if os.path.lexists(absolute):
        return [(absolute, absolute.parent)]
    if not glob.has_magic(str(path)):
        raise UsageError("no such file or folder; check the spelling", subject=str(path))
    matches = sorted(glob.glob(str(absolute), recursive=True))
    if not matches:
        raise UsageError("the pattern matches nothing; quote it, and check the folder", subject=str(path))
    fixed = _fixed_part(absolute)
    return [(Path(match), fixed) for match in matches]


def _fixed_part(pattern: Path) -> Path:
    fixed = Path(pattern.anchor)
    for part in pattern.parts[1:]:
        if glob.has_magic(part):
            break
        fixed /= part
    return fixed


def _common(roots: Sequence[tuple[Path, Path]]) -> Path:
    try:
        return Path(os.path.commonpath([str(folder) for _, folder in roots]))
    except ValueError as error:  # different drives
        raise UsageError("the paths have no folder in common; build them one at a time") from error


def _walk(root: Path, base: Path) -> Iterator[_Found]:
    if not root.is_dir():
        yield _examine(str(root), str(base), None)
        return
    home = os.path.realpath(root)
    pending = [str(root)]
    while pending:
        folder = pending.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            problem = ("unreadable", f"the folder cannot be opened ({error.strerror}); check its permissions")
            yield _Found(_below(folder, str(base)), folder, problem)
            continue
        for entry in entries:
            if _passed_over(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
            elif not (entry.is_symlink() and entry.is_dir() and _inside(entry.path, home)):
                # A link to a folder inside is passed over: what it shows is read under its own name.
                yield _examine(entry.path, str(base), home)


def _passed_over(name: str) -> bool:
    return name.startswith(".") or name.lower() in _JUNK


def _inside(path: str, home: str) -> bool:
    real = os.path.realpath(path)
    return real == home or real.startswith(home.rstrip(os.sep) + os.sep)


def _examine(path: str, base: str, home: str | None) -> _Found:
    """Look at one file without opening it. `home` is the folder it may not leave, if it was walked to."""
    below = _below(path, base)
    if home is not None and os.path.islink(path) and not _inside(path, home):
        reason = "a link that leaves the given folder is not followed; give its target as a path of its own"
        return _Found(below, path, ("forbidden", reason))
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        return _Found(below, path, ("unreadable", f"cannot be looked at ({error.strerror}); check the link or disk"))
    if not stat.S_ISREG(mode):
        return _Found(below, path, ("unsupported", f"not a file that holds text; {_TAKEN}"))
    return _Found(below, path, None)


def _below(path: str, base: str) -> str:
    relative = os.path.relpath(path, base)
    return printable(PurePosixPath(*Path(relative).parts).as_posix())


def printable(name: str) -> str:
    """A file name as text that can be stored: bytes that are not UTF-8 become `\\xNN`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _sources_of(found: _Found, mapping: Mapping | None, limits: Limits) -> Iterator[Source]:
    if found.problem:
        yield _refused(found.path, found.file, *found.problem)
        return
    suffix = os.path.splitext(found.file)[1].lower()
    try:
        if suffix == ".zip":
            yield from _members(found, mapping, limits)
        elif suffix in _KINDS:
            yield from _plain(found, _KINDS[suffix], mapping, limits)
        else:
            yield _refused(found.path, found.file, "unsupported", f"{_ending(suffix)} is not read; {_TAKEN}")
    except OSError as error:
        reason = f"cannot be opened ({error.strerror}); check its permissions"
        yield _refused(found.path, found.file, "unreadable", reason)


def _ending(suffix: str) -> str:
    return f"a file ending in {suffix}" if suffix else "a file without an ending"


def _plain(found: _Found, kind: Kind, mapping: Mapping | None, limits: Limits) -> Iterator[Source]:
    if kind == "lines":
        with open(found.file, "rb") as stream:
            whole = Source(path=found.path, file=found.file, kind=kind, mapping=mapping, limits=limits)
            yield from _blocks(whole, stream)
        return
    size, allowed = os.path.getsize(found.file), _allowed(kind, limits)
    if size > allowed:
        yield _refused(found.path, found.file, "oversized", _too_large(size, allowed, kind))
        return
    yield Source(path=found.path, file=found.file, kind=kind, mapping=mapping, limits=limits)


def _allowed(kind: Kind, limits: Limits) -> int:
    return {"text": limits.text, "page": limits.page, "records": limits.json}.get(kind, limits.archive)


def _too_large(size: int, allowed: int, kind: Kind) -> str:
    remedy = "write it as JSON Lines, which are streamed" if kind == "records" else "split it into its reports"
    return f"{size:,} bytes, more than the {allowed:,} read at once; {remedy}"


def _refused(path: str, file: str, code: str, reason: str) -> Source:
    return Source(path=path, file=file, kind="refused", refusal=Rejected(path=path, code=code, reason=reason))


def _blocks(whole: Source, stream: BinaryIO) -> Iterator[Source]:
    """Cut JSON Lines into blocks of whole lines, reading one line at a time."""
    limit, target = whole.limits.text, whole.limits.block
    start = position = 0
    first = number = 1
    while line := stream.readline(limit + 2):
        if len(line.rstrip(b"\r\n")) > limit:
            if position > start:
                yield _block(whole, first, start, position)
            skipped = len(line) + _skip_line(stream, line)
            yield _refused(f"{whole.path}#{number}", whole.file, "oversized", _too_large(skipped, limit, "lines"))
            position += skipped
            start, first = position, number + 1
        else:
            position += len(line)
            if position - start >= target:
                yield _block(whole, first, start, position)
                start, first = position, number + 1
        number += 1
    if position > start:
        yield _block(whole, first, start, position)
    elif position == 0:
        yield _refused(whole.path, whole.file, "empty", "the file is empty; nothing was lost by leaving it out")


def _block(whole: Source, first: int, start: int, end: int) -> Source:
    return Source(
        path=whole.path,
        file=whole.file,
        kind="lines",
        packed=whole.packed,
        first=first,
        start=start,
        end=end,
        mapping=whole.mapping,
        limits=whole.limits,
    )


def _skip_line(stream: BinaryIO, line: bytes) -> int:
    skipped = 0
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)
        skipped += len(line)
    return skipped


def _members(found: _Found, mapping: Mapping | None, limits: Limits) -> Iterator[Source]:
    try:
        with zipfile.ZipFile(found.file) as archive:
            listed = sorted(((_member_name(info), info) for info in archive.infolist()), key=lambda pair: pair[0])
            problem = _archive_problem([info for _, info in listed], limits)
            if problem:
                yield _refused(found.path, found.file, *problem)
                return
            seen: set[str] = set()
            for name, info in listed:
                if info.is_dir() or any(_passed_over(part) for part in _parts(name)) or name in seen:
                    continue
                seen.add(name)
                yield from _member(found, archive, name, info, mapping, limits)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        reason = f"not a zip that can be opened ({error}); unpack it by hand or fetch it again"
        yield _refused(found.path, found.file, "unreadable", reason)


def _parts(name: str) -> list[str]:
    return [part for part in name.split("/") if part not in ("", ".", "..")]


def _archive_problem(infos: Sequence[zipfile.ZipInfo], limits: Limits) -> tuple[str, str] | None:
    if len(infos) > limits.members:
        return "oversized", f"{len(infos):,} members, more than the {limits.members:,} we list; split the archive"
    total = sum(info.file_size for info in infos)
    if total > limits.archive:
        return "oversized", f"unpacks to {total:,} bytes, more than {limits.archive:,}; split the archive"
    return None


def _member_name(info: zipfile.ZipInfo) -> str:
    """The member's name. Many tools write UTF-8 without saying so, which zipfile then reads as cp437."""
    name = info.filename.replace("\\", "/")
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _member(
    found: _Found,
    archive: zipfile.ZipFile,
    name: str,
    info: zipfile.ZipInfo,
    mapping: Mapping | None,
    limits: Limits,
) -> Iterator[Source]:
    path = f"{found.path}/{name}"
    suffix = os.path.splitext(name)[1].lower()
    kind = _KINDS.get(suffix, "refused")
    problem = _member_problem(name, suffix, info, kind, limits)
    if problem:
        yield _refused(path, found.file, *problem)
        return
    packed = Packed(
        offset=info.header_offset,
        packed=info.compress_size,
        size=info.file_size,
        method=info.compress_type,
        crc=info.CRC,
    )
    whole = Source(path=path, file=found.file, kind=kind, packed=packed, mapping=mapping, limits=limits)
    if kind != "lines":
        yield whole
        return
    try:
        with archive.open(info) as stream:
            yield from _blocks(whole, stream)  # type: ignore[arg-type]
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        yield _refused(path, found.file, "unreadable", f"cannot be unpacked ({error}); fetch the archive again")


def _member_problem(
    name: str, suffix: str, info: zipfile.ZipInfo, kind: Kind, limits: Limits
) -> tuple[str, str] | None:
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or (len(name) > 1 and name[1] == ":"):
        return "forbidden", "a member whose path leaves the archive is not read; repack it with plain names"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "forbidden", "a link inside an archive is not followed; pack the file itself"
    if suffix == ".zip":
        return "forbidden", "an archive inside an archive is not opened; unpack it and give the folder"
    if kind == "refused":
        return "unsupported", f"{_ending(suffix)} is not read; {_TAKEN}"
    if info.flag_bits & 0x1:
        return "unreadable", "the member is encrypted; unpack it with its password first"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return (
            "unsupported",
            f"packed by method {info.compress_type}, which is not read; repack it as an ordinary zip",
        )
    if info.file_size > _allowed(kind, limits):
        return "oversized", _too_large(info.file_size, _allowed(kind, limits), kind)
    if info.file_size > limits.ratio * max(info.compress_size, 4096):
        return "oversized", f"unpacks to more than {limits.ratio} times its size, as zip bombs do; unpack it by hand"
    return None
