"""`mark`, `persons` and an export for others, as their owner runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from .test_commands import tawatur

REPORT = (
    "اعتقلت الشرطة الألمانية المتهم سليم البرقاوي في برلين يوم 3 مارس 2024 بتهمة الانتماء إلى تنظيم داعش خراسان.\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case of one report."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(REPORT, encoding="utf-8")
    tawatur("build", tmp_path / "in", "--case", tmp_path / "a.case")
    return tmp_path / "a.case"


@pytest.mark.parametrize(("language", "hidden"), [("en", "pseudonyms: 1"), ("ar", "مستعارة: 1")])
def test_an_export_for_others_says_what_the_rules_did(case: Path, tmp_path: Path, language: str, hidden: str) -> None:
    """On standard error, so that it can be piped all the same."""
    ran = tawatur("export", case, "--format", "csv", "--out", tmp_path / "a.csv", "--lang", language)
    assert (ran.returncode, ran.stdout, "TLP:CLEAR" in ran.stderr, hidden in ran.stderr) == (0, "", True, True)
    assert "البرقاوي" not in (tmp_path / "a.csv").read_text(encoding="utf-8")


def test_a_marked_report_stops_an_export_until_the_profile_allows_it(case: Path, tmp_path: Path) -> None:
    """Status 2 with what stands in the way, no file; then the profile of the receivers."""
    marked = tawatur("mark", case, "amber", "--document", "one.txt")
    assert (marked.returncode, marked.stdout) == (0, "one.txt is TLP:AMBER.\n")
    refused = tawatur("export", case, "--format", "csv", "--out", tmp_path / "a.csv")
    assert (refused.returncode, (tmp_path / "a.csv").exists()) == (2, False)
    assert "one.txt is TLP:AMBER" in refused.stderr
    (tmp_path / "p.yaml").write_text("tlp: amber\n")
    done = tawatur("export", case, "--format", "csv", "--out", tmp_path / "a.csv", "--profile", tmp_path / "p.yaml")
    assert (done.returncode, "TLP:AMBER" in done.stderr) == (0, True)


def test_mark_without_a_level_lists_the_markings(case: Path) -> None:
    """And says so where there are none."""
    assert "Nothing is marked" in tawatur("mark", case).stdout
    tawatur("mark", case, "green")
    assert tawatur("mark", case).stdout == f"TLP:GREEN\tcase\t{case}\n"


@pytest.mark.parametrize("given", [("--document", "no.txt"), ("--claim", "clm_none")])
def test_a_subject_that_is_not_there_is_named(case: Path, given: tuple[str, str]) -> None:
    """Nothing is marked by mistake."""
    ran = tawatur("mark", case, "red", *given)
    assert (ran.returncode, given[1] in ran.stderr, len(ran.stderr.splitlines())) == (2, True, 1)


def test_the_owner_is_told_who_is_under_which_pseudonym(case: Path, tmp_path: Path) -> None:
    """The name the export leaves out, beside what it puts there."""
    pseudonym, name = tawatur("persons", case).stdout.splitlines()[0].split("\t")
    tawatur("export", case, "--format", "csv", "--out", tmp_path / "a.csv", "--table", "claims")
    assert name == "سليم البرقاوي"
    assert f"[شخص {pseudonym}]" in (tmp_path / "a.csv").read_text(encoding="utf-8")
