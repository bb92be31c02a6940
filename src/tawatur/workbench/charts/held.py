"""The columns that charts count, kept in memory for as long as the case is what it was."""

from __future__ import annotations

import threading

from msgspec.structs import replace
from sqlalchemy import func, select

from tawatur.analysis.columns import Columns, Mask, load
from tawatur.analysis.selecting import select_events
from tawatur.casefile import Case
from tawatur.casefile.finding import Criteria, where
from tawatur.casefile.tables import event_facts
from tawatur.workbench.view import View

_LARGE = 50_000


class Held:
    """The columns of one case, read again when it has changed.

    A large case takes seconds to read. Whoever asks meanwhile is answered from the columns of before, so that
    a judgement on one event does not hold up every chart.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._lock = threading.Lock()
        self._state = ""
        self._columns: Columns | None = None
        self._reading = False

    def columns(self) -> Columns:
        """The columns."""
        state = self._now()
        with self._lock:
            held = self._columns
            if held is not None and state == self._state:
                return held
            if held is None or len(held.ids) < _LARGE:
                self._columns, self._state = self._read(), state
                return self._columns
            if not self._reading:
                self._reading = True
                threading.Thread(target=self._refresh, args=(state,), daemon=True).start()
            return held

    def preload(self) -> None:
        """Begin to read a large case before anybody asks. A small one takes no time when it is asked for."""
        with self._case.reading() as connection:
            size = connection.execute(select(func.count()).select_from(event_facts)).scalar_one()
        if size >= _LARGE:
            threading.Thread(target=self.columns, daemon=True).start()

    def _refresh(self, state: str) -> None:
        try:
            read = self._read()
            with self._lock:
                self._columns, self._state = read, state
        finally:
            self._reading = False

    def _read(self) -> Columns:
        with self._case.reading() as connection:
            return load(connection)

    def _now(self) -> str:
        return f"{self._case.revision()} {self._case.meta('reconciled')}"


def columns(view: View) -> Columns:
    """The columns of the case of a request."""
    held: Held = view.request.app.state.held
    return held.columns()


def chosen(view: View, held: Columns, *, dated: bool = True) -> Mask:
    """The events that the filters of the view let through; without `dated` whenever they happened."""
    asked = view.filters.criteria()
    return select_events(
        held,
        first=asked.first if dated else None,
        last=asked.last if dated else None,
        kinds=asked.types,
        countries=asked.countries,
        actors=asked.actors,
        modalities=asked.modalities,
        among=held.rows_of(_found(view, asked)) if asked.words or asked.place or asked.review else None,
    )


def _found(view: View, asked: Criteria) -> list[str]:
    """What only the database can answer: words of passages, words of places, states of review."""
    rest = replace(asked, first=None, last=None, types=None, countries=(), actors=(), modalities=())
    with view.case.reading() as connection:
        return list(connection.execute(select(event_facts.c.event).where(*where(rest))).scalars())
