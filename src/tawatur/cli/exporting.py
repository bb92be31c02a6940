"""`export`: a case in a format, to a file or to standard output."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tawatur.casefile import Case
from tawatur.cli.output import WriteError
from tawatur.publishing import export, load_format
from tawatur.publishing.ruled import by_rule


def run_export(stored: Case, form: str, out: Path | None, best: str = "") -> None:
    """Write the whole export or none of it, its working figures chosen by the rule `best` where one is given.

    Raises:
        UsageError: there is no such format or no such rule.
        WriteError: the file cannot be written.
    """
    load_format(form)
    case = by_rule(stored, best) if best else stored
    if out is None:
        _to_standard_output(case, form)
        return
    beside = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            export(case, form, file)
        beside.replace(out)
    except OSError as error:
        raise WriteError("this file cannot be written", subject=str(out)) from error
    finally:
        beside.unlink(missing_ok=True)


def _to_standard_output(case: Case, form: str) -> None:
    try:
        export(case, form, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has seen enough (`| head`). What is still held back goes nowhere, or closing would
        # complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
