"""One table as CSV, for a spreadsheet.

UTF-8 with a byte-order mark, without which Excel shows Arabic as question marks. A text that a
spreadsheet would run as a formula is written with an apostrophe before it (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from tawatur.publishing.sharing import Share
from tawatur.publishing.tables import Cell, Options, columns, names, rows

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(share: Share, options: Options) -> Iterator[bytes]:
    """Yield the header, then one row a thing of the table."""
    listed = names(columns(options))
    yield b"\xef\xbb\xbf" + line(listed)
    for row in rows(share, options):
        yield line([row[name] for name in listed])


def safe(cell: Cell) -> Cell:
    """The cell as a spreadsheet shows it and does not run it. Numbers are left alone."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_RUNS) else cell


def line(cells: Iterable[Cell]) -> bytes:
    """One line of CSV."""
    text = io.StringIO()
    csv.writer(text).writerow([_plain(safe(cell)) for cell in cells])
    return text.getvalue().encode("utf-8")


def _plain(cell: Cell) -> Cell:
    return {True: "true", False: "false"}[cell] if isinstance(cell, bool) else cell
