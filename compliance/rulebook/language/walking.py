"""One walk through an expression: the step that was judged, and the way on to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from compliance.rulebook.language.environment import Environment, Operand
from compliance.rulebook.language.tree import Let, Literal, Node

Value = Fraction | bool | str | None


class Traced(NamedTuple):
    """A judged part of an expression.

    value None is unknown, then missing names the inputs that made it so. name, year and payload belong to what is read from
    outside and to lets: year is relative to the report's own, payload is the engine's.
    """

    value: Value
    unit: str
    text: str
    missing: tuple[str, ...] = ()
    children: tuple[Traced, ...] = ()
    name: str | None = None
    payload: object = None
    year: int | None = None


class Walk(NamedTuple):
    """One text being walked: its environment, the lets judged by year, and the entry that a `where` looks at."""

    text: str
    environment: Environment
    steps: Mapping[type[Node], Step]
    lets: dict[tuple[int, int], Traced]
    entry: Mapping[str, Operand] | None = None

    def at(self, node: Node, year: int) -> Traced:
        """The node judged with this relative year as the case's year."""
        if isinstance(node, Literal):
            return self.made(node, node.value)
        if isinstance(node, Let):
            return self._let(node, year + node.offset)
        return self.steps[type(node)](self, node, year)

    def made(self, node: Node, value: Value, children: tuple[Traced, ...] = (), missing: Iterable[str] = ()) -> Traced:
        """A step of its own, computed from its children."""
        start, end = node.span
        lacking = tuple(dict.fromkeys(missing)) if value is None else ()
        return Traced(value, node.unit, self.text[start:end], lacking, children)

    def leaf(
        self, node: Node, name: str, operand: Operand, year: int | None = None, children: tuple[Traced, ...] = ()
    ) -> Traced:
        """Something read from outside."""
        start, end = node.span
        value = exact(operand.value)
        missing = (operand.missing or (name,)) if value is None else ()
        return Traced(value, node.unit, self.text[start:end], missing, children, name, operand.payload, year)

    def dated(self, name: str, year: int) -> str:
        """The name with the year it was read in, beside the case's own: share, and share[-1] of the year before the case's."""
        offset = year - self.environment.year
        return f"{name}[{offset}]" if offset else name

    def _let(self, node: Let, year: int) -> Traced:
        key = (id(node.tree), year)
        inner = self.lets.get(key)
        if inner is None:
            inner = self.lets[key] = Walk(node.tree.text, self.environment, self.steps, self.lets).at(node.tree.root, year)
        start, end = node.span
        return Traced(
            inner.value, node.unit, self.text[start:end], inner.missing, (inner,), self.dated(node.name, year), None, year
        )


def exact(value: object) -> Value:
    """A value as the tracing path carries it; a float is refused with TypeError, for it is not what was written."""
    if value is None or isinstance(value, bool | str | Fraction):
        return value
    if isinstance(value, int | Decimal):
        return Fraction(value)
    raise TypeError(f"{value!r} is a {type(value).__name__}: an expression takes exact values only")


Step = Callable[[Walk, Any, int], Traced]
