"""What a page is: a name, an address, and a function from a request to an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import NamedTuple, TypeAlias

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

Answer: TypeAlias = Callable[[Request], Response] | Callable[[Request], Awaitable[Response]]


class Page(NamedTuple):
    """One page.

    `name` is also the name of its template and the key of its title ("page.NAME"); `path` its address.
    `more` are further addresses (`path, function` or `path, function, method`) such as downloads and parts of
    the page. `in_menu` says whether the menu leads to it. `style` and `script` name files of `static` that
    only this page loads.
    """

    name: str
    path: str
    answer: Answer
    in_menu: bool = False
    more: tuple[tuple[str, Answer] | tuple[str, Answer, str], ...] = ()

    def routes(self) -> list[Route]:
        """The routes of the page; the first is named after it."""
        rest = [Route(item[0], item[1], methods=[item[2]] if len(item) == 3 else ["GET"]) for item in self.more]
        return [*rest, Route(self.path, self.answer, name=self.name)]
