"""The data beside this package, read once."""

from __future__ import annotations

from functools import cache
from typing import Any

from tawatur.tables import read_table

# What a pair of types that no row names counts against, when they differ.
_UNLISTED = 0.0


def read(name: str) -> Any:
    """The content of one table of `reconciliation/data`.

    Raises:
        DataError: the file is not YAML.
    """
    return read_table("tawatur.reconciliation", name)


@cache
def weights(section: str) -> dict[str, float]:
    """The points of one section of `weights.yaml`; a bare number is found under its own name."""
    found = read("weights.yaml")[section]
    return dict(found) if isinstance(found, dict) else {section: float(found)}


@cache
def group_of(event_type: str) -> str:
    """The group of types that `event_type` may share an event with."""
    return _group_index().get(event_type, event_type)


@cache
def _group_index() -> dict[str, str]:
    return {kind: name for name, kinds in read("groups.yaml")["groups"].items() for kind in kinds}


@cache
def against(left: str, right: str) -> float:
    """How much two event types tell against one event: 0 (nothing) to 3 (never)."""
    if left == right or "attack" in (left, right):
        return 0.0
    return _incompatible().get(frozenset((left, right)), _UNLISTED)


@cache
def _incompatible() -> dict[frozenset[str], float]:
    return {frozenset(row["pair"]): float(row["against"]) for row in read("groups.yaml")["incompatible"]}


@cache
def about_events() -> frozenset[str]:
    """The statement types that speak of an event and carry its identifier."""
    return frozenset(read("groups.yaml")["about"])


@cache
def follows() -> dict[str, tuple[str, ...]]:
    """Groups whose events follow from another event, in the order they are settled."""
    return {name: tuple(sources) for name, sources in read("groups.yaml")["follows"].items()}


@cache
def slack(group: str) -> int:
    """How many days the dates of one event of this group may lie apart."""
    return int(read("groups.yaml")["slack"].get(group, 0))


@cache
def recurring() -> frozenset[str]:
    """Types of violence that go on from day to day."""
    return frozenset(read("groups.yaml")["recurring"])


@cache
def unreal() -> frozenset[str]:
    """Modalities under which nothing happened."""
    return frozenset(read("groups.yaml")["unreal"])


@cache
def facilities() -> dict[str, str]:
    """The kind of site that a folded noun names."""
    return {word: kind for kind, nouns in read("nouns.yaml")["facilities"].items() for word in nouns}


@cache
def another() -> tuple[frozenset[str], frozenset[str]]:
    """Nouns and the words after them by which a report marks one more attack."""
    table = read("nouns.yaml")["another"]
    return frozenset(table["nouns"]), frozenset(table["ordinals"])


@cache
def words(name: str) -> frozenset[str]:
    """A list of folded words of `nouns.yaml`."""
    return frozenset(str(word) for word in read("nouns.yaml")[name])


@cache
def ordered(name: str) -> tuple[str, ...]:
    """A list of `nouns.yaml` in its order."""
    return tuple(str(word) for word in read("nouns.yaml")[name])


@cache
def level_of(precision: str | None) -> str:
    """The level a gazetteer's precision stands for: country, region, city or site; "" when unknown."""
    return str(read("nouns.yaml")["levels"].get(precision or "", ""))


@cache
def agency_names() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Names of wire agencies as folded words, the longest first, with the agency each names."""
    table = read("nouns.yaml")["agencies"]
    pairs = [(tuple(name.split()), key) for key, names in table.items() for name in names]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))
