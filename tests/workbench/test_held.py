"""The columns that views count and the table of events answer the same filters alike."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import numpy as np
import pytest
from starlette.requests import Request

from tawatur.casefile.finding import find_events
from tawatur.workbench import make_app
from tawatur.workbench.charts.held import chosen, columns
from tawatur.workbench.view import View

FILTERS = """country=RU  country=RU&country=DE  country=-  type=violence  type=arrest&type=violence
theme=countermeasures  modality=planned  actor=iskp  actor=iskp&actor=taliban
since=2024  until=2023  since=2024-03&until=2024-03  since=2024&type=violence&country=RU
q=موسكو  place=موسكو  review=contradicted  review=unreviewed  q=موسكو&since=2024&actor=iskp  country=JP"""


@pytest.mark.parametrize("query", ["", *FILTERS.split()])
def test_a_view_shows_the_events_that_the_table_lists(sample_case: Path, query: str) -> None:
    """Whatever is asked, the two are the same events."""
    app = make_app(str(sample_case))
    view = View.of(
        Request({"type": "http", "app": app, "query_string": quote(query, safe="=&").encode(), "headers": []})
    )
    held = columns(view)
    with view.case.reading() as connection:
        listed = find_events(connection, view.filters.criteria(), limit=1000)
    ids = [held.id_of(int(row)) for row in np.flatnonzero(chosen(view, held))]
    assert ids == sorted(row.event for row in listed.rows)
    assert (ids == []) == (query == "country=JP")
