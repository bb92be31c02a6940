"""Which events a view is of: conditions on columns, joined by "and"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from tawatur.analysis.columns import NONE, Columns, Ints, Mask


def select_events(
    held: Columns,
    *,
    first: date | None = None,
    last: date | None = None,
    kinds: Iterable[str] | None = None,
    countries: Iterable[str] = (),
    actors: Iterable[str] = (),
    modalities: Iterable[str] = (),
    among: Ints | None = None,
) -> Mask:
    """The events that meet every condition given.

    Args:
        held: the events.
        first, last: the event may have happened on or after, on or before these days; an undated one does not.
        kinds: event types; an empty one matches none.
        countries: ISO codes, "-" for no country.
        actors: identifiers; an event needs any of them.
        modalities: identifiers.
        among: rows of events found by other means, such as a search for words.
    """
    chosen = np.ones(len(held.ids), dtype=np.bool_)
    if first is not None:
        chosen &= held.dated & (held.last >= first.toordinal())
    if last is not None:
        chosen &= held.dated & (held.first <= last.toordinal())
    if kinds is not None:
        chosen &= _is_one_of(held.kind, held.kinds, frozenset(kinds))
    codes = frozenset(countries)
    if codes:
        chosen &= _is_one_of(held.country, held.countries, codes) | ((held.country == NONE) & ("-" in codes))
    named = frozenset(modalities)
    if named:
        chosen &= _is_one_of(held.modality, held.modalities, named)
    wanted = frozenset(actors)
    if wanted:
        chosen &= with_actors(held, wanted)
    if among is not None:
        found = np.zeros(len(held.ids), dtype=np.bool_)
        found[among] = True
        chosen &= found
    return chosen


def with_actors(held: Columns, actors: frozenset[str]) -> Mask:
    """The events in which any of the actors has any role."""
    wanted = [number for number, party in enumerate(held.parties) if party.id in actors]
    found = np.zeros(len(held.ids), dtype=np.bool_)
    found[held.takers.event[np.isin(held.takers.party, np.array(wanted, dtype=np.int32))]] = True
    return found


def _is_one_of(column: Ints, names: tuple[str, ...], wanted: frozenset[str]) -> Mask:
    numbers = [number for number, name in enumerate(names) if name in wanted]
    found: Mask = np.isin(column, np.array(numbers, dtype=np.int32))
    return found
