"""From Python's syntax nodes to ours: operators, comparison, choice; names and calls are read next door."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from fractions import Fraction
from typing import NoReturn

from compliance.rulebook.language import calls, names, units
from compliance.rulebook.language.errors import ExpressionError
from compliance.rulebook.language.scope import Scope
from compliance.rulebook.language.tree import Binary, Boolean, Choice, Comparison, Literal, Node, Span, Unary

NESTED = 50

_ARITHMETIC: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARING: dict[type[ast.cmpop], str] = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


class Reading:
    """One expression being read: its text, its scope, and the fields of a list's entry while a `where` is read."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text = text
        self.scope = scope
        self.fields: Mapping[str, str] | None = None
        self._depth = 0

    def span(self, node: ast.expr) -> Span:
        """Character offsets of a syntax node in the text; the parser saw one more bracket before it."""
        end = node.end_col_offset if node.end_col_offset is not None else node.col_offset + 1
        return max(node.col_offset - 1, 0), min(end - 1, len(self.text))

    def source(self, node: ast.expr) -> str:
        start, end = self.span(node)
        return self.text[start:end]

    def name(self, node: ast.expr) -> str:
        """The last name of a name or attribute, from the text (`from` reached the parser in disguise)."""
        length = len(node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else "")
        return self.source(node)[-length:] if length else ""

    def fail(self, node: ast.expr, message: str, hint: str = "") -> NoReturn:
        raise ExpressionError(message, *self.span(node), hint=hint)

    def read(self, node: ast.expr) -> Node:
        """The node of the language for a syntax node."""
        self._depth += 1
        if self._depth > NESTED:
            self.fail(node, f"the expression is more than {NESTED} steps deep: give its parts names under let:")
        try:
            return self._read(node)
        finally:
            self._depth -= 1

    def value(self, node: ast.expr) -> Node:
        """As read, but a quoted text is refused: it may only be compared."""
        found = self.read(node)
        if isinstance(found, Literal) and found.unit == "text":
            self.fail(node, "a quoted text may only be compared with == or != to a text, date or year")
        return found

    def condition(self, node: ast.expr, what: str) -> Node:
        """As read, but the unit must be bool."""
        found = self.value(node)
        if found.unit != "bool":
            self.fail(node, f"{what} must be a yes or no, this is {found.unit}: compare it with something")
        return found

    def amount(self, node: ast.expr, what: str) -> Node:
        """As read, but the unit must be one of numbers."""
        found = self.value(node)
        if found.unit not in units.NUMERIC:
            self.fail(node, f"{what} must be an amount, this is {found.unit}")
        return found

    def _read(self, node: ast.expr) -> Node:
        match node:
            case ast.Constant():
                return self._literal(node)
            case ast.Name():
                return names.name(self, node)
            case ast.Attribute():
                return names.attribute(self, node)
            case ast.Subscript():
                return names.subscript(self, node)
            case ast.Call():
                return calls.call(self, node)
            case ast.UnaryOp():
                return self._unary(node)
            case ast.BinOp():
                return self._binary(node)
            case ast.Compare():
                return self._comparison(node)
            case ast.BoolOp():
                word = "and" if isinstance(node.op, ast.And) else "or"
                operands = tuple(self.condition(operand, f"each side of '{word}'") for operand in node.values)
                return Boolean("bool", self.span(node), word, operands)
            case ast.IfExp():
                return self._choice(node)
            case ast.Tuple():
                self.fail(
                    node, "a comma has no meaning here", "write 20000 without a comma; years=(-3, -1) only inside a function"
                )
        self.fail(node, f"'{self.source(node)[:40]}' is not part of the language")

    def _literal(self, node: ast.Constant) -> Node:
        source, span = self.source(node), self.span(node)
        if isinstance(node.value, bool):
            return Literal("bool", span, node.value)
        if isinstance(node.value, str):
            if source.count(source[0]) != 2:
                self.fail(node, "two quoted texts beside each other have no meaning")
            return Literal("text", span, source[1:-1])
        if not source[0].isdigit():
            self.fail(node, f"'{source[:40]}' is not part of the language: a number begins with a digit, as 0.5")
        return Literal("number", span, Fraction(source))  # Python's own value may be a float: only the text is exact

    def _unary(self, node: ast.UnaryOp) -> Node:
        if isinstance(node.op, ast.Not):
            return Unary("bool", self.span(node), "not", self.condition(node.operand, "what follows 'not'"))
        operand = self.amount(node.operand, "what follows a sign")
        return operand if isinstance(node.op, ast.UAdd) else Unary(operand.unit, self.span(node), "-", operand)

    def _binary(self, node: ast.BinOp) -> Node:
        operator = _ARITHMETIC[type(node.op)]
        left, right = self.value(node.left), self.value(node.right)
        if operator == "/":
            return self._divided(node, left, right)
        unit, reason = (
            units.multiplied(left.unit, right.unit) if operator == "*" else units.added(operator, left.unit, right.unit)
        )
        if unit is None:
            self.fail(node, reason)
        return Binary(unit, self.span(node), operator, left, right)

    def _divided(self, node: ast.BinOp, left: Node, right: Node) -> Node:
        literal = right.operand if isinstance(right, Unary) else right
        if not isinstance(literal, Literal) or literal.unit != "number":
            self.fail(node.right, "only a number that is written out may divide, as in x / 3: use ratio(a, b)")
        if not literal.value:
            self.fail(node.right, "nothing can be divided by zero")
        if left.unit not in units.NUMERIC:
            self.fail(node.left, f"what is divided must be an amount, this is {left.unit}")
        return Binary(left.unit, self.span(node), "/", left, right)

    def _comparison(self, node: ast.Compare) -> Node:
        sides = [node.left, *node.comparators]
        operands = tuple(self.read(side) for side in sides)
        operators = tuple(_COMPARING[type(operator)] for operator in node.ops)
        for operator, left, right, side in zip(operators, operands, operands[1:], sides[1:], strict=False):
            quoted = [one for one in (left, right) if isinstance(one, Literal) and one.unit == "text"]
            if len(quoted) == 2:
                self.fail(node, "two quoted texts need no comparing")
            reason = units.compared(operator, left.unit, right.unit, literal=bool(quoted))
            if reason:
                self.fail(node if len(operators) == 1 else side, reason)
            if quoted:
                names.check_quoted(quoted[0], ({left.unit, right.unit} - {"text"} or {"text"}).pop())
        return Comparison("bool", self.span(node), operators, operands)

    def _choice(self, node: ast.IfExp) -> Node:
        condition = self.condition(node.test, "the condition after 'if'")
        then, otherwise = self.value(node.body), self.value(node.orelse)
        unit = units.common(then.unit, otherwise.unit)
        if unit is None:
            self.fail(node, f"the branches are {then.unit} and {otherwise.unit}: both must be of one unit")
        return Choice(unit, self.span(node), then, condition, otherwise)
