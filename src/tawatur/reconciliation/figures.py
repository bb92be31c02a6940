"""Figures: everything said of one measure of one event, and the working figure by a named rule.

Nothing is averaged and nothing is dropped: `tally` only orders what was said, says how the figures stand
to each other, and picks the working figure by the rule the reader chose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from tawatur import dates
from tawatur.codebook import counts_events
from tawatur.errors import UsageError
from tawatur.reconciliation.arithmetic import slips
from tawatur.reconciliation.chains import Copies, count_chains, first_day, sources_of
from tawatur.reconciliation.profiles import edtf
from tawatur.reconciliation.tables import words
from tawatur.reconciliation.words import plain_words, stem
from tawatur.record import Claim, Event, Figure, FigureValue, Number, Tally

DEFAULT_RULE = "latest-official"
_TOLL_MOVES_DAYS = 30
"""How long after an event a growing toll is taken for an update rather than a contradiction."""
_ABOUT = 0.1
"""How far "about" reaches, as a share of the number."""
_UNREAL = frozenset({"negated", "hypothetical", "planned"})


class _Key(NamedTuple):
    op: str
    value: str
    low: float
    high: float
    part_of: str
    period: str
    attackers: bool
    vague: bool


def tallies(claims: Sequence[Claim], copies: Copies, *, rule: str = DEFAULT_RULE) -> dict[str, Tally]:
    """The tally of every measure that `claims`, all of one event, give figures for."""
    found: dict[str, dict[_Key, list[tuple[Claim, Figure]]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.modality in _UNREAL and not counts_events(claim):
            continue
        for figure in claim.figures:
            found[figure.measure][_key(figure)].append((claim, figure))
    event_day = _event_day(claims)
    flags = slips(claims)
    made = {}
    for measure in sorted(found):
        counted = tally(_values(found[measure], copies), rule=rule, event_day=event_day)
        wrong = flags.get(measure)
        made[measure] = msgspec.structs.replace(counted, flags=wrong) if wrong else counted
    return made


def under_rule(event: Event, rule: str) -> Event:
    """The event with its working figures chosen by another rule: `best`, the rule's name and the reason change.

    Raises:
        UsageError: no rule has that name.
    """
    check_rule(rule)
    made = {measure: _retold(found, rule) for measure, found in event.figures.items()}
    return msgspec.structs.replace(event, figures=made)


def _retold(found: Tally, rule: str) -> Tally:
    whole = totals(found.values)
    if not whole or found.rule not in RULES:
        return msgspec.structs.replace(found, rule=rule)
    chosen, choice = RULES[rule](whole)
    # What follows the choice says how the figures stand to each other, which no rule changes.
    standing = found.reason.removeprefix(_choice(*RULES[found.rule](whole)))
    return msgspec.structs.replace(
        found, best=_number(low_of(chosen)), rule=rule, reason=_choice(chosen, choice) + standing
    )


def _choice(chosen: FigureValue, choice: str) -> str:
    return f"best {shown(chosen)}: {choice}"


def tally(values: Sequence[FigureValue], *, rule: str = DEFAULT_RULE, event_day: str | None = None) -> Tally:
    """Low, best and high of one measure under `rule`, and how its figures stand to each other.

    `low` is the smallest lower bound stated and `high` the largest upper bound; where a wording sets no
    upper bound ("more than 90") its lower one (91) counts. Shares of another figure, counts of
    attackers and, where there is an exact figure, vague plurals are listed but count for none of the
    three. `event_day` (EDTF) dates the event, for telling an update from a contradiction.

    Raises:
        UsageError: no rule has that name.
    """
    check_rule(rule)
    ordered = tuple(sorted(values, key=_order))
    whole = totals(ordered)
    relation, why = _relation(ordered, whole, event_day)
    if not whole:
        return Tally(low=None, best=None, high=None, rule=rule, values=ordered, relation=relation, reason=why)
    chosen, choice = RULES[rule](whole)
    return Tally(
        low=_number(min(low_of(value) for value in whole)),
        best=_number(low_of(chosen)),
        high=_number(max(_high(value) for value in whole)),
        rule=rule,
        values=ordered,
        contradiction=relation == "contradiction",
        relation=relation,
        reason=_choice(chosen, choice) + (f"; {why}" if why else ""),
    )


def shown(value: FigureValue) -> str:
    """A figure as a reader writes it: 145, >90, ~60, 60-80, 20-99 (vague)."""
    if value.value is None:
        return f"{value.low}-{value.high} (vague)"
    if isinstance(value.value, tuple):
        return f"{value.value[0]}-{value.value[1]}"
    return f"{'' if value.op == '=' else value.op}{value.value}"


def bounds(value: FigureValue) -> tuple[float, float]:
    """The least and the greatest number a figure allows; `inf` where it sets no bound."""
    return Figure(
        measure="", op=value.op, value=value.value, low=value.low, high=value.high, text="", span=(0, 0)
    ).bounds


def low_of(value: FigureValue) -> float:
    """The least number a figure allows; for an upper bound ("fewer than 20") the bound itself."""
    low, high = bounds(value)
    return high if value.op in ("<", "<=") else low


def disjoint(left: FigureValue, right: FigureValue) -> bool:
    """Whether two figures cannot both be true of one moment. "About" reaches a tenth either way."""
    (a, b), (c, d) = _loose(left), _loose(right)
    return b < c or d < a


# --- the rules


def _latest_official(totals: Sequence[FigureValue]) -> tuple[FigureValue, str]:
    official = [value for value in totals if _official(value)]
    dated = [value for value in official if value.last_seen]
    if dated:
        day = max(first_day(value.last_seen) for value in dated)
        latest = [value for value in dated if first_day(value.last_seen) == day]
        chosen = min(latest, key=_most_chains_key)
        return (
            chosen,
            f"the most recent figure from an authority ({', '.join(chosen.said_by[:2])}, {chosen.last_seen})",
        )
    chosen = min(official or totals, key=_most_chains_key)
    if official:
        return chosen, f"the figure of an authority ({', '.join(chosen.said_by[:2])})"
    return chosen, f"no authority is cited; stated by the most independent chains ({chosen.chains})"


def _most_chains(totals: Sequence[FigureValue]) -> tuple[FigureValue, str]:
    chosen = min(totals, key=_most_chains_key)
    return chosen, f"stated by the most independent chains ({chosen.chains})"


def _lowest(totals: Sequence[FigureValue]) -> tuple[FigureValue, str]:
    return min(totals, key=lambda value: (low_of(value), _order(value))), "the lowest figure stated"


def _highest(totals: Sequence[FigureValue]) -> tuple[FigureValue, str]:
    return max(totals, key=lambda value: (low_of(value), _order(value))), "the highest figure stated"


RULES: Mapping[str, Callable[[Sequence[FigureValue]], tuple[FigureValue, str]]] = {
    "latest-official": _latest_official,
    "most-chains": _most_chains,
    "lowest": _lowest,
    "highest": _highest,
}
"""The rules for the working figure (the codebook's "Low, best, high"), by name."""


def _most_chains_key(value: FigureValue) -> tuple[int, float, tuple[object, ...]]:
    return -value.chains, low_of(value), _order(value)


def _official(value: FigureValue) -> bool:
    known = words("authorities")
    return any(word in known or stem(word) in known for name in value.said_by for word in plain_words(name))


# --- how figures stand to each other


def _relation(
    ordered: Sequence[FigureValue], totals: Sequence[FigureValue], event_day: str | None
) -> tuple[str, str]:
    clashes = [(a, b) for n, a in enumerate(totals) for b in totals[n + 1 :] if disjoint(a, b)]
    if clashes:
        if _is_update(totals, event_day):
            steps = ", then ".join(f"{shown(value)} ({value.first_seen})" for value in totals)
            return "update", f"the toll moved with time: {steps}"
        left, right = clashes[0]
        return "contradiction", f"{shown(left)} and {shown(right)} cannot both be true of one moment"
    odd = [value for value in ordered if _attackers(value.counted)]
    if odd and totals:
        return "definition", f"{shown(odd[0])} counts attackers, {shown(totals[0])} does not say so"
    if len(totals) > 1:
        return "compatible", f"{shown(totals[0])} and {shown(totals[1])} can both be true"
    return "", ""


def _is_update(totals: Sequence[FigureValue], event_day: str | None) -> bool:
    """Whether the figures only grow with their publication dates, within the days in which tolls move."""
    seen = [edtf(value.first_seen) for value in totals]
    if any(day is None or day.days > 1 for day in seen):
        return False
    days = sorted((day.first.toordinal(), low_of(value)) for day, value in zip(seen, totals, strict=True) if day)
    start = edtf(event_day)
    exact = start is not None and not start.yearless and start.days <= _TOLL_MOVES_DAYS
    first = start.first.toordinal() if start is not None and exact else days[0][0]
    if days[-1][0] - first > _TOLL_MOVES_DAYS:
        return False
    return all(one[1] == two[1] or (one[0] < two[0] and one[1] < two[1]) for one, two in pairwise(days))


# --- from claims to values


def _key(figure: Figure) -> _Key:
    low, high = figure.bounds
    return _Key(
        op=figure.op,
        value=repr(figure.value),
        low=low,
        high=high,
        part_of=figure.part_of or "",
        period=figure.period or "",
        attackers=_attackers(figure.counted),
        vague=figure.vague,
    )


def _values(groups: Mapping[_Key, list[tuple[Claim, Figure]]], copies: Copies) -> list[FigureValue]:
    return [_value(groups[key], copies) for key in sorted(groups)]


def _value(stated: Sequence[tuple[Claim, Figure]], copies: Copies) -> FigureValue:
    claims = sorted({claim.id: claim for claim, _ in stated}.values(), key=lambda claim: claim.id)
    first = min((figure for _, figure in stated), key=lambda figure: (figure.text, figure.span))
    counted = {figure.counted for _, figure in stated}
    seen = sorted((claim.published for claim in claims if claim.published), key=lambda text: (first_day(text), text))
    return FigureValue(
        op=first.op,
        value=first.value,
        claims=tuple(claim.id for claim in claims),
        chains=count_chains(claims, copies),
        said_by=tuple(sorted({source.name for claim in claims for source in sources_of(claim)})),
        through=tuple(sorted({claim.publisher or claim.document for claim in claims})),
        first_seen=seen[0] if seen else None,
        last_seen=seen[-1] if seen else None,
        low=first.low,
        high=first.high,
        vague=first.vague,
        part_of=first.part_of,
        period=first.period,
        counted=counted.pop() if len(counted) == 1 else None,
    )


def totals(values: Sequence[FigureValue]) -> list[FigureValue]:
    """The values that count for the measure: exact ones if any; no shares, no other period, no attackers."""
    whole = [value for value in values if not value.part_of and not value.period and not _attackers(value.counted)]
    exact = [value for value in whole if not value.vague]
    return exact or whole


def _attackers(counted: str | None) -> bool:
    if not counted:
        return False
    known = words("attackers")
    return any(word in known or stem(word) in known for word in plain_words(counted))


def _event_day(claims: Sequence[Claim]) -> str | None:
    return dates.narrowest([claim.date for claim in claims if claim.date and edtf(claim.date) is not None])


def _order(value: FigureValue) -> tuple[object, ...]:
    low, high = bounds(value)
    return (
        bool(value.part_of),
        value.vague,
        first_day(value.first_seen),
        low,
        high,
        value.op,
        value.counted or "",
        value.part_of or "",
        value.claims,
    )


def _loose(value: FigureValue) -> tuple[float, float]:
    low, high = bounds(value)
    if value.op == "~" and not value.vague:
        return low * (1 - _ABOUT), high * (1 + _ABOUT)
    return low, high


def _high(value: FigureValue) -> float:
    low, high = bounds(value)
    return low if high == float("inf") else high


def check_rule(rule: str) -> str:
    """The name of a rule, given back. Raises `UsageError` where no rule has it."""
    if rule not in RULES:
        raise UsageError(f"no such rule; the rules are {', '.join(sorted(RULES))}", subject=rule)
    return rule


def _number(value: float) -> Number:
    return int(value) if value == int(value) else value
