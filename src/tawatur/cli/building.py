"""`build`: progress while it runs, what it did after."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tawatur.build import BuildReport, build
from tawatur.build import Progress as Report
from tawatur.cli.messages import Messages
from tawatur.cli.output import Screen, interactive
from tawatur.cli.running import SOME_UNREADABLE
from tawatur.cli.terminal import plain

_LISTED = 20


def run_build(
    say: Messages, paths: Sequence[Path], case: str, *, workers: int, mapping: Path | None, prune: bool
) -> int:
    """Build, report, and return the exit status: 3 where some inputs could not be read."""
    from tawatur.intake import load_mapping

    fields = load_mapping(mapping) if mapping else None
    with progress(say) as report:
        found = build(paths, case, workers, fields, report, prune=prune)
    screen = Screen.standard(say)
    tell(screen, found, case)
    screen.print(say("build.next", case=shlex.quote(case)))
    return SOME_UNREADABLE if found.rejected else 0


def tell(screen: Screen, report: BuildReport, case: str) -> None:
    """Say what a build did and what could not be read, each with its reason."""
    say = screen.say
    screen.print(
        say(
            "build.done",
            case=case,
            documents=report.documents,
            claims=report.claims,
            events=report.events,
            contradictions=report.contradictions,
        )
    )
    screen.print(
        say("build.did", read=report.read, skipped=report.skipped, removed=report.removed, copies=report.copies)
    )
    if not report.rejected:
        return
    screen.print(say("build.rejected", count=len(report.rejected)), style="yellow")
    for item in report.rejected[:_LISTED]:
        screen.console.print(f"  {plain(item.path)}: {item.code}: {plain(item.reason)}", markup=False)
    if len(report.rejected) > _LISTED:
        screen.print(say("build.more", count=len(report.rejected) - _LISTED))


@contextmanager
def progress(say: Messages, *, always: bool = False) -> Iterator[Report | None]:
    """A progress bar on standard error; where nobody watches none, or only its end if `always`."""
    if not always and not interactive():
        yield None
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )
    with bar:
        task = bar.add_task(say("build.reading"), total=None)

        def report(done: int, total: int, last: str) -> None:
            stage = say("build.reading" if last else "build.comparing")
            bar.update(task, completed=done, total=total, description=stage)

        yield report
