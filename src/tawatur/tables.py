"""The data tables beside a package, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tawatur.errors import DataError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_table(package: str, name: str) -> Any:
    """The content of one YAML table of a package's `data` folder, never changed by those who read it.

    Raises:
        DataError: the file is not YAML.
    """
    text = files(package).joinpath("data", name).read_text(encoding="utf-8")
    try:
        return yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise DataError(f"this table of {package} is not valid YAML", subject=name) from error
