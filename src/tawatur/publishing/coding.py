"""One event as other codebooks see it: the codes of the crosswalk, each with its reason, and their own fields.

Nothing is derived that the record does not hold: ACLED codes conduct, UCDP actors, GTD intent, so a code
that hangs on what the type does not say is given as its alternatives, and the fields below it stay empty.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tawatur import codebook, dates
from tawatur.codebook import Correspondence, crosswalk
from tawatur.errors import UsageError
from tawatur.publishing.sharing import SharedEvent
from tawatur.record import Number

Coded = dict[str, str | int | float | bool | None]

CODEBOOKS = {"acled": "acled", "ucdp-ged": "ucdp_ged", "gtd": "gtd", "plover": "plover"}
"""The codebooks columns can be added of, by the name they are asked for."""

_HAPPENED = frozenset({"asserted", "claimed", "suspected"})
_DISORDER = {
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_VIOLENT_RIOT = "Mob violence"
_ACLED_PLACE = {"site": 1, "city": 1, "admin1": 3}
_UCDP_PLACE = {"site": 1, "city": 1, "admin1": 4, "region": 5, "country": 6}
_GTD_PLACE = {"site": 1, "city": 1, "admin1": 4}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def _declared() -> dict[str, dict[str, dict[str, str]]]:
    text = files("tawatur.publishing").joinpath("coding.yaml").read_text("utf-8")
    found: dict[str, dict[str, dict[str, str]]] = yaml.load(text, Loader=_LOADER)
    return found


def columns(name: str) -> tuple[tuple[str, Any, str, str], ...]:
    """The columns a codebook adds: name, type, meaning in English and Arabic.

    Raises:
        UsageError: there is no such codebook here.
    """
    scheme = _scheme(name)
    listed = {**_declared()["common"], **_declared()[scheme]}
    return tuple((f"{scheme}_{key}", row["type"], row["en"], row["ar"]) for key, row in listed.items())


def code(told: SharedEvent, name: str) -> Coded:
    """The cells of those columns for one event."""
    scheme = _scheme(name)
    found = _correspondence(told, scheme)
    happened = told.event.modality in _HAPPENED
    reason = found.reason if happened else f"not coded: the reports hold it {told.event.modality}"
    if happened and not found.equivalent:
        reason = f"no equivalent: {found.reason}"
    dead = _figure(told, "killed", "high")
    if scheme == "ucdp_ged" and happened and found.equivalent and not dead:
        found, reason = (
            _none(found),
            "no equivalent: UCDP codes an event with at least one direct death; none is reported",
        )
    if not happened:
        found = _none(found)
    cells: Coded = {
        "code": " | ".join(found.codes),
        "settled": found.settled,
        "reason": reason or "follows from the type of event",
        **_FIELDS[scheme](told, found),
    }
    return {f"{scheme}_{key}": value for key, value in cells.items()}


def _scheme(name: str) -> str:
    try:
        return CODEBOOKS[name]
    except KeyError:
        raise UsageError(f"there is no such codebook; choose one of {', '.join(CODEBOOKS)}", subject=name) from None


def _correspondence(told: SharedEvent, scheme: str) -> Correspondence:
    kind = told.event.event_type
    if not codebook.is_event_type(kind):
        return Correspondence(
            scheme=scheme, event_type=kind, codes=(), fields={}, reason="this type is not in Tawatur's codebook"
        )
    return crosswalk(kind, scheme, told.mode)


def _none(found: Correspondence) -> Correspondence:
    return Correspondence(scheme=found.scheme, event_type=found.event_type, codes=(), fields={}, reason=found.reason)


def _acled(told: SharedEvent, found: Correspondence) -> Coded:
    kind, _, sub = found.codes[0].partition(" / ") if found.settled else ("", "", "")
    disorder = (
        _DISORDER.get(kind, "Political violence") if kind and sub != _VIOLENT_RIOT else kind and "Political violence"
    )
    coded = found.equivalent
    return {
        "disorder_type": disorder or None,
        "event_type": kind or None,
        "sub_event_type": sub or None,
        "time_precision": _time(told, ((1, 1), (7, 2), (31, 3))) if coded else None,
        "geo_precision": _ACLED_PLACE.get(_precision(told)) if coded else None,
        "fatalities": _figure(told, "killed", "low") if coded else None,
    }


def _ucdp(told: SharedEvent, found: Correspondence) -> Coded:
    coded = found.equivalent
    return {
        "type_of_violence": int(found.codes[0]) if found.settled else None,
        "date_prec": _time(told, ((1, 1), (6, 2), (7, 3), (31, 4), (10**6, 5))) if coded else None,
        "where_prec": _UCDP_PLACE.get(_precision(told)) if coded else None,
        "event_clarity": 1 if coded and not _figure(told, "attacks", "high") else 2 if coded else None,
        "best": _figure(told, "killed", "best") if coded else None,
        "low": _figure(told, "killed", "low") if coded else None,
        "high": _figure(told, "killed", "high") if coded else None,
        "number_of_sources": len(told.reports) if coded else None,
    }


def _gtd(told: SharedEvent, found: Correspondence) -> Coded:
    attack = found.settled and found.codes[0].isdigit()
    known = _known(told)
    day = known is not None and known.days == 1
    month = known is not None and known.first.month == known.last.month and known.days <= 31
    weapon, suicide = found.fields.get("weaptype"), found.fields.get("suicide")
    return {
        "attacktype1": int(found.codes[0]) if attack else None,
        "weaptype1": int(weapon) if weapon else None,
        "suicide": int(suicide) if suicide else None,
        "iyear": known.first.year if attack and known and known.first.year == known.last.year else None,
        "imonth": (known.first.month if month and known else 0) if attack else None,
        "iday": (known.first.day if day and known else 0) if attack else None,
        "specificity": _GTD_PLACE.get(_precision(told), 5) if attack else None,
        "nkill": _figure(told, "killed", "best") if attack else None,
        "nwound": _figure(told, "injured", "best") if attack else None,
    }


def _plover(told: SharedEvent, found: Correspondence) -> Coded:
    act, _, mode = found.codes[0].partition("/") if found.settled else ("", "", "")
    coded = found.equivalent
    return {
        "event": act or None,
        "mode": mode or None,
        "dead": _figure(told, "killed", "best") if coded else None,
        "injured": _figure(told, "injured", "best") if coded else None,
        "arrested": _figure(told, "arrested", "best") if coded else None,
    }


_FIELDS: dict[str, Callable[[SharedEvent, Correspondence], Coded]] = {
    "acled": _acled,
    "ucdp_ged": _ucdp,
    "gtd": _gtd,
    "plover": _plover,
}


def _figure(told: SharedEvent, measure: str, bound: str) -> Number | None:
    tally = told.event.figures.get(measure)
    found: Number | None = None if tally is None else getattr(tally, bound)
    return found


def _precision(told: SharedEvent) -> str:
    return (told.event.place.precision or "") if told.event.place else ""


def _known(told: SharedEvent) -> dates.Edtf | None:
    """The date where it has a year and both ends."""
    text = told.event.date
    if text is None or not dates.is_edtf(text):
        return None
    parsed = dates.parse(text)
    whole = parsed.first.year > 1 and parsed.last.year < 9999
    return parsed if whole and not parsed.yearless else None


def _time(told: SharedEvent, steps: tuple[tuple[int, int], ...]) -> int | None:
    known = _known(told)
    return None if known is None else next((level for most, level in steps if known.days <= most), None)
