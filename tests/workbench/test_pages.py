"""Pages over HTTP: all of a case can be reached, and downloads hold what is shown."""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import quote

import pytest

from tawatur.casefile import Case
from tawatur.publishing.formats import load_format
from tawatur.record import Event
from tawatur.workbench.pages.claims import behind, named
from tawatur.workbench.pages.events import page_number, sorting

from .conftest import Served


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_event_and_report_of_a_case_has_its_page(served: Served, language: str) -> None:
    """None of them fails, in either language."""
    with Case.open(str(served.case)) as case:
        paths = [f"/events/{event.id}" for event in case.events()] + [f"/reports/{c.sha256}" for c in case.cards()]
    assert [path for path in paths if served.ask(path, Accept_Language=language).status != 200] == []


@pytest.mark.parametrize("path", ["/nowhere", "/events/evt_none", "/reports/none", "/reports/none/original"])
def test_an_address_that_leads_nowhere_says_so(served: Served, path: str) -> None:
    """A page with the way back, in the reader's language."""
    answer = served.ask(path, Accept_Language="en")
    assert (answer.status, "There is nothing at this address" in answer.text) == (404, True)


def test_the_beginning_of_an_identifier_leads_to_its_event(served: Served, attack: Event) -> None:
    """As `tawatur explain` takes it."""
    answer = served.ask(f"/events/{attack.id[:12]}")
    assert (answer.status, answer.headers["location"]) == (302, f"/events/{attack.id}")


def test_the_downloads_are_the_exports_of_what_is_shown(served: Served, attack: Event) -> None:
    """Lines as `tawatur export` writes them and a row for each, of the events that meet the filters alone."""
    with Case.open(str(served.case)) as case:
        lines = b"".join(load_format("events")(case)).splitlines()
    everything = csv.DictReader(io.StringIO(served.ask("/events.csv?sort=date").body.decode("utf-8-sig")))
    assert sorted(row["event"] for row in everything) == sorted(json.loads(line)["id"] for line in lines)
    assert sorted(served.ask("/events.jsonl").body.splitlines()) == sorted(lines)
    one = served.ask("/events.jsonl?review=contradicted")
    assert [json.loads(line)["id"] for line in one.body.splitlines()] == [attack.id]
    assert one.headers["content-disposition"] == 'attachment; filename="events.jsonl"'


def test_a_spreadsheet_download_opens_in_arabic(served: Served) -> None:
    """It begins with the byte-order mark without which Excel shows question marks."""
    assert served.ask("/events.csv?country=RU").body.startswith(b"\xef\xbb\xbfevent,")


@pytest.mark.parametrize("address", ["ids={claims}", "event={event}&measure=killed&figure=1"])
def test_a_figure_leads_to_its_claims(served: Served, attack: Event, address: str) -> None:
    """Those that give it and no others, each in its sentence with its figure marked."""
    value = attack.figures["killed"].values[1]
    path = address.format(claims=",".join(value.claims), event=attack.id)
    page = served.ask(f"/claims?{path}", Accept_Language="en").text
    assert re.findall('id="(clm_[0-9a-f]+)"', page) == list(value.claims)
    marked = re.findall('<mark class="m m-figure" tabindex="0"[^>]*>([^<]*)</mark>', page)
    assert marked == ["173"]


def test_a_part_of_an_event_leads_to_its_claims(attack: Event) -> None:
    """A measure to all its figures' claims, a chain to its own, and what is not there to the whole event."""
    killed, chain = attack.figures["killed"], attack.chain_details[0]
    assert behind(attack, {"measure": "killed"}) == [name for value in killed.values for name in value.claims]
    assert behind(attack, {"measure": "killed", "figure": "9"}) == behind(attack, {"measure": "killed"})
    assert behind(attack, {"chain": chain.id}) == list(chain.claims)
    assert behind(attack, {"measure": "nonsense"}) == list(attack.claims)


def test_the_claims_of_a_view_are_those_of_its_events(served: Served) -> None:
    """The filters mean the same on every page."""
    with Case.open(str(served.case)) as case:
        wanted = sum(len(event.claims) for event in case.events() if event.place and event.place.country == "RU")
    assert (
        f'<p class="total" role="status">{wanted} claims</p>'
        in served.ask("/claims?country=RU", Accept_Language="en").text
    )


def test_faults_of_an_address_are_told(served: Served) -> None:
    """A date that cannot be understood is named, and the rest is shown."""
    page = served.ask("/events?since=yesterday&country=RU", Accept_Language="en").text
    assert "The value of “From” was not understood" in page
    assert "Country: <bdi>Russia</bdi>" in page


def test_a_search_that_finds_nothing_says_so(served: Served) -> None:
    """An empty answer teaches what to do."""
    page = served.ask(f"/events?q={quote('زنبركات')}", Accept_Language="en").text
    assert "No event meets this." in page


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("", ("date", True)), ("-killed", ("killed", True)), ("killed", ("killed", False)), ("x;drop", ("date", True))],
)
def test_a_table_is_sorted_by_what_it_has(asked: str, expected: tuple[str, bool]) -> None:
    """Another order than those there are is the usual one."""
    assert sorting(asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"), [("", 1), ("3", 3), ("0", 1), ("-1", 1), ("٣", 1), ("9" * 30, 1), ("1e3", 1)]
)
def test_a_page_has_a_number(asked: str, expected: int) -> None:
    """What is no number is the first page."""
    assert page_number(asked) == expected


def test_claims_are_named_once() -> None:
    """Identifiers may be given together or apart."""
    assert named(["a,b,,a", "c"]) == ["a", "b", "c"]
