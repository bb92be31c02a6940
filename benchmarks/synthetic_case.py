"""A synthetic case of any size: documents' cards and their claims, as an archive of newspapers would give them.

    python benchmarks/synthetic_case.py 100000 --out case.jsonl [--seed 7]

Eight hundred claims a day (what a week of 14 whole newspapers gave), so a larger case is a longer archive. Places
are the gazetteer's, words those of the bundled samples and made-up ones. What happens falls on a few countries
most; most happenings are told by one to three reports and a few by hundreds. Reports copy wire texts whole or in
part, leave out the day or the place, give tolls that grow or contradict each other; some round up several
happenings, some tell of arrests after an attack or of a claim of responsibility, some of nothing that others tell.
Each line written is `{"card": ..., "claims": [...]}`; the same size and seed give the same lines.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import accumulate, count
from pathlib import Path
from typing import NamedTuple

import msgspec

from tawatur.authority import gazetteer
from tawatur.reconciliation import DocumentCard, Sketch
from tawatur.reconciliation.words import content_words
from tawatur.record import Claim, Figure, Modality, Participant, Place, Voice, claim_id

CLAIMS_A_DAY = 800
_START = date(2013, 1, 1)
_SAMPLES = Path(__file__).resolve().parents[1] / "src/tawatur/samples/reports"
_LETTERS = "ابتجحدرسشصطعغفقكلمني"
_SHARES = {
    "IQ": 25, "SY": 18, "AF": 14, "YE": 10, "PK": 8, "SO": 7, "NG": 6, "LY": 4, "EG": 3, "ML": 2,
    "TR": 1, "FR": 1, "RU": 1,
}  # fmt: skip
_PLACES_EACH = 60
_TYPES = ("bombing", "armed_assault", "airstrike", "clash", "shelling", "assassination", "hostage_taking", "stabbing")
_GROUPS = ("isis", "al-qaeda", "taliban", "al-shabaab", "boko-haram", "hts", "pkk")
_VOICES = (
    "رويترز",
    "فرانس برس",
    "الأناضول",
    "وزارة الداخلية",
    "الشرطة",
    "مصادر",
    "شهود عيان",
    "مسؤول أمني",
    "المستشفى",
)
_PAPERS = tuple(f"صحيفة {name}" for name in ["ا", "ب", "ت", "ج", "ح", "د", "ر", "س", "ش", "ص", "ط", "ع", "غ", "ف"])
_MOST_REPORTS = 700
_MARKS, _WIRE_MARKS = 250, 80


class _World(NamedTuple):
    """What happenings and reports are made of."""

    places: dict[str, list[Place]]
    words: list[str]
    weights: list[float]
    rare: list[str]


class _Happening(NamedTuple):
    day: date
    place: Place
    kind: str
    killed: int
    injured: int
    group: str
    words: list[str]
    wires: list[bytes]
    reports: int


def reports(claims: int, seed: int = 7) -> Iterator[tuple[DocumentCard, list[Claim]]]:
    """Documents with their claims, until there are `claims` of them or a few more."""
    world = _world(random.Random(seed))
    made = number = 0
    for day in range(10**9):
        chance = random.Random(f"{seed} {day}")
        today = 0
        earlier: list[_Happening] = []
        while today < CLAIMS_A_DAY:
            happening = _happening(chance, world, _START + timedelta(days=day))
            earlier.append(happening)
            for _ in range(happening.reports):
                number += 1
                card, told = _report(chance, world, number, happening, earlier)
                yield card, told
                today += len(told)
                made += len(told)
                if made >= claims:
                    return


def _world(chance: random.Random) -> _World:
    places: dict[str, list[Place]] = {country: [] for country in _SHARES}
    for entry in sorted(_entries(), key=lambda entry: (-entry.population, entry.geonames)):
        if (
            entry.kind == "city"
            and entry.geonames
            and entry.name_ar
            and len(places.get(entry.country, [None] * _PLACES_EACH)) < _PLACES_EACH
        ):
            places[entry.country].append(
                Place(
                    text=entry.name_ar,
                    span=(0, len(entry.name_ar)),
                    name=entry.name,
                    country=entry.country,
                    geonames=entry.geonames,
                    lat=entry.lat,
                    lon=entry.lon,
                    precision="city",
                )
            )
    texts = " ".join(path.read_text(encoding="utf-8") for path in sorted(_SAMPLES.rglob("*.txt")))
    words = sorted(content_words(texts)) + _made_up(chance, 12_000)
    chance.shuffle(words)
    return _World(
        places=places,
        words=words,
        weights=list(accumulate(1 / (rank + 20) for rank in range(len(words)))),
        rare=_made_up(chance, 40_000),
    )


def _entries() -> Iterator[gazetteer.Entry]:
    known = gazetteer.load()
    for index in count():
        try:
            yield known.entry(index)
        except IndexError:
            return


def _made_up(chance: random.Random, many: int) -> list[str]:
    return ["".join(chance.choices(_LETTERS, k=chance.randint(4, 7))) for _ in range(many)]


def _happening(chance: random.Random, world: _World, day: date) -> _Happening:
    country = chance.choices(list(_SHARES), list(_SHARES.values()))[0]
    # A few towns of a country see most of what happens there.
    places = world.places[country]
    place = places[min(int(chance.paretovariate(0.7)) - 1, len(places) - 1)]
    killed = min(400, int(chance.paretovariate(0.9)))
    return _Happening(
        day=day,
        place=place,
        kind=chance.choice(_TYPES),
        killed=killed,
        injured=int(killed * chance.uniform(0.5, 4)),
        group=chance.choice(_GROUPS),
        words=[*chance.choices(world.words, cum_weights=world.weights, k=6), *chance.sample(world.rare, 4)],
        wires=[chance.randbytes(4 * _WIRE_MARKS) for _ in range(2)],
        reports=min(_MOST_REPORTS, int(chance.paretovariate(1.05))),
    )


def _report(
    chance: random.Random, world: _World, number: int, happening: _Happening, earlier: list[_Happening]
) -> tuple[DocumentCard, list[Claim]]:
    digest = sha256(str(number).encode()).hexdigest()
    published = happening.day + timedelta(days=min(25, int(chance.expovariate(0.6))))
    lead = {*chance.sample(happening.words, 7), *_background(chance, world, 30)}
    card = DocumentCard(
        sha256=digest,
        path=f"{published.year}/{number}.txt",
        publisher=chance.choice(_PAPERS),
        published=published.isoformat(),
        sketch=Sketch(shingles=_MARKS, scale=1, marks=_marks(chance, happening), lead=tuple(sorted(lead))),
    )
    told = [happening] * chance.choices((1, 2, 3, 4), (50, 30, 15, 5))[0]
    if chance.random() < 0.05:
        # A round-up: other happenings of the day told in the same report.
        told += chance.sample(earlier, min(len(earlier), 3))
    claims = [_claim(chance, world, card, position, item, published) for position, item in enumerate(told)]
    if chance.random() < 0.08:
        claims.append(_sequel(chance, world, card, len(claims), happening, published))
    return card, claims


def _marks(chance: random.Random, happening: _Happening) -> bytes:
    """A wire text whole, a wire paragraph in a text of its own, or a text of its own."""
    kind = chance.random()
    own = 4 * _MARKS
    if kind < 0.2:
        own -= 4 * _WIRE_MARKS
        return chance.choice(happening.wires) + chance.randbytes(own)
    if kind < 0.3:
        part = 4 * (_WIRE_MARKS // 2)
        return happening.wires[0][:part] + chance.randbytes(own - part)
    return chance.randbytes(own)


def _background(chance: random.Random, world: _World, many: int) -> list[str]:
    return chance.choices(world.words, cum_weights=world.weights, k=many)


def _claim(
    chance: random.Random, world: _World, card: DocumentCard, position: int, happening: _Happening, published: date
) -> Claim:
    span = (position * 400, position * 400 + 180)
    words = [*chance.sample(happening.words, 4), *_background(chance, world, 16)]
    chance.shuffle(words)
    kind = chance.choice((happening.kind, happening.kind, "attack"))
    return Claim(
        id=claim_id(card.sha256, (span[0], span[0] + 5), "violence"),
        document=card.path,
        sha256=card.sha256,
        span=span,
        quote=" ".join(words),
        trigger=(span[0], span[0] + 5),
        event_type=kind,
        family="violence",
        modality="asserted" if chance.random() < 0.97 else "claimed",
        date=_date(chance, happening, position),
        place=_place(chance, happening),
        figures=_figures(chance, happening, published, span),
        attribution=_voices(chance, span),
        actors=(Participant(role="perpetrator", text=happening.group, span=span, id=happening.group),)
        if chance.random() < 0.4
        else (),
        publisher=card.publisher,
        published=card.published,
    )


def _date(chance: random.Random, happening: _Happening, position: int) -> str | None:
    kind = chance.random()
    if kind < (0.65 if position == 0 else 0.3):
        return happening.day.isoformat()
    return happening.day.isoformat()[:7] if kind > 0.97 else None


def _place(chance: random.Random, happening: _Happening) -> Place | None:
    kind = chance.random()
    if kind < 0.72:
        return happening.place
    if kind < 0.94:
        return Place(
            text=happening.place.country or "", span=(0, 2), country=happening.place.country, precision="country"
        )
    return None


def _figures(
    chance: random.Random, happening: _Happening, published: date, span: tuple[int, int]
) -> tuple[Figure, ...]:
    if chance.random() < 0.35:
        return ()
    days = (published - happening.day).days
    killed = happening.killed + min(days, 5) * (happening.killed // 20)
    if chance.random() < 0.1:
        killed = max(1, round(killed * chance.uniform(0.7, 1.4)))
    made = [Figure(measure="killed", op=">" if chance.random() < 0.1 else "=", value=killed, text="", span=span)]
    if chance.random() < 0.5 and happening.injured:
        made.append(Figure(measure="injured", op="=", value=happening.injured, text="", span=span))
    return tuple(made)


def _voices(chance: random.Random, span: tuple[int, int]) -> tuple[Voice, ...]:
    if chance.random() < 0.35:
        return ()
    return (Voice(role="cited", text=chance.choice(_VOICES), span=span),)


def _sequel(
    chance: random.Random, world: _World, card: DocumentCard, position: int, happening: _Happening, published: date
) -> Claim:
    """An arrest after the attack, a claim of responsibility, or something of another kind altogether."""
    kind, family = chance.choice(
        (("arrest", "enforcement"), ("claim_of_responsibility", "statement"), ("funding", "finance"))
    )
    span = (position * 400, position * 400 + 180)
    modality: Modality = "claimed" if family == "statement" else "asserted"
    return Claim(
        id=claim_id(card.sha256, (span[0], span[0] + 5), family),
        document=card.path,
        sha256=card.sha256,
        span=span,
        quote=" ".join([*chance.sample(happening.words, 3), *_background(chance, world, 14)]),
        trigger=(span[0], span[0] + 5),
        event_type=kind,
        family=family,
        modality=modality,
        date=published.isoformat() if chance.random() < 0.5 else None,
        place=_place(chance, happening),
        attribution=_voices(chance, span),
        publisher=card.publisher,
        published=card.published,
    )


def main() -> None:
    """Write a case."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=int)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, help="a file; without it, standard output")
    options = parser.parse_args()
    encode = msgspec.json.Encoder().encode
    with options.out.open("wb") if options.out else sys.stdout.buffer as file:
        for card, claims in reports(options.claims, options.seed):
            file.write(encode({"card": card, "claims": claims}) + b"\n")


if __name__ == "__main__":
    main()
