"""Bylines: the wire agency a report names as its author, at its head or at its foot.

A paper that prints an agency's report says so once, outside the sentences: in the author's line, before
the first words ("Riyadh - SPA:") or behind the last ones ("(AFP)"). Its claims then go through that agency.
"""

from __future__ import annotations

import re

import msgspec

from tawatur.reconciliation.agencies import agency_in, named
from tawatur.reconciliation.values import DocumentCard
from tawatur.reconciliation.words import plain_words
from tawatur.record import Claim, Document, Voice

_HEAD, _FOOT = 70, 40
_PARTS = re.compile(r"[-–—:،,/()|]")
# What stands before the first words: up to a colon, a dash or the end of the line, or within brackets.
_DATELINE = re.compile(r"\s*(?:[(\[](?P<inside>[^)\]]+)[)\]]|(?P<before>[^:\n.،]+?)\s*(?::|\n|[-–—]\s))")
# What stands behind the last words: in brackets, or alone after the last full stop or line.
_SIGNED = re.compile(r"(?:[(\[](?P<inside>[^()\[\]]+)[)\]]|[.؟!\n]\s*(?P<after>[^.؟!\n]+))[\s.]*$")


def byline(document: Document, text: str) -> str | None:
    """The agency that `document` names as its author, or at the head or foot of `text`, as worded; None if none."""
    said = (*_PARTS.split(document.author or ""), *_head(text), *_foot(text))
    return next((part.strip(" \n()[].") for part in said if part and _is_agency(part)), None)


def _is_agency(part: str) -> bool:
    """Whether a part of a byline is an agency's name, with one more word ("agency", a city) at most."""
    found = named(part)
    return found is not None and len(plain_words(part)) <= found[1] + 1


def through(claim: Claim, card: DocumentCard | None) -> Claim:
    """The claim with the agency of its report's byline as its nearest voice, where it names none itself."""
    agency = card.sketch.agency if card is not None and card.sketch is not None else None
    if agency is None or any(agency_in(voice.text) for voice in claim.attribution):
        return claim
    voice = Voice(role="agency", text=agency, span=(0, 0), name=agency, reason="the byline of the report")
    return msgspec.structs.replace(claim, attribution=(voice, *claim.attribution))


def _head(text: str) -> list[str]:
    """What stands before the first words; a dateline may have several parts ("Riyadh - SPA:")."""
    found = []
    at = 0
    while at < _HEAD and (match := _DATELINE.match(text, at, at + _HEAD)) is not None:
        found.append(match["inside"] or match["before"])
        at = match.end()
    return found


def _foot(text: str) -> list[str]:
    match = _SIGNED.search(text.rstrip()[-_FOOT:])
    return [match["inside"] or match["after"]] if match is not None else []
