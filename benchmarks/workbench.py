"""How long the workbench takes to answer, on a case of any size.

    python benchmarks/workbench.py --reports 100000 --case big.case      # makes the case where there is none
    python benchmarks/workbench.py --case big.case --rounds 40 --json figures.json

The case is made as an archive would be: ten sentences a report, each telling of a happening; most happenings are
told of once or twice and a few hundreds of times, places and kinds are few and common or many and rare, tolls
grow or contradict. Texts, spans and words are real, so every page shows what it would of a real case; which claims
tell of one happening is known from the making, so nothing has to be compared.

Then the server answers every page's default view and ten sets of filters, `--rounds` times each in shuffled
order after one unmeasured round, over a real socket, one request at a time. Figures are medians and 95th percentiles
of the time to the whole answer, and of the processor's time for it (the asking included), which other work on the
machine does not stretch. `--readers N --seconds S` has N readers ask at once instead, and counts what fails.
"""

from __future__ import annotations

import argparse
import http.client
import json
import platform
import random
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import uvicorn

from tawatur.authority import gazetteer
from tawatur.build.words import passages
from tawatur.casefile import Case, Reading, pack_document
from tawatur.codebook import event_types
from tawatur.reconciliation.chains import copies_by_document
from tawatur.reconciliation.deriving import derive
from tawatur.reconciliation.values import DocumentCard
from tawatur.record import Claim, Document, Figure, Participant, Place, Voice, claim_id
from tawatur.workbench import make_app

_SENTENCES = 10
_BATCH = 500
_START = date(2005, 1, 1)
_DAYS = 7300
_RULES = "rules/1 benchmark"
_COUNTRIES = ("IQ", "SY", "AF", "YE", "PK", "SO", "NG", "LY", "EG", "ML", "TR", "FR", "RU", "DE", "KE", "IN")
_PLACES = 80
_GROUPS = (("isis", "تنظيم الدولة"), ("taliban", "حركة طالبان"), ("al-shabaab", "حركة الشباب"), ("pkk", "حزب العمال"))
_VOICES = ("وزارة الداخلية", "الشرطة", "مصادر طبية", "شهود عيان", "مسؤول أمني", "وكالة محلية")
_PAPERS = tuple(f"صحيفة {name}" for name in ("الأفق", "المدار", "الميزان", "النهر", "السهل", "البيان", "المرسى"))
_FAMILIAR = ("قوات الأمن", "المدنيين", "السوق", "المسجد", "الحاجز", "القافلة", "المطار", "المدرسة")
_LETTERS = "ابتجحدرسشصطعغفقكلمني"

FILTERS = (
    "country=IQ",
    "type=bombing",
    "type=violence&since=2015&until=2019",
    "review=contradicted",
    "actor=isis&country=SY",
    "theme=finance",
    "modality=planned",
    f"place={quote('بغداد')}",
    f"q={quote('المسجد')}&since=2020",
    "country=RU&country=FR&type=attack&sort=-killed",
)
"""The ten sets of filters of the documentation."""


class Happening(NamedTuple):
    """What is told of, and the number it is known by."""

    number: int
    day: date
    place: Place
    kind: str
    killed: int
    group: tuple[str, str]


def main() -> None:
    """Make the case if it is not there, measure, print."""
    options = _options()
    case = Path(options.case)
    if not case.exists():
        make(case, options.reports, options.seed)
    with serving(case) as port:
        paths = _paths(case)
        if options.readers:
            figures = crowd(port, paths, options.readers, options.seconds)
        else:
            figures = measure(port, paths, options.rounds)
    figures["case"] = _sizes(case)
    figures["machine"] = f"{platform.machine()}, Python {platform.python_version()}"
    for line in table(figures):
        print(line)
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


# --- the case


def make(path: Path, reports: int, seed: int = 7) -> None:
    """Make a case of that many reports. The same number and seed give the same case."""
    chance = random.Random(seed)
    happenings = _happenings(chance)
    told: dict[int, list[Claim]] = {}
    with Case.open(str(path), create=True) as case:
        batch: list[Reading] = []
        for number in range(reports):
            document, claims = _report(chance, number, happenings, told)
            batch.append(_reading(document, claims))
            if len(batch) == _BATCH or number == reports - 1:
                case.store(batch)
                batch = []
        cards = {card.sha256: _card(card) for card in case.cards()}
        copies = copies_by_document(())
        events = [derive(claims, (), cards, copies, "made so") for claims in told.values()]
        case.settle(case.revision(), _RULES, (), events)


def _happenings(chance: random.Random) -> Iterator[Happening]:
    places = _places()
    kinds = list(event_types())
    for number in count():
        country = places[min(int(chance.expovariate(0.25)), len(places) - 1)]
        yield Happening(
            number,
            _START + timedelta(days=chance.randrange(_DAYS)),
            country[min(int(chance.expovariate(0.06)), len(country) - 1)],
            kinds[min(int(chance.expovariate(0.2)), len(kinds) - 1)],
            int(chance.paretovariate(1.1)),
            chance.choice(_GROUPS),
        )


def _report(
    chance: random.Random, number: int, happenings: Iterator[Happening], told: dict[int, list[Claim]]
) -> tuple[Document, list[Claim]]:
    words = [" ".join(_word(chance) for _ in range(40)) + "."]
    drafts: list[tuple[Happening, int, str]] = []
    at = len(words[0]) + 1
    for _ in range(_SENTENCES):
        happening = _recent(chance, happenings)
        killed = happening.killed + (chance.randrange(1, 30) if chance.random() < 0.1 else 0)
        voice = chance.choice(_VOICES)
        sentence = (
            f"قُتل {killed} أشخاص في هجوم شنته {happening.group[1]} على {chance.choice(_FAMILIAR)} في "
            f"{happening.place.text} يوم {happening.day.isoformat()}، وفق {voice}، "
            f"وقال {_word(chance)} إن {_word(chance)}."
        )
        drafts.append((happening, at, sentence))
        words.append(sentence)
        at += len(sentence) + 1
    text = "\n".join(words)
    published = max(happening.day for happening, _, _ in drafts) + timedelta(days=1)
    document = Document(
        path=f"{number // 1000:04d}/{number:07d}.txt",
        sha256=sha256(text.encode()).hexdigest(),
        text=text,
        title=drafts[0][2][:60],
        publisher=chance.choice(_PAPERS),
        published=published.isoformat(),
        language="ar",
    )
    claims = [_claim(document, happening, start, sentence) for happening, start, sentence in drafts]
    for claim, (happening, _, _) in zip(claims, drafts, strict=True):
        told.setdefault(happening.number, []).append(claim)
    return document, claims


_RECENT: list[Happening] = []


def _recent(chance: random.Random, happenings: Iterator[Happening]) -> Happening:
    """A new happening, or one of the last told of: a few are told of hundreds of times."""
    if not _RECENT or chance.random() < 0.2:
        _RECENT.append(next(happenings))
        if len(_RECENT) > 300:
            _RECENT.pop(chance.randrange(300))
        return _RECENT[-1]
    return _RECENT[min(int(chance.paretovariate(0.5)) - 1, len(_RECENT) - 1)]


def _claim(document: Document, happening: Happening, start: int, sentence: str) -> Claim:
    def span(words: str) -> tuple[int, int]:
        found = start + sentence.index(words)
        return found, found + len(words)

    killed = sentence.split()[1]
    trigger = span("هجوم")
    voice = sentence.partition("وفق ")[2].partition("،")[0]
    return Claim(
        id=claim_id(document.sha256, trigger, event_types()[happening.kind].family),
        document=document.path,
        sha256=document.sha256,
        span=(start, start + len(sentence)),
        quote=sentence,
        trigger=trigger,
        event_type=happening.kind,
        family=event_types()[happening.kind].family,
        modality="planned" if happening.number % 23 == 0 else "asserted",
        date=happening.day.isoformat() if happening.number % 5 else f"{happening.day:%Y-%m}",
        date_span=span(happening.day.isoformat()),
        date_reason="a day in full",
        place=Place(
            text=happening.place.text,
            span=span(happening.place.text),
            name=happening.place.name,
            country=happening.place.country,
            geonames=happening.place.geonames,
            lat=happening.place.lat,
            lon=happening.place.lon,
            precision="city",
            reason="the only place of that name",
        ),
        actors=(
            Participant(
                role="perpetrator", text=happening.group[1], span=span(happening.group[1]), id=happening.group[0]
            ),
        ),
        figures=(Figure(measure="killed", op="=", value=int(killed), text=killed, span=span(killed)),),
        attribution=(Voice(role="cited", text=voice, span=span(voice)),),
        publisher=document.publisher,
        published=document.published,
        language="ar",
    )


def _reading(document: Document, claims: Sequence[Claim]) -> Reading:
    packed = pack_document(document, document.text.encode(), passages(document), claims, b"{}")
    return Reading(name=document.path, file=document.path, stamp=document.sha256, documents=(packed,))


def _card(card: Any) -> DocumentCard:
    return DocumentCard(
        sha256=card.sha256, path=card.paths[0], publisher=card.publisher, published=card.published, title=card.title
    )


def _places() -> list[list[Place]]:
    known = gazetteer.load()
    found: dict[str, list[Place]] = {country: [] for country in _COUNTRIES}
    entries = []
    for index in count():
        try:
            entries.append(known.entry(index))
        except IndexError:
            break
    for entry in sorted(entries, key=lambda entry: (-entry.population, entry.geonames)):
        listed = found.get(entry.country)
        if listed is not None and entry.kind == "city" and entry.name_ar and len(listed) < _PLACES:
            listed.append(
                Place(
                    text=entry.name_ar,
                    span=(0, 0),
                    name=entry.name,
                    country=entry.country,
                    geonames=entry.geonames,
                    lat=entry.lat,
                    lon=entry.lon,
                    precision="city",
                )
            )
    return [listed for listed in found.values() if listed]


def _word(chance: random.Random) -> str:
    return "".join(_LETTERS[min(int(chance.expovariate(0.35)), 19)] for _ in range(chance.randrange(3, 7)))


# --- the server


class serving:  # noqa: N801 - a context manager, used as a function
    """Serve a case from a thread and give its port."""

    def __init__(self, case: Path) -> None:
        self._server = uvicorn.Server(uvicorn.Config(make_app(str(case)), port=0, log_level="error"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> int:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return int(self._server.servers[0].sockets[0].getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()


def _paths(case: Path) -> dict[str, str]:
    with Case.open(str(case)) as opened, opened.reading() as connection:
        most = connection.exec_driver_sql("SELECT event FROM event_facts ORDER BY claims DESC LIMIT 1").scalar_one()
        usual = connection.exec_driver_sql("SELECT event FROM event_facts WHERE claims = 5 LIMIT 1").scalar_one()
        report = connection.exec_driver_sql("SELECT sha256 FROM documents LIMIT 1").scalar_one()
    views = {
        "overview": "/",
        "events": "/events",
        "event, five claims": f"/events/{usual}",
        "event, most claims": f"/events/{most}",
        "report": f"/reports/{report}",
        "claims": "/claims",
    }
    return views | {f"events?{FILTERS[n]}": f"/events?{FILTERS[n]}" for n in range(len(FILTERS))}


def measure(port: int, paths: dict[str, str], rounds: int) -> dict[str, Any]:
    """The time to the whole answer, in milliseconds, for every path."""
    asked = [name for name in paths for _ in range(rounds)]
    random.Random(1).shuffle(asked)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in paths}
    for name in paths:
        _ask(port, paths[name])
    for name in asked:
        start, worked = time.perf_counter(), time.process_time()
        status, _ = _ask(port, paths[name])
        taken[name].append((1000 * (time.perf_counter() - start), 1000 * (time.process_time() - worked)))
        assert status == 200, (name, status)
    return {"views": {name: _figures(times) for name, times in taken.items()}}


def _figures(times: list[tuple[float, float]]) -> dict[str, float]:
    whole, worked = ([pair[n] for pair in times] for n in (0, 1))
    return {
        "median": round(statistics.median(whole), 1),
        "p95": round(statistics.quantiles(whole, n=20)[-1], 1),
        "cpu_median": round(statistics.median(worked), 1),
        "cpu_p95": round(statistics.quantiles(worked, n=20)[-1], 1),
    }


def crowd(port: int, paths: dict[str, str], readers: int, seconds: float) -> dict[str, Any]:
    """Many readers at once: how many answers, how many failures, how long they took."""
    until = time.monotonic() + seconds
    taken: list[float] = []
    failed: list[str] = []

    def read(seed: int) -> None:
        chance = random.Random(seed)
        while time.monotonic() < until:
            path = chance.choice(list(paths.values()))
            start = time.perf_counter()
            try:
                status, _ = _ask(port, path)
            except OSError as error:
                failed.append(f"{path}: {error}")
                continue
            taken.append(1000 * (time.perf_counter() - start))
            if status != 200:
                failed.append(f"{path}: {status}")
            time.sleep(chance.random() * 2)

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "readers": readers,
        "seconds": seconds,
        "answers": len(taken),
        "failed": failed[:20],
        "median": round(statistics.median(taken), 1),
        "p95": round(statistics.quantiles(taken, n=20)[-1], 1),
    }


def _ask(port: int, path: str) -> tuple[int, int]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path, headers={"Accept-Language": "ar"})
    answer = connection.getresponse()
    size = len(answer.read())
    connection.close()
    return answer.status, size


def _sizes(case: Path) -> dict[str, int]:
    with Case.open(str(case)) as opened, opened.reading() as connection:
        return {
            name: int(connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one())
            for name in ("documents", "claims", "events")
        }


def table(figures: dict[str, Any]) -> list[str]:
    """The figures as lines of Markdown."""
    sizes = ", ".join(f"{count:,} {name}" for name, count in figures["case"].items())
    head = [f"{sizes}; {figures['machine']}", ""]
    if "views" not in figures:
        kept = {name: figures[name] for name in ("readers", "seconds", "answers", "failed", "median", "p95")}
        return [*head, json.dumps(kept, ensure_ascii=False)]
    keys = ("median", "p95", "cpu_median", "cpu_p95")
    rows = [f"| {name} | {' | '.join(str(found[key]) for key in keys)} |" for name, found in figures["views"].items()]
    return [*head, "| view | median ms | p95 ms | processor, median ms | p95 ms |", "|---|---|---|---|---|", *rows]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", required=True)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--readers", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--json")
    return parser.parse_args()


if __name__ == "__main__":
    main()
