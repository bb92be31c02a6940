"""`open`: the workbench of a case in a browser, until interrupted."""

from __future__ import annotations

from tawatur.casefile import Case, MissingCase
from tawatur.cli.messages import Messages
from tawatur.cli.output import Screen
from tawatur.errors import CaseError
from tawatur.workbench import serve


class NothingToOpen(CaseError):
    """There is no case at the address, and none was asked to be made."""

    code = "nothing-to-open"


def run_open(say: Messages, case: str, *, host: str, port: int | None, browser: bool, new: bool) -> None:
    """Serve the case on this machine and say where; `new` makes an empty one where there is none.

    Raises:
        NothingToOpen: there is no case.
        UsageError: the address is not of this machine, or the port is taken.
    """
    screen = Screen.standard(say)

    def ready(address: str) -> None:
        # Printed as it is: a terminal lets an address be clicked that is not broken into lines.
        print(say("open.ready", case=case, address=address), flush=True)
        screen.print(say("open.local"), style="dim")

    try:
        Case.open(case, create=new).close()
    except MissingCase as error:
        raise NothingToOpen(say("error.nothing-to-open", subject=case), subject=case) from error
    serve(case, host=host, port=port, browser=browser, ready=ready)
