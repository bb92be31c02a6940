"""Reading the codebook's YAML tables into frozen values."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

from tawatur.errors import DataError

T = TypeVar("T")

# The C loader is ten times the speed of the other, and missing from some builds of PyYAML.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(name: str) -> Any:
    """The content of one table of the codebook.

    Raises:
        DataError: the file is not YAML.
    """
    text = files("tawatur.codebook").joinpath(name).read_text(encoding="utf-8")
    try:
        return yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise DataError("this table of the codebook is not valid YAML", subject=name) from error


def entries(name: str, kind: type[T]) -> dict[str, T]:
    """A table of named entries, each checked against `kind` and given its key as `id`, in the file's order.

    Raises:
        DataError: an entry lacks a field, has one too many or one of the wrong kind.
    """
    found: dict[str, T] = {}
    for key, row in read(name).items():
        try:
            found[key] = msgspec.convert({"id": key, **row}, kind)
        except msgspec.ValidationError as error:
            raise DataError(f"the entry {key!r} is not as the codebook declares it", subject=name) from error
    return found


def lookup(table: dict[str, T], key: str, noun: str) -> T:
    """`table[key]`, or a `DataError` that names what was asked for and lists what there is."""
    try:
        return table[key]
    except KeyError:
        raise DataError(f"no {noun} {key!r} in the codebook; there are: {', '.join(table)}", subject=key) from None
