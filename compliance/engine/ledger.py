"""One column's ledger, added up by fund, resource, goal, function and object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from compliance.engine.accounts import Accounts
from compliance.engine.findings import AccountAmount
from compliance.engine.selectors import taken
from compliance.filing.model import Column, Row

SHOWN_ROWS = 25
COMES_IN = "8000-8999,9791,9793,9795"


class Ledger:
    """The rows of one column, and sums over them by selectors such as object="8100-8299" or fund="01"."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self._accounts = Accounts(column, checked=False)

    def select(self, selectors: Mapping[str, str]) -> list[Row]:
        """The rows whose codes lie in every selector. Calculated rows (979Z, PCRA) are taken only by a selector naming them."""
        rows = self._accounts.rows
        return [rows[at] for at in self._accounts.chosen(tuple(selectors.items()))]

    def total(self, selectors: Mapping[str, str]) -> tuple[Decimal, list[Row]]:
        """Dollars to the cent and the rows behind them."""
        places = self._accounts.chosen(tuple(selectors.items()))
        rows = self._accounts.rows
        return self._accounts.total(places), [rows[at] for at in places]

    def negative_balances(self, selectors: Mapping[str, str]) -> tuple[Decimal, list[Row]]:
        """Ending balances below zero, resource by resource: beginning plus 8000-8999 less 1000-7999 (the state's 979Z)."""
        balances: dict[tuple[str, str], Decimal] = {}
        behind: dict[tuple[str, str], list[Row]] = {}
        for row in self.select(selectors):
            if taken(COMES_IN, row.object):
                change = row.amount
            elif taken("1000-7999", row.object):
                change = -row.amount
            else:
                continue
            key = (row.fund, row.resource)
            balances[key] = balances.get(key, Decimal(0)) + change
            behind.setdefault(key, []).append(row)
        short = {key: balance for key, balance in balances.items() if balance < 0}
        return sum(short.values(), Decimal(0)), [row for key in short for row in behind[key]]


def shown_rows(rows: Iterable[Row]) -> tuple[AccountAmount, ...]:
    """The rows as evidence, when they are few enough for a person to read; a sum over thousands is told by its selectors."""
    found = tuple(AccountAmount(row.account, row.amount, row.line) for row in rows)
    return found if len(found) <= SHOWN_ROWS else ()
