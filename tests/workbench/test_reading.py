"""An analyst's way through the workbench, in a real browser: find, open, read both figures, check the words."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tawatur.build import build
from tawatur.casefile import Case
from tawatur.record import Event

from .conftest import Opened, Served, serving
from .test_frame import faults

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def test_both_figures_are_read_in_their_sentences(served: Served, open_page: Opened) -> None:
    """From the overview to the filtered table, to the event, to 145 and 173 with the words that give them."""
    page = open_page(served.address)
    page.click("nav >> text=Events")
    page.select_option("#f-country", "RU")
    expect(page.locator(".filters .chosen")).to_contain_text("Russia")
    page.fill("#f-since", "2024-03")
    page.press("#f-since", "Enter")
    page.select_option("#f-review", "contradicted")
    expect(page.locator(".total")).to_have_text("1 event")
    assert {"country=RU", "since=2024-03", "review=contradicted"} == set(page.url.partition("?")[2].split("&"))
    page.click("table.events tbody a >> nth=0")
    rungs = page.locator("#killed .rung")
    assert rungs.locator(".figure").all_inner_texts() == ["145", "173"]
    for rung, number in ((rungs.nth(0), "145"), (rungs.nth(1), "173")):
        assert rung.locator(".quote .m-figure").first.inner_text() == number
    rungs.nth(1).locator("text=in the report").click()
    assert page.locator(".text .m-figure.asked").all_inner_texts() == ["173"]


def test_the_address_shows_another_reader_the_same(served: Served, open_page: Opened) -> None:
    """What filters leave on the page is what the address alone gives in a fresh browser."""
    page = open_page(f"{served.address}/events")
    page.select_option("#f-type", "enforcement")
    expect(page.locator(".filters .chosen")).to_contain_text("enforcement")
    page.click("thead >> text=Reports")
    page.wait_for_url("**/events?*sort=*")
    fresh = open_page(page.url)
    assert fresh.inner_text("table.events") == page.inner_text("table.events")


def test_a_filter_is_taken_off(served: Served, open_page: Opened) -> None:
    """Each filter stands above the table and a click removes it alone."""
    page = open_page(f"{served.address}/events?country=RU&country=DE&type=attack")
    page.click("text=Country: Germany")
    assert page.url.endswith("?type=attack&country=RU")


def test_another_rule_chooses_another_figure_in_place(served: Served, open_page: Opened, attack: Event) -> None:
    """The highest figure is worked with when asked for, without leaving the page."""
    page = open_page(f"{served.address}/events/{attack.id}")
    expect(page.locator("#killed .best")).to_contain_text("145")
    page.select_option("#rule", "highest")
    expect(page.locator("#killed .best b")).to_have_text("173")
    expect(page.locator("#killed .rung.chosen .figure")).to_have_text("173")
    assert page.url.endswith("rule=highest")


def test_search_finds_however_it_is_spelt(served: Served, open_page: Opened) -> None:
    """Hamza, taa marbuta and the article do not matter."""
    page = open_page(f"{served.address}/events", language="ar")
    page.fill("#seek", "الهجوم قاعه")
    page.press("#seek", "Enter")
    page.wait_for_url("**/events?q=*")
    assert "موسكو" in page.inner_text("table.events")


def test_a_value_tells_what_it_is_by_keyboard(served: Served, open_page: Opened, attack: Event) -> None:
    """A marked word that has the focus shows its kind, value and span."""
    page = open_page(f"{served.address}/events/{attack.id}")
    page.locator("#killed .rung >> nth=1 >> .m-figure").focus()
    expect(page.locator("#tip")).to_be_visible()
    assert page.inner_text("#tip").startswith("figure: killed 173 [")
    page.keyboard.press("Escape")
    expect(page.locator("#tip")).to_be_hidden()


def test_lists_and_pages_are_reached_by_keys_alone(served: Served, open_page: Opened) -> None:
    """g e goes to the events, j to the second row, Enter opens it; / goes to the search, ? lists the keys."""
    page = open_page(served.address)
    page.keyboard.press("g")
    page.keyboard.press("e")
    page.wait_for_url("**/events")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("table.events tbody a >> nth=0").evaluate("() => document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(second)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#seek")).to_be_focused()


DROP = """(text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "تقرير.txt", {type: "text/plain"}));
    for (const type of ["dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


def test_a_dropped_file_arrives(serve_copy: Served, open_page: Opened) -> None:
    """A report dropped on the page is read while it is watched, and its event is in the table."""
    page = open_page(serve_copy.address)
    page.evaluate(DROP, "قُتل سبعة أشخاص وأصيب تسعة في تفجير انتحاري في مدينة كابل يوم 5 مايو/أيار 2023.\n")
    expect(page.locator("#adding")).to_contain_text("Added: 1 report", timeout=60_000)
    page.goto(f"{serve_copy.address}/events?country=AF&since=2023-05&until=2023-05")
    assert page.inner_text("table.events .toll >> nth=0") == "7 killed"


def test_a_file_that_cannot_be_read_says_why(serve_copy: Served, open_page: Opened) -> None:
    """An empty file is named with the reason."""
    page = open_page(serve_copy.address)
    page.set_input_files("#files", {"name": "nothing.txt", "mimeType": "text/plain", "buffer": b" "})
    expect(page.locator("#adding .fault")).to_contain_text("nothing.txt", timeout=60_000)
    expect(page.locator("#adding .fault")).to_contain_text("There is nothing to read in it.")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_empty_case_teaches_the_first_steps(tmp_path: Path, open_page: Opened, language: str) -> None:
    """Three steps and a place to drop files, and no table of nothing."""
    case = tmp_path / "empty.case"
    Case.open(str(case), create=True).close()
    with serving(case) as served:
        page = open_page(served.address, language=language)
        assert page.locator(".steps li").count() == 3
        expect(page.locator("label[for=files]")).to_be_visible()
        assert faults(page) == []
        page.goto(f"{served.address}/events")
        assert page.locator(".empty").count() == 1


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of the seed reports, where they lie beside the checkout."""
    if not SEEDS.is_dir():
        pytest.skip("the seed reports are not beside this checkout")
    case = tmp_path_factory.mktemp("seeds") / "seeds.case"
    build([SEEDS], str(case))
    return case


def test_the_rival_tolls_of_the_seeds_are_read(seeds: Path, open_page: Opened) -> None:
    """Both tolls of the attack on the concert hall stand under each other, each in its own words."""
    with serving(seeds) as served:
        page = open_page(f"{served.address}/events?review=contradicted", language="ar")
        page.click("table.events tbody a >> nth=0")
        stated = figures_of(page)
        assert {"145", "173"} <= set(stated)
        assert all(words.startswith(number) for number, words in stated.items())


def figures_of(page: Page) -> dict[str, str]:
    """The figures of the killed as they head their rungs, and the marked words of their sentences."""
    found = {}
    for rung in page.locator("#killed .rung").all():
        found[rung.locator(".figure").inner_text()] = rung.locator(".quote .m-figure").first.inner_text()
    return found
