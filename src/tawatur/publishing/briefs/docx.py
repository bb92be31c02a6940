"""A brief as DOCX: real right-to-left paragraphs, runs and tables, with its pictures, its notes at the end."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from tawatur.publishing.briefs import pdf
from tawatur.publishing.briefs.composing import Brief, Piece, Sentence, Table
from tawatur.publishing.briefs.pictures import draw
from tawatur.publishing.extras import need

_FONT = "Amiri"
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def render(brief: Brief) -> bytes:
    """The document. Raises `MissingExtra` without python-docx or, for the pictures, typst."""
    return _Writer(need("docx"), brief).render()


class _Writer:
    """Writes one document. What is Arabic is marked so for the program that opens it: it never reorders letters."""

    def __init__(self, docx: Any, brief: Brief) -> None:
        self._docx, self._brief = docx, brief
        self._oxml, self._ns = need("docx.oxml"), need("docx.oxml.ns")
        self._shared = need("docx.shared")
        self._arabic = brief.language == "ar"
        self._document = docx.Document()
        properties = self._document.core_properties
        properties.title, properties.author = brief.title, "Tawatur"
        properties.created = properties.modified = _MADE
        properties.language = brief.language

    def render(self) -> bytes:
        brief = self._brief
        self._heading(brief.title, 0)
        for line in brief.about:
            self._words(self._paragraph(), line)
        for section in brief.sections:
            if section.title:
                self._heading(section.title, section.level)
            for paragraph in section.paragraphs:
                self._sentence(paragraph, None)
            for item in section.items:
                self._sentence(item, "List Bullet")
            if section.table is not None:
                self._table(section.table)
            if section.picture is not None:
                self._picture(section.picture)
        self._heading(brief.labels["reports"], 1)
        self._table(brief.reports)
        self._heading(brief.labels["notes"], 1)
        for note in brief.notes:
            quoted = f": «{note.quote}»" if note.quote else ""
            self._words(self._paragraph(), f"{note.number}. {note.about}{quoted} ({note.claim})", size=9)
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _heading(self, text: str, level: int) -> None:
        self._words(self._turned(self._document.add_heading("", level)), text)

    def _paragraph(self, style: str | None = None) -> Any:
        return self._turned(self._document.add_paragraph(style=style))

    def _sentence(self, sentence: Sentence, style: str | None) -> None:
        paragraph = self._paragraph(style)
        for piece in sentence.pieces:
            self._piece(paragraph, piece)

    def _piece(self, paragraph: Any, piece: Piece, *, bold: bool = False) -> None:
        self._words(paragraph, piece.text).bold = bold or None
        if piece.notes:
            # The mark keeps the numbers of notes after a number they follow, not before it.
            numbers = ("\u200f" if self._arabic else "") + ",".join(map(str, piece.notes))
            self._words(paragraph, numbers).font.superscript = True

    def _words(self, paragraph: Any, text: str, size: float = 11.5) -> Any:
        run = paragraph.add_run(text)
        run.font.name, run.font.size = _FONT, self._shared.Pt(size)
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(self._ns.qn("w:cs"), _FONT)
        complex_size = self._oxml.OxmlElement("w:szCs")
        complex_size.set(self._ns.qn("w:val"), str(int(size * 2)))
        run._r.rPr.append(complex_size)
        if self._arabic:
            run.font.rtl = True
            language = self._oxml.OxmlElement("w:lang")
            language.set(self._ns.qn("w:bidi"), "ar-SA")
            run._r.rPr.append(language)
        return run

    def _turned(self, paragraph: Any) -> Any:
        if self._arabic:
            # `bidi` makes the start of a line its right; alignment is left to that.
            paragraph._p.get_or_add_pPr().append(self._oxml.OxmlElement("w:bidi"))
        return paragraph

    def _table(self, table: Table) -> None:
        made = self._document.add_table(rows=0, cols=len(table.header), style="Table Grid")
        if self._arabic:
            made._tbl.tblPr.append(self._oxml.OxmlElement("w:bidiVisual"))
        header = tuple(Piece(text=text) for text in table.header)
        for number, row in enumerate((header, *table.rows)):
            for cell, piece in zip(made.add_row().cells, row, strict=True):
                self._piece(self._turned(cell.paragraphs[0]), piece, bold=number == 0)
        if table.note:
            self._words(self._paragraph(), table.note, size=9)

    def _picture(self, name: str) -> None:
        content = pdf.picture(draw(self._brief, name))
        self._document.add_picture(io.BytesIO(content), width=self._shared.Cm(15.5))
        self._words(self._paragraph(), self._brief.labels[f"{name}_caption"], size=9)
