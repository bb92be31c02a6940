"""Links: which claims of a report go on speaking of an earlier one, and days counted from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from tawatur.dates import parse
from tawatur.extraction.claims import ABOUT_ACTS, claim_of
from tawatur.extraction.drafts import Draft
from tawatur.extraction.report import Report
from tawatur.languages.ar.datewords import DateMention
from tawatur.record import Claim, Place

_ANCHORS = {"same-day": 0, "next-day": 1, "previous-day": -1}
# Degrees within which two named places count as one town (some 40 km).
_SUBURB_LAT, _SUBURB_LON = 0.35, 0.45


def linked_claims(read: Report, drafts: Sequence[Draft]) -> list[Claim]:
    """The claims of the drafts in their order, with their links to earlier ones, each identifier once."""
    made: list[Claim] = []
    focus: list[tuple[Draft, Claim]] = []
    seen: set[str] = set()
    for draft in drafts:
        claim = _anchored(claim_of(read, draft), draft, made)
        if claim.id in seen:
            continue
        seen.add(claim.id)
        linked = _linked(claim, draft, focus)
        made.append(linked)
        focus.append((draft, linked))
    return [_looking_ahead(draft, claim, focus) for draft, claim in focus]


def _anchored(claim: Claim, draft: Draft, made: Sequence[Claim]) -> Claim:
    """ "On the same day", "the next day": counted from the last dated claim before."""
    when = draft.sentence.chunks[draft.date_chunk].value if draft.date_chunk is not None else None
    if not isinstance(when, DateMention) or when.date is not None or when.anchor not in _ANCHORS:
        return claim
    before = next((c for c in reversed(made) if c.date is not None), None)
    if before is None or before.date is None:
        return claim
    shift = _ANCHORS[when.anchor]
    first = parse(before.date)
    if shift and first.precision != "day":
        return claim
    date = before.date if not shift else (first.first + timedelta(days=shift)).isoformat()
    reason = f"{when.anchor}: counted from {before.date} of the claim before"
    return msgspec.structs.replace(claim, date=date, date_reason=reason)


def _looking_ahead(draft: Draft, claim: Claim, focus: Sequence[tuple[Draft, Claim]]) -> Claim:
    """A statement about an act that its own sentence names after it."""
    if claim.family != "statement" or claim.event_type not in ABOUT_ACTS:
        return claim
    own = [c for d, c in focus if d.sentence is draft.sentence and c.family == "violence"]
    return msgspec.structs.replace(claim, continues=own[0].id) if own else claim


def _linked(claim: Claim, draft: Draft, focus: Sequence[tuple[Draft, Claim]]) -> Claim:
    """The claim with the earlier one it goes on speaking of, and that one's type where it has none."""
    if claim.family not in ("violence", "statement"):
        return claim
    earlier = [(d, c) for d, c in focus if c.family == "violence" and not d.recalled]
    if draft.aside:
        earlier = earlier[-1:]
    for _, antecedent in reversed(earlier):
        if _may_continue(claim, draft, antecedent):
            kind = antecedent.event_type if draft.orphan else claim.event_type
            return msgspec.structs.replace(claim, event_type=kind, continues=antecedent.id)
    return claim


def _may_continue(claim: Claim, draft: Draft, antecedent: Claim) -> bool:
    if draft.recalled or conflict(claim, antecedent):
        return False
    return draft.anaphoric or draft.orphan or claim.family == "statement" or _same_words(claim, antecedent)


def _same_words(claim: Claim, antecedent: Claim) -> bool:
    """Whether both name the same place: then the later one tells of the act again."""
    ours, theirs = claim.place, antecedent.place
    if ours is None or theirs is None:
        return False
    return ours.text == theirs.text or (ours.geonames is not None and ours.geonames == theirs.geonames)


def conflict(left: Claim, right: Claim) -> bool:
    """Whether two claims cannot speak of one act: days that cannot meet, or two cities or countries."""
    if left.date and right.date and not parse(left.date).overlaps(parse(right.date)):
        return True
    ours, theirs = left.place, right.place
    if ours is None or theirs is None:
        return False
    if ours.country and theirs.country and ours.country != theirs.country:
        return True
    cities = ours.precision in ("city", "site") and theirs.precision in ("city", "site")
    return (
        cities
        and ours.name is not None
        and theirs.name is not None
        and ours.name != theirs.name
        and not _near(ours, theirs)
    )


def _near(left: Place, right: Place) -> bool:
    """Whether two named places may be one to a reporter: a suburb and its city, or positions unknown."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return True
    return abs(left.lat - right.lat) < _SUBURB_LAT and abs(left.lon - right.lon) < _SUBURB_LON
