"""Sections G and H of a disclosure: the budget of the current year and the projection, as filed and with the settlement."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from compliance.engine.figures import FigureBook
from compliance.fiscal_year import distance
from compliance.rulebook.language.show import show
from compliance.scenario.cost import added
from compliance.scenario.disclosure_document import COLUMNS, Cell, Column, Row, Table, summed, unknown
from compliance.scenario.disclosure_effects import (
    APART,
    BENEFITS,
    COMBINED,
    GENERAL_PAGES,
    OTHER,
    RESTRICTED,
    REVENUE,
    SALARY_ROWS,
    SETTLEMENT,
    UNRESTRICTED,
    Effects,
)
from compliance.scenario.disclosure_filed import REVENUES, filed_cell

OBJECT_ROWS = (
    "certificated_salaries", "classified_salaries", BENEFITS, "books_and_supplies", "services_and_operating", "capital_outlay",
    "other_outgo", "indirect_costs", APART,
)  # fmt: skip
COMPONENTS = ("nonspendable", "restricted", "committed", "assigned", "economic_uncertainties", "unassigned")
ROWS = {
    "lcff_sources": "LCFF sources (8010-8099)", "federal_revenue": "Federal revenue (8100-8299)",
    "other_state_revenue": "Other state revenue (8300-8599)", "other_local_revenue": "Other local revenue (8600-8799)",
    "total_revenue": "Total revenue", "certificated_salaries": "Certificated salaries (1000-1999)",
    "classified_salaries": "Classified salaries (2000-2999)", "employee_benefits": "Employee benefits (3000-3999)",
    "books_and_supplies": "Books and supplies (4000-4999)", "services_and_operating": "Services and operating (5000-5999)",
    "capital_outlay": "Capital outlay (6000-6999)", "other_outgo": "Other outgo (7100-7299, 7400-7499)",
    "indirect_costs": "Transfers of indirect costs (7300-7399)", "other_adjustments": "Other adjustments",
    "total_expenditures": "Total expenditures", "transfers_in": "Transfers in and other sources (8900-8979)",
    "transfers_out": "Transfers out and other uses (7600-7699)", "contributions": "Contributions (8980-8999)",
    "surplus": "Operating surplus or (deficit)", "beginning_balance": "Beginning balance (9791)",
    "audit_adjustments": "Audit adjustments and restatements (9793, 9795)", "ending_balance": "Ending balance",
    "nonspendable": "Nonspendable (9711-9719)", "restricted": "Restricted (9740)", "committed": "Committed (9750-9760)",
    "assigned": "Assigned (9780)", "economic_uncertainties": "Reserve for economic uncertainties (9789)",
    "unassigned": "Unassigned (9790)",
}  # fmt: skip
PAGES = {
    UNRESTRICTED: "4a. General fund, unrestricted", RESTRICTED: "4b. General fund, restricted",
    COMBINED: "4c. General fund, combined",
    "fund_11": "4d. Fund 11, adult education", "fund_12": "4e. Fund 12, child development",
    "fund_13": "4f. Fund 13, cafeteria special revenue", "fund_61": "4f. Fund 61, cafeteria enterprise",
    "fund_63": "4g. Fund 63, other enterprise",
}  # fmt: skip
SUMS: dict[str, tuple[tuple[int, str], ...]] = {
    "total_revenue": tuple((1, row) for row in REVENUES),
    "total_expenditures": tuple((1, row) for row in OBJECT_ROWS),
    "surplus": (
        (1, "total_revenue"),
        (-1, "total_expenditures"),
        (1, "transfers_in"),
        (-1, "transfers_out"),
        (1, "contributions"),
    ),
    "ending_balance": ((1, "beginning_balance"), (1, "audit_adjustments"), (1, "surplus")),
}
BUDGET_COLUMNS = (
    Column("approved", "1. Budget as filed"),
    Column("settlement", "2. This settlement"),
    Column("other", "3. Other revisions"),
    Column("revised", "4. Revised budget"),
)


def page_title(page: str, effects: Effects) -> str:
    """What a page of section G is called."""
    return PAGES.get(page) or f"4{'g' if page == 'other_1' else 'h'}. Fund {effects.pages[page]}"


def budget_table(book: FigureBook, effects: Effects, fiscal_year: str, proposed: Sequence[str]) -> Table:
    """Section G: each row of each page, column 1 out of the filing, columns 2 and 3 out of the cost, column 4 their sum."""
    year = distance(book.filing.fiscal_year, fiscal_year)
    rows = []
    for page, fund in _pages(effects).items():
        for row, label in ROWS.items():
            cells = {"approved": filed_cell(book, page, fund, row, year)}
            for column in (SETTLEMENT, OTHER):
                cells[column] = changed(effects, page, row, fiscal_year, proposed, column)
            columns = ("approved", SETTLEMENT, OTHER)
            works = " + ".join(f"{{budget:{page}:{row}:{column}}}" for column in columns)
            cells["revised"] = summed(((1, cells[column]) for column in columns), "columns 1 to 3", works)
            rows.append(Row(row, label, cells, page))
    parts = {page: page_title(page, effects) for page in _pages(effects)}
    notes = (
        "Column 1 is the filing this was made from. Where the board has approved a later budget, column 1 is to be that one.",
        "A restricted cost is taken from the restricted balance; where restricted programs cannot bear it, contributions rise.",
    )
    title = f"Impact on the operating budget of {fiscal_year}"
    return _with_sums(Table("budget", title, BUDGET_COLUMNS, tuple(rows), parts, notes), ("approved",))


def projection_table(book: FigureBook, effects: Effects, years: Sequence[str], proposed: Sequence[str], budget: Table) -> Table:
    """Section H: three years with the settlement and its offsets; the first is column 4 of section G."""
    rows = []
    for page in GENERAL_PAGES:
        for row, label in ROWS.items():
            first = budget.cell(row, "revised", page)
            cells = {COLUMNS[0]: first._replace(source="column 4 of section G", works=f"{{budget:{page}:{row}:revised}}")}
            if first.value is None:
                cells[COLUMNS[0]] = first
            for column, year in zip(COLUMNS[1:], years[1:], strict=False):
                before = filed_cell(book, page, "01", row, distance(book.filing.fiscal_year, year))
                change = changed(effects, page, row, year, proposed)
                source = (
                    f"{before.source}; with {show(change.value, 'money')} of the proposal" if change.value else before.source
                )
                cells[column] = summed(((1, before), (1, change)), source)
            rows.append(Row(row, label, cells, page))
    heads = tuple(
        Column(column, f"Year {at}, {year}") for at, (column, year) in enumerate(zip(COLUMNS, years, strict=False), 1)
    )
    parts = {page: PAGES[page].replace("4", "5", 1) for page in GENERAL_PAGES}
    table = Table("projection", "Impact on the years that follow", heads, tuple(rows), parts)
    return _with_sums(table, tuple(column.key for column in heads[1:]))


def changed(effects: Effects, page: str, row: str, year: str, proposed: Sequence[str], column: str = "") -> Cell:
    """What the proposal changes of a row in a year, in a column or in both. proposed: the fiscal years that are costed."""
    upto = [one for one in proposed if one <= year]
    before = [one for one in proposed if one < year]
    balance = row in ("ending_balance", "beginning_balance", *COMPONENTS)
    counted = before if row == "beginning_balance" else upto if balance else [year]
    touched = row in (*SALARY_ROWS.values(), BENEFITS, APART, "total_expenditures", "surplus") or balance
    why = effects.missing(counted, column) if touched and row not in ("nonspendable", "committed", "assigned") else ""
    if why:
        return unknown(why)
    source = "the proposal's cost" if column == SETTLEMENT else "the proposal"
    if row in REVENUES:
        told = effects.amount(year, page, REVENUE, column)
        return unknown("the proposal does not say which revenue") if told else Cell(Decimal("0.00"), source=source)
    if not balance:
        return Cell(_flow(effects, page, row, year, column), source=source)
    return _balance(effects, page, row, counted, column, source)


def _flow(effects: Effects, page: str, row: str, year: str, column: str) -> Decimal:
    if row == "total_expenditures":
        return effects.spending(year, page, column)
    if row == "surplus":
        return effects.balance(year, page, column)
    return effects.amount(year, page, row, column)


def _balance(effects: Effects, page: str, row: str, years: Sequence[str], column: str, source: str) -> Cell:
    borne_by = {"unassigned": UNRESTRICTED, "restricted": RESTRICTED}
    whole = added(effects.balance(one, page, column) for one in years)
    if row in COMPONENTS and page not in GENERAL_PAGES:
        return unknown("which part of the fund's balance bears it is not said") if whole else Cell(whole, source=source)
    if row in COMPONENTS:
        bearer = borne_by.get(row)
        if bearer is None or page not in (bearer, COMBINED):
            return Cell(Decimal("0.00"), source=source)
        return Cell(added(effects.balance(one, bearer, column) for one in years), source=source)
    return Cell(whole, source=source)


def _pages(effects: Effects) -> dict[str, str]:
    return dict.fromkeys(GENERAL_PAGES, "01") | effects.pages


def _with_sums(table: Table, columns: Sequence[str]) -> Table:
    """The table with the formulas of its totals, wherever the rows are known and add up to what stands there."""
    cells = {(row.part, row.key): row.cells for row in table.rows}
    rows = []
    for row in table.rows:
        found = dict(row.cells)
        for column in columns:
            terms = [(sign, row.part, name) for sign, name in SUMS.get(row.key, ())]
            if row.part == COMBINED and not terms:
                terms = [(1, UNRESTRICTED, row.key), (1, RESTRICTED, row.key)]
            held = [(sign, cells[(part, name)][column]) for sign, part, name in terms]
            if held and found[column].value is not None and summed(held, "").value == found[column].value:
                works = "".join(f" {'+' if s > 0 else '-'} {{{table.key}:{part}:{name}:{column}}}" for s, part, name in terms)
                found[column] = found[column]._replace(works=works.removeprefix(" + "))
        rows.append(row._replace(cells=found))
    return table._replace(rows=tuple(rows))
