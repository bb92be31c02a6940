"""From every kind of mark of every view to the words of a report, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tawatur.build import build

from .conftest import Opened, Served, serving

# What the samples do not tell: a listing, a pledge to a group, travel, so that no view stays empty.
REPORT = """نص تجريبي للاختبار
أدرجت وزارة الخزانة الأمريكية تنظيم داعش خراسان في قائمة العقوبات في 12 مايو 2021.
اعتقلت الشرطة الألمانية في 3 فبراير 2022 ثلاثة أشخاص ينتمون إلى تنظيم داعش خراسان في برلين.
"""


@pytest.fixture(scope="module")
def case(sample_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The samples and one report more."""
    folder = tmp_path_factory.mktemp("views")
    (folder / "listing.txt").write_text(REPORT, encoding="utf-8")
    copy = folder / "views.case"
    copy.write_bytes(sample_case.read_bytes())
    build([folder / "listing.txt"], str(copy))
    with serving(copy) as found:
        yield found


def follow(page: Page, selector: str) -> None:
    """Follow a link of a picture as a reader with a keyboard does."""
    page.locator(selector).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def marked(page: Page) -> list[str]:
    """The words marked on the page."""
    return [text.strip() for text in page.locator("mark").all_inner_texts()]


def test_a_span_of_the_timeline_leads_to_its_sentence(case: Served, open_page: Opened) -> None:
    """The span is the Moscow attack; its event gives both tolls with their words marked."""
    page = open_page(f"{case.address}/timeline?country=RU&type=attack", language="ar")
    assert page.locator("svg.timeline a.span").first.get_attribute("aria-label") is not None
    follow(page, "svg.timeline a.span")
    assert "/events/evt_" in page.url
    assert {"145", "173"} <= {word for text in marked(page) for word in re.findall(r"\d+", text)}


def test_a_dot_of_the_map_leads_to_its_sentences(case: Served, open_page: Opened) -> None:
    """The dot of Moscow leads to the events of Moscow, each with its claims."""
    page = open_page(f"{case.address}/map?country=RU")
    dot = page.locator("a.dot[aria-label*='Moscow']").first
    label = dot.get_attribute("aria-label") or ""
    assert label.startswith("Moscow, Russia: ")
    follow(page, "a.dot[aria-label*='Moscow']")
    assert any("موسكو" in text for text in marked(page))


def test_an_outline_leads_to_what_is_known_of_the_country_only(case: Served, open_page: Opened) -> None:
    """A country known by its name alone is an outline, and never a dot."""
    page = open_page(f"{case.address}/map?country=SO")
    assert page.locator("a.dot").count() == 0
    follow(page, "svg.map a:has(.held)")
    assert any("الصومال" in text for text in marked(page))


def test_a_bar_of_the_trends_leads_to_its_claims(case: Served, open_page: Opened) -> None:
    """The bar of March 2024 holds what can have happened then."""
    page = open_page(f"{case.address}/trends?since=2024&until=2024&unit=month&type=violence&measure=killed")
    bar = page.locator("svg.trend a.column[aria-label^='March 2024']").first
    assert bar.get_attribute("href") == "/claims?since=2024-03&until=2024-03&type=violence"
    follow(page, "svg.trend a.column[aria-label^='March 2024']")
    assert {"145", "173", "21"} <= {word for text in marked(page) for word in re.findall(r"\d+", text)}


def test_an_edge_of_the_network_leads_to_its_sentences(case: Served, open_page: Opened) -> None:
    """The edge says who did what to whom, and leads to the claims that name them."""
    page = open_page(f"{case.address}/network?relation=delisting")
    edge = page.locator("svg.network a.edge").first
    assert (edge.get_attribute("aria-label") or "").endswith("delisted Taliban — 1 event")
    follow(page, "svg.network a.edge")
    assert any("طالبان" in text for text in marked(page))


def test_a_flow_of_money_leads_to_its_sentence(case: Served, open_page: Opened) -> None:
    """The ribbon leads to the claim of 25 thousand dollars; an end that is not named says so."""
    page = open_page(f"{case.address}/finance")
    ribbon = page.locator("svg.money a.ribbon").first
    assert (ribbon.get_attribute("aria-label") or "").startswith("from not named to ")
    assert "25,000 US Dollar" in page.inner_text("table >> nth=0")
    follow(page, "svg.money a.ribbon")
    assert any("25 ألف دولار" in text for text in marked(page))


def test_a_point_of_a_status_line_leads_to_its_sentence(case: Served, open_page: Opened) -> None:
    """The supreme court of Russia took the Taliban off its list on a day, which a sentence says."""
    page = open_page(f"{case.address}/finance?country=-&country=RU")
    point = page.locator("svg.lines a.point[aria-label*='April 2025']").first
    assert point.count() == 1
    follow(page, "svg.lines a.point[aria-label*='April 2025']")
    assert any("17 أبريل" in text for text in marked(page))


def test_a_passage_of_the_dossier_is_marked_and_leads_to_its_report(case: Served, open_page: Opened) -> None:
    """The chapter on finance holds the sentence on money, and its report the words in place."""
    page = open_page(f"{case.address}/dossier?chapter=finance", language="ar")
    assert page.inner_text("#h-chapter") == "التمويل"
    assert any("25 ألف دولار" in text for text in marked(page))
    with page.expect_navigation():
        page.locator(".claim .source a").first.click()
    assert "/reports/" in page.url
    assert any("25 ألف دولار" in text for text in marked(page))


def test_dragging_over_the_strip_chooses_a_period_for_every_view(case: Served, open_page: Opened) -> None:
    """The newest half of the strip is on the left in Arabic; other views keep the stretch chosen."""
    page = open_page(f"{case.address}/trends", language="ar")
    page.wait_for_load_state("networkidle")
    box = page.locator(".strip svg").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.01, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 10, steps=4)
    with page.expect_navigation():
        page.mouse.up()
    since = re.search(r"since=(\d{4})-\d\d-\d\d&until=(\d{4})", page.url)
    assert since is not None
    assert int(since[1]) >= 2023
    assert "since=" in (page.locator(".ways a").first.get_attribute("href") or "")


def test_a_filter_changes_the_picture_in_place_and_keeps_how_it_is_drawn(case: Served, open_page: Opened) -> None:
    """Choosing a country keeps the lanes by actor, and the strip can still be dragged over."""
    page = open_page(f"{case.address}/timeline?by=actor")
    page.click(".narrow summary")
    page.select_option("#f-country", "RU")
    page.wait_for_url("**country=RU**")
    assert "by=actor" in page.url
    assert page.locator(".segments a[aria-current]").inner_text() == "actor"


def test_time_runs_the_way_the_reader_reads_and_the_map_does_not(case: Served, open_page: Opened) -> None:
    """The first year of the axis is on the right in Arabic; Germany is west of Russia in both languages."""
    ticks, dots = {}, {}
    for language in ("ar", "en"):
        page = open_page(f"{case.address}/timeline?since=2020&until=2025", language=language)
        ticks[language] = [
            float(x) for x in page.locator(".tick-label").evaluate_all("all => all.map(t => t.getAttribute('x'))")
        ]
        page = open_page(f"{case.address}/map", language=language)
        dots[language] = page.locator("svg.map").get_attribute("viewBox")
    assert ticks["en"] == sorted(ticks["en"])
    assert ticks["ar"] == sorted(ticks["ar"], reverse=True)
    assert dots["ar"] == dots["en"]


ODD = """map?at=x  map?at=1,2  map/place?spot=1  timeline?by=x  timeline?since=9999&until=0001
timeline?since=0001&until=9999  trends?unit=x&measure=x&before=x&after=../2024  trends?since=0001&until=9999
network?relation=x  dossier?chapter=x&page=99  finance?since=1900&until=1901"""


@pytest.mark.parametrize("path", ODD.split())
def test_an_address_that_asks_for_nothing_there_is_answered(case: Served, path: str) -> None:
    """What is not understood is left out; nothing fails."""
    assert case.ask(f"/{path}").status == 200


def test_an_edge_of_no_relation_is_not_there(case: Served) -> None:
    """The answer says that there is nothing at the address."""
    assert case.ask("/network/edge?relation=x").status == 404


def test_a_view_without_events_says_what_to_do(case: Served, open_page: Opened) -> None:
    """Filters that nothing meets leave words and a way back, not an empty picture."""
    page = open_page(f"{case.address}/timeline?country=JP")
    assert page.inner_text("#view .empty h2") == "No event meets these filters"
    assert page.locator("#view .empty a").get_attribute("href") == "/timeline"
