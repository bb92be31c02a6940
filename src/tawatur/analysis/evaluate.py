"""Scoring of exported claims against gold, field by field and event by event.

The figures are those of the published scorer. Beside them: every disagreement with the worst first,
and how well each real-world event was told over the reports that tell it, with the mean and the worst.

Detection counts violence, enforcement, designation and delisting only, for gold is exhaustive for
those alone. Claims of one event (and, outside violence, of one type) in a report count once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import msgspec

from tawatur.analysis import agreement
from tawatur.analysis.agreement import FigureKey, Unit
from tawatur.analysis.gold import ExportedClaim, GoldEvent, GoldReport, Row, as_claims, as_gold
from tawatur.codebook import event_type, is_event_type
from tawatur.record import Span

FIELDS = ("missed", "spurious", "type", "date", "country", "figures", "attribution")
"""The fields of the listing of errors: events missed and made up, then the fields of found ones."""

_OTHER = "other"
# A claim longer than this is a paragraph; it tells an event only if a tenth of it is the evidence.
_LONGEST_SENTENCE = 600
_LEAST_SHARE = 0.1

Pair: TypeAlias = tuple[Hashable, str]


class Rates(msgspec.Struct, frozen=True):
    """Precision, recall and F1, with the counts behind them."""

    p: float
    r: float
    f1: float
    hit: int
    ours: int
    gold: int


class Accuracy(msgspec.Struct, frozen=True):
    """The share of gold values we agree with; None where gold states none."""

    acc: float | None
    hit: int
    gold: int


class Clustering(msgspec.Struct, frozen=True):
    """B-cubed precision, recall and F1 over the claims aligned to a named gold event."""

    p: float
    r: float
    f1: float
    items: int


class Scores(msgspec.Struct, frozen=True):
    """The figures of merit over all reports."""

    reports: int
    relevance: Rates
    detection: Rates
    type: Accuracy
    date: Accuracy
    country: Accuracy
    figures: Rates
    attribution: Accuracy
    clusters: Clustering | Rates


class Wrong(NamedTuple):
    """A disagreement in the published scorer's form: the report, the field, gold's value and ours."""

    document: str
    field: str
    wanted: str | list[str]
    said: str | list[str]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A disagreement with how bad it is.

    `severity` orders findings of one field: a wrong value is worse than none (0), a date is as bad as
    the days it is off, figures as many as are missing or made up.
    """

    document: str
    field: str
    wanted: str | list[str]
    said: str | list[str]
    severity: int
    event: str | None = None

    @property
    def published(self) -> bool:
        """Whether the published scorer lists such a disagreement (it counts the others and names none)."""
        return self.field not in ("spurious", "type")


class EventScore(msgspec.Struct, frozen=True):
    """How well one real-world event was told: `right` of the `asked` values over the reports that tell it.

    The values asked for are its detection, and type, date, country, attribution and figures where gold
    states them.
    """

    event: str
    reports: int
    detected: int
    right: int
    asked: int

    @property
    def share(self) -> float:
        """The share of values that are right, 0 to 1."""
        return self.right / self.asked


class Breakdown(msgspec.Struct, frozen=True):
    """Every named gold event, the worst told first, and the mean share over events."""

    events: tuple[EventScore, ...]
    mean: float | None

    @property
    def worst(self) -> EventScore | None:
        """The event told worst, None where gold names no event."""
        return self.events[0] if self.events else None


class Evaluation(msgspec.Struct, frozen=True):
    """All that is known of how claims agree with gold."""

    scores: Scores
    findings: tuple[Finding, ...]
    breakdown: Breakdown
    acquainted: bool
    """Whether any claim is of a gold report; if not, the case was built from another folder."""

    def by_field(self) -> dict[str, tuple[Finding, ...]]:
        """The findings of each field, the worst first, then in order of report."""
        return {
            field: tuple(sorted((f for f in self.findings if f.field == field), key=lambda f: -f.severity))
            for field in FIELDS
        }


class _Judged(NamedTuple):
    """One gold event against the unit found for it: counts by field, disagreements, values right and asked."""

    counts: Counter[str]
    findings: list[Finding]
    right: int
    asked: int


class _Report(NamedTuple):
    counts: Counter[str]
    findings: list[Finding]
    pairs: list[Pair]
    told: list[tuple[str, bool, int, int]]


def score(
    claims: Iterable[ExportedClaim | Row], gold: Iterable[GoldReport | Row]
) -> tuple[dict[str, Any], list[Wrong]]:
    """The figures of merit as plain values, and the disagreements, both as the published scorer gives them."""
    result = evaluate(claims, gold)
    wrong = [Wrong(f.document, f.field, f.wanted, f.said) for f in result.findings if f.published]
    return msgspec.to_builtins(result.scores), wrong


def evaluate(claims: Iterable[ExportedClaim | Row], gold: Iterable[GoldReport | Row]) -> Evaluation:
    """Score exported claims against gold reports.

    Args:
        claims: lines of `export --format claims`, decoded or as `ExportedClaim`.
        gold: gold annotations, decoded or as `GoldReport`.

    Raises:
        DataError: a line lacks a field that scoring reads.
    """
    by_document: dict[str, list[ExportedClaim]] = defaultdict(list)
    for claim in as_claims(claims):
        by_document[claim.document].append(claim)
    reports = as_gold(gold)
    judged = [_judge_report(report, by_document.get(report.document, [])) for report in reports]
    return Evaluation(
        scores=_scores(len(reports), judged),
        findings=tuple(finding for report in judged for finding in report.findings),
        breakdown=_breakdown(judged),
        acquainted=not by_document or any(report.document in by_document for report in reports),
    )


def _family(kind: str) -> str:
    return event_type(kind).family if is_event_type(kind) else _OTHER


def _strict(kind: str) -> bool:
    """Whether gold is exhaustive for the type, so that an unasked claim of it is wrong."""
    return kind in ("designation", "delisting") or _family(kind) in ("violence", "enforcement")


def _units(claims: Sequence[ExportedClaim]) -> list[Unit]:
    groups: dict[tuple[Hashable, str], list[ExportedClaim]] = {}
    for number, claim in enumerate(claims):
        kind = "violence" if _family(claim.event_type) == "violence" else claim.event_type
        groups.setdefault((claim.event or number, kind), []).append(claim)
    return list(groups.values())


def _shared(left: Span, right: Span) -> int:
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))


def _align(units: Sequence[Unit], events: Sequence[GoldEvent]) -> dict[int, int]:
    """Gold event -> unit, one to one: the same type first, then the largest share of the union of spans."""
    pairs = [
        (fit, g, u)
        for g, event in enumerate(events)
        for u, unit in enumerate(units)
        if _family(unit[0].event_type) == _family(event.type)
        for fit in _fits(event, unit)
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, u in sorted(pairs, key=lambda pair: pair[0], reverse=True):
        if g not in found and u not in taken:
            taken.add(u)
            found[g] = u
    return found


def _fits(event: GoldEvent, unit: Unit) -> list[tuple[bool, float]]:
    """How well each claim of the unit that tells the event fits it."""
    fits = []
    for claim in unit:
        shared = _shared(event.evidence, claim.span)
        size = claim.span[1] - claim.span[0]
        union = event.evidence[1] - event.evidence[0] + size - shared
        if shared and (size <= _LONGEST_SENTENCE or shared / union >= _LEAST_SHARE):
            fits.append((claim.event_type == event.type, shared / max(union, 1)))
    return fits


def _judge_report(report: GoldReport, claims: Sequence[ExportedClaim]) -> _Report:
    units = _units(claims)
    found = _align(units, report.events)
    idle = _idle(units, set(found.values()), report.optional)
    counts = _report_counts(report, claims, found, idle)
    findings: list[Finding] = []
    pairs: list[Pair] = []
    told: list[tuple[str, bool, int, int]] = []
    for g, event in enumerate(report.events):
        unit = units[found[g]] if g in found else None
        judged = _judge_found(report.document, event, unit) if unit else _judge_missed(report.document, event)
        counts += judged.counts
        findings += judged.findings
        if event.event:
            told.append((event.event, unit is not None, judged.right, judged.asked))
            if unit:
                pairs.append((unit[0].event or (report.document, g), event.event))
    findings += [_spurious(report.document, unit) for unit in idle if _made_up(unit)]
    return _Report(counts, findings, pairs, told)


def _idle(units: Sequence[Unit], asked: set[int], optional: Sequence[Span]) -> list[Unit]:
    """The units no gold event asked for and no optional span excuses."""
    return [
        unit
        for number, unit in enumerate(units)
        if number not in asked and not all(any(_shared(c.span, span) for span in optional) for c in unit)
    ]


def _made_up(unit: Unit) -> bool:
    return any(_strict(claim.event_type) for claim in unit)


def _report_counts(
    report: GoldReport, claims: Sequence[ExportedClaim], found: Mapping[int, int], idle: Sequence[Unit]
) -> Counter[str]:
    said = any(is_event_type(claim.event_type) for claim in claims)
    strict = [g for g, event in enumerate(report.events) if _strict(event.type)]
    hit = sum(g in found for g in strict)
    return Counter(
        relevance_hit=int(said and report.relevant),
        relevance_ours=int(said),
        relevance_gold=int(report.relevant),
        detection_hit=hit,
        detection_ours=hit + sum(map(_made_up, idle)),
        detection_gold=len(strict),
        figures_ours=sum(len(agreement.unit_figures(unit)) for unit in idle),
    )


def _judge_missed(document: str, event: GoldEvent) -> _Judged:
    wish = agreement.figure_keys(event.figures)
    finding = Finding(
        document=document,
        field="missed",
        wanted=event.type,
        said=event.quote[:80],
        severity=len(wish),
        event=event.event,
    )
    stated = sum(bool(value) for value in (event.date, event.country, event.attribution))
    asked = 1 + (not event.family_only) + stated + len(wish)
    return _Judged(Counter(figures_gold=len(wish)), [finding], 0, asked)


def _judge_found(document: str, event: GoldEvent, unit: Unit) -> _Judged:
    figures, told_figures = _judge_figures(document, event, unit)
    kinds, told_kinds = _judge_type(document, event, unit)
    fields, told_fields = _judge_fields(document, event, unit)
    counts = figures + kinds + fields
    right = 1 + sum(counts[name] for name in counts if name.endswith("_hit"))
    asked = 1 + sum(counts[name] for name in counts if name.endswith("_gold"))
    return _Judged(counts, told_kinds + told_fields + told_figures, right, asked)


def _judge_type(document: str, event: GoldEvent, unit: Unit) -> tuple[Counter[str], list[Finding]]:
    if event.family_only:
        return Counter(), []
    said = sorted({claim.event_type for claim in unit})
    right = event.type in said
    finding = Finding(
        document=document, field="type", wanted=event.type, said=said, severity=len(said), event=event.event
    )
    return Counter(type_gold=1, type_hit=int(right)), [] if right else [finding]


def _judge_fields(document: str, event: GoldEvent, unit: Unit) -> tuple[Counter[str], list[Finding]]:
    counts: Counter[str] = Counter()
    findings = []
    for field, wanted, right, said, severity in _compared_fields(event, unit):
        counts[f"{field}_gold"] += 1
        counts[f"{field}_hit"] += right
        if not right:
            findings.append(
                Finding(
                    document=document,
                    field=field,
                    wanted=wanted,
                    said=str(said)[:120],
                    severity=severity,
                    event=event.event,
                )
            )
    return counts, findings


def _compared_fields(event: GoldEvent, unit: Unit) -> list[tuple[str, str, bool, object, int]]:
    """(field, gold's value, whether ours agrees, ours, how bad it is) for the fields gold states."""
    date, where, voices = agreement.finest_date(unit), agreement.countries(unit), agreement.voices(unit)
    found: list[tuple[str, str, bool, object, int]] = []
    if event.date:
        off = 1 + agreement.days_apart(event.date, date) if date else 0
        found.append(("date", event.date, agreement.date_agrees(event.date, date), date, off))
    if event.country:
        right = agreement.country_agrees(event.country, where)
        found.append(("country", event.country, right, where, len(where)))
    if event.attribution:
        right = agreement.attribution_agrees(event.attribution, voices)
        found.append(("attribution", event.attribution, right, voices, len(voices)))
    return found


def _judge_figures(document: str, event: GoldEvent, unit: Unit) -> tuple[Counter[str], list[Finding]]:
    wish, allowed = agreement.figure_keys(event.figures), agreement.figure_keys(event.allowed)
    told = agreement.unit_figures(unit)
    missing, excess = wish - told, told - wish - allowed
    counts = Counter(figures_gold=len(wish), figures_hit=len(told & wish), figures_ours=len(told - (allowed - wish)))
    if not missing and not excess:
        return counts, []
    return counts, [
        Finding(
            document=document,
            field="figures",
            wanted=_listed(wish),
            said=_listed(told),
            severity=len(missing) + len(excess),
            event=event.event,
        )
    ]


def _listed(keys: set[FigureKey]) -> list[str]:
    return sorted(map(str, keys))


def _spurious(document: str, unit: Unit) -> Finding:
    figures = agreement.unit_figures(unit)
    kinds = sorted({claim.event_type for claim in unit})
    start = min(claim.span[0] for claim in unit)
    return Finding(
        document=document, field="spurious", wanted=f"nothing at {start}", said=kinds, severity=len(figures)
    )


def _scores(reports: int, judged: Sequence[_Report]) -> Scores:
    total: Counter[str] = Counter()
    for report in judged:
        total.update(report.counts)
    return Scores(
        reports=reports,
        relevance=_rates_of(total, "relevance"),
        detection=_rates_of(total, "detection"),
        type=_accuracy_of(total, "type"),
        date=_accuracy_of(total, "date"),
        country=_accuracy_of(total, "country"),
        figures=_rates_of(total, "figures"),
        attribution=_accuracy_of(total, "attribution"),
        clusters=b_cubed([pair for report in judged for pair in report.pairs]),
    )


def _rates_of(total: Counter[str], field: str) -> Rates:
    return rates(*(total[f"{field}_{side}"] for side in ("hit", "ours", "gold")))


def _accuracy_of(total: Counter[str], field: str) -> Accuracy:
    hit, gold = total[f"{field}_hit"], total[f"{field}_gold"]
    return Accuracy(acc=round(hit / gold, 3) if gold else None, hit=hit, gold=gold)


def rates(hit: int, ours: int, gold: int) -> Rates:
    """Precision, recall and F1 to three places; 0 where there is nothing to divide by."""
    p = hit / ours if ours else 0.0
    r = hit / gold if gold else 0.0
    return Rates(p=round(p, 3), r=round(r, 3), f1=round(_harmonic(p, r), 3), hit=hit, ours=ours, gold=gold)


def _harmonic(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def b_cubed(pairs: Sequence[Pair]) -> Clustering | Rates:
    """B-cubed over (our cluster, gold cluster) of each item (Bagga and Baldwin 1998); zero rates for none."""
    if not pairs:
        return rates(0, 0, 0)
    ours, gold, both = Counter(o for o, _ in pairs), Counter(g for _, g in pairs), Counter(pairs)
    p = sum(both[o, g] / ours[o] for o, g in pairs) / len(pairs)
    r = sum(both[o, g] / gold[g] for o, g in pairs) / len(pairs)
    return Clustering(p=round(p, 3), r=round(r, 3), f1=round(_harmonic(p, r), 3), items=len(pairs))


def _breakdown(judged: Sequence[_Report]) -> Breakdown:
    rows: dict[str, list[tuple[bool, int, int]]] = defaultdict(list)
    for report in judged:
        for event, detected, right, asked in report.told:
            rows[event].append((detected, right, asked))
    events = [
        EventScore(
            event=event,
            reports=len(told),
            detected=sum(row[0] for row in told),
            right=sum(row[1] for row in told),
            asked=sum(row[2] for row in told),
        )
        for event, told in rows.items()
    ]
    events.sort(key=lambda event: (event.share, event.event))
    mean = sum(event.share for event in events) / len(events) if events else None
    return Breakdown(events=tuple(events), mean=mean)
