"""`pack`, `unpack` and `merge`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from tawatur.build import settle
from tawatur.build.words import passages
from tawatur.casefile import Case
from tawatur.cli.exporting import whole_file
from tawatur.cli.messages import Messages
from tawatur.errors import UsageError
from tawatur.publishing import user
from tawatur.publishing.merging import merge
from tawatur.publishing.packing import Packed, pack, unpack, verify
from tawatur.publishing.signing import open_key
from tawatur.publishing.tlp import level


class OtherSigner(UsageError):
    """A pack that somebody else signed than was asked for."""

    code = "pack-signer"


def run_pack(say: Messages, case: Case, out: Path, key: Path, tlp: str) -> str:
    """Write a pack; returns what to say."""
    ceiling = level(tlp)
    signer = open_key(key)
    with whole_file(out) as file:
        done = pack(case, file, signer, ceiling, user())
    return say("pack.done", out=out, **_told(done), sha256=done.sha256)


def run_unpack(say: Messages, path: Path, case: str | None, signer: str | None) -> str:
    """Verify a pack and, where a case is asked for, make it; returns what to say."""
    found = _trusted(path, signer)
    if case is None:
        return say("unpack.verified", pack=path, **_told(found))
    return say("unpack.done", case=case, **_told(unpack(path, case, passages, user())))


def run_merge(say: Messages, case: str, path: Path, partner: str, signer: str | None) -> Iterator[str]:
    """Join a pack to a case and derive its events again; yields what to say.

    Raises:
        OtherSigner: another key than asked for signed the pack.
    """
    _trusted(path, signer)
    if not partner.strip() or "/" in partner:
        raise UsageError("a partner's name is one part of a path, as in north-desk", subject=partner)
    with Case.open(case) as opened:
        done = merge(opened, path, partner, passages, user())
        settle(opened)
    counts = {"added": done.added, "shared": done.shared, "judgements": done.judgements}
    yield say("merge.done", **counts, conflicts=len(done.conflicts))
    for conflict in done.conflicts:
        yield say("merge.conflict", **msgspec.structs.asdict(conflict))


def _trusted(path: Path, signer: str | None) -> Packed:
    found = verify(path)
    if signer is not None and signer.strip().lower() != found.fingerprint:
        raise OtherSigner(
            f"this pack is signed by {found.fingerprint}; ask your partner for theirs", subject=str(path)
        )
    return found


def _told(done: Packed) -> dict[str, object]:
    return {"documents": done.documents, "tlp": done.tlp, "signer": done.fingerprint}
