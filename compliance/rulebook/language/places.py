"""The functions that read a state file: a ledger's rows and a form's elements.

They stand where a figure is found and in rules over columns; lines, valid, cell, filled, nonzero and moment only in the latter.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from compliance.rulebook.language.arguments import USAGE, arguments
from compliance.rulebook.language.errors import did_you_mean
from compliance.rulebook.language.tree import Asked, Element, LedgerSum, Literal, NegativeBalances, Node, Selectors

if TYPE_CHECKING:
    from compliance.rulebook.language.reading import Reading

SELECTORS = ("fund", "resource", "project_year", "goal", "function", "object")

_LIST = "[0-9A-Z]{1,4}(-[0-9A-Z]{1,4})?(, ?[0-9A-Z]{1,4}(-[0-9A-Z]{1,4})?)*"
_CODES = re.compile(f"{_LIST}( except {_LIST})?")


def are_codes(text: str) -> bool:
    """Whether a text is a list of codes and ranges, perhaps with `except` and more of them."""
    return _CODES.fullmatch(text) is not None


def _text(reading: Reading, node: ast.expr, what: str) -> str:
    found = reading.read(node)
    if not isinstance(found, Literal) or not isinstance(found.value, str):
        reading.fail(node, f"{what} must be a quoted text")
    return found.value


def _selectors(reading: Reading, named: dict[str, ast.expr], word: str) -> Selectors:
    chosen = []
    for selector, node in named.items():
        codes = _text(reading, node, selector)
        if not are_codes(codes):
            reading.fail(node, f'"{codes}" is no list of codes: write "01", "0000-1999", "9791,9793" or "61-95 except 76"')
        chosen.append((selector, codes))
    return tuple(chosen)


def _sum(reading: Reading, node: ast.Call, word: str) -> Node:
    named = arguments(reading, node, word, 1, *SELECTORS)
    if reading.source(node.args[0]) != "amount":
        reading.fail(node.args[0], f"sum adds the amounts of ledger rows: {USAGE[word]}")
    return LedgerSum("money", reading.span(node), _selectors(reading, named, word))


def _negative_balances(reading: Reading, node: ast.Call, word: str) -> Node:
    named = arguments(reading, node, word, 0, *SELECTORS)
    return NegativeBalances("money", reading.span(node), _selectors(reading, named, word))


def _element(reading: Reading, node: ast.Call, word: str) -> Node:
    named = arguments(reading, node, word, 1, "column")
    name = _text(reading, node.args[0], "the element's name")
    column = _text(reading, named["column"], "the column") if "column" in named else None
    return Element("number", reading.span(node), name, column)


def _lines(reading: Reading, node: ast.Call, word: str) -> Node:
    named = arguments(reading, node, word, 0, *SELECTORS)
    return Asked("count", reading.span(node), word, (), _selectors(reading, named, word))


def _valid(reading: Reading, node: ast.Call, word: str) -> Node:
    tables, codes = reading.scope.tables, reading.scope.codes or ()
    if node.keywords or not 2 <= len(node.args) <= 3:
        reading.fail(node, f"valid takes one code or two and a table: {USAGE[word]}")
    table = _text(reading, node.args[-1], "the table")
    if table not in tables:
        reading.fail(node.args[-1], f"no table of codes/ is called '{table}'", did_you_mean(table, tables))
    asked = [reading.source(argument) for argument in node.args[:-1]]
    for name, argument in zip(asked, node.args, strict=False):
        if name not in codes:
            reading.fail(argument, f"'{name}' is no code of this rule's cases", did_you_mean(name, codes))
    if len(asked) != tables[table]:
        reading.fail(node, f"the table '{table}' takes {tables[table]} code{'s' * (tables[table] > 1)}, found {len(asked)}")
    return Asked("bool", reading.span(node), word, (table, *asked))


def _of_cell(unit: str) -> Callable[[Reading, ast.Call, str], Node]:
    def read(reading: Reading, node: ast.Call, word: str) -> Node:
        arguments(reading, node, word, 1)
        return Asked(unit, reading.span(node), word, (_text(reading, node.args[0], "the cell's name"),))

    return read


OF_COLUMNS: dict[str, Callable[[Reading, ast.Call, str], Node]] = {
    "lines": _lines,
    "valid": _valid,
    "cell": _of_cell("text"),
    "filled": _of_cell("bool"),
    "nonzero": _of_cell("bool"),
    "moment": _of_cell("number"),
}
READERS: dict[str, Callable[[Reading, ast.Call, str], Node]] = {
    "sum": _sum,
    "element": _element,
    "negative_balances": _negative_balances,
}
