"""A table as GeoJSON (RFC 7946): a feature a row, at the point of its place where that is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from tawatur.publishing.sharing import Share
from tawatur.publishing.tables import Options, Row, columns, rows

_encoder = msgspec.json.Encoder()
_KEYS = {"events": "event", "claims": "claim", "chains": "chain", "reports": "report"}


def write(share: Share, options: Options) -> Iterator[bytes]:
    """Yield a FeatureCollection, a line a feature. The marking is a member of the collection."""
    columns(options)
    about = {"tlp": share.tlp, "profile": share.profile.name, "table": options.table}
    yield b'{"type":"FeatureCollection","tawatur":' + _encoder.encode(about) + b',"features":['
    for number, row in enumerate(rows(share, options)):
        yield (b",\n" if number else b"\n") + _encoder.encode(feature(row, options.table))
    yield b"\n]}\n"


def feature(row: Row, table: str) -> dict[str, Any]:
    """One row as a feature. Coordinates are longitude, then latitude."""
    properties = {key: value for key, value in row.items() if key not in ("lat", "lon")}
    lon, lat = row.get("lon"), row.get("lat")
    point = None if lon is None or lat is None else {"type": "Point", "coordinates": [lon, lat]}
    made: dict[str, Any] = {"type": "Feature", "geometry": point, "properties": properties}
    return {**made, "id": row[_KEYS[table]]} if table in _KEYS else made
