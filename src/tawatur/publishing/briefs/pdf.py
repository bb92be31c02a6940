"""A brief as PDF, set by typst: Arabic shaped and from right to left, in the Amiri typeface that comes with us."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from tawatur.publishing.briefs.composing import Brief
from tawatur.publishing.briefs.pictures import draw
from tawatur.publishing.extras import need

_PIXELS = 144.0


def render(brief: Brief) -> bytes:
    """The PDF; the same brief gives the same bytes. Raises `MissingExtra` without typst."""
    return _compiled(_sources(brief), "brief.typ", "pdf")


def picture(svg: str) -> bytes:
    """An SVG picture as PNG, for programs that show no SVG."""
    page = '#set page(width: auto, height: auto, margin: 0pt)\n#set text(font: "Amiri")\n#image("picture.svg")\n'
    return _compiled({"picture.typ": page.encode(), "picture.svg": svg.encode()}, "picture.typ", "png")


def _sources(brief: Brief) -> dict[str, bytes]:
    template = files("tawatur.publishing.briefs").joinpath("brief.typ").read_bytes()
    # Whole values: what a template looks up must be there, the defaults included.
    pictures = {f"{s.picture}.svg": draw(brief, s.picture).encode() for s in brief.sections if s.picture}
    return {"brief.typ": template, "brief.json": msgspec.json.encode(brief), **pictures}


def _compiled(sources: dict[str, bytes], main: str, form: str) -> bytes:
    typst = need("typst")
    fonts = files("tawatur.publishing").joinpath("fonts")
    with TemporaryDirectory(prefix="tawatur-") as folder, as_file(fonts) as where:
        for name, content in sources.items():
            (Path(folder) / name).write_bytes(content)
        made: bytes = typst.compile(
            str(Path(folder) / main),
            root=folder,
            font_paths=[str(where)],
            ignore_system_fonts=True,
            format=form,
            ppi=_PIXELS,
            timestamp=0,
        )
    return made
