"""How long reconciliation takes, and how much memory, over a synthetic case.

    python benchmarks/reconcile_scale.py 1000 3000 10000

Each report tells of one event (a tenth of it in copies of one wire text) and names two or three claims;
events fall on a few places and a few weeks, as in a newspaper archive. Prints one line a size.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from datetime import date, timedelta
from hashlib import sha256

from tawatur.reconciliation import DocumentCard, reconcile
from tawatur.reconciliation.sketches import sketch_text
from tawatur.record import Claim, Figure, Participant, Place, Voice, claim_id

_START = date(2015, 3, 1)
_TYPES = ("attack", "bombing", "armed_assault", "airstrike", "clash", "shelling")
_LETTERS = "ابتجحدرسشصطعغفقكلمني"


def main() -> None:
    """Time each size given."""
    for size in map(int, sys.argv[1:] or ["1000"]):
        chance = random.Random(7)
        cards, claims, events = _case(size, chance)
        start = time.perf_counter()
        result = reconcile(cards, claims)
        spent = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size} reports, {len(claims)} claims of {events} happenings: {spent:.1f} s, "
            f"{len(result.events)} events, {len(result.copies)} copies, peak {memory:.0f} MB"
        )


def _case(size: int, chance: random.Random) -> tuple[list[DocumentCard], list[Claim], int]:
    lexicon = ["".join(chance.choice(_LETTERS) for _ in range(chance.randint(3, 7))) for _ in range(4000)]
    places = [_place(chance, number) for number in range(120)]
    happenings = [_happening(chance, places, lexicon) for _ in range(max(1, size // 6))]
    cards, claims = [], []
    for number in range(size):
        # A few happenings fill the papers, most are told once or twice.
        happening = happenings[min(int(chance.paretovariate(0.6)) - 1, len(happenings) - 1)]
        if chance.random() < 0.7:
            happening = chance.choice(happenings)
        card, made = _report(chance, number, happening, lexicon)
        cards.append(card)
        claims.extend(made)
    return cards, claims, len(happenings)


def _place(chance: random.Random, number: int) -> Place:
    name = "".join(chance.choice(_LETTERS) for _ in range(5))
    country = ("YE", "IQ", "SY", "AF", "LY")[number % 5]
    return Place(
        text=name,
        span=(0, 5),
        name=name,
        country=country,
        geonames=number + 1,
        lat=chance.uniform(12, 37),
        lon=chance.uniform(10, 70),
        precision="city",
    )


def _happening(chance: random.Random, places: list[Place], lexicon: list[str]) -> dict[str, object]:
    return {
        "day": _START + timedelta(days=chance.randrange(60)),
        "place": chance.choice(places),
        "type": chance.choice(_TYPES),
        "killed": int(chance.paretovariate(0.8)),
        "wire": " ".join(chance.choice(lexicon) for _ in range(60)),
        "words": [chance.choice(lexicon) for _ in range(8)],
    }


def _report(
    chance: random.Random, number: int, happening: dict[str, object], lexicon: list[str]
) -> tuple[DocumentCard, list[Claim]]:
    digest = sha256(str(number).encode()).hexdigest()
    day, place = happening["day"], happening["place"]
    assert isinstance(day, date)
    assert isinstance(place, Place)
    published = (day + timedelta(days=chance.randrange(3))).isoformat()
    text = " ".join(chance.choice(lexicon) for _ in range(250))
    if chance.random() < 0.1:
        text = f"{text} {happening['wire']}"
    card = DocumentCard(
        sha256=digest,
        path=f"{number}.txt",
        publisher=f"صحيفة {number % 14}",
        published=published,
        sketch=sketch_text(text),
    )
    claims = []
    for part in range(3):
        span = (part * 200, part * 200 + 80)
        words = [*chance.sample(happening["words"], 4), *(chance.choice(lexicon) for _ in range(10))]  # type: ignore[call-overload]
        killed = max(1, int(happening["killed"] * chance.choice((1, 1, 1, 1.2))))  # type: ignore[call-overload]
        claims.append(
            Claim(
                id=claim_id(digest, span, "violence"),
                document=card.path,
                sha256=digest,
                span=span,
                quote=" ".join(words),
                trigger=span,
                event_type=chance.choice(("attack", str(happening["type"]))),
                family="violence",
                date=day.isoformat() if chance.random() < 0.6 else None,
                place=place
                if chance.random() < 0.7
                else Place(text="", span=span, country=place.country, precision="country"),
                figures=(Figure(measure="killed", op="=", value=killed, text="", span=span),)
                if chance.random() < 0.6
                else (),
                attribution=(Voice(role="cited", text=chance.choice(("رويترز", "الشرطة", "مصادر")), span=span),),
                actors=(Participant(role="perpetrator", text="x", span=span, id="group"),),
                publisher=card.publisher,
                published=published,
            )
        )
    return card, claims


if __name__ == "__main__":
    main()
