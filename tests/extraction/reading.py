"""Helpers of these tests: read a text as a report would be, and say in short what was read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pytest
from _pytest.mark import ParameterSet

from tawatur.extraction import default_extractor, figures, report
from tawatur.extraction.figures import Counted
from tawatur.record import Claim, Document, Figure

EXTRACTOR = default_extractor()


def document(text: str, published: str | None = None) -> Document:
    """A report of one part, as intake would hand it over."""
    return Document(
        path="report.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text, published=published
    )


def claims(text: str, published: str | None = None) -> tuple[Claim, ...]:
    """The claims of a text."""
    return EXTRACTOR.extract(document(text, published))


def of_family(found: Iterable[Claim], family: str) -> list[Claim]:
    """The claims of one family."""
    return [claim for claim in found if claim.family == family]


def types(text: str, published: str | None = None) -> list[str]:
    """The event types of a text's claims, in order."""
    return [claim.event_type for claim in claims(text, published)]


def tolls(text: str, published: str | None = None) -> list[str]:
    """The figures of a text's claims in order, as `shown` shows them."""
    return [shown(figure) for claim in claims(text, published) for figure in claim.figures]


def shown(figure: Figure) -> str:
    """A figure in short: "killed >= 19", "injured range 60-80", "killed = 13 part"."""
    return _shown(figure.measure, figure.op, figure.value, (figure.low, figure.high), figure.part_of is not None)


def counted(text: str) -> list[str]:
    """The figures the constructions read from a text before any frame judges them, in short."""
    read = report.read(document(text))
    return [_counted(figure) for sentence in read.sentences for figure in figures.count(sentence.chunks)]


def _counted(figure: Counted) -> str:
    return _shown(figure.measure, figure.op, figure.value, (figure.low, figure.high), figure.part)


def _shown(measure: str, op: str, value: object, bounds: tuple[object, object], part: bool) -> str:
    low, high = value if isinstance(value, tuple) else bounds
    number = f"{low}-{high}" if op == "range" or value is None else str(value)
    return f"{measure} {op} {number}" + (" part" if part else "")


def voice(claim: Claim) -> str | None:
    """Who a claim is attributed to, as worded: the last link of the chain."""
    return claim.attribution[-1].text if claim.attribution else None


def country(claim: Claim) -> str | None:
    """The country of a claim's main place."""
    return claim.place.country if claim.place is not None else None


def row(name: str, *values: object, fails: str | None = None) -> ParameterSet:
    """A named row of a parametrised test; `fails` says what the reader cannot do yet, and is lifted once it can."""
    marks = [pytest.mark.xfail(strict=True, reason=fails)] if fails is not None else []
    return pytest.param(*values, id=name, marks=marks)
