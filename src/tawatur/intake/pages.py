"""HTML pages: main text and what the page says of itself, by trafilatura and htmldate, within bounds.

The document's text is the extracted text, its title on the first line: there is no simpler text of a
page that a reader could check offsets against. A page built to hurt (a hundred thousand nested tags,
a megabyte in one attribute) is never given to the tree parser; it is read by a linear scan instead.
Nothing is fetched and no entity is resolved from anywhere.
"""

from __future__ import annotations

import hashlib
import html
import importlib
import logging
import re
from functools import cache
from typing import Any, NamedTuple

from tawatur.errors import EmptyInput
from tawatur.intake import copies, headerdates
from tawatur.intake.decoding import decode
from tawatur.record import Document
from tawatur.script import fold_text

# libxml2 stops at 256 levels, silently; a news page has 20 to 40.
_DEEPEST = 200
_MOST_TAGS = 100_000
_LARGEST_TREE = 3_000_000
_LONGEST_TAG = 65_536
# Dates are not judged against today, so that a page reads the same next year.
_EARLIEST, _LATEST = "1995-01-01", "2100-01-01"
_DECLARED = re.compile(rb"""<meta[^<>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^<>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})([^<>]*)(>?)")
_ANY_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>?")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_IMPLIED_END = frozenset(["p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot", "colgroup"])
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_DROPPED = ("script", "style", "noscript", "template", "svg", "iframe", "head", "nav", "footer", "aside", "form")
_TITLE = re.compile(r"<title[^<>]*>([^<]{1,400})", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\f\v\xa0]+")
_BLANK_LINES = re.compile(r"\n\s*\n+")


class _Shape(NamedTuple):
    """How a page is built, judged without parsing it."""

    depth: int
    tags: int
    longest: int
    closed: bool


class _Page(NamedTuple):
    """What was read from a page's markup."""

    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    address: str | None = None
    published: str | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()


def read_page(path: str, data: bytes) -> Document:
    """Read one HTML page.

    Raises:
        UnreadableInput: the bytes are not text.
        EmptyInput: the page holds no text.
    """
    decoded = decode(data, declared=_declared(data))
    page = _read(decoded.text)
    if not any(map(str.isalpha, page.text)):
        raise EmptyInput("the page holds no text, only markup; save the page again with its text, or as .txt")
    facts = copies.study(page.text)
    published, date_notes = _published(page, facts, decoded.text)
    return Document(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        text=page.text,
        title=page.title or facts.title,
        author=page.author or facts.author,
        publisher=page.publisher or facts.publisher,
        published=published,
        language=facts.language,
        encoding=decoded.encoding,
        media_type="text/html",
        address=page.address,
        parts=facts.parts,
        notes=decoded.notes + page.notes + date_notes,
    )


def _declared(data: bytes) -> str | None:
    head = data[:4096]
    match = _XML_DECLARED.search(head) or _DECLARED.search(head)
    return match.group(1).decode("ascii") if match else None


def _read(markup: str) -> _Page:
    shape = _shape(markup)
    notes = () if shape.closed else ("the page is cut off: it has no closing </html>",)
    danger = _danger(shape, len(markup))
    page = None if danger else _by_tree(markup)
    if page is None or not page.text.strip():
        why = danger or "no main text found in the markup"
        page = _by_scan(markup, why)
    return page._replace(notes=notes + page.notes)


def _danger(shape: _Shape, size: int) -> str:
    if shape.depth > _DEEPEST:
        return f"tags nested {shape.depth:,} deep"
    if shape.tags > _MOST_TAGS:
        return f"{shape.tags:,} tags"
    if shape.longest > _LONGEST_TAG:
        return f"a tag of {shape.longest:,} characters"
    if size > _LARGEST_TREE:
        return f"{size:,} characters of markup"
    return ""


def _shape(markup: str) -> _Shape:
    """One linear scan: how deep, how many, how long the tags are. Counts what a parser would keep open."""
    depth = deepest = tags = longest = 0
    last = ""
    for match in _TAG.finditer(markup):
        tags += 1
        longest = max(longest, match.end() - match.start())
        closing, name = match.group(1), match.group(2).lower()
        if closing:
            depth = max(0, depth - 1) if name not in _VOID and name not in _IMPLIED_END else depth
        elif name not in _VOID and name not in _IMPLIED_END and not match.group(3).endswith("/"):
            depth += 1
            deepest = max(deepest, depth)
        last = name if closing else last
        if tags > _MOST_TAGS * 2:
            break
    return _Shape(deepest, tags, longest, last == "html" or "</body" in markup[-4096:].lower())


@cache
def _tools() -> tuple[Any, Any, Any]:
    """trafilatura, htmldate and their quiet loggers, imported when the first page is met."""
    import htmldate
    import trafilatura

    # Imported by name: lxml carries no types.
    lxml_error = importlib.import_module("lxml.etree").LxmlError

    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return trafilatura.bare_extraction, htmldate.find_date, lxml_error


def _by_tree(markup: str) -> _Page | None:
    extract, find_date, lxml_error = _tools()
    try:
        found = extract(
            markup,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            fast=len(markup) > 500_000,
            date_extraction_params={
                "extensive_search": False,
                "original_date": True,
                "outputformat": "%Y-%m-%d",
                "min_date": _EARLIEST,
                "max_date": _LATEST,
            },
        )
    except (lxml_error, ValueError, RecursionError, AssertionError) as error:
        return _by_scan(markup, f"the parser gave up ({type(error).__name__})")
    if found is None:
        return None
    title = _clean(found.title)
    return _Page(
        text=_with_title(title, found.text or ""),
        title=title,
        author=_clean(found.author),
        publisher=_clean(found.sitename),
        address=_clean(found.url),
        published=_clean(found.date) or _dated(find_date, markup),
        reason="in the page's metadata",
    )


def _dated(find_date: Any, markup: str) -> str | None:
    found = find_date(markup, extensive_search=False, original_date=True, min_date=_EARLIEST, max_date=_LATEST)
    return found or None


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _with_title(title: str | None, body: str) -> str:
    body = body.strip("\n")
    if not title or fold_text(body[: len(title) + 40]).startswith(fold_text(title)):
        return body
    return f"{title}\n{body}"


def _by_scan(markup: str, why: str) -> _Page:
    """The text between the tags, without a tree: linear in the size of the page, whatever its shape."""
    title = _TITLE.search(markup[:200_000])
    heading = _clean(html.unescape(title.group(1))) if title else None
    body = _without(markup)
    pieces = _ANY_TAG.sub(_as_break, body)
    text = _SPACES.sub(" ", html.unescape(pieces))
    text = _BLANK_LINES.sub("\n", text).strip()
    return _Page(
        text=_with_title(heading, text) if text else "",
        title=heading,
        notes=(f"read without its markup: {why}",),
    )


def _as_break(match: re.Match[str]) -> str:
    name = re.match(r"</?([a-zA-Z][a-zA-Z0-9]*)", match.group())
    return "\n" if name and name.group(1).lower() in _BLOCK else " "


def _without(markup: str) -> str:
    """The page without scripts, styles, comments and navigation; what is never closed runs to the end."""
    markup = _cut(markup, "<!--", "-->")
    for name in _DROPPED:
        markup = _cut(markup, f"<{name}", f"</{name}")
    return markup


def _cut(markup: str, opening: str, closing: str) -> str:
    lowered = markup.lower()
    if len(lowered) != len(markup):  # a letter whose lower case is longer: keep the positions
        lowered = "".join(letter.lower() if letter.isascii() else letter for letter in markup)
    kept: list[str] = []
    position = 0
    while (start := lowered.find(opening, position)) >= 0:
        after = lowered[start + len(opening) : start + len(opening) + 1]
        if opening != "<!--" and after.isalnum():
            kept.append(markup[position : start + len(opening)])
            position = start + len(opening)
            continue
        kept.append(markup[position:start])
        end = lowered.find(closing, start + len(opening))
        if end < 0:
            # An unclosed comment or script hides the rest, as a browser has it; other tags hide nothing.
            position = len(markup) if opening in ("<!--", "<script", "<style") else start + len(opening)
            break
        position = end + len(closing)
    kept.append(markup[position:])
    return "".join(kept)


def _published(page: _Page, facts: copies.Facts, markup: str) -> tuple[str | None, tuple[str, ...]]:
    others = tuple(note for note in facts.notes if not note.startswith("published"))
    if page.published:
        return page.published, (f"published {page.published}: {page.reason}", *others)
    visible = _visible_date(markup)
    if visible:
        return visible, (f"published {visible}: a date on a line of its own on the page", *others)
    return facts.published, facts.notes


def _visible_date(markup: str) -> str | None:
    """The first line of the page, header and all, that is nothing but a labelled date."""
    text = _ANY_TAG.sub(_as_break, _cut(_cut(markup[:400_000], "<script", "</script"), "<style", "</style"))
    for line in text.split("\n"):
        stripped = line.strip()
        if 8 <= len(stripped) <= 120 and any(letter.isdigit() for letter in stripped):
            date = headerdates.only_a_date(fold_text(html.unescape(stripped)).strip())
            if date and len(date.edtf) == 10:
                return date.edtf
    return None
