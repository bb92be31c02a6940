"""The data beside this package, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

from tawatur.errors import DataError

T = TypeVar("T")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read(name: str) -> Any:
    """The content of one table of `analysis/data`, never changed by those who read it.

    Raises:
        DataError: the file is not YAML.
    """
    text = files("tawatur.analysis").joinpath("data", name).read_text(encoding="utf-8")
    try:
        return yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise DataError("this table of analysis is not valid YAML", subject=name) from error


def entries(rows: dict[str, Any], kind: type[T], name: str) -> dict[str, T]:
    """Named rows as values of `kind`, each given its key as `id`.

    Raises:
        DataError: a row is not as `kind` declares it.
    """
    try:
        return {key: msgspec.convert({"id": key, **row}, kind) for key, row in rows.items()}
    except msgspec.ValidationError as error:
        raise DataError(f"a row of {name} is not as declared", subject=name) from error
