"""T2: the unrestricted surplus or deficit beside what criterion 8 allows."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from compliance.engine.findings import Case, Report
from compliance.letter.tables.table import Column, Table, files

OUTCOMES = {"met": "yes", "not_met": "no", "unknown": "not known", "not_applicable": "does not apply"}


def deficit_table(report: Report, rules: Sequence[str] = ("01CS-8", "01CSI-8")) -> Table | None:
    """T2: the unrestricted surplus or deficit, its percent of spending, the percent allowed, and whether it is kept.

    rules: criterion 8, which for a budget tests past years; or forward-deficit, its test put to the years of the budget.
    """
    cases = [case for case in _cases(report, rules) if _known(case, "unrestricted_net_change")]
    rows: list[tuple[object, ...]] = []
    for case in cases:
        cells = (case.figures.get(name) for name in ("unrestricted_net_change", "level", "limit"))
        rows.append((Markup(case.subject.get("fiscal_year", "")), *cells, Markup(OUTCOMES.get(case.outcome, "not known"))))
    columns = (
        Column("Fiscal year", 10, False), Column("Surplus, or deficit below zero", 20), Column("Deficit percent", 12),
        Column("Percent allowed", 12),
        Column("Kept", 10, False),
    )  # fmt: skip
    if not rows:
        return None
    sources = files(figure for case in cases for figure in case.figures.values())
    return Table("T2", "Unrestricted surplus or deficit", columns, tuple(rows), sources)


def _known(case: Case, name: str) -> bool:
    figure = case.figures.get(name)
    return figure is not None and figure.value is not None


def _cases(report: Report, rules: Sequence[str]) -> tuple[Case, ...]:
    found = next((result.cases for result in report.results if result.rule in rules), ())
    return tuple(sorted(found, key=lambda case: case.subject.get("fiscal_year", "")))
