"""compliance init: a filing to fill in, for who has no state export."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import click

from compliance.cli.output import write_result
from compliance.cli.rulebooks import load_chosen, rules_option
from compliance.filing.model import KINDS, REPORTS
from compliance.fiscal_year import is_fiscal_year


@click.command("init", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--report", required=True, type=click.Choice(REPORTS), help="The report to be filled in.")
@click.option("--kind", type=click.Choice(KINDS), default="district", show_default=True, help="Whose report it is.")
@click.option("--year", metavar="YYYY-YY", help="Its fiscal year; left out, the one that such a report is made for now.")
@click.option("--output", metavar="FILE", help="Write the filing there instead of stdout.")
@rules_option
def command(report: str, kind: str, year: str | None, output: str | None, rules: Sequence[str]) -> None:
    """Print a blank filing: every figure, answer and list that the rules ask for, with where it stands on the state's forms.

    It is a filing as it stands: `compliance check` on it says which rules are unknown, and what each lacks.

    \b
    Example:
      compliance init --report first_interim
      compliance init --report adopted_budget --kind county_office --year 2025-26
    """
    if year is not None and not is_fiscal_year(year):
        raise click.UsageError(f"'{year}' is not a fiscal year. Write July to June as 2025-26.")
    rulebook = load_chosen(rules)
    fiscal_year = year or year_made_for(report, datetime.date.today())
    from compliance.cli.blank_filing import blank_filing
    from compliance.cli.needed import needed

    asked = needed(rulebook, kind, report, fiscal_year)
    if not asked.rules:
        raise click.UsageError(
            f"No rule of {rulebook.id} judges the {report.replace('_', ' ')} {fiscal_year} of a {kind.replace('_', ' ')} from "
            "a filing that a person writes."
        )
    write_result(blank_filing(asked, rulebook, kind, report, fiscal_year), output)


def year_made_for(report: str, day: datetime.date) -> str:
    """The fiscal year whose report is made at a day: a budget's begins in that calendar year, the actuals' has ended."""
    begun = day.year if day.month >= 7 else day.year - 1
    first = {"adopted_budget": day.year, "unaudited_actuals": begun - 1}.get(report, begun)
    return f"{first}-{(first + 1) % 100:02d}"
