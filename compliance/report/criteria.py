"""The rows of the criteria tables: what is not met and what decides, by year, the worst first."""

from __future__ import annotations

from compliance.engine.findings import Case, Report, Result
from compliance.report.order import added_back, deciding, is_caution, is_technical, worst_first
from compliance.report.page import Page
from compliance.report.table import Row, table
from compliance.report.wording import prose, subject_text


def criteria_tables(report: Report, page: Page) -> list[list[str]]:
    """One table of the report's own and later years, one of prior years: rules not met, or deciding, or with a year not met."""
    shown = worst_first(report, [result for result in report.results if _by_year(report, result)])
    blocks = []
    for heading, looks_ahead in (("The criteria by year", True), ("Looking back", False)):
        results = [result for result in shown if _looks_ahead(report, result) is looks_ahead]
        rows = [row for result in results for row in _rows(report, result)]
        years = sorted({year for row in rows for year in row.cells})
        money = any("distance" in case.figures for row in rows for case in row.cells.values())
        aside = "(dollars to the line: + to spare, - short)" if money else ""
        if rows:
            blocks.append(page.section(heading, aside, table(page, years, rows)))
    return blocks


def _by_year(report: Report, result: Result) -> bool:
    if is_caution(result) or is_technical(result) or result.waived is not None or result.outcome == "error":
        return False
    failing = any(case.outcome == "not_met" for case in result.cases)
    return any("fiscal_year" in case.subject for case in result.cases) and (failing or result.rule in deciding(report))


def _looks_ahead(report: Report, result: Result) -> bool:
    return any(case.subject.get("fiscal_year", "") >= report.fiscal_year for case in result.cases)


def _rows(report: Report, result: Result) -> list[Row]:
    marks = [result.rule, result.severity] if result.outcome == "not_met" else [result.rule]
    if result.outcome == "met" and any(case.outcome == "not_met" for case in result.cases):
        marks.append("met as a whole")
    code = ", ".join(marks + (["explained"] if result.explained else []))
    groups = _groups(result)
    whole = groups.pop("", None)
    rows = [Row(prose(result.title), code, whole or {})]
    rows += [Row(name, "", cells, indent=2) for name, cells in groups.items()]
    again = added_back(report, result.rule)
    if again is not None:
        rows += [Row("without the unnamed cuts", "", cells, indent=2) for cells in _groups(again).values()]
    return rows


def _groups(result: Result) -> dict[str, dict[str, Case]]:
    """Cases by what they are about beside the year, then by year; of several groups only those with a year not met."""
    groups: dict[str, dict[str, Case]] = {}
    for case in result.cases:
        rest = {key: value for key, value in case.subject.items() if key != "fiscal_year"}
        groups.setdefault(prose(subject_text(rest).replace("_", " ")), {})[case.subject.get("fiscal_year", "")] = case
    failing = {name: cells for name, cells in groups.items() if any(case.outcome == "not_met" for case in cells.values())}
    return failing if len(groups) > 1 else groups
