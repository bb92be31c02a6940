"""Dated relations of actors, read from claims with their sources."""

from __future__ import annotations

import msgspec
import pytest

from tawatur.analysis.standing import standings
from tawatur.analysis.ties import Tie, kinds, ties
from tawatur.record import Claim, Participant, Voice


def claim(kind: str, *roles: str, family: str = "organisation", at: int = 0, **more: object) -> Claim:
    """A claim with actors as "role:id", in the order of the sentence; "role:?" is a person."""
    actors = tuple(
        Participant(
            role=role, text=name, span=(at + n, at + n + 1), id=None if name == "?" else name, private=name == "?"
        )
        for n, (role, _, name) in enumerate(item.partition(":") for item in roles)
    )
    made = Claim(
        id=f"clm_{kind}_{at}",
        document="a.txt",
        sha256="ab",
        span=(at, at + 9),
        quote="",
        trigger=(at, at + 1),
        event_type=kind,
        family=family,
        actors=actors,
        publisher="صحيفة المثال",
    )
    return msgspec.structs.replace(made, **more)


def read(*claims: Claim, event_of: dict[str, str] | None = None) -> list[tuple[str, str, str, bool]]:
    """The ties of claims, without what tells of them."""
    return [tie[:4] for tie in ties(claims, event_of or {})]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            claim("clash", "perpetrator:iskp", "target:taliban", family="violence"),
            ("fights", "iskp", "taliban", False),
        ),
        (
            claim("killing_of_militant", "authority:taliban-government", "target:iskp", family="enforcement"),
            ("fights", "taliban-government", "iskp", True),
        ),
        (
            claim("airstrike", "perpetrator:us-army", "target:iskp", family="violence"),
            ("fights", "us-army", "iskp", True),
        ),
        (
            claim("cooperation", "authority:ru", "authority:ir", family="diplomacy"),
            ("cooperates_with", "ir", "ru", False),
        ),
        (claim("pledge", "target:islamic-state", "target:iskp"), ("part_of", "iskp", "islamic-state", True)),
        (claim("pledge", "target:ttp", "target:al-qaida"), ("part_of", "ttp", "al-qaida", True)),
        (claim("defection", "target:iskp", "target:taliban"), ("split_from", "iskp", "taliban", True)),
        (
            claim("funding", "recipient:al-karrar-office", "recipient:iskp", family="finance"),
            ("funds", "al-karrar-office", "iskp", True),
        ),
    ],
    ids=lambda item: item.event_type if isinstance(item, Claim) else item[0],
)
def test_each_kind_is_read_from_its_claims(told: Claim, expected: tuple[str, str, str, bool]) -> None:
    """By role, by lineage or by the order of the sentence, as the table says."""
    assert read(told) == [expected]


def test_three_actors_and_nothing_to_settle_them_make_no_tie() -> None:
    """Nothing is guessed."""
    assert read(claim("defection", "target:iskp", "target:taliban", "target:ttp")) == []


def test_a_person_is_never_an_end() -> None:
    """Nor is a name that no entry stands for."""
    assert (
        read(claim("defection", "target:?", "target:taliban"), claim("clash", "target:iskp", "target:nobody")) == []
    )


def test_every_event_of_a_tie_is_told_with_date_and_sources() -> None:
    """In order of time, the undated last; claims of one event together, its narrowest date."""
    said = (Voice(role="cited", text="الوزارة", span=(0, 1)),)
    claims = [
        claim("clash", "perpetrator:iskp", "target:taliban", family="violence", at=10, date=None),
        claim("clash", "perpetrator:taliban", "target:iskp", family="violence", at=20, date="2024-05"),
        claim(
            "clash",
            "perpetrator:iskp",
            "target:taliban",
            family="violence",
            at=30,
            date="2024-05-02",
            attribution=said,
        ),
    ]
    events = {"clm_clash_10": "evt_1", "clm_clash_20": "evt_2", "clm_clash_30": "evt_2"}
    [tie] = ties(claims, events)
    assert [(item.event, item.date, item.claims, item.said_by, item.through) for item in tie.told] == [
        ("evt_2", "2024-05-02", ("clm_clash_20", "clm_clash_30"), ("الوزارة",), ("صحيفة المثال",)),
        ("evt_1", None, ("clm_clash_10",), (), ("صحيفة المثال",)),
    ]


def test_what_is_denied_stays_denied() -> None:
    """The modality is part of the tie, as it is of the claim."""
    [tie] = ties([claim("cooperation", "authority:ru", "target:taliban", family="diplomacy", modality="denied")], {})
    assert [item.modality for item in tie.told] == ["denied"]


def test_order_changes_nothing() -> None:
    """Claims in any order give the same ties."""
    claims = [claim("clash", "perpetrator:iskp", "target:taliban", family="violence", at=n) for n in range(5)]

    def made(told: list[Claim]) -> tuple[Tie, ...]:
        return ties(told, {item.id: "evt_1" for item in told})

    assert made(claims) == made(claims[::-1])


def test_the_kinds_are_those_of_the_field() -> None:
    """Each with its name in both languages."""
    assert list(kinds()) == ["fights", "cooperates_with", "part_of", "led_by", "split_from", "funds"]
    assert all(kind.label.ar and kind.label.en for kind in kinds().values())


def test_a_standing_is_dated_by_each_authority() -> None:
    """What one court lifts, a council may uphold."""
    claims = [
        claim("designation", "authority:un", "target:taliban", family="diplomacy", at=1, date="2011-06-17"),
        claim(
            "delisting", "authority:ru-supreme-court", "target:taliban", family="diplomacy", at=2, date="2025-04-17"
        ),
        claim(
            "designation", "authority:ru-supreme-court", "target:taliban", family="diplomacy", at=3, date="2003-02"
        ),
        claim("delisting", "authority:un", "target:taliban", family="diplomacy", at=4, modality="denied"),
    ]
    found = {
        status.authority: ([item.date for item in status.declared], status.holds) for status in standings(claims)
    }
    assert found == {"un": (["2011-06-17"], True), "ru-supreme-court": (["2003-02", "2025-04-17"], False)}
