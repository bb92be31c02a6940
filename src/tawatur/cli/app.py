"""The command line: each command a thin function that asks the packages below and shows the answer.

Heavy imports stand inside the commands, so that `--help` answers at once. Annotations are evaluated as
they stand (no postponed ones in this module): the help texts come from the messages of the language.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from tawatur.cli.messages import Messages
from tawatur.cli.sharing import SHARING

Command = Callable[[typer.Typer, Messages], None]


def make_app(say: Messages) -> Callable[..., Any]:
    """The command line in the language of `say`."""
    app = typer.Typer(
        name="tawatur",
        help=say("app.help"),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def options(
        version: Annotated[
            bool, typer.Option("--version", help=say("app.version"), callback=_version, is_eager=True)
        ] = False,
        lang: Annotated[str, typer.Option("--lang", metavar="ar|en", help=say("app.lang"))] = say.language,
    ) -> None:
        """Read before any command; `--lang` was taken off the line already (see `messages.choose`)."""

    for add in (_build, _show, _search, _explain, _export, *SHARING, _evaluate, _demo):
        add(app, say)
    return app


def _version(asked: bool) -> None:
    if asked:
        from tawatur import __version__

        print(f"tawatur {__version__}")
        raise typer.Exit


def _example(say: Messages, line: str, more: str = "") -> str:
    return f"{say('example')} {line}" + (f"\n\n{more}" if more else "")


def _case(say: Messages) -> Any:
    return typer.Argument(metavar="CASE", help=say("show.case"))


def _build(app: typer.Typer, say: Messages) -> None:
    @app.command(
        "build",
        help=say("build.help"),
        epilog=_example(say, "tawatur build reports/ --case my.case", say("build.status")),
    )
    def build(
        paths: Annotated[list[Path], typer.Argument(metavar="PATH", help=say("build.paths"))],
        case: Annotated[str, typer.Option("--case", metavar="CASE", help=say("build.case"))],
        workers: Annotated[int, typer.Option("--workers", min=1, help=say("build.workers"))] = _cores(),
        mapping: Annotated[Path | None, typer.Option("--mapping", metavar="FILE", help=say("build.mapping"))] = None,
        prune: Annotated[bool, typer.Option("--prune", help=say("build.prune"))] = False,
    ) -> None:
        from tawatur.cli.building import run_build

        raise typer.Exit(run_build(say, paths, case, workers=workers, mapping=mapping, prune=prune))


def _show(app: typer.Typer, say: Messages) -> None:
    @app.command("show", help=say("show.help"), epilog=_example(say, "tawatur show my.case"))
    def show(
        case: Annotated[str, _case(say)],
        limit: Annotated[int, typer.Option("--limit", min=0, help=say("show.limit"))] = 100,
        kind: Annotated[str, typer.Option("--type", metavar="TYPE", help=say("show.type"))] = "",
        country: Annotated[str, typer.Option("--country", metavar="XX", help=say("show.country"))] = "",
        contradictions: Annotated[bool, typer.Option("--contradictions", help=say("show.contradictions"))] = False,
    ) -> None:
        from tawatur.casefile import Case
        from tawatur.cli.output import Screen
        from tawatur.cli.showing import Wanted, show_case

        wanted = Wanted(kind=kind, country=country.upper(), contradictions=contradictions, limit=limit)
        with Case.open(case) as opened:
            show_case(Screen.standard(say), opened, wanted)


def _search(app: typer.Typer, say: Messages) -> None:
    @app.command("search", help=say("search.help"), epilog=_example(say, "tawatur search my.case هجوم موسكو"))
    def search(
        case: Annotated[str, _case(say)],
        words: Annotated[list[str], typer.Argument(metavar="WORDS", help=say("search.words"))],
        limit: Annotated[int, typer.Option("--limit", min=1, help=say("search.limit"))] = 20,
    ) -> None:
        from tawatur.casefile import Case
        from tawatur.cli.output import Screen
        from tawatur.cli.searching import search_case

        with Case.open(case) as opened:
            search_case(Screen.standard(say), opened, words, limit)


def _explain(app: typer.Typer, say: Messages) -> None:
    @app.command("explain", help=say("explain.help"), epilog=_example(say, "tawatur explain my.case evt_1a2b3c"))
    def explain(
        case: Annotated[str, _case(say)],
        event: Annotated[str, typer.Argument(metavar="EVENT", help=say("explain.event"))],
        everything: Annotated[bool, typer.Option("--all", help=say("explain.all"))] = False,
    ) -> None:
        from tawatur.casefile import Case
        from tawatur.cli.explaining import explain_event
        from tawatur.cli.output import Screen

        with Case.open(case) as opened:
            explain_event(Screen.standard(say), opened, opened.event(event), everything=everything)


def _export(app: typer.Typer, say: Messages) -> None:
    @app.command(
        "export",
        help=say("export.help", formats=", ".join(_formats())),
        epilog=_example(
            say, "tawatur export my.case --format xlsx --out my.xlsx --profile partners.yaml", say("export.kinds")
        ),
    )
    def export(
        case: Annotated[str, _case(say)],
        form: Annotated[str, typer.Option("--format", metavar="F", help=say("export.format"))],
        out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=say("export.out"))] = None,
        profile: Annotated[Path | None, typer.Option("--profile", metavar="FILE", help=say("export.profile"))] = None,
        table: Annotated[str, typer.Option("--table", metavar="T", help=say("export.table"))] = "events",
        codebook: Annotated[str | None, typer.Option("--codebook", metavar="C", help=say("export.codebook"))] = None,
    ) -> None:
        from tawatur.casefile import Case
        from tawatur.cli.exporting import run_export
        from tawatur.publishing import Options

        with Case.open(case) as opened:
            run_export(say, opened, form, out, profile, Options(table, codebook))


def _formats() -> list[str]:
    # Named here, so that `--help` need not load them; a test holds this to the formats there are.
    return ["claims", "events", "csv", "xlsx", "parquet", "geojson", "datapackage", "stix", "misp", "ftm", "jsonld"]


def _evaluate(app: typer.Typer, say: Messages) -> None:
    @app.command(
        "evaluate",
        help=say("evaluate.help"),
        epilog=_example(say, "tawatur evaluate my.case gold.jsonl --language ar"),
    )
    def evaluate(
        case: Annotated[str, _case(say)],
        gold: Annotated[Path, typer.Argument(metavar="GOLD", help=say("evaluate.gold"))],
        language: Annotated[str | None, typer.Option("--language", help=say("evaluate.language"))] = None,
        errors: Annotated[int, typer.Option("--errors", min=0, help=say("evaluate.listed"))] = 5,
        as_json: Annotated[bool, typer.Option("--json", help=say("evaluate.json"))] = False,
    ) -> None:
        from tawatur.casefile import Case
        from tawatur.cli.evaluating import evaluate_case
        from tawatur.cli.output import Screen

        with Case.open(case) as opened:
            evaluate_case(Screen.standard(say), opened, gold, language, errors=errors, as_json=as_json)


def _demo(app: typer.Typer, say: Messages) -> None:
    @app.command("demo", help=say("demo.help"), epilog=_example(say, "tawatur demo"))
    def demo(
        case: Annotated[str | None, typer.Option("--case", metavar="CASE", help=say("demo.case"))] = None,
        svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help=say("demo.svg"))] = None,
        workers: Annotated[int, typer.Option("--workers", min=1, help=say("build.workers"))] = _cores(),
    ) -> None:
        from tawatur.cli.demonstrating import run_demo

        raise typer.Exit(run_demo(say, case, svg, workers))


def _cores() -> int:
    import os

    return min(8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
