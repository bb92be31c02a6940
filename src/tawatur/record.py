"""The nouns: frozen typed values, declared once for Python, JSON and storage.

Every value that was read from a report carries a `Span`: code points into the decoded text of its
document, half open, so that `document.text[start:end]` is what the reader can check. Dates are EDTF
texts (see `tawatur.dates`). Nothing here decides anything.
"""

from __future__ import annotations

import hashlib
from typing import Literal, TypeAlias

import msgspec

Span: TypeAlias = tuple[int, int]
"""Code points into a document's decoded text: start, end (exclusive)."""

Operator: TypeAlias = Literal["=", ">", ">=", "<", "<=", "~", "range"]
Modality: TypeAlias = Literal["asserted", "claimed", "suspected", "planned", "hypothetical", "denied", "negated"]
Verdict: TypeAlias = Literal["same", "different", "unsure"]
Scale: TypeAlias = Literal["source", "information", "probability"]
PartKind: TypeAlias = Literal["main", "related", "furniture"]
Number: TypeAlias = int | float


class Value(msgspec.Struct, frozen=True, omit_defaults=True):
    """Base of the nouns: frozen, compared by content, encoded without its defaults.

    `kw_only` is not inherited and the type checker does not inherit `frozen`: each noun says both.
    """


class Part(Value, frozen=True, kw_only=True):
    """A stretch of a document: the report itself, another report's text, or the page around it."""

    kind: PartKind
    span: Span
    reason: str = ""


class Document(Value, frozen=True, kw_only=True):
    """One archived report.

    `path` is relative to the input root; `sha256` is of the original bytes and is the document's
    identity, so the same bytes under two names are one document (`copies` lists the other paths).
    `published` is EDTF. `text` is the decoded text and is never edited.
    """

    path: str
    sha256: str
    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    encoding: str = "utf-8"
    media_type: str = "text/plain"
    address: str | None = None
    parts: tuple[Part, ...] = ()
    copies: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    tlp: str = "TLP:CLEAR"

    @property
    def id(self) -> str:
        """The document's identifier, from its bytes."""
        return f"doc_{self.sha256[:16]}"


class Rejected(Value, frozen=True, kw_only=True):
    """An input that could not be read, with the reason, so that nothing is dropped in silence."""

    path: str
    code: str
    reason: str


class Passage(Value, frozen=True, kw_only=True):
    """A sentence or heading of a document."""

    span: Span
    kind: Literal["sentence", "heading"] = "sentence"


class Figure(Value, frozen=True, kw_only=True):
    """A counted quantity inside a claim.

    `value` is a number; `(low, high)` for a range; None for a vague plural, whose bounds are `low`
    and `high`. `counted` says who or what was counted, as the report words it; `part_of` marks a share
    of another figure of the same claim. `period` is set where the figure counts another time than the
    claim speaks of ("against eight the year before"), as the report words that time.
    """

    measure: str
    op: Operator
    value: Number | tuple[Number, Number] | None
    unit: str = "people"
    text: str
    span: Span
    counted: str | None = None
    part_of: str | None = None
    period: str | None = None
    vague: bool = False
    low: Number | None = None
    high: Number | None = None
    reason: str = ""

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the greatest number the wording allows (`inf` where it sets no bound)."""
        if isinstance(self.value, tuple):
            return float(self.value[0]), float(self.value[1])
        if self.value is None:
            low = 0.0 if self.low is None else float(self.low)
            return low, float("inf") if self.high is None else float(self.high)
        value = float(self.value)
        return {
            ">": (value + 1, float("inf")),
            ">=": (value, float("inf")),
            "<": (0.0, value - 1),
            "<=": (0.0, value),
        }.get(self.op, (value, value))


class Place(Value, frozen=True, kw_only=True):
    """A place as a report gives it, and the gazetteer entry it was settled on, with the reason."""

    text: str
    span: Span
    name: str | None = None
    country: str | None = None
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    reason: str = ""


class Participant(Value, frozen=True, kw_only=True):
    """An actor in a role of the happening: perpetrator, target, authority, recipient, speaker."""

    role: str
    text: str
    span: Span
    id: str | None = None
    name: str | None = None
    private: bool = False
    reason: str = ""


class Voice(Value, frozen=True, kw_only=True):
    """One link of the chain of sources, nearest to the report first: who says so, as worded."""

    role: str
    text: str
    span: Span
    id: str | None = None
    name: str | None = None
    reason: str = ""


class Claim(Value, frozen=True, kw_only=True):
    """What one passage says of one happening. A claim has no opinion of other claims.

    `trigger` is the span of the words that name the happening; with the document's bytes and the
    family it makes the identifier, so a better extractor keeps the identifiers. `continues` is the
    trigger of the earlier claim of the same document that this passage goes on speaking of ("the
    attack", or a toll with no event word of its own). `background` marks an earlier happening that the
    passage recalls beside the one the report is about.
    """

    id: str
    document: str
    sha256: str
    span: Span
    quote: str
    trigger: Span
    event_type: str
    family: str
    modality: Modality = "asserted"
    mode: str | None = None
    date: str | None = None
    date_span: Span | None = None
    date_reason: str = ""
    place: Place | None = None
    places: tuple[Place, ...] = ()
    actors: tuple[Participant, ...] = ()
    figures: tuple[Figure, ...] = ()
    attribution: tuple[Voice, ...] = ()
    themes: tuple[str, ...] = ()
    continues: str | None = None
    background: bool = False
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    tlp: str = "TLP:CLEAR"
    reason: str = ""


class Judgement(Value, frozen=True, kw_only=True):
    """An edge: these two claims are, are not, or may be the same event; by whom and why.

    `by` is a rule set with its version ("rules/1") or a reviewer. Rules carry no clock time, so that
    the same input gives the same bytes. `retired` judgements stay on record.
    """

    left: str
    right: str
    verdict: Verdict
    by: str
    reason: str
    score: float = 0.0
    made: str | None = None
    retired: str | None = None


class Anchor(Value, frozen=True, kw_only=True):
    """Where the words of a claim stand: how a person's judgement finds them when the claim is read anew.

    `claim` is the identifier it had when it was judged.
    """

    claim: str
    sha256: str
    trigger: Span
    span: Span
    family: str


class Grade(Value, frozen=True, kw_only=True):
    """What an analyst holds of a source, of a piece of information, or how probable they find it.

    `scale` is "source" (Admiralty reliability, A to F), "information" (Admiralty credibility, 1 to 6) or
    "probability" (a word of the scale in `tawatur.codebook.scale`). `subject` is the key of a source, or the
    identifier of a claim or an event; `name` is what it was called when it was graded. A grade is never
    rewritten: it is retired, and may be followed by another. It changes no figure.
    """

    scale: Scale
    subject: str
    value: str
    by: str
    reason: str
    name: str = ""
    made: str | None = None
    retired: str | None = None


class Chain(Value, frozen=True, kw_only=True):
    """An independent line of testimony: the documents and claims that lead back to one first voice."""

    id: str
    origin: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    reason: str


class FigureValue(Value, frozen=True, kw_only=True):
    """One distinct figure of an event: its value, its claims and chains, who says it and when."""

    op: Operator
    value: Number | tuple[Number, Number] | None
    claims: tuple[str, ...]
    chains: int
    said_by: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    first_seen: str | None = None
    last_seen: str | None = None
    low: Number | None = None
    high: Number | None = None
    vague: bool = False
    part_of: str | None = None
    counted: str | None = None
    period: str | None = None


class Tally(Value, frozen=True, kw_only=True):
    """All figures of one measure of one event, with the working figure and the rule that chose it.

    `flags` say in words where the arithmetic of one report does not come out.
    """

    low: Number | None
    best: Number | None
    high: Number | None
    rule: str
    values: tuple[FigureValue, ...]
    contradiction: bool = False
    relation: str = ""
    reason: str = ""
    flags: tuple[str, ...] = ()


class Event(Value, frozen=True, kw_only=True):
    """A real-world happening, derived from the claims judged to speak of it.

    `documents` are the reports that are about it; `mentioned_in` those that only bring it up in a report
    about something else. The claims, figures and chains of both count.
    """

    id: str
    event_type: str
    family: str
    date: str | None
    place: Place | None
    actors: tuple[Participant, ...]
    figures: dict[str, Tally]
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    mentioned_in: tuple[str, ...] = ()
    chains: int
    label: dict[str, str]
    modality: Modality = "asserted"
    chain_details: tuple[Chain, ...] = ()
    reason: str = ""


def digest(*parts: object) -> str:
    """A short content-derived identifier: 16 hexadecimal digits over the parts, in order."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def claim_id(sha256: str, trigger: Span, family: str) -> str:
    """The identifier of a claim: its document's bytes, its trigger's span and the event family."""
    return f"clm_{digest(sha256, trigger[0], trigger[1], family)}"


def event_id(claims: tuple[str, ...]) -> str:
    """The identifier of an event: that of its first claim in order of identifier."""
    return f"evt_{digest('event', min(claims))}"
