"""The compact gazetteer: every name of every place we know, read from one prebuilt file.

The file is made by `tools/make_gazetteer.py` from GeoNames, CLDR and the hand-kept tables in `places/`;
`docs/decisions/data.md` says what came from where. Nothing here parses YAML or loads GeoNames.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from tawatur.errors import DataError

DATA = Path(__file__).parent / "data"
MAIN_FILE = DATA / "gazetteer.bin"
LATIN_FILE = DATA / "gazetteer_latin.bin"

FREE, AFTER_PREPOSITION, AFTER_WORD, AFTER_HEAD, NEVER = range(5)
"""How much a name needs before it: nothing; a preposition; a preposition that, if written onto the name, leaves a
long one; a head noun; or it is never a place."""

# Bits of `Gazetteer.firsts`: what may begin with this word.
NAME, DEMONYM, HEAD, DIRECTION = 1, 2, 4, 8
LENGTH_SHIFT = 4

KINDS = ("country", "admin1", "admin2", "city", "site", "region")


class Entry(NamedTuple):
    """One place of the gazetteer.

    `number` is its place in this build of the gazetteer (never stored in a case); `geonames` is 0 where
    GeoNames has no entry for it; `population` is 0 where unknown; latitude and longitude are degrees.
    """

    number: int
    kind: str
    name: str
    name_ar: str
    country: str
    admin1: str
    geonames: int
    population: int
    lat: float
    lon: float


class _Packed(msgspec.Struct, frozen=True):
    """The file as it is stored: columns, so that loading makes few objects."""

    digest: str
    kinds: bytes
    countries: str
    admin1: str
    names: str
    names_ar: str
    geonames: bytes
    populations: bytes
    lats: bytes
    lons: bytes
    keys: str
    guards: bytes
    key_starts: bytes
    key_entries: bytes
    firsts: dict[str, int]
    demonyms: dict[str, str]
    heads: dict[str, str]
    directions: dict[str, str]
    words: dict[str, list[str]]


class Gazetteer:
    """Look-ups over the packed file. Made once by `load`."""

    __slots__ = (
        "_by_geonames",
        "_countries",
        "_key_entries",
        "_key_starts",
        "_names",
        "_names_ar",
        "_packed",
        "admin1",
        "demonyms",
        "digest",
        "directions",
        "firsts",
        "geonames",
        "guards",
        "heads",
        "keys",
        "kinds",
        "lats",
        "lons",
        "populations",
        "words",
    )

    def __init__(self, packed: _Packed) -> None:
        self.digest = packed.digest
        self.kinds = packed.kinds
        self._countries = packed.countries
        self.admin1 = packed.admin1.split("\n")
        self._names = packed.names.split("\n")
        self._names_ar = packed.names_ar.split("\n")
        self.geonames = array("I", packed.geonames)
        self.populations = array("I", packed.populations)
        self.lats = array("f", packed.lats)
        self.lons = array("f", packed.lons)
        names = packed.keys.split("\n")
        self.keys: dict[str, int] = dict(zip(names, range(len(names)), strict=True))
        self.guards = packed.guards
        self._key_starts = array("I", packed.key_starts)
        self._key_entries = array("I", packed.key_entries)
        self.firsts = packed.firsts
        self.demonyms = packed.demonyms
        self.heads = packed.heads
        self.directions = packed.directions
        self.words = {name: frozenset(words) for name, words in packed.words.items()}
        self._by_geonames: dict[int, int] = {}

    def candidates(self, key: str) -> tuple[int, ...]:
        """The places that bear a folded name, the most likely first; none for a name not known."""
        number = self.keys.get(key)
        if number is None:
            return ()
        return tuple(self._key_entries[self._key_starts[number] : self._key_starts[number + 1]])

    def guard(self, key: str) -> int:
        """What the name needs before it: `FREE`, `AFTER_PREPOSITION`, `AFTER_WORD`, `AFTER_HEAD` or `NEVER`."""
        return self.guards[self.keys[key]]

    def country(self, index: int) -> str:
        """The ISO 3166 code of a place's country; empty for a region that has none."""
        return self._countries[2 * index : 2 * index + 2].strip()

    def kind(self, index: int) -> str:
        """One of `KINDS`."""
        return KINDS[self.kinds[index]]

    def entry(self, index: int) -> Entry:
        """All that is known of a place."""
        return Entry(
            index,
            self.kind(index),
            self._names[index],
            self._names_ar[index],
            self.country(index),
            self.admin1[index],
            self.geonames[index],
            self.populations[index],
            round(self.lats[index], 4),
            round(self.lons[index], 4),
        )

    def by_geonames(self, number: int) -> int | None:
        """The place with this GeoNames identifier."""
        if not self._by_geonames:
            self._by_geonames = {found: index for index, found in enumerate(self.geonames) if found}
        return self._by_geonames.get(number)


class LatinPlace(NamedTuple):
    """A populated place known by its Latin name only."""

    skeleton: str
    name: str
    geonames: int
    population: int
    lat: float
    lon: float
    admin1: str


@cache
def load() -> Gazetteer:
    """The gazetteer, read once a process.

    Raises:
        DataError: the file is missing or is not a gazetteer.
    """
    return Gazetteer(_read_main())


def _read_main() -> _Packed:
    try:
        return msgspec.msgpack.decode(zlib.decompress(MAIN_FILE.read_bytes()), type=_Packed)
    except (OSError, zlib.error, msgspec.DecodeError) as error:
        message = "the gazetteer cannot be read; make it again with tools/make_gazetteer.py"
        raise DataError(message, subject=MAIN_FILE.name) from error


def latin_places(country: str, skeleton: str) -> Iterator[LatinPlace]:
    """The populated places of one country with a consonant skeleton, in the order of the file.

    A country's lines stay packed text: a few are wanted of many thousands, and reading them all would
    cost a tenth of a second and megabytes for one name.
    """
    text = _latin_text(country)
    key = skeleton.encode()
    at = text.find(key)
    while at >= 0:
        end = text.find(b"\n", at)
        line = text[text.rfind(b"\n", 0, at) + 1 : end if end >= 0 else len(text)]
        keys, name, number, population, lat, lon, admin1 = line.decode().split("\t")
        if skeleton in keys.split(" "):
            yield LatinPlace(skeleton, name, int(number), int(population), float(lat), float(lon), admin1)
        at = text.find(key, end) if end >= 0 else -1


# The countries a case speaks of are few at a time.
@lru_cache(maxsize=16)
def _latin_text(country: str) -> bytes:
    """The lines of one country: keys, name, GeoNames id, population, latitude, longitude, division."""
    block = _latin_blocks().get(country)
    return zlib.decompress(block) if block is not None else b""


@cache
def _latin_blocks() -> dict[str, bytes]:
    try:
        return msgspec.msgpack.decode(LATIN_FILE.read_bytes(), type=dict[str, bytes])
    except (OSError, msgspec.DecodeError) as error:
        message = "the gazetteer of Latin names cannot be read; make it again with tools/make_gazetteer.py"
        raise DataError(message, subject=LATIN_FILE.name) from error
