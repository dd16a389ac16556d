"""Section A of a disclosure: what units cost before the settlement, and by how much each year differs from the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from compliance.rulebook.language.half_up import half_up
from compliance.rulebook.language.show import show
from compliance.scenario.cost import Cost, CostLine, UnknownCost, added
from compliance.scenario.cost_base import Law, MissingFigure, bases_of, fte_of, rates_of
from compliance.scenario.disclosure_document import COLUMNS, NOT_PROPOSED, Cell, Column, Row, Table, summed, unknown
from compliance.scenario.proposal import Item, Proposal, Unit

STAFFING = "staffing"
PAY_ROWS = {
    "salary_schedule": "1. Salary schedule",
    "other_compensation": "2. Other compensation: stipends, bonuses, one-time pay",
    "statutory_benefits": "3. Statutory benefits",
    "health_and_welfare": "4. Health and welfare",
}
TOTAL, EMPLOYEES, AVERAGE = "total", "employees", "average"
TOGETHER = "pay and benefits are given as one sum and cannot be told apart"


class Annual(NamedTuple):
    """What the settlement costs in a fiscal year over the pay before it, by row and in all; None is unknown, why says so."""

    rows: dict[str, Cell]
    total: Cell


def compensation_table(proposal: Proposal, cost: Cost, units: Sequence[Unit], law: Law, years: Sequence[str]) -> Table:
    """Section A, all funds. A year's increase is its cost over that of the year before: what falls away is negative."""
    annual = [annual_of(cost, units, year) for year in years]
    before = _before(proposal, units, law)
    cells: dict[str, dict[str, Cell]] = {row: {"prior": before[row]} for row in PAY_ROWS}
    cells[TOTAL] = {"prior": _total(before, "prior")}
    for number, column in enumerate(COLUMNS):
        now = annual[number] if number < len(years) else None
        then = annual[number - 1] if number and now else None
        for row in (*PAY_ROWS, TOTAL):
            cells[row][column] = _increase(row, now, then, years[number] if now else "")
        total = cells[TOTAL][column]
        if all(cells[row][column].value is not None for row in PAY_ROWS):
            works = " + ".join(f"{{compensation::{row}:{column}}}" for row in PAY_ROWS)
            cells[TOTAL][column] = total._replace(works=works)
    for row in (*PAY_ROWS, TOTAL):
        for number, column in enumerate(COLUMNS, 1):
            cells[row][f"percent_{number}"] = _percent(row, cells[row], column)
    cells[EMPLOYEES] = {column: _employees(units, year) for column, year in _columns(years).items()}
    cells[AVERAGE] = {column: _average(cells, column) for column in ("prior", *COLUMNS)}
    labels = PAY_ROWS | {TOTAL: "5. Total (1 to 4)", EMPLOYEES: "6. Full-time equivalents", AVERAGE: "7. Average cost"}
    heads = [Column("prior", "Annual cost before the settlement")]
    for number, column in enumerate(COLUMNS, 1):
        year = years[number - 1] if number <= len(years) else "not costed"
        heads += [Column(column, f"Year {number} increase or (decrease), {year}"), Column(f"percent_{number}", "%")]
    notes = (
        "Each year's column is what that year costs over the year before it: pay that is not repeated stands as a decrease in "
        "the year after. Growth by step and column that would come without the settlement is in no column.",
        "A percent is the increase over the cost before the settlement with the increases of earlier years.",
    )
    rows = tuple(Row(key, label, cells[key]) for key, label in labels.items())
    return Table("compensation", "Proposed change in compensation, all funds", tuple(heads), rows, notes=notes)


def lines_table(cost: Cost, units: Sequence[Unit], years: Sequence[str]) -> Table:
    """The lines that section A adds up, each with its arithmetic."""
    columns = ("fiscal_year", "unit", "item", "fund", "gained", "amount", "arithmetic")
    heads = ("Charged to", "Unit", "Item", "Fund", "Proposed or by me-too", "Amount", "Arithmetic")
    rows = []
    for number, line in enumerate(compensation_lines(cost, units, years), 1):
        gained = f"by me-too with {line.via[0]}" if line.via else "proposed"
        texts = (line.fiscal_year, line.unit, line.item, line.fund, gained)
        cells = {key: Cell(text, "text") for key, text in zip(columns, texts, strict=False)}
        cells |= {"amount": Cell(line.amount), "arithmetic": Cell(line.arithmetic, "text", ", ".join(line.cites))}
        rows.append(Row(str(number), str(number), cells))
    heading = tuple(Column(key, label) for key, label in zip(columns, heads, strict=True))
    return Table("lines", "The lines of the cost", heading, tuple(rows))


def compensation_lines(cost: Cost, units: Sequence[Unit], years: Sequence[str]) -> list[CostLine]:
    """The cost lines of the units that are compensation; positions added for class size are none."""
    names = {unit.name for unit in units}
    return [line for year in years for line in cost.of(year) if line.unit in names and line.row != STAFFING]


def lacking(cost: Cost, units: Sequence[Unit], year: str) -> list[UnknownCost]:
    """What is not known of these units' cost in a year."""
    names = {unit.name for unit in units}
    return [one for one in cost.unknown if one.unit in names and one.fiscal_year == year]


def annual_of(cost: Cost, units: Sequence[Unit], year: str) -> Annual:
    """The settlement's cost in a fiscal year, row by row."""
    lines, missing = compensation_lines(cost, units, (year,)), lacking(cost, units, year)
    source = f"cost of {year}, {len(lines)} lines of sheet A lines" if lines else f"nothing is proposed that is paid in {year}"
    if missing:
        known = show(added(line.amount for line in lines), "money")
        why = f"not known: {'; '.join(dict.fromkeys(one.missing for one in missing))}; what is known comes to {known}"
        return Annual({row: unknown(why) for row in PAY_ROWS}, unknown(why))
    sums = dict.fromkeys(PAY_ROWS, Decimal("0.00"))
    mixed: set[str] = set()
    for line in lines:
        if line.row == "health":
            sums["health_and_welfare"] += line.amount
        elif line.salary is None or line.statutory is None:
            mixed |= {line.row, "statutory_benefits"}
        else:
            sums[line.row] += line.salary
            sums["statutory_benefits"] += line.statutory
    rows = {row: unknown(TOGETHER) if row in mixed else Cell(amount, source=source) for row, amount in sums.items()}
    return Annual(rows, Cell(added(line.amount for line in lines), source=source))


def _increase(row: str, now: Annual | None, then: Annual | None, year: str) -> Cell:
    if now is None:
        return unknown("the proposal is not costed for this year")
    found = now.total if row == TOTAL else now.rows[row]
    if then is None:
        return found
    earlier = then.total if row == TOTAL else then.rows[row]
    return summed(((1, found), (-1, earlier)), f"cost of {year} less the cost of the year before")


def _before(proposal: Proposal, units: Sequence[Unit], law: Law) -> dict[str, Cell]:
    first = proposal.years[0]
    found = {row: _each(units, reader, first, law) for row, reader in _BEFORE.items()}
    found["other_compensation"] = unknown(f"{NOT_PROPOSED}: pay beside the salary schedule")
    return found


def _each(units: Sequence[Unit], reader: Callable[[Unit, str, Law], Cell], first: str, law: Law) -> Cell:
    cells = [reader(unit, first, law) for unit in units]
    return summed(((1, cell) for cell in cells), "; ".join(dict.fromkeys(cell.source for cell in cells)))


def _salaries(unit: Unit, first: str, law: Law) -> Cell:
    if not unit.salary_base:
        return unknown(f"{NOT_PROPOSED}: the salaries of {unit.name}")
    bases = bases_of(unit, first, first)
    words = " + ".join(f"{base.formula} (fund {base.fund})" for base in bases)
    return Cell(half_up(sum((base.dollars for base in bases), Fraction(0)), 2), source=f"salary base of {unit.name}: {words}")


def _statutory(unit: Unit, first: str, law: Law) -> Cell:
    salaries = _salaries(unit, first, law)
    if not isinstance(salaries.value, Decimal):
        return salaries
    try:
        rates = rates_of(unit, Item(unit.name, "on_schedule", unit.at), first, law)
    except MissingFigure as missing:
        return unknown(f"not known: {missing}")
    if not unit.statutory:
        return unknown(f"{NOT_PROPOSED}: the statutory rates of {unit.name}")
    source = f"salaries of {unit.name} × the rates of {first}{rates.formula.replace(' × (1 + ', ': (')}"
    return Cell(half_up(Fraction(salaries.value) * rates.total, 2), source=", ".join((source, *rates.cites)))


def _health(unit: Unit, first: str, law: Law) -> Cell:
    if unit.health.cost is None:
        return unknown(f"{NOT_PROPOSED}: the health cost of {unit.name}")
    return Cell(unit.health.cost, source=f"health cost of {unit.name} in the proposal")


_BEFORE = {"salary_schedule": _salaries, "statutory_benefits": _statutory, "health_and_welfare": _health}


def _total(rows: dict[str, Cell], column: str) -> Cell:
    works = " + ".join(f"{{compensation::{row}:{column}}}" for row in PAY_ROWS)
    return summed(((1, rows[row]) for row in PAY_ROWS), "rows 1 to 4", works)


def _percent(row: str, cells: dict[str, Cell], column: str) -> Cell:
    earlier = COLUMNS[: COLUMNS.index(column)]
    base = summed(((1, cells[name]) for name in ("prior", *earlier)), "")
    increase = cells[column]
    if not isinstance(base.value, Decimal) or not isinstance(increase.value, Decimal):
        return unknown(increase.why or base.why, "rate")
    if not base.value:
        return unknown("there is no cost to take a percent of", "rate")
    below = " + ".join(f"{{compensation::{row}:{name}}}" for name in ("prior", *earlier))
    works = f"{{compensation::{row}:{column}}} / ({below})"
    return Cell(Fraction(increase.value) / Fraction(base.value), "rate", "increase over the cost before it", works=works)


def _columns(years: Sequence[str]) -> dict[str, str | None]:
    return {"prior": years[0]} | {column: years[at] if at < len(years) else None for at, column in enumerate(COLUMNS)}


def _employees(units: Sequence[Unit], year: str | None) -> Cell:
    if year is None:
        return unknown("the proposal is not costed for this year", "count")
    try:
        total = sum((fte_of(unit, year) for unit in units), Fraction(0))
    except MissingFigure:
        return unknown(f"{NOT_PROPOSED}: full-time equivalents of every unit", "count")
    return Cell(half_up(total, 4), "count", f"full-time equivalents of {year} in the proposal")


def _average(cells: dict[str, dict[str, Cell]], column: str) -> Cell:
    total, employees = cells[TOTAL][column], cells[EMPLOYEES][column]
    if not isinstance(total.value, Decimal):
        return unknown(total.why)
    if not isinstance(employees.value, Decimal) or not employees.value:
        return unknown(employees.why or "there are no employees to divide by")
    works = f"ROUND({{compensation::total:{column}}} / {{compensation::employees:{column}}}, 2)"
    return Cell(half_up(Fraction(total.value) / Fraction(employees.value), 2), source="row 5 over row 6", works=works)
