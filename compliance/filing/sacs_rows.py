"""Detail records of a state file: ledger rows, form elements, explanations, check log."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from compliance.filing.model import Explained, FilingError, Logged, Row, Written
from compliance.filing.nearest import shown
from compliance.filing.sacs_records import Record
from compliance.located.nodes import Position

PARTS = "fund 2, resource 4, project year 1, goal 4, function 4, object 4"
_ACCOUNT = re.compile(r"[0-9]{2}(?:[0-9]{4}|VARY)[0-9](?:[0-9]{4}|ADLT|CAFE|CHLD)[0-9]{4}(?:[0-9]{4}|979Z|PCRA)")
_AMOUNT = re.compile(r"-?(?:[0-9]{1,18}(?:\.[0-9]{0,6})?|\.[0-9]{1,6})")


class Details:
    """Turns the records of a section into its rows; place says where a field of the record at a line stands."""

    def __init__(self, path: str, place: Callable[[int, int], Position]) -> None:
        self.path = path
        self.place = place
        self.warnings: list[str] = []

    def ledger(self, found: list[Record], column: str) -> tuple[Row, ...]:
        """Ledger rows in the order written; an account that stands twice is summed, with a warning."""
        rows: dict[str, Row] = {}
        account_of, amount_of = _ACCOUNT.fullmatch, _AMOUNT.fullmatch
        ignored = 0
        for line, fields in found:
            if not 2 <= len(fields) <= 3:
                raise self._count(line, fields, "an account, an amount and perhaps a flag (I, E or C)")
            account, amount = fields[0], fields[1]
            if not account_of(account):
                raise self._account(line, account)
            if not amount_of(amount):
                raise self._amount(line, amount)
            row = Row(account, Decimal(amount), fields[2] if len(fields) == 3 else None, line)
            if account in rows:
                earlier = rows[account]
                self.warnings.append(
                    f"{Position(self.path, line)}: account {account} stands already at line {earlier.line}; "
                    "both amounts were added."
                )
                row = earlier._replace(amount=earlier.amount + row.amount)
            rows[account] = row
            # The state's import ignores balance-sheet objects in every column but the actuals.
            ignored += "91" <= account[15:17] <= "96"
        if ignored and column != "BA":
            self.warnings.append(
                f"{self.path}: column {column} holds {ignored} rows of balance-sheet objects 9100-9699, "
                "which the state's import ignores there."
            )
        return tuple(rows.values())

    def elements(self, found: list[Record]) -> Mapping[str, Written]:
        """Form cells by name, as text."""
        cells: dict[str, Written] = {}
        for line, fields in found:
            if len(fields) != 2:
                raise self._count(line, fields, "an element's name and its value")
            name, value = fields
            if name in cells and cells[name].text != value:
                raise FilingError(
                    f"Element {shown(name)} has another value at line {cells[name].at.line}. Keep one.",
                    Position(self.path, line),
                )
            cells[name] = Written(value, Position(self.path, line), True)
        return cells

    def explained(self, found: list[Record]) -> tuple[Explained, ...]:
        """Explanations of checks, with the keys of the exception."""
        for line, fields in found:
            if len(fields) != 5:
                raise self._count(line, fields, "a check, three keys and a text")
        return tuple(Explained(f[0], (f[1], f[2], f[3]), f[4], line) for line, f in found)

    def log(self, found: list[Record]) -> tuple[Logged, ...]:
        """The check log, all sixteen fields."""
        for line, fields in found:
            if len(fields) != 16:
                raise self._count(line, fields, "the sixteen fields of a check log")
        return tuple(Logged(tuple(fields), line) for line, fields in found)

    def _count(self, line: int, fields: list[str], expected: str) -> FilingError:
        return FilingError(
            f"Found a record of {len(fields)} field{'s' * (len(fields) > 1)}, expected {expected}.", Position(self.path, line)
        )

    def _account(self, line: int, account: str) -> FilingError:
        at = self.place(line, 0)
        if len(account) != 19:
            return FilingError(
                f"Account {shown(account)} has {len(account)} characters; expected 19 ({PARTS}). "
                "A field lost or gained a digit: write leading zeros and no separators.",
                at,
            )
        return FilingError(
            f"Account {shown(account)} holds a character that is no digit. Expected {PARTS}; letters stand only in object "
            "979Z or PCRA, resource VARY, and goal ADLT, CAFE or CHLD.",
            at,
        )

    def _amount(self, line: int, amount: str) -> FilingError:
        found = f"Amount {shown(amount)} is not a number" if amount.strip() else "The amount is empty"
        return FilingError(
            f"{found}. Expected digits with a point, as -1234.50, without commas, currency signs or exponents.",
            self.place(line, 1),
        )
