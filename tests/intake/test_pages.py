"""HTML pages: what a good page gives, and that no page can hurt the reader."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tawatur.errors import EmptyInput
from tawatur.intake.pages import read_page
from tawatur.record import Document

_FIRST = (
    "قال متحدث باسم البلدية إن السوق القديم أعيد فتحه صباح الخميس بعد أعمال ترميم استمرت سنة كاملة وشملت الواجهات."
)
_SECOND = (
    "وأضاف المتحدث أن المرحلة الثانية من المشروع تبدأ في الربيع المقبل وتشمل الأزقة المجاورة للسوق وموقفا للسيارات."
)
_HEAD = (
    '<meta charset="utf-8"><title>السوق القديم يستقبل زواره - صحيفة المرآة</title>'
    '<meta property="og:site_name" content="صحيفة المرآة"><meta name="author" content="سلمى عادل">'
    '<link rel="canonical" href="https://mirror.example/news/7">'
)
_PAGE = (
    f'<!DOCTYPE html><html lang="ar"><head>{_HEAD}%s</head><body><nav><a href="/">الرئيسية</a></nav>'
    f"<article><h1>السوق القديم يستقبل زواره</h1>%s<p>{_FIRST}</p><p>{_SECOND}</p></article>"
    '<div class="related"><h3>مقالات ذات صلة</h3><a href="/2">حريق في مخزن للأخشاب</a></div>'
    '<div id="comments"><p>تعليق من زائر لا علاقة له بالخبر</p></div></body></html>'
)


def _page(head: str = "", body: str = "") -> Document:
    return read_page("a.html", (_PAGE % (head, body)).encode())


def test_a_page_gives_its_report_and_what_it_says_of_itself() -> None:
    """Title first, then the main text; related items and comments kept out."""
    page = _page('<meta property="article:published_time" content="2024-03-22T10:00:00Z">')
    assert page.text == f"السوق القديم يستقبل زواره\n{_FIRST}\n{_SECOND}"
    assert (page.title, page.author, page.publisher, page.published, page.address, page.media_type) == (
        "السوق القديم يستقبل زواره",
        "سلمى عادل",
        "صحيفة المرآة",
        "2024-03-22",
        "https://mirror.example/news/7",
        "text/html",
    )
    assert "".join(page.text[slice(*part.span)] for part in page.parts) == page.text


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-02-03"}</script>',
            "",
            "2021-02-03",
        ),
        ("", '<time datetime="2020-06-07T08:00">أمس</time>', "2020-06-07"),
        ("", "<div>الأحد ٣ يونيو ٢٠١٨</div>", "2018-06-03"),
        ("", "<span>تاريخ النشر: 22 سبتمبر 2023 - 06:10</span>", "2023-09-22"),
        ("", "<p>وكان السوق قد أغلق في 12 مارس 2011 بعد سقوط جزء من سقفه.</p>", None),
        ("", "", None),
    ],
)
def test_the_date_of_a_page(head: str, body: str, published: str | None) -> None:
    """Metadata first, then a line of the page that is nothing but a date; never a date told in the report."""
    assert _page(head, body).published == published


def test_a_date_in_the_future_is_read_as_it_stands() -> None:
    """No clock is asked: the page reads the same in any year."""
    assert _page('<meta property="article:published_time" content="2090-01-02">').published == "2090-01-02"


def test_a_page_that_lies_about_its_encoding_is_read_by_its_letters() -> None:
    """The note names both encodings."""
    page = read_page("a.html", (_PAGE % ("", "")).encode("windows-1256"))
    assert _FIRST in page.text
    assert (page.encoding, page.notes[0]) == (
        "windows-1256",
        "the page declares utf-8 but its letters are windows-1256; read as windows-1256",
    )


def test_a_cut_page_is_read_with_a_note() -> None:
    """A download that broke off still gives what it has."""
    page = read_page(
        "a.html", f"<html><head><title>خبر</title></head><body><p>{_FIRST}</p><p>{_SECOND}</p><p>ثم قا".encode()
    )
    assert _FIRST in page.text
    assert page.notes[0] == "the page is cut off: it has no closing </html>"


_HOSTILE = {
    "deep divs": "<div>" * 100_000 + "%s",
    "deep inline": "<b><i>" * 60_000 + "%s",
    "deep tables": "<table><tr><td>" * 30_000 + "%s",
    "open brackets": "<" * 300_000 + "%s",
    "long attribute": '<p title="' + "a" * 3_000_000 + '">%s</p>',
    "many attributes": "<p " + "a=1 " * 100_000 + ">%s</p>",
    "unclosed quotes": '<p a="' * 100_000 + "%s",
    "many entities": "&amp;" * 300_000 + "<p>%s</p>",
    "null bytes": "<p>\x00%s</p>",
}


@pytest.mark.parametrize("name", sorted(_HOSTILE))
def test_a_hostile_page_costs_bounded_time(name: str) -> None:
    """Whatever the markup, the report is found or the page refused, within seconds."""
    started = time.process_time()
    page = read_page("a.html", f"<html><body>{_HOSTILE[name] % f'<p>{_FIRST}</p>'}</body></html>".encode())
    assert time.process_time() - started < 15
    assert _FIRST in page.text


@pytest.mark.parametrize(
    "markup", ["<html><body></body></html>", "<html><head><title", "<script>" * 50_000 + "x", "<!--" * 50_000 + "x"]
)
def test_a_page_without_text_is_empty(markup: str) -> None:
    """Only markup, or all of it hidden."""
    with pytest.raises(EmptyInput):
        read_page("a.html", markup.encode())


def test_an_entity_reaches_no_file(tmp_path: Path) -> None:
    """An external entity is not resolved."""
    secret = tmp_path / "secret.txt"
    secret.write_text("سر لا يقرأ", encoding="utf-8")
    markup = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>{_FIRST}</p><p>&x;</p></body></html>'
    )
    assert "سر" not in read_page("a.html", markup.encode()).text


def test_a_page_reads_the_same_twice() -> None:
    """Nothing is remembered from one page to the next."""
    first = _page()
    read_page("b.html", f"<html><body><p>{_SECOND}</p><p>{_FIRST}</p></body></html>".encode())
    assert _page() == first
