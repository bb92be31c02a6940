"""Who decides and why: nothing a person decides is stored without both."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.errors import UsageError


class Signature(NamedTuple):
    """A reviewer's name and their reason."""

    by: str
    why: str


class Unsigned(UsageError):
    """A decision without the name of who decides."""

    code = "unsigned"


class Unexplained(UsageError):
    """A decision without its reason."""

    code = "unexplained"


class ReservedName(UsageError):
    """A reviewer's name that only rules may sign with."""

    code = "reserved-name"


def signed(by: str, why: str) -> Signature:
    """The signature of a decision.

    Raises:
        Unsigned: no name is given.
        ReservedName: the name is one that rules sign with.
        Unexplained: no reason is given.
    """
    name, reason = " ".join(by.split()), " ".join(why.split())
    if not name:
        raise Unsigned("say who decides: --by NAME")
    if name.startswith("rules/"):
        raise ReservedName("only rules sign like this; give your own name", subject=name)
    if not reason:
        raise Unexplained("say why, for whoever reads it later: --why TEXT")
    return Signature(name, reason)
