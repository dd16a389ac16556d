"""A budget row of the disclosure as the filing gives it: out of its ledger, else out of its named figures, else unknown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from compliance.engine.environment import CaseEnvironment
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Figure
from compliance.rulebook.language.half_up import half_up
from compliance.scenario.disclosure_document import NOT_FILED, Cell, summed, unknown
from compliance.scenario.disclosure_effects import APART, COMBINED, RESTRICTED, UNRESTRICTED
from compliance.scenario.disclosure_myp import is_step, myp_cell

OBJECTS = {
    "lcff_sources": "8010-8099", "federal_revenue": "8100-8299", "other_state_revenue": "8300-8599",
    "other_local_revenue": "8600-8799", "total_revenue": "8010-8799",
    "certificated_salaries": "1000-1999", "classified_salaries": "2000-2999", "employee_benefits": "3000-3999",
    "books_and_supplies": "4000-4999", "services_and_operating": "5000-5999", "capital_outlay": "6000-6999",
    "other_outgo": "7100-7299,7400-7499", "indirect_costs": "7300-7399", "total_expenditures": "1000-7499",
    "transfers_in": "8900-8979", "transfers_out": "7600-7699", "contributions": "8980-8999",
    "beginning_balance": "9791", "audit_adjustments": "9793,9795",
    "nonspendable": "9711-9719", "restricted": "9740", "committed": "9750-9760", "assigned": "9780",
    "economic_uncertainties": "9789", "unassigned": "9790",
}  # fmt: skip
REVENUES = ("lcff_sources", "federal_revenue", "other_state_revenue", "other_local_revenue")
RESOURCES = {UNRESTRICTED: {"resource": "0000-1999"}, RESTRICTED: {"resource": "2000-9999"}}
_SIGNED = tuple[tuple[int, str], ...]
# Rows that the pack's figures give, each the sum of figures with their signs; [-1]: that of the year before, in a projection.
NAMED: dict[str, dict[str, _SIGNED]] = {
    UNRESTRICTED: {
        "certificated_salaries": ((1, "unrestricted_certificated_salaries"),),
        "classified_salaries": ((1, "unrestricted_classified_salaries"),),
        "employee_benefits": (
            (1, "unrestricted_salaries_and_benefits"), (-1, "unrestricted_certificated_salaries"),
            (-1, "unrestricted_classified_salaries"),
        ),
        "other_adjustments": ((1, "unrestricted_unidentified_reductions"),),
        "total_expenditures": ((1, "unrestricted_expenditures"),),
        "transfers_out": ((1, "unrestricted_expenditures_and_uses"), (-1, "unrestricted_expenditures")),
        "contributions": ((1, "contributions_to_restricted"),),
        "surplus": ((1, "unrestricted_net_change"),),
        "beginning_balance": ((1, "unrestricted_beginning_balance"),),
        "ending_balance": ((1, "unrestricted_ending_balance"),),
        "nonspendable": ((1, "nonspendable"),),
        "committed": ((1, "committed"), (1, "stabilization_arrangements")),
        "assigned": ((1, "assigned"),),
        "economic_uncertainties": ((1, "reserve_for_economic_uncertainties"),),
        "unassigned": ((1, "unassigned"),),
    },
    RESTRICTED: {
        "other_adjustments": ((1, "restricted_unidentified_reductions"),),
        "surplus": (
            (1, "ending_fund_balance"), (-1, "ending_fund_balance[-1]"), (-1, "unrestricted_net_change"),
        ),
        "beginning_balance": ((1, "ending_fund_balance[-1]"), (-1, "unrestricted_ending_balance[-1]")),
        "ending_balance": ((1, "ending_fund_balance"), (-1, "unrestricted_ending_balance")),
    },
    COMBINED: {
        "lcff_sources": ((1, "lcff_sources"),),
        "federal_revenue": ((1, "federal_revenue"),),
        "other_state_revenue": ((1, "other_state_revenue"),),
        "other_local_revenue": ((1, "other_local_revenue"),),
        "books_and_supplies": ((1, "books_and_supplies"),),
        "services_and_operating": ((1, "services_and_operating"),),
        "surplus": ((1, "ending_fund_balance"), (-1, "ending_fund_balance[-1]")),
        "beginning_balance": ((1, "ending_fund_balance[-1]"),),
        "ending_balance": ((1, "ending_fund_balance"),),
    },
}  # fmt: skip


def filed_cell(book: FigureBook, page: str, fund: str, row: str, year: int) -> Cell:
    """A row of a page (of a fund) in a relative year, dollars to the cent; None where the filing does not hold it."""
    column = book.column(year)
    signed = NAMED.get(page, {}).get(row)
    written = signed is not None and all(("figures", book.fiscal_year(year), name) in book.filing.figures for _, name in signed)
    held = column is not None and column.rows is not None and any(one.fund in fund.split(", ") for one in column.rows)
    if held and not written:
        return _in_ledger(book, page, fund, row, year)
    cells = [(sign, _named(book, name, year)) for sign, name in signed or ()]
    found = summed(cells, _joined(cells)) if cells else unknown(NOT_FILED)
    if found.value is None and row == APART and year == 0:
        return Cell(Decimal("0.00"), source="the budget of a year has no such line")
    other = unknown(NOT_FILED) if found.value is not None else _projected(book, page, fund, row, year)
    return found if other.value is None else other


def figure_cell(book: FigureBook, name: str, year: int) -> Cell:
    """A figure of the pack as a cell, with its source in words; money is rounded half up to the cent."""
    figure = book.figure("figures", name, year)
    if figure.value is None:
        return unknown(f"{NOT_FILED}: {figure.label or name} of {book.fiscal_year(year)}", figure.unit)
    value = figure.value
    if figure.unit == "money" and isinstance(value, Decimal | Fraction):
        value = half_up(Fraction(value), 2)
    return Cell(value, figure.unit, f"{figure.label or name}: {source_words(figure)}")


def source_words(figure: Figure) -> str:
    """Where a figure comes from, in a few words."""
    source = figure.source
    if source is None:
        return "the filing"
    if source.kind == "formula":
        return f"formula {source.formula}" if source.formula else "a formula of the rules"
    place = ":".join(str(part) for part in (source.path, source.line) if part is not None)
    if source.kind == "ledger":
        return f"ledger column {source.column}, {source.formula}, {source.rows} rows, {source.path}"
    return f"form element {source.element}, {place}" if source.kind == "element" else f"{source.kind}, {place}"


def _projected(book: FigureBook, page: str, fund: str, row: str, year: int) -> Cell:
    """A row of a later year that no figure of the pack gives: of the form, or as the sum of others."""
    if year < 1:
        return unknown(NOT_FILED)
    if page == COMBINED:
        parts = [filed_cell(book, part, fund, row, year) for part in (UNRESTRICTED, RESTRICTED)]
        return summed(((1, cell) for cell in parts), "the two pages together")
    if row == "total_revenue":
        parts = [filed_cell(book, page, fund, revenue, year) for revenue in REVENUES]
        return summed(((1, cell) for cell in parts), "the four revenues")
    change = myp_cell(book, page, row, year)
    if not is_step(row):
        return change
    before = filed_cell(book, page, fund, row, year - 1)
    return summed(((1, before), (1, change)), f"{before.source}, + {change.source}")


def _named(book: FigureBook, name: str, year: int) -> Cell:
    """A figure of the year, or of the year before; a year that has begun may have audit adjustments in between."""
    before = name.removesuffix("[-1]")
    if before == name:
        return figure_cell(book, name, year)
    return figure_cell(book, before, year - 1) if year > 0 else unknown(NOT_FILED)


def _in_ledger(book: FigureBook, page: str, fund: str, row: str, year: int) -> Cell:
    if row == "surplus":
        return summed(
            ((1, _sum(book, page, fund, "8000-8999", year)), (-1, _sum(book, page, fund, "1000-7999", year))), _net(book, year)
        )
    if row == "ending_balance":
        parts = [_sum(book, page, fund, objects, year) for objects in ("9791,9793,9795", "8000-8999", "1000-7999")]
        return summed(zip((1, 1, -1), parts, strict=True), f"9791, 9793, 9795 and {_net(book, year)}")
    if row == APART:
        return Cell(Decimal("0.00"), source="the ledger of a year has no such line")
    return _sum(book, page, fund, OBJECTS[row], year)


def _net(book: FigureBook, year: int) -> str:
    column = book.column(year)
    return f"8000-8999 less 1000-7999 of ledger column {column.code}" if column else "the ledger"


def _sum(book: FigureBook, page: str, fund: str, objects: str, year: int) -> Cell:
    selectors = {"fund": fund.replace(", ", ","), **RESOURCES.get(page, {}), "object": objects}
    operand = CaseEnvironment(book, year).ledger_sum(year, **selectors)
    figure = operand.payload
    assert isinstance(figure, Figure)
    value = figure.value
    if not isinstance(value, Decimal):
        return unknown(NOT_FILED)
    return Cell(half_up(Fraction(value), 2), source=source_words(figure))


def _joined(cells: list[tuple[int, Cell]]) -> str:
    return " ".join(
        f"{'' if number == 0 and sign > 0 else '+ ' if sign > 0 else '− '}{cell.source}"
        for number, (sign, cell) in enumerate(cells)
    )
