"""How the tracing path reads what stands outside the expression, and the name each reading goes by."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from compliance.rulebook.language import tree
from compliance.rulebook.language.environment import Operand
from compliance.rulebook.language.walking import Traced, Walk


def _figure(walk: Walk, node: tree.Figure, year: int) -> Traced:
    return _of_layer(walk, node, node.name, year + node.offset)


def _category_figure(walk: Walk, node: tree.CategoryFigure, year: int) -> Traced:
    return _of_layer(walk, node, walk.environment.category(), year + node.offset)


def _of_layer(walk: Walk, node: tree.Figure | tree.CategoryFigure, name: str, year: int) -> Traced:
    called = name if node.layer == "figures" else f"{node.layer}.{name}"
    return walk.leaf(node, walk.dated(called, year), walk.environment.figure(node.layer, name, year), year)


def _category(walk: Walk, node: tree.Category, year: int) -> Traced:
    return walk.leaf(node, "category", Operand(walk.environment.category()))


def _year(walk: Walk, node: tree.Year, year: int) -> Traced:
    year += node.offset
    return walk.leaf(node, walk.dated("year", year), Operand(walk.environment.fiscal_year(year)), year)


def _answer(walk: Walk, node: tree.Answer, year: int) -> Traced:
    return walk.leaf(node, f"answer.{node.name}", walk.environment.answer(node.name))


def _item_field(walk: Walk, node: tree.ItemField, year: int) -> Traced:
    return walk.leaf(node, f"item.{node.name}", walk.environment.item(node.name))


def _parameter(walk: Walk, node: tree.Parameter, year: int) -> Traced:
    name = node.name if node.column is None else f"{node.name}.{node.column}"
    dated = year if node.of_year else None
    if node.key is None:
        return walk.leaf(node, name, walk.environment.parameter(node.name, node.column, None, dated), dated)
    key = walk.at(node.key, year)
    if key.value is None:
        return walk.leaf(node, name, Operand(None, key.missing), dated, (key,))
    assert isinstance(key.value, Fraction)
    return walk.leaf(node, name, walk.environment.parameter(node.name, node.column, key.value, dated), dated, (key,))


def _ledger_sum(walk: Walk, node: tree.LedgerSum, year: int) -> Traced:
    start, end = node.span
    return walk.leaf(node, walk.text[start:end], walk.environment.ledger_sum(year + node.offset, **dict(node.selectors)), year)


def _element(walk: Walk, node: tree.Element, year: int) -> Traced:
    return walk.leaf(node, node.name, walk.environment.element(node.name, node.column, year), year)


def _negative_balances(walk: Walk, node: tree.NegativeBalances, year: int) -> Traced:
    start, end = node.span
    return walk.leaf(node, walk.text[start:end], walk.environment.negative_balances(year, **dict(node.selectors)), year)


def _asked(walk: Walk, node: tree.Asked, year: int) -> Traced:
    start, end = node.span
    asked = walk.environment.asked(node.function, node.arguments, node.selectors, year + node.offset)
    return walk.leaf(node, walk.text[start:end], asked, year)


READERS: dict[type[Any], Callable[[Walk, Any, int], Traced]] = {
    tree.Figure: _figure,
    tree.CategoryFigure: _category_figure,
    tree.Category: _category,
    tree.Year: _year,
    tree.Answer: _answer,
    tree.ItemField: _item_field,
    tree.Parameter: _parameter,
    tree.LedgerSum: _ledger_sum,
    tree.Element: _element,
    tree.NegativeBalances: _negative_balances,
    tree.Asked: _asked,
}
