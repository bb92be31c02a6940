"""`actors`: standings and relations, with their sentences, in both languages; and their export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .test_commands import case_of, tawatur

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
REPORTS = {
    "list.txt": "المصدر: صحيفة السنديان\n"
    "قررت المحكمة العليا الروسية في 17 أبريل 2025 رفع اسم حركة طالبان من قائمة المنظمات الإرهابية.\n",
    "clash.txt": "المصدر: صحيفة الميزان\n"
    "اندلعت اشتباكات بين حركة طالبان وتنظيم داعش خراسان في ننجرهار يوم 3 مايو 2024 أسفرت عن مقتل 9 أشخاص.\n",
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of a delisting and a clash."""
    return case_of(REPORTS, tmp_path_factory.mktemp("case"))


def relations(case: Path) -> list[dict[str, object]]:
    """The export of standings and ties."""
    return [json.loads(line) for line in tawatur("export", case, "--format", "relations").stdout.splitlines()]


def test_a_delisting_is_a_dated_standing_with_authority_and_source(case: Path) -> None:
    """In the export, whole."""
    [claim] = [
        json.loads(line)
        for line in tawatur("export", case, "--format", "claims").stdout.splitlines()
        if json.loads(line)["event_type"] == "delisting"
    ]
    [found] = [line for line in relations(case) if line["record"] == "standing"]
    assert found == {
        "record": "standing",
        "actor": "taliban",
        "name": {"ar": "حركة طالبان", "en": "Taliban"},
        "authority": "ru-supreme-court",
        "authority_name": {"ar": "المحكمة العليا في روسيا", "en": "Supreme Court of Russia"},
        "standing": "listed",
        "holds": False,
        "declared": [
            {
                "kind": "delisting",
                "date": "2025-04-17",
                "claims": [claim["id"]],
                "said_by": [voice["name"] or voice["text"] for voice in claim["attribution"]],
                "through": ["صحيفة السنديان"],
            }
        ],
    }


@pytest.mark.parametrize("asked", ["taliban", "طالبان", "حركة طالبان"])
def test_an_actor_is_shown_by_any_of_its_names(case: Path, asked: str) -> None:
    """Its standing, with the sentence that says so."""
    shown = tawatur("actors", case, asked, COLUMNS="160").stdout
    for part in ("Taliban, by Supreme Court of Russia", "2025-04-17: delisting", "list.txt [", "صحيفة السنديان"):
        assert part in shown


def test_actors_are_listed_in_both_languages(case: Path) -> None:
    """With how many events, and what to type next."""
    assert "Next" not in (shown := tawatur("actors", case, COLUMNS="160").stdout)
    assert "Supreme Court of Russia" in shown
    assert "المحكمة العليا في روسيا" in tawatur("actors", case, "--lang", "ar", COLUMNS="160").stdout


def test_an_actor_that_is_not_there_is_one_line(case: Path) -> None:
    """With the command that lists them."""
    ran = tawatur("actors", case, "al-shabaab")
    assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (2, "", 1)
    assert "tawatur actors CASE" in ran.stderr


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside this checkout")
def test_on_the_seeds_russias_delisting_of_the_taliban_is_dated(tmp_path: Path) -> None:
    """By the court, on its day, with the report that says so."""
    assert tawatur("build", SEEDS, "--case", tmp_path / "a.case").returncode == 0
    standings = [line for line in relations(tmp_path / "a.case") if line["record"] == "standing"]
    told = [(line["actor"], line["authority"], line["declared"]) for line in standings]
    [(actor, authority, [declared])] = told  # type: ignore[misc]
    assert (actor, authority, declared["date"]) == ("taliban", "ru-supreme-court", "2025-04-17")  # type: ignore[index]
    assert [name.partition("_")[0] for name in declared["through"]] == ["004"]  # type: ignore[index]
