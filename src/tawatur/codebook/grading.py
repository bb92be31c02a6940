"""The scales an analyst grades on: reliability of a source, credibility of information, words of probability."""

from __future__ import annotations

from functools import cache
from typing import cast

import msgspec

from tawatur.codebook._tables import entries, lookup
from tawatur.codebook.vocabulary import Label, Term
from tawatur.record import Scale


class Rung(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A grade of a scale: its name, what it means and, for a word of probability, its range in per cent."""

    label: Label
    definition: Label
    range: tuple[int, int] | None = None


class GradeScale(Term, frozen=True, kw_only=True):
    """A scale: its grades by what is written for them ("A", "1", "likely"), in order."""

    grades: dict[str, Rung]


@cache
def scales() -> dict[str, GradeScale]:
    """All scales by identifier: "source", "information", "probability"."""
    return entries("scales.yaml", GradeScale)


def scale(identifier: str) -> GradeScale:
    """The scale of that identifier. Raises `DataError` where there is none."""
    return lookup(scales(), identifier, "scale")


def grade_of(text: str) -> tuple[Scale, str] | None:
    """The scale and the grade that a text means, by its sign or its name in Arabic or English; None for neither.

    No two scales share a sign or a name, so the grade says which scale is meant.
    """
    wanted = " ".join(text.replace("-", " ").split()).lower()
    for found in scales().values():
        for sign, rung in found.grades.items():
            names = (sign.replace("-", " "), rung.label.en, rung.label.ar)
            if wanted in {name.lower() for name in names}:
                return cast(Scale, found.id), sign
    return None
