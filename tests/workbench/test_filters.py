"""Filters: what an address asks for, and the address of what is asked for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.casefile.finding import Criteria
from tawatur.codebook import event_types, families, modalities, themes
from tawatur.workbench.filters import REVIEWS, Filters, parse

WORDS = st.text(min_size=1, max_size=20).map(str.strip).filter(bool)
SOME = st.builds(
    Filters,
    q=WORDS | st.just(""),
    since=st.sampled_from(["", "2024", "2024-03", "2024-03-22"]),
    until=st.sampled_from(["", "2025", "2022-04/2022-05"]),
    type=st.lists(st.sampled_from([*event_types(), *families()]), unique=True, max_size=3).map(tuple),
    country=st.lists(st.sampled_from(["RU", "AF", "-"]), unique=True).map(tuple),
    place=WORDS | st.just(""),
    actor=st.lists(WORDS, unique=True, max_size=2).map(tuple),
    modality=st.lists(st.sampled_from([*modalities()]), unique=True, max_size=2).map(tuple),
    theme=st.lists(st.sampled_from([*themes()]), unique=True, max_size=2).map(tuple),
    review=st.sampled_from(["", *REVIEWS]),
)


@given(SOME)
def test_an_address_and_its_filters_say_the_same(filters: Filters) -> None:
    """What is written to the address bar is read back whole."""
    assert parse(filters.pairs()) == (filters, ())


@given(st.lists(st.tuples(st.sampled_from([*Filters.__struct_fields__, "page", "x"]), st.text(max_size=30))))
def test_any_address_is_understood_or_its_fault_named(query: list[tuple[str, str]]) -> None:
    """Nothing that can be typed into the address bar breaks a page; what remains is understood."""
    filters, faults = parse(query)
    filters.criteria()
    assert parse(filters.pairs()) == (filters, ())
    assert set(faults) <= set(Filters.__struct_fields__)


@pytest.mark.parametrize(
    ("name", "value"),
    [("since", "March"), ("since", "XXXX-03"), ("until", "2024-13"), ("type", "picnic"), ("review", "maybe")],
)
def test_what_is_not_understood_is_left_out_and_named(name: str, value: str) -> None:
    """A date without a year, a month that is none, a type the codebook does not have."""
    assert parse([(name, value), ("country", "RU")]) == (Filters(country=("RU",)), (name,))


def test_dates_become_the_days_they_bound() -> None:
    """From the first day of the one to the last day of the other."""
    found = Filters(since="2024-03", until="2024").criteria()
    assert (found.first, found.last) == (date(2024, 3, 1), date(2024, 12, 31))


def test_families_and_themes_become_types() -> None:
    """A family stands for its types; a theme narrows them to those that belong to it."""
    violent = Filters(type=("violence",)).criteria().types
    assert violent == tuple(name for name, kind in event_types().items() if kind.family == "violence")
    both = Filters(type=("finance", "bombing"), theme=("violence",)).criteria().types
    assert both is not None
    assert "bombing" in both
    assert all("violence" in event_types()[name].themes for name in both)
    assert Filters(type=("bombing",), theme=("finance",)).criteria().types == ()


def test_a_place_is_asked_for_by_any_of_its_names() -> None:
    """A report that says only "the concert hall" is found by the city it was settled on."""
    assert 524901 in Filters(place="موسكو").criteria().places
    assert Filters(place="زنبركات").criteria().places == ()


def test_no_filter_asks_for_everything() -> None:
    """Empty filters are false and ask nothing of the case."""
    assert (bool(Filters()), Filters().criteria()) == (False, Criteria())
