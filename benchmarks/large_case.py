"""A large case that nobody reported: claims, events and reports of invented content, stored as a build stores them.

    python benchmarks/large_case.py /tmp/large.case                       # 100,000 reports, 1,000,000 claims
    python benchmarks/large_case.py /tmp/small.case --reports 1000        # ten claims a report

The spread of dates, places, actors and sizes of events is what the pages of the workbench have to cope with:
most events have one claim and some have hundreds, a third of the dates are no days, a tenth have no place.
The same numbers give the same case.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tawatur.authority import actors, gazetteer
from tawatur.casefile import Case, IndexedPassage, ReadDocument, Reading, pack_document
from tawatur.codebook import event_types
from tawatur.record import (
    Claim,
    Document,
    Event,
    Figure,
    FigureValue,
    Participant,
    Passage,
    Place,
    Tally,
    Voice,
    claim_id,
    event_id,
)

CLAIMS_EACH = 10
_BATCH = 500
_FIRST, _DAYS = date(2005, 1, 1), 7600
_WEIGHTS = {"violence": 60, "enforcement": 22, "statement": 8, "organisation": 4, "diplomacy": 3, "finance": 3}
_SENTENCE = "أعلنت السلطات في {place} مقتل {killed} وإصابة {injured} في هجوم نسب إلى {actor} وفق بيان رسمي. "


class World:
    """What reports are made of: places, actors, types, each with how often it is met."""

    def __init__(self, chance: random.Random) -> None:
        held = gazetteer.load()
        entries = [held.entry(number) for number in range(0, 400_000, 37) if number < len(held.kinds)]
        self.places = [e for e in entries if e.kind in ("city", "admin1", "country", "site")][:3000]
        chance.shuffle(self.places)
        self.groups = [a for a in actors.all_actors() if a.kind == "armed_group"]
        self.organs = [a for a in actors.all_actors() if a.kind in ("organ", "un_body", "court", "state")]
        self.kinds = list(event_types().values())
        self.weights = [
            _WEIGHTS[kind.family] / sum(k.family == kind.family for k in self.kinds) for kind in self.kinds
        ]
        self.outlets = [f"صحيفة {number}" for number in range(1, 181)]


class Happening:
    """One event before anybody tells it."""

    def __init__(self, chance: random.Random, world: World) -> None:
        self.kind = chance.choices(world.kinds, world.weights)[0]
        self.date = _date(chance)
        self.place = None if chance.random() < 0.1 else world.places[int(len(world.places) * chance.random() ** 3)]
        self.group = world.groups[int(len(world.groups) * chance.random() ** 3)]
        self.organ = world.organs[int(len(world.organs) * chance.random() ** 3)]
        self.killed = int(chance.paretovariate(1.1))
        self.size = min(int(chance.paretovariate(1.3)), 400)


def write(address: str, reports: int, seed: int = 5) -> None:
    """Make the case: every report has ten claims, each of an event drawn by its size."""
    chance = random.Random(seed)
    world = World(chance)
    happenings: list[Happening] = []
    told: dict[int, list[tuple[str, str]]] = {}
    order = _order(chance, world, happenings, reports * CLAIMS_EACH)
    with Case.open(address, create=True) as case:
        batch: list[Reading] = []
        for number in range(reports):
            batch.append(_reading(chance, world, happenings, order, number, told))
            if len(batch) == _BATCH:
                case.store(batch)
                batch = []
        case.store(batch)
        case.settle(case.revision(), "rules/0", (), [_event(happenings[k], pairs) for k, pairs in told.items()])


def _order(chance: random.Random, world: World, happenings: list[Happening], claims: int) -> list[int]:
    """For every claim the number of its event."""
    order: list[int] = []
    while len(order) < claims:
        happenings.append(Happening(chance, world))
        order.extend([len(happenings) - 1] * happenings[-1].size)
    del order[claims:]
    chance.shuffle(order)
    return order


def _reading(
    chance: random.Random,
    world: World,
    happenings: list[Happening],
    order: list[int],
    number: int,
    told: dict[int, list[tuple[str, str]]],
) -> Reading:
    chosen = order[number * CLAIMS_EACH : (number + 1) * CLAIMS_EACH]
    sentences = [_sentence(happenings[k]) for k in chosen]
    text = "".join(sentences)
    content = f"{number} {text}".encode()
    document = Document(
        path=f"{number // 1000:03}/{number}.txt",
        sha256=hashlib.sha256(content).hexdigest(),
        text=text,
        title=f"تقرير {number}",
        publisher=chance.choice(world.outlets),
        published=(_FIRST + timedelta(days=chance.randrange(_DAYS))).isoformat(),
        language="ar",
    )
    claims, passages, start = [], [], 0
    for k, sentence in zip(chosen, sentences, strict=True):
        span = (start, start + len(sentence) - 1)
        claims.append(_claim(document, happenings[k], span, chance))
        passages.append(IndexedPassage(Passage(span=span), sentence.replace(".", "")))
        told.setdefault(k, []).append((claims[-1].id, document.sha256))
        start += len(sentence)
    packed: ReadDocument = pack_document(document, content, passages, claims, b"")
    return Reading(document.path, document.path, "0", (packed,))


def _sentence(of: Happening) -> str:
    place = of.place.name_ar or of.place.name if of.place else "المنطقة"
    return _SENTENCE.format(place=place, killed=of.killed, injured=of.killed * 2, actor=of.group.ar)


def _claim(document: Document, of: Happening, span: tuple[int, int], chance: random.Random) -> Claim:
    text = document.text[span[0] : span[1]]
    at = span[0] + text.index(str(of.killed))
    figure = Figure(
        measure="amount" if of.kind.family == "finance" else "killed",
        op="=",
        value=of.killed + chance.choice((0, 0, 0, 1, 5)),
        unit="USD" if of.kind.family == "finance" else "people",
        text=str(of.killed),
        span=(at, at + len(str(of.killed))),
    )
    return Claim(
        id=claim_id(document.sha256, span, of.kind.family),
        document=document.path,
        sha256=document.sha256,
        span=span,
        quote=text,
        trigger=(span[0], span[0] + 5),
        event_type=of.kind.id,
        family=of.kind.family,
        date=of.date,
        place=_place(of),
        actors=_actors(of),
        figures=(figure,),
        attribution=(Voice(role="cited", text="بيان رسمي", span=span),),
        publisher=document.publisher,
        published=document.published,
    )


def _actors(of: Happening) -> tuple[Participant, ...]:
    group, organ = {
        "violence": ("perpetrator", "target"),
        "finance": ("recipient", "payer"),
        "statement": ("speaker", "speaker"),
    }.get(of.kind.family, ("target", "authority"))
    return (
        Participant(role=group, text=of.group.ar, span=(0, 0), id=of.group.id, name=of.group.en),
        Participant(role=organ, text=of.organ.ar, span=(0, 0), id=of.organ.id, name=of.organ.en),
    )


def _place(of: Happening) -> Place | None:
    entry = of.place
    if entry is None:
        return None
    return Place(
        text=entry.name_ar or entry.name,
        span=(0, 0),
        name=entry.name,
        country=entry.country,
        geonames=entry.geonames or None,
        lat=entry.lat,
        lon=entry.lon,
        precision=entry.kind,
    )


def _event(of: Happening, told: list[tuple[str, str]]) -> Event:
    claims = tuple(sorted(claim for claim, _ in told))
    documents = tuple(sorted({sha256 for _, sha256 in told}))
    value = FigureValue(op="=", value=of.killed, claims=claims[:3], chains=1)
    tally = Tally(low=of.killed, best=of.killed, high=of.killed + 5, rule="latest-official", values=(value,))
    name = of.place.name if of.place else ""
    return Event(
        id=event_id(claims),
        event_type=of.kind.id,
        family=of.kind.family,
        date=of.date,
        place=_place(of),
        actors=_actors(of),
        figures={"killed": tally} if of.kind.family == "violence" else {},
        claims=claims,
        documents=documents,
        chains=max(1, len(documents) // 2),
        label={"ar": f"{of.kind.label.ar} {name}", "en": f"{of.kind.label.en} {name}"},
    )


def _date(chance: random.Random) -> str | None:
    # More and more is reported: the newest years have the most events.
    day = _FIRST + timedelta(days=int(_DAYS * chance.random() ** 0.5))
    drawn = chance.random()
    if drawn < 0.66:
        return day.isoformat()
    if drawn < 0.84:
        return day.isoformat()[:7]
    if drawn < 0.93:
        return f"{day.year}"
    return None if drawn < 0.98 else f"{day.isoformat()}/{(day + timedelta(days=40)).isoformat()}"


def each_size(address: str) -> Iterator[str]:
    """What the case holds, in words."""
    with Case.open(address) as case, case.reading() as connection:
        for table in ("documents", "claims", "events"):
            yield f"{table} {connection.exec_driver_sql(f'SELECT count(*) FROM {table}').scalar_one():,}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("case", type=Path)
    parser.add_argument("--reports", type=int, default=100_000)
    asked = parser.parse_args()
    start = time.perf_counter()
    write(str(asked.case), asked.reports)
    size = asked.case.stat().st_size / 1e6
    print(", ".join(each_size(str(asked.case))), f"{size:,.0f} MB, {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
