"""A case of the bundled samples, served on this machine, and a real browser to read it with.

The browser is Debian's Chromium, driven by Playwright; where it is not installed the tests that need it are
skipped with the reason. Each test gets a fresh page that fails the test when the page asks anything of another
machine, breaks its content security policy, or throws.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tawatur import samples
from tawatur.build import build
from tawatur.casefile import Case
from tawatur.intake import load_mapping
from tawatur.record import Event
from tawatur.workbench import make_app

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
_SECONDS = 30


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")


class Served(NamedTuple):
    """A case that is being served."""

    case: Path
    port: int

    @property
    def address(self) -> str:
        """Where it answers, without a stroke at the end."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """Ask the server. Names of headers are given with underscores."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_SECONDS)
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        found = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()
        return found


@contextmanager
def serving(case: Path) -> Iterator[Served]:
    """Serve a case from a thread of this process, on any free port."""
    config = uvicorn.Config(make_app(str(case)), host="127.0.0.1", port=0, log_level="warning", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + _SECONDS
    while not server.started and thread.is_alive() and time.monotonic() < until:
        time.sleep(0.01)
    assert server.started
    yield Served(case, server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    thread.join(_SECONDS)


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of the bundled samples. Tests that change a case copy it."""
    case = tmp_path_factory.mktemp("workbench") / "sample.case"
    build([samples.path()], str(case), mapping=load_mapping(samples.mapping()))
    return case


@pytest.fixture(scope="session")
def served(sample_case: Path) -> Iterator[Served]:
    """The samples, served for all tests that only read."""
    with serving(sample_case) as found:
        yield found


@pytest.fixture(scope="session")
def attack(sample_case: Path) -> Event:
    """The attack of the samples whose toll two reports give otherwise: 145 and 173."""
    with Case.open(str(sample_case)) as case:
        rivals = [event for event in case.events() if any(t.contradiction for t in event.figures.values())]
    assert len(rivals) == 1
    return rivals[0]


@pytest.fixture
def serve_copy(sample_case: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of the samples, served for one test that writes."""
    copy = tmp_path / "copy.case"
    shutil.copy(sample_case, copy)
    with serving(copy) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a screen."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here; `apt-get install chromium` gives one")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield found
        found.close()


Opened = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opened]:
    """Opens addresses in pages of their own: `open_page(address, language="ar", width=1200)`."""
    contexts = []
    complaints: list[str] = []

    def on_request(request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host != "127.0.0.1" and not request.url.startswith(("data:", "blob:")):
            complaints.append(f"asked {request.url}")

    def on_console(message: ConsoleMessage) -> None:
        # A page that is not there answers 404, and a request that a newer one replaces is given up: both are meant.
        if message.type == "error" and not re.search(r"status of 404|^htmx:(sendAbort|afterRequest)", message.text):
            complaints.append(message.text)

    def opened(address: str, *, language: str = "en", width: int = 1200, height: int = 900, **more: Any) -> Page:
        context = browser.new_context(
            locale=language, viewport={"width": width, "height": height}, reduced_motion="reduce", **more
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(_SECONDS * 1000)
        page.on("request", on_request)
        page.on("console", on_console)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
