"""`brief`: an assessment in the language of the command line."""

from __future__ import annotations

from pathlib import Path

from tawatur.casefile import Case
from tawatur.cli.exporting import whole_file
from tawatur.cli.messages import Messages
from tawatur.publishing import load_profile
from tawatur.publishing.briefs.composing import Wanted
from tawatur.publishing.briefs.writing import keep_edits, write_brief


def run_brief(say: Messages, case: str, out: Path, wanted: Wanted, profile: Path | None, edits: Path | None) -> None:
    """Write a brief; the ending of the file says as what."""
    rules = load_profile(profile)
    with Case.open(case) as opened:
        if edits is not None:
            keep_edits(opened, edits)
        with whole_file(out) as file:
            done = write_brief(opened, file, out.suffix.lstrip(".").lower(), say.language, wanted, rules)
    told = {"tlp": done.tlp, "profile": done.profile, "hidden": done.hidden, "withheld": done.withheld}
    print(say("brief.done", out=out, **told))
