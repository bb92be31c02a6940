"""`demo`: the bundled sample reports, built into a case and shown."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

from tawatur import samples
from tawatur.build import build
from tawatur.casefile import Case
from tawatur.cli.building import progress, tell
from tawatur.cli.messages import Messages
from tawatur.cli.output import Screen, save_picture
from tawatur.cli.showing import Wanted, show_case
from tawatur.errors import UsageError
from tawatur.intake import load_mapping


class MissingSamples(UsageError):
    """The sample reports are not part of this installation."""

    code = "samples"


def run_demo(say: Messages, case: str | None, svg: Path | None, workers: int) -> int:
    """Build the samples into `case`, or into one for the moment, and show it; keep a picture if asked."""
    screen = Screen.recording(say) if svg else Screen.standard(say)
    with ExitStack() as stack:
        reports = samples.path()
        if not reports.is_dir():
            raise MissingSamples(say("demo.missing"))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory())) if case is None else None
        address = case or str(folder and folder / "demo.case")
        with progress(say, always=True) as report:
            fields = load_mapping(samples.mapping())
            found = build([reports], address, workers, mapping=fields, progress=report)
        name = Path(address).name
        tell(screen, found, name)
        screen.print()
        with Case.open(address) as opened:
            opened.address = name
            show_case(screen, opened, Wanted(limit=0))
        if case is None and svg is None:
            screen.print()
            screen.print(say("demo.try"))
    if svg:
        save_picture(screen.console, svg, "tawatur demo")
    return 0
