"""Export profiles: the rules of one kind of publication, as a value read from a file.

The same profile on the same case gives the same publication, so a profile file is what makes one repeatable.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec
import yaml

from tawatur.dates import is_edtf
from tawatur.errors import DataError, UsageError
from tawatur.publishing.tlp import UnknownMarking, level

Places: TypeAlias = Literal["exact", "region", "country", "none"]
Dates: TypeAlias = Literal["exact", "month", "year"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an export for others shows. `profiles/default.yaml` says what each field means.

    `as_of` is the day delays are counted to, EDTF; today where it is None.
    """

    name: str
    tlp: str
    over: Literal["refuse", "withhold"] = "refuse"
    persons: Literal["pseudonym", "named"] = "pseudonym"
    private: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    places: Places = "exact"
    dates: Dates = "exact"
    delay_days: int = 0
    as_of: str | None = None
    quotation: int = 240

    @property
    def digest(self) -> str:
        """SHA-256 of the rules, whatever file they came from."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()

    @property
    def coarse(self) -> bool:
        """Whether places or dates are blurred, so that nothing may name them in words either."""
        return self.places != "exact" or self.dates != "exact"


def load_profile(path: Path | None = None) -> Profile:
    """The profile of a file; the default one without a file. Keys a file leaves out are those of the default.

    Raises:
        UsageError: the file cannot be read.
        DataError: it is not YAML, or has a key or value that no profile has.
    """
    base = _read(files("tawatur.publishing").joinpath("profiles/default.yaml").read_text("utf-8"), "default")
    if path is None:
        return _made(base, "default")
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError("this profile cannot be read; give the path of a YAML file", subject=str(path)) from error
    given = _read(text, str(path))
    return _made({**base, "name": path.stem, **given}, str(path))


def _read(text: str, name: str) -> dict[str, Any]:
    try:
        table = yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise DataError("this profile is not valid YAML", subject=name) from error
    if not isinstance(table, dict):
        raise DataError("a profile is a table of keys and values, as in `tlp: TLP:GREEN`", subject=name)
    return table


def _made(table: dict[str, Any], name: str) -> Profile:
    if hasattr(table.get("as_of"), "isoformat"):
        table = {**table, "as_of": table["as_of"].isoformat()}  # YAML reads a bare day as a date
    flat = {key: _flat(value) if key in ("public", "private") else value for key, value in table.items()}
    try:
        profile = msgspec.convert({**flat, "tlp": level(str(flat["tlp"]))}, Profile)
    except msgspec.ValidationError as error:
        keys = ", ".join(Profile.__struct_fields__)
        raise DataError(f"this profile is malformed: {error}; its keys are {keys}", subject=name) from error
    except UnknownMarking as error:
        raise DataError(f"tlp: {error.message}", subject=name) from error
    if profile.as_of is not None and not is_edtf(profile.as_of):
        raise DataError("as_of is a day, as in 2025-06-30", subject=name)
    if profile.delay_days < 0 or profile.quotation < 0:
        raise DataError("delay_days and quotation are counts: 0 or more", subject=name)
    return profile


def _flat(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [item for part in value for item in (part if isinstance(part, list) else [part])]
