"""What the state's system does with a ledger on its way in, so that a raw ledger and a state export are judged alike."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from compliance.filing.ending_balances import (
    BEGINNING,
    COMPUTED,
    ENDING,
    NONSPENDABLE,
    PROGRAM_COSTS,
    RESIDUALS,
    Key,
    balance_rows,
    beginning_rows,
    corrected_by_hand,
    ending_balances,
    nonspendable_rows,
)
from compliance.filing.model import Column, Filing, Row

ACTUALS = "BA"
BUDGET = "BB"
_YEAR_BEFORE = ("BE", ACTUALS)  # a file holds one of them beside a budget, or none


def imported(filing: Filing) -> Filing:
    """The filing as the state's import leaves it: every column with rows computed anew. Importing twice adds nothing."""
    return _with_columns(filing, keep=False)


def ready(filing: Filing) -> Filing:
    """The filing as it is judged: columns not yet imported are, the others stay as they are; the same filing where all do."""
    if all(is_imported(column) or not column.rows for column in filing.columns):
        return filing
    return _with_columns(filing, keep=True)


def is_imported(column: Column) -> bool:
    """Whether the column went through the state's import: it holds an ending balance (object 979Z)."""
    return any(row.account.endswith(ENDING) for row in column.rows or ())


def is_balance_sheet(row: Row) -> bool:
    """Whether the row is of objects 9100-9699: assets and liabilities, which the import takes only for unaudited actuals."""
    return "91" <= row.account[15:17] <= "96"


def _with_columns(filing: Filing, keep: bool) -> Filing:
    """The filing with its columns imported; keep leaves those that were. A budget begins with the year before as it then is."""
    columns: list[Column] = []
    for column in filing.columns:
        if column.rows and not (keep and is_imported(column)):
            column = column._replace(rows=_rows(column, _year_before(columns, column)))
        columns.append(column)
    return filing._replace(columns=tuple(columns))


def _year_before(earlier: list[Column], column: Column) -> Mapping[Key, Decimal] | None:
    """Ending balances of the year before a budget, dollars by fund and resource; None where the file does not hold them."""
    before = next((one for one in earlier if one.code in _YEAR_BEFORE and one.rows), None)
    return ending_balances(before.rows or ()) if before is not None and column.code == BUDGET else None


def _rows(column: Column, before: Mapping[Key, Decimal] | None) -> tuple[Row, ...]:
    """The column's rows and the computed ones, by account."""
    replaced = {ENDING, *RESIDUALS} if before is None else {ENDING, BEGINNING, *RESIDUALS}
    rows = [_flagged(row) for row in column.rows or () if row.object not in replaced and _kept(row, column.code)]
    if before is not None:
        rows += beginning_rows(before)
    if column.code == ACTUALS:
        rows = _with_nonspendable(rows)
    rows += balance_rows(rows, corrected_by_hand(column))
    return tuple(sorted(rows, key=lambda row: row.account))


def _kept(row: Row, code: str) -> bool:
    """Rows of zero are dropped but those of the program cost report, which the state computes after the import."""
    if not row.amount:
        return row.object == PROGRAM_COSTS
    return code == ACTUALS or not is_balance_sheet(row)


def _flagged(row: Row) -> Row:
    return row if row.flag is not None else row._replace(flag="I")


def _with_nonspendable(rows: list[Row]) -> list[Row]:
    """Nonspendable balances as large as their assets. One that was filed without such an asset stays as filed."""
    found = nonspendable_rows(rows)
    covered = {(row.fund, row.resource, row.object) for row in found}
    stay = [
        row
        for row in rows
        if row.object not in NONSPENDABLE or (row.flag != COMPUTED and (row.fund, row.resource, row.object) not in covered)
    ]
    return stay + found
