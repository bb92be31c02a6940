"""The map: events by place, each place as the area it is known to."""

from __future__ import annotations

import numpy as np
from starlette.requests import Request
from starlette.responses import Response

from tawatur.analysis.columns import Columns, Mask, Spot
from tawatur.analysis.maplayers import Area, Cluster, areas, is_outline, layers
from tawatur.workbench.charts import worldmap
from tawatur.workbench.charts.behind import behind
from tawatur.workbench.charts.frame import asked, render, spot_name, stretch_text
from tawatur.workbench.charts.worldmap import Window
from tawatur.workbench.page import Page
from tawatur.workbench.view import View, link

_LISTED = 150
_STEPS = {"in": 0.5, "out": 2.0}


def show(request: Request) -> Response:
    """The page."""
    view = View.of(request)
    held, chosen = asked(view)
    every = areas(held, chosen)
    window = _window(request.query_params.get("at", "")) or worldmap.window_for(every)
    found = layers(every, worldmap.cell_for(window))
    drawn = worldmap.draw(found, window)
    return render(
        view,
        "map.html",
        held,
        chosen,
        found=found,
        picture=drawn,
        areas=[*every.countries, *every.points][:_LISTED],
        moves=_moves(view, window),
        area_link=lambda area: _area_link(view, area),
        cluster_link=lambda cluster: _cluster_link(view, cluster, window),
        spot_name=lambda spot: _name(view, spot),
        stretch=lambda area: stretch_text(view, area.first, area.last),
        at=_at(window),
    )


def place(request: Request) -> Response:
    """The events of one place."""
    view = View.of(request)
    held, chosen = asked(view)
    query = request.query_params
    wanted = _same_spots(held, query.get("spot", ""), query.get("spot_name", ""), query.get("spot_country", ""))
    rows = np.flatnonzero(chosen & wanted)
    order = rows[np.lexsort((rows, -held.last[rows]))]
    title = _name(view, held.spots[held.spot[order[0]]]) if len(order) else view.say("map.nowhere")
    if query.get("outline"):
        title = view.names.country(query.get("spot_country"))
    return behind(view, title, [held.id_of(int(row)) for row in order], link("/map", view.filters.as_query()))


def _same_spots(held: Columns, geonames: str, name: str, country: str) -> Mask:
    """The events at a place: of its number, or of its name in its country; of the outline where neither is given."""
    able = [k for k, spot in enumerate(held.spots) if _is_spot(spot, geonames, name, country)]
    found: Mask = np.isin(held.spot, np.array(able, dtype=np.int32))
    return found


def _is_spot(spot: Spot, geonames: str, name: str, country: str) -> bool:
    if geonames:
        return str(spot.geonames) == geonames
    if name:
        return (spot.name, spot.country) == (name, country)
    return is_outline(spot) and spot.country == country


def _area_link(view: View, area: Area) -> str:
    spot = area.spot
    query = view.filters.as_query()
    if area.only:
        return f"/events/{area.only}"
    if is_outline(spot):
        return link("/map/place", {**query, "spot_country": spot.country, "outline": "1"})
    if spot.geonames is not None:
        return link("/map/place", {**query, "spot": str(spot.geonames)})
    return link("/map/place", {**query, "spot_name": spot.name, "spot_country": spot.country})


def _cluster_link(view: View, cluster: Cluster, window: Window) -> str:
    """To the one place of a cluster, or closer to its places."""
    if len(cluster.areas) == 1:
        return _area_link(view, cluster.areas[0])
    x, y = worldmap.project(cluster.lat, cluster.lon)
    return link("/map", view.filters.as_query(), at=_at(Window.around(x, y, window.width / 3)))


def _name(view: View, spot: Spot) -> str:
    country = view.names.country(spot.country)
    if spot.precision == "country" or not spot.name:
        return country
    name = spot_name(spot, view.say.language)
    return f"{name}{view.say('list.comma')}{country}" if country else name


def _window(text: str) -> Window | None:
    """A window from "x,y,width" of its middle; None for anything else."""
    parts = text.split(",")
    if len(parts) != 3 or not all(part.lstrip("-").isascii() and part.lstrip("-").isdigit() for part in parts):
        return None
    if max(len(part) for part in parts) > 7:
        return None
    x, y, width = (float(part) for part in parts)
    return Window.around(x, y, width)


def _at(window: Window) -> str:
    x, y = window.middle
    return f"{round(x)},{round(y)},{round(window.width)}"


def _moves(view: View, window: Window) -> dict[str, str]:
    """Addresses of the map closer, wider, moved, and as it was first."""
    x, y = window.middle
    steps = {name: (x, y, window.width * factor) for name, factor in _STEPS.items()}
    steps |= {
        "north": (x, y - window.height / 3, window.width),
        "south": (x, y + window.height / 3, window.width),
        "west": (x - window.width / 3, y, window.width),
        "east": (x + window.width / 3, y, window.width),
    }
    query = view.filters.as_query()
    found = {name: link("/map", query, at=_at(Window.around(*step))) for name, step in steps.items()}
    return {**found, "all": link("/map", query), "world": link("/map", query, at=f"18000,14000,{worldmap.WORLD}")}


PAGE = Page("map", "/map", show, in_menu=True, more=(("/map/place", place),))
