"""Labels: what an event is called, in Arabic and English, from its type, place and date."""

from __future__ import annotations

from tawatur import codebook
from tawatur.authority.places import country_name
from tawatur.reconciliation.profiles import edtf
from tawatur.reconciliation.tables import ordered
from tawatur.record import Place


def label(event_type: str, place: Place | None, arabic_place: str | None, when: str | None) -> dict[str, str]:
    """The label in both languages: "هجوم في كرمان، يناير 2024" and "Attack in Kerman, January 2024".

    What is not known is left out. `arabic_place` is the name as reports write it.
    """
    arabic, english = _type_names(event_type)
    english_place = _english(place) if place is not None else None
    return {
        "ar": _joined(arabic, "في", arabic_place, "،", date_words(when, "ar")),
        "en": _joined(english[:1].upper() + english[1:], "in", english_place, ",", date_words(when, "en")),
    }


def _english(place: Place) -> str:
    country = country_name(place.country, "en") if place.precision == "country" and place.country else None
    return country or place.name or place.text


def _type_names(event_type: str) -> tuple[str, str]:
    if not codebook.is_event_type(event_type):
        return event_type.replace("_", " "), event_type.replace("_", " ")
    found = codebook.event_type(event_type).label
    return found.ar, found.en


def _joined(kind: str, preposition: str, where: str | None, comma: str, when: str) -> str:
    text = f"{kind} {preposition} {where}" if where else kind
    return f"{text}{comma} {when}" if when else text


def date_words(text: str | None, language: str) -> str:
    """An EDTF date in words: "يناير 2024", "January 2024"; nothing for one that is no date."""
    parsed = edtf(text)
    if parsed is None or text is None:
        return ""
    if "/" in text:
        left, _, right = text.partition("/")
        return " - ".join(part for part in (_one(left, language), _one(right, language)) if part)
    return _one(text, language)


def _one(text: str, language: str) -> str:
    bare = text.rstrip("~?%")
    if bare in ("", ".."):
        return ""
    year, month, day = [*bare.split("-"), "", ""][:3]
    names = ordered(f"months_{language}")
    parts = [str(int(day)) if day else "", names[int(month) - 1] if month else "", "" if year == "XXXX" else year]
    return " ".join(part for part in parts if part)
