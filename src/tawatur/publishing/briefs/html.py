"""A brief as one HTML file that needs nothing else: notes open in place, and its events are there as JSON-LD."""

from __future__ import annotations

import json
from importlib.resources import files

from tawatur.publishing.briefs.composing import Brief
from tawatur.publishing.briefs.pictures import draw
from tawatur.publishing.extras import need


def render(brief: Brief) -> bytes:
    """The page. Raises `MissingExtra` without jinja2."""
    jinja, safe = need("jinja2"), need("markupsafe").Markup
    environment = jinja.Environment(autoescape=True, trim_blocks=True, undefined=jinja.StrictUndefined)
    template = environment.from_string(
        files("tawatur.publishing.briefs").joinpath("brief.html.j2").read_text("utf-8")
    )
    # Pictures are ours, with every name in them escaped where they are drawn.
    pictures = {s.picture: safe(draw(brief, s.picture)) for s in brief.sections if s.picture}
    page: str = template.render(brief=brief, pictures=pictures, linked=safe(_linked(brief)))
    return page.encode("utf-8")


def _linked(brief: Brief) -> str:
    """The events of the brief in the terms of schema.org. No `<` of a text can end the element it stands in."""
    events = {s.event: s for section in brief.sections for s in section.items if s.event}
    cited = {note.number: note for note in brief.notes}
    graph = [
        {
            "@type": "Event",
            "identifier": name,
            "name": sentence.pieces[0].text.strip(),
            "subjectOf": [
                {"@type": "Claim", "identifier": cited[number].claim, "text": cited[number].quote}
                for piece in sentence.pieces
                for number in piece.notes
            ],
        }
        for name, sentence in events.items()
    ]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("&", "\\u0026")
