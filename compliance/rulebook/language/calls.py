"""The closed list of functions."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING

from compliance.rulebook.language import names, places, units
from compliance.rulebook.language.arguments import USAGE, arguments
from compliance.rulebook.language.errors import did_you_mean
from compliance.rulebook.language.tree import (
    Call,
    CategoryFigure,
    EntryField,
    Known,
    Node,
    OverList,
    OverYears,
)

if TYPE_CHECKING:
    from compliance.rulebook.language.reading import Reading


def call(reading: Reading, node: ast.Call) -> Node:
    """A function, a table with its key, a value of the law .of(year), or figure(category) of a layer."""
    if isinstance(node.func, ast.Attribute):
        word, owner = reading.name(node.func), node.func.value
        if word == "figure" and isinstance(owner, ast.Name) and reading.name(owner) in names.LAYERS:
            return _category(reading, node, reading.name(owner))
        if word == "of":
            return names.of_year(reading, node, owner)
        reading.fail(node, f"'.{word}' is not a function")
    if not isinstance(node.func, ast.Name):
        reading.fail(node, "only a function or a table stands before a bracket")
    word, scope = reading.name(node.func), reading.scope
    if word in _READERS:
        return _READERS[word](reading, node, word)
    if word in places.READERS and (scope.places or scope.codes is not None):
        return places.READERS[word](reading, node, word)
    if word in places.READERS:
        reading.fail(node, f"{word}() may stand only where a figure is found: name the amount as a figure and use that")
    if word in places.OF_COLUMNS and scope.codes is not None:
        return places.OF_COLUMNS[word](reading, node, word)
    if word in places.OF_COLUMNS:
        reading.fail(node, f"{word}() may stand only in a rule over columns, whose severity is given for each column")
    if word in scope.parameters:
        return names.table(reading, node, word, None)
    if word in scope.figures or word in scope.lets:
        reading.fail(node, f"'{word}' is an amount, no function", f"{word}[-1] is the year before")
    valid = {*USAGE, *(name for name, signature in scope.parameters.items() if signature.key_unit)}
    reading.fail(node, f"'{word}' is not a function of the language", did_you_mean(word, valid))


def _extreme(reading: Reading, node: ast.Call, word: str) -> Node:
    arguments(reading, node, word, None)
    found = [reading.amount(argument, f"each value of {word}") for argument in node.args]
    unit = found[0].unit
    for one, argument in zip(found[1:], node.args[1:], strict=True):
        joint = units.common(unit, one.unit)
        if joint is None:
            reading.fail(argument, f"{word} of {unit} and {one.unit} cannot be taken: all must be of one unit")
        unit = joint
    return Call(unit, reading.span(node), word, tuple(found))


def _abs(reading: Reading, node: ast.Call, word: str) -> Node:
    arguments(reading, node, word, 1)
    found = reading.amount(node.args[0], "what abs takes")
    return Call(found.unit, reading.span(node), word, (found,))


def _round(reading: Reading, node: ast.Call, word: str) -> Node:
    arguments(reading, node, word, 2)
    found = reading.amount(node.args[0], "what is rounded")
    return Call(
        found.unit, reading.span(node), word, (found,), names.whole(reading, node.args[1], -6, 9, "the places of round")
    )


def _quotient(reading: Reading, node: ast.Call, word: str) -> Node:
    arguments(reading, node, word, 2)
    first, second = (reading.value(argument) for argument in node.args)
    reason = units.quotient(word, first.unit, second.unit)
    if reason:
        reading.fail(node, reason)
    return Call("rate", reading.span(node), word, (first, second))


def _known(reading: Reading, node: ast.Call, word: str) -> Node:
    arguments(reading, node, word, 1)
    return Known("bool", reading.span(node), reading.value(node.args[0]))


def _figure(reading: Reading, node: ast.Call, word: str) -> Node:
    return _category(reading, node, "figures")


def _category(reading: Reading, node: ast.Call, layer: str) -> Node:
    if len(node.args) != 1 or node.keywords or reading.source(node.args[0]) != "category":
        reading.fail(node, "write figure(category): the category is the case's own; another figure is called by its name")
    if not reading.scope.category:
        reading.fail(node, "this rule does not go over categories: figure(category) needs each: {category: […]}")
    return CategoryFigure(reading.scope.category_unit, reading.span(node), layer)


def _over_years(reading: Reading, node: ast.Call, word: str) -> Node:
    if word in ("total", "count") and not any(keyword.arg == "years" for keyword in node.keywords):
        return _over_list(reading, node, word)
    named = arguments(reading, node, word, 1, "years")
    years = named.get("years")
    if not isinstance(years, ast.Tuple) or len(years.elts) != 2:
        reading.fail(node, f"{word} needs the years of the report it goes over: {USAGE[word]}")
    first, last = (names.whole(reading, year, names.FIRST, names.LAST, "a year of the report") for year in years.elts)
    if first > last:
        reading.fail(years, f"the first year {first} comes after the last {last}")
    if word in ("average", "total"):
        body = reading.amount(node.args[0], f"what {word} takes")
        return OverYears(body.unit, reading.span(node), word, body, first, last)
    body = reading.condition(node.args[0], f"what {word} takes")
    return OverYears("count" if word == "count" else "bool", reading.span(node), word, body, first, last)


def _cumulative(reading: Reading, node: ast.Call, word: str) -> Node:
    named = arguments(reading, node, word, 1, "since")
    if "since" not in named:
        reading.fail(node, f"cumulative needs the year it begins with: {USAGE[word]}")
    first = names.whole(reading, named["since"], names.FIRST, names.LAST, "a year of the report")
    body = reading.amount(node.args[0], "what cumulative takes")
    return OverYears(body.unit, reading.span(node), word, body, first, None)


def _over_list(reading: Reading, node: ast.Call, word: str) -> Node:
    named = arguments(reading, node, word, 1, "where", "years")
    if reading.fields is not None:
        reading.fail(node, "a list inside another list's where has no meaning")
    subject, lists = node.args[0], reading.scope.lists
    owner = subject.value if word == "total" and isinstance(subject, ast.Attribute) else subject
    name = reading.name(owner) if isinstance(owner, ast.Name) and (word == "count" or owner is not subject) else ""
    if name not in lists:
        reading.fail(node, f"{word} goes over years or over a list: {USAGE[word]}", did_you_mean(name, lists))
    fields, field = lists[name], None
    if word == "total":
        column = reading.name(subject)
        if fields.get(column) not in units.NUMERIC:
            said = "is not a field" if column not in fields else f"is {fields[column]}, no amount,"
            reading.fail(subject, f"'{column}' {said} of {name}", "" if column in fields else did_you_mean(column, fields))
        field = EntryField(fields[column], reading.span(subject), column)
    where = None
    if "where" in named:
        reading.fields = fields
        try:
            where = reading.condition(named["where"], "where")
        finally:
            reading.fields = None
    return OverList("count" if field is None else field.unit, reading.span(node), word, name, field, where)


_READERS: dict[str, Callable[[Reading, ast.Call, str], Node]] = {
    "min": _extreme,
    "max": _extreme,
    "abs": _abs,
    "round": _round,
    "ratio": _quotient,
    "change": _quotient,
    "known": _known,
    "figure": _figure,
    "average": _over_years,
    "total": _over_years,
    "count": _over_years,
    "every": _over_years,
    "some": _over_years,
    "cumulative": _cumulative,
}
