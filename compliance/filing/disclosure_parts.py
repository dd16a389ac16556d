"""The shapes of which a disclosure is made: sections with known keys, rows of columns, and what the sections are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compliance.filing.model import FilingError, Written
from compliance.filing.nearest import did_you_mean, shown
from compliance.filing.written_parts import branch_of, branch_scalars_of
from compliance.located.nodes import Node, Position, Section

Fields = dict[str, Written]
Entries = tuple[Fields, ...]

UNIT_KINDS = ("certificated", "classified", "other")
COMPENSATION_ROWS = ("salary_schedule", "other_compensation", "statutory_benefits", "health_and_welfare")
AMOUNTS = ("prior", "year_1", "year_2", "year_3")
PERCENTS = ("percent_1", "percent_2", "percent_3")
PAGES = ("general_unrestricted", "general_restricted", "general_combined")
FUND_PAGES = ("fund_11", "fund_12", "fund_13", "fund_61", "fund_63", "other_1", "other_2")
EFFECT_FUNDS = ("general", "fund_11", "fund_12", "fund_13", "fund_61", "fund_63", "other_1", "other_2")
BUDGET_COLUMNS = ("approved", "settlement", "other", "revised", "filed")
BUDGET_ROWS = (
    "lcff_sources", "federal_revenue", "other_state_revenue", "other_local_revenue", "total_revenue",
    "certificated_salaries", "classified_salaries", "employee_benefits", "books_and_supplies", "services_and_operating",
    "capital_outlay", "other_outgo", "indirect_costs", "other_adjustments", "total_expenditures",
    "transfers_in", "transfers_out", "contributions", "surplus",
    "beginning_balance", "audit_adjustments", "ending_balance",
    "nonspendable", "restricted", "committed", "assigned", "economic_uncertainties", "unassigned",
)  # fmt: skip
RESERVE_LINES = ("general_9789", "general_9790", "special_9789", "special_9790")
RESERVE_FIELDS = (
    "total_outgo", "pass_through", "net_outgo", "percent", "minimum", *RESERVE_LINES,
    "available", "available_percent", "meets",
)  # fmt: skip


def fields_of(node: Node, name: str, known: Iterable[str]) -> Fields:
    """One value for each key, every key being one of known; FilingError names the nearest."""
    keyed(node, name, known)
    return branch_scalars_of(node, name)


def keyed(node: Node, name: str, known: Iterable[str]) -> Section:
    """The node as keys with values (a heading over nothing holds none), every key being one of known."""
    section, names = branch_of(node, name), tuple(known)
    for key in section.names.values():
        if key.text not in names:
            near = did_you_mean(key.text, names)
            raise FilingError(f"`{name}` has no key {shown(key.text)}.{near} Its keys are {', '.join(names)}.", key.at)
    return section


def table_of(node: Node, name: str, rows: Iterable[str], columns: Iterable[str]) -> dict[str, Fields]:
    """Rows by name, each with its columns by name."""
    section = keyed(node, name, rows)
    return {row: fields_of(one, row, columns) for row, one in section.entries.items()}


def said(text: str, at: Position) -> Written:
    """A word that the reader adds (a row's name, a fiscal year), placed at what it names."""
    return Written(text, at, True)


def picked(names: Mapping[str, str], found: Mapping[str, Written]) -> Fields:
    """The fields of found under other names; what is not there is left out, for it is unknown."""
    return {new: found[old] for new, old in names.items() if old in found}
