"""What a settlement changes: the cost lines and offsets by page, row and fiscal year, this settlement's apart from the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from compliance.rulebook.language.half_up import half_up
from compliance.scenario.cost import Cost, CostLine, added
from compliance.scenario.disclosure_pay import STAFFING, lacking
from compliance.scenario.proposal import GENERAL_FUND, Proposal, Unit

UNRESTRICTED, RESTRICTED, COMBINED = "general_unrestricted", "general_restricted", "general_combined"
GENERAL_PAGES = (UNRESTRICTED, RESTRICTED, COMBINED)
OWN_PAGES = {"11": "fund_11", "12": "fund_12", "13": "fund_13", "61": "fund_61", "63": "fund_63"}
OTHER_PAGES = ("other_1", "other_2")
SALARY_ROWS = {"certificated": "certificated_salaries", "classified": "classified_salaries"}
BENEFITS, APART, REVENUE = "employee_benefits", "other_adjustments", "total_revenue"
SETTLEMENT, OTHER = "settlement", "other"


class Effect(NamedTuple):
    """Dollars that a row of a page gains in a fiscal year. column: settlement, or other (section G's columns 2 and 3)."""

    fiscal_year: str
    page: str
    row: str
    column: str
    amount: Decimal
    why: str


class Effects(NamedTuple):
    """Every effect, and what is not known by fiscal year and column. pages: the fund of each page beside the general fund."""

    effects: tuple[Effect, ...]
    unknown: dict[tuple[str, str], str]
    pages: dict[str, str]

    def amount(self, fiscal_year: str, page: str, row: str, column: str = "") -> Decimal:
        """Dollars of a row, in a column or in both; the combined page is the sum of its two."""
        pages = (UNRESTRICTED, RESTRICTED) if page == COMBINED else (page,)
        return added(
            one.amount
            for one in self.effects
            if one.fiscal_year == fiscal_year and one.page in pages and one.row == row and column in ("", one.column)
        )

    def spending(self, fiscal_year: str, page: str, column: str = "") -> Decimal:
        """Dollars by which a page's expenditures rise."""
        rows = {one.row for one in self.effects} - {REVENUE}
        return added(self.amount(fiscal_year, page, row, column) for row in rows)

    def balance(self, fiscal_year: str, page: str, column: str = "") -> Decimal:
        """Dollars by which a page's balance changes in the year: revenue less spending."""
        return self.amount(fiscal_year, page, REVENUE, column) - self.spending(fiscal_year, page, column)

    def missing(self, years: Sequence[str], column: str = "") -> str:
        """What is not known of these years' effects, in a column or in both; empty where all is."""
        found = (why for (year, which), why in self.unknown.items() if year in years and column in ("", which))
        return "; ".join(dict.fromkeys(found))


def unit_kind(unit: Unit) -> str | None:
    """Certificated or classified, by the unit's retirement system, else by its name; None where neither says."""
    systems = [name for name in ("strs", "pers") if name in unit.statutory]
    if len(systems) == 1:
        return "certificated" if systems == ["strs"] else "classified"
    return unit.name if not systems and unit.name in SALARY_ROWS else None


def effects_of(proposal: Proposal, cost: Cost, units: Sequence[Unit]) -> Effects:
    """The effects of a proposal: the cost of these units in column 2; other units, added positions and offsets in column 3."""
    names = {unit.name for unit in units}
    others = [unit for unit in proposal.units if unit.name not in names]
    pages = pages_of(cost)
    by_fund = {fund: page for page, funds in pages.items() for fund in funds.split(", ")}
    kinds = {unit.name: unit_kind(unit) for unit in proposal.units}
    shares = {unit.name: unit.unrestricted_share for unit in proposal.units}
    found: list[Effect] = []
    for line in cost.lines:
        if line.charged:
            column = SETTLEMENT if line.unit in names and line.row != STAFFING else OTHER
            why = f"{line.unit}: {line.item}"
            for page, row, amount in _parts(line, kinds[line.unit], shares[line.unit], by_fund):
                found.append(Effect(line.fiscal_year, page, row, column, amount, why))
    for offset in cost.offsets:
        if offset.counted:
            row, amount = (REVENUE, offset.amount) if offset.kind == "revenue" else (APART, -offset.amount)
            found.append(Effect(offset.fiscal_year, UNRESTRICTED, row, OTHER, amount, offset.name))
    missing = {}
    for year in cost.years:
        for column, whose in ((SETTLEMENT, units), (OTHER, others)):
            if figures := lacking(cost, whose, year):
                told = "; ".join(dict.fromkeys(one.missing for one in figures))
                missing[(year, column)] = f"not known: {told}"
    return Effects(tuple(found), missing, pages)


def pages_of(cost: Cost) -> dict[str, str]:
    """The pages of the funds, beside the general fund, that pay for the settlement. The last page takes what is left."""
    funds = sorted({line.fund for line in cost.lines} - {GENERAL_FUND})
    pages = {OWN_PAGES[fund]: fund for fund in funds if fund in OWN_PAGES}
    rest = [fund for fund in funds if fund not in OWN_PAGES]
    if rest:
        pages[OTHER_PAGES[0]] = rest[0]
    if rest[1:]:
        pages[OTHER_PAGES[1]] = ", ".join(rest[1:])
    return pages


def _parts(
    line: CostLine, kind: str | None, share: Fraction | None, by_fund: dict[str, str]
) -> Iterator[tuple[str, str, Decimal]]:
    """A line as amounts by page and row, which add up to it to the cent."""
    if line.row == "health":
        rows = [(BENEFITS, line.amount)]
    elif line.salary is None or line.statutory is None:
        rows = [(APART, line.amount)]
    else:
        rows = [(SALARY_ROWS[kind] if kind else APART, line.salary), (BENEFITS, line.statutory)]
    if line.fund != GENERAL_FUND:
        for row, amount in rows:
            yield by_fund[line.fund], row, amount
        return
    left = line.unrestricted
    for number, (row, amount) in enumerate(rows, 1):
        free = left if number == len(rows) else half_up(Fraction(amount) * (1 if share is None else share), 2)
        left -= free
        yield UNRESTRICTED, row, free
        if amount != free:
            yield RESTRICTED, row, amount - free
