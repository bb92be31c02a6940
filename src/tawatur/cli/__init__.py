"""The commands. Nothing is decided here: each asks the packages below and shows what they answer."""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command line and end with its status.

    0: done; 1: a case cannot be used; 2: the command was wrong; 3: some inputs could not be read;
    130: stopped by the user. Errors of ours are one line on standard error: what, where, remedy.
    """
    # Imported here: `python -X importtime -m tawatur --help` should show little besides the help.
    from tawatur.cli.running import run

    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))
