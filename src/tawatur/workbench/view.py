"""One request: the case it asks, in which wording, with which filters; and how its answer is rendered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from tawatur import __version__
from tawatur.casefile import Case
from tawatur.casefile.summing import Facet, facets_of
from tawatur.errors import UsageError
from tawatur.workbench.filters import Filters, parse
from tawatur.workbench.names import Names
from tawatur.workbench.reasons import reason
from tawatur.workbench.wording import Say, chosen

if TYPE_CHECKING:
    from tawatur.workbench.adding import Work
    from tawatur.workbench.page import Page

TEMPLATES = Path(__file__).with_name("templates")
_YEAR = 365 * 24 * 3600
# Marks that turn the order of the text around them. They are shown, not obeyed: a report could use them to
# make a figure or an address read as another.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class NotFound(UsageError):
    """An address that leads nowhere; `subject` is what was asked for."""

    code = "not-found"


class View(NamedTuple):
    """What answering one request takes."""

    request: Request
    case: Case
    say: Say
    filters: Filters
    faults: tuple[str, ...]

    @classmethod
    def of(cls, request: Request) -> View:
        """The view of a request. `faults` are keys of messages on filters that could not be understood."""
        say = chosen(request.query_params, request.cookies, request.headers.get("accept-language", ""))
        filters, faults = parse(request.query_params.multi_items())
        return cls(request, request.app.state.case, say, filters, faults)

    @property
    def names(self) -> Names:
        """The names of types, measures, places and so on in the reader's language."""
        return Names(self.say)

    @property
    def choices(self) -> dict[str, list[Facet]]:
        """What this case can be narrowed to, by kind, the commonest first."""
        with self.case.reading() as connection:
            return {kind: facets_of(connection, kind) for kind in ("country", "type", "modality", "actor")}

    @property
    def own(self) -> dict[str, list[str]]:
        """What the address asks for beyond the filters: how this page is sorted or drawn."""
        query = self.request.query_params
        left_out = (*Filters.__struct_fields__, "page", "lang", "digits")
        return {name: query.getlist(name) for name in query if name not in left_out and query[name]}

    @property
    def work(self) -> Work | None:
        """What is being read into the case, or was read last."""
        found: Work | None = self.request.app.state.adding.work
        return found

    def render(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """The template with these values, those of the request, and the choice of language kept."""
        page = _environment().get_template(template)
        text = page.render(
            view=self,
            case_name=Path(self.case.address).name,
            direction=self.say.direction,
            filters=self.filters,
            language=self.say.language,
            menu=[page for page in self.request.app.state.pages if page.in_menu],
            names=self.names,
            path=self.request.url.path,
            query=self.request.query_params,
            reason=partial(reason, names=self.names),
            say=self.say,
            version=__version__,
            **values,
        )
        answer = HTMLResponse(text, status_code=status, headers={"vary": "Cookie, Accept-Language"})
        for name in ("lang", "digits"):
            asked = self.request.query_params.get(name)
            if asked is not None and asked in (self.say.language, self.say.digits):
                answer.set_cookie(name, asked, max_age=_YEAR, httponly=True, samesite="strict")
        return answer


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=harmless,
    )
    environment.globals["here"] = _here
    environment.globals["link"] = link
    environment.filters["page_title"] = _page_title
    return environment


def harmless(value: object) -> object:
    """A text with the marks that turn the order of what is around them written out as their code points."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _TURNING.sub(lambda found: f"[U+{ord(found.group()):04X}]", value)
    return value


@pass_context
def _here(context: Context, **changes: Any) -> str:
    """The address of this page with some of what it asks for changed; None takes it out."""
    return link(context["path"], {**_multi(context["query"]), **changes})


def link(path: str, asked: Mapping[str, Any] | None = None, **more: Any) -> str:
    """An address with what it asks for; empty and missing values are left out."""
    pairs = {name: value for name, value in {**(asked or {}), **more}.items() if value not in (None, "", (), [])}
    return f"{path}?{urlencode(pairs, doseq=True)}" if pairs else path


def _multi(query: Any) -> dict[str, list[str]]:
    return {name: query.getlist(name) for name in query}


def _page_title(page: Page, say: Say) -> str:
    return say(f"page.{page.name}")
