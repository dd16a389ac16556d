"""compliance settle: what a settlement, or several beside each other, does to three years of a district's reserves."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import click

from compliance import __version__
from compliance.cli.disclose import write_disclosure
from compliance.cli.history import earlier_filings
from compliance.cli.output import shows_blocks, use_color, width, write_result
from compliance.cli.rulebooks import load_chosen, rules_option
from compliance.engine.report import judge
from compliance.filing import read_filing
from compliance.filing.model import FilingError
from compliance.located import LocatedError
from compliance.scenario.laid_cost import NoFlows
from compliance.scenario.proposal import ProposalError
from compliance.scenario.read_proposal import read_proposal
from compliance.scenario.settlement import Settlement, settle

UNREADABLE = 4
RULE_IS_WRONG = 3


@click.command("settle", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("filing")
@click.argument("proposals", nargs=-1, required=True, metavar="PROPOSAL...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True, help="How to print."
)
@click.option("--output", metavar="FILE", help="Write the result there instead of stdout.")
@click.option("--plot", is_flag=True, help="Draw reserves by year (html: as a picture in the page).")
@click.option(
    "--from",
    "from_day",
    metavar="DATE",
    help="When the break-even raise begins; else with the proposal's first step. YYYY-MM-DD",
)
@click.option(
    "--disclosure", metavar="FILE", help="Write the public disclosure of the one PROPOSAL there: .md, .xlsx, .yaml or .json."
)
@click.option(
    "--history", multiple=True, metavar="FOLDER", help="Earlier filings of the same agency, as for check. May be repeated."
)
@rules_option
def command(
    filing: str,
    proposals: Sequence[str],
    form: str,
    output: str | None,
    plot: bool,
    from_day: str | None,
    disclosure: str | None,
    history: Sequence[str],
    rules: Sequence[str],
) -> None:
    """What each PROPOSAL costs by year, what it leaves of FILING's reserves, and the raise that would just keep them.

    Several proposals (an offer, a demand, a mediator's) come as one table first.

    \b
    Example:
      compliance settle examples/pasadena-2018-19-first-interim.yaml examples/bargaining/pasadena-2019-asked.yaml
      compliance settle examples/oak-valley.dat examples/bargaining/oak-valley-2025-offer.yaml --plot
    """
    day = _day(from_day)
    if disclosure is not None and len(proposals) > 1:
        raise click.UsageError(f"--disclosure is for one proposal, found {len(proposals)}. Write one disclosure at a time.")
    rulebook = load_chosen(rules)
    try:
        read = read_filing(filing)
        for warning in read.warnings:
            click.echo(f"warning: {warning}", err=True)
        earlier = earlier_filings(read, history)
        filed = judge(read, rulebook, (), earlier)
        settled = [settle(read, rulebook, read_proposal(path), earlier, day, filed) for path in proposals]
        if disclosure is not None:
            write_disclosure(settled[0], disclosure, read, rulebook, earlier)
    except (FilingError, ProposalError, LocatedError) as error:
        click.echo(f"error: {error.at}: {error.message}", err=True)
        raise click.exceptions.Exit(UNREADABLE) from None
    except NoFlows as error:
        click.echo(f"error: The settlement cannot be judged: {error}.", err=True)
        raise click.exceptions.Exit(RULE_IS_WRONG) from None
    write_result(_printed(settled, form, plot, output), output)


def _day(text: str | None) -> datetime.date | None:
    try:
        return None if text is None else datetime.date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"--from is '{text}', which is no day of the calendar. Write it as 2019-07-01.") from None


def _printed(settled: Sequence[Settlement], form: str, plot: bool, output: str | None) -> str:
    from compliance.report.settlement_wording import filing_title

    filed = settled[0].compared.filed
    if form == "json":
        import json

        from compliance.report.settlement_json import settlement_json

        return json.dumps(settlement_json(settled, tool_version=__version__), indent=1, ensure_ascii=False)
    if form == "html":
        from compliance.report.settlement_html import settlement_html

        return settlement_html(settled, filing_title(filed), plot)
    from compliance.report.page import Page
    from compliance.report.settlement_text import settlement_text

    page = Page(width(), output is None and use_color())
    return settlement_text(settled, filing_title(filed), page, plot, shows_blocks(output))
