"""Section I of a disclosure, lines 1 to 4: the state's minimum and the reserves after the settlement, year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from compliance.engine.figures import FigureBook
from compliance.fiscal_year import distance
from compliance.rulebook.language.half_up import half_up
from compliance.rulebook.language.show import show
from compliance.rulebook.lookup import look_up
from compliance.scenario.cost import added
from compliance.scenario.cost_base import Law
from compliance.scenario.disclosure_document import NOT_FILED, Cell, Column, Row, Table, summed, unknown
from compliance.scenario.disclosure_effects import COMBINED, UNRESTRICTED, Effects
from compliance.scenario.disclosure_filed import figure_cell

LINES = {
    "total_outgo": "1a. Expenditures, transfers out and uses, with the settlement",
    "pass_through": "1b. Less special education pass-through",
    "net_outgo": "1c. Net outgo",
    "percent": "1d. State minimum, percent",
    "minimum": "1e. State minimum, dollars",
    "general_9789": "2a. General fund, economic uncertainties (9789)",
    "general_9790": "2b. General fund, unassigned (9790)",
    "special_9789": "2c. Fund 17, economic uncertainties (9789)",
    "special_9790": "2d. Fund 17, unassigned (9790)",
    "available": "2e. Available reserves",
    "available_percent": "2f. Percent of net outgo, rounded down",
    "meets": "3. Meets the minimum",
    "shortfall": "4. Short of the minimum by",
}
FIGURES = {
    "general_9789": "reserve_for_economic_uncertainties", "general_9790": "unassigned",
    "special_9789": "special_reserve_economic_uncertainties", "special_9790": "special_reserve_unassigned",
}  # fmt: skip


class AfterBook:
    """The figures after the settlement: out of the book it was laid over, else as filed with the cost added or taken off."""

    def __init__(self, book: FigureBook, after: FigureBook | None, effects: Effects, proposed: Sequence[str]) -> None:
        self.book, self.after, self.effects, self.proposed = book, after, effects, proposed

    def cell(self, name: str, year: str) -> Cell:
        """A figure of a fiscal year after the settlement; where part of the cost is unknown so is it, and why says the rest."""
        relative = distance(self.book.filing.fiscal_year, year)
        moved = self._moved(name, year)
        if moved is None:
            return figure_cell(self.after or self.book, name, relative)
        if self.after is not None:
            found = figure_cell(self.after, name, relative)
            found = found._replace(source=f"after the settlement, {found.source}") if found.value is not None else found
        else:
            before = figure_cell(self.book, name, relative)
            found = summed(((1, before), (1, Cell(moved))), f"{before.source}; with {show(moved, 'money')} of the proposal")
        why = self.effects.missing([one for one in self.proposed if one <= year])
        if why and isinstance(found.value, Decimal):
            return unknown(f"{why}; without it {show(found.value, 'money')}", source=found.source)
        return found

    def _moved(self, name: str, year: str) -> Decimal | None:
        """Dollars by which the proposal changes a figure of a year; None for a figure that it does not touch."""
        if name in ("unassigned", "available_reserves"):
            return added(self.effects.balance(one, UNRESTRICTED) for one in self.proposed if one <= year)
        return self.effects.spending(year, COMBINED) if name == "expenditures_and_uses" else None


def reserves_table(figures: AfterBook, law: Law, years: Sequence[str]) -> Table:
    """Lines 1 to 4 of section I for each fiscal year. As in the criteria, the law is that of the filing's own year."""
    by_year = {year: _lines(figures, law, year) for year in years}
    rows = tuple(Row(key, label, {year: by_year[year][key] for year in years}) for key, label in LINES.items())
    notes = tuple(note for year in years if (note := _beside(figures, by_year[year], year)))
    heads = tuple(Column(year, year) for year in years)
    return Table("reserves", "Impact on unrestricted reserves", heads, rows, notes=notes)


def shortfalls(table: Table) -> list[str]:
    """Sentences on the years in which reserves after the settlement fall short of the minimum."""
    found = []
    for column in table.columns:
        cell = table.cell("shortfall", column.key)
        if isinstance(cell.value, Decimal) and cell.value > 0:
            found.append(f"Available reserves of {column.label} fall {show(cell.value, 'money')} short of the state's minimum.")
    return found


def _lines(figures: AfterBook, law: Law, year: str) -> dict[str, Cell]:
    named = {key: f"{{reserves::{key}:{year}}}" for key in LINES}
    outgo, passed = figures.cell("expenditures_and_uses", year), _pass_through(figures, year)
    found = {"total_outgo": summed(((1, outgo), (1, passed)), outgo.source) if passed.value else outgo}
    found["pass_through"] = Cell(Decimal("0.00"), source="the criteria take it in or leave it out of line 1a already")
    works = f"{named['total_outgo']} - {named['pass_through']}"
    net = found["net_outgo"] = summed(((1, found["total_outgo"]), (-1, found["pass_through"])), "1a less 1b", works)
    if passed.value is None:
        net = found["net_outgo"] = found["total_outgo"] = passed
    percent, floor = _standard(figures, law, net, year)
    found["percent"] = percent
    least = _least(net, percent, floor)
    over_floor = isinstance(floor.value, Decimal) and floor.value == least.value and floor.value > 0
    works = f"ROUND({named['net_outgo']} * {named['percent']}, 2)"
    source = floor.source if over_floor else "1c × 1d"
    found["minimum"] = _cents(least)._replace(source=source, works="" if over_floor else works)
    for key, name in FIGURES.items():
        found[key] = figures.cell(name, year)
    works = " + ".join(named[key] for key in FIGURES)
    found["available"] = summed(((1, found[key]) for key in FIGURES), "2a to 2d", works)
    if found["available"].value is None and all(found[key].value is None for key in FIGURES):
        found["available"] = figures.cell("available_reserves", year)
    found |= _judged(found["available"], net, least, named)
    return found


def _judged(available: Cell, net: Cell, least: Cell, named: Mapping[str, str]) -> dict[str, Cell]:
    if not isinstance(available.value, Decimal) or not isinstance(net.value, Decimal) or not isinstance(least.value, Fraction):
        why = available.why or net.why or least.why
        return {"available_percent": unknown(why, "rate"), "meets": unknown(why, "bool"), "shortfall": unknown(why)}
    short = max(least.value - Fraction(available.value), Fraction(0))
    percent = unknown("there is no outgo", "rate")
    if net.value:
        exact = Fraction(available.value) / Fraction(net.value)
        works = f"ROUNDDOWN({named['available']} / {named['net_outgo']}, 4)"
        down = Fraction((exact * 10000).__floor__(), 10000)
        percent = Cell(down, "rate", "2e over 1c", works=works if exact >= 0 else "")
    return {
        "available_percent": percent,
        "meets": Cell(not short, "bool", "2e is at least 1e" if not short else "2e is less than 1e"),
        "shortfall": Cell(half_up(short, 2), source="1e less 2e, where that is more than zero"),
    }


def _pass_through(figures: AfterBook, year: str) -> Cell:
    """What criterion 10 adds to the outgo: the pass-through of fund 10, unless the filing leaves it out."""
    left_out = figures.book.answer("exclude_pass_through").value
    if left_out is True:
        return Cell(Decimal("0.00"), source="the filing leaves the pass-through out")
    if left_out is None:
        return unknown(f"{NOT_FILED}: whether the pass-through is left out")
    return figures.cell("special_education_pass_through", year)


def _standard(figures: AfterBook, law: Law, net: Cell, year: str) -> tuple[Cell, Cell]:
    book = figures.book
    name, key = "reserve_standard", figure_cell(book, "ada", distance(book.filing.fiscal_year, year))
    if book.filing.entity.kind == "county_office":
        name, key = "coe_reserve_standard", net
    if not isinstance(key.value, Decimal):
        return unknown(key.why, "rate"), unknown(key.why)
    if name not in law:
        return unknown(f"the rules hold no {name}", "rate"), unknown(f"the rules hold no {name}")
    cells = []
    for column, unit in (("percent", "rate"), ("floor", "money")):
        found = look_up(law, name, book.filing.fiscal_year, column, Fraction(key.value))
        value = found.value if isinstance(found.value, Fraction) else None
        source = f"{found.formula} ({', '.join(found.cites)}; {found.confidence})"
        exact = half_up(value, 2) if unit == "money" and value is not None else value
        cells.append(Cell(exact, unit, source, found.missing and f"not known: {found.missing}"))
    return cells[0], cells[1]


def _least(net: Cell, percent: Cell, floor: Cell) -> Cell:
    if not isinstance(net.value, Decimal) or not isinstance(percent.value, Fraction) or not isinstance(floor.value, Decimal):
        return unknown(net.why or percent.why or floor.why)
    return Cell(max(Fraction(net.value) * percent.value, Fraction(floor.value)))


def _cents(cell: Cell) -> Cell:
    return cell._replace(value=half_up(cell.value, 2)) if isinstance(cell.value, Fraction) else cell


def _beside(figures: AfterBook, lines: Mapping[str, Cell], year: str) -> str:
    """A sentence where criterion 10 comes to other reserves than the form's four lines."""
    whole, form = figures.cell("available_reserves", year).value, lines["available"].value
    if not isinstance(whole, Decimal) or not isinstance(form, Decimal) or whole == form:
        return ""
    return (
        f"The criteria count {show(whole, 'money')} of available reserves in {year}: stabilization arrangements and restricted "
        f"balances below zero are in them, and in none of the form's four lines, which come to {show(form, 'money')}."
    )
