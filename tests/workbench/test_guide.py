"""The guide to the workbench speaks of what there is."""

from __future__ import annotations

import re
from pathlib import Path

from tawatur.casefile.finding import ORDERS
from tawatur.reconciliation import RULES
from tawatur.workbench.filters import REVIEWS, Filters
from tawatur.workbench.pages import PAGES

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "guide" / "workbench.md").read_text(encoding="utf-8")


def test_every_filter_is_described() -> None:
    """Each by the name it has in the address bar, with the values it takes."""
    named = set(re.findall(r"`([\w-]+)`", GUIDE.partition("| filter |")[2].partition("\n\n")[0]))
    assert {*Filters.__struct_fields__, *REVIEWS, *ORDERS, *RULES} <= named


def test_every_page_is_described() -> None:
    """Each address of the guide is that of a page, and the other way round."""
    described = {
        path.replace("ID", "{event}").replace("SHA256", "{sha256}") for path in re.findall(r"\| `(/[^`]*)` \|", GUIDE)
    }
    assert described == {page.path for page in PAGES}
