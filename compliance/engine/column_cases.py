"""What a rule goes over in a column: combinations of codes, cells of a form, subjects written out, or the column as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import overload

from compliance.engine.accounts import ZERO, Grouping, Key
from compliance.engine.column_case import ColumnCase
from compliance.engine.figures import FigureBook
from compliance.filing.model import Column
from compliance.rulebook.column_rules import Standing
from compliance.rulebook.model import Rule


def columns_of(rule: Rule, book: FigureBook) -> Iterator[tuple[Column, Standing]]:
    """The columns of the filing that the rule runs on, each with how grave the state takes it there."""
    assert rule.columns is not None
    for code, standing in rule.columns.standing.items():
        column = book.filing.column(code)
        if column is None or not standing.holds(column.fiscal_year):
            continue
        if code == "BB" and book.filing.report != "adopted_budget":  # next year's budget beside closed books is not checked
            continue
        yield column, standing


def cases_in(rule: Rule, book: FigureBook, column: Column) -> Sequence[ColumnCase]:
    """The rule's cases in a column, in the order in which the file names them."""
    assert rule.columns is not None
    each, together = rule.each, rule.columns.together
    if each.accounts:
        return AccountCases(rule, book, column)
    if each.cells:
        return _by_cells(rule, book, column)
    groupings: list[Grouping] = []
    if rule.columns.rows != ((0, ()),) and column.rows is not None:
        groupings = [book.accounts(column).grouped((), rule.columns.rows[0][1], together)]
    total = sum((grouping.sums.get((), ZERO) for grouping in groupings), ZERO)
    return [ColumnCase(book, column, names, together, total, groupings) for names in each.subjects or ({},)]


class AccountCases(Sequence[ColumnCase]):
    """The combinations of codes that stand in a column, thousands of them; each case is made when it is asked for."""

    def __init__(self, rule: Rule, book: FigureBook, column: Column) -> None:
        assert rule.columns is not None
        self._rule, self._book, self._column = rule, book, column
        self._groupings: list[Grouping] = []
        probe = ColumnCase(book, column, {})
        totals: Mapping[Key, Decimal] = {}
        for year, selectors in rule.columns.rows:
            books = probe.books(year)
            if books is not None:
                grouping = books.grouped(rule.each.accounts, selectors, rule.columns.together)
                self._groupings += [] if year else [grouping]
                totals = _joined(totals, dict.fromkeys(grouping.sums, ZERO) if year else grouping.sums)
        self._totals = totals
        self._keys = list(totals)

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, at: int) -> ColumnCase: ...
    @overload
    def __getitem__(self, at: slice) -> list[ColumnCase]: ...
    def __getitem__(self, at: int | slice) -> ColumnCase | list[ColumnCase]:
        """A case, or several, each of its own."""
        return [self._case(key) for key in self._keys[at]] if isinstance(at, slice) else self._case(self._keys[at])

    def in_turn(self) -> Iterator[ColumnCase]:
        """One case that becomes each of them in turn: for screening, where none is kept."""
        if self._keys:
            case, fields = self._case(self._keys[0]), self._rule.each.accounts
            for key in self._keys:
                case.become(dict(zip(fields, key, strict=True)), self._totals[key])
                yield case

    def _case(self, key: Key) -> ColumnCase:
        assert self._rule.columns is not None
        names = dict(zip(self._rule.each.accounts, key, strict=True))
        columns = self._rule.columns
        return ColumnCase(
            self._book,
            self._column,
            names,
            columns.together,
            self._totals[key],
            self._groupings,
            chosen=columns.rows,
        )


def _joined(one: Mapping[Key, Decimal], other: Mapping[Key, Decimal]) -> Mapping[Key, Decimal]:
    if not one:
        return other
    return {key: one.get(key, ZERO) + other.get(key, ZERO) for key in (*one, *(key for key in other if key not in one))}


def _by_cells(rule: Rule, book: FigureBook, column: Column) -> list[ColumnCase]:
    pattern = re.compile(
        "".join(
            f"(?P<{part[1:-1]}>.+)" if part.startswith("{") else ".*".join(re.escape(piece) for piece in part.split("*"))
            for part in re.split(r"(\{[a-z_]+\})", rule.each.cells)
        )
    )
    return [
        ColumnCase(book, column, fitting.groupdict(), cell=cell)
        for name, cell in (column.elements or {}).items()
        if cell.text.strip() and (fitting := pattern.fullmatch(name))
    ]
