"""A report that attacks its reader is shown as text and does nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tawatur.build import build
from tawatur.casefile import Case

from .conftest import Opened, Served, serving

SENTENCE = "قُتل سبعة أشخاص في تفجير في مدينة كابل يوم 5 مايو/أيار 2023"
SCRIPT = "<script>window.taken=1</script>"
PICTURE = '<img src=x onerror="window.taken=1">'
VECTOR = '<svg onload="window.taken=1"><a href="javascript:window.taken=1">x</a></svg>'
ELSEWHERE = '<iframe src="http://example.org/"></iframe><link rel=stylesheet href=//example.org/x.css>'
DATA = "data:text/html,<script>top.taken=1</script>"
OVERRIDE = "\u202e173 قتيلًا\u202c"
HOMOGLYPH = "http://раураl.example/"
HUGE = "ب" * 5_000


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A case of one report whose every field is an attack."""
    folder = tmp_path_factory.mktemp("hostile")
    text = "\n".join(
        [f"{SENTENCE} {mark}." for mark in (SCRIPT, PICTURE, VECTOR, ELSEWHERE, DATA, OVERRIDE, HOMOGLYPH)] + [HUGE]
    )
    record = {
        "title": f"{SCRIPT}{OVERRIDE}",
        "text": text,
        "source": f"{PICTURE}وكالة",
        "author": VECTOR,
        "url": "javascript:window.taken=1",
        "published": "2023-05-06",
    }
    (folder / "hostile.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    case = folder / "hostile.case"
    build([folder / "hostile.json"], str(case))
    with serving(case) as served:
        yield served


def paths(served: Served) -> list[str]:
    with Case.open(str(served.case)) as case:
        events = [f"/events/{event.id}" for event in case.events()]
        reports = [f"/reports/{card.sha256}" for card in case.cards()]
    assert events
    return ["/", f"/events?q={SCRIPT}&place={PICTURE}", "/claims", events[0], reports[0]]


def test_nothing_of_a_hostile_report_runs(hostile: Served, open_page: Opened) -> None:
    """No script of it runs, nothing is asked of another machine, and its markup makes no element."""
    for path in paths(hostile):
        page = open_page(hostile.address + path, width=360)
        page.wait_for_load_state("load")
        assert page.evaluate("'taken' in window") is False
        made = page.evaluate("document.querySelectorAll('main img, main iframe, main script, main link').length")
        links = page.evaluate("[...document.links].map(a => a.protocol).filter(p => p !== 'http:').length")
        assert (made, links, page.evaluate("document.documentElement.scrollWidth") <= 360) == (0, 0, True)


def test_a_hostile_report_is_shown_as_it_is(hostile: Served, open_page: Opened) -> None:
    """Its markup is read as words, and what turns the order of text is written out."""
    page = open_page(hostile.address + paths(hostile)[-1])
    shown = page.inner_text(".paper")
    assert all(words in shown for words in (SCRIPT, PICTURE, ELSEWHERE, HOMOGLYPH))
    assert "[U+202E]173" in shown
    assert "\u202e" not in page.content()


def test_an_original_is_saved_and_never_shown(hostile: Served) -> None:
    """The bytes come back as they were, as a file that the browser is told not to open."""
    answer = hostile.ask(f"{paths(hostile)[-1]}/original")
    with Case.open(str(hostile.case)) as case:
        original = case.original(case.cards()[0].sha256)
    assert answer.body == original
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-security-policy"].startswith("sandbox")
