"""The screen: where a command shows its answer, in which language and with which means."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from tawatur.cli.messages import Messages
from tawatur.cli.terminal import cell, is_arabic
from tawatur.codebook import event_types, families, measures, modalities
from tawatur.errors import UsageError
from tawatur.record import Event, Figure, FigureValue, Number, Tally

MARK = "≠"
"""Marks a contradiction: a sign and not a colour alone, so that it is seen in print and without colours."""

# Wide enough for the table of events; a terminal gives its own width, a file has none.
_FILE_WIDTH = 110
_PICTURE_WIDTH = 112


class WriteError(UsageError):
    """A file that cannot be written."""

    code = "write"


class Screen(NamedTuple):
    """A console and the messages of a language. `marks` says whether to isolate right-to-left text."""

    console: Console
    say: Messages
    marks: bool

    @classmethod
    def standard(cls, say: Messages) -> Screen:
        """Standard output: as wide as the terminal, or as a table wants to be in a file."""
        console = Console(highlight=False)
        if not console.is_terminal and "COLUMNS" not in os.environ:
            console.width = _FILE_WIDTH
        return cls(console, say, console.is_terminal)

    @classmethod
    def recording(cls, say: Messages) -> Screen:
        """Standard output, kept for a picture of it of a fixed width."""
        console = Console(highlight=False, record=True, width=_PICTURE_WIDTH, force_terminal=True)
        return cls(console, say, False)

    @property
    def language(self) -> str:
        """The language of labels."""
        return self.say.language

    @property
    def highlight(self) -> str:
        """The style of what a quotation is shown for. A picture paints backgrounds cell by cell, from the left."""
        return "bold yellow" if self.console.record else "bold reverse"

    @property
    def mirrored(self) -> bool:
        """Whether columns run from right to left."""
        return self.language == "ar"

    def print(self, text: str | Text = "", style: str | None = None) -> None:
        """Show a line; Arabic at the right margin."""
        shown = text if isinstance(text, Text) else Text(text)
        if is_arabic(shown.plain) and self.mirrored:
            shown.justify = "right"
        self.console.print(shown, style=style, soft_wrap=False)

    def cell(self, text: str, style: str = "", width: int | None = None) -> Text:
        """A cell of a table."""
        return cell(text, marks=self.marks, width=width, style=style)

    # --- the names of things

    def type_name(self, identifier: str) -> str:
        """The name of an event type; the identifier itself where the codebook has none."""
        found = event_types().get(identifier) or families().get(identifier)
        return found.label.in_language(self.language) if found else identifier

    def measure_name(self, identifier: str) -> str:
        """The name of a measure."""
        found = measures().get(identifier)
        return found.label.in_language(self.language) if found else identifier

    def modality_name(self, identifier: str) -> str:
        """The name of a modality."""
        found = modalities().get(identifier)
        return found.label.in_language(self.language) if found else identifier

    def place_name(self, event: Event) -> str:
        """The place in the language of labels, with its country."""
        place = event.place
        if place is None:
            return ""
        name = place.text if self.language == "ar" and is_arabic(place.text) else place.name or place.text
        return f"{name} ({place.country})" if place.country else name

    def label(self, event: Event) -> str:
        """The name of an event in one line."""
        return event.label.get(self.language) or self.type_name(event.event_type)


def number(value: Number | None) -> str:
    """A number as a person writes it; "?" where there is none."""
    if value is None:
        return "?"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"


def toll(tally: Tally) -> str:
    """Low, best and high, each as it was stated ("> 90", not 91); once where they are one."""
    said = [_as_said(tally, value) for value in (tally.low, tally.best, tally.high)]
    distinct = list(dict.fromkeys(said))
    if tally.high is None and said[0] == said[1]:
        return said[0]
    return distinct[0] if len(distinct) == 1 else "/".join(said)


def _as_said(tally: Tally, bound: Number | None) -> str:
    """The bound in the words of the figure it comes from: "more than 90" bounds the toll at 91 and says 90."""
    exact = any(value.op == "=" and value.value == bound for value in tally.values)
    if bound is None or exact:
        return number(bound)
    for value in tally.values:
        if value.op == ">" and isinstance(value.value, int | float) and value.value + 1 == bound:
            return f">{number(value.value)}"
        if value.op == ">=" and value.value == bound:
            return f"≥{number(bound)}"
    return number(bound)


def stated(value: FigureValue | Figure) -> str:
    """A figure as it was stated: operator and value."""
    if isinstance(value.value, tuple):
        return f"{number(value.value[0])}-{number(value.value[1])}"
    if value.value is None:
        return f"~ {number(value.low)}-{number(value.high)}"
    return number(value.value) if value.op == "=" else f"{value.op} {number(value.value)}"


def contradictions(event: Event) -> list[str]:
    """The measures of an event whose figures contradict each other."""
    return [measure for measure in sorted(event.figures) if event.figures[measure].contradiction]


def save_picture(console: Console, path: Path, title: str) -> None:
    """Save what was shown as an SVG file.

    Rich stretches every piece of text to its cells, which breaks the joins of Arabic letters, and sets it
    from the left; pieces with Arabic are set from the right and left unstretched.

    Raises:
        WriteError: the file cannot be written.
    """
    drawn = _RUN.sub(_right_to_left, console.export_svg(title=title, clear=False))
    write_file(path, drawn.encode("utf-8"))


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file, or nothing. Raises `WriteError` where it cannot be written."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise WriteError("this file cannot be written", subject=str(path)) from error


_TEXT = re.compile(r'<text class="([^"]*)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)"([^>]*)>([^<]*)</text>')
_RUN = re.compile(r'(?:<text class="[^"]*" x="[\d.]+" y="[\d.]+" textLength="[\d.]+"[^>]*>[^<]*</text>)+')
_SPACE = "&#160;"
_BORDERS = frozenset("│╭╮╰╯─")


class _Piece(NamedTuple):
    """A piece of text of one style in a picture, as wide as its cells."""

    style: str
    x: float
    y: str
    length: float
    rest: str
    content: str

    @property
    def words(self) -> str:
        return self.content.replace(_SPACE, " ")


def _right_to_left(found: re.Match[str]) -> str:
    """The pieces of a line, those that make one Arabic text joined, so that its order is the reader's."""
    pieces = [
        _Piece(style, float(x), y, float(length), rest, content)
        for style, x, y, length, rest, content in _TEXT.findall(found.group())
    ]
    return "".join(_drawn(run) for run in _runs(pieces))


def _runs(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces that touch, split where a border stands."""
    runs: list[list[_Piece]] = []
    for piece in pieces:
        before = runs[-1][-1] if runs else None
        touches = before is not None and before.y == piece.y and abs(before.x + before.length - piece.x) < 1
        if before is not None and touches and not (_is_border(piece) or _is_border(before)):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _is_border(piece: _Piece) -> bool:
    return not set(piece.words.strip()) - _BORDERS


def _drawn(run: list[_Piece]) -> str:
    if not is_arabic("".join(piece.content for piece in run)):
        return "".join(_as_it_was(piece) for piece in run)
    words = "".join(piece.words for piece in run)
    last = run[-1]
    # The picture is laid out by letters, the screen by cells: marks over letters shift what follows them.
    width = sum(piece.length for piece in run) / max(1, len(words))
    marks = len(words) - _cells(words)
    right = last.x + last.length - width * (len(words) - len(words.rstrip(" ")) + marks)
    parts = "".join(f'<tspan class="{piece.style}">{piece.content}</tspan>' for piece in _trimmed(run))
    return f'<text class="{last.style}" x="{right:.1f}" y="{last.y}" direction="rtl"{last.rest}>{parts}</text>'


def _trimmed(run: list[_Piece]) -> list[_Piece]:
    """The run without the spaces that only filled its cells."""
    first = run[0]._replace(content=run[0].words.lstrip(" ").replace(" ", _SPACE))
    rows = [first, *run[1:]]
    return [*rows[:-1], rows[-1]._replace(content=rows[-1].words.rstrip(" ").replace(" ", _SPACE))]


def _as_it_was(piece: _Piece) -> str:
    length = f'textLength="{piece.length:g}"'
    return f'<text class="{piece.style}" x="{piece.x:g}" y="{piece.y}" {length}{piece.rest}>{piece.content}</text>'


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def interactive() -> bool:
    """Whether a person watches the messages of progress."""
    return sys.stderr.isatty()
