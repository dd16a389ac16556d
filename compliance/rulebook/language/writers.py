"""How each kind of node is written into a fast function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from compliance.rulebook.language import amounts, tree
from compliance.rulebook.language.fetches import FETCHES, fetched
from compliance.rulebook.language.source import At, Slot, Source, known, later, year


def write(source: Source, node: tree.Node, at: At) -> Slot:
    """The node's value in the source, with this year as the case's year."""
    return _WRITERS[type(node)](source, node, at)


def _literal(source: Source, node: tree.Literal, at: At) -> Slot:
    return Slot(source.constant(node.value) if isinstance(node.value, Fraction) else repr(node.value))


def _parameter(source: Source, node: tree.Parameter, at: At) -> Slot:
    dated = year(at) if node.of_year else "None"
    if node.key is None:
        return fetched(source, f"e.parameter({node.name!r}, {node.column!r}, None, {dated})")
    key = source.atom(write(source, node.key, at))
    number = key.number if key.over is None else f"quotient({key.number}, {key.over})"
    call = f"e.parameter({node.name!r}, {node.column!r}, {number}, {dated})"
    return fetched(source, f"{call} if {known(key.guards)} else None" if key.guards else call)


def _let(source: Source, node: tree.Let, at: At) -> Slot:
    at = later(at, node.offset)
    key = (id(node.tree), at)
    return source.recall(key) or source.keep(key, source.atom(write(source, node.tree.root, at)))


def _unary(source: Source, node: tree.Unary, at: At) -> Slot:
    operand = write(source, node.operand, at)
    return operand._replace(number=f"({'not ' if node.operator == 'not' else '-'}{operand.number})")


def _binary(source: Source, node: tree.Binary, at: At) -> Slot:
    left = write(source, node.left, at)
    if node.operator == "/":
        return amounts.divided(source, left, _divisor(node.right))
    right = write(source, node.right, at)
    if node.operator == "*":
        return amounts.multiplied(source, left, right)
    return amounts.summed(source, node.operator, left, right)


def _divisor(node: tree.Node) -> Fraction:
    if isinstance(node, tree.Unary):
        return -_divisor(node.operand)
    assert isinstance(node, tree.Literal) and isinstance(node.value, Fraction)
    return node.value


def _comparison(source: Source, node: tree.Comparison, at: At) -> Slot:
    operands = [write(source, operand, at) for operand in node.operands]
    if len(operands) == 2:
        return amounts.compared(source, node.operators[0], *operands)
    operands = [source.atom(operand) for operand in operands]
    pairs = [
        source.atom(amounts.compared(source, operator, left, right))
        for operator, left, right in zip(node.operators, operands, operands[1:], strict=False)
    ]
    guards = [guard for pair in pairs for guard in pair.guards]
    result = source.fresh()
    source.line(f"if {' or '.join(f'{pair.number} is False' for pair in pairs)}: {result} = False")
    if guards:
        source.line(f"elif {' or '.join(f'{guard} is None' for guard in guards)}: {result} = None")
    source.line(f"else: {result} = True")
    return Slot(result, None, (result,) if guards else ())


def _kleene(source: Source, deciding: bool, judged: Sequence[tuple[tree.Node, At]]) -> Slot:
    result = source.fresh()
    first = write(source, *judged[0])
    source.line(f"{result} = {source.guarded(first)}")
    guards = bool(first.guards)
    for node, at in judged[1:]:
        with source.block(f"if {result} is not {deciding}:"):
            found = source.atom(write(source, node, at))
            source.line(f"if {found.number} is {deciding}: {result} = {deciding}")
            if found.guards:
                source.line(f"elif {found.number} is None: {result} = None")
        guards = guards or bool(found.guards)
    return Slot(result, None, (result,) if guards else ())


def _boolean(source: Source, node: tree.Boolean, at: At) -> Slot:
    return _kleene(source, node.operator == "or", [(operand, at) for operand in node.operands])


def _choice(source: Source, node: tree.Choice, at: At) -> Slot:
    condition = source.atom(write(source, node.condition, at))
    with source.aside() as then_lines:
        then = write(source, node.then, at)
    with source.aside() as otherwise_lines:
        otherwise = write(source, node.otherwise, at)
    number = source.fresh()
    over = source.fresh() if then.over or otherwise.over else None
    if condition.guards:
        source.line(f"if {condition.number} is None: {number} = None")
    with source.block(f"{'elif' if condition.guards else 'if'} {condition.number}:"):
        source.put(then_lines)
        source.store(then, number, over)
    with source.block("else:"):
        source.put(otherwise_lines)
        source.store(otherwise, number, over)
    return Slot(number, over, (number,) if condition.guards or then.guards or otherwise.guards else ())


def _known(source: Source, node: tree.Known, at: At) -> Slot:
    found = write(source, node.operand, at)
    return Slot(f"({known(found.guards)})" if found.guards else "True")


def _call(source: Source, node: tree.Call, at: At) -> Slot:
    slots = [write(source, argument, at) for argument in node.arguments]
    match node.function:
        case "min" | "max":
            return amounts.extreme(source, node.function, slots)
        case "abs":
            return slots[0]._replace(number=f"abs({slots[0].number})")
        case "round":
            return amounts.rounded(source, slots[0], node.places)
        case "ratio":
            return amounts.quotient(source, *slots)
    new, old = (source.atom(slot) for slot in slots)
    return amounts.quotient(source, amounts.summed(source, "-", new, old), old)


def _over_years(source: Source, node: tree.OverYears, at: At) -> Slot:
    if node.last is None:
        return _cumulative(source, node, at)
    years: list[At] = [("", each) for each in range(node.first, node.last + 1)]
    if node.function in ("every", "some"):
        return _kleene(source, node.function == "some", [(node.body, each) for each in years])
    slots = [write(source, node.body, each) for each in years]
    total = reduce(lambda left, right: amounts.summed(source, "+", left, right), slots)
    if node.function == "count":
        return total._replace(number=f"({total.number} + 0)")  # one yes alone is a bool, not a number
    return amounts.divided(source, total, Fraction(len(years))) if node.function == "average" else total


def _cumulative(source: Source, node: tree.OverYears, at: At) -> Slot:
    each, number = source.fresh(), source.fresh()
    with source.aside() as lines:
        body = write(source, node.body, (each, 0))
    guards, over = body.guards, source.fresh() if body.over else None
    source.line(f"{number} = 0")
    if over:
        source.line(f"{over} = 1")
    with source.block(f"for {each} in range({node.first}, {year(at)} + 1):"):
        source.put(lines)
        if guards:
            with source.block(f"if not ({known(guards)}):"):
                source.line(f"{number} = None")
                source.line("break")
        body = source.atom(body._replace(guards=()))
        if over is None:
            source.line(f"{number} += {body.number}")
        else:
            source.line(f"{number} = {number} * {body.over} + {body.number} * {over}")
            source.line(f"{over} = {over} * {body.over}")
    return Slot(number, over, (number,) if guards else ())


def _over_list(source: Source, node: tree.OverList, at: At) -> Slot:
    outer, row, number = source.row, source.fresh(), source.fresh()
    source.row = row
    source.line(f"{number} = 0")
    with source.block(f"for {row} in e.entries({node.list!r}):"):
        if node.where is not None:
            chosen = source.atom(write(source, node.where, at))
            if chosen.guards:
                _stop(source, chosen.number, number)
            source.line(f"if not {chosen.number}: continue")
        if node.field is None:
            source.line(f"{number} += 1")
        else:
            amount = write(source, node.field, at)
            _stop(source, amount.number, number)
            source.line(f"{number} += {amount.number}")
    source.row = outer
    return Slot(number, None, (number,))


def _stop(source: Source, variable: str, result: str) -> None:
    with source.block(f"if {variable} is None:"):
        source.line(f"{result} = None")
        source.line("break")


_WRITERS: dict[type[Any], Callable[[Source, Any, At], Slot]] = {
    **FETCHES,
    tree.Literal: _literal,
    tree.Parameter: _parameter,
    tree.Let: _let,
    tree.Unary: _unary,
    tree.Binary: _binary,
    tree.Comparison: _comparison,
    tree.Boolean: _boolean,
    tree.Choice: _choice,
    tree.Known: _known,
    tree.Call: _call,
    tree.OverYears: _over_years,
    tree.OverList: _over_list,
}
