"""Arabic in a terminal: widths, wrapping, and marks that keep right-to-left text in its cell.

Nothing is ever reversed. A terminal that knows the bidirectional algorithm would let two Arabic cells
with only a line between them change places; a right-to-left isolate around every line of Arabic
(Unicode Standard Annex 9, sections 2.4 and 2.7) keeps each where it is. A terminal that knows nothing of it
shows the letters in the order they are stored, and the isolates take no room. Text that goes to a file
gets none of them, so that it can be searched and compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Marks of direction that came with the text: they would work on our table as well.
_DIRECTIONAL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u200b]")
_RLI, _PDI = "\u2067", "\u2069"


def is_arabic(text: str) -> bool:
    """Whether a text has any letter of a right-to-left script."""
    return _ARABIC.search(text) is not None


def plain(text: str) -> str:
    """The text on one line, without marks of direction of its own."""
    return " ".join(_DIRECTIONAL.sub("", text).split())


def lines(text: str, width: int) -> list[str]:
    """The text broken between words into lines of at most `width` cells; a longer word is cut."""
    broken: list[str] = []
    current = ""
    for word in _fitting(plain(text).split(" "), width):
        longer = f"{current} {word}" if current else word
        # Measured whole: a mark that stands alone is as wide as what it is set over.
        if current and cell_len(longer) > width:
            broken.append(current)
            current = word
        else:
            current = longer
    return [*broken, current] if current else broken


def cell(text: str, *, marks: bool, width: int | None = None, style: str = "") -> Text:
    """A cell of a table: Arabic isolated and to the right, everything else as it is."""
    if not is_arabic(text):
        return Text(plain(text), style=style)
    broken = lines(text, width) if width else [plain(text)]
    shown = [isolate(line) for line in broken] if marks else broken
    return Text("\n".join(shown), style=style, justify="right")


def quote(text: str, highlights: Sequence[str], width: int, *, marks: bool, style: str = "bold reverse") -> Text:
    """A quotation in lines of at most `width` cells, the words of `highlights` set off.

    A highlight that a line break cuts in two is set off in neither line.
    """
    arabic = is_arabic(text)
    shown = Text(justify="right" if arabic else "left")
    for number, line in enumerate(lines(text, width)):
        if number:
            shown.append("\n")
        part = Text(line)
        for words in highlights:
            part.highlight_words([plain(words)], style=style)
        shown.append_text(Text.assemble(_RLI, part, _PDI) if arabic and marks else part)
    return shown


def isolate(text: str) -> str:
    """The text between a right-to-left isolate and its end."""
    return f"{_RLI}{text}{_PDI}"


def _fitting(words: Sequence[str], width: int) -> list[str]:
    fitting: list[str] = []
    for word in words:
        while cell_len(word) > width:
            fitting.append(word[:width])
            word = word[width:]
        if word:
            fitting.append(word)
    return fitting
