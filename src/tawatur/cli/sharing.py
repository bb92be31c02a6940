"""The commands of sharing: `mark` and `persons`. See `app` for why annotations are not postponed."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from tawatur.cli.messages import Messages


def _mark(app: typer.Typer, say: Messages) -> None:
    @app.command(
        "mark",
        help=say("mark.help"),
        epilog=f"{say('example')} tawatur mark my.case amber --document reports/a.txt",
    )
    def mark(
        case: Annotated[str, typer.Argument(metavar="CASE", help=say("show.case"))],
        level: Annotated[str, typer.Argument(metavar="TLP", help=say("mark.level"))] = "",
        document: Annotated[str | None, typer.Option("--document", metavar="PATH", help=say("mark.document"))] = None,
        claim: Annotated[str | None, typer.Option("--claim", metavar="CLAIM", help=say("mark.claim"))] = None,
    ) -> None:
        from tawatur.casefile import Case
        from tawatur.cli.marking import mark_case, show_markings

        with Case.open(case) as opened:
            if level:
                print(mark_case(say, opened, level, document, claim))
            else:
                show_markings(say, opened)


def _persons(app: typer.Typer, say: Messages) -> None:
    @app.command("persons", help=say("persons.help"), epilog=f"{say('example')} tawatur persons my.case")
    def persons(
        case: Annotated[str, typer.Argument(metavar="CASE", help=say("show.case"))],
        profile: Annotated[Path | None, typer.Option("--profile", metavar="FILE", help=say("export.profile"))] = None,
    ) -> None:
        from tawatur.casefile import Case
        from tawatur.cli.marking import show_persons

        with Case.open(case) as opened:
            show_persons(say, opened, profile)


SHARING: tuple[Callable[[typer.Typer, Messages], None], ...] = (_mark, _persons)
