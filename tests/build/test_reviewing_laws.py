"""Laws of review: nothing a person decides is lost, undo restores, and how reports arrive changes nothing."""

from __future__ import annotations

import io
import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.build import build, settle
from tawatur.casefile import Case
from tawatur.publishing import export
from tawatur.reconciliation import moved_claims, reconcile, under_present_names
from tawatur.record import Anchor, Claim, Event, Grade, Judgement, Place, claim_id
from tawatur.samples import mapping, path

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
FORMS = ("claims", "events", "csv", "relations", "statistics")
PEOPLE = ("هدى", "عمر")
KABUL = Place(text="كابول", span=(0, 5), name="Kabul", country="AF", geonames=1, lat=34.5, lon=69.2, precision="city")
BASRA = Place(
    text="البصرة", span=(0, 6), name="Basra", country="IQ", geonames=2, lat=30.5, lon=47.8, precision="city"
)


# --- the pure level: a thousand histories of review and of reading anew


class World(NamedTuple):
    """The claims as they are read now, and what people decided and took back."""

    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]
    anchors: tuple[Anchor, ...]


def claims_of(chance: random.Random) -> tuple[Claim, ...]:
    """Six claims of three reports."""
    made = []
    for number in range(6):
        sha256 = "abc"[number % 3] * 8
        trigger = (100 * number + 10, 100 * number + 16)
        made.append(
            Claim(
                id=claim_id(sha256, trigger, "violence"), document=sha256, sha256=sha256,
                span=(100 * number, 100 * number + 60), quote="", trigger=trigger, event_type="attack",
                family="violence", date=chance.choice([None, "2024-01-03", "2022-10-26"]),
                place=chance.choice([None, KABUL, BASRA]),
            )
        )  # fmt: skip
    return tuple(made)


def step(world: World, clock: int, chance: random.Random) -> World:
    """One thing that happens to a case: a judgement, an undoing, or a reader that takes a trigger otherwise."""
    kind = chance.choice(["judge", "judge", "undo", "read anew"])
    if kind == "read anew":
        return world._replace(claims=tuple(read_anew(claim, chance) for claim in world.claims))
    left, right = chance.sample(world.claims, 2)
    if kind == "undo":
        active = [item for item in world.judgements if item.retired is None]
        if not active:
            return world
        gone = chance.choice(active)
        kept = tuple(
            msgspec.structs.replace(item, retired=str(clock)) if item is gone else item for item in world.judgements
        )
        return world._replace(judgements=kept)
    made = Judgement(
        left=left.id, right=right.id, verdict=chance.choice(["same", "different"]), by=chance.choice(PEOPLE),
        reason="رأي", made=f"{clock:04d}",
    )  # fmt: skip
    anchors = {anchor.claim: anchor for anchor in world.anchors}
    for claim in (left, right):
        anchors[claim.id] = Anchor(
            claim=claim.id, sha256=claim.sha256, trigger=claim.trigger, span=claim.span, family=claim.family
        )
    return world._replace(judgements=(*world.judgements, made), anchors=tuple(anchors.values()))


def read_anew(claim: Claim, chance: random.Random) -> Claim:
    """The claim with its trigger begun or ended a few letters elsewhere, within its word."""
    start = claim.span[0] + 10 + chance.randint(-3, 3)
    trigger = (start, start + 6 + chance.randint(0, 4))
    return msgspec.structs.replace(claim, id=claim_id(claim.sha256, trigger, claim.family), trigger=trigger)


def derived(world: World) -> tuple[tuple[Event, ...], list[Judgement]]:
    """The events, and the judgements under the present names of their claims."""
    moved = moved_claims(world.anchors, world.claims)
    people = under_present_names(world.judgements, moved)
    return reconcile([], world.claims, people).events, people


def test_no_judgement_is_lost_over_a_thousand_histories() -> None:
    """After every step each active judgement is on two claims there are, and the latest of a pair is obeyed."""
    for seed in range(1000):
        chance = random.Random(seed)
        world = World(claims_of(chance), (), ())
        for clock in range(8):
            world = step(world, clock, chance)
        events, people = derived(world)
        known = {claim.id for claim in world.claims}
        active = [item for item in people if item.retired is None]
        assert all({item.left, item.right} <= known for item in active), seed
        held = {name: event.id for event in events for name in event.claims}
        for pair in {frozenset((item.left, item.right)) for item in active}:
            last = max(
                (item for item in active if {item.left, item.right} == pair), key=lambda item: (item.made, item.by)
            )
            if last.verdict == "different":
                assert len({held[name] for name in pair}) == 2, seed


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_undoing_every_judgement_gives_the_events_of_none(seed: int) -> None:
    """Whatever was decided in between, byte for byte."""
    chance = random.Random(seed)
    claims = claims_of(chance)
    before = reconcile([], claims)
    world = World(claims, (), ())
    for clock in range(5):
        left, right = chance.sample(claims, 2)
        made = Judgement(left=left.id, right=right.id, verdict="same", by="هدى", reason="رأي", made=f"{clock:04d}")
        world = world._replace(judgements=(*world.judgements, made))
    undone = [msgspec.structs.replace(item, retired="9999") for item in world.judgements]
    assert msgspec.json.encode(reconcile([], claims, undone)) == msgspec.json.encode(before)


# --- through a real case


REPORTS = {
    "a.txt": "المصدر: صحيفة السنديان\nأسفر انفجار عبوة ناسفة في كابول يوم 4 يناير 2024 عن مقتل 7 أشخاص.\n",
    "b.txt": "المصدر: صحيفة الميزان\nأسفر انفجار عبوة ناسفة في كابول في 4 يناير 2024 عن مقتل 23 شخصًا.\n",
    "c.txt": "المصدر: صحيفة النخيل\nقُتل 5 أشخاص في انفجار سيارة مفخخة في بغداد يوم 9 مارس 2022.\n",
    "d.txt": "المصدر: صحيفة المرفأ\nقتل مسلحون 3 جنود في هجوم على حاجز في الموصل يوم 11 مايو 2023.\n",
}


def written(folder: Path, reports: dict[str, str]) -> Path:
    """A folder of reports."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in reports.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def exports(address: Path, forms: Sequence[str] = FORMS) -> dict[str, bytes]:
    """Every export."""
    with Case.open(str(address)) as case:
        return {form: exported(case, form) for form in forms}


def exported(case: Case, form: str) -> bytes:
    """One export."""
    out = io.BytesIO()
    export(case, form, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of four reports."""
    folder = written(tmp_path_factory.mktemp("in"), REPORTS)
    address = tmp_path_factory.mktemp("case") / "a.case"
    build([folder], str(address))
    return address


@pytest.mark.parametrize("seed", range(6))
def test_a_case_forgets_no_decision_and_undoing_all_restores_it(built: Path, tmp_path: Path, seed: int) -> None:
    """Judgements, grades, undoings and rebuilds in any order; then everything taken back."""
    chance = random.Random(seed)
    address = Path(shutil.copy(built, tmp_path / "a.case"))
    before = exports(address)
    active: dict[tuple[str, frozenset[str]], str] = {}
    with Case.open(str(address)) as case:
        names = [claim.id for claim in case.claims()]
        for _ in range(10):
            left, right = chance.sample(names, 2)
            by, verdict = chance.choice(PEOPLE), chance.choice(["same", "different"])
            key = (by, frozenset((left, right)))
            if key in active and chance.random() < 0.5:
                case.undo(right, left, by, "تراجع")
                del active[key]
            else:
                case.judge(Judgement(left=left, right=right, verdict=verdict, by=by, reason="رأي"))  # type: ignore[arg-type]
                active[key] = verdict
            if chance.random() < 0.4:
                settle(case)
        settle(case)
        kept = {
            (item.by, frozenset((item.left, item.right))): item.verdict for item in case.judgements() if item.made
        }
        assert kept == active
        for by, pair in active:
            case.undo(*sorted(pair), by, "تراجع")
        settle(case)
    assert exports(address) == before


def test_a_rebuild_with_more_reports_keeps_what_was_decided(tmp_path: Path) -> None:
    """Told apart by a person, two claims stay apart when a third arrives that is like both."""
    folder = written(tmp_path / "in", {name: REPORTS[name] for name in ("a.txt", "b.txt")})
    address = tmp_path / "a.case"
    build([folder], str(address))
    with Case.open(str(address)) as case:
        one, two = (claim.id for claim in case.claims())
        case.judge(Judgement(left=one, right=two, verdict="different", by="هدى", reason="انفجاران"))
        case.grade(Grade(scale="information", subject=one, value="2", by="هدى", reason="شاهد"))
    written(folder, {"c.txt": "أسفر انفجار عبوة ناسفة في كابول يوم 4 يناير 2024 عن مقتل 9 أشخاص.\n"})
    build([folder], str(address))
    with Case.open(str(address)) as case:
        held = case.event_of()
        assert (held[one] != held[two], len(case.grades())) == (True, 1)


def test_a_judgement_follows_its_words_through_a_rebuild(tmp_path: Path) -> None:
    """A reader that takes the trigger a word longer changes the identifier, not what was decided."""
    folder = written(tmp_path / "in", {name: REPORTS[name] for name in ("a.txt", "b.txt")})
    address = tmp_path / "a.case"
    build([folder], str(address))
    with Case.open(str(address)) as case:
        one, two = case.claims()
        case.judge(Judgement(left=one.id, right=two.id, verdict="different", by="هدى", reason="انفجاران"))
        longer = (one.trigger[0], one.trigger[1] + 5)
        anew = msgspec.structs.replace(one, trigger=longer, id=claim_id(one.sha256, longer, one.family))
        _put_in_place(case, one, anew)
        settle(case)
        held = case.event_of()
        assert (held[anew.id] != held[two.id], case.claim(one.id).id) == (True, anew.id)
        case.undo(anew.id, two.id, "هدى", "تراجع")
        settle(case)
        held = case.event_of()
        assert held[anew.id] == held[two.id]


def _put_in_place(case: Case, old: Claim, new: Claim) -> None:
    """What storing a newer reading does to one claim of a document."""
    from sqlalchemy import update

    from tawatur.casefile.rows import to_json
    from tawatur.casefile.tables import claims, meta

    with case._engine.execution_options(writing=True).begin() as connection:
        connection.execute(update(claims).where(claims.c.id == old.id).values(id=new.id, value=to_json(new)))
        connection.execute(update(meta).where(meta.c.key == "revision").values(value="99"))


# --- how reports arrive


def without_names(lines: bytes) -> list[str]:
    """An export with the names of documents left out."""
    return sorted(json.dumps(_nameless(json.loads(line)), sort_keys=True) for line in lines.splitlines())


def _nameless(value: object) -> object:
    if isinstance(value, dict):
        return {key: _nameless(item) for key, item in value.items() if key not in ("document", "documents")}
    return [_nameless(item) for item in value] if isinstance(value, list) else value


@settings(max_examples=4)
@given(st.permutations(sorted(REPORTS)), st.randoms(use_true_random=False))
def test_names_duplicates_and_order_of_arrival_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], chance: random.Random
) -> None:
    """Reports that come one by one, renamed and some twice, make the case they make at once."""
    base = tmp_path_factory.mktemp("laws")
    build([written(base / "one", REPORTS)], str(base / "one.case"))
    for place, name in enumerate(order):
        again = {f"{chance.randrange(10**6)}-{place}.txt": REPORTS[name] for _ in range(chance.choice([1, 2]))}
        build([written(base / "two", again)], str(base / "two.case"))
    one, two = exports(base / "one.case", ("claims", "events")), exports(base / "two.case", ("claims", "events"))
    assert {form: without_names(lines) for form, lines in one.items()} == {
        form: without_names(lines) for form, lines in two.items()
    }


# --- on the samples and the seeds


def _inputs() -> list[object]:
    absent = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside this checkout")
    return [pytest.param(path(), id="samples"), pytest.param(SEEDS, id="seeds", marks=absent)]


@pytest.mark.parametrize("reports", _inputs())
def test_a_wrong_merge_undone_and_a_graded_source_leave_every_figure(reports: Path, tmp_path: Path) -> None:
    """The exports after are those before, the grades aside."""
    from tawatur.intake import load_mapping

    address = tmp_path / "a.case"
    build([reports], str(address), mapping=load_mapping(mapping()))
    before = exports(address)
    with Case.open(str(address)) as case:
        violence = [claim for claim in case.claims() if claim.family == "violence" and claim.figures]
        one = violence[0]
        other = next(claim for claim in violence if case.event_of()[claim.id] != case.event_of()[one.id])
        case.judge(Judgement(left=one.id, right=other.id, verdict="same", by="هدى", reason="خطأ"))
        settle(case)
        assert exported(case, "events") != before["events"]
        case.undo(one.id, other.id, "هدى", "كان خطأ")
        settle(case)
    assert exports(address) == before
    with Case.open(str(address)) as case:
        for claim in violence:
            case.grade(Grade(scale="information", subject=claim.id, value="5", by="هدى", reason="شك"))
        settle(case)
    after = exports(address)
    assert {form: _ungraded(after[form]) for form in FORMS if form != "csv"} == {
        form: _ungraded(before[form]) for form in FORMS if form != "csv"
    }
    assert after["csv"] == before["csv"]


def _ungraded(lines: bytes) -> list[dict[str, object]]:
    return [{**json.loads(line), "grades": None} for line in lines.splitlines()]
