"""How other schemes code our event types, with the reason where one has no equivalent.

ACLED codes conduct, UCDP actors, GTD intent and actor, PLOVER and CAMEO the act between two parties,
STIX the shape of a record. None follows from another, so each type is mapped to each scheme by hand.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from tawatur.codebook._tables import lookup, read
from tawatur.codebook.vocabulary import event_type, event_types
from tawatur.errors import DataError

SCHEMES: tuple[str, ...] = ("acled", "ucdp_ged", "gtd", "plover", "cameo", "stix")
"""The schemes there is a crosswalk to, in the order tables show them."""


class Scheme(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A coding scheme or exchange standard: its name, what its codes name, and where they were read."""

    id: str
    name: str
    codes: str
    source: str


class Correspondence(msgspec.Struct, frozen=True, kw_only=True):
    """How one scheme codes one of our event types.

    `codes` holds one code where the type settles it, several where the answer hangs on something the
    type does not say (`reason` says what), and none where the scheme has no equivalent (`reason` says
    why). `fields` are further fields of the scheme that the type fills.
    """

    scheme: str
    event_type: str
    codes: tuple[str, ...]
    fields: dict[str, str]
    reason: str

    @property
    def equivalent(self) -> bool:
        """Whether the scheme codes such a happening at all."""
        return bool(self.codes)

    @property
    def settled(self) -> bool:
        """Whether the event type alone settles the code."""
        return len(self.codes) == 1


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    codes: tuple[str, ...] = ()
    fields: dict[str, str] = {}
    reason: str = ""
    none: str = ""


@cache
def _schemes() -> dict[str, Scheme]:
    rows = read("crosswalks.yaml")["schemes"]
    return {key: msgspec.convert({"id": key, **row}, Scheme) for key, row in rows.items()}


@cache
def _rows() -> dict[tuple[str, str, str], Correspondence]:
    table = read("crosswalks.yaml")
    found: dict[tuple[str, str, str], Correspondence] = {}
    for kind, by_scheme in table["event_types"].items():
        for name, row in by_scheme.items():
            found[kind, "", name] = _correspondence(kind, name, row)
    for kind, by_mode in table["modes"].items():
        for mode, by_scheme in by_mode.items():
            for name, row in by_scheme.items():
                found[kind, mode, name] = _correspondence(kind, name, row)
    _check_complete(found)
    return found


def _correspondence(kind: str, name: str, row: Any) -> Correspondence:
    try:
        entry = msgspec.convert({"none": row} if isinstance(row, str) else row, _Row)
    except msgspec.ValidationError as error:
        raise DataError(f"the crosswalk of {kind!r} to {name!r} is malformed", subject="crosswalks.yaml") from error
    if bool(entry.codes) == bool(entry.none):
        raise DataError(f"{kind!r} to {name!r} needs codes or the reason for none", subject="crosswalks.yaml")
    return Correspondence(
        scheme=name, event_type=kind, codes=entry.codes, fields=entry.fields, reason=entry.reason or entry.none
    )


def _check_complete(found: dict[tuple[str, str, str], Correspondence]) -> None:
    missing = [f"{kind} to {name}" for kind in event_types() for name in SCHEMES if (kind, "", name) not in found]
    if missing:
        raise DataError(f"no crosswalk for: {'; '.join(missing)}", subject="crosswalks.yaml")


def scheme(identifier: str) -> Scheme:
    """The scheme of that identifier. Raises `DataError` where there is none."""
    return lookup(_schemes(), identifier, "scheme")


def crosswalk(event_type_id: str, scheme_id: str, mode: str | None = None) -> Correspondence:
    """How `scheme_id` codes events of that type, the mode of the event (`suicide`, `drone`) taken into account.

    Raises:
        DataError: the codebook has no such event type or scheme.
    """
    kind, name = event_type(event_type_id).id, scheme(scheme_id).id
    rows = _rows()
    return rows.get((kind, mode or "", name)) or rows[kind, "", name]
