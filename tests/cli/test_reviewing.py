"""Judging, comparing and grading as a person does it: real processes, both languages, every remedy."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .test_commands import tawatur

REPORTS = {
    "one.txt": "المصدر: صحيفة السنديان\nأسفر انفجار عبوة ناسفة في كابول يوم 4 يناير 2024 عن مقتل 7 أشخاص.\n",
    "two.txt": "المصدر: صحيفة الميزان\nأسفر انفجار عبوة ناسفة في كابول في 4 يناير 2024 عن مقتل 23 شخصًا.\n",
    "far.txt": "المصدر: صحيفة النخيل\nقُتل 5 أشخاص في انفجار سيارة مفخخة في بغداد يوم 9 مارس 2022.\n",
}
SIGNED = ("--by", "هدى", "--why", "نص واحد")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of two attacks, one of them with rival tolls."""
    folder = tmp_path_factory.mktemp("in")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    made = tmp_path_factory.mktemp("case") / "a.case"
    assert tawatur("build", folder, "--case", made).returncode == 0
    return made


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to decide in."""
    return Path(shutil.copy(built, tmp_path / "a.case"))


def claims(case: Path) -> dict[str, str]:
    """The claim of each report."""
    lines = tawatur("export", case, "--format", "claims").stdout.splitlines()
    return {claim["document"]: claim["id"] for claim in map(json.loads, lines)}


def events(case: Path) -> dict[str, str]:
    """The event each report is in."""
    lines = tawatur("export", case, "--format", "events").stdout.splitlines()
    return {document: event["id"] for event in map(json.loads, lines) for document in event["documents"]}


def test_a_judgement_takes_effect_at_once(case: Path) -> None:
    """The two rival tolls are two events, and `show` says so."""
    told = claims(case)
    ran = tawatur("judge", case, told["one.txt"][:14], told["two.txt"][:14], "different", *SIGNED)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "They are in two events" in ran.stdout
    assert len(set(events(case).values())) == 3
    assert "≠" not in tawatur("show", case, "--contradictions").stdout


def test_undo_leaves_the_case_as_it_was(case: Path) -> None:
    """Every export byte for byte."""
    told = claims(case)
    before = [tawatur("export", case, "--format", form).stdout for form in ("claims", "events", "csv")]
    assert tawatur("judge", case, told["one.txt"], told["far.txt"], "same", *SIGNED).returncode == 0
    held = events(case)
    assert held["one.txt"] == held["far.txt"]
    ran = tawatur("judge", case, told["far.txt"], told["one.txt"], "undo", *SIGNED)
    assert ran.returncode == 0
    assert [tawatur("export", case, "--format", form).stdout for form in ("claims", "events", "csv")] == before
    trail = tawatur("explain", case, events(case)["one.txt"], "--all").stdout
    assert "taken back" in trail


def test_reviewers_who_disagree_are_told_at_once(case: Path) -> None:
    """The latest holds; both are named."""
    told = claims(case)
    pair = (told["one.txt"], told["two.txt"])
    assert tawatur("judge", case, *pair, "different", *SIGNED).returncode == 0
    ran = tawatur("judge", case, *pair, "same", "--by", "Omar", "--why", "one blast", "--lang", "ar", COLUMNS="200")
    assert "خلاف بين المراجعين" in ran.stdout
    assert "Omar" in ran.stdout
    assert "هدى" in ran.stdout


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        (["{one}", "{two}", "same"], 2, "say who decides: --by NAME"),
        (["{one}", "{two}", "same", "--by", "هدى", "--why", "  "], 2, "say why"),
        (["{one}", "{two}", "same", "--by", "rules/1", "--why", "x"], 2, "give your own name"),
        (["{one}", "{two}", "perhaps", *SIGNED], 2, "same, different or undo"),
        (["{one}", "{one}", "same", *SIGNED], 2, "both are the same claim"),
        (["{one}", "clm_zz", "same", *SIGNED], 1, "no claim has this identifier"),
        (["{one}", "clm_", "same", *SIGNED], 1, "several claims begin like this"),
        (["{one}", "{two}", "undo", *SIGNED], 1, "nothing active here to undo"),
    ],
)
def test_what_cannot_be_judged_is_one_line_with_the_remedy(
    built: Path, given: list[str], status: int, said: str
) -> None:
    """In both languages; nothing is stored."""
    told = claims(built)
    filled = [word.format(one=told["one.txt"], two=told["two.txt"]) for word in given]
    ran = tawatur("judge", built, *filled)
    assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (status, "", 1)
    assert said in ran.stderr
    arabic = tawatur("judge", built, *filled, "--lang", "ar").stderr
    assert any("\u0621" <= letter <= "\u064a" for letter in arabic)


def test_compare_shows_every_feature_and_what_decided(case: Path) -> None:
    """Points, words, the two claims most alike."""
    held = events(case)
    shown = tawatur("compare", case, held["one.txt"], held["far.txt"], COLUMNS="160").stdout
    for part in ("dates", "-100.0", "cannot be one date", "countries", "figures", "far.txt [", "Two events"):
        assert part in shown
    arabic = tawatur("compare", case, held["one.txt"], held["far.txt"], "--lang", "ar", COLUMNS="160").stdout
    assert "حدثان: ما علامته" in arabic


def test_compare_of_one_event_says_that_it_is_one(case: Path) -> None:
    """Whatever identifiers it is asked by."""
    event = events(case)["one.txt"]
    assert "Both are one event" in tawatur("compare", case, event, event[:12]).stdout


def test_compare_names_the_judgement_that_keeps_them_apart(case: Path) -> None:
    """Who said so and why."""
    told = claims(case)
    tawatur("judge", case, told["one.txt"], told["two.txt"], "different", *SIGNED)
    held = events(case)
    shown = tawatur("compare", case, held["one.txt"], held["two.txt"], COLUMNS="160").stdout
    assert "because a person judged" in shown
    assert "نص واحد" in shown


@pytest.mark.parametrize(
    ("subject", "grade", "said"),
    [
        ("صحيفة السنديان", "B", "reliability of the source: B usually reliable"),
        ("{claim}", "2", "credibility of the information: 2 probably true"),
        ("{event}", "مرجّح", "probability: likely 55-80%"),
    ],
)
def test_a_grade_is_stored_with_its_author_and_shown(case: Path, subject: str, grade: str, said: str) -> None:
    """The grade tells its scale; `explain` shows it."""
    named = subject.format(claim=claims(case)["one.txt"], event=events(case)["one.txt"])
    ran = tawatur("grade", case, named, grade, *SIGNED, COLUMNS="160")
    assert (ran.returncode, ran.stderr) == (0, "")
    for shown in (ran.stdout, tawatur("explain", case, events(case)["one.txt"], COLUMNS="160").stdout):
        assert said in shown
        assert "هدى" in shown


def test_a_grade_taken_back_is_on_record(case: Path) -> None:
    """Gone from the list, there with --all."""
    event = events(case)["one.txt"]
    tawatur("grade", case, event, "likely", *SIGNED)
    assert tawatur("grade", case, event, "undo", *SIGNED).returncode == 0
    assert "likely 55" not in tawatur("grade", case, COLUMNS="160").stdout.partition("Nothing in this case")[0]
    assert "taken back" in tawatur("grade", case, "--all", COLUMNS="160").stdout


def test_nothing_graded_teaches_the_scales(built: Path) -> None:
    """All three with their grades, in both languages."""
    assert "usually reliable" in tawatur("grade", built, COLUMNS="160").stdout
    arabic = tawatur("grade", built, events(built)["one.txt"], "--lang", "ar", COLUMNS="160").stdout
    assert "مرجّح جدًا" in arabic
    assert "اقتراح من البرنامج" in arabic


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        (["صحيفة السنديان", "Z", *SIGNED], 2, "no such grade"),
        (["صحيفة السنديان", "2", *SIGNED], 2, "a source is graded A-F"),
        (["{event}", "B", *SIGNED], 2, "a source is graded A-F"),
        (["صحيفة السندان", "B", *SIGNED], 2, "صحيفة السنديان"),
        (["evt_zz", "likely", *SIGNED], 1, "no event has this identifier"),
        (["{event}", "likely"], 2, "--by NAME"),
        (["{event}", "undo", *SIGNED], 1, "nothing active here to undo"),
    ],
)
def test_what_cannot_be_graded_is_one_line_with_the_remedy(
    built: Path, given: list[str], status: int, said: str
) -> None:
    """A source misspelt names the nearest."""
    filled = [word.format(event=events(built)["one.txt"]) for word in given]
    ran = tawatur("grade", built, *filled)
    assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (status, "", 1)
    assert said in ran.stderr


@pytest.mark.parametrize(("rule", "best"), [("lowest", "7"), ("highest", "23")])
def test_explain_and_export_choose_by_the_rule_asked_for(built: Path, rule: str, best: str) -> None:
    """The rule is named with its figure."""
    shown = tawatur("explain", built, events(built)["one.txt"], "--best", rule, COLUMNS="160").stdout
    assert f"Working figure: {best} by the rule {rule}" in shown
    lines = tawatur("export", built, "--format", "events", "--best", rule).stdout.splitlines()
    assert int(best) in [json.loads(line)["figures"]["killed"]["best"] for line in lines]


def test_a_rule_that_there_is_not_is_one_line(built: Path) -> None:
    """With those there are."""
    ran = tawatur("explain", built, events(built)["one.txt"], "--best", "average")
    assert (ran.returncode, "latest-official" in ran.stderr, len(ran.stderr.splitlines())) == (2, True, 1)


def test_explain_shows_the_history_and_what_is_proposed(built: Path) -> None:
    """7, then 23, with who says each; the proposal is called one."""
    shown = tawatur("explain", built, events(built)["one.txt"], COLUMNS="160").stdout
    for part in ("History of killed", "first said", "Proposed by the program, graded by nobody"):
        assert part in shown
