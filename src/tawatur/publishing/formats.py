"""The formats a case is exported in, and how one is found."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from importlib.metadata import entry_points
from typing import BinaryIO, Protocol, cast

from tawatur.casefile import Case
from tawatur.errors import UsageError

GROUP = "tawatur.formats"

# Ours, known without asking the installed packages, which takes longer than a small export. They are
# loaded as any other; no installed package can put another in the place of one.
_OURS = {
    "claims": "tawatur.publishing.claims:write",
    "csv": "tawatur.publishing.table:write",
    "events": "tawatur.publishing.events:write",
    "relations": "tawatur.publishing.relations:write",
    "statistics": "tawatur.publishing.statistics:write",
}


class Format(Protocol):
    """Writes a case as a stream of bytes."""

    def __call__(self, case: Case) -> Iterable[bytes]:
        """Yield the export piece by piece: the same case, the same bytes."""
        ...


def formats() -> dict[str, str]:
    """Every format by name, with the reference it is loaded from."""
    offered = {point.name: point.value for point in entry_points(group=GROUP)}
    return dict(sorted({**offered, **_OURS}.items()))


def load_format(name: str) -> Format:
    """The format of that name.

    Raises:
        UsageError: there is none; the message lists those there are.
    """
    reference = _OURS.get(name) or formats().get(name)
    if reference is None:
        raise UsageError(f"there is no such format; choose one of {', '.join(formats())}", subject=name)
    module, _, attribute = reference.partition(":")
    return cast(Format, getattr(import_module(module), attribute))


def export(case: Case, name: str, out: BinaryIO) -> None:
    """Write `case` to `out` in the format of that name. Raises `UsageError` for an unknown format."""
    for piece in load_format(name)(case):
        out.write(piece)
