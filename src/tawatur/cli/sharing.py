"""The commands of publishing and sharing. See `app` for why annotations are not postponed."""

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


def _pack(app: typer.Typer, say: Messages) -> None:
    @app.command(
        "pack", help=say("pack.help"), epilog=f"{say('example')} tawatur pack my.case --out my.pack --key me.pem"
    )
    def pack(
        case: Annotated[str, typer.Argument(metavar="CASE", help=say("show.case"))],
        out: Annotated[Path, typer.Option("--out", metavar="FILE", help=say("pack.out"))],
        key: Annotated[Path, typer.Option("--key", metavar="KEY", help=say("pack.key"))],
        tlp: Annotated[str, typer.Option("--tlp", metavar="TLP", help=say("pack.tlp"))] = "clear",
    ) -> None:
        from tawatur.casefile import Case
        from tawatur.cli.packing import run_pack

        with Case.open(case) as opened:
            print(run_pack(say, opened, out, key, tlp))


def _unpack(app: typer.Typer, say: Messages) -> None:
    @app.command(
        "unpack", help=say("unpack.help"), epilog=f"{say('example')} tawatur unpack my.pack --case copy.case"
    )
    def unpack(
        pack: Annotated[Path, typer.Argument(metavar="PACK", help=say("unpack.pack"))],
        case: Annotated[str | None, typer.Option("--case", metavar="CASE", help=say("unpack.case"))] = None,
        signer: Annotated[str | None, typer.Option("--signer", metavar="S", help=say("unpack.signer"))] = None,
    ) -> None:
        from tawatur.cli.packing import run_unpack

        print(run_unpack(say, pack, case, signer))


def _merge(app: typer.Typer, say: Messages) -> None:
    @app.command(
        "merge",
        help=say("merge.help"),
        epilog=f"{say('example')} tawatur merge my.case theirs.pack --partner north-desk",
    )
    def merge(
        case: Annotated[str, typer.Argument(metavar="CASE", help=say("show.case"))],
        pack: Annotated[Path, typer.Argument(metavar="PACK", help=say("unpack.pack"))],
        partner: Annotated[str, typer.Option("--partner", metavar="NAME", help=say("merge.partner"))],
        signer: Annotated[str | None, typer.Option("--signer", metavar="S", help=say("unpack.signer"))] = None,
    ) -> None:
        from tawatur.cli.packing import run_merge

        for line in run_merge(say, case, pack, partner, signer):
            print(line)


def _brief(app: typer.Typer, say: Messages) -> None:
    @app.command(
        "brief",
        help=say("brief.help"),
        epilog=f"{say('example')} tawatur brief my.case --lang ar --from 2024-01 --to 2024-06 --out brief.pdf",
    )
    def brief(
        case: Annotated[str, typer.Argument(metavar="CASE", help=say("show.case"))],
        out: Annotated[Path, typer.Option("--out", metavar="FILE", help=say("brief.out"))],
        first: Annotated[str | None, typer.Option("--from", metavar="DATE", help=say("brief.first"))] = None,
        last: Annotated[str | None, typer.Option("--to", metavar="DATE", help=say("brief.last"))] = None,
        theme: Annotated[str | None, typer.Option("--theme", metavar="T", help=say("brief.theme"))] = None,
        actor: Annotated[str | None, typer.Option("--actor", metavar="A", help=say("brief.actor"))] = None,
        profile: Annotated[Path | None, typer.Option("--profile", metavar="FILE", help=say("export.profile"))] = None,
        edits: Annotated[Path | None, typer.Option("--edits", metavar="FILE", help=say("brief.edits"))] = None,
    ) -> None:
        from tawatur.cli.briefing import run_brief
        from tawatur.publishing.briefs.composing import Wanted

        run_brief(say, case, out, Wanted(first, last, theme, actor), profile, edits)


SHARING: tuple[Callable[[typer.Typer, Messages], None], ...] = (_brief, _mark, _persons, _pack, _unpack, _merge)
