"""T6: cash of the general fund, what it borrows, and the month in which it is lowest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from compliance.engine.findings import Figure, Report
from compliance.letter.tables.table import Column, Table, files, value

MONTHS = (
    "July", "August", "September", "October", "November", "December", "January", "February", "March", "April", "May", "June",
)  # fmt: skip
JUNE_30 = ("01CS-9b", "01CSI-9b")
Figures = Mapping[tuple[str, str], Figure]


def cash_table(report: Report, figures: Figures, years: Sequence[str]) -> Table | None:
    """By year the cash at June 30, what other funds and current loans lend, and the month that ends lowest.

    A worksheet with one balance through twelve months was left empty: its lowest month and its borrowing are not known.
    """
    rows: list[tuple[object, ...]] = []
    used: list[Figure | None] = []
    for year in years:
        names = ("cash_from_other_funds", "cash_from_current_loans", "cash_low_point", "cash_june")
        funds, loans, low, june = (None if _is_empty(figures, year) else figures.get((name, year)) for name in names)
        given = (_june(report, year), figures.get(("ending_cash", year)), june)
        ending = next((one for one in given if value(one) is not None), None)
        if value(ending) is None and value(low) is None:
            continue
        rows.append((Markup(year), ending, funds, loans, low, _months(figures, year, low)))
        used += [ending, funds, loans, low]
    if not rows:
        return None
    columns = (
        Column("Fiscal year", 10, False), Column("Cash at June 30", 16), Column("Borrowed from other funds (object 9610)", 16),
        Column("Current loans (object 9640)", 16), Column("Lowest at the end of a month", 16), Column("Month", 12, False),
    )  # fmt: skip
    return Table("T6", "Cash of the general fund", columns, tuple(rows), files(used))


def _june(report: Report, year: str) -> Figure | None:
    """The figure that the cash criterion judged."""
    cases = next((result.cases for result in report.results if result.rule in JUNE_30), ())
    return next((case.figures.get("ending_cash") for case in cases if case.subject.get("fiscal_year") == year), None)


def _is_empty(figures: Figures, year: str) -> bool:
    low, high = (value(figures.get((name, year))) for name in ("cash_low_point", "cash_high_point"))
    return low is not None and low == high


def _months(figures: Figures, year: str, low: Figure | None) -> Markup | None:
    """The months that end as low as that; None where the months are not known."""
    least = value(low)
    if least is None:
        return None
    found = [month for month in MONTHS if value(figures.get((f"cash_{month.lower()}", year))) == least]
    return Markup(", ".join(found)) if found else None
