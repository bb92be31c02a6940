"""Identifiers and times that are the same from run to run, for formats that want them of their own kind."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime

from tawatur import dates
from tawatur.publishing.sharing import SharedReport

_NAMESPACE = uuid.UUID("6f7c2a52-3a0e-5b53-9a3c-7a1f4f8b9d10")
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def identifier(*parts: str) -> str:
    """A UUID (version 5) made from what it names."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(parts)))


def last_published(reports: Iterable[SharedReport]) -> datetime:
    """The last day a report can have been published, as a time; the year 2000 where none is dated."""
    found = [dates.parse(r.published) for r in reports if r.published and dates.is_edtf(r.published)]
    days = [parsed.last for parsed in found if not parsed.yearless and parsed.last.year < 9999]
    return datetime(*max(days).timetuple()[:3], tzinfo=UTC) if days else _UNDATED
