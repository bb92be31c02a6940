"""The written forms of Arabic nouns and verbs, in folded spelling.

Only what unvocalised newspaper Arabic writes: number, gender, case where a letter shows it, and the
pronouns that hang on a word. Broken plurals and weak verbs are given by the lexicon as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا")


class Form(NamedTuple):
    """A folded form: its number ("sg", "du", "pl" or ""), whether a pronoun hangs on it, and the present tense."""

    text: str
    number: str
    pronoun: bool = False
    present: bool = False


def noun_forms(
    singular: str, plurals: tuple[str, ...], construct: bool = False, feminine: bool | None = None
) -> Iterator[Form]:
    """All forms of a noun given its folded singular and plurals.

    `construct` asks for the construct dual of a masculine noun ("تفجيري"), which for most nouns is
    written like an adjective made from them and is left out. `feminine` says whether a final ه is a ta
    marbuta, which folding no longer shows; by default it is.
    """
    if feminine is None:
        feminine = singular.endswith("ه")
    bound = singular[:-1] + "ت" if feminine else singular
    yield Form(singular, "sg")
    if not feminine:
        yield Form(singular + "ا", "sg")
    for ending in ("ان", "ين", "ا", "ي"):
        # The bare ending is the construct dual; on masculine nouns it is the accusative already given.
        # "-ين" of a noun with a sound plural is far oftener the plural.
        sound = ending == "ين" and any(plural in (singular + "ون", singular + "ين") for plural in plurals)
        if (feminine or ending in ("ان", "ين") or (construct and ending == "ي")) and not sound:
            yield Form(bound + ending, "du")
    for pronoun in _PRONOUNS:
        yield Form(bound + pronoun, "sg", True)
    for plural in plurals:
        yield from _plural_forms(plural)


def verb_forms(past: str, present: str) -> Iterator[Form]:
    """All third-person forms of a sound verb given its folded past and present singular."""
    for ending, number in (("", "sg"), ("ت", "sg"), ("ا", "du"), ("تا", "du"), ("وا", "pl"), ("ن", "pl")):
        yield Form(past + ending, number)
    for base, number in ((past, "sg"), (past + "ت", "sg"), (past + "و", "pl")):
        for pronoun in _PRONOUNS:
            yield Form(base + pronoun, number, True)
    yield from _present_forms(present)


def _present_forms(present: str) -> Iterator[Form]:
    stem = present[1:]
    for prefix in ("ي", "ت"):
        for future in ("", "س"):
            yield Form(future + prefix + stem, "sg", present=True)
            yield Form(future + prefix + stem + "ون", "pl", present=True)
            yield Form(future + prefix + stem + "ان", "du", present=True)
        yield Form(prefix + stem + "وا", "pl", present=True)
        for pronoun in _PRONOUNS:
            yield Form(prefix + stem + pronoun, "sg", True, True)


def _plural_forms(plural: str) -> Iterator[Form]:
    yield Form(plural, "pl")
    if plural.endswith("ون"):
        yield Form(plural[:-2] + "ين", "pl")
        for bound in (plural[:-2] + "و", plural[:-2] + "ي"):
            yield Form(bound, "pl")
            for pronoun in _PRONOUNS:
                yield Form(bound + pronoun, "pl", True)
        return
    if not plural.endswith(("ات", "ين", "اء", "ه", "ي", "ا", "و")):
        yield Form(plural + "ا", "pl")
    bound = plural[:-1] + "ا" if plural.endswith("ي") else plural
    for pronoun in _PRONOUNS:
        yield Form(bound + pronoun, "pl", True)
