"""Places and dates made coarser, and what is held back because it is recent."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec

from tawatur import dates
from tawatur.authority.places import country_name
from tawatur.publishing.profile import Dates, Places, Profile
from tawatur.record import Place

_WIDE = frozenset({"admin1", "region", "country"})


def place(found: Place | None, kept: Places) -> Place | None:
    """The place as a profile shows it: its words are gone wherever it is blurred."""
    if found is None or kept == "exact":
        return found
    if kept == "none" or (kept == "country" and found.country is None):
        return None
    if kept == "region" and found.precision in _WIDE:
        return msgspec.structs.replace(found, text=found.name or "", reason="")
    name = country_name(found.country, "en") if found.country else None
    whole = kept == "region" and found.lat is not None and found.lon is not None
    return Place(
        text=name or "",
        span=(0, 0),
        name=name,
        country=found.country,
        lat=float(round(found.lat)) if whole and found.lat is not None else None,
        lon=float(round(found.lon)) if whole and found.lon is not None else None,
        precision="region" if whole else "country",
    )


def when(text: str | None, kept: Dates) -> str | None:
    """The date as a profile shows it, EDTF. What cannot be blurred is left out."""
    if text is None or kept == "exact":
        return text
    blurred = "/".join(dict.fromkeys(_one(part, kept) for part in text.split("/")))
    return blurred if dates.is_edtf(blurred) else None


def _one(text: str, kept: Dates) -> str:
    if text in ("", ".."):
        return text
    mark = text[-1] if text[-1] in "~?%" else ""
    pieces = text.removesuffix(mark).split("-")[: 2 if kept == "month" else 1]
    return "-".join(pieces) + mark


def recent(happened: str | None, published: str | None, profile: Profile) -> bool:
    """Whether something is too recent to be shown. Without any date nobody can say that it is not."""
    if not profile.delay_days:
        return False
    edge = _today(profile) - timedelta(days=profile.delay_days)
    known = [parsed.last for text in (happened, published) if text and (parsed := _parsed(text)) is not None]
    return not known or min(known) > edge


def _parsed(text: str) -> dates.Edtf | None:
    if not dates.is_edtf(text):
        return None
    parsed = dates.parse(text)
    return None if parsed.yearless or parsed.last == date.max else parsed


def _today(profile: Profile) -> date:
    return dates.parse(profile.as_of).last if profile.as_of else datetime.now(UTC).date()
