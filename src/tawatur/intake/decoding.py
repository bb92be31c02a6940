"""From bytes to text: which encoding they are in, judged by the bytes rather than by what they claim.

Arabic reports come in UTF-8, UTF-16, windows-1256 and ISO-8859-6. The last two accept nearly any bytes,
so the question is which reading looks like Arabic: the frequencies of the letters decide.

The text is what was decoded, with two changes that Python's own text mode makes too: a byte-order mark
is not part of it, and `\\r\\n` and `\\r` are `\\n`. Offsets are therefore those of
`open(path, encoding=document.encoding).read()`. It is not normalised in any other way.
"""

from __future__ import annotations

import codecs
import math
import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from tawatur.errors import EmptyInput, UnreadableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65536
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
_CONTROL_SHARE = 0.002
_DAMAGE_SHARE = 0.01
# Mean log-probability a letter, between that of Arabic text (about -2.7 to -3.3) and of the same bytes
# read by the wrong table (below -4.5); measured on newspaper text and on pages of names alone.
_PLAUSIBLE = -4.2
_RARE = math.log(0.0005)
_ALIEN = math.log(0.00001)
_WESTERN_SIGNS = frozenset("\xa0«»–—‘’“”…€°")
_C1 = re.compile("[\x80-\x9f]")
_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\x00]*")


class Decoded(NamedTuple):
    """A text with the encoding it was read by and what a reader should know about that."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


class _Data(NamedTuple):
    logs: dict[str, float]
    signatures: tuple[tuple[bytes, str], ...]
    aliases: dict[str, str]


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Decode `data`, whatever it claims to be.

    Args:
        data: the bytes as they were found.
        declared: the encoding the page or its server names; believed only where the bytes agree.

    Raises:
        EmptyInput: there are no bytes, or only spaces.
        UnreadableInput: no encoding we know makes text of them.
    """
    if not data or data.isspace():
        raise EmptyInput("there is nothing in it but space; nothing was lost by leaving it out")
    for signature, name in _data().signatures:
        if data.startswith(signature):
            raise UnreadableInput(f"the bytes are those of {name}, not of text; convert it to .txt or .html")
    decoded = _by_mark(data) or _by_bytes(data, canonical(declared))
    text = _newlines(decoded.text)
    if _BLANK.fullmatch(text):
        raise EmptyInput("there is nothing in it but space; nothing was lost by leaving it out")
    if text.count("\x00") * 50 > len(text):
        raise UnreadableInput("mostly NUL characters, not text; check how the file was saved")
    return Decoded(text, decoded.encoding, decoded.notes + _disagreement(declared, decoded.encoding))


def canonical(name: str | None) -> str | None:
    """Our name for an encoding as a page writes it; None for one we do not read."""
    return _data().aliases.get(name.strip().strip("\"'").lower()) if name else None


def plausibility(text: str) -> float:
    """How much the letters of `text` look like Arabic: the mean log-probability of its non-ASCII letters.

    0.0 when it has none. Arabic text is above -4, the same bytes read by the wrong table below -4.5.
    """
    logs = _data().logs
    counted = total = 0.0
    for letter in set(text):
        if letter < "\x80":
            continue
        times = text.count(letter)
        if letter in logs:
            total += times * logs[letter]
        elif letter.isalpha():
            total += times * (_RARE if "\u0600" <= letter <= "\u06ff" else _ALIEN)
        elif letter < "\xa0" or letter == "\ufffd":
            total += times * _ALIEN
        else:
            continue
        counted += times
    return total / counted if counted else 0.0


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                return _with_losses(data, encoding, error)
    return None


def _with_losses(data: bytes, encoding: str, error: UnicodeDecodeError) -> Decoded:
    """Read on past damaged bytes, as long as they are few."""
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost > max(3, len(text) * _DAMAGE_SHARE):
        raise UnreadableInput(
            f"begins as {encoding} but {lost:,} places do not decode (the first at byte {error.start:,}); "
            "fetch the file again"
        ) from error
    places = "one place" if lost == 1 else f"{lost:,} places"
    return Decoded(
        text, encoding, (f"{encoding} damaged in {places} (the first at byte {error.start:,}), read as \ufffd",)
    )


def _by_bytes(data: bytes, declared: str | None) -> Decoded:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > len(sample) * _CONTROL_SHARE:
        wide = _wide(data)
        if wide:
            return wide
        if controls > len(sample) * 0.02 or (controls > 8 and controls > len(sample) * 0.01):
            raise UnreadableInput(
                "the bytes are not text in any encoding read here; check that the file is what its name says"
            )
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        failure = error
    return _single_byte(data, declared, failure)


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: every second byte is that of a script, or zero."""
    sample = data[: _SAMPLE // 2 * 2]
    half = max(1, len(sample) // 2)
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        column = sample[offset::2]
        if column.count(0) + column.count(6) < half * 0.7:
            continue
        even = data[: len(data) // 2 * 2]
        notes = () if len(even) == len(data) else ("the last character is cut off",)
        try:
            text = even.decode(encoding)
        except UnicodeDecodeError:
            continue
        if plausibility(text[:_SAMPLE]) > _PLAUSIBLE:
            return Decoded(text, encoding, ("UTF-16 without a byte-order mark", *notes))
    return None


def _single_byte(data: bytes, declared: str | None, failure: UnicodeDecodeError) -> Decoded:
    """The best of damaged UTF-8, windows-1256 and ISO-8859-6, or what charset-normalizer can name."""
    lossy = data.decode("utf-8", "replace")
    lost = lossy.count("\ufffd")
    if lost <= 3 or lost <= len(lossy) * _DAMAGE_SHARE:
        wide_letters = sum(lossy.count(letter) for letter in set(lossy) if letter > "\x7f") - lost
        if wide_letters > 4 * lost:
            return _with_losses(data, "utf-8", failure)
    readings = [(_score(data, encoding, declared), encoding) for encoding in ("windows-1256", "iso-8859-6")]
    score, encoding = max(readings)
    if score > _PLAUSIBLE:
        return Decoded(data.decode(encoding), encoding)
    return _foreign(data)


def _score(data: bytes, encoding: str, declared: str | None) -> float:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return -math.inf
    if _C1.search(text):
        return -math.inf
    # What the page declares settles a tie, and nothing more.
    return plausibility(text[:_SAMPLE]) + (0.05 if encoding == declared else 0.0)


def _foreign(data: bytes) -> Decoded:
    western = _western(data)
    if western:
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], threshold=0.15).best()
    if best is None or best.encoding.startswith(("utf_7", "utf_16", "utf_32")):
        raise UnreadableInput(
            "the bytes are not text in any encoding read here; check that the file is what its name says"
        )
    try:
        text = data.decode(best.encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"begins as {best.encoding} and then does not; save it as UTF-8") from error
    letters = sum(character.isalpha() or character.isspace() for character in text[:_SAMPLE])
    if letters < 0.75 * len(text[:_SAMPLE]):
        raise UnreadableInput(
            "the bytes are hardly letters in any encoding; check that the file is what its name says"
        )
    return Decoded(text, best.encoding.replace("_", "-"), ("encoding guessed by charset-normalizer",))


def _western(data: bytes) -> Decoded | None:
    """windows-1252, when the few letters that are not ASCII are letters in it and not signs."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    sample = text[:_SAMPLE]
    plain = sum(letter.isalpha() for letter in sample if letter < "\x80")
    beyond = [letter for letter in sample if letter >= "\xa0"]
    letters = sum(letter.isalpha() or letter in _WESTERN_SIGNS for letter in beyond)
    if plain > 2 * len(beyond) and letters > 0.95 * len(beyond):
        return Decoded(text, "windows-1252")
    return None


def _disagreement(declared: str | None, encoding: str) -> tuple[str, ...]:
    if not declared:
        return ()
    said, found = canonical(declared), canonical(encoding.replace("-sig", ""))
    if said == found or ((said or "").startswith("utf-16") and encoding.startswith("utf-16")):
        return ()
    return (f"the page declares {declared} but its letters are {encoding}; read as {encoding}",)


@cache
def _data() -> _Data:
    text = files("tawatur.intake").joinpath("data/letters.yaml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    frequencies = raw["frequencies"]
    whole = sum(frequencies.values())
    return _Data(
        logs={letter: math.log(count / whole) for letter, count in frequencies.items()},
        signatures=tuple((bytes.fromhex(row["bytes"]), row["is"]) for row in raw["signatures"]),
        aliases={alias: name for name, aliases in raw["aliases"].items() for alias in aliases},
    )
