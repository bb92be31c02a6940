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

    for add in (
        _build,
        _open,
        _show,
        _search,
        _explain,
        _compare,
        _judge,
        _grade,
        _actors,
        _check,
        _export,
        *SHARING,
        _evaluate,
        _demo,
    ):
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


def _open(app: typer.Typer, say: Messages) -> None:
    @app.command("open", help=say("open.help"), epilog=_example(say, "tawatur open my.case"))
    def open_(
        case: Annotated[str, _case(say)],
        port: Annotated[int | None, typer.Option("--port", min=0, max=65535, help=say("open.port"))] = None,
        host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help=say("open.host"))] = "127.0.0.1",
        no_browser: Annotated[bool, typer.Option("--no-browser", help=say("open.no_browser"))] = False,
        new: Annotated[bool, typer.Option("--new", help=say("open.new"))] = False,
    ) -> None:
        from tawatur.cli.opening import run_open

        run_open(say, case, host=host, port=port, browser=not no_browser, new=new)


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
        best: Annotated[str, typer.Option("--best", metavar="RULE", help=say("explain.best"))] = "",
    ) -> None:
        from tawatur.casefile import Case
        from tawatur.cli.explaining import explain_event
        from tawatur.cli.output import Screen

        with Case.open(case) as opened:
            explain_event(Screen.standard(say), opened, opened.event(event), everything=everything, rule=best)


def _compare(app: typer.Typer, say: Messages) -> None:
    @app.command(
        "compare",
        help=say("compare.help"),
        epilog=_example(say, "tawatur compare my.case evt_1a2b3c evt_4d5e6f"),
    )
    def compare(
        case: Annotated[str, _case(say)],
        left: Annotated[str, typer.Argument(metavar="EVENT", help=say("explain.event"))],
        right: Annotated[str, typer.Argument(metavar="EVENT", help=say("explain.event"))],
    ) -> None:
        from tawatur.casefile import Case
        from tawatur.cli.contrasting import compare_events
        from tawatur.cli.output import Screen

        with Case.open(case) as opened:
            compare_events(Screen.standard(say), opened, opened.event(left), opened.event(right))


def _judge(app: typer.Typer, say: Messages) -> None:
    @app.command(
        "judge",
        help=say("judge.help"),
        epilog=_example(
            say, "tawatur judge my.case clm_1a2b clm_3c4d different --by Huda --why 'two cities'", say("judge.more")
        ),
    )
    def judge(
        case: Annotated[str, _case(say)],
        left: Annotated[str, typer.Argument(metavar="CLAIM", help=say("judge.claim"))],
        right: Annotated[str, typer.Argument(metavar="CLAIM", help=say("judge.claim"))],
        verdict: Annotated[str, typer.Argument(metavar="same|different|undo", help=say("judge.verdict"))],
        by: Annotated[str, typer.Option("--by", metavar="NAME", help=say("judge.by"))] = "",
        why: Annotated[str, typer.Option("--why", metavar="TEXT", help=say("judge.why"))] = "",
    ) -> None:
        from tawatur.casefile import Case
        from tawatur.cli.judging import judge_claims
        from tawatur.cli.output import Screen
        from tawatur.cli.reviewers import signed

        signature = signed(by, why)
        with Case.open(case) as opened:
            judge_claims(Screen.standard(say), opened, (left, right), verdict, signature)


def _grade(app: typer.Typer, say: Messages) -> None:
    @app.command(
        "grade",
        help=say("grade.help"),
        epilog=_example(
            say, "tawatur grade my.case evt_1a2b3c likely --by Huda --why 'two agencies'", say("grade.more")
        ),
    )
    def grade(
        case: Annotated[str, _case(say)],
        subject: Annotated[str, typer.Argument(metavar="SUBJECT", help=say("grade.subject"))] = "",
        value: Annotated[str, typer.Argument(metavar="GRADE", help=say("grade.value"))] = "",
        by: Annotated[str, typer.Option("--by", metavar="NAME", help=say("judge.by"))] = "",
        why: Annotated[str, typer.Option("--why", metavar="TEXT", help=say("judge.why"))] = "",
        scale: Annotated[str, typer.Option("--scale", metavar="SCALE", help=say("grade.scale"))] = "",
        everything: Annotated[bool, typer.Option("--all", help=say("grade.all"))] = False,
    ) -> None:
        from tawatur.casefile import Case
        from tawatur.cli.grading import grade_subject, list_grades
        from tawatur.cli.output import Screen
        from tawatur.cli.reviewers import signed

        with Case.open(case) as opened:
            if value:
                grade_subject(Screen.standard(say), opened, subject, value, signed(by, why), scale)
            else:
                list_grades(Screen.standard(say), opened, subject, everything=everything)


def _actors(app: typer.Typer, say: Messages) -> None:
    @app.command("actors", help=say("actors.help"), epilog=_example(say, "tawatur actors my.case طالبان"))
    def actors(
        case: Annotated[str, _case(say)],
        actor: Annotated[str, typer.Argument(metavar="ACTOR", help=say("actors.actor"))] = "",
    ) -> None:
        from tawatur.casefile import Case
        from tawatur.cli.acting import list_actors, show_actor
        from tawatur.cli.output import Screen

        with Case.open(case) as opened:
            if actor:
                show_actor(Screen.standard(say), opened, actor)
            else:
                list_actors(Screen.standard(say), opened)


def _check(app: typer.Typer, say: Messages) -> None:
    @app.command("check", help=say("check.help"), epilog=_example(say, "tawatur check my.case"))
    def check(case: Annotated[str, _case(say)]) -> None:
        from tawatur.casefile import Case
        from tawatur.cli.checking import check_case
        from tawatur.cli.output import Screen

        with Case.open(case) as opened:
            check_case(Screen.standard(say), opened)


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
        best: Annotated[str, typer.Option("--best", metavar="RULE", help=say("explain.best"))] = "",
    ) -> None:
        from tawatur.casefile import Case
        from tawatur.cli.exporting import run_export
        from tawatur.publishing import Options

        with Case.open(case) as opened:
            run_export(say, opened, form, out, profile, Options(table, codebook), best)


def _formats() -> list[str]:
    # Named here, so that `--help` need not load them; a test holds this to the formats there are.
    own = ["claims", "events", "relations", "statistics"]
    return [*own, "csv", "xlsx", "parquet", "geojson", "datapackage", "stix", "misp", "ftm", "jsonld"]


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
