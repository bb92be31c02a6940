"""`open`: the workbench of a case in a browser, until interrupted."""

from __future__ import annotations

from tawatur.cli.messages import Messages
from tawatur.cli.output import Screen
from tawatur.workbench import serve


def run_open(say: Messages, case: str, *, host: str, port: int | None, browser: bool) -> None:
    """Serve the case on this machine and say where."""
    screen = Screen.standard(say)

    def ready(address: str) -> None:
        screen.print(say("open.ready", case=case, address=address))
        screen.print(say("open.local"), style="dim")

    serve(case, host=host, port=port, browser=browser, ready=ready)
