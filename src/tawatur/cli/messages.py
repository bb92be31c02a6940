"""What the commands say, in the language asked for."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from tawatur.errors import UsageError

LANGUAGES = ("en", "ar")

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnknownLanguage(UsageError):
    """A language the messages are not written in."""

    code = "lang"


class Messages:
    """The messages in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = {key: text[language] for key, text in table().items()}

    def __call__(self, key: str, **values: object) -> str:
        """The message of that key with its values put in."""
        return self._texts[key].format(**values)

    def has(self, key: str) -> bool:
        """Whether there is a message of that key."""
        return key in self._texts


@cache
def table() -> dict[str, dict[str, str]]:
    """All messages: by key, then by language."""
    # Not importlib.resources, which takes longer to import than the file to read.
    text = Path(__file__).with_name("messages.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = yaml.load(text, Loader=_Loader)
    return found


def choose(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> tuple[str, list[str]]:
    """The language asked for, and the arguments without the asking.

    `--lang` counts wherever it stands, so that it can be added to any command; then `TAWATUR_LANG`, then
    the locale; English without any.

    Raises:
        UnknownLanguage: the language asked for is not one of `LANGUAGES`.
    """
    left: list[str] = []
    asked: str | None = None
    given = iter(arguments)
    for argument in given:
        if argument == "--":
            left.extend([argument, *given])
        elif argument == "--lang":
            asked = next(given, "")
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
        else:
            left.append(argument)
    if asked is not None and asked not in LANGUAGES:
        raise UnknownLanguage(
            "there is no such language here; give --lang ar or --lang en", subject=asked or "--lang"
        )
    return asked or _from(environment), left


def _from(environment: Mapping[str, str]) -> str:
    named = ("TAWATUR_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in named if environment.get(name)), "")
    return "ar" if locale.lower().startswith("ar") else "en"
