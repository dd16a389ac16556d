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
    "unrestricted_expenditures", "unrestricted_expenditures_and_uses", "contributions_to_restricted", "nonspendable",
    "committed", "assigned", "available_reserves",
    "stabilization_arrangements", "reserve_for_economic_uncertainties", "unassigned", "negative_restricted_balances",
    "special_reserve_stabilization", "special_reserve_economic_uncertainties", "special_reserve_unassigned",
    "cash_low_point", "cash_high_point", "cash_from_other_funds", "cash_from_current_loans", "ending_cash",
)  # fmt: skip
PUPILS = ("enrollment", "ada", "funded_ada")
MONTHS = (
    "cash_july", "cash_august", "cash_september", "cash_october", "cash_november", "cash_december", "cash_january",
    "cash_february", "cash_march", "cash_april", "cash_may", "cash_june",
)  # fmt: skip
ASKED = {**dict.fromkeys(NAMES, range(3)), **dict.fromkeys(PUPILS, range(-1, 3)), **dict.fromkeys(MONTHS, range(2))}


def projected(filing: Filing, rulebook: Rulebook, history: Sequence[Filing] = ()) -> dict[tuple[str, str], Figure]:
    """Figures by name and fiscal year of the report's three years; one the pack does not have is left out.

    Pupils are those of the year before too, the months of the cash worksheet those of its two years. Raises FilingError as
    judge does.
    """
    book = book_of(ready(filing), rulebook, [ready(one) for one in history])
    asked = {name: years for name, years in ASKED.items() if name in rulebook.figures}
    return {
        (name, book.fiscal_year(year)): book.figure("figures", name, year) for name, years in asked.items() for year in years
    }
