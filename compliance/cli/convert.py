"""compliance convert: a filing in another format, and the state's import of a raw ledger made visible."""

from __future__ import annotations

import os

import click

from compliance.cli.output import write_bytes, write_result
from compliance.filing import Position, read_filing
from compliance.filing.model import Filing, FilingError

UNREADABLE = 4


@click.command("convert", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file", metavar="FILE")
@click.option("--to", "form", required=True, type=click.Choice(["yaml", "json", "dat"]), help="The format to write.")
@click.option("--output", metavar="FILE", help="Write the result there instead of stdout.")
def command(file: str, form: str, output: str | None) -> None:
    """Write FILE in another format: a state export or raw ledger (.dat, .txt, .csv, .xlsx), or a YAML or JSON filing.

    --to dat is the state's own text format after the state's import: ending balances are computed, and what was computed or
    left out is told on stderr. --to yaml and --to json write a filing that reads back to the same figures; of a state export,
    one that names it as its ledger by the path from --output (or from here).

    Exit code: 0 when output was made, 2 usage, 4 the file cannot be read or cannot become that format.

    \b
    Example:
      compliance convert examples/oak-valley-ledger.csv --to dat
      compliance convert examples/oak-valley.dat --to yaml
    """
    try:
        filing = read_filing(file)
        if filing.report == "disclosure":
            raise FilingError("A disclosure is not written in another format. Name a filing or an export.", Position(file, 1))
        if output is not None:
            _not_over_an_input(filing, output)
        for warning in filing.warnings:
            click.echo(f"warning: {warning}", err=True)
        if form == "dat":
            write_bytes(_export(filing), output)
        else:
            from compliance.filing.written_writer import WRITERS

            write_result(WRITERS[form](filing, os.path.dirname(output or "")), output)
    except FilingError as error:
        click.echo(f"error: {error}", err=True)
        raise click.exceptions.Exit(UNREADABLE) from None


def _export(filing: Filing) -> bytes:
    """The state export of the filing after the import, whose work is told on stderr."""
    from compliance.filing.import_changes import changes, told
    from compliance.filing.importing import imported
    from compliance.filing.sacs_writer import write_sacs

    after = imported(filing)
    content = write_sacs(after)
    if filing.figures or filing.answers or filing.explanations or filing.lists:
        click.echo(
            f"warning: {filing.path}: a state export has no place for figures, answers, explanations and lists that a person "
            "wrote; they were left out.",
            err=True,
        )
    for line in told(changes(filing, after)) or [f"{filing.path}: imported already; nothing was computed anew"]:
        click.echo(line, err=True)
    return content


def _not_over_an_input(filing: Filing, output: str) -> None:
    """UsageError where --output is a file that the filing was read from or names."""
    for path in (filing.path, *(one.path for one in filing.inputs), *filing.history):
        if os.path.exists(output) and os.path.exists(path) and os.path.samefile(path, output):
            raise click.UsageError(f"--output {output} is a file that the filing is read from. Give another.")
