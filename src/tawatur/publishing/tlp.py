"""The Traffic Light Protocol 2.0: its levels, the strictest of several, and exports that would break one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tawatur.casefile.marking import Kind
from tawatur.errors import UsageError

LEVELS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""The levels of TLP 2.0, the least strict first."""

CLEAR = LEVELS[0]
_FORMER = {"TLP:WHITE": CLEAR}
_SHOWN = 10


class UnknownMarking(UsageError):
    """A text that is no level of TLP 2.0."""

    code = "tlp-unknown"


class MarkingBroken(UsageError):
    """An export that would show somebody what its marking keeps from them.

    `obstacles` lists everything that stands in the way.
    """

    code = "tlp-broken"

    def __init__(self, ceiling: str, obstacles: Sequence[Obstacle]) -> None:
        listed = "; ".join(f"{item.kind} {item.name} is {item.tlp}" for item in obstacles[:_SHOWN])
        more = f"; and {len(obstacles) - _SHOWN} more" if len(obstacles) > _SHOWN else ""
        super().__init__(
            f"refused: this export may show no more than {ceiling}, and {listed}{more}. Give a profile for receivers "
            "who may see it (tlp:), one that leaves it out (over: withhold), or mark it anew (tawatur mark)",
            subject=ceiling,
        )
        self.obstacles = tuple(obstacles)


class Obstacle(NamedTuple):
    """Something marked stricter than an export may show. `name` is what a person knows it by."""

    kind: Kind
    subject: str
    name: str
    tlp: str


def level(text: str) -> str:
    """The level a text names: any case, with or without `TLP:`; WHITE is the former name of CLEAR.

    Raises:
        UnknownMarking: it names none.
    """
    upper = text.strip().upper()
    named = upper if upper.startswith("TLP:") else f"TLP:{upper}"
    named = _FORMER.get(named, named)
    if named not in LEVELS:
        raise UnknownMarking(f"{text!r} is no TLP 2.0 marking; choose one of {', '.join(LEVELS)}", subject=text)
    return named


def strictest(levels: Iterable[str]) -> str:
    """The strictest of some levels; CLEAR where there are none."""
    return max(levels, key=LEVELS.index, default=CLEAR)


def over(found: str, ceiling: str) -> bool:
    """Whether a marking keeps from receivers at `ceiling` what it is on."""
    return LEVELS.index(found) > LEVELS.index(ceiling)


class Markings:
    """The markings of a case: those the reports came with and those people set; the strictest counts."""

    def __init__(self, set_by_people: Mapping[tuple[str, str], str]) -> None:
        self._set = {key: level(value) for key, value in set_by_people.items()}

    @property
    def case(self) -> str:
        """The marking of the whole case."""
        return self._set.get(("case", ""), CLEAR)

    def document(self, sha256: str, own: str) -> str:
        """The marking of a document that came with `own`, the case's not counted."""
        return strictest((level(own), self._set.get(("document", sha256), CLEAR)))

    def claim(self, identifier: str, own: str) -> str:
        """The marking of a claim that came with `own`, its document's not counted."""
        return strictest((level(own), self._set.get(("claim", identifier), CLEAR)))
