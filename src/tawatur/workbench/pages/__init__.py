"""The pages, in the order of the menu. A new page is a module here, a template, messages, and a line below."""

from __future__ import annotations

from tawatur.workbench.page import Page
from tawatur.workbench.pages import (
    claims,
    dossier,
    event,
    events,
    finance,
    map,
    network,
    overview,
    report,
    timeline,
    trends,
)

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    events.PAGE,
    event.PAGE,
    report.PAGE,
    claims.PAGE,
    timeline.PAGE,
    map.PAGE,
    trends.PAGE,
    network.PAGE,
    finance.PAGE,
    dossier.PAGE,
)
