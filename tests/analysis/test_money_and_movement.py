"""Flows of money, legs of routes, lines of standing, passages of the dossier."""

from __future__ import annotations

import numpy as np

from tawatur.analysis.dossier import Passage, chapters, events_of, passages, themes_of_claim, types_of
from tawatur.analysis.money import Amount, End, Stream, flows, named_channels, streams
from tawatur.analysis.movement import Leg, legs
from tawatur.analysis.standing import Declared, Status, standings

from .columns_for_tests import actor, amount, claim, fact, held, place

SENTENCE = "أرسل المكتب 25 ألف دولار شهريا بالعملات المشفرة وبحوالة إلى التنظيم"


def test_a_flow_goes_from_who_pays_to_who_receives_with_its_sum_and_channel() -> None:
    sum_ = amount(25000, "USD/month")
    told = claim(10, quote=SENTENCE, actors=(actor("payer", "office"), actor("recipient", "iskp")), figures=(sum_,))
    (flow,) = flows([told])
    assert flow[:4] == (told, End("office", "office"), End("iskp", "iskp"), (Amount(sum_, "USD", "month"),))
    said = {named.channel: SENTENCE[named.span[0] - 10 : named.span[1] - 10] for named in flow.channels}
    assert said == {"cryptocurrency": "بالعملات المشفرة", "hawala": "وبحوالة"}


def test_the_words_of_a_channel_are_where_its_span_says() -> None:
    told = claim(0, quote="حوّل المال نقدًا عبر مصرف")
    assert [(named.channel, told.quote[slice(*named.span)]) for named in named_channels(told)] == [
        ("cash", "نقدًا"),
        ("bank", "مصرف"),
    ]


def test_an_end_that_is_not_named_is_none_and_several_recipients_are_several_flows() -> None:
    told = claim(actors=(actor("recipient", "iskp"), actor("recipient", "al-karrar-office")))
    assert [(flow.source, flow.target) for flow in flows([told])] == [
        (None, End("iskp", "iskp")),
        (None, End("al-karrar-office", "al-karrar-office")),
    ]


def test_seized_money_goes_to_the_authority() -> None:
    told = claim(kind="seizure", actors=(actor("authority", "tr-police"), actor("recipient", "iskp")))
    assert [(flow.source, flow.target) for flow in flows([told])] == [
        (End("iskp", "iskp"), End("tr-police", "tr-police"))
    ]


def test_flows_with_the_same_ends_are_one_stream() -> None:
    told = [claim(at, actors=(actor("recipient", "iskp"),)) for at in (0, 40)]
    other = claim(80, kind="fundraising", actors=(actor("recipient", "iskp"),))
    found = flows([*told, other])
    assert streams(found) == (
        Stream(None, End("iskp", "iskp"), "funding", found[:2]),
        Stream(None, End("iskp", "iskp"), "fundraising", found[2:]),
    )


def test_claims_of_other_things_are_no_flow() -> None:
    assert flows([claim(kind="bombing", family="violence")]) == ()


def test_a_route_leads_from_place_to_place_in_order() -> None:
    stops = (place("Tehran", country="IR"), place("Iran", "country", "IR"), place("Herat"), place("Kabul"))
    told = claim(kind="movement", family="organisation", places=stops)
    again = claim(50, kind="movement", family="organisation", places=stops[2:])
    assert legs([told, again]) == (
        Leg(stops[2], stops[3], "movement", (told.id, again.id)),
        Leg(stops[0], stops[2], "movement", (told.id,)),
    )


def test_a_city_and_its_country_are_no_route() -> None:
    told = claim(kind="movement", family="organisation", places=(place("Kabul"), place("Afghanistan", "country")))
    assert legs([told]) == ()


def test_a_listing_and_its_end_are_one_line_in_order_of_time() -> None:
    sides = (actor("authority", "ru-supreme-court"), actor("target", "taliban"))
    listed = claim(0, kind="designation", family="diplomacy", date="2003-02", actors=sides)
    lifted = claim(40, kind="delisting", family="diplomacy", date="2025-04-17", actors=sides)
    again = claim(80, kind="delisting", family="diplomacy", date="2025-04-17", actors=sides)
    denied = claim(120, kind="designation", family="diplomacy", date="2026", actors=sides, modality="denied")
    (status,) = standings([lifted, again, listed, denied])
    assert status == Status(
        "taliban",
        "ru-supreme-court",
        "listed",
        (
            Declared("designation", "2003-02", (listed.id,)),
            Declared("delisting", "2025-04-17", tuple(sorted((lifted.id, again.id)))),
        ),
    )
    assert not status.holds


def test_a_passage_in_the_same_words_elsewhere_is_named_once() -> None:
    one = claim(0, quote="هاجمت الجماعة القرية")
    twin = claim(0, quote="هاجمت  الجماعةُ القرية", sha256="b" * 64)
    same = claim(0, quote="هاجمت الجماعة القرية", kind="attack", family="violence")
    other = claim(40, quote="جملة أخرى")
    assert passages([one, twin, same, other]) == (Passage((one, same), (twin,)), Passage((other,), ()))


def test_a_claim_is_of_the_themes_read_from_it_and_of_its_type_in_the_order_of_chapters() -> None:
    assert themes_of_claim(claim(kind="funding", themes=("outlook", "origins"))) == ("origins", "finance", "outlook")
    assert "funding" in types_of("finance")
    assert "bombing" not in types_of("finance")


def test_chapters_count_claims_by_their_own_type_and_events_come_newest_first() -> None:
    of = held(
        fact("evt_a", "2024-03-22"),
        fact("evt_b", "2025"),
        fact("evt_c", None),
        told=[
            ("evt_a", "r", "bombing"),
            ("evt_a", "r", "denial"),
            ("evt_b", "r", "bombing"),
            ("evt_c", "r", "bombing"),
        ],
        reports=[("r", None, None)],
    )
    everything = np.ones(3, dtype=np.bool_)
    counts = {chapter.theme: chapter.claims for chapter in chapters(of, everything) if chapter.claims}
    assert counts == {"violence": 3, "rivalries": 1}
    assert events_of(of, everything, ("bombing",), 0, 2) == ["evt_b", "evt_a"]
    assert events_of(of, everything, ("bombing",), 2, 2) == ["evt_c"]
    assert events_of(of, everything, ("denial",), 0, 5) == ["evt_a"]
    assert events_of(of, ~everything, ("bombing",), 0, 5) == []
