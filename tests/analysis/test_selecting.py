"""Which events a view is of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tawatur.analysis.selecting import select_events

from .columns_for_tests import ISKP, MOSCOW, fact, held

OF = held(
    fact("evt_a", "2024-03-22", "attack", MOSCOW),
    fact("evt_b", "2024", "bombing"),
    fact("evt_c", None, "arrest", None),
    takers=[("evt_a", ISKP, "perpetrator")],
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["evt_a", "evt_b", "evt_c"]),
        ({"first": date(2024, 4, 1)}, ["evt_b"]),
        ({"last": date(2024, 3, 31)}, ["evt_a", "evt_b"]),
        ({"kinds": ("attack", "arrest")}, ["evt_a", "evt_c"]),
        ({"kinds": ()}, []),
        ({"countries": ("RU",)}, ["evt_a"]),
        ({"countries": ("RU", "-")}, ["evt_a", "evt_c"]),
        ({"actors": ("iskp",)}, ["evt_a"]),
        ({"actors": ("nobody",)}, []),
        ({"modalities": ("asserted",)}, ["evt_a", "evt_b", "evt_c"]),
        ({"among": OF.rows_of(["evt_b", "evt_unknown"])}, ["evt_b"]),
    ],
)
def test_conditions_are_joined_by_and(asked: dict[str, Any], found: list[str]) -> None:
    chosen = select_events(OF, **asked)
    assert [OF.id_of(row) for row in range(3) if chosen[row]] == found
