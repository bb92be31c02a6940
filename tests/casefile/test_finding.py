"""Finding events: what the columns answer is what the events say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tawatur import dates, samples
from tawatur.build import build
from tawatur.build.words import groups
from tawatur.casefile import Case, finding
from tawatur.casefile.finding import ORDERS, Criteria, Order, claims_of, find_claims, find_events, too_common
from tawatur.casefile.summing import facets_of, summary
from tawatur.casefile.tables import claim_passages, event_actors, event_facts, event_tallies, facets
from tawatur.intake import load_mapping
from tawatur.record import Event, Judgement

PREPARED = (event_facts, event_actors, event_tallies, facets, claim_passages)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The case of the bundled samples."""
    path = tmp_path_factory.mktemp("finding") / "sample.case"
    build([samples.path()], str(path), mapping=load_mapping(samples.mapping()))
    with Case.open(str(path)) as opened:
        yield opened


def found(case: Case, criteria: Criteria) -> set[str]:
    with case.reading() as connection:
        return {row.event for row in find_events(connection, criteria, limit=1000).rows}


def in_march(event: Event) -> bool:
    if event.date is None or dates.parse(event.date).yearless:
        return False
    parsed = dates.parse(event.date)
    return parsed.last >= date(2024, 3, 1) and parsed.first <= date(2024, 3, 31)


@pytest.mark.parametrize(
    ("criteria", "meets"),
    [
        (Criteria(), lambda _: True),
        (Criteria(first=date(2024, 3, 1), last=date(2024, 3, 31)), in_march),
        (Criteria(types=("attack", "bombing")), lambda event: event.event_type in ("attack", "bombing")),
        (Criteria(types=()), lambda _: False),
        (Criteria(countries=("RU", "AF")), lambda event: event.place and event.place.country in ("RU", "AF")),
        (Criteria(countries=("-",)), lambda event: event.place is None or event.place.country is None),
        (Criteria(modalities=("planned",)), lambda event: event.modality == "planned"),
        (Criteria(actors=("iskp",)), lambda event: any(actor.id == "iskp" for actor in event.actors)),
        (Criteria(place="موسكو", places=(524901,)), lambda event: event.place and event.place.geonames == 524901),
        (Criteria(place="قاعه حفلات"), lambda event: event.place and event.place.text == "قاعة حفلات"),
        (Criteria(place="mosc"), lambda event: event.place and "Moscow" in (event.place.name or "")),
        (Criteria(review="contradicted"), lambda event: any(t.contradiction for t in event.figures.values())),
        (Criteria(review="reviewed"), lambda _: False),
        (Criteria(review="unreviewed"), lambda _: True),
    ],
)
def test_the_columns_answer_as_the_events_do(case: Case, criteria: Criteria, meets: Callable[[Event], Any]) -> None:
    """Each criterion finds exactly the events that meet it."""
    assert found(case, criteria) == {event.id for event in case.events() if meets(event)}


def test_words_are_looked_for_in_the_sentences_of_claims(case: Case) -> None:
    """Every word must stand in one passage that a claim of the event meets, in any spelling."""
    wanted = groups(["هجوم قاعه"])
    expected = set()
    texts = {document.sha256: document for document in case.documents()}
    event_of = case.event_of()
    for hit in case.search(wanted, limit=1000):
        for claim in case.claims_in(hit.sha256):
            if claim.span[0] < hit.span[1] and claim.span[1] > hit.span[0] and claim.id in event_of:
                expected.add(event_of[claim.id])
    assert expected
    assert texts
    assert found(case, Criteria(words=wanted)) == expected
    assert found(case, Criteria(words=groups(["زنبركات"]))) == set()


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("descending", [True, False])
def test_pages_of_a_list_hold_each_event_once(case: Case, order: Order, descending: bool) -> None:
    """The order is total, and what has no value comes last either way."""
    listed: list[str] = []
    with case.reading() as connection:
        total = find_events(connection, Criteria()).total
        for offset in range(0, total, 7):
            page = find_events(connection, Criteria(), order=order, descending=descending, limit=7, offset=offset)
            listed.extend(row.event for row in page.rows)
    assert len(listed) == len(set(listed)) == total == len(case.events())


@pytest.mark.parametrize("criteria", [Criteria(), Criteria(countries=("RU",)), Criteria(types=())])
def test_the_claims_of_a_view_are_all_claims_of_its_events(case: Case, criteria: Criteria) -> None:
    """No claim is left out, doubled or taken from another event, however the list is cut into pages."""
    with case.reading() as connection:
        whole, total = find_claims(connection, criteria, limit=1000)
        pages = [
            name
            for offset in range(0, total, 7)
            for name in find_claims(connection, criteria, limit=7, offset=offset)[0]
        ]
        named = set(connection.execute(claims_of(criteria)).scalars())
    wanted = {event.id for event in case.events()} & found(case, criteria)
    assert pages == whole
    assert len(whole) == total
    assert set(whole) == named == {name for event in case.events() if event.id in wanted for name in event.claims}


def test_words_that_stand_everywhere_are_told(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not every passage is followed to its event, whoever shows the answer can say so."""
    wanted = Criteria(words=groups(["في"]))
    with case.reading() as connection:
        assert not too_common(connection, wanted)
        monkeypatch.setattr(finding, "MOST_PASSAGES", 3)
        assert too_common(connection, wanted)


def test_what_is_counted_is_what_there_is(case: Case) -> None:
    """The sizes and the values to narrow to are those of the case."""
    counts = case.counts()
    with case.reading() as connection:
        held = summary(connection)
        countries = {item.value: item.events for item in facets_of(connection, "country")}
    assert (held.documents, held.claims, held.events, held.contradicted) == counts[:4]
    assert (held.first, held.last) == ("2021-01-01", "2025-06-30")
    assert countries["RU"] == sum(bool(event.place and event.place.country == "RU") for event in case.events())


def contents(case: Case) -> list[list[tuple[Any, ...]]]:
    with case.reading() as connection:
        return [sorted(map(repr, connection.execute(select(table)))) for table in PREPARED]  # type: ignore[misc]


def test_a_case_without_prepared_rows_gets_them_when_asked(case: Case) -> None:
    """A case built before there were such rows is prepared once, with the very rows a build makes."""
    before = contents(case)
    with case._writing() as connection:
        for table in PREPARED:
            table.drop(connection)
    assert case.prepare() is True
    assert contents(case) == before
    assert case.prepare() is False


def test_a_build_of_an_earlier_case_prepares_it(tmp_path: Path, case: Case) -> None:
    """A case that lacks these tables is added to, and ends with the rows of one built anew."""
    path = str(tmp_path / "old.case")
    reports = samples.path()
    early = sorted(reports.iterdir())[:8]
    fields = load_mapping(samples.mapping())
    build(early, path, mapping=fields)
    with Case.open(path) as old, old._writing() as connection:
        for table in PREPARED:
            table.drop(connection)
        connection.exec_driver_sql("DELETE FROM meta WHERE key = 'facts'")
    build([reports], path, mapping=fields)
    with Case.open(path) as old:
        assert [len(rows) for rows in contents(old)] == [len(rows) for rows in contents(case)]
        assert old.prepare() is False


def test_a_judgement_is_seen_after_the_next_build(tmp_path: Path) -> None:
    """An event is reviewed once a person has judged one of its claims, and the rest are not."""
    path = str(tmp_path / "judged.case")
    fields = load_mapping(samples.mapping())
    build([samples.path()], path, mapping=fields)
    with Case.open(path) as case:
        event = next(event for event in case.events() if len(event.claims) > 1)
        case.judge(
            Judgement(left=event.claims[0], right=event.claims[1], verdict="same", by="salma", reason="one attack")
        )
    build([samples.path()], path, mapping=fields)
    with Case.open(path) as case:
        assert found(case, Criteria(review="reviewed")) == {event.id}
