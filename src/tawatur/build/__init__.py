"""Building a case: the one place that knows reading, extraction, reconciliation and the case on disk.

    report = build([Path("reports")], "case.db", workers=2)

Reading and extraction are a pure function of one input, run on an engine; this process stores what
comes back, a few documents a transaction, and then derives the events. A build that was ended at any
moment goes on where it stopped when it is run again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tawatur.build.building import BuildReport, Progress, build
    from tawatur.build.settling import settle

__all__ = ["BuildReport", "Progress", "build", "settle"]


def __getattr__(name: str) -> Any:
    # Loaded when asked for: a search needs only how words are taken apart, not the lexicon and the gazetteer.
    if name in __all__:
        from tawatur.build import building, settling

        return getattr(settling if name == "settle" else building, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
