"""How what stands outside an expression is fetched on the fast path: once, where the first fetch is sure to have run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from compliance.rulebook.language import tree
from compliance.rulebook.language.source import At, Slot, Source, later, year


def fetched(source: Source, call: str) -> Slot:
    """The variable that holds what this call gives."""
    kept = source.recall(call)
    if kept is None:
        variable = source.fresh()
        source.line(f"{variable} = {call}")
        kept = source.keep(call, Slot(variable, None, (variable,)))
    return kept


def _figure(source: Source, node: tree.Figure, at: At) -> Slot:
    return fetched(source, f"e.figure({node.layer!r}, {node.name!r}, {year(later(at, node.offset))})")


def _category_figure(source: Source, node: tree.CategoryFigure, at: At) -> Slot:
    return fetched(source, f"e.figure({node.layer!r}, e.category(), {year(later(at, node.offset))})")


def _category(source: Source, node: tree.Category, at: At) -> Slot:
    return Slot("e.category()")


def _year(source: Source, node: tree.Year, at: At) -> Slot:
    return Slot(f"e.fiscal_year({year(later(at, node.offset))})")


def _answer(source: Source, node: tree.Answer, at: At) -> Slot:
    return fetched(source, f"e.answer({node.name!r})")


def _item_field(source: Source, node: tree.ItemField, at: At) -> Slot:
    return fetched(source, f"e.item({node.name!r})")


def _entry_field(source: Source, node: tree.EntryField, at: At) -> Slot:
    return fetched(source, f"{source.row}.get({node.name!r})")


def _ledger_sum(source: Source, node: tree.LedgerSum, at: At) -> Slot:
    return fetched(source, f"e.ledger_sum({year(later(at, node.offset))}, **{dict(node.selectors)!r})")


def _element(source: Source, node: tree.Element, at: At) -> Slot:
    return fetched(source, f"e.element({node.name!r}, {node.column!r}, {year(at)})")


def _negative_balances(source: Source, node: tree.NegativeBalances, at: At) -> Slot:
    return fetched(source, f"e.negative_balances({year(at)}, **{dict(node.selectors)!r})")


def _asked(source: Source, node: tree.Asked, at: At) -> Slot:
    if node.function == "code":
        return fetched(source, f"e.code({node.arguments[0]!r})")
    if node.function == "amount":
        return fetched(source, f"e.amount({year(later(at, node.offset))})")
    return fetched(
        source, f"e.asked({node.function!r}, {node.arguments!r}, {node.selectors!r}, {year(later(at, node.offset))})"
    )


FETCHES: dict[type[Any], Callable[[Source, Any, At], Slot]] = {
    tree.Figure: _figure,
    tree.CategoryFigure: _category_figure,
    tree.Category: _category,
    tree.Year: _year,
    tree.Answer: _answer,
    tree.ItemField: _item_field,
    tree.EntryField: _entry_field,
    tree.LedgerSum: _ledger_sum,
    tree.Element: _element,
    tree.NegativeBalances: _negative_balances,
    tree.Asked: _asked,
}
