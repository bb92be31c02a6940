"""Names of actors, places and filters in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from tawatur.analysis.columns import Spot
from tawatur.authority import actors, gazetteer
from tawatur.workbench.filters import Filters
from tawatur.workbench.view import View, link


class Chip(NamedTuple):
    """One filter in force: what it is, its value in words, and the address of the view without it."""

    name: str
    text: str
    without: str


@lru_cache(maxsize=4096)
def actor_name(identifier: str, language: str) -> str:
    """The name of an actor of the authority; the identifier itself where it is a name no entry stands for."""
    entry = actors.by_id(identifier)
    if entry is None:
        return identifier
    return (entry.ar if language == "ar" else entry.en) or entry.en or entry.ar


@lru_cache(maxsize=4096)
def spot_name(spot: Spot, language: str) -> str:
    """The name of a place: of the gazetteer in Arabic where it has one, else as the case has it."""
    if language == "ar" and spot.geonames is not None:
        index = gazetteer.load().by_geonames(spot.geonames)
        known = None if index is None else gazetteer.load().entry(index).name_ar
        if known:
            return known
    return spot.name


def chips(view: View) -> list[Chip]:
    """The filters in force, in the order of the address."""
    return [
        Chip(name, filter_text(view, name, value), _without(view, view.filters.without(name, value)))
        for name, value in view.filters.pairs()
    ]


def filter_text(view: View, name: str, value: str) -> str:
    """A filter's value in words."""
    names = view.names
    say, language = view.say, view.say.language
    worded: dict[str, Callable[[str], str]] = {
        "type": names.type,
        "country": lambda code: names.country(code) if code != "-" else say("views.no_country"),
        "actor": lambda actor: actor_name(actor, language),
        "modality": names.modality,
        "theme": names.theme,
        "since": say.date,
        "until": say.date,
        "review": lambda state: say(f"views.review_{state}"),
    }
    return worded[name](value) if name in worded else value


def own(view: View) -> dict[str, list[str]]:
    """What the address asks for beyond the filters: how this page is drawn."""
    query = view.request.query_params
    return {
        name: query.getlist(name)
        for name in query
        if name not in (*Filters.__struct_fields__, "page", "lang", "digits")
    }


def _without(view: View, filters: Filters) -> str:
    return link(view.request.url.path, {**own(view), **filters.as_query()})
