"""Libraries that only some formats need, asked for where they are used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tawatur.errors import UsageError


class MissingExtra(UsageError):
    """A format that needs a library which is not installed."""

    code = "extra-missing"


def need(module: str, extra: str = "share") -> Any:
    """The module of that name.

    Raises:
        MissingExtra: it is not installed; the message has the command that installs it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingExtra(
            f"this needs the library {module.partition('.')[0]}: pip install 'tawatur[{extra}]'", subject=module
        ) from error
