"""Decoding: the bytes decide, whatever the page says."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.errors import EmptyInput, InputError, UnreadableInput
from tawatur.intake.decoding import Decoded, decode

_REPORT = "قال متحدث باسم البلدية إن السوق القديم أعيد فتحه صباح الخميس بعد أعمال ترميم استمرت سنة كاملة.\n"
_ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256", "iso-8859-6"]


@pytest.mark.parametrize("encoding", _ENCODINGS)
def test_an_arabic_report_is_read_in_each_encoding(encoding: str) -> None:
    """The text comes back whole, and the encoding named opens the same bytes in Python."""
    data = (_REPORT * 2).encode(encoding)
    decoded = decode(data)
    assert decoded.text == _REPORT * 2
    assert data.decode(decoded.encoding) == decoded.text
    assert decoded.encoding == encoding


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
def test_a_short_line_is_enough_to_tell_the_code_page(encoding: str) -> None:
    """Four words tell windows-1256 from ISO-8859-6."""
    assert decode("افتتاح معرض الكتاب السنوي".encode(encoding)).encoding == encoding


def test_a_page_that_declares_the_wrong_encoding_is_read_by_its_letters() -> None:
    """The declaration loses to the letters, and a note says so."""
    decoded = decode(_REPORT.encode("windows-1256"), declared="ISO-8859-6")
    assert decoded == Decoded(
        _REPORT,
        "windows-1256",
        ("the page declares ISO-8859-6 but its letters are windows-1256; read as windows-1256",),
    )


def test_line_ends_are_those_of_text_mode() -> None:
    """Both other line ends become one line feed, as `open(path)` reads them."""
    assert decode(b"a\r\nb\rc\n").text == "a\nb\nc\n"


def test_nothing_else_is_normalised() -> None:
    """Combining marks, presentation forms and tatweel stay as they were."""
    text = "ﻣُﺤﻤّـــد e\u0301 \u200fقال"
    assert decode(text.encode()).text == text


def test_damaged_utf8_is_read_with_a_note() -> None:
    """A few bad bytes cost a few letters, not the report."""
    data = (_REPORT * 5).encode()
    decoded = decode(data[:301] + b"\xff" + data[301:])
    assert decoded.encoding == "utf-8"
    assert decoded.notes == ("utf-8 damaged in one place (the first at byte 301), read as \ufffd",)


def test_a_western_page_is_windows_1252() -> None:
    """Accented French is not taken for Arabic."""
    text = "Le marché a été rénové près de la forêt, où les élèves étaient arrivés.\n" * 3
    assert decode(text.encode("cp1252")) == Decoded(text, "windows-1252")


@pytest.mark.parametrize("size", [20, 200, 5000, 100_000])
def test_random_bytes_are_unreadable(size: int) -> None:
    """Bytes that are no text are refused with a reason."""
    with pytest.raises(UnreadableInput, match="not text"):
        decode(random.Random(size).randbytes(size))


def test_a_pdf_named_txt_is_named_as_what_it_is() -> None:
    """The reason names the format and the remedy."""
    with pytest.raises(UnreadableInput, match="a PDF, not of text; convert it"):
        decode(b"%PDF-1.7 ...")


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", "\u200b\u200f\n".encode(), b"\xff\xfe"])
def test_nothing_to_read_is_empty(data: bytes) -> None:
    """No bytes, only spaces, or only marks."""
    with pytest.raises(EmptyInput):
        decode(data)


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "windows-1256", "x-unknown"]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_text_or_an_input_error(data: bytes, declared: str | None) -> None:
    """No bytes make the decoder raise anything else, and what it gives can be stored."""
    try:
        decoded = decode(data, declared=declared)
    except InputError:
        return
    assert decoded.text.strip()
    assert "\r" not in decoded.text
    decoded.text.encode("utf-8")


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
@settings(max_examples=300, deadline=None)
def test_utf8_is_read_exactly_or_refused(text: str) -> None:
    """Valid UTF-8 is never altered beyond its line ends and its mark."""
    try:
        decoded = decode(text.encode("utf-8"))
    except InputError:
        return
    if decoded.encoding in ("utf-8", "utf-8-sig"):
        assert decoded.text == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
