"""`export`: a case in a format, to a file or to standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tawatur.casefile import Case
from tawatur.cli.messages import Messages
from tawatur.cli.output import WriteError
from tawatur.publishing import Exported, Options, Profile, export, is_working, load_format, load_profile
from tawatur.publishing.ruled import by_rule


def run_export(
    say: Messages,
    stored: Case,
    form: str,
    out: Path | None,
    profile: Path | None,
    options: Options,
    best: str = "",
) -> None:
    """Write the whole export or none of it, and say on standard error what the rules of sharing did.

    The working figures are chosen by the rule `best` where one is given.

    Raises:
        UsageError: there is no such format, table, rule, codebook or profile, or it would break a marking.
        WriteError: the file cannot be written.
    """
    load_format(form)
    rules = load_profile(profile)
    case = by_rule(stored, best) if best else stored
    if out is None:
        _to_standard_output(case, form, rules, options)
        return
    with whole_file(out) as file:
        done = export(case, form, file, rules, options)
    if not is_working(form):
        print(say("export.done", **_told(done)), file=sys.stderr)


@contextmanager
def whole_file(out: Path) -> Iterator[BinaryIO]:
    """A file to write to that is there at the end, or, where anything goes wrong, is not.

    Raises:
        WriteError: it cannot be written.
    """
    beside = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            yield file
        beside.replace(out)
    except OSError as error:
        raise WriteError("this file cannot be written", subject=str(out)) from error
    finally:
        beside.unlink(missing_ok=True)


def _told(done: Exported) -> dict[str, object]:
    return {"tlp": done.tlp, "profile": done.profile, "hidden": done.hidden, "withheld": done.withheld}


def _to_standard_output(case: Case, form: str, rules: Profile, options: Options) -> None:
    try:
        export(case, form, sys.stdout.buffer, rules, options)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has seen enough (`| head`). What is still held back goes nowhere, or closing would
        # complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
