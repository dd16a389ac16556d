"""The parsed form of an expression. Every node knows its unit and its place in the text; nothing here computes.

Years are relative to the report's own year. `offset` is counted from the case's year, as written in square brackets.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

Span = tuple[int, int]
Selectors = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A part of an expression: its unit and its character offsets [start, end) in the text."""

    unit: str
    span: Span

    def parts(self) -> tuple[Node, ...]:
        """The nodes directly under this one, in the order of the text; a let's own tree is not among them."""
        return ()


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A number as written (exact), yes or no, or a quoted text."""

    value: Fraction | bool | str


@dataclass(frozen=True, slots=True)
class Figure(Node):
    """A named figure of a layer (figures, original_budget, previous_report)."""

    layer: str
    name: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class CategoryFigure(Node):
    """figure(category): the figure that the case's category names."""

    layer: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Category(Node):
    """The name of the case's category, as text."""


@dataclass(frozen=True, slots=True)
class Year(Node):
    """The case's fiscal year."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class Answer(Node):
    """The answer to a question of the form."""

    name: str


@dataclass(frozen=True, slots=True)
class ItemField(Node):
    """A field of the list entry that the case is about."""

    name: str


@dataclass(frozen=True, slots=True)
class EntryField(Node):
    """A field of the entry that a total or count over a list is looking at."""

    name: str


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    """A value of the law, dated by the report's own year, or by the case's where of_year."""

    name: str
    column: str | None = None
    key: Node | None = None
    of_year: bool = False

    def parts(self) -> tuple[Node, ...]:
        return () if self.key is None else (self.key,)


@dataclass(frozen=True, slots=True)
class Let(Node):
    """A name given to a part of the rule; evaluated anew in every year it is asked for."""

    name: str
    tree: Tree
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Unary(Node):
    """operator is '-' or 'not'."""

    operator: str
    operand: Node

    def parts(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """operator is + - * or /; the right side of / is a nonzero literal, perhaps signed."""

    operator: str
    left: Node
    right: Node

    def parts(self) -> tuple[Node, ...]:
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """Operands with one operator between each two: a - b <= x <= a + b holds where each pair does."""

    operators: tuple[str, ...]
    operands: tuple[Node, ...]

    def parts(self) -> tuple[Node, ...]:
        return self.operands


@dataclass(frozen=True, slots=True)
class Boolean(Node):
    """operator is 'and' or 'or'."""

    operator: str
    operands: tuple[Node, ...]

    def parts(self) -> tuple[Node, ...]:
        return self.operands


@dataclass(frozen=True, slots=True)
class Choice(Node):
    """then if condition else otherwise."""

    then: Node
    condition: Node
    otherwise: Node

    def parts(self) -> tuple[Node, ...]:
        return (self.then, self.condition, self.otherwise)


@dataclass(frozen=True, slots=True)
class Known(Node):
    """Whether a value is known."""

    operand: Node

    def parts(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Call(Node):
    """function is min, max, abs, round, ratio or change; places are those of round."""

    function: str
    arguments: tuple[Node, ...]
    places: int = 0

    def parts(self) -> tuple[Node, ...]:
        return self.arguments


@dataclass(frozen=True, slots=True)
class OverYears(Node):
    """function is average, total, count, every, some or cumulative; last is None where it is the case's own year."""

    function: str
    body: Node
    first: int
    last: int | None

    def parts(self) -> tuple[Node, ...]:
        return (self.body,)


@dataclass(frozen=True, slots=True)
class OverList(Node):
    """function is total (of a field) or count, over the entries of a list for which `where` holds."""

    function: str
    list: str
    field: EntryField | None
    where: Node | None

    def parts(self) -> tuple[Node, ...]:
        return tuple(part for part in (self.field, self.where) if part is not None)


@dataclass(frozen=True, slots=True)
class LedgerSum(Node):
    """The ledger rows of the case's year that the selectors choose, added."""

    selectors: Selectors


@dataclass(frozen=True, slots=True)
class Element(Node):
    """A cell of a state form, of the report's own column or of the one named."""

    name: str
    column: str | None = None


@dataclass(frozen=True, slots=True)
class NegativeBalances(Node):
    """The ending balances below zero, resource by resource, added."""

    selectors: Selectors


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole expression: its text and root; depth and weight count the nodes on the longest path and in all, lets included."""

    text: str
    root: Node
    depth: int
    weight: int

    @property
    def unit(self) -> str:
        return self.root.unit
