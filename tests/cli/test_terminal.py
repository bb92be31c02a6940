"""Arabic in a terminal: widths, lines and marks of direction."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tawatur.cli.terminal import cell, lines, plain, quote

_RLI, _PDI = "\u2067", "\u2069"
TEXT = st.text(alphabet=st.sampled_from("ابتثَُ aB1.\u200f\u2067\n"), max_size=80)


def test_arabic_is_isolated_for_a_terminal_and_never_reversed() -> None:
    """The letters keep the order they are stored in, between an isolate and its end."""
    assert cell("هجوم موسكو", marks=True).plain == f"{_RLI}هجوم موسكو{_PDI}"


def test_a_file_gets_no_marks() -> None:
    """What is piped can be searched and compared."""
    assert cell("هجوم موسكو", marks=False).plain == "هجوم موسكو"


def test_latin_cells_are_left_alone() -> None:
    """Isolates are for right-to-left text only."""
    assert cell("Moscow (RU)", marks=True).plain == "Moscow (RU)"


def test_marks_that_came_with_the_text_are_taken_off() -> None:
    """A stray mark of a report would turn our table as well."""
    assert plain("\u202bهجوم\u202c  في\nموسكو\u200f") == "هجوم في موسكو"


def test_every_line_of_a_quotation_is_isolated_by_itself() -> None:
    """A line break ends an isolate, so each line has its own."""
    shown = quote("واحد اثنان ثلاثة", [], 8, marks=True).plain
    assert shown == f"{_RLI}واحد{_PDI}\n{_RLI}اثنان{_PDI}\n{_RLI}ثلاثة{_PDI}"


def test_the_figure_is_set_off_in_the_sentence() -> None:
    """The words of a highlight carry a style that is seen without colours."""
    shown = quote("قتل 145 شخصا", ["145"], 40, marks=False)
    assert [(shown.plain[span.start : span.end], str(span.style)) for span in shown.spans] == [
        ("145", "bold reverse")
    ]


@given(TEXT, st.integers(1, 12))
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    """No line is wider than asked for, and the words are all there in order."""
    broken = lines(text, width)
    assert all(cell_len(line) <= width for line in broken)
    assert "".join(broken).replace(" ", "") == plain(text).replace(" ", "")
