"""Events as JSON Lines, one a line, whole: every figure beside every other, with who says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from tawatur import dates
from tawatur.casefile import Case
from tawatur.errors import DateError
from tawatur.publishing.claims import participant_json, place_json
from tawatur.publishing.decisions import Decisions, conflicts_json, history_json, judgement_json, proposal_json
from tawatur.reconciliation.credibility import propose
from tawatur.record import Chain, Event, FigureValue, Tally

Json = dict[str, Any]

_AT_ONCE = 500

_encoder = msgspec.json.Encoder()


def write(case: Case) -> Iterator[bytes]:
    """Yield one line an event, by date (undated last) and identifier."""
    names = {card.sha256: card.paths[0] for card in case.cards()}
    ordered = in_order(case.events())
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        # Rules judge as often as there are claims: some at a time are read, never all.
        decisions = Decisions.of(case, [name for event in some for name in event.claims])
        for event in some:
            yield _encoder.encode(event_json(event, names) | decided_json(event, decisions)) + b"\n"


def in_order(events: Sequence[Event]) -> list[Event]:
    """Events by the first and last day they can have happened on, the undated last, then by identifier."""
    return sorted(events, key=lambda event: (*days(event.date), event.id))


def event_json(event: Event, names: Mapping[str, str]) -> Json:
    """One event as it is exported. `names` gives the path of each document by its SHA-256."""
    return {
        "id": event.id,
        "event_type": event.event_type,
        "date": event.date,
        "place": place_json(event.place),
        "actors": [participant_json(actor) for actor in event.actors],
        "figures": {measure: tally_json(event.figures[measure]) for measure in sorted(event.figures)},
        "claims": event.claims,
        "documents": _paths(event.documents, names),
        "mentioned_in": _paths(event.mentioned_in, names),
        "chains": event.chains,
        "label": {language: event.label[language] for language in sorted(event.label)},
        "family": event.family,
        "modality": event.modality,
        "chain_details": [chain_json(chain, names) for chain in event.chain_details],
        "reason": event.reason,
    }


def decided_json(event: Event, decisions: Decisions) -> Json:
    """What people and rules decided about an event and its claims, and what the program proposes."""
    made = decisions.judged(event.claims)
    return {
        "judgements": [judgement_json(judgement) for judgement in made],
        "conflicts": conflicts_json(made),
        "grades": decisions.graded((event.id, *event.claims)),
        "proposed_credibility": proposal_json(propose(event)),
    }


def tally_json(tally: Tally) -> Json:
    """All figures of one measure, with the working figure and the rule that chose it."""
    return {
        "low": tally.low,
        "best": tally.best,
        "high": tally.high,
        "rule": tally.rule,
        "values": [_value_json(value) for value in tally.values],
        "contradiction": tally.contradiction,
        "relation": tally.relation,
        "reason": tally.reason,
        "history": history_json(tally),
        "flags": tally.flags,
    }


def chain_json(chain: Chain, names: Mapping[str, str]) -> Json:
    """An independent line of testimony."""
    return {
        "id": chain.id,
        "origin": chain.origin,
        "claims": chain.claims,
        "documents": _paths(chain.documents, names),
        "reason": chain.reason,
    }


def _value_json(value: FigureValue) -> Json:
    found: Json = {
        "op": value.op,
        "value": value.value,
        "claims": value.claims,
        "chains": value.chains,
        "said_by": value.said_by,
        "through": value.through,
        "first_seen": value.first_seen,
        "last_seen": value.last_seen,
        "counted": value.counted,
        "part_of": value.part_of,
        "vague": value.vague,
    }
    if value.period is not None:
        found["period"] = value.period
    if value.low is not None or value.high is not None:
        found |= {"low": value.low, "high": value.high}
    return found


def _paths(documents: Sequence[str], names: Mapping[str, str]) -> list[str]:
    return sorted(names[sha256] for sha256 in documents)


def days(date: str | None) -> tuple[int, str, str]:
    """A key that puts dated events first, then those that lack only a year, then the undated."""
    if date is None:
        return 2, "", ""
    try:
        parsed = dates.parse(date)
    except DateError:
        return 2, date, ""
    return int(parsed.yearless), parsed.first.isoformat(), parsed.last.isoformat()
