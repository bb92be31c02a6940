"""The guide to the commands speaks of all of them, and only of what there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tawatur.publishing import formats

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "guide" / "commands.md").read_text(encoding="utf-8")


def helped(*command: str) -> str:
    """What `--help` says."""
    ran = subprocess.run(
        [sys.executable, "-m", "tawatur", *command, "--help", "--lang", "en"],
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


def test_every_command_has_its_section_and_every_section_its_command() -> None:
    """No command is undocumented."""
    listed = re.findall(r"^  (\w+)  ", helped().partition("Commands:")[2], re.MULTILINE)
    sections = re.findall(r"^## (\w+)$", GUIDE, re.MULTILINE)
    assert sections == listed


def test_options_the_guide_names_exist() -> None:
    """Each option in a section is an option of its command."""
    for section in re.split(r"^## ", GUIDE, flags=re.MULTILINE)[1:]:
        name = section.split("\n", 1)[0]
        if name.islower():
            assert set(re.findall(r"--[a-z]+", section)) - {"--lang"} <= set(re.findall(r"--[a-z]+", helped(name)))


def test_every_format_of_ours_is_described() -> None:
    """The table of formats is complete."""
    section = GUIDE.partition("## export")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(formats())
