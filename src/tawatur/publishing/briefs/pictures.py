"""The pictures of a brief, as SVG: events by month, and places on a grid of latitude and longitude."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from html import escape

from tawatur.publishing.briefs.composing import Brief, Dot

_INK, _PALE, _RED = "#1f3044", "#c9d3dd", "#a3312b"
_WIDTH = 760
_FONT = "font-family=\"Amiri, 'Noto Naskh Arabic', serif\""
_MOST_BARS = 36


def draw(brief: Brief, name: str) -> str:
    """The picture of that name."""
    return timeline(brief.months, brief.language) if name == "timeline" else chart(brief.dots)


def timeline(months: Sequence[tuple[str, int]], language: str) -> str:
    """A bar a month, the months without events between them too; from right to left in Arabic."""
    counted = dict(months)
    listed = _months(months[0][0], months[-1][0])[-_MOST_BARS:]
    height, base, top = 220, 170, 20
    most = max(counted.values())
    step = (_WIDTH - 40) / len(listed)
    bars = []
    for index, month in enumerate(listed):
        left = 20 + step * (len(listed) - 1 - index if language == "ar" else index)
        size = (base - top) * counted.get(month, 0) / most
        middle = left + step / 2
        if size:
            bars.append(
                f'<rect x="{left + step * 0.12:.1f}" y="{base - size:.1f}" width="{step * 0.76:.1f}" '
                f'height="{size:.1f}" fill="{_INK}"/>'
                f'<text x="{middle:.1f}" y="{base - size - 5:.1f}" font-size="12" text-anchor="middle">'
                f"{counted[month]}</text>"
            )
        if len(listed) <= 14 or index % math.ceil(len(listed) / 12) == 0:
            bars.append(f'<text x="{middle:.1f}" y="{base + 18}" font-size="11" text-anchor="middle">{month}</text>')
    line = f'<line x1="20" x2="{_WIDTH - 20}" y1="{base}" y2="{base}" stroke="{_INK}"/>'
    return _svg(height, line + "".join(bars))


def chart(dots: Sequence[Dot]) -> str:
    """Places by longitude and latitude, with a margin of five degrees; equal degrees are equally long."""
    west, east = _span([dot.lon for dot in dots], -180, 180)
    south, north = _span([dot.lat for dot in dots], -90, 90)
    scale = min((_WIDTH - 20) / (east - west), 420 / (north - south))
    width, height = (east - west) * scale, (north - south) * scale
    aside = (_WIDTH - width) / 2

    def at(lat: float, lon: float) -> tuple[float, float]:
        return aside + (lon - west) * scale, 10 + (north - lat) * scale

    frame = f'width="{width:.1f}" height="{height:.1f}" fill="#f6f8fa" stroke="{_PALE}"'
    lines = [f'<rect x="{aside:.1f}" y="10" {frame}/>']
    for lon in range(math.ceil(west / 10) * 10, math.floor(east) + 1, 10):
        x = at(0, lon)[0]
        lines.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="10" y2="{10 + height:.1f}" stroke="{_PALE}"/>')
        label = _degrees(lon, "E", "W")
        lines.append(f'<text x="{x:.1f}" y="{height + 24:.1f}" font-size="10" text-anchor="middle">{label}</text>')
    for lat in range(math.ceil(south / 10) * 10, math.floor(north) + 1, 10):
        y = at(lat, 0)[1]
        lines.append(f'<line x1="{aside:.1f}" x2="{aside + width:.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke="{_PALE}"/>')
        lines.append(f'<text x="{aside + 4:.1f}" y="{y - 3:.1f}" font-size="10">{_degrees(lat, "N", "S")}</text>')
    return _svg(int(height) + 34, "".join(lines) + "".join(_dots(dots, at)))


def _dots(dots: Sequence[Dot], at: Callable[[float, float], tuple[float, float]]) -> list[str]:
    drawn, taken = [], list[tuple[float, float]]()
    for dot in sorted(dots, key=lambda dot: (-dot.events, dot.name)):
        x, y = at(dot.lat, dot.lon)
        size = 3 + 2.5 * math.sqrt(dot.events)
        drawn.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{_RED}" fill-opacity="0.65">'
            f"<title>{escape(dot.name)}: {dot.events}</title></circle>"
        )
        # A name is written where it runs into no other.
        room = 6.5 * len(dot.name)
        if all(abs(x - left) > room + 20 or abs(y - top) > 13 for left, top in taken):
            taken.append((x, y))
            # At the edge of the map it goes to the other side of the dot; that is the same in every language.
            beyond = x + size + room > _WIDTH - 8
            left, anchor = (x - size - 2, "end") if beyond else (x + size + 2, "start")
            drawn.append(
                f'<text x="{left:.1f}" y="{y + 4:.1f}" font-size="11" text-anchor="{anchor}" direction="ltr">'
                f"{escape(dot.name)}</text>"
            )
    return drawn


def _svg(height: int, content: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'{_FONT} fill="{_INK}" role="img">{content}</svg>'
    )


def _span(values: Sequence[float], least: float, most: float) -> tuple[float, float]:
    return max(least, min(values) - 5), min(most, max(values) + 5)


def _degrees(value: int, plus: str, minus: str) -> str:
    return f"{abs(value)}°{plus if value > 0 else minus if value < 0 else ''}"


def _months(first: str, last: str) -> list[str]:
    year, month = map(int, first.split("-"))
    found = []
    while f"{year:04d}-{month:02d}" <= last:
        found.append(f"{year:04d}-{month:02d}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found
