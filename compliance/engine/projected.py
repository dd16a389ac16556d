"""The figures of a filing's projection that a letter prints beside what the rules found."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.engine.findings import Figure
from compliance.engine.report import book_of
from compliance.filing.importing import ready
from compliance.filing.model import Filing
from compliance.rulebook.model import Rulebook

NAMES = (
    "unrestricted_beginning_balance", "unrestricted_net_change", "unrestricted_ending_balance",
    "unrestricted_expenditures_and_uses", "contributions_to_restricted", "committed", "available_reserves",
    "stabilization_arrangements", "reserve_for_economic_uncertainties", "unassigned", "negative_restricted_balances",
    "special_reserve_stabilization", "special_reserve_economic_uncertainties", "special_reserve_unassigned",
    "enrollment", "ada", "funded_ada", "cash_low_point", "ending_cash",
)  # fmt: skip
YEARS = range(3)


def projected(filing: Filing, rulebook: Rulebook, history: Sequence[Filing] = ()) -> dict[tuple[str, str], Figure]:
    """Figures by name and fiscal year of the report's three years; one the pack does not have is left out.

    Raises FilingError as judge does.
    """
    book = book_of(ready(filing), rulebook, [ready(one) for one in history])
    names = [name for name in NAMES if name in rulebook.figures]
    return {(name, book.fiscal_year(year)): book.figure("figures", name, year) for name in names for year in YEARS}
