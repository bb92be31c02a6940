"""The guide to the workbench speaks of what there is."""

from __future__ import annotations

import re
from pathlib import Path

from tawatur.casefile.finding import ORDERS
from tawatur.reconciliation import RULES
from tawatur.workbench.filters import REVIEWS, Filters
from tawatur.workbench.pages import PAGES

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guide"
GUIDE = (GUIDES / "workbench.md").read_text(encoding="utf-8")
VIEWS = (GUIDES / "views.md").read_text(encoding="utf-8")


def test_every_filter_is_described() -> None:
    """Each by the name it has in the address bar, with the values it takes."""
    named = set(re.findall(r"`([\w-]+)`", GUIDE.partition("| filter |")[2].partition("\n\n")[0]))
    assert {*Filters.__struct_fields__, *REVIEWS, *ORDERS, *RULES} <= named


def test_every_page_is_described() -> None:
    """Each address in the table of pages is that of a page; a page that is not there has its section in the views."""
    table = {path.replace("ID", "{event}").replace("SHA256", "{sha256}") for path in _addresses(GUIDE)}
    pages = {page.path for page in PAGES}
    assert table <= pages
    sections = {title.lower() for title in re.findall(r"^## (\w+)", VIEWS, re.MULTILINE)}
    assert {path.strip("/") for path in pages - table} <= sections


def _addresses(guide: str) -> list[str]:
    return re.findall(r"\| `(/[^`]*)` \|", guide)
