"""What an expression sees in a rule over columns: one case's codes in one column, its forms, and the closed books before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from compliance.engine.accounts import FIELDS, ZERO, Accounts, Grouping, Key, Selectors
from compliance.engine.column_cells import Answered, read_cell
from compliance.engine.environment import CaseEnvironment
from compliance.engine.evidence import exact
from compliance.engine.figures import FigureBook
from compliance.engine.findings import AccountAmount, Figure, Source
from compliance.filing.model import Column, Row, Written
from compliance.filing.values import element_number
from compliance.fiscal_year import shift
from compliance.rulebook.codes import Standing
from compliance.rulebook.language.environment import Operand
from compliance.rulebook.language.show import show

_BRACES = re.compile(r"\{([a-z_]+)\}")


class ColumnCase(CaseEnvironment):
    """One case: names are its codes and other texts, by name; total and places its own rows, cell the cell that it is about."""

    def __init__(
        self,
        book: FigureBook,
        column: Column,
        names: Mapping[str, str],
        together: Selectors = (),
        total: Decimal = ZERO,
        groupings: Sequence[Grouping] = (),
        cell: Written | None = None,
        chosen: tuple[tuple[int, Selectors], ...] = (),
    ) -> None:
        super().__init__(book)
        self.column = column
        self.names = names
        self.together = together
        self.cell = cell
        self.total = total
        self._groupings = groupings
        self._chosen = chosen

    def become(self, names: Mapping[str, str], total: Decimal) -> None:
        """Be another case of the same rule and column; whoever kept this one keeps the new one."""
        self.names, self.total = names, total

    def fiscal_year(self, year: int) -> str:
        """The column's own fiscal year, or one so many years from it."""
        return shift(self.column.fiscal_year, year)

    def books(self, year: int) -> Accounts | None:
        """The column's ledger, or for -1 the closed books of the year before."""
        column = self.book.history.books_of(self.fiscal_year(-1)) if year else self.column
        return None if column is None or column.rows is None else self.book.accounts(column)

    def sums(self, year: int, selectors: Selectors) -> tuple[Decimal, Sequence[Row]] | None:
        """Dollars and rows of this case's codes and the selectors; None where there is no such ledger."""
        books = self.books(year)
        if books is None:
            return None
        asked = {field for field, _ in selectors}
        fields: Key = tuple(name for name in self.names if name in FIELDS and name not in asked)
        key = tuple(self.names[name] for name in fields)
        grouping = books.grouped(fields, selectors, self.together)
        return grouping.sums.get(key, ZERO), [books.rows[at] for at in grouping.places(key)]

    def own(self) -> tuple[Decimal, Sequence[Row]]:
        """Dollars and rows that make this case, in its column."""
        rows = self.book.accounts(self.column).rows
        key = tuple(self.names.values()) if self._chosen else ()
        return self.total, [rows[at] for grouping in self._groupings for at in grouping.places(key)]

    def ledger_sum(self, year: int, **selectors: str) -> Operand:
        """Rows of the column with the case's codes, added up."""
        formula = "sum({})".format(", ".join(["amount", *(f'{name}="{codes}"' for name, codes in selectors.items())]))
        return self._money(year, formula, self.sums(year, tuple(selectors.items())))

    def element(self, name: str, code: str | None, year: int) -> Operand:
        """A cell of the column's forms as a number."""
        filled = self.filled_in(name)
        if code is None and filled not in (self.column.elements or ()):
            lacking = f'element("{filled}")'
            why = f"column {self.column.code} holds no element {filled}"
            return Operand(None, (lacking,), Figure(None, "number", "unknown", None, "", why, (lacking,)))
        return super().element(filled, code or self.column.code, year)

    def asked(self, function: str, arguments: tuple[str, ...], selectors: Selectors, year: int) -> Operand:
        """A question that only a rule over columns asks; its answer with where it comes from."""
        if function == "amount":
            return self._amount(year)
        if function == "lines":
            sums = self.sums(year, selectors)
            if sums is None:
                return self._no_books(year, "lines")
            number = Decimal(len(sums[1]))
            return Operand(
                Fraction(number), (), Figure(number, "count", show(number, "count"), self._source(sums[1], year, "lines"))
            )
        if function == "valid":
            return self._valid(arguments)
        value, missing, source = self._read(function, arguments[0], year)
        if missing:
            return Operand(None, (missing,), Figure(None, "text", "unknown", source, "", missing, (missing,)))
        unit = {"filled": "bool", "nonzero": "bool", "moment": "number"}.get(function, "text")
        return Operand(value, (), Figure(value, unit, show(value, unit), source))

    def bare(self, function: str, arguments: tuple[str, ...], selectors: Selectors, year: int) -> Decimal | bool | str | None:
        """The same answer without evidence; None is unknown."""
        if function == "code":
            return self.names[arguments[0]] if arguments[0] != "content" else self._content()
        if function == "amount":
            if year or self.cell is not None:
                return _decimal(self._amount(year).value)
            return self.total
        if function == "lines":
            sums = self.sums(year, selectors)
            return None if sums is None else Decimal(len(sums[1]))
        if function == "valid":
            return self._standing(arguments).valid
        value, missing, _ = self._read(function, arguments[0], year)
        return None if missing else value

    def filled_in(self, name: str) -> str:
        """A cell's name with the case's own texts in place of the braces."""
        return _BRACES.sub(lambda found: self.names.get(found[1], found[0]), name)

    def _amount(self, year: int) -> Operand:
        if self.cell is not None:
            try:
                number = element_number(self.cell.text) or Decimal(0)
            except ValueError:
                lacking = f"{self.cell.at}, which holds no number"
                return Operand(None, (lacking,), Figure(None, "money", "unknown", None, "", lacking, (lacking,)))
            source = Source("element", self.cell.at.path, self.cell.at.line, self.column.code)
            return Operand(Fraction(number), (), Figure(number, "money", show(number, "money"), source))
        if year:
            return self._money(year, "amount", self.sums(year, self._chosen[-1][1] if self._chosen else ()))
        return self._money(0, "amount", self.own())

    def _money(self, year: int, formula: str, sums: tuple[Decimal, Sequence[Row]] | None) -> Operand:
        if sums is None:
            return self._no_books(year, formula)
        amount, rows = sums
        return Operand(Fraction(amount), (), Figure(amount, "money", show(amount, "money"), self._source(rows, year, formula)))

    def _source(self, rows: Sequence[Row], year: int, formula: str) -> Source:
        column = self.column if year == 0 else self.book.history.books_of(self.fiscal_year(-1)) or self.column
        line = next((row.line for row in rows if row.line), None)
        codes = ", ".join(f"{name} {code}" for name, code in self.names.items())
        accounts = tuple(AccountAmount(row.account, row.amount, row.line) for row in rows)
        told = f"{formula}, {codes}" if codes else formula
        kind = "history" if year else "ledger"
        return Source(kind, column.path, line, column.code, accounts=accounts, rows=len(rows), formula=told)

    def _no_books(self, year: int, what: str) -> Operand:
        lacking = f"the unaudited actuals of {self.fiscal_year(-1)}" if year else f"the ledger of column {self.column.code}"
        return Operand(None, (lacking,), Figure(None, "money", "unknown", None, "", f"{what} needs {lacking}", (lacking,)))

    def _standing(self, arguments: tuple[str, ...]) -> Standing:
        codes, year, kind = self.book.codes(), self.column.fiscal_year, self.book.filing.entity.kind
        named = [self.names[name] for name in arguments[1:]]
        if len(named) == 1:
            return codes.code(arguments[0], named[0], year, kind)
        return codes.pair(arguments[0], named[0], named[1], year, kind)

    def _valid(self, arguments: tuple[str, ...]) -> Operand:
        found = self._standing(arguments)
        source = Source("formula", formula=f"codes/, table {arguments[0]}")
        if found.valid is None:
            lacking = found.why.removeprefix("no ")
            if lacking == f"evidence for {self.column.fiscal_year}" and len(arguments) == 2:
                lacking = f"evidence for {arguments[1]} {self.names[arguments[1]]} in {self.column.fiscal_year}"
            return Operand(None, (lacking,), Figure(None, "bool", "unknown", source, "", found.why, (lacking,)))
        return Operand(found.valid, (), Figure(found.valid, "bool", "valid" if found.valid else found.why, source))

    def _content(self) -> str:
        return self.cell.text if self.cell is not None else ""

    def _read(self, function: str, asked: str, year: int) -> Answered:
        """Value, what is missing, and where a cell stands."""
        if function == "code":
            source = (
                Source("element", self.cell.at.path, self.cell.at.line, self.column.code) if self.cell is not None else None
            )
            return (self._content() if asked == "content" else self.names[asked]), "", source
        column = self.book.history.books_of(self.fiscal_year(-1)) if year else self.column
        if column is None or column.elements is None:
            lacking = f"the unaudited actuals of {self.fiscal_year(-1)}" if year else f"the forms of column {self.column.code}"
            return None, lacking, None
        return read_cell(function, column, self.filled_in(asked))


def _decimal(value: object) -> Decimal | None:
    found = exact(value) if isinstance(value, Fraction) else None
    return found if isinstance(found, Decimal) else None
