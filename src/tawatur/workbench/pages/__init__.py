"""The pages, in the order of the menu. A new page is a module here, a template, messages, and a line below."""

from __future__ import annotations

from tawatur.workbench.page import Page
from tawatur.workbench.pages import claims, event, events, overview, report

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    events.PAGE,
    event.PAGE,
    report.PAGE,
    claims.PAGE,
)
