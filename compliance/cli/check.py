"""compliance check: filings in, a report for each out, and an exit code that a hook can act on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from compliance import __version__
from compliance.cli.history import earlier_filings
from compliance.cli.output import use_color, width, write_result
from compliance.cli.rulebooks import RULE_IS_WRONG, load_chosen, rules_option
from compliance.engine.findings import SEVERITIES, Report
from compliance.engine.report import judge
from compliance.filing import is_filing, read_filing
from compliance.filing.model import FilingError
from compliance.located import LocatedError
from compliance.rulebook.model import Rulebook

if TYPE_CHECKING:
    from compliance.cli.with_scenario import Judged

UNREADABLE = 4
FOUND = 1


@click.command("check", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("filings", nargs=-1, required=True, metavar="FILING...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print.")
@click.option("--output", metavar="FILE", help="Write the result there instead of stdout.")
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "unknown"]),
    default="serious",
    show_default=True,
    help="Exit 1 when something not met is at or above this level; `unknown` also when a rule could not be judged.",
)
@click.option("--only", multiple=True, metavar="RULE", help="Show only this rule. May be repeated.")
@click.option(
    "--history",
    multiple=True,
    metavar="FOLDER",
    help="Earlier filings of the same agency: they fill prior years, original budget and previous report. May be repeated.",
)
@click.option(
    "--scenario", metavar="FILE", help="Lay the lines of a scenario over the figures: as filed, as adjusted and the difference."
)
@click.option(
    "--skip-other-files", is_flag=True, hidden=True, help="Pass over YAML and JSON files that are no filings (for hooks)."
)
@rules_option
def command(
    filings: Sequence[str],
    form: str,
    output: str | None,
    fail_on: str,
    only: Sequence[str],
    history: Sequence[str],
    scenario: str | None,
    skip_other_files: bool,
    rules: Sequence[str],
) -> None:
    """Check FILINGs: a state export (.dat, .txt, .csv), or a YAML or JSON file.

    With --scenario the exit code speaks of the figures as adjusted.

    Exit code: 0 nothing at or above --fail-on, 1 something is, 2 usage, 3 a rule is wrong, 4 a filing cannot be read, 5 a fault
    of ours. Of several the highest.

    \b
    Example:
      compliance check examples/pasadena-2018-19-first-interim.yaml
      compliance check --format json --only 01CSI-10 examples/pasadena-2018-19-first-interim.yaml
      compliance check --scenario examples/scenarios/oak-valley-vacant-positions.yaml examples/oak-valley.dat
    """
    if scenario is not None and len(filings) > 1:
        raise click.UsageError(f"--scenario goes with one filing, found {len(filings)}. Check one at a time.")
    rulebook = load_chosen(rules)
    _known_rules(only, rulebook)
    printed: list[object] = []
    texts: list[str] = []
    code = 0
    compared: Judged | None = None
    for path in filings:
        try:
            if skip_other_files and _other(path):
                continue
            filing = read_filing(path)
            for warning in filing.warnings:
                click.echo(f"warning: {warning}", err=True)
            earlier = earlier_filings(filing, history)
            report = judge(filing, rulebook, only, earlier)
            if scenario is not None:
                from compliance.cli.with_scenario import compare_with

                compared = compare_with(scenario, filing, rulebook, earlier)
                report = report._replace(inputs=(*report.inputs, compared.read))
        except (FilingError, LocatedError) as error:
            code = max(code, UNREADABLE)
            click.echo(f"error: {error}", err=True)
            if form == "json":
                from compliance.report.json_report import unreadable

                printed.append(unreadable(path, error.message, error.at.line or None, error.at.column))
            continue
        code = max(code, _exit_code(report if compared is None else compared.compared.adjusted, fail_on))
        if form == "json":
            from compliance.report.json_report import to_json

            document = to_json(report, tool_version=__version__)
            if compared is not None:
                document["scenario"] = compared.as_json()
            printed.append(document)
        else:
            from compliance.report.text import to_text

            color = output is None and use_color()
            texts.append(to_text(report, color=color, width=width()))
            if compared is not None:
                texts.append(compared.as_text(color, width()))
    if form == "json":
        import json

        if printed:
            write_result(json.dumps(printed[0] if len(filings) == 1 else printed, indent=1, ensure_ascii=False), output)
    elif texts:
        write_result("\n\n".join(text.rstrip("\n") for text in texts), output)
    raise click.exceptions.Exit(code)


def _other(path: str) -> bool:
    """Whether a hook passes over the file: it is there, and it is no filing, or nothing that can be read as text."""
    import os

    try:
        return not is_filing(path)
    except FilingError:
        return os.path.exists(path)


def _exit_code(report: Report, fail_on: str) -> int:
    if any(result.outcome == "error" for result in report.results):
        return RULE_IS_WRONG
    least = SEVERITIES.index("serious" if fail_on == "unknown" else fail_on)
    for result in report.results:
        if result.outcome == "unknown" and fail_on == "unknown":
            return FOUND
        if result.outcome == "not_met" and SEVERITIES.index(result.severity) >= least:
            return FOUND
    return 0


def _known_rules(only: Sequence[str], rulebook: Rulebook) -> None:
    known = [*rulebook.rules, *(fault.rule for fault in rulebook.faults)]
    for rule in only:
        if rule not in known:
            from compliance.rulebook.fields import nearest

            raise click.UsageError(
                f"No rule is called '{rule}': {nearest(rule, known) or '`compliance rules list` shows them.'}"
            )
