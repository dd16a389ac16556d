"""What an expression sees while one case is judged: figures, answers, entries and the law in force, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from compliance.engine.evidence import exact
from compliance.engine.findings import Figure, Source
from compliance.engine.ledger import shown_rows
from compliance.filing.values import element_number
from compliance.rulebook.language.environment import Operand
from compliance.rulebook.language.show import show

if TYPE_CHECKING:
    from compliance.engine.figures import FigureBook


class CaseEnvironment:
    """One case of one filing: its relative year, and the list entry or the figure's name that it goes over."""

    def __init__(
        self,
        book: FigureBook,
        year: int = 0,
        entry: Mapping[str, Figure] | None = None,
        category: str | None = None,
        layer: str = "figures",
    ) -> None:
        self.book = book
        self._layer = layer
        self.year = year
        self._entry = entry
        self._category = category

    def fiscal_year(self, year: int) -> str:
        """The fiscal year of a relative year."""
        return self.book.fiscal_year(year)

    def figure(self, layer: str, name: str, year: int) -> Operand:
        """A figure as an operand, with the figure itself as evidence."""
        return self.book.operand(layer, name, year)

    def answer(self, name: str) -> Operand:
        """An answer of the filing."""
        return operand_of(self.book.answer(name))

    def item(self, field: str) -> Operand:
        """A field of the entry the case goes over."""
        return operand_of(self.item_figure(field))

    def entry_figures(self) -> dict[str, Figure]:
        """Every field of that entry, named as an expression names it; none where the case goes over no list."""
        return {f"item.{field}": figure for field, figure in (self._entry or {}).items()}

    def item_figure(self, field: str) -> Figure:
        """The same as a figure."""
        assert self._entry is not None
        return self._entry[field]

    def category(self) -> str:
        """The name of the figure the case goes over."""
        assert self._category is not None
        return self._category

    def entries(self, name: str) -> Sequence[Mapping[str, Operand]]:
        """The entries of a list."""
        return [{field: operand_of(figure) for field, figure in entry.items()} for entry in self.book.entries(name)]

    def parameter(self, name: str, column: str | None, key: Fraction | None, year: int | None) -> Operand:
        """A value of the law, dated by the report's own fiscal year, or by the year asked for."""
        found = self.book.law(name, column, key, year or 0)
        if found.value is None:
            return Operand(
                None, (found.missing,), Figure(None, found.unit, "unknown", None, "", found.missing, (found.missing,))
            )
        source = Source("formula", formula=found.formula, cites=found.cites, confidence=found.confidence)
        value = exact(found.value)
        return Operand(found.value, (), Figure(value, found.unit, show(value, found.unit), source, found.note))

    def ledger_sum(self, year: int, **selectors: str) -> Operand:
        """Ledger rows of that year's column, added up."""
        return self._ledger("total", "sum", year, selectors)

    def negative_balances(self, year: int, **selectors: str) -> Operand:
        """Ending balances below zero of that year's column, resource by resource."""
        return self._ledger("negative_balances", "negative_balances", year, selectors)

    def _ledger(self, method: str, called: str, year: int, selectors: Mapping[str, str]) -> Operand:
        column = self.book.column(year, self._layer)
        formula = "{}({})".format(called, ", ".join(f'{name}="{codes}"' for name, codes in selectors.items()))
        if column is None or column.rows is None:
            lacking = f"{formula} {self.fiscal_year(year)}"
            why = f"the filing holds no ledger of {self.fiscal_year(year)}"
            return Operand(None, (lacking,), Figure(None, "money", "unknown", None, "", why, (lacking,)))
        amount, rows = getattr(self.book.ledger(column), method)(selectors)
        line = rows[0].line if rows else None
        source = Source("ledger", column.path, line, column.code, accounts=shown_rows(rows), rows=len(rows), formula=formula)
        return Operand(Fraction(amount), (), Figure(amount, "money", show(amount, "money"), source))

    def asked(self, function: str, arguments: tuple[str, ...], selectors: tuple[tuple[str, str], ...], year: int) -> Operand:
        """Only a rule over columns asks so."""
        raise TypeError(f"{function} stands only in a rule over columns")

    def element(self, name: str, code: str | None, year: int) -> Operand:
        """A cell of a state form: blank in a saved form is zero, absent is unknown."""
        column = self.book.filing.column(code) if code else self.book.own_column()
        cell = column.elements.get(name) if column and column.elements is not None else None
        if column is None or cell is None:
            lacking = f'element("{name}")'
            why = f"the filing holds no element {name}"
            return Operand(None, (lacking,), Figure(None, "number", "unknown", None, "", why, (lacking,)))
        source = Source("element", cell.at.path, cell.at.line, column.code, name)
        try:
            amount = element_number(cell.text)
        except ValueError:
            lacking = f'element("{name}"), which holds no number'
            why = f"{cell.at}: {name} holds '{cell.text[:40]}', which is no number"
            return Operand(None, (lacking,), Figure(None, "number", "unknown", source, "", why, (lacking,)))
        value = Decimal(0) if amount is None else amount
        return Operand(Fraction(value), (), Figure(value, "number", show(value, "number"), source))


def operand_of(figure: Figure) -> Operand:
    """The figure as an expression takes it: exact, with the figure itself as evidence."""
    value = figure.value
    return Operand(Fraction(value) if isinstance(value, Decimal) else value, figure.missing, figure)
