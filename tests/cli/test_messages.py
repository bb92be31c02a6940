"""The messages: both languages say everything, with the same values in them."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import tawatur.cli
from tawatur.analysis.evaluate import FIELDS
from tawatur.cli.messages import LANGUAGES, Messages, UnknownLanguage, choose, table

_SOURCES = sorted(Path(tawatur.cli.__file__).parent.glob("*.py"))


def names(text: str) -> set[str]:
    """The names of the values a message takes."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", sorted(table()))
def test_both_languages_say_it_with_the_same_values(key: str) -> None:
    """Every message is in Arabic and English and takes the same {names} in both."""
    texts = table()[key]
    assert set(texts) == set(LANGUAGES)
    assert names(texts["ar"]) == names(texts["en"])


def test_every_message_asked_for_exists_and_every_message_is_asked_for() -> None:
    """The commands and the table of messages do not drift apart."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in _SOURCES)
    prefixes = "app|build|open|show|search|explain|compare|judge|grade|actors|check|export|evaluate|demo"
    prefixes += "|brief|mark|persons|pack|unpack|merge"
    asked = set(re.findall(rf"""["']((?:{prefixes})\.[a-z_]+)["']""", code))
    asked |= {f"explain.{key}" for key in re.findall(r'keys = \("(.*)"\)', code)[0].split('", "')}
    made = ("error", "verdict", "example", "change", "feature")
    computed = {key for key in table() if key.split(".")[0] in made}
    computed |= {f"field.{name}" for name in FIELDS}
    computed |= {key for key in table() if key.startswith("compare.grounds_")}
    computed |= {f"actors.{key}" for key in ("name", "id", "events", "standings", "ties")}
    assert asked | computed == set(table())


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (["show", "a"], {}, ("en", ["show", "a"])),
        (["show", "a", "--lang", "ar"], {}, ("ar", ["show", "a"])),
        (["--lang=ar", "show", "a"], {}, ("ar", ["show", "a"])),
        (["show"], {"LANG": "ar_EG.UTF-8"}, ("ar", ["show"])),
        (["show"], {"LANG": "ar_EG.UTF-8", "LC_ALL": "C"}, ("en", ["show"])),
        (["show"], {"TAWATUR_LANG": "ar", "LC_ALL": "fr_FR"}, ("ar", ["show"])),
        (["show", "--lang", "en"], {"LANG": "ar_EG"}, ("en", ["show"])),
        (["search", "a", "--", "--lang", "x"], {}, ("en", ["search", "a", "--", "--lang", "x"])),
    ],
)
def test_the_language_is_what_was_asked_for_then_that_of_the_locale(
    arguments: list[str], environment: dict[str, str], expected: tuple[str, list[str]]
) -> None:
    """`--lang` anywhere on the line, then the environment, then English."""
    assert choose(arguments, environment) == expected


@pytest.mark.parametrize("arguments", [["--lang", "fr"], ["--lang"], ["--lang="]])
def test_another_language_is_refused(arguments: list[str]) -> None:
    """There is no silent fall to English."""
    with pytest.raises(UnknownLanguage):
        choose(arguments, {})


def test_a_message_takes_its_values() -> None:
    """Values are put in by name."""
    assert Messages("en")("show.hidden", count=3) == "3 more events; --limit 0 shows all."
