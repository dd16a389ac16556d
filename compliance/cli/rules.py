"""compliance rules: list, show, lint and test the rules of a pack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from compliance.cli.output import write_result
from compliance.cli.rulebooks import RULE_IS_WRONG, chosen_folders, load_chosen, rules_option
from compliance.cli.rules_docs import docs
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.model import Rule, Rulebook


@click.group("rules")
def command() -> None:
    """List, show, lint and test the rules.

    \b
    Example:
      compliance rules list
      compliance rules show 01CSI-10
      compliance rules test
    """


command.add_command(docs)


@command.command("list")
@rules_option
def list_rules(rules: Sequence[str]) -> None:
    """Every rule: id, severity, where it applies, title.

    \b
    Example:
      compliance rules list
    """
    rulebook = load_chosen(rules)
    rows = [(rule.id, rule.severity, _where(rule), rule.title) for rule in rulebook.rules.values()]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    lines = ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]) for row in rows]
    lines += [f"{fault.rule}  cannot be loaded: see compliance rules lint" for fault in rulebook.faults]
    write_result("\n".join(lines), None)


def _where(rule: Rule) -> str:
    applies = rule.applies
    years = f" from {applies.from_year}" if applies.from_year else ""
    years += f" until {applies.until}" if applies.until else ""
    if applies.reports == ("disclosure",):
        return "disclosure" + years
    budget = "adopted_budget" in applies.reports
    interim = any(report != "adopted_budget" for report in applies.reports)
    return ("budget and interim" if budget and interim else "budget" if budget else "interim") + years


@command.command("show")
@click.argument("rule")
@rules_option
def show_rule(rule: str, rules: Sequence[str]) -> None:
    """The file of a RULE, parameter or figure, as it stands.

    \b
    Example:
      compliance rules show 01CSI-10
    """
    rulebook = load_chosen(rules)
    path = _path_of(rule, rulebook)
    if path is None:
        from compliance.rulebook.fields import nearest

        hint = (
            nearest(rule, [*rulebook.rules, *rulebook.parameters, *rulebook.figures])
            or "`compliance rules list` shows the rules."
        )
        raise click.UsageError(f"No rule, parameter or figure is called '{rule}': {hint}")
    write_result(f"# {path}\n{Path(path).read_text(encoding='utf-8')}", None)


def _path_of(name: str, rulebook: Rulebook) -> str | None:
    if name in rulebook.rules:
        return rulebook.rules[name].path
    if name in rulebook.parameters:
        return rulebook.parameters[name].path
    if name in rulebook.figures:
        return rulebook.figures[name].at.path
    return next((fault.path for fault in rulebook.faults if fault.rule == name), None)


@command.command("lint")
@rules_option
def lint(rules: Sequence[str]) -> None:
    """Check every file of the pack: names, units, dates, citations, gaps and overlaps; and letters. Exit 3 when one is wrong.

    \b
    Example:
      compliance rules lint
    """
    from compliance.rulebook.load import load_rulebook

    folders = chosen_folders(rules)
    try:
        rulebook = load_rulebook(folders)
    except RulebookError as error:
        write_result(_shortened(str(error)), None)
        raise click.exceptions.Exit(RULE_IS_WRONG) from None
    for fault in rulebook.faults:
        write_result(_shortened(fault.message), None)
    counts = f"{len(rulebook.rules)} rules, {len(rulebook.parameters)} parameters, {len(rulebook.figures)} figures"
    if rulebook.faults:
        write_result(f"{len(rulebook.faults)} rule files cannot be used; {counts} can.", None)
        raise click.exceptions.Exit(RULE_IS_WRONG)
    from compliance.letter.lint import lint_letters
    from compliance.shipped import shipped

    in_letters = lint_letters(shipped("templates") / "letters", shipped("rules") / "us-ca" / "citations.yaml")
    for sentence in in_letters:
        write_result(_shortened(sentence), None)
    if in_letters:
        raise click.exceptions.Exit(RULE_IS_WRONG)
    write_result(f"{rulebook.id} {rulebook.version}: {counts}, nothing wrong.", None)


def _shortened(message: str) -> str:
    """Paths below here as a person would type them."""
    return message.replace(f"{Path.cwd()}{'/' if not str(Path.cwd()).endswith('/') else ''}", "")


@command.command("test")
@click.argument("only", nargs=-1, metavar="[RULE...]")
@click.option("--coverage", is_flag=True, help="Ask also that the cases show every outcome a rule can have.")
@rules_option
def test(only: Sequence[str], coverage: bool, rules: Sequence[str]) -> None:
    """Run the cases in every rule file. A rule without a met, a not-met and an at-the-line case fails. Exit 3 when one does.

    \b
    Example:
      compliance rules test
      compliance rules test 01CSI-10 --coverage
    """
    from compliance.engine.fast_path import FastPath
    from compliance.engine.rehearse import lacking, rehearse

    rulebook = load_chosen(rules, cases=True)
    unknown = [name for name in only if name not in rulebook.rules]
    if unknown:
        from compliance.rulebook.fields import nearest

        hint = nearest(unknown[0], rulebook.rules) or "`compliance rules list` shows them."
        raise click.UsageError(f"No rule is called '{unknown[0]}': {hint}")
    fast_path = FastPath(rulebook)
    gaps: list[str] = []
    ran, faults = 0, [_shortened(fault.message) for fault in rulebook.faults]
    for rule in rulebook.rules.values():
        if only and rule.id not in only:
            continue
        faults += [_shortened(f"{rule.path}:1: {rule.id} has no case: {missing}") for missing in lacking(rule)]
        rehearsals = rehearse(rule, fast_path)
        if coverage:
            from compliance.engine.coverage import uncovered

            gaps += [f"{rule.id}: {gap}" for gap in uncovered(rule, rehearsals, rulebook)]
        for rehearsal in rehearsals:
            ran += 1
            if rehearsal.fault:
                because = f" ({rehearsal.case.because})" if rehearsal.case.because else ""
                faults.append(_shortened(f"{rehearsal.case.at}: {rule.id}: {rehearsal.fault}{because}"))
    for line in [*faults, *gaps]:
        write_result(line, None)
    write_result(f"{ran} cases of {len(only) or len(rulebook.rules)} rules, {len(faults)} wrong.", None)
    if coverage:
        write_result(f"{len(gaps)} outcomes that no case shows.", None)
    if faults or gaps:
        raise click.exceptions.Exit(RULE_IS_WRONG)
