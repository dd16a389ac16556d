"""The tables of a scenario: each year's figures as filed and as adjusted, and the adjusted balance walked through the years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from compliance.report.scenario_projection import Dollars, ProjectionYear
from compliance.report.settlement_blocks import Row, Table
from compliance.report.settlement_wording import UNKNOWN, cents, number_of, points, shown, signed_cents
from compliance.scenario.compared import Beside, Compared

ORDER = (
    "unrestricted_expenditures_and_uses", "expenditures_and_uses", "unrestricted_net_change", "unrestricted_ending_balance",
    "ending_fund_balance", "unassigned", "available_reserves", "reserve_standard", "reserve_percent", "reserve_distance",
    "ending_cash",
)  # fmt: skip
SHORTER = {
    "unrestricted_expenditures_and_uses": "Spending, unrestricted",
    "expenditures_and_uses": "Spending, all of the general fund",
    "unrestricted_net_change": "Net change, unrestricted",
    "unrestricted_ending_balance": "Ending balance, unrestricted",
    "ending_fund_balance": "Ending balance, general fund",
    "unassigned": "Unassigned",
    "reserve_percent": "Reserve percent",
    "reserve_distance": "Above (below) the standard",
}
DEFICITS = ("01CS-8", "01CSI-8", "COE-01CS-6", "COE-01CSI-6")
_CONCLUSIONS = ("reserve_distance",)


def by_year(compared: Compared) -> tuple[Table, ...]:
    """One table, its rows year by year: as filed, as adjusted, the difference; nothing where no figure is known."""
    years = sorted({one.fiscal_year for one in compared.figures if one.name in ORDER})
    rows = [row for year in years for row in (Row(year, ("", "", ""), strong=True), *_rows(compared, year))]
    return (Table("", "Figure", ("as filed", "as adjusted", "difference"), tuple(rows)),) if rows else ()


def _rows(compared: Compared, year: str) -> list[Row]:
    found = {one.name: one for one in compared.figures if one.fiscal_year == year}
    rows = [_row(found[name]) for name in ORDER if name in found]
    deficit = _deficit(compared, year)
    return [*rows, deficit] if deficit is not None else rows


def _row(one: Beside) -> Row:
    label = SHORTER.get(one.name, one.label)
    return Row(label, (shown(one.filed), shown(one.adjusted), _difference(one)), strong=one.name in _CONCLUSIONS, indent=2)


def _difference(one: Beside) -> str:
    filed, adjusted = number_of(one.filed), number_of(one.adjusted)
    if filed is None or adjusted is None:
        return UNKNOWN
    difference = Fraction(adjusted) - Fraction(filed)
    return points(difference) if one.filed.unit == "rate" and difference else signed_cents(difference)


def _deficit(compared: Compared, year: str) -> Row | None:
    """The deficit percent as the deficit spending criterion has it; None where it does not say one."""
    cells = [
        case.figures["level"]
        for report in (compared.filed, compared.adjusted)
        for result in report.results
        if result.rule in DEFICITS
        for case in result.cases
        if case.subject.get("fiscal_year") == year and "level" in case.figures
    ]
    return _row(Beside("deficit_percent", "Deficit percent", year, cells[0], cells[1], None)) if len(cells) == 2 else None


def walked(years: Sequence[ProjectionYear], rule: str) -> Table:
    """Beginning balance, each line added back, deficit, ending balance, commitments, minimum reserve, shortfall."""
    names = list(dict.fromkeys(name for year in years for name, _ in year.added))
    rows = [
        _walk("Beginning balance", years, lambda year: year.beginning),
        _walk("Net change as filed", years, lambda year: year.filed_change),
        *(Row(name, tuple(_added(year, name) for year in years), indent=2) for name in names),
        _walk("Surplus (deficit) as adjusted", years, lambda year: year.net_change, strong=True),
    ]
    if any(year.other for year in years):
        rows.append(_walk("Other changes of the balance in the filing", years, lambda year: year.other, empty="0.00"))
    rows += [
        _walk("Ending balance", years, lambda year: year.ending, strong=True),
        _walk("Less commitments", years, lambda year: year.committed),
        _walk("Less minimum reserve", years, lambda year: year.minimum),
        _walk("Left (short) after obligations", years, lambda year: year.shortfall, strong=True),
        _walk(f"Above (below) in criterion {rule}", years, lambda year: year.distance),
        _walk("Difference of the two", years, lambda year: year.difference),
    ]
    return Table("", "Line", tuple(year.fiscal_year for year in years), tuple(rows))


def _walk(
    label: str,
    years: Sequence[ProjectionYear],
    of: Callable[[ProjectionYear], Dollars | None],
    strong: bool = False,
    empty: str = UNKNOWN,
) -> Row:
    values = [of(year) for year in years]
    return Row(label, tuple(empty if value is None else cents(value) for value in values), strong=strong)


def _added(year: ProjectionYear, name: str) -> str:
    amounts = dict(year.added)
    return cents(amounts[name]) if name in amounts else "-"
