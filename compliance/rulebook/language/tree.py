"""The parsed form of an expression. Every node knows its unit and its place in the text; nothing here computes.

Years are relative to the report's own year. `offset` is counted from the case's year, as written in square brackets.
Every node begins with its unit and its character offsets [start, end) in the text.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

Span = tuple[int, int]
Selectors = tuple[tuple[str, str], ...]


class Literal(NamedTuple):
    """A number as written (exact), yes or no, or a quoted text."""

    unit: str
    span: Span
    value: Fraction | bool | str


class Figure(NamedTuple):
    """A named figure of a layer (figures, original_budget, previous_report)."""

    unit: str
    span: Span
    layer: str
    name: str
    offset: int = 0


class CategoryFigure(NamedTuple):
    """figure(category): the figure that the case's category names."""

    unit: str
    span: Span
    layer: str
    offset: int = 0


class Category(NamedTuple):
    """The name of the case's category, as text."""

    unit: str
    span: Span


class Year(NamedTuple):
    """The case's fiscal year."""

    unit: str
    span: Span
    offset: int = 0


class Answer(NamedTuple):
    """The answer to a question of the form."""

    unit: str
    span: Span
    name: str


class ItemField(NamedTuple):
    """A field of the list entry that the case is about."""

    unit: str
    span: Span
    name: str


class EntryField(NamedTuple):
    """A field of the entry that a total or count over a list is looking at."""

    unit: str
    span: Span
    name: str


class Parameter(NamedTuple):
    """A value of the law, dated by the report's own year, or by the case's where of_year."""

    unit: str
    span: Span
    name: str
    column: str | None = None
    key: Node | None = None
    of_year: bool = False


class Let(NamedTuple):
    """A name given to a part of the rule; evaluated anew in every year it is asked for."""

    unit: str
    span: Span
    name: str
    tree: Tree
    offset: int = 0


class Unary(NamedTuple):
    """operator is '-' or 'not'."""

    unit: str
    span: Span
    operator: str
    operand: Node


class Binary(NamedTuple):
    """operator is + - * or /; the right side of / is a nonzero literal, perhaps signed."""

    unit: str
    span: Span
    operator: str
    left: Node
    right: Node


class Comparison(NamedTuple):
    """Operands with one operator between each two: a - b <= x <= a + b holds where each pair does."""

    unit: str
    span: Span
    operators: tuple[str, ...]
    operands: tuple[Node, ...]


class Boolean(NamedTuple):
    """operator is 'and' or 'or'."""

    unit: str
    span: Span
    operator: str
    operands: tuple[Node, ...]


class Choice(NamedTuple):
    """then if condition else otherwise."""

    unit: str
    span: Span
    then: Node
    condition: Node
    otherwise: Node


class Known(NamedTuple):
    """Whether a value is known."""

    unit: str
    span: Span
    operand: Node


class Call(NamedTuple):
    """function is min, max, abs, round, ratio or change; places are those of round."""

    unit: str
    span: Span
    function: str
    arguments: tuple[Node, ...]
    places: int = 0


class OverYears(NamedTuple):
    """function is average, total, count, every, some or cumulative; last is None where it is the case's own year."""

    unit: str
    span: Span
    function: str
    body: Node
    first: int
    last: int | None


class OverList(NamedTuple):
    """function is total (of a field) or count, over the entries of a list for which `where` holds."""

    unit: str
    span: Span
    function: str
    list: str
    field: EntryField | None
    where: Node | None


class LedgerSum(NamedTuple):
    """The ledger rows of the case's year that the selectors choose, added. offset -1: the closed books of the year before."""

    unit: str
    span: Span
    selectors: Selectors
    offset: int = 0


class Element(NamedTuple):
    """A cell of a state form, of the report's own column or of the one named."""

    unit: str
    span: Span
    name: str
    column: str | None = None


class NegativeBalances(NamedTuple):
    """The ending balances below zero, resource by resource, added."""

    unit: str
    span: Span
    selectors: Selectors


class Asked(NamedTuple):
    """What a rule over a column asks of it: code, amount, lines, valid, cell, filled, nonzero or moment.

    arguments are names of the case's codes, or of a table or cell; offset -1 asks the closed books of the year before.
    """

    unit: str
    span: Span
    function: str
    arguments: tuple[str, ...] = ()
    selectors: Selectors = ()
    offset: int = 0


Read = Figure | CategoryFigure | Category | Year | Answer | ItemField | EntryField | Parameter
Stored = LedgerSum | Element | NegativeBalances | Asked
Node = Literal | Read | Stored | Let | Unary | Binary | Comparison | Boolean | Choice | Known | Call | OverYears | OverList


class Tree(NamedTuple):
    """A whole expression: its text and root; depth and weight count the nodes on the longest path and in all, lets included."""

    text: str
    root: Node
    depth: int
    weight: int

    @property
    def unit(self) -> str:
        return self.root.unit
