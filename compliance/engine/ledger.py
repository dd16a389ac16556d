"""One column's ledger, added up by fund, resource, goal, function and object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from compliance.engine.findings import AccountAmount
from compliance.filing.model import Column, Row

SHOWN_ROWS = 25
BEGINNING = "9791,9793,9795"


class Ledger:
    """The rows of one column, and sums over them by selectors such as object="8100-8299" or fund="01"."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self._rows: Mapping[str, tuple[Row, ...]] = _by_fund(column.rows or ())

    def select(self, selectors: Mapping[str, str]) -> list[Row]:
        """The rows whose codes lie in every selector. Calculated rows (979Z, PCRA) are taken only by a selector naming them."""
        tests = {field: _ranges(selector) for field, selector in selectors.items() if field != "fund"}
        funds = _ranges(selectors["fund"]) if "fund" in selectors else None
        found = []
        for fund, rows in self._rows.items():
            if funds is None or _within(fund, funds):
                found += [row for row in rows if all(_within(getattr(row, field), ranges) for field, ranges in tests.items())]
        return found

    def total(self, selectors: Mapping[str, str]) -> tuple[Decimal, list[Row]]:
        """Dollars to the cent and the rows behind them."""
        rows = self.select(selectors)
        return sum((row.amount for row in rows), Decimal(0)), rows

    def negative_balances(self, selectors: Mapping[str, str]) -> tuple[Decimal, list[Row]]:
        """Ending balances below zero, resource by resource: beginning plus 8000-8999 less 1000-7999 (the state's 979Z)."""
        beginning, revenue, spending = (_ranges(codes) for codes in (BEGINNING, "8000-8999", "1000-7999"))
        balances: dict[tuple[str, str], Decimal] = {}
        behind: dict[tuple[str, str], list[Row]] = {}
        for row in self.select(selectors):
            if _within(row.object, beginning) or _within(row.object, revenue):
                change = row.amount
            elif _within(row.object, spending):
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


def _by_fund(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.account[:2], []).append(row)
    return {fund: tuple(found) for fund, found in grouped.items()}


def _ranges(selector: str) -> list[tuple[str, str]]:
    found = []
    for part in selector.split(","):
        low, _, high = part.strip().partition("-")
        found.append((low, high or low))
    return found


def _within(code: str, ranges: list[tuple[str, str]]) -> bool:
    return any(low <= code <= high and (code.isdigit() or low == code) for low, high in ranges)
