"""Which fields of a JSON record mean what."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import yaml

from tawatur.errors import DataError
from tawatur.record import Value

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FIELDS = ("text", "title", "date", "publisher", "address", "author", "records")


class Mapping(Value, frozen=True):
    """Field names by meaning, the first that a record has counting. A dot steps into an object.

    Attributes:
        text: the report itself; a list of paragraphs is joined by line breaks.
        title, date, publisher, address, author: what the `Document` says of itself.
        records: where in a JSON object the list of records stands.
    """

    text: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


def load_mapping(path: Path) -> Mapping:
    """Read a mapping file (YAML): each key one of the fields of `Mapping`, its value a name or a list.

    Raises:
        DataError: the file cannot be read, is not YAML, or has a key or value we do not know.
    """
    try:
        given = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError("the mapping file cannot be read as YAML", subject=str(path)) from error
    return _mapping(given, str(path))


@cache
def guesses() -> Mapping:
    """The field names we try when no mapping is given."""
    text = files("tawatur.intake").joinpath("data/fields.yaml").read_text(encoding="utf-8")
    return _mapping(yaml.load(text, Loader=_Loader), "fields.yaml")


def _mapping(given: Any, subject: str) -> Mapping:
    if not isinstance(given, dict):
        raise DataError(
            f"a mapping is a list of lines 'meaning: field name'; meanings: {', '.join(_FIELDS)}", subject=subject
        )
    unknown = sorted(str(key) for key in given if key not in _FIELDS)
    if unknown:
        raise DataError(f"unknown meaning {', '.join(unknown)}; use {', '.join(_FIELDS)}", subject=subject)
    listed = {key: [value] if isinstance(value, str) else value for key, value in given.items()}
    try:
        return msgspec.convert(listed, Mapping)
    except msgspec.ValidationError as error:
        raise DataError(
            "a mapping gives a field name, or a list of them, for each meaning", subject=subject
        ) from error
