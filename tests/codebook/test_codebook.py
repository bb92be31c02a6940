"""The codebook says what CODEBOOK says, and every type is mapped to every scheme or says why not."""

from __future__ import annotations

import msgspec
import pytest

from tawatur import codebook
from tawatur.errors import DataError
from tawatur.record import Modality

# What the interchange format promises its readers: these identifiers, in these families.
FAMILIES = {
    "violence": "bombing armed_assault shelling airstrike assassination hostage_taking vehicle_attack stabbing arson"
    " clash attack",
    "enforcement": "arrest foiled_plot charge sentence extradition raid killing_of_militant",
    "diplomacy": "designation delisting recognition agreement withdrawal takeover cooperation",
    "organisation": "founding pledge leadership_change defection recruitment training movement territory_gain"
    " territory_loss",
    "finance": "funding fundraising seizure",
    "statement": "claim_of_responsibility denial condemnation warning assessment recommendation",
}
MEASURES = (
    "killed injured casualties_combined missing arrested charged sentenced abducted displaced attacks plots countries"
    " prison_years amount weapons vehicles aircraft"
)
THEMES = "origins spread finance recruitment violence countermeasures rivalries geopolitics outlook recommendations"
ARABIC = ("\u0600", "\u06ff")


def is_arabic(text: str) -> bool:
    return all(ARABIC[0] <= letter <= ARABIC[1] for letter in text if letter.isalpha() and not letter.isascii())


def test_the_event_types_are_those_of_the_interchange_format() -> None:
    """Every identifier readers of exports rely on is there, in its family, and no other."""
    found: dict[str, set[str]] = {name: set() for name in codebook.families()}
    for kind in codebook.event_types().values():
        found[kind.family].add(kind.id)
    assert found == {name: set(kinds.split()) for name, kinds in FAMILIES.items()}


def test_the_measures_are_those_of_the_interchange_format() -> None:
    """The measures, in the order figures are shown."""
    assert list(codebook.measures()) == MEASURES.split()


def test_the_themes_are_the_chapters_of_a_brief() -> None:
    """The themes, in the order of the chapters."""
    assert list(codebook.themes()) == THEMES.split()


def test_the_modalities_are_those_of_a_claim() -> None:
    """The table and the type of `Claim.modality` name the same seven."""
    assert tuple(codebook.modalities()) == Modality.__args__  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "term",
    [
        *codebook.families().values(),
        *codebook.event_types().values(),
        *codebook.measures().values(),
        *codebook.modalities().values(),
        *codebook.themes().values(),
    ],
    ids=lambda term: term.id,
)
def test_every_term_has_both_languages(term: codebook.Term) -> None:
    """Arabic texts are in Arabic script and English ones in Latin script."""
    texts = [term.label, term.definition] + ([term.plural] if isinstance(term, codebook.EventType) else [])
    assert [(is_arabic(text.ar) and not text.ar.isascii(), text.en.isascii()) for text in texts] == [
        (True, True) for _ in texts
    ]


def test_labels_tell_the_types_apart() -> None:
    """No two event types share a name in either language."""
    kinds = codebook.event_types().values()
    assert [len({kind.label.ar for kind in kinds}), len({kind.label.en for kind in kinds})] == [
        len(kinds),
        len(kinds),
    ]


def test_an_event_type_is_a_frozen_value() -> None:
    """Looking a type up twice gives one value, which nobody can change."""
    kind = codebook.event_type("bombing")
    assert kind is codebook.event_type("bombing")
    with pytest.raises(AttributeError):
        kind.family = "finance"  # type: ignore[misc]


def test_the_name_follows_the_count() -> None:
    """One is named in the singular, several in the plural, in the language asked for."""
    kind = codebook.event_type("bombing")
    assert [kind.named(count, language) for count in (1, 3) for language in ("ar", "en")] == [
        "تفجير",
        "bombing",
        "تفجيرات",
        "bombings",
    ]


@pytest.mark.parametrize("lookup", [codebook.event_type, codebook.family, codebook.measure, codebook.theme])
def test_an_unknown_identifier_is_refused_by_name(lookup: object) -> None:
    """The error says what was asked for."""
    with pytest.raises(DataError, match=r"no .* 'picnic' in the codebook"):
        lookup("picnic")  # type: ignore[operator]


@pytest.mark.parametrize("scheme", codebook.SCHEMES)
@pytest.mark.parametrize("kind", codebook.event_types())
def test_every_type_has_a_code_or_a_reason(kind: str, scheme: str) -> None:
    """No type is silently left out of a scheme, and alternatives say what decides between them."""
    found = codebook.crosswalk(kind, scheme)
    assert found.settled or found.reason


@pytest.mark.parametrize(
    ("kind", "scheme", "mode", "codes"),
    [
        ("shelling", "acled", None, ("Explosions/Remote violence / Shelling/artillery/missile attack",)),
        ("bombing", "acled", None, ("Explosions/Remote violence / Remote explosive/landmine/IED",)),
        ("bombing", "acled", "suicide", ("Explosions/Remote violence / Suicide bomb",)),
        ("bombing", "ucdp_ged", "suicide", ("1", "2", "3")),
        ("hostage_taking", "plover", None, ("ASSAULT/abduct",)),
        ("arrest", "cameo", None, ("173",)),
        ("arrest", "gtd", None, ()),
        ("denial", "stix", None, ("opinion",)),
    ],
)
def test_codes(kind: str, scheme: str, mode: str | None, codes: tuple[str, ...]) -> None:
    """A few correspondences, the mode of an event settling what its type leaves open."""
    assert codebook.crosswalk(kind, scheme, mode).codes == codes


def test_a_suicide_bombing_fills_the_fields_of_gtd() -> None:
    """The weapon and the suicide flag go with the attack type."""
    assert codebook.crosswalk("bombing", "gtd", "suicide").fields == {"weaptype": "6", "suicide": "1"}


def test_a_state_s_arrest_says_why_gtd_has_none() -> None:
    """No equivalent is an answer with a reason."""
    found = codebook.crosswalk("arrest", "gtd")
    assert (found.equivalent, found.reason) == (
        False,
        "GTD codes acts of sub-national actors; what a state does is outside it",
    )


def test_an_unknown_scheme_is_refused() -> None:
    """The error lists the schemes there are."""
    with pytest.raises(DataError, match="acled, ucdp_ged"):
        codebook.crosswalk("arrest", "dewey")


def test_terms_encode_as_json() -> None:
    """A term crosses to the interface as it is declared."""
    decoded = msgspec.json.decode(msgspec.json.encode(codebook.theme("spread")))
    assert decoded["label"] == {"ar": "الانتشار", "en": "Spread"}
