"""compliance explain: what a rule asks, the law, the values in force, and how a filing meets it, figure by figure."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

import click

from compliance.cli.check import UNREADABLE
from compliance.cli.history import earlier_filings
from compliance.cli.output import width, write_result
from compliance.cli.rulebooks import load_chosen, rules_option
from compliance.engine.column_cases import columns_of
from compliance.engine.examine import examine
from compliance.engine.fast_path import FastPath
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Result
from compliance.engine.observed import observe
from compliance.engine.report import book_of
from compliance.filing import Filing, FilingError, read_filing
from compliance.filing.importing import ready
from compliance.pages.explained_rule import explained_columns
from compliance.report.explained import case_lines, column_lines, explained_figures
from compliance.rulebook.declarations import FigureDefinition
from compliance.rulebook.model import Rule

LAYER_TITLES = {"figures": "", "original_budget": "original budget ", "previous_report": "previous report "}


@click.command("explain", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("name", metavar="RULE|FIGURE")
@click.argument("filing", required=False)
@click.option(
    "--history", multiple=True, metavar="FOLDER", help="Earlier filings of the agency, as for check. May be repeated."
)
@click.option("--output", metavar="FILE", help="Write the result there instead of stdout.")
@rules_option
def command(name: str, filing: str | None, history: Sequence[str], output: str | None, rules: Sequence[str]) -> None:
    """What a RULE asks, the law, and, with a FILING, how it meets it; or where a FIGURE stands and what it is made of.

    \b
    Example:
      compliance explain 01CSI-10 examples/pasadena-2018-19-first-interim.yaml
      compliance explain available_reserves examples/pasadena-2018-19-first-interim.yaml
    """
    rulebook = load_chosen(rules)
    if name not in rulebook.rules and name not in rulebook.figures:
        from compliance.rulebook.fields import nearest

        hint = nearest(name, [*rulebook.rules, *rulebook.figures]) or "`compliance rules list` shows the rules."
        if name in rulebook.parameters:
            hint = f"it is a value of the law; `compliance rules show {name}` prints it with its years and citations."
        raise click.UsageError(f"No rule or figure is called '{name}': {hint}")
    try:
        read = ready(read_filing(filing)) if filing else None
        book = book_of(read, rulebook, [ready(one) for one in earlier_filings(read, history)]) if read is not None else None
        if name in rulebook.rules:
            lines = _rule(rulebook.rules[name], rulebook.figures, book)
        else:
            lines = _figure(rulebook.figures[name], book)
    except FilingError as error:
        click.echo(f"error: {error}", err=True)
        raise click.exceptions.Exit(UNREADABLE) from None
    write_result("\n".join(lines), output)


def _rule(rule: Rule, figures: Mapping[str, FigureDefinition], book: FigureBook | None) -> list[str]:
    applies = rule.applies
    lines = [f"{rule.id}  {rule.title}", ""]
    lines += textwrap.wrap(rule.why, width() - 2)
    lines += ["", f"Law        {'; '.join(rule.cites)}"]
    lines.append(f"Applies    {', '.join(applies.entities)}; {', '.join(applies.reports)}{_years(rule)}".replace("_", " "))
    if rule.columns is not None:
        lines += explained_columns(rule, figures, width())
    else:
        more = f", {rule.explained} when the filing explains it" if rule.explained else ""
        lines += [f"Severity   {rule.severity}{more}", f"File       {rule.path}", "", "The test" + _each(rule)]
    lines += [f"  {key.removeprefix('let ')} = {words}" for key, words in rule.texts.items() if key.startswith("let ")]
    lines += [f"  {key}: {rule.texts[key]}" for key in ("when", "require", "distance") if key in rule.texts]
    if rule.remedy:
        lines.append(f"  if not met: {rule.remedy}")
    if book is None:
        return [*lines, "", f"Name a filing to see how it is met: compliance explain {rule.id} FILING"]
    filing = book.filing
    lines += ["", f"{filing.path}  {filing.report.replace('_', ' ')} {filing.fiscal_year}"]
    ledger = any(column.rows is not None for column in filing.columns)
    if not applies.to(filing.entity.kind, filing.report, filing.fiscal_year, ledger):
        return [*lines, "", f"This rule does not apply to this filing: {_why_not(rule, filing)}."]
    result = examine(rule, _observing(book, ledger) if rule.observes else book)
    if rule.columns is not None:
        return [*lines, *_in_columns(rule, result, book)]
    for case in result.cases:
        lines += ["", *case_lines(case)]
    summary = {"all": "every case must be met", "any": "one case met is enough", "two_of_three": "two cases met are enough"}
    if len(result.cases) > 1:
        return [*lines, "", f"The rule: {result.outcome.replace('_', ' ')} ({summary[rule.summary]})."]
    return lines


def _in_columns(rule: Rule, result: Result, book: FigureBook) -> list[str]:
    """The check column by column, and the columns of its own that it did not run on."""
    assert rule.columns is not None
    ran = {column.code: f"{column.code} {column.fiscal_year} ({standing.word})" for column, standing in columns_of(rule, book)}
    lines = column_lines(result, ran, width())
    others = [code for code in rule.columns.standing if code not in ran and book.filing.column(code) is not None]
    absent = [code for code in rule.columns.standing if book.filing.column(code) is None]
    lines += ["", f"Not checked in this filing: {', '.join(others)}."] if others else []
    lines += ["", f"Not in this filing: {', '.join(absent)}."] if absent else []
    if not result.cases:
        return [*lines, "", "The rule: it runs on no column of this filing."]
    told = f", {result.severity}{' because it is explained' if result.explained else ''}" if result.outcome == "not_met" else ""
    return [*lines, "", f"The rule: {result.outcome.replace('_', ' ')}{told}."]


def _observing(book: FigureBook, ledger: bool) -> FigureBook:
    """The book with the lists that are observed while all other rules are judged: this rule goes over one of them."""
    filing, fast = book.filing, FastPath(book.rulebook)
    here = (filing.entity.kind, filing.report, filing.fiscal_year, ledger)
    others = [rule for rule in book.rulebook.rules.values() if rule.applies.to(*here) and not rule.observes]
    return book.observing(observe(book, [examine(rule, book, fast) for rule in others]))


def _why_not(rule: Rule, filing: Filing) -> str:
    """Which part of `applies` leaves the filing out."""
    applies = rule.applies
    kind, report = filing.entity.kind.replace("_", " "), filing.report.replace("_", " ")
    if filing.entity.kind not in applies.entities:
        return f"it is of a {kind}, the rule holds for {', '.join(applies.entities).replace('_', ' ')}"
    if filing.report not in applies.reports:
        return f"it is a report of kind {report}, the rule holds for {', '.join(applies.reports).replace('_', ' ')}"
    if applies.to(filing.entity.kind, filing.report, filing.fiscal_year):
        return "the rule reads a ledger, the filing holds none"
    return f"it is of {filing.fiscal_year}, the rule holds{_years(rule).replace(';', '')}"


def _years(rule: Rule) -> str:
    applies = rule.applies
    return (f"; from {applies.from_year}" if applies.from_year else "") + (f"; until {applies.until}" if applies.until else "")


def _each(rule: Rule) -> str:
    each = rule.each
    if each.list_name:
        return f", for each entry of {each.list_name}"
    words = []
    if each.years:
        words.append(f"for each of the years {', '.join(map(str, each.years))} (0 is the report's own)")
    if each.categories:
        words.append(f"for each of {', '.join(each.categories)}")
    return "".join(f", {part}" for part in words)


def _figure(definition: FigureDefinition, book: FigureBook | None) -> list[str]:
    name = definition.name
    lines = [f"{name}  {definition.label} ({definition.unit})", f"  where: {definition.form}" if definition.form else ""]
    lines += _places(definition)
    if book is None:
        return [*lines, "", f"Name a filing to see it: compliance explain {name} FILING"]
    filing = book.filing
    told = {}
    for layer, title in LAYER_TITLES.items():
        for year in range(-3, 3):
            figure = book.figure(layer, name, year)
            if figure.value is not None or (layer == "figures" and year >= 0):
                told[f"{title}{book.fiscal_year(year)}"] = figure
    return [*lines, "", f"{filing.path}  {filing.report.replace('_', ' ')} {filing.fiscal_year}", "", *explained_figures(told)]


def _places(definition: FigureDefinition) -> list[str]:
    lines = []
    for layer, places in definition.places.items():
        for place in places:
            years = ", ".join(map(str, place.years))
            where = place.text or f"not there: {place.because}"
            lines.append(f"  {LAYER_TITLES[layer]}year {years}: {where}")
    return lines
