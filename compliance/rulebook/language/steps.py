"""How each kind of node is judged on the tracing path."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from compliance.rulebook.language import tree
from compliance.rulebook.language.environment import Operand
from compliance.rulebook.language.half_up import half_up
from compliance.rulebook.language.outside import READERS
from compliance.rulebook.language.walking import Step, Traced, Value, Walk

_ARITHMETIC: dict[str, Callable[[Any, Any], Fraction]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
}  # fmt: skip
_COMPARING: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


def _strict(walk: Walk, node: tree.Node, children: tuple[Traced, ...], compute: Callable[..., Value]) -> Traced:
    """Unknown as soon as one child is, else computed from all."""
    missing = [name for child in children if child.value is None for name in child.missing]
    if any(child.value is None for child in children):
        return walk.made(node, None, children, missing)
    return walk.made(node, compute(*(child.value for child in children)), children)


def _kleene(walk: Walk, node: tree.Node, deciding: bool, children: Sequence[Traced]) -> Traced:
    """`or` and `some` with deciding True, `and` and `every` with False; children end with the first that decides."""
    if any(child.value is deciding for child in children):
        return walk.made(node, deciding, tuple(children))
    missing = [name for child in children if child.value is None for name in child.missing]
    return walk.made(node, None if any(child.value is None for child in children) else not deciding, tuple(children), missing)


def _until(walk: Walk, deciding: bool, judged: Sequence[tuple[tree.Node, int]]) -> list[Traced]:
    children: list[Traced] = []
    for node, year in judged:
        children.append(walk.at(node, year))
        if children[-1].value is deciding:
            break
    return children


def _unary(walk: Walk, node: tree.Unary, year: int) -> Traced:
    child = walk.at(node.operand, year)
    return _strict(walk, node, (child,), operator.not_ if node.operator == "not" else operator.neg)


def _binary(walk: Walk, node: tree.Binary, year: int) -> Traced:
    return _strict(walk, node, (walk.at(node.left, year), walk.at(node.right, year)), _ARITHMETIC[node.operator])


def _comparison(walk: Walk, node: tree.Comparison, year: int) -> Traced:
    children = tuple(walk.at(operand, year) for operand in node.operands)
    value: bool | None = True
    missing: list[str] = []
    for sign, left, right in zip(node.operators, children, children[1:], strict=False):
        if left.value is None or right.value is None:
            missing += [*left.missing, *right.missing]
            value = None if value else value
        elif not _COMPARING[sign](left.value, right.value):
            value = False
    return walk.made(node, value, children, missing)


def _boolean(walk: Walk, node: tree.Boolean, year: int) -> Traced:
    deciding = node.operator == "or"
    return _kleene(walk, node, deciding, _until(walk, deciding, [(operand, year) for operand in node.operands]))


def _choice(walk: Walk, node: tree.Choice, year: int) -> Traced:
    condition = walk.at(node.condition, year)
    if condition.value is None:
        return walk.made(node, None, (condition,), condition.missing)
    taken = walk.at(node.then if condition.value else node.otherwise, year)
    return walk.made(node, taken.value, (condition, taken), taken.missing)


def _known(walk: Walk, node: tree.Known, year: int) -> Traced:
    child = walk.at(node.operand, year)
    return walk.made(node, child.value is not None, (child,))


def _call(walk: Walk, node: tree.Call, year: int) -> Traced:
    children = tuple(walk.at(argument, year) for argument in node.arguments)
    match node.function:
        case "min":
            return _strict(walk, node, children, min)
        case "max":
            return _strict(walk, node, children, max)
        case "abs":
            return _strict(walk, node, children, abs)
        case "round":
            return _strict(walk, node, children, lambda value: Fraction(half_up(value, node.places)))
    first, base = children
    if base.value == 0 and first.value is not None:
        return walk.made(node, None, children, [f"{base.text} is zero"])
    if node.function == "ratio":
        return _strict(walk, node, children, operator.truediv)
    return _strict(walk, node, children, lambda new, old: (new - old) / old)


def _over_years(walk: Walk, node: tree.OverYears, year: int) -> Traced:
    years = range(node.first, (year if node.last is None else node.last) + 1)
    if node.function in ("every", "some"):
        deciding = node.function == "some"
        return _kleene(walk, node, deciding, _until(walk, deciding, [(node.body, each) for each in years]))
    children = tuple(walk.at(node.body, each) for each in years)
    if node.function == "average":
        return _strict(walk, node, children, lambda *values: sum(values, Fraction(0)) / len(values))
    return _strict(walk, node, children, lambda *values: sum(values, Fraction(0)))


def _over_list(walk: Walk, node: tree.OverList, year: int) -> Traced:
    value, missing, children, unknown = Fraction(0), list[str](), list[Traced](), False
    for entry in walk.environment.entries(node.list):
        within = walk._replace(entry=entry)
        chosen = None if node.where is None else within.at(node.where, year)
        counted = None
        if node.field is not None and (chosen is None or chosen.value is True):
            counted = within.at(node.field, year)
        for child in (chosen, counted):
            if child is not None:
                children.append(child)
                unknown = unknown or child.value is None
                missing += child.missing
        if chosen is None or chosen.value:
            amount = 1 if counted is None else counted.value
            value += amount if isinstance(amount, int | Fraction) else 0
    return walk.made(node, None if unknown else value, tuple(children), missing)


def _entry_field(walk: Walk, node: tree.EntryField, year: int) -> Traced:
    assert walk.entry is not None
    return walk.leaf(node, node.name, walk.entry.get(node.name) or Operand(None, (node.name,)))


_JUDGED: dict[type[Any], Callable[[Walk, Any, int], Traced]] = {
    tree.Unary: _unary,
    tree.Binary: _binary,
    tree.Comparison: _comparison,
    tree.Boolean: _boolean,
    tree.Choice: _choice,
    tree.Known: _known,
    tree.Call: _call,
    tree.OverYears: _over_years,
    tree.OverList: _over_list,
    tree.EntryField: _entry_field,
}
STEPS: dict[type[tree.Node], Step] = {**_JUDGED, **READERS}
