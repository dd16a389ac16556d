"""The verbs, each imported when it is called: a commit hook's user feels every import."""

from __future__ import annotations

import importlib
import sys

import click

from compliance import __version__

VERBS = {
    "check": ("compliance.cli.check", "Check filings against the state's Criteria and Standards."),
    "explain": ("compliance.cli.explain", "What a rule asks, the law in force, and how a filing meets it."),
    "settle": ("compliance.cli.settle", "What a bargaining settlement does to three years of reserves."),
    "letter": ("compliance.cli.letter", "Write the county's letter about a filing."),
    "diff": ("compliance.cli.diff", "What changed between two reports of one agency."),
    "convert": ("compliance.cli.convert", "Write a filing in another format; import a raw ledger."),
    "init": ("compliance.cli.init", "Print a blank filing to fill in."),
    "rules": ("compliance.cli.rules", "List, show, lint and test the rules."),
    "schema": ("compliance.cli.schema", "Print the JSON Schema of a file."),
}
FAULT_OF_OURS = 5


class Verbs(click.Group):
    """A group whose verbs are loaded by name, with a did-you-mean for a verb that does not exist."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(VERBS[cmd_name][0])
        command: click.Command = module.command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], VERBS, 1, 0.6)
            advice = f"Did you mean '{near[0]}'?" if near else f"The verbs are: {', '.join(VERBS)}."
            raise click.UsageError(f"There is no verb '{args[0]}'. {advice}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Verbs"):
            formatter.write_dl([(name, told) for name, (_, told) in VERBS.items()])

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            import traceback

            where = traceback.extract_tb(error.__traceback__)[-1]
            click.echo(
                f"compliance: a fault of ours, not of your files: {type(error).__name__}: {error} "
                f"({where.filename}:{where.lineno}). "
                "Please report it with the command you ran.",
                err=True,
            )
            if "--debug" in sys.argv:
                raise
            raise click.exceptions.Exit(FAULT_OF_OURS) from None


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="compliance")
def cli() -> None:
    """Reads a school district's budget the way the law does.

    The rules indicate; boards and counties certify.

    \b
    Example:
      compliance check examples/pasadena-2018-19-first-interim.yaml
    """
