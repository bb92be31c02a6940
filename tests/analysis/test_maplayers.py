"""Map layers: places as the areas they are known to."""

from __future__ import annotations

from datetime import date

import numpy as np

from tawatur.analysis.columns import Spot
from tawatur.analysis.maplayers import Area, Cluster, areas, layers, radius_of

from .columns_for_tests import AFGHANISTAN, KABUL, KUNDUZ, MOSCOW, fact, held

DAY = date(2024, 3, 22).toordinal()


def test_a_city_is_a_circle_a_country_its_outline_and_the_rest_is_counted() -> None:
    village = Spot("قرية", "AF", None, None, None, "")
    of = held(
        fact("evt_a", "2024-03-22", spot=KABUL),
        fact("evt_b", None, spot=AFGHANISTAN),
        fact("evt_c", "2024-03-22", "attack", village),
        fact("evt_d", None, spot=None),
    )
    found = layers(areas(of, np.ones(4, dtype=np.bool_)), 0)
    assert found.countries == (
        Area(AFGHANISTAN, 0.0, 2, DAY, DAY),
    )  # a village that no gazetteer has is no more than its country
    assert found.clusters == (Cluster(34.53, 69.17, 1, (Area(KABUL, 15.0, 1, DAY, DAY, "evt_a"),)),)
    assert found.unplaced == 1


def test_places_close_together_are_one_cluster_in_the_middle_of_their_events() -> None:
    of = held(
        fact("evt_a", None, spot=KABUL), fact("evt_b", None, spot=KABUL), fact("evt_c", None, spot=KUNDUZ),
        fact("evt_d", None, spot=MOSCOW),
    )  # fmt: skip
    found = layers(areas(of, np.ones(4, dtype=np.bool_)), 10)
    assert [(cluster.lat, cluster.lon, cluster.events) for cluster in found.clusters] == [
        (35.2633, 69.0667, 3),
        (55.75, 37.62, 1),
    ]
    assert [area.spot.name for area in found.clusters[0].areas] == ["Kabul", "Kunduz"]


def test_events_left_out_leave_no_trace() -> None:
    of = held(fact("evt_a", None, spot=KABUL))
    found = layers(areas(of, np.zeros(1, dtype=np.bool_)), 0)
    assert (found.countries, found.clusters, found.unplaced) == ((), (), 0)


def test_a_precision_without_a_row_is_drawn_widest() -> None:
    assert radius_of("") == radius_of("region") > radius_of("admin1") > radius_of("city") > radius_of("site")
