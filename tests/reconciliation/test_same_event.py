"""Which claims speak of one event."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings

from tawatur.reconciliation import reconcile
from tawatur.reconciliation.comparing import Rarity, compare, impossible
from tawatur.reconciliation.profiles import profile_of
from tawatur.reconciliation.screening import bound
from tawatur.record import Claim

from .claims_for_tests import cards, claim, place
from .test_order import many_claims

SAME = [
    (
        "one day, one city",
        claim("a", where="Kerman", when="2024-01-03"),
        claim("b", where="Kerman", when="2024-01-03"),
    ),
    (
        "a month holds the day",
        claim("a", where="Kerman", when="2024-01"),
        claim("b", where="Kerman", when="2024-01-03"),
    ),
    (
        "a city near the other",
        claim("a", where="Moscow", when="2024-03"),
        claim("b", where="Krasnogorsk", when="2024-03-22"),
    ),
    (
        "the country alone, the day given",
        claim("a", where="Iran", when="2024-01-03"),
        claim("b", where="Kerman", when="2024-01-03"),
    ),
    (
        "figures that two cannot share by chance",
        claim("a", where="Moscow", told=("killed 145", "injured 550")),
        claim("b", where="Moscow", when="2024-03-22", told=("killed 145", "injured 550")),
    ),
    (
        "no date, published the day after",
        claim("a", where="Mosul", published="2016-05-03"),
        claim("b", where="Mosul", when="2016-05-02", published="2016-05-02"),
    ),
    (
        "the year is not in the text",
        claim("a", where="Kerman", when="XXXX-01-03"),
        claim("b", where="Kerman", when="2024-01-03"),
    ),
    (
        "a city in its region",
        claim("a", where="Fars", when="2022-10-26"),
        claim("b", where="Shiraz", when="2022-10-26"),
    ),
    (
        "method unstated",
        claim("a", where="Kerman", when="2024-01-03"),
        claim("b", "bombing", where="Kerman", when="2024-01-03"),
    ),
    (
        "spellings of one site",
        claim("a", where="مزار شاه جراغ", when="2022-10-26"),
        claim("b", where="ضريح شاهجراغ", when="2022-10-26"),
    ),
    (
        "one town written two ways",
        claim("a", where="مدينة بارسالوغو", when="2024-08-24"),
        claim("b", where="بارسالوقو", when="2024-08-24"),
    ),
    (
        "a toll that grew",
        claim("a", where="Kerman", when="2024-01-03", told=("killed 20",)),
        claim("b", where="Kerman", when="2024-01-03", told=("killed 73",)),
    ),
]
DIFFERENT = [
    (
        "two days of one week in one city",
        claim("a", where="Baghdad", when="2016-05-11"),
        claim("b", where="Baghdad", when="2016-05-15"),
    ),
    (
        "two cities on one day",
        claim("a", where="Baghdad", when="2016-05-11"),
        claim("b", where="Mosul", when="2016-05-11"),
    ),
    ("two countries", claim("a", where="Kerman", when="2024-01"), claim("b", where="Moscow", when="2024-01")),
    ("nothing but the country", claim("a", where="Iraq"), claim("b", where="Iraq")),
    (
        "nothing but the country and a year",
        claim("a", where="Iraq", when="2016"),
        claim("b", where="Baghdad", when="2016-05-11"),
    ),
    (
        "tolls no day can bridge",
        claim("a", where="Iraq", when="2016-07", told=("killed 2",)),
        claim("b", where="Baghdad", when="2016-07-03", told=("killed 300",)),
    ),
    (
        "a report older than the event",
        claim("a", where="Baghdad", published="2015-02-01"),
        claim("b", where="Baghdad", when="2016-05-11"),
    ),
    (
        "an air raid and a planted bomb",
        claim("a", "airstrike", where="Iraq", when="2016-05-11"),
        claim("b", "bombing", where="Mosul", when="2016-05-11"),
    ),
    (
        "an arrest and the attack",
        claim("a", where="Kerman", when="2024-01-03"),
        claim("b", "arrest", where="Kerman", when="2024-01-03"),
    ),
    (
        "a plot and the arrest for it",
        claim("a", "foiled_plot", where="Kerman", when="2024-01-03"),
        claim("a", "arrest", at=50, where="Kerman", when="2024-01-03"),
    ),
    (
        "an attack that was planned",
        claim("a", where="Kerman", when="2024-01-03", modality="planned"),
        claim("b", where="Kerman", when="2024-01"),
    ),
]


def events_of(*claims: Claim) -> set[tuple[str, ...]]:
    """The events as sets of claims."""
    return {event.claims for event in reconcile(cards(*claims), claims).events}


@pytest.mark.parametrize(("why", "left", "right"), SAME, ids=[row[0] for row in SAME])
def test_same(why: str, left: Claim, right: Claim) -> None:
    """Two reports on one happening are one event, whatever the one leaves out."""
    assert events_of(left, right) == {tuple(sorted((left.id, right.id)))}, why


@pytest.mark.parametrize(("why", "left", "right"), DIFFERENT, ids=[row[0] for row in DIFFERENT])
def test_different(why: str, left: Claim, right: Claim) -> None:
    """Two happenings stay two."""
    assert events_of(left, right) == {(left.id,), (right.id,)}, why


def test_a_vague_report_does_not_chain_two_attacks() -> None:
    """A report that fits two attacks of one city joins neither, and puts the question to a person."""
    first = claim("a", where="Baghdad", when="2016-05-11", told=("killed 64",))
    second = claim("b", where="Baghdad", when="2016-05-17", told=("killed 77",))
    vague = claim("c", where="Baghdad", when="2016-05")
    result = reconcile(cards(first, second, vague), [first, second, vague])
    assert {event.claims for event in result.events} == {(first.id,), (second.id,), (vague.id,)}
    assert "unsure" in {judgement.verdict for judgement in result.judgements}


def test_a_vague_report_joins_the_one_it_fits() -> None:
    """A figure it shares with one of two attacks decides."""
    first = claim("a", where="Baghdad", when="2016-05-11", told=("killed 64",))
    second = claim("b", where="Baghdad", when="2016-05-17", told=("killed 77",))
    vague = claim("c", where="Baghdad", when="2016-05", told=("killed 77",))
    assert events_of(first, second, vague) == {(first.id,), tuple(sorted((second.id, vague.id)))}


def test_two_passages_of_one_report_are_one_event() -> None:
    """Passages of one report that do not contradict each other speak of one happening."""
    first, second = claim("a", where="Kerman", when="2024-01-03"), claim("a", at=100, told=("injured 30",))
    assert events_of(first, second) == {tuple(sorted((first.id, second.id)))}


def test_background_of_a_report_is_another_event() -> None:
    """An older attack told as background stays apart."""
    first = claim("a", where="Kerman", when="2024-01-03")
    second = claim("a", at=100, where="Shiraz", when="2022-10-26")
    assert events_of(first, second) == {(first.id,), (second.id,)}


def test_continues_binds() -> None:
    """A passage that names the one it continues joins it, in the background of a longer report too."""
    first = claim("a", where="Kerman", when="2024-01-03")
    second = claim("a", at=100, where="Shiraz", when="2022-10-26")
    third = claim("a", at=200, told=("killed 13",), continues=second.id)
    assert events_of(first, second, third) == {(first.id,), tuple(sorted((second.id, third.id)))}


def test_a_claim_of_responsibility_belongs_to_its_attack() -> None:
    """A statement about an attack carries its event and adds no figure to it."""
    attack = claim("a", where="Kerman", when="2024-01-03", told=("killed 94",))
    statement = claim("a", "claim_of_responsibility", at=100, told=("killed 300",))
    (event,) = reconcile(cards(attack), [attack, statement]).events
    assert event.claims == tuple(sorted((attack.id, statement.id)))
    assert (event.event_type, event.figures["killed"].high) == ("attack", 94)


def test_a_statement_alone_finds_the_attack_other_reports_tell() -> None:
    """A denial in a report that does not tell of the attack is linked by place and date."""
    attack = claim("a", where="Kerman", when="2024-01-03")
    denial = claim("b", "denial", where="Kerman", when="2024-01-03")
    assert events_of(attack, denial) == {tuple(sorted((attack.id, denial.id)))}


def test_arrests_after_one_attack_are_one_event() -> None:
    """Undated arrests in two reports on one attack meet through the attack."""
    attacks = [claim(name, where="Kerman", when="2024-01-03") for name in "ab"]
    arrests = [claim(name, "arrest", at=100, where="Iran", told=("arrested 2",)) for name in "ab"]
    found = events_of(*attacks, *arrests)
    assert found == {tuple(sorted(one.id for one in group)) for group in (attacks, arrests)}


def test_arrests_after_two_attacks_are_two_events() -> None:
    """Undated arrests of one country stay apart when they follow different attacks."""
    attacks = [claim("a", where="Kerman", when="2024-01-03"), claim("b", where="Shiraz", when="2022-10-26")]
    arrests = [claim(name, "arrest", at=100, where="Iran", told=("arrested 2",)) for name in "ab"]
    assert len(events_of(*attacks, *arrests)) == 4


def test_a_judgement_quotes_what_it_compared() -> None:
    """The reason of a judgement names both dates and both places."""
    left, right = claim("a", where="Moscow", when="2024-03"), claim("b", where="Krasnogorsk", when="2024-03-22")
    (judgement,) = reconcile(cards(left, right), [left, right]).judgements
    assert judgement.verdict == "same"
    assert all(value in judgement.reason for value in ("2024-03", "2024-03-22", "Moscow", "Krasnogorsk"))


def test_the_second_attack_is_another_even_if_it_continues() -> None:
    """ "The second attack" does not go on speaking of the first."""
    first = claim("a", where="Kerman", when="2024-01-03")
    second = claim("a", at=100, quote="الهجوم الثاني استهدف مبنى آخر", continues=first.id)
    assert events_of(first, second) == {(first.id,), (second.id,)}


def test_a_month_taken_from_the_page_is_no_date() -> None:
    """A page put up in April about an attack of December is not about an attack in April."""
    first = claim("a", where="Kerman", when="2024-12-20", told=("killed 94",))
    second = claim("b", where="Kerman", when="2025-04", published="2025-04", told=("killed 94",))
    assert events_of(first, second) == {tuple(sorted((first.id, second.id)))}


def test_two_kinds_of_site_keep_undated_passages_apart() -> None:
    """A hotel and an airport of one city, told in one report without dates."""
    hotel = place("Baghdad")
    first = msgspec.structs.replace(claim("a"), place=msgspec.structs.replace(hotel, text="فندق في بغداد"))
    second = msgspec.structs.replace(claim("a", at=100), place=msgspec.structs.replace(hotel, text="مطار بغداد"))
    assert events_of(first, second) == {(first.id,), (second.id,)}


def test_a_plot_keeps_its_day_of_discovery_and_the_day_it_was_meant_for() -> None:
    """A plot found out in October and meant for November is one plot."""
    found_out = claim("a", "foiled_plot", where="Kerman", when="2024-10-09", suspect="فلان بن فلان الفلاني")
    meant = claim("b", "foiled_plot", where="Kerman", when="2024-11-05", suspect="فلان بن فلان الفلاني")
    assert events_of(found_out, meant) == {tuple(sorted((found_out.id, meant.id)))}


def test_a_namesake_abroad_does_not_keep_a_report_apart() -> None:
    """Three reports settle a name on one country, a fourth on a namesake in another: the case means one place."""
    usual = [claim(name, where="Kerman", when="2024-01-03") for name in "abc"]
    abroad = msgspec.structs.replace(place("Kerman"), country="US", geonames=99, lat=36.7, lon=-120.0)
    odd = msgspec.structs.replace(claim("d", when="2024-01-03"), place=abroad)
    assert len(events_of(*usual, odd)) == 1


def test_a_crowded_country_tells_less() -> None:
    """Where attacks in many towns are told of, the country and the day no longer make two reports one."""
    towns = [
        msgspec.structs.replace(
            claim(f"town {n}", when="2015-03-05"),
            place=msgspec.structs.replace(place("Baghdad"), text="ابجدهوزحط"[n] * 4, geonames=100 + n, lat=30.0 + n),
        )
        for n in range(9)
    ]
    vague = claim("vague", where="Iraq", when="2015-03-05")
    assert (vague.id,) in events_of(*towns, vague)
    assert (vague.id,) not in events_of(towns[0], vague)


def test_no_doubt_is_left_about_claims_that_were_joined() -> None:
    """Every judgement agrees with the events it led to."""
    made = [
        claim(name, where="Kerman", when=day)
        for name, day in zip("abcd", ["2024-01-03", "2024-01", "2024", None], strict=True)
    ]
    result = reconcile(cards(*made), made)
    home = {key: event.id for event in result.events for key in event.claims}
    assert {(j.verdict == "same") == (home[j.left] == home[j.right]) for j in result.judgements} == {True}


@settings(max_examples=300, deadline=None)
@given(many_claims())
def test_the_cheap_bound_is_never_below_the_comparison(claims: list[Claim]) -> None:
    """What is not compared for its bound could not have been one event."""
    profiles = [profile_of(one) for one in claims]
    rarity = Rarity({}, {"IR": 9, "RU": 2}, {})
    for left in profiles:
        for right in profiles:
            if left is not right and not impossible(left, right):
                assert bound(left, right, rarity) + 1e-9 >= compare(left, right, rarity).score
