"""A handful of events in columns, hand-made, for the tests of views."""

from __future__ import annotations

from tawatur.analysis.columns import Columns, Fact, Party, Spot, columns
from tawatur.record import Claim, Figure, Participant, Place, claim_id

KABUL = Spot("Kabul", "AF", 1138958, 34.53, 69.17, "city")
KUNDUZ = Spot("Kunduz", "AF", 1135690, 36.73, 68.86, "city")
AFGHANISTAN = Spot("Afghanistan", "AF", 1149361, 33.0, 66.0, "country")
MOSCOW = Spot("Moscow", "RU", 524901, 55.75, 37.62, "city")
ISKP = Party("iskp", "Islamic State Khorasan Province", False)
TALIBAN = Party("taliban", "Taliban", False)
POLICE = Party("ru-police", "Russian police", False)
SUSPECT = Party("فلان", "فلان", True)


def fact(name: str, when: str | None, kind: str = "bombing", spot: Spot | None = KABUL, **more: object) -> Fact:
    """An event dated "2024-03-22", "2024", "2024-01..2024-06" or not at all."""
    first, last = _days(when)
    return Fact(name, kind, "asserted", first, last, spot, **more)  # type: ignore[arg-type]


def held(*facts: Fact, **more: object) -> Columns:
    """Columns of these events."""
    return columns(facts, **more)  # type: ignore[arg-type]


def claim(at: int = 0, kind: str = "funding", family: str = "finance", quote: str = "جملة", **more: object) -> Claim:
    """A claim at a place of a report of no importance."""
    sha256 = str(more.pop("sha256", "a" * 64))
    span = (at, at + len(quote))
    return Claim(
        id=claim_id(sha256, span, family),
        document="a.txt",
        sha256=sha256,
        span=span,
        quote=quote,
        trigger=span,
        event_type=kind,
        family=family,
        **more,  # type: ignore[arg-type]
    )


def actor(role: str, name: str) -> Participant:
    """An actor of the authority in a role."""
    return Participant(role=role, text=name, span=(0, 0), id=name, name=name)


def amount(value: int, unit: str) -> Figure:
    """A sum of money."""
    return Figure(measure="amount", op="=", value=value, unit=unit, text=str(value), span=(0, 0))


def place(name: str, precision: str = "city", country: str = "AF") -> Place:
    """A place by its name."""
    return Place(text=name, span=(0, 0), name=name, country=country, precision=precision)


def _days(when: str | None) -> tuple[str | None, str | None]:
    if when is None:
        return None, None
    first, _, last = when.partition("..")
    return _bound(first, "-01-01", "0001-01-01"), _bound(last or first, "-12-31", "9999-12-31")


def _bound(text: str, padding: str, opened: str) -> str:
    if text == "*":
        return opened
    if len(text) == 7:
        return f"{text}-01" if padding == "-01-01" else f"{text}-28"
    return text + padding if len(text) == 4 else text
