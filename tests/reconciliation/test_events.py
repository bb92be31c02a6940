"""What an event says of itself."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from tawatur.reconciliation import reconcile
from tawatur.reconciliation.labels import label
from tawatur.reconciliation.words import name_parts
from tawatur.record import Claim, Event, event_id

from .claims_for_tests import cards, claim, place


def one_event(*claims: Claim) -> Event:
    """The one event that `claims` make."""
    (event,) = reconcile(cards(*claims), claims).events
    return event


@pytest.mark.parametrize(
    ("kind", "when", "arabic", "english"),
    [
        ("attack", "2024-01", "هجوم في كرمان، يناير 2024", "Attack in Kerman, January 2024"),
        ("bombing", "2024-01-03", "تفجير في كرمان، 3 يناير 2024", "Bombing in Kerman, 3 January 2024"),
        ("attack", "2024", "هجوم في كرمان، 2024", "Attack in Kerman, 2024"),
        ("attack", "XXXX-01-03", "هجوم في كرمان، 3 يناير", "Attack in Kerman, 3 January"),
        (
            "attack",
            "2022-04/2022-05",
            "هجوم في كرمان، أبريل 2022 - مايو 2022",
            "Attack in Kerman, April 2022 - May 2022",
        ),
        ("attack", None, "هجوم في كرمان", "Attack in Kerman"),
    ],
)
def test_label(kind: str, when: str | None, arabic: str, english: str) -> None:
    """Type, place and date, in both languages, each with its own months and comma."""
    assert label(kind, place("Kerman"), "كرمان", when) == {"ar": arabic, "en": english}


def test_label_without_a_place() -> None:
    """What is not known is left out."""
    assert label("attack", None, None, "2024") == {"ar": "هجوم، 2024", "en": "Attack, 2024"}


def test_the_event_is_as_fine_as_its_finest_claim() -> None:
    """The day, the city and the method, each from the claim that has it."""
    event = one_event(
        claim("a", where="Iran", when="2024-01-03", told=("killed 94",)),
        claim("b", "bombing", where="Kerman", when="2024-01", told=("killed 94",)),
    )
    assert (event.date, event.place.name if event.place else None, event.event_type) == (
        "2024-01-03",
        "Kerman",
        "bombing",
    )


def test_one_odd_date_does_not_move_the_event() -> None:
    """The date most claims allow wins over the narrowest."""
    days = ["2024-01-03", "2024-01-03", "2024-01-04"]
    event = one_event(
        *(
            claim(name, where="Kerman", when=day, told=("killed 94", "injured 284"))
            for name, day in zip("abc", days, strict=True)
        )
    )
    assert event.date == "2024-01-03"


def test_the_identifier_comes_from_the_claims() -> None:
    """So that a rebuild keeps it."""
    made = claim("a", where="Kerman", when="2024-01-03")
    assert one_event(made).id == event_id((made.id,))


def test_spellings_of_a_name_meet() -> None:
    """Transliterations of one name share a part, two names none."""
    pairs = [("ماجديبورج", "ماغديبورغ"), ("ميونيخ", "بميونخ"), ("بارسالوغو", "بارسالوقو"), ("شاه جراغ", "شاهجراغ")]
    assert [bool(name_parts(one) & name_parts(two)) for one, two in pairs] == [True] * 4
    assert not name_parts("مدينة كركوك") & name_parts("مدينة الموصل")


def test_every_incompatible_pair_has_an_example_of_two_passages() -> None:
    """A row without its example cannot be reviewed."""
    table = yaml.safe_load(files("tawatur.reconciliation").joinpath("data", "groups.yaml").read_text("utf-8"))
    known = set(table["groups"]["violence"])
    assert all(set(row["pair"]) <= known and len(row["example"].split(" / ")) == 2 for row in table["incompatible"])


def test_a_span_of_years_does_not_date_an_event() -> None:
    """It agrees with every day in it, so it would win any vote."""
    event = one_event(
        *(
            claim(name, where="Kerman", when=day, told=("killed 94", "injured 284"))
            for name, day in zip("abc", ["1984/..", "2024-01-03", "2024-01"], strict=True)
        )
    )
    assert event.date == "2024-01-03"
