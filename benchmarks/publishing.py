"""What publishing costs: each format and a brief against the working format `claims`, on a made-up case.

    python benchmarks/publishing.py 40000

makes a case of that many claims (ten a report, a quarter as many events) in a folder of its own, exports it in
processes of their own, and prints CPU time as a ratio to `claims` of the same run, and the peak of memory.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from tawatur.casefile import Case, IndexedPassage, Reading, pack_document
from tawatur.publishing import Options, export
from tawatur.publishing.briefs.writing import DRESSES, write_brief
from tawatur.record import (
    Chain,
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

RUNS = (
    *(("claims", "events"), ("csv", "claims"), ("csv", "events"), ("parquet", "claims"), ("xlsx", "events")),
    *(("stix", "events"), ("brief", "html"), ("brief", "pdf")),
)
PLACES = (("كابول", "Kabul", "AF", 34.5, 69.2), ("موسكو", "Moscow", "RU", 55.7, 37.6))
PERSONS = ("سليم البرقاوي", "سامر الحلبي", "نادر الخزرجي", "منير الزغبي")  # invented


class Nowhere(io.RawIOBase):
    """Takes bytes and lets them go."""

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, piece: object) -> int:
        return len(memoryview(piece))  # type: ignore[arg-type]


def make(path: Path, count: int) -> None:
    """A case of `count` claims."""
    events: list[Event] = []
    with Case.open(str(path), create=True) as case:
        for start in range(0, count // 10, 500):
            batch = [_report(number, events) for number in range(start, min(start + 500, count // 10))]
            case.store(batch)
        case.settle(case.revision(), "rules/1", [], events)


def _report(number: int, events: list[Event]) -> Reading:
    chance = random.Random(number)
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    day = f"20{10 + number % 15:02d}-{1 + number % 12:02d}-{1 + number % 28:02d}"
    name, latin, country, lat, lon = PLACES[number % 2]
    place = Place(text=name, span=(0, 1), name=latin, country=country, lat=lat, lon=lon, precision="city")
    claims, lines, at = [], [], 0
    for row in range(10):
        killed = chance.randint(3, 60)
        said = f"، وقال {chance.choice(PERSONS)} إن الانفجار كان قويا" if row == 3 and number % 5 == 0 else ""
        text = f"قُتل {killed} شخصًا في انفجار عبوة ناسفة في {name}، بحسب وزارة الداخلية{said}."
        span = (at, at + len(text))
        claims.append(_claim(sha256, number, span, text, day, place, killed))
        lines.append(text)
        at = span[1] + 1
    events += [_event(claims[at : at + 4], place, day, sha256, number) for at in (0, 4, 8)[: 2 + (number % 2 == 0)]]
    whole = "\n".join(lines)
    document = Document(path=f"{number}.txt", sha256=sha256, text=whole, publisher="وكالة", published=day)
    passage = IndexedPassage(Passage(span=(0, len(whole))), "x")
    return Reading(
        document.path, document.path, "1", (pack_document(document, whole.encode(), [passage], claims, b""),)
    )


def _claim(sha256: str, number: int, span: tuple[int, int], text: str, day: str, place: Place, killed: int) -> Claim:
    trigger = (span[0], span[0] + 4)
    return Claim(
        id=claim_id(sha256, trigger, "violence"),
        document=f"{number}.txt",
        sha256=sha256,
        span=span,
        quote=text,
        trigger=trigger,
        event_type="bombing",
        family="violence",
        date=day,
        place=place,
        places=(place,),
        actors=(
            Participant(role="perpetrator", text="داعش", span=trigger, id="islamic-state", name="Islamic State"),
        ),
        figures=(Figure(measure="killed", op="=", value=killed, text=str(killed), span=(span[0] + 5, span[0] + 7)),),
        attribution=(Voice(role="cited", text="وزارة الداخلية", span=trigger),),
        themes=("violence",),
        publisher="وكالة",
        published=day,
        language="ar",
    )


def _event(claims: list[Claim], place: Place, day: str, sha256: str, number: int) -> Event:
    ids = tuple(claim.id for claim in claims)
    values = tuple(
        FigureValue(op="=", value=c.figures[0].value, claims=(c.id,), chains=1, said_by=("وزارة الداخلية",))
        for c in claims
    )
    numbers = [int(str(value.value)) for value in values]
    tally = Tally(low=min(numbers), best=numbers[0], high=max(numbers), rule="latest-official", values=values)
    return Event(
        id=event_id(ids),
        event_type="bombing",
        family="violence",
        date=day,
        place=place,
        actors=claims[0].actors,
        figures={"killed": msgspec.structs.replace(tally, contradiction=len(set(numbers)) > 1)},
        claims=ids,
        documents=(sha256,),
        chains=1 + number % 3,
        label={"ar": f"تفجير في {place.text}", "en": f"Bombing in {place.name}"},
        chain_details=(Chain(id=f"chn_{ids[0][4:]}", origin="وزارة", claims=ids, documents=(sha256,), reason="one"),),
    )


def measure(path: str, what: str, how: str) -> None:
    """One export in this process; prints CPU seconds and the peak of memory in MB."""
    started = time.process_time()
    out = io.BufferedWriter(Nowhere())
    with Case.open(path) as case:
        if what == "brief":
            assert how in DRESSES
            write_brief(case, out, how, "ar")
        else:
            export(case, what, out, options=Options(table=how))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([time.process_time() - started, peak]))


def main(count: int) -> None:
    """Make the case and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.case"
        make(path, count)
        print(f"{count} claims")
        first = 0.0
        for what, how in RUNS:
            command = [sys.executable, __file__, str(path), what, how]
            ran = subprocess.run(command, capture_output=True, text=True, check=True)
            seconds, peak = json.loads(ran.stdout)
            first = first or seconds
            print(
                f"{what:8} {how:8} {seconds / first:6.1f} x claims  {seconds:7.1f} s CPU  {peak:5.0f} MB", flush=True
            )


if __name__ == "__main__":
    if len(sys.argv) == 4:
        measure(*sys.argv[1:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 40000)
