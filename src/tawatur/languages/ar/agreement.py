"""Number agreement: the form a counted Arabic noun takes, and whether its number is written.

Grammar, in brief: one and two are the noun itself, singular and dual; three to ten take the plural;
eleven to ninety-nine the singular in the accusative; hundreds and thousands the singular. What counts is
the last two digits.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Case: TypeAlias = Literal["nominative", "oblique"]


class Noun(NamedTuple):
    """The forms of a noun that numbers ask for.

    `one` and `two` are whole phrases ("قتيل واحد", "قتيلان"), `two_oblique` the dual after a preposition,
    `few` the plural for 3 to 10, `many` the accusative singular for 11 to 99, `other` the singular.
    """

    one: str
    two: str
    two_oblique: str
    few: str
    many: str
    other: str


def counted(number: int | float, noun: Noun, case: Case = "nominative") -> str:
    """The number with its noun: "قتيلان", "5 قتلى", "145 قتيلًا", "200 قتيل"."""
    if isinstance(number, float) and not number.is_integer():
        return f"{number:,} {noun.other}"
    whole = int(number)
    if whole == 1:
        return noun.one
    if whole == 2:
        return noun.two if case == "nominative" else noun.two_oblique
    return f"{whole:,} {form(whole, noun)}"


def form(number: int, noun: Noun) -> str:
    """The form of the noun beside a number that is written in digits."""
    last = abs(number) % 100
    if 3 <= last <= 10:
        return noun.few
    return noun.many if 11 <= last <= 99 else noun.other
