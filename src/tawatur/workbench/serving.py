"""Serving on this machine: loopback and nothing else, for as long as no one has an account."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable

import uvicorn

from tawatur.errors import UsageError
from tawatur.workbench.app import make_app
from tawatur.workbench.guard import LOOPBACK

DEFAULT_PORT = 8765


class NotLoopback(UsageError):
    """An address that other machines could reach."""

    code = "not-loopback"


class PortTaken(UsageError):
    """Another program listens on the port."""

    code = "port-taken"


def serve(
    case: str,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    browser: bool = True,
    ready: Callable[[str], None] = print,
) -> None:
    """Serve the case until interrupted.

    Args:
        case: where the case is.
        host: 127.0.0.1, localhost or ::1.
        port: the port; without one the usual, or any free one where that is taken.
        browser: whether to open the address in the user's browser.
        ready: told the address once it answers.

    Raises:
        NotLoopback: `host` is not of loopback.
        PortTaken: the port asked for is taken.
        CaseError: the case cannot be read.
    """
    if host not in LOOPBACK:
        raise NotLoopback(
            "the workbench has no accounts, so it listens on this machine only; give 127.0.0.1, localhost or ::1",
            subject=host,
        )
    app = make_app(case)
    with _listening(host, port) as listening:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listening.getsockname()[1]}/"
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        server = _Server(config, lambda: _started(address, ready, browser=browser))
        server.run(sockets=[listening])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._tell()


def _started(address: str, ready: Callable[[str], None], *, browser: bool) -> None:
    ready(address)
    if browser:
        # A browser may take its time to come up, and the server must answer it meanwhile.
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _listening(host: str, port: int | None) -> socket.socket:
    for candidate in (DEFAULT_PORT, 0) if port is None else (port,):
        found = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, candidate))
        except OSError:
            found.close()
            continue
        return found
    raise PortTaken("another program listens on this port; give another with --port", subject=str(port))
