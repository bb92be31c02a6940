"""Statistics beside the record: which time, region and actors are counted, and why two counts may differ."""

from __future__ import annotations

import msgspec
import pytest

from tawatur.analysis.checking import Check, checks, note_words, regions
from tawatur.analysis.tables import read
from tawatur.record import Claim, Event, Figure, Participant, Place

QUOTE = "خطط تنظيم داعش في عام 2023 لشن 14 هجوما في ست دول أوروبية، مقارنة بخمس هجمات في العام السابق"


def figure(measure: str, value: int, period: str | None = None) -> Figure:
    """A figure that counts events."""
    return Figure(measure=measure, op="=", value=value, unit=measure, text=str(value), span=(0, 0), period=period)


def statistic(*figures: Figure, **more: object) -> Claim:
    """A claim about many plots."""
    made = Claim(
        id="clm_s", document="a.txt", sha256="ab", span=(0, len(QUOTE)), quote=QUOTE, trigger=(0, 3),
        event_type="foiled_plot", family="enforcement", modality="planned", date="2023", figures=figures,
    )  # fmt: skip
    return msgspec.structs.replace(made, **more)


def event(
    name: str, date: str | None, country: str | None, kind: str = "foiled_plot", *who: str, **more: object
) -> Event:
    """An event of the record."""
    place = Place(text="", span=(0, 0), country=country) if country else None
    family = "enforcement" if kind == "foiled_plot" else "violence"
    made = Event(
        id=name, event_type=kind, family=family, date=date, place=place,
        actors=tuple(Participant(role="target", text=item, span=(0, 0), id=item) for item in who), figures={},
        claims=(f"clm_{name}",), documents=("ab",), chains=1, label={},
        modality="planned" if kind == "foiled_plot" else "asserted",
    )  # fmt: skip
    return msgspec.structs.replace(made, **more)


RECORD = [
    event("evt_berlin", "2023-05-02", "DE"),
    event("evt_vienna", "2023-12", "AT"),
    event("evt_before", "2022-08", "FR"),
    event("evt_kabul", "2023-06", "AF"),
    event("evt_undated", None, "DE"),
    event("evt_nowhere", "2023-07", None),
    event("evt_attack", "2023-03", "DE", "bombing"),
]


def checked(claim: Claim, record: list[Event] = RECORD) -> list[Check]:
    """The checks of one statistic."""
    return list(checks([claim], record, 12))


def told(check: Check) -> dict[str, dict[str, str]]:
    """The notes by key."""
    return {note.key: dict(note.values) for note in check.notes}


def test_what_is_counted_is_of_the_same_kind_time_and_region() -> None:
    """Plots in Europe in 2023: neither Kabul, nor 2022, nor an attack that happened."""
    (check,) = checked(statistic(figure("plots", 14)))
    assert (check.window, check.region, check.own, check.events) == (
        "2023",
        "europe",
        2,
        ("evt_berlin", "evt_vienna"),
    )


def test_what_is_left_out_is_said() -> None:
    """One without a date, one without a country, and how many reports there are."""
    (check,) = checked(statistic(figure("plots", 14)))
    assert told(check) == {
        "coverage": {"reports": "12"},
        "actor_unknown": {},
        "undated": {"count": "1"},
        "unplaced": {"count": "1"},
        "countries": {"count": "2", "names": "AT, DE"},
    }


def test_countries_are_counted_as_countries() -> None:
    """Nine countries stand beside the countries of the events counted."""
    (check,) = checked(statistic(figure("countries", 6), figure("plots", 14)))[:1]
    assert (check.own, check.events) == (2, ("evt_berlin", "evt_vienna"))


@pytest.mark.parametrize(("period", "window"), [("العام السابق", "2022"), ("عام 2022", "2022"), ("عام ٢٠٢٢", "2022")])
def test_a_compared_figure_is_counted_in_its_own_time(period: str, window: str) -> None:
    """The year before, or the year the words name."""
    check = checked(statistic(figure("plots", 14), figure("plots", 5, period)))[1]
    assert (check.window, check.events) == (window, ("evt_before",))


def test_without_a_year_every_year_is_counted_and_that_is_said() -> None:
    """An undated report that says "last year"."""
    (check,) = checked(statistic(figure("plots", 14), date=None))
    assert (check.window, check.own) == (None, 4)
    assert told(check)["years"] == {"names": "2022: 1, 2023: 2, ?: 1"}
    assert "window_unknown" in told(check)


def test_a_group_that_is_named_is_asked_for() -> None:
    """Its branches count; events that name no group are left out and said to be."""
    record = [
        event("evt_is", "2023", "DE", "foiled_plot", "iskp"),
        event("evt_other", "2023", "DE", "foiled_plot", "al-qaida"),
        event("evt_nobody", "2023", "DE"),
    ]
    group = (Participant(role="target", text="داعش", span=(0, 0), id="islamic-state"),)
    (check,) = checked(statistic(figure("plots", 14), actors=group), record)
    assert (check.actors, check.events, told(check)["unnamed"]) == (("islamic-state",), ("evt_is",), {"count": "1"})


def test_a_statistic_is_not_counted_among_events() -> None:
    """Nor does it count itself."""
    itself = event("evt_s", "2023", "DE", claims=("clm_s",))
    (check,) = checked(statistic(figure("plots", 14)), [itself])
    assert check.own == 0


def test_attacks_that_are_denied_or_planned_did_not_happen() -> None:
    """Only what happened, or is said to have, is counted against attacks."""
    record = [
        event("evt_a", "2023", "DE", "bombing"),
        event("evt_d", "2023", "DE", "bombing", modality="denied"),
        event("evt_c", "2023", "DE", "bombing", modality="claimed"),
    ]
    claim = statistic(figure("attacks", 9), event_type="attack", family="violence", modality="asserted")
    assert checked(claim, record)[0].events == ("evt_a", "evt_c")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_note_has_its_words(language: str) -> None:
    """In both languages, with the same values."""
    from string import Formatter

    for key, texts in read("checking.yaml")["notes"].items():
        names = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in texts.values()]
        assert names[0] == names[1], key
    assert note_words(checked(statistic(figure("plots", 14)))[0].notes[0], language)


def test_regions_have_words_and_countries() -> None:
    """Codes are of two capital letters, none twice."""
    for region in regions().values():
        assert region.words
        assert len(set(region.countries)) == len(region.countries)
        assert all(len(code) == 2 and code.isupper() for code in region.countries)
