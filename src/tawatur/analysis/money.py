"""Money: claims of funding, fundraising and seizure as flows from whom to whom, through what, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from tawatur.analysis.tables import entries, read
from tawatur.codebook.vocabulary import Label
from tawatur.languages.ar.tokens import tokenize
from tawatur.record import Claim, Figure, Participant, Span
from tawatur.script import fold, fold_text


class Ends(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sources": "from", "targets": "to"}):
    """The roles money comes from and goes to."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]


class Channel(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A way money takes and the words a sentence names it with."""

    id: str
    label: Label
    words: tuple[str, ...]


class Named(NamedTuple):
    """A channel as a report names it: which, and where the words stand."""

    channel: str
    span: Span


class End(NamedTuple):
    """One end of a flow: an actor of the authority, or a name as a report gives it."""

    id: str | None
    name: str
    private: bool = False


class Amount(NamedTuple):
    """A sum as stated: its figure, currency ("USD", empty where not stated) and period ("month", empty for once)."""

    figure: Figure
    currency: str
    period: str


class Flow(NamedTuple):
    """What one claim says of money. An end that the report does not name is None."""

    claim: Claim
    source: End | None
    target: End | None
    amounts: tuple[Amount, ...]
    channels: tuple[Named, ...]


class Stream(NamedTuple):
    """Flows between the same two ends, in the same direction, and all that was said of them."""

    source: End | None
    target: End | None
    kind: str
    flows: tuple[Flow, ...]


@cache
def ends() -> dict[str, Ends]:
    """The roles of either end by event type. Raises `DataError` where the table is malformed."""
    return {key: msgspec.convert(row, Ends) for key, row in read("flows.yaml")["flows"].items()}


@cache
def channels() -> dict[str, Channel]:
    """All channels by identifier. Raises `DataError` where the table is malformed."""
    return entries(read("flows.yaml")["channels"], Channel, "flows.yaml")


def period_label(period: str) -> Label | None:
    """How a period an amount is for is put in words; None for one that no row names."""
    row = read("flows.yaml")["periods"].get(period)
    return None if row is None else msgspec.convert(row, Label)


def flows(claims: Iterable[Claim]) -> tuple[Flow, ...]:
    """The flows of the claims of money, in the order given. A claim that names several recipients gives one each."""
    return tuple(flow for claim in claims if claim.event_type in ends() for flow in _flows(claim))


def streams(found: Sequence[Flow]) -> tuple[Stream, ...]:
    """Flows put together by ends and kind, those with the most claims first."""
    groups: dict[tuple[object, object, str], list[Flow]] = {}
    for flow in found:
        key = (_key(flow.source), _key(flow.target), flow.claim.event_type)
        groups.setdefault(key, []).append(flow)
    made = [
        Stream(members[0].source, members[0].target, members[0].claim.event_type, tuple(members))
        for members in groups.values()
    ]
    return tuple(sorted(made, key=lambda s: (-len(s.flows), s.kind, str(_key(s.source)), str(_key(s.target)))))


def _key(end: End | None) -> object:
    return None if end is None else end.id or end.name


def _flows(claim: Claim) -> list[Flow]:
    roles = ends()[claim.event_type]
    sources = _of(claim.actors, roles.sources) or [None]
    targets = _of(claim.actors, roles.targets) or [None]
    amounts = tuple(_amount(figure) for figure in claim.figures if figure.measure == "amount")
    through = named_channels(claim)
    return [Flow(claim, source, target, amounts, through) for source in sources for target in targets]


def _of(actors: Sequence[Participant], roles: tuple[str, ...]) -> list[End | None]:
    found = (End(actor.id, actor.name or actor.text, actor.private) for actor in actors if actor.role in roles)
    return list(dict.fromkeys(found))


def _amount(figure: Figure) -> Amount:
    currency, _, period = figure.unit.partition("/")
    known = len(currency) == 3 and currency.isupper()
    return Amount(figure, currency if known else "", period)


def named_channels(claim: Claim) -> tuple[Named, ...]:
    """The channels that a claim's sentence names, each once, with the span of its words in the document."""
    folded = fold(claim.quote)
    tokens = tokenize(folded.text)
    words = [token.text.lower() for token in tokens]
    found: dict[str, Named] = {}
    for at, word in enumerate(words):
        for form in _forms(word):
            for rest, channel in _wordings().get(form, ()):
                if channel not in found and rest == tuple(words[at + 1 : at + 1 + len(rest)]):
                    start, end = folded.span(tokens[at].start, tokens[at + len(rest)].end)
                    found[channel] = Named(channel, (claim.span[0] + start, claim.span[0] + end))
    return tuple(found.values())


@cache
def _wordings() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """By first word: the words after it, and the channel they name with it."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, item in channels().items():
        for wording in item.words:
            first, *rest = fold_text(wording).lower().split()
            found.setdefault(first, []).append((tuple(rest), name))
    return found


def _forms(word: str) -> tuple[str, ...]:
    """The word, and without the conjunction and the preposition that may be written onto it."""
    forms = [word]
    if word[:1] == "و":
        forms.append(word[1:])
    forms += [form[1:] for form in list(forms) if form[:1] in ("ب", "ل")]
    return tuple(forms)
