"""Rows of a projection out of the state's projection form (MYP) of an adopted budget, page by page.

Only a budget's export has been seen, so no other report is read this way. A row that the pack names as a figure is read there.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from compliance.engine.environment import CaseEnvironment
from compliance.engine.figures import FigureBook
from compliance.rulebook.language.half_up import half_up
from compliance.scenario.disclosure_document import NOT_FILED, Cell, summed, unknown
from compliance.scenario.disclosure_effects import RESTRICTED, UNRESTRICTED

LETTERS = {1: "C", 2: "E"}
PAGE_LETTERS = {UNRESTRICTED: "UNREST", RESTRICTED: "REST"}
BOTH_PAGES = {
    "federal_revenue": ("FEDERAL.REV",),
    "other_state_revenue": ("OTHER.STATE.REV",),
    "employee_benefits": ("EMPLOYEE.BENEFITS",),
    "books_and_supplies": ("BOOKS.SUPPLIES",),
    "services_and_operating": ("SVCS.OTHER.OP.EXP",),
    "capital_outlay": ("CAPITAL.OUTLAY",),
    "other_outgo": ("OTHER.OUTGO",),
    "indirect_costs": ("DIR.SUPPORT.INDIR.COSTS",),
    "other_adjustments": ("OTHER.ADJUSTMENTS",),
    "transfers_in": ("INTRFND.XFRS.IN", "OTHER.SOURCES.USES.SOURCES"),
    "transfers_out": ("INTRFND.XFRS.OUT", "OTHER.SOURCES.USES.USES"),
    "contributions": ("CONTRIBUTIONS",),
    "nonspendable": ("CEFB.FD.BAL.NONSPENDABLE",),
    "unassigned": ("CEFB.9790",),
}
ONE_PAGE = {
    (UNRESTRICTED, "lcff_sources"): "REV.LIMIT.SOURCES.UNREST",
    (RESTRICTED, "lcff_sources"): "BRL.PER.ADA.IP.REST",
    (UNRESTRICTED, "other_local_revenue"): "OTHER.LOCAL.REV.UNREST",
    (RESTRICTED, "other_local_revenue"): "OTHER.LOCAL.REV.REST.REST",
    (RESTRICTED, "restricted"): "CEFB.FD.BAL.RESTRICTED.REST",
}
STEPS = ("STEP.COL.ADJUST", "COST.LIVING.ADJUST", "OTHER.ADJUST")
STAFF = {"certificated_salaries": "CERT", "classified_salaries": "CLASS"}


def myp_cell(book: FigureBook, page: str, row: str, year: int) -> Cell:
    """A row of a page in the first or second year after the report's own; unknown where the form does not hold it."""
    letters = PAGE_LETTERS.get(page)
    if letters is None or year not in LETTERS or book.filing.report != "adopted_budget":
        return unknown(NOT_FILED)
    if row in BOTH_PAGES:
        names = [f"{stem}.{letters}" for stem in BOTH_PAGES[row]]
    elif (page, row) in ONE_PAGE:
        names = [ONE_PAGE[(page, row)]]
    elif row in STAFF:
        names = [f"{STAFF[row]}.{step}.{letters}" for step in STEPS]
    elif row == "total_expenditures" and page == RESTRICTED:
        whole, free = (_element(book, name, year) for name in ("EXPENDITURES.TOTAL", "EXPENDITURES.TOTAL.UNREST"))
        return summed(((1, whole), (-1, free)), f"{whole.source} − {free.source}")
    else:
        return unknown(NOT_FILED)
    cells = [_element(book, name, year) for name in names]
    return summed(((1, cell) for cell in cells), " + ".join(cell.source for cell in cells))


def is_step(row: str) -> bool:
    """Whether the form gives a row as changes to the year before."""
    return row in STAFF


def _element(book: FigureBook, name: str, year: int) -> Cell:
    called = f"MYP.{name}.{LETTERS[year]}"
    value = CaseEnvironment(book, year).element(called, None, year).value
    if not isinstance(value, Fraction | Decimal):
        return unknown(NOT_FILED)
    return Cell(half_up(Fraction(value), 2), source=f"form element {called}")
