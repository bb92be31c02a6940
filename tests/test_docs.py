"""The documentation is complete: pages are listed, links lead somewhere, commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"^tawatur (\w+)", re.MULTILINE)
TARGET = re.compile(r"^make (\w+)", re.MULTILINE)


def links(page: Path) -> list[str]:
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return [link for link in found if "://" not in link and not link.startswith("mailto:")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page names a file or folder of the repository."""
    assert [link for link in links(page) if not (page.parent / link).exists()] == []


def test_every_page_is_listed() -> None:
    """`docs/index.md` links to every page."""
    index = ROOT / "docs" / "index.md"
    listed = {(index.parent / link).resolve() for link in links(index)}
    assert [str(page.relative_to(ROOT)) for page in PAGES if page not in listed | {index}] == []


@pytest.mark.parametrize("name", ["README.md", "README.ar.md"])
def test_the_commands_of_the_readme_exist(name: str) -> None:
    """The six commands an analyst uses next are shown in both languages, and both make targets."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert sorted(COMMAND.findall(text)) == ["build", "explain", "export", "open", "search", "show"]
    assert set(TARGET.findall(text)) == {"demo", "test"}


def test_every_target_of_the_makefile_is_described() -> None:
    """`make` alone lists what there is to run."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.findall(r"^\.PHONY: (\w+)$", makefile, re.MULTILINE)
    assert [name for name in phony if not re.search(rf"^{name}:.*## \w", makefile, re.MULTILINE)] == []
    assert {"demo", "test", "lint", "score", "bench", "clean"} <= set(phony)
