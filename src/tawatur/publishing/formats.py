"""The formats a case is exported in, and how one is found.

A format for others is given a `Share` and never the case, so that no rule of sharing can be forgotten; it
comes from the entry-point group `tawatur.formats`, ours included. Working formats (`claims`, `events`,
`relations`, `statistics`) are given the case: they are the owner's own, stay whole, and are not open to
other packages.
"""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, BinaryIO, NamedTuple, Protocol, cast

import msgspec

from tawatur.casefile import Case
from tawatur.errors import UsageError
from tawatur.publishing.profile import Profile, load_profile
from tawatur.publishing.sharing import Share
from tawatur.publishing.tables import Options

GROUP = "tawatur.formats"

# Ours, known without asking the installed packages, which takes longer than a small export. They are
# loaded as any other; no installed package can put another in the place of one.
_WORKING = {
    "claims": "tawatur.publishing.claims:write",
    "events": "tawatur.publishing.events:write",
    "relations": "tawatur.publishing.relations:write",
    "statistics": "tawatur.publishing.statistics:write",
}
_OURS = {
    "csv": "tawatur.publishing.table:write",
    "datapackage": "tawatur.publishing.datapackage:write",
    "ftm": "tawatur.publishing.ftm:write",
    "geojson": "tawatur.publishing.geojson:write",
    "jsonld": "tawatur.publishing.jsonld:write",
    "misp": "tawatur.publishing.misp:write",
    "parquet": "tawatur.publishing.parquet:write",
    "stix": "tawatur.publishing.stix:write",
    "xlsx": "tawatur.publishing.xlsx:write",
}


class Format(Protocol):
    """Writes what may be shared of a case as a stream of bytes."""

    def __call__(self, share: Share, options: Options) -> Iterable[bytes]:
        """Yield the export piece by piece: the same case and profile, the same bytes."""
        ...


class Exported(NamedTuple):
    """What an export was: its marking, how many bytes with which SHA-256, and what the rules did.

    `profile` is None for a working format, which no profile limits.
    """

    form: str
    profile: str | None
    tlp: str
    size: int
    sha256: str
    hidden: int = 0
    withheld: int = 0


def formats() -> dict[str, str]:
    """Every format by name, with the reference it is loaded from."""
    offered = {point.name: point.value for point in entry_points(group=GROUP)}
    return dict(sorted({**offered, **_OURS, **_WORKING}.items()))


def is_working(name: str) -> bool:
    """Whether the format is one of the owner's own, which stay whole."""
    return name in _WORKING


def load_format(name: str) -> Any:
    """What writes the format of that name: a `Format`, or for a working format a function of the case.

    Raises:
        UsageError: there is none; the message lists those there are.
    """
    reference = _WORKING.get(name) or _OURS.get(name) or formats().get(name)
    if reference is None:
        raise UsageError(f"there is no such format; choose one of {', '.join(formats())}", subject=name)
    module, _, attribute = reference.partition(":")
    return getattr(import_module(module), attribute)


def export(
    case: Case,
    name: str,
    out: BinaryIO,
    profile: Profile | None = None,
    options: Options | None = None,
    by: str | None = None,
) -> Exported:
    """Write `case` to `out` in the format of that name, and record that it was.

    Args:
        case: the case.
        name: the format.
        out: where to.
        profile: the rules of a format for others; the default ones where it is None.
        options: the table and codebook, where the format has any.
        by: who exports, for the audit trail; the user of the system where it is None.

    Raises:
        UsageError: an unknown format, table or codebook; an export that would break a marking; a library
            that is not installed.
    """
    write = load_format(name)
    digest, size = hashlib.sha256(), 0
    rules = None if is_working(name) else profile or load_profile()
    share = None if rules is None else Share(case, rules)
    pieces = write(case) if share is None else cast(Format, write)(share, options or Options())
    for piece in _noted(pieces, digest):
        out.write(piece)
        size += len(piece)
    done = Exported(
        form=name,
        profile=rules.name if rules else None,
        tlp=share.tlp if share else "",
        size=size,
        sha256=digest.hexdigest(),
        hidden=share.hidden if share else 0,
        withheld=share.withheld if share else 0,
    )
    record(case, done, rules, by)
    return done


def _noted(pieces: Iterable[bytes], digest: Any) -> Iterator[bytes]:
    for piece in pieces:
        digest.update(piece)
        yield piece


def record(case: Case, done: Exported, rules: Profile | None, by: str | None) -> None:
    """Put what was exported, and under which rules, into the audit trail."""
    detail = {**done._asdict(), "profile_sha256": rules.digest if rules else None}
    if rules is not None:
        detail["persons"] = rules.persons
    case.record(by or user(), "exported", done.form, msgspec.json.encode(detail).decode("utf-8"))


def user() -> str:
    """The name of the person at this machine, as the system has it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
