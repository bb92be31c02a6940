"""Names of places in the reader's language."""

from __future__ import annotations

from functools import lru_cache

from tawatur.analysis.columns import Spot
from tawatur.authority import gazetteer


@lru_cache(maxsize=4096)
def spot_name(spot: Spot, language: str) -> str:
    """The name of a place: of the gazetteer in Arabic where it has one, else as the case has it."""
    if language == "ar" and spot.geonames is not None:
        index = gazetteer.load().by_geonames(spot.geonames)
        known = None if index is None else gazetteer.load().entry(index).name_ar
        if known:
            return known
    return spot.name
