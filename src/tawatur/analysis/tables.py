"""The data beside this package, read once."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from tawatur.errors import DataError
from tawatur.tables import read_table

T = TypeVar("T")


def read(name: str) -> Any:
    """The content of one table of `analysis/data`.

    Raises:
        DataError: the file is not YAML.
    """
    return read_table("tawatur.analysis", name)


def entries(rows: dict[str, Any], kind: type[T], name: str) -> dict[str, T]:
    """Named rows as values of `kind`, each given its key as `id`.

    Raises:
        DataError: a row is not as `kind` declares it.
    """
    try:
        return {key: msgspec.convert({"id": key, **row}, kind) for key, row in rows.items()}
    except msgspec.ValidationError as error:
        raise DataError(f"a row of {name} is not as declared", subject=name) from error
