"""What an import did to each column, counted and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from compliance.filing.ending_balances import BEGINNING, ENDING, NONSPENDABLE, RESIDUALS
from compliance.filing.importing import ACTUALS, is_balance_sheet
from compliance.filing.model import Column, Filing, Row

ENDING_BALANCES = "ending balances"
REST = "residuals"
BEGINNING_BALANCES = "beginning balances from the year before"
NONSPENDABLE_BALANCES = "nonspendable balances from the assets"
BALANCE_SHEET = "rows of objects 9100-9699"
ZEROS = "rows of zero"
REPLACED = "rows of computed objects"
_COMPUTED = (ENDING_BALANCES, REST, BEGINNING_BALANCES, NONSPENDABLE_BALANCES)
_ORDER = (*_COMPUTED, BALANCE_SHEET, ZEROS, REPLACED)
_ONE = {"balances": "balance", "residuals": "residual", "rows": "row"}


class Change(NamedTuple):
    """How many rows of a kind the import computed in a column, or left out of it."""

    column: str
    what: str
    rows: int

    @property
    def computed(self) -> bool:
        return self.what in _COMPUTED


def changes(before: Filing, after: Filing) -> list[Change]:
    """What the import computed (new rows, or another amount than was filed) and left out, column by column; [] for nothing."""
    found = []
    for old, new in zip(before.columns, after.columns, strict=True):
        if old is not new and old.rows is not None and new.rows is not None:
            counts = Counter(_differences(old, new))
            found += [Change(new.code, what, counts[what]) for what in _ORDER if counts[what]]
    return found


def told(found: Iterable[Change]) -> list[str]:
    """The changes in words, a line a column: `BB: 57 ending balances computed, 40 residuals, 12 rows of zero left out`."""
    lines = []
    for column, group in groupby(found, key=lambda change: change.column):
        parts: list[str] = []
        said = ""
        for change in group:
            verb = "computed" if change.computed else "left out"
            parts.append(f"{change.rows:,} {_worded(change)}" + (f" {verb}" if verb != said else ""))
            said = verb
        lines.append(f"{column}: {', '.join(parts)}")
    return lines


def _worded(change: Change) -> str:
    if change.rows > 1:
        return change.what
    return " ".join(_ONE.get(word, word) for word in change.what.split())


def _differences(old: Column, new: Column) -> Iterator[str]:
    filed = {row.account: row for row in old.rows or ()}
    kept = {row.account: row for row in new.rows or ()}
    for account, row in kept.items():
        if account not in filed or filed[account].amount != row.amount:
            yield _kind(row)
    for account, row in filed.items():
        if account not in kept:
            yield _reason(row, old.code)


def _kind(row: Row) -> str:
    if row.object in RESIDUALS:
        return REST
    return {ENDING: ENDING_BALANCES, BEGINNING: BEGINNING_BALANCES}.get(row.object, NONSPENDABLE_BALANCES)


def _reason(row: Row, code: str) -> str:
    if code != ACTUALS and is_balance_sheet(row):
        return BALANCE_SHEET
    computed = row.object in (ENDING, BEGINNING, *RESIDUALS, *NONSPENDABLE)
    return ZEROS if not row.amount and not computed else REPLACED
