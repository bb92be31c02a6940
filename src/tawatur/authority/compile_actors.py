"""Derives `actors.json` from the YAML files of the authority of actors: `python -m tawatur.authority.compile_actors`.

YAML is for people and slow to read (a second for these files); the derived file loads in some tens of
milliseconds. A test compares the two, so the derived file cannot fall behind.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from tawatur.authority.actors import (
    Actor,
    Alias,
    Function,
    Index,
    Organ,
    Rule,
    State,
    Vocabulary,
    words_of,
)
from tawatur.errors import DataError
from tawatur.script import fold_text

HERE = Path(__file__).parent
DERIVED = HERE / "actors.json"
ENTRY_FILES = (
    "actors_groups.yaml",
    "actors_states_organs.yaml",
    "actors_courts.yaml",
    "actors_bodies.yaml",
    "actors_agencies.yaml",
    "actors_outlets.yaml",
    "actors_institutes.yaml",
)
# Nominative and oblique plural are one name to a reader: الحوثيون, الحوثيين.
_PLURAL, _OBLIQUE = "يون", "يين"
_SUFFIXES = ("", "ه", "ون", "ين", "ا", "ات", "تين", "تان", "ان")
_FIELDS = frozenset({"id", "kind", "names", "aliases", "context", "parent", "country", "status", "example"})


def read(name: str) -> Any:
    """The content of one of the YAML files beside this one."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=loader)


def entries() -> list[dict[str, Any]]:
    """The written entries of all files, in order.

    Raises:
        DataError: an entry lacks a field, has one we do not know, or repeats an id.
    """
    found: dict[str, dict[str, Any]] = {}
    for name in ENTRY_FILES:
        for entry in read(name):
            identifier = str(entry.get("id"))
            unknown = set(entry) - _FIELDS
            if unknown:
                raise DataError(f"unknown fields {sorted(unknown)}", subject=identifier)
            if not {"kind", "names", "example"} <= set(entry):
                raise DataError("an entry needs kind, names and example", subject=identifier)
            if identifier in found:
                raise DataError("two entries have this id", subject=identifier)
            found[identifier] = entry
    return list(found.values())


def vocabulary() -> Vocabulary:
    """The vocabulary the YAML files state."""
    written = entries()
    context = read("actors_context.yaml")
    organs = read("actors_organs.yaml")
    functions = read("functions.yaml")
    rules = tuple(_rule(rule) for rule in context["rules"])
    names = tuple(_aliases(written, {rule.name: number for number, rule in enumerate(rules)}))
    states = tuple(_state(row) for row in read("actors_states.yaml"))
    heads = tuple(_organ(row) for row in organs["organs"])
    kinds = tuple(_function(row) for row in functions["functions"])
    return Vocabulary(
        actors=tuple(_actor(entry) for entry in written),
        aliases=tuple(alias for _, alias in names),
        rules=rules,
        heads={kind: _folded(words) for kind, words in context["heads"].items()},
        fillers=_folded(context["fillers"]),
        organ_fillers=_folded(organs["fillers"]),
        states=states,
        organs=heads,
        organ_names=dict(sorted(organs["names"].items())),
        organ_entries=dict(sorted(organs["entries"].items())),
        functions=kinds,
        modifiers=frozenset(form for word in _folded(functions["modifiers"]) for form in adjective_forms(word)),
        demonyms=_demonyms(states),
        names_index=_index((words, number) for number, (words, _) in enumerate(names)),
        organs_index=_index(_organ_names(heads)),
        states_index=_index((words_of(name), n) for n, state in enumerate(states) for name in state.names),
        functions_index=_index((words_of(form), n) for n, kind in enumerate(kinds) for form in kind.forms),
    )


def adjective_forms(word: str) -> Iterator[str]:
    """A masculine singular adjective in its other forms, with and without the article."""
    for suffix in _SUFFIXES:
        yield word + suffix
        yield "ال" + word + suffix


def encode(data: Vocabulary) -> bytes:
    """The bytes of the derived file: the same for the same data."""
    return msgspec.json.format(msgspec.json.encode(data, order="deterministic"), indent=0) + b"\n"


def main() -> int:
    """Write the derived file."""
    data = vocabulary()
    DERIVED.write_bytes(encode(data))
    sys.stdout.write(f"{len(data.actors)} entries, {len(data.aliases)} aliases, {len(data.states)} states\n")
    return 0


def _actor(entry: Mapping[str, Any]) -> Actor:
    status = tuple((str(row["date"]), str(row["what"])) for row in entry.get("status", ()))
    return Actor(
        id=entry["id"],
        kind=entry["kind"],
        ar=entry["names"]["ar"],
        en=entry["names"]["en"],
        aliases=tuple(dict.fromkeys(entry.get("aliases", ()))),
        parent=entry.get("parent"),
        country=entry.get("country"),
        status=status,
    )


def _index(rows: Iterable[tuple[tuple[str, ...], int]]) -> Index:
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for words, value in rows:
        found.setdefault(words[0], []).append((words[1:], value))
    return {first: tuple(found[first]) for first in sorted(found)}


def _organ_names(heads: Sequence[Organ]) -> Iterator[tuple[tuple[str, ...], int]]:
    for number, organ in enumerate(heads):
        yield from ((words_of(form), number) for form in organ.forms)
        yield from ((words_of(form), -1 - number) for form in organ.short)


def _demonyms(states: Sequence[State]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for state in states:
        for adjective in state.demonyms:
            for form in adjective_forms(fold_text(adjective)):
                forms.setdefault(form, state.code)
    return dict(sorted(forms.items()))


def _aliases(
    written: Sequence[Mapping[str, Any]], rules: Mapping[str, int]
) -> Iterator[tuple[tuple[str, ...], Alias]]:
    for number, entry in enumerate(written):
        context = entry.get("context", {})
        plain = [entry["names"]["ar"], entry["names"]["en"], *entry.get("aliases", ())]
        seen: set[tuple[str, ...]] = set()
        for text in (*context, *plain):
            for spelled in (text, text.replace(_PLURAL, _OBLIQUE)):
                words = words_of(spelled)
                if not words or words in seen:
                    continue
                seen.add(words)
                yield words, Alias(number, _rule_number(context.get(text), rules, entry["id"]), spelled)


def _rule_number(name: str | None, rules: Mapping[str, int], identifier: str) -> int:
    if name is None:
        return -1
    if name not in rules:
        raise DataError(f"no such context rule: {name}", subject=identifier)
    return rules[name]


def _rule(row: Mapping[str, Any]) -> Rule:
    lists = {key: frozenset(_folded(row.get(key, ()))) for key in ("near", "after", "not_after", "not_before")}
    flags = {key: bool(row.get(key, False)) for key in ("head", "quoted", "otherwise", "bare")}
    return Rule(name=row["name"], **lists, **flags)  # type: ignore[arg-type]


def _state(row: Mapping[str, Any]) -> State:
    return State(
        code=row["code"],
        ar=row["ar"],
        en=row["en"],
        adjective=row["adjective"],
        names=tuple(dict.fromkeys([row["ar"], *row.get("names", ())])),
        demonyms=tuple(row.get("demonyms", ())),
    )


def _organ(row: Mapping[str, Any]) -> Organ:
    return Organ(
        key=row["key"],
        en=row["en"],
        ar=row["ar"],
        kind=row.get("kind", "organ"),
        parent=row.get("parent"),
        forms=tuple(row.get("forms", ())),
        short=tuple(row.get("short", ())),
    )


def _function(row: Mapping[str, Any]) -> Function:
    return Function(
        id=row["id"],
        en=row["en"],
        parts=tuple(row["parts"]),
        forms=tuple(row["forms"]),
        extends=row.get("extends", True),
        named=row.get("named", False),
        needs_name=row.get("needs_name", False),
    )


def _folded(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold_text(word) for word in words))


if __name__ == "__main__":
    raise SystemExit(main())
