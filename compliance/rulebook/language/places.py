"""The functions that read a state file: a ledger's rows and a form's elements. They stand only where a figure is found."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from compliance.rulebook.language.arguments import USAGE, arguments
from compliance.rulebook.language.tree import Element, LedgerSum, Literal, NegativeBalances, Node, Selectors

if TYPE_CHECKING:
    from compliance.rulebook.language.reading import Reading

SELECTORS = ("fund", "resource", "project_year", "goal", "function", "object")

_CODES = re.compile(r"[0-9A-Z]{1,4}(-[0-9A-Z]{1,4})?(, ?[0-9A-Z]{1,4}(-[0-9A-Z]{1,4})?)*")


def _text(reading: Reading, node: ast.expr, what: str) -> str:
    found = reading.read(node)
    if not isinstance(found, Literal) or not isinstance(found.value, str):
        reading.fail(node, f"{what} must be a quoted text")
    return found.value


def _selectors(reading: Reading, named: dict[str, ast.expr], word: str) -> Selectors:
    chosen = []
    for selector, node in named.items():
        codes = _text(reading, node, selector)
        if not _CODES.fullmatch(codes):
            reading.fail(node, f'"{codes}" is no list of codes: write "01", "0000-1999" or "9791,9793"')
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


READERS: dict[str, Callable[[Reading, ast.Call, str], Node]] = {
    "sum": _sum,
    "element": _element,
    "negative_balances": _negative_balances,
}
