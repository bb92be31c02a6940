"""`check`: a stated statistic beside what the case counts; in `explain` and as an export too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .test_commands import case_of, tawatur

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
REPORTS = {
    "count.txt": "المصدر: صحيفة السنديان\nالتاريخ: 2024-03-01\n"
    "خطط تنظيم داعش في عام 2023 لشن 14 هجوما في ست دول أوروبية، مقارنة بخمس هجمات في العام السابق.\n",
    "plot.txt": "المصدر: صحيفة الميزان\n"
    "أحبطت الشرطة الألمانية في 2 مايو 2023 مخططا لتنظيم داعش لتفجير محطة القطارات في برلين.\n",
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of a statistic and one plot."""
    return case_of(REPORTS, tmp_path_factory.mktemp("case"))


def exported(case: Path, form: str) -> list[dict[str, object]]:
    """An export in JSON Lines."""
    return [json.loads(line) for line in tawatur("export", case, "--format", form).stdout.splitlines()]


def test_the_stated_number_stands_beside_the_counted_one(case: Path) -> None:
    """Fourteen against the one plot of the case, with the plot."""
    shown = tawatur("check", case, COLUMNS="160").stdout
    assert "plots: the report states 14; the case counts 1." in shown
    assert "plots: the report states 5 (العام السابق); the case counts 0." in shown
    assert "countries: the report states 6; the case counts 1." in shown
    assert "The case counts what its 2 reports tell of, not what happened." in shown
    assert "Berlin" in shown
    assert "تعدّ القضية" in tawatur("check", case, "--lang", "ar", COLUMNS="160").stdout


def test_explain_of_the_statistic_shows_it_too(case: Path) -> None:
    """Its figure of another time is told with its words and contradicts nothing."""
    [event] = {line["event"] for line in exported(case, "statistics")}
    shown = tawatur("explain", case, event, COLUMNS="160").stdout
    assert "the case counts 1." in shown
    assert "5 (العام السابق)" in shown
    assert "≠" not in shown


def test_the_export_has_the_events_behind_the_count(case: Path) -> None:
    """They are events of the case."""
    [plots, *_] = exported(case, "statistics")
    events = {line["id"]: line for line in exported(case, "events")}
    [behind] = plots["events"]  # type: ignore[misc]
    assert (plots["own"], plots["window"], plots["region"], events[behind]["event_type"]) == (
        1,
        "2023",
        "europe",
        "foiled_plot",
    )


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside this checkout")
def test_on_the_seeds_the_statistic_of_plots_stands_beside_the_cases_own(tmp_path: Path) -> None:
    """21 plots in nine countries against eight: each beside what five reports tell of."""
    assert tawatur("build", SEEDS, "--case", tmp_path / "a.case").returncode == 0
    found = [
        (line["figure"]["measure"], line["figure"]["value"]) for line in exported(tmp_path / "a.case", "statistics")
    ]  # type: ignore[index]
    assert found == [("plots", 21), ("countries", 9), ("plots", 8)]
    lines = exported(tmp_path / "a.case", "statistics")
    assert all(line["region"] == "europe" and len(line["events"]) >= 1 for line in lines)  # type: ignore[arg-type]
    assert {note["key"] for note in lines[0]["notes"]} >= {"coverage", "window_unknown"}  # type: ignore[attr-defined]


def test_a_case_without_statistics_says_so(tmp_path: Path) -> None:
    """One line."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(REPORTS["plot.txt"], encoding="utf-8")
    tawatur("build", tmp_path / "in", "--case", tmp_path / "a.case")
    assert "No report of this case counts" in tawatur("check", tmp_path / "a.case").stdout
