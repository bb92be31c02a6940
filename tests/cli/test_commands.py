"""The commands as a user runs them: real processes, their output and their status."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

COMMANDS = (
    "build",
    "show",
    "search",
    "explain",
    "compare",
    "judge",
    "grade",
    "actors",
    "check",
    "export",
    *("brief", "mark", "persons", "pack", "unpack", "merge"),
    "evaluate",
    "demo",
)
REPORTS = {
    "one.txt": "أسفر انفجار عبوة ناسفة في كابول يوم 4 يناير 2024 عن مقتل 7 أشخاص وإصابة 12 آخرين.\n",
    "two.txt": "المصدر: صحيفة الميزان\nأسفر انفجار عبوة ناسفة في كابول في 4 يناير 2024 عن مقتل 23 شخصًا.\n",
    "other.txt": "افتُتح معرض للكتاب في المدينة وزاره أحمد.\n",
}


def case_of(reports: dict[str, str], folder: Path) -> Path:
    """A case built by the command from reports given as name and text, in `folder`."""
    (folder / "in").mkdir()
    for name, text in reports.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    made = folder / "a.case"
    assert tawatur("build", folder / "in", "--case", made).returncode == 0
    return made


def tawatur(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a clean environment."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "TAWATUR", "COL"))}
    return subprocess.run(
        [sys.executable, "-m", "tawatur", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**env, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three reports."""
    made = tmp_path_factory.mktemp("in")
    for name, text in REPORTS.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def case(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of that folder, built by the command."""
    made = tmp_path_factory.mktemp("case") / "a.case"
    ran = tawatur("build", folder, "--case", made)
    assert (ran.returncode, ran.stderr) == (0, "")
    return made


# --- help


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_help_has_an_example(command: str, language: str) -> None:
    """Each command shows a line that can be typed, in both languages."""
    ran = tawatur(command, "--help", "--lang", language)
    assert ran.returncode == 0
    assert re.search(rf"{'مثال' if language == 'ar' else 'Example'}: tawatur {command}", ran.stdout)


def test_help_of_build_documents_its_exit_status() -> None:
    """Status 3 means that some inputs could not be read."""
    assert "3 some inputs could not be read" in " ".join(tawatur("build", "--help").stdout.split())


def test_help_answers_at_once() -> None:
    """In less than 0.4 s of processor time: the clock on the wall would measure the other tests as well."""
    taken = []
    for _ in range(3):
        before = os.times()
        assert tawatur("--help").returncode == 0
        after = os.times()
        taken.append(after.children_user - before.children_user + after.children_system - before.children_system)
    assert min(taken) < 0.4


def test_help_loads_nothing_heavy() -> None:
    """Neither the database, nor the pages' reader, nor any of our data."""
    code = (
        "import sys; from tawatur.cli.running import run; run(['--help']);"
        "print(sorted({'sqlalchemy', 'trafilatura', 'tawatur.extraction', 'tawatur.casefile', 'msgspec'}"
        " & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"


def test_the_version_is_told() -> None:
    """One line with the name and the version."""
    from tawatur import __version__

    assert tawatur("--version").stdout == f"tawatur {__version__}\n"


# --- building


def test_a_build_tells_what_it_did_and_what_to_do_next(folder: Path, tmp_path: Path) -> None:
    """Counts, and the command that shows the case."""
    ran = tawatur("build", folder, "--case", tmp_path / "b.case")
    assert "3 reports" in ran.stdout
    assert f"Next: tawatur show {tmp_path / 'b.case'}" in ran.stdout.replace("\n", "")


def test_what_could_not_be_read_is_named_and_the_status_tells(tmp_path: Path) -> None:
    """Status 3, the path, the code and the reason; the good report is in the case."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").touch()
    (tmp_path / "in" / "good.txt").write_text(REPORTS["one.txt"], encoding="utf-8")
    ran = tawatur("build", tmp_path / "in", "--case", tmp_path / "b.case")
    assert ran.returncode == 3
    assert "1 inputs could not be read:" in ran.stdout
    assert "empty.txt: empty: " in ran.stdout
    assert "1 reports" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["show", "none.case"], 1, "there is no case here; make one with `tawatur build REPORTS --case"),
        (["show", "none.case", "--lang", "ar"], 1, "لا قضية هنا"),
        (["build", "nowhere", "--case", "b.case"], 2, "no such file or folder"),
        (["build", ".", "--case", "no/such/b.case"], 1, "check that its folder exists"),
        (["show", "notes.txt"], 1, "this file is not a case"),
        (["show", "postgresql://host/case"], 1, "give a path"),
        (["--lang", "fr", "show", "x"], 2, "there is no such language here"),
        (["build", ".", "--case", "b.case", "--mapping", "none.yaml"], 1, "none.yaml"),
    ],
)
def test_an_expected_error_is_one_line(tmp_path: Path, arguments: list[str], status: int, said: str) -> None:
    """What, where and the remedy; no traceback."""
    (tmp_path / "notes.txt").write_text("notes")
    code = f"import os, sys; os.chdir({str(tmp_path)!r}); from tawatur.cli import main; main(sys.argv[1:])"
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (ran.returncode, ran.stdout) == (status, "")
    assert len(ran.stderr.splitlines()) == 1
    assert said in ran.stderr


def test_a_wrong_command_has_status_two() -> None:
    """As with other programs."""
    assert [tawatur(*given).returncode for given in (["build"], ["nonsense"], ["show"])] == [2, 2, 2]


# --- showing


def test_show_gives_the_event_its_toll_and_its_contradiction(case: Path) -> None:
    """One event from two reports, its figures side by side with their sentences and sources."""
    shown = tawatur("show", case, COLUMNS="120").stdout
    [row] = [line for line in shown.splitlines() if line.startswith("2024-01-04")]
    assert re.search(r"bombing\s+Kabul \(AF\)\s+killed 7/\d+/23\s+2\s+2\s+≠ killed", row)
    assert "≠ Contradiction: killed" in shown
    assert re.search(r"│ 7 killed .*│ │ 23 killed", shown)
    assert "صحيفة الميزان" in shown


def test_show_in_arabic_runs_from_right_to_left(case: Path) -> None:
    """Arabic headings, and the date as the last column of the line."""
    shown = tawatur("show", case, "--lang", "ar", COLUMNS="120").stdout
    heading = next(line for line in shown.splitlines() if "الحصيلة" in line)
    assert heading.split()[-1] == "التاريخ"
    assert any(line.rstrip().endswith("2024-01-04") for line in shown.splitlines())


@pytest.mark.parametrize("width", ["40", "71", "80", "200"])
def test_show_fits_the_terminal(case: Path, width: str) -> None:
    """No line is wider than the terminal, however narrow."""
    from rich.cells import cell_len

    shown = tawatur("show", case, COLUMNS=width).stdout
    assert max(cell_len(line) for line in shown.splitlines()) <= int(width)


def test_an_empty_case_teaches_what_to_do(tmp_path: Path) -> None:
    """The command to type next."""
    from tawatur.casefile import Case

    Case.open(str(tmp_path / "b.case"), create=True).close()
    ran = tawatur("show", tmp_path / "b.case", COLUMNS="200")
    assert ran.returncode == 0
    assert f"tawatur build REPORTS --case {tmp_path / 'b.case'}" in ran.stdout


def test_show_can_be_asked_for_less(case: Path) -> None:
    """By type, country and contradiction; nothing found is said."""
    assert "No event" in tawatur("show", case, "--country", "FR").stdout
    assert "No event" in tawatur("show", case, "--type", "arrest").stdout
    assert "Kabul" in tawatur("show", case, "--type", "violence", "--country", "af", "--contradictions").stdout


# --- the others


@pytest.mark.parametrize("word", ["احمد", "أحمد", "أَحْمَد"])
def test_search_finds_a_name_however_it_is_spelt(case: Path, word: str) -> None:
    """احمد finds أحمد."""
    assert "other.txt" in tawatur("search", case, word).stdout


def test_search_finds_words_with_clitics_and_says_when_there_are_none(case: Path) -> None:
    """The article does not matter, and every word counts."""
    assert "one.txt" in tawatur("search", case, "الانفجار", "كابول").stdout
    assert "No passage" in tawatur("search", case, "انفجار", "باريس").stdout


def test_explain_shows_claims_sentences_chains_and_reasons(case: Path) -> None:
    """Everything an event was made from, found by the short identifier that show prints."""
    shown = tawatur("show", case, COLUMNS="120").stdout
    [short] = set(re.findall(r"evt_[0-9a-f]+", shown))
    ran = tawatur("explain", case, short, COLUMNS="120")
    assert ran.returncode == 0
    for part in ("Chain 1", "Chain 2", "one.txt [", "two.txt [", "Judgements", "rules/", "why: "):
        assert part in ran.stdout


def test_explain_of_an_unknown_event_is_one_line(case: Path) -> None:
    """With the command that lists events."""
    ran = tawatur("explain", case, "evt_none")
    assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (1, "", 1)


def test_export_goes_to_standard_output_or_a_file(case: Path, tmp_path: Path) -> None:
    """The same bytes, and nothing else in either."""
    shown = tawatur("export", case, "--format", "claims").stdout
    ran = tawatur("export", case, "--format", "claims", "--out", tmp_path / "claims.jsonl")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert (tmp_path / "claims.jsonl").read_text(encoding="utf-8") == shown
    assert [file.name for file in tmp_path.iterdir()] == ["claims.jsonl"]


def test_exported_quotes_stand_in_their_reports(case: Path) -> None:
    """Offsets are code points into the decoded report."""
    claims = [json.loads(line) for line in tawatur("export", case, "--format", "claims").stdout.splitlines()]
    assert len(claims) >= 2
    for claim in claims:
        start, end = claim["span"]
        assert claim["quote"] == REPORTS[claim["document"]][start:end]


def test_an_export_nobody_reads_to_its_end_is_no_error(case: Path) -> None:
    """`| head` closes the pipe early."""
    code = f"{sys.executable} -m tawatur export {case} --format claims | head -c 1"
    ran = subprocess.run(["bash", "-o", "pipefail", "-c", code], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_format_that_does_not_exist_lists_those_that_do(case: Path) -> None:
    """Status 2 and the choice."""
    ran = tawatur("export", case, "--format", "pdf")
    assert (ran.returncode, "claims, csv, datapackage, events" in ran.stderr) == (2, True)


def test_a_failed_export_leaves_no_file(case: Path, tmp_path: Path) -> None:
    """Neither half a file nor a temporary one."""
    ran = tawatur("export", case, "--format", "claims", "--out", tmp_path / "no" / "claims.jsonl")
    assert (ran.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "cannot be written" in ran.stderr


def test_evaluate_scores_against_gold(case: Path, tmp_path: Path) -> None:
    """The figures of merit, as a table and as JSON."""
    event = {"type": "bombing", "evidence": [0, 40], "date": "2024-01-04", "country": "AF", "figures": []}
    gold = {"document": "one.txt", "language": "ar", "relevant": True, "events": [event]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n")
    ran = tawatur("evaluate", case, tmp_path / "gold.jsonl", "--language", "ar")
    assert re.search(r"detection\s+1\.000", ran.stdout)
    scores = json.loads(tawatur("evaluate", case, tmp_path / "gold.jsonl", "--json").stdout)
    assert (scores["detection"]["hit"], scores["country"]["acc"]) == (1, 1.0)
    assert "No gold report" in tawatur("evaluate", case, tmp_path / "gold.jsonl", "--language", "fa").stdout


def test_evaluate_lists_events_and_errors_the_worst_first(case: Path, tmp_path: Path) -> None:
    """What is wrong with each field, in words; `--errors 0` leaves it out."""
    figures = [{"measure": "killed", "op": "=", "value": 999}]
    event = {"type": "bombing", "evidence": [0, 40], "date": "2020-01-01", "figures": figures, "event": "E1"}
    gold = {"document": "one.txt", "language": "ar", "relevant": True, "events": [event]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n")
    ran = tawatur("evaluate", case, tmp_path / "gold.jsonl").stdout
    assert "one.txt: gold has 2020-01-01; the case has 2024-01-04" in ran
    assert ran.index("Real-world events: 1") < ran.index("Date: 1, the worst first") < ran.index("killed = 999")
    assert "worst first" not in tawatur("evaluate", case, tmp_path / "gold.jsonl", "--errors", "0").stdout


def test_evaluate_without_gold_is_one_line(case: Path, tmp_path: Path) -> None:
    """A missing file is named."""
    ran = tawatur("evaluate", case, tmp_path / "none.jsonl")
    assert (ran.returncode, len(ran.stderr.splitlines())) == (2, 1)


def test_the_demo_shows_a_case_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """Events, a contradiction with two sentences, and no file."""
    ran = tawatur("demo", TMPDIR=str(tmp_path))
    assert (ran.returncode, list(tmp_path.iterdir())) == (0, [])
    assert "Moscow (RU)" in ran.stdout
    assert "≠ Contradiction" in ran.stdout


def test_the_demo_can_be_kept_and_pictured(tmp_path: Path) -> None:
    """A case that can be asked more, and an SVG whose Arabic is set from the right and not stretched."""
    ran = tawatur("demo", "--case", tmp_path / "demo.case", "--svg", tmp_path / "demo.svg")
    assert ran.returncode == 0
    assert tawatur("show", tmp_path / "demo.case").returncode == 0
    texts = ElementTree.parse(tmp_path / "demo.svg").iter("{http://www.w3.org/2000/svg}text")
    arabic = [text for text in texts if re.search("[\u0621-\u064a]", "".join(text.itertext()))]
    assert arabic
    assert {(text.get("direction"), text.get("textLength")) for text in arabic} == {("rtl", None)}
