"""What holds of every page, whatever it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.record import Event
from tawatur.workbench.pages import PAGES

from .conftest import Opened, Served

AXE = Path(__file__).with_name("axe") / "axe.min.js"
LANGUAGES = ("ar", "en")
OPEN = tuple(page.path for page in PAGES if "{" not in page.path)
"""Pages whose address names nothing of the case."""


@pytest.mark.parametrize("path", [*OPEN, "event", "report", "nowhere"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_accessible_and_fits_a_phone(
    served: Served, open_page: Opened, attack: Event, path: str, language: str
) -> None:
    """WCAG 2.2 AA by axe-core, in a wide window in English and a narrow one in Arabic; none wider than 360 pixels."""
    named = {"event": f"/events/{attack.id}", "report": f"/reports/{attack.documents[0]}", "nowhere": "/nowhere"}
    page = open_page(served.address + named.get(path, path), language=language)
    assert page.get_attribute("html", "lang") == language
    found = faults(page) if language == "en" else []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert [*found, *(faults(page) if language == "ar" else [])] == []


@pytest.mark.parametrize("path", OPEN)
def test_a_page_needs_no_script(served: Served, open_page: Opened, path: str) -> None:
    """Pages are whole as they are sent."""
    page = open_page(served.address + path, java_script_enabled=False)
    assert page.inner_text("h1").strip() != ""


def test_the_language_is_switched_and_kept(served: Served, open_page: Opened) -> None:
    """The switch changes language and direction of the same page, and the next page keeps both."""
    page = open_page(f"{served.address}/events?type=violence")
    assert page.get_attribute("html", "dir") == "ltr"
    page.click("text=العربية")
    assert (page.get_attribute("html", "lang"), page.get_attribute("html", "dir")) == ("ar", "rtl")
    assert "type=violence" in page.url
    page.click(".brand")
    assert page.get_attribute("html", "lang") == "ar"


@pytest.mark.parametrize("host", ["example.org", "192.168.1.5:8765", "127.0.0.1.example.org", "[::2]", "[", ""])
def test_another_name_for_this_machine_is_refused(served: Served, host: str) -> None:
    """A site that points its own name at this machine gets nothing."""
    assert served.ask("/", Host=host).status == 403


@pytest.mark.parametrize("origin", ["http://example.org", "null", "http://127.0.0.1:1"])
def test_a_change_asked_by_another_site_is_refused(served: Served, origin: str) -> None:
    """A form of another site's page changes nothing."""
    assert served.ask("/add", "POST", b"", Origin=origin).status == 403


def test_every_answer_is_under_the_policy(served: Served) -> None:
    """Pages, files and refusals carry the content security policy."""
    answers = [
        served.ask("/"),
        served.ask("/static/workbench.css"),
        served.ask("/nowhere"),
        served.ask("/", Host="x"),
    ]
    assert [answer.headers["content-security-policy"].split(";")[0] for answer in answers] == [
        "default-src 'none'"
    ] * 4


def faults(page: object) -> list[str]:
    """What axe-core finds against WCAG 2.2, levels A and AA, and where."""
    page.evaluate(AXE.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    found = page.evaluate(  # type: ignore[attr-defined]
        """async () => (await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}))
            .violations.map(rule => `${rule.id}: ${rule.nodes.map(node => node.target.join(" ")).join(", ")}`)"""
    )
    return list(found)
