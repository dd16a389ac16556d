"""compliance diff: what changed between two reports of one agency, or two versions of one report."""

from __future__ import annotations

from collections.abc import Sequence

import click

from compliance import __version__
from compliance.cli.check import UNREADABLE
from compliance.cli.history import earlier_filings
from compliance.cli.output import use_color, width, write_result
from compliance.cli.rulebooks import load_chosen, rules_option
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Figure, Report
from compliance.engine.report import judge
from compliance.filing import Filing, FilingError, read_filing
from compliance.filing.model import LAYERS
from compliance.report.changes import changes_between
from compliance.rulebook.model import Rulebook

YEARS = range(-3, 3)


@click.command("diff", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@click.option("--output", metavar="FILE", help="Write the result there instead of stdout.")
@click.option("--history", multiple=True, metavar="FOLDER", help="Earlier filings of the same agency. May be repeated.")
@rules_option
def command(old: str, new: str, form: str, output: str | None, history: Sequence[str], rules: Sequence[str]) -> None:
    """What changed from the filing OLD to the filing NEW: figures, answers, outcomes, and what the figures indicate.

    Exit code: 0 the changes were printed (also none), 2 usage, 3 the rules cannot be loaded, 4 a filing cannot be read.

    \b
    Example:
      compliance diff examples/short-reserve-budget.yaml examples/oak-valley.dat
    """
    rulebook = load_chosen(rules)
    found: list[tuple[Report, dict[tuple[str, str, str], Figure]]] = []
    for path in (old, new):
        try:
            filing = read_filing(path)
            for warning in filing.warnings:
                click.echo(f"warning: {warning}", err=True)
            report = judge(filing, rulebook, (), earlier_filings(filing, history))
            found.append((report, figures_given(filing, rulebook)))
        except FilingError as error:
            click.echo(f"error: {error}", err=True)
    if len(found) < 2:
        raise click.exceptions.Exit(UNREADABLE)
    changes = changes_between(found[0][0], found[1][0], found[0][1], found[1][1])
    for warning in changes.warnings:
        click.echo(f"warning: {warning}", err=True)
    if form == "json":
        import json

        from compliance.report.changes_json import changes_json

        write_result(json.dumps(changes_json(changes, tool_version=__version__), indent=1, ensure_ascii=False), output)
        return
    from compliance.report.changes_text import changes_text

    write_result(changes_text(changes, color=output is None and use_color(), width=width()), output)


def figures_given(filing: Filing, rulebook: Rulebook) -> dict[tuple[str, str, str], Figure]:
    """Every figure that the filing itself gives, written or worked out of it, by layer, fiscal year and name.

    One that only repeats a figure written under another name is left out: its change is told once.
    """
    book = FigureBook(filing, rulebook)
    given = {}
    for layer in LAYERS:
        for year in YEARS:
            for name in rulebook.figures:
                figure, key = book.figure(layer, name, year), (layer, book.fiscal_year(year), name)
                repeats = figure.source is not None and figure.source.kind == "filing" and key not in filing.figures
                if figure.value is not None and not repeats:
                    given[key] = figure
    for layer, fiscal_year, name in filing.figures:  # a year further off than any rule looks
        given.setdefault((layer, fiscal_year, name), book.figure_written(layer, fiscal_year, name))
    return given
