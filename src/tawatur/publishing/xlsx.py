"""A workbook: a sheet a table, after one that says what it is and one that says what every column means.

Every text is written as text, so that none is run as a formula. Sheets are written row by row to disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tawatur.publishing.extras import need
from tawatur.publishing.sharing import Share
from tawatur.publishing.spooling import through_file
from tawatur.publishing.tables import TABLES, Cell, Options, columns, names, rows

# A workbook carries when it was made; ours carries nothing that differs from run to run.
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_MOST = 1_048_575  # rows of a sheet below its header
_LONGEST = 32_767  # characters of a cell


def write(share: Share, options: Options) -> Iterator[bytes]:
    """Yield the file. Raises `MissingExtra` without xlsxwriter."""
    writer = need("xlsxwriter")

    def fill(path: Path) -> None:
        settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with writer.Workbook(str(path), settings) as book:
            book.set_properties({"created": _MADE, "title": "Tawatur", "comments": share.tlp})
            _sheet(book, "about", ["key", "value"], _about(share))
            _sheet(book, "codebook", ["table", "column", "type", "meaning", "المعنى"], _codebook(options))
            for table in TABLES:
                asked = options._replace(table=table)
                listed = names(columns(asked))
                _sheet(book, table, listed, ([row[name] for name in listed] for row in rows(share, asked)))

    yield from through_file(fill, "case.xlsx")


def _about(share: Share) -> Iterator[list[Cell]]:
    yield ["tlp", share.tlp]
    yield ["profile", share.profile.name]
    yield ["private persons under pseudonyms", share.hidden]
    yield ["claims that stay back", share.withheld]


def _codebook(options: Options) -> Iterator[list[Cell]]:
    for table in TABLES:
        for column in columns(options._replace(table=table)):
            yield [table, column.name, column.kind, column.en, column.ar]


def _sheet(book: Any, name: str, header: list[str], lines: Iterable[list[Cell]]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for column, text in enumerate(header):
        sheet.write_string(0, column, text, bold)
    for number, line in enumerate(lines, start=1):
        if number > _MOST:
            sheet = book.add_worksheet(f"{name} {2 + (number - 1) // _MOST - 1}")
        _line(sheet, (number - 1) % _MOST + 1, line)


def _line(sheet: Any, row: int, cells: list[Cell]) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
        elif isinstance(cell, int | float):
            sheet.write_number(row, column, cell)
        elif cell is not None:
            sheet.write_string(row, column, cell[:_LONGEST])
