"""What every view has around its chart: filters in force and to choose, the strip of time, the way to the claims."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import select
from starlette.responses import Response

from tawatur.analysis.columns import OPEN_END, OPEN_START, Columns, Mask
from tawatur.analysis.periods import Period
from tawatur.casefile.tables import event_facts
from tawatur.workbench.charts.held import chosen, columns
from tawatur.workbench.charts.naming import spot_name
from tawatur.workbench.charts.strip import HEIGHT, WIDTH, strip
from tawatur.workbench.view import View, link


def render(view: View, template: str, held: Columns, shown: Mask, **values: Any) -> Response:
    """A view with its frame around it."""
    return view.render(
        template,
        held_events=len(held.ids),
        shown_events=int(np.count_nonzero(shown)),
        span_link=lambda path, period, **more: span_link(view, path, period, **more),
        strip=strip(view, held),
        strip_size=(WIDTH, HEIGHT),
        to=lambda path, **more: link(path, {**view.filters.as_query(), **more}),
        **values,
    )


def asked(view: View) -> tuple[Columns, Mask]:
    """The events of the case and which of them the filters let through."""
    held = columns(view)
    return held, chosen(view, held)


def window_of(view: View) -> Period | None:
    """The stretch of time the filters ask for, where both its ends are named."""
    wanted = view.filters.criteria()
    if wanted.first is None or wanted.last is None or wanted.first > wanted.last:
        return None
    return Period(wanted.first, wanted.last)


def span_query(period: Period) -> dict[str, str]:
    """A period as filters."""
    if "/" not in period.text:
        return {"since": period.text, "until": period.text}
    return {"since": period.first.isoformat(), "until": period.last.isoformat()}


def span_link(view: View, path: str, period: Period, **more: Any) -> str:
    """The address of a page with the filters of this view, narrowed to a period."""
    return link(path, {**view.filters.as_query(), **span_query(period), **more})


def stretch_text(view: View, first: int, last: int) -> str:
    """From the first to the last day (ordinals) in words; empty where nothing is dated."""
    if not first:
        return ""
    start = date.fromordinal(first) if first > OPEN_START else None
    end = date.fromordinal(last) if last < OPEN_END else None
    if start and end:
        return view.say.date(Period(start, end).text)
    return view.say.date(f"{start or '..'}/{end or '..'}") if start or end else ""


def labels(view: View, events: Sequence[str]) -> dict[str, Any]:
    """The rows of events by identifier, for their names and dates."""
    with view.case.reading() as connection:
        found = connection.execute(select(event_facts).where(event_facts.c.event.in_(list(events))))
        return {row.event: row for row in found}


def label_of(view: View, row: Any) -> str:
    """The name of an event in one line."""
    worded = row.label_ar if view.say.language == "ar" else row.label_en
    return worded or view.names.type(row.event_type)


__all__ = [
    "asked",
    "label_of",
    "labels",
    "render",
    "span_link",
    "span_query",
    "spot_name",
    "stretch_text",
    "window_of",
]
