"""Tables over what the rules found: deficits (T2), pupils (T5), cash (T6), reductions without a name (T7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from markupsafe import Markup

from compliance.engine.findings import Case, Figure, Report
from compliance.letter.printed import Printed
from compliance.letter.shown import number
from compliance.letter.tables.table import Column, Table, files

OUTCOMES = {"met": "yes", "not_met": "no", "unknown": "not known", "not_applicable": "does not apply"}
YEAR = Column("Fiscal year", 10, False)
Figures = Mapping[tuple[str, str], Figure]


def deficit_table(report: Report, rules: Sequence[str] = ("01CS-8", "01CSI-8")) -> Table | None:
    """T2: the unrestricted surplus or deficit, its percent of spending, the percent allowed, and whether it is kept.

    rules: criterion 8, which for a budget tests past years; or forward-deficit, its test put to the years of the budget.
    """
    cases = [case for case in _cases(report, rules) if _known(case, "unrestricted_net_change")]
    rows = []
    for case in cases:
        cells = (case.figures.get(name) for name in ("unrestricted_net_change", "level", "limit"))
        rows.append((Markup(case.subject.get("fiscal_year", "")), *cells, Markup(OUTCOMES.get(case.outcome, "not known"))))
    columns = (
        YEAR, Column("Surplus, or deficit below zero", 20), Column("Deficit percent", 12), Column("Percent allowed", 12),
        Column("Kept", 10, False),
    )  # fmt: skip
    return _table("T2", "Unrestricted surplus or deficit", columns, rows, cases)


def pupils_table(figures: Figures, years: Sequence[str], printed: Printed) -> Table | None:
    """T5: enrollment, attendance, funded attendance, and the change of enrollment from the year before in the table."""
    rows: list[tuple[object, ...]] = []
    before: Figure | None = None
    for year in years:
        enrollment, ada, funded = (figures.get((name, year)) for name in ("enrollment", "ada", "funded_ada"))
        change = _change(enrollment, before)
        rows.append((Markup(year), enrollment, ada, funded, change and printed.name(change, "enrollment_change", year)))
        before = enrollment
    if not any(isinstance(cell, Figure) and cell.value is not None for row in rows for cell in row):
        return None
    columns = (YEAR, Column("Enrollment", 12), Column("ADA", 12), Column("Funded ADA", 12), Column("Change of enrollment", 12))
    used = [figures.get((name, year)) for name in ("enrollment", "ada", "funded_ada") for year in years]
    return Table("T5", "Enrollment and average daily attendance", columns, tuple(rows), files(used))


def cash_table(report: Report, figures: Figures, years: Sequence[str]) -> Table | None:
    """T6: the general fund's lowest month-end cash and its cash at June 30."""
    rows, used = [], []
    june = {
        case.subject.get("fiscal_year"): case.figures.get("ending_cash") for case in _cases(report, ("01CS-9b", "01CSI-9b"))
    }
    for year in years:
        low, ending = figures.get(("cash_low_point", year)), june.get(year) or figures.get(("ending_cash", year))
        if any(one is not None and one.value is not None for one in (low, ending)):
            rows.append((Markup(year), low, ending))
            used += [low, ending]
    if not rows:
        return None
    columns = (YEAR, Column("Lowest cash at the end of a month", 22), Column("Cash at June 30", 18))
    return Table("T6", "Cash of the general fund", columns, tuple(rows), files(used))


def reductions_table(report: Report) -> Table | None:
    """T7: what the projection counts on that nobody has named, by year; below zero as on the form."""
    cases = [case for case in _cases(report, ("unidentified-reductions",)) if case.outcome == "not_met"]
    names = ("unrestricted_unidentified_reductions", "restricted_unidentified_reductions")
    rows = [(Markup(case.subject.get("fiscal_year", "")), *(case.figures.get(name) for name in names)) for case in cases]
    return _table("T7", "Reductions not named", (YEAR, Column("Unrestricted", 18), Column("Restricted", 18)), rows, cases)


def _known(case: Case, name: str) -> bool:
    figure = case.figures.get(name)
    return figure is not None and figure.value is not None


def _cases(report: Report, rules: Sequence[str]) -> tuple[Case, ...]:
    found = next((result.cases for result in report.results if result.rule in rules), ())
    return tuple(sorted(found, key=lambda case: case.subject.get("fiscal_year", "")))


def _table(
    id_: str, title: str, columns: tuple[Column, ...], rows: Sequence[tuple[object, ...]], cases: Sequence[Case]
) -> Table | None:
    if not rows:
        return None
    sources = files(figure for case in cases for figure in case.figures.values())
    return Table(id_, title, columns, tuple(rows), sources)


def _change(now: Figure | None, before: Figure | None) -> Figure | None:
    if now is None or before is None or now.value is None or before.value is None:
        return None
    first, second = number(before, before.unit), number(now, now.unit)
    return None if not first or second is None else Figure((Fraction(second) - Fraction(first)) / Fraction(first), "rate", "")
