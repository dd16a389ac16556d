"""What a name means in an expression: figures and their layers and years, answers, list fields, lets, values of the law."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from compliance.rulebook.language.errors import ExpressionError, did_you_mean
from compliance.rulebook.language.tree import (
    Answer,
    Asked,
    Category,
    CategoryFigure,
    EntryField,
    Figure,
    ItemField,
    LedgerSum,
    Let,
    Literal,
    Node,
    Parameter,
    Year,
)

if TYPE_CHECKING:
    from compliance.rulebook.language.reading import Reading

BEFORE = ("lines", "filled", "nonzero", "amount")  # what [-1] can ask of the closed books of the year before
LAYERS = ("original_budget", "previous_report")
FIRST, LAST = -3, 2  # the years of a report, counted from its own

_TRUTH = {"yes": True, "no": False, "true": True, "false": False}
_FISCAL_YEAR = re.compile(r"[0-9]{4}-[0-9]{2}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def name(reading: Reading, node: ast.Name) -> Node:
    """A bare name: an entry's field, a let, the year, a figure, or a value of the law that needs no key."""
    word, span, scope = reading.name(node), reading.span(node), reading.scope
    if reading.fields is not None and word in reading.fields:
        return EntryField(reading.fields[word], span, word)
    if word in scope.lets:
        return Let(scope.lets[word].unit, span, word, scope.lets[word])
    if scope.codes is not None and word in scope.codes:
        return Asked("text", span, "code", (word,))
    if word == "amount" and scope.adds_up:
        return Asked("money", span, "amount")
    if word == "year":
        return Year("year", span)
    if word == "category" and scope.category:
        return Category("text", span)
    if word in scope.figures:
        return Figure(scope.figures[word], span, "figures", word)
    if word in scope.parameters:
        return _parameter(reading, node, word)
    if word in _TRUTH:
        return Literal("bool", span, _TRUTH[word])
    _not_a_value(reading, node, word)
    known = {
        *(scope.codes or ()),
        *(("amount",) if scope.adds_up else ()),
        *scope.lets,
        *scope.figures,
        *scope.parameters,
        *(reading.fields or ()),
        "year",
    }
    reading.fail(node, f"'{word}' is not a name of this rule", did_you_mean(word, known))


def attribute(reading: Reading, node: ast.Attribute) -> Node:
    """What stands after a point: a layer's figure, an answer, a field, a table's column."""
    word, span, scope, base = reading.name(node), reading.span(node), reading.scope, node.value
    if isinstance(base, ast.Call) and isinstance(base.func, ast.Name):
        return _column(reading, node, base, word)
    if not isinstance(base, ast.Name):
        reading.fail(node, f"'.{word}' has no meaning here: only answer, item, a layer or a table stands before a point")
    owner = reading.name(base)
    if owner == "answer":
        if word not in scope.answers:
            reading.fail(node, f"'{word}' is not an answer of this pack", did_you_mean(word, scope.answers))
        return Answer(scope.answers[word], span, word)
    if owner == "item":
        if scope.item is None:
            reading.fail(node, "this rule does not go over a list: item.… needs each: {labor: unit} or the like")
        fields = scope.lists[scope.item]
        if word not in fields:
            reading.fail(node, f"'{word}' is not a field of {scope.item}", did_you_mean(word, fields))
        return ItemField(fields[word], span, word)
    if owner in LAYERS:
        if word not in scope.figures:
            reading.fail(node, f"'{word}' is not a figure", did_you_mean(word, scope.figures))
        return Figure(scope.figures[word], span, owner, word)
    if owner in scope.parameters and owner not in scope.lets:
        if scope.parameters[owner].key_unit is not None:
            reading.fail(node, f"'{owner}' is a table: say for which key, as {owner}(ada).{word}")
        reading.fail(node, f"'{owner}' is one value and has no '{word}'", f"{owner}.of(year) is its value in the case's year")
    if owner in scope.lists:
        reading.fail(node, f"'{owner}' is a list: write total({owner}.{word}) or count({owner}, where=…)")
    if owner in scope.lets or owner in scope.figures:
        reading.fail(node, f"'{owner}' is an amount and has no '{word}'")
    reading.fail(
        node,
        f"'{owner}' is no name that may stand before a point",
        did_you_mean(owner, {*LAYERS, "answer", "item", *scope.parameters}),
    )


def subscript(reading: Reading, node: ast.Subscript) -> Node:
    """x[-1]: a figure, a let or the year, so many years from the case's own."""
    found = reading.read(node.value)
    if isinstance(found, LedgerSum) or (isinstance(found, Asked) and found.function in BEFORE):
        if reading.scope.codes is None or found.offset or whole(reading, node.slice, FIRST, -FIRST, "the year") != -1:
            reading.fail(
                node, "[-1] after it asks the closed books of the year before, in a rule over columns; no other year can"
            )
        return found._replace(offset=-1, span=reading.span(node))
    if not isinstance(found, Figure | CategoryFigure | Let | Year):
        hint = f"{found.name}.of(year) is its value in the case's year" if isinstance(found, Parameter) else ""
        reading.fail(node, "only a figure, a let or year stands before [-1]: give the rest a name under let:", hint)
    if found.offset:
        reading.fail(node, "one year in brackets is enough: add the two")
    return found._replace(offset=whole(reading, node.slice, FIRST, -FIRST, "the year in brackets"), span=reading.span(node))


def whole(reading: Reading, node: ast.expr, first: int, last: int, what: str) -> int:
    """A whole number written out, between two bounds."""
    source = reading.source(node).replace(" ", "")
    if not re.fullmatch(r"-?[0-9]{1,3}", source) or not first <= int(source) <= last:
        reading.fail(node, f"{what} must be a whole number from {first} to {last}, found '{reading.source(node)[:40]}'")
    return int(source)


def check_quoted(quoted: Node, unit: str) -> None:
    """A text compared with a year or a date must be written as one."""
    assert isinstance(quoted, Literal) and isinstance(quoted.value, str)
    if unit == "year" and not _FISCAL_YEAR.fullmatch(quoted.value):
        raise ExpressionError(f'"{quoted.value}" is no fiscal year: write it as "2024-25"', *quoted.span)
    if unit == "date" and not _DATE.fullmatch(quoted.value):
        raise ExpressionError(f'"{quoted.value}" is no date: write it as "2024-12-15"', *quoted.span)


def table(reading: Reading, node: ast.Call, word: str, column: str | None) -> Node:
    """A table looked up: name(key), name(key).column."""
    from compliance.rulebook.language.units import NUMERIC, common

    signature = reading.scope.parameters[word]
    if signature.key_unit is None:
        reading.fail(node, f"'{word}' is one value and takes no key: write {word} or {word}.of(year)")
    if len(node.args) != 1 or node.keywords:
        reading.fail(node, f"'{word}' takes one key, in {signature.key_unit}")
    key = reading.value(node.args[0])
    if common(key.unit, signature.key_unit) not in NUMERIC:
        reading.fail(node.args[0], f"the key of '{word}' is {signature.key_unit}, this is {key.unit}")
    unit = signature.unit if column is None else signature.columns[column]
    if unit is None:
        choice = " or ".join(f".{name}" for name in signature.columns)
        reading.fail(node, f"'{word}' is a table of several columns: say which, {choice}")
    return Parameter(unit, reading.span(node), word, column, key)


def of_year(reading: Reading, node: ast.Call, owner: ast.expr) -> Node:
    """cola.of(year): a value of the law in the case's year."""
    word = reading.name(owner) if isinstance(owner, ast.Name) else ""
    if word not in reading.scope.parameters or word in reading.scope.lets:
        reading.fail(
            node,
            f"'{reading.source(owner)[:40]}' has no .of(year): only a value of the law has one",
            did_you_mean(word, reading.scope.parameters),
        )
    if len(node.args) != 1 or node.keywords or reading.source(node.args[0]) != "year":
        reading.fail(node, f"write {word}.of(year): the year is the case's own")
    return _parameter(reading, owner, word)._replace(of_year=True, span=reading.span(node))


def _parameter(reading: Reading, node: ast.expr, word: str) -> Parameter:
    signature = reading.scope.parameters[word]
    if signature.key_unit is not None or signature.unit is None:
        column = f".{next(iter(signature.columns))}" if signature.columns else ""
        reading.fail(node, f"'{word}' is a table: say for which key, as {word}({signature.key_unit}){column}")
    return Parameter(signature.unit, reading.span(node), word)


def _column(reading: Reading, node: ast.Attribute, base: ast.Call, word: str) -> Node:
    owner = reading.name(base.func)
    signature = reading.scope.parameters.get(owner)
    if signature is None or owner in reading.scope.lets:
        reading.fail(
            node, f"'.{word}' has no meaning here: '{owner}' is not a table", did_you_mean(owner, reading.scope.parameters)
        )
    if word not in signature.columns:
        reading.fail(node, f"'{owner}' has no column '{word}'", did_you_mean(word, signature.columns))
    return table(reading, base, owner, word)._replace(span=reading.span(node))


def _not_a_value(reading: Reading, node: ast.Name, word: str) -> None:
    if word in ("answer", "item", *LAYERS):
        reading.fail(node, f"'{word}' is no value by itself: write {word}.name")
    if word == "category":
        reading.fail(node, "this rule does not go over categories: it needs each: {category: […]}")
    if word in reading.scope.lists:
        reading.fail(node, f"'{word}' is a list: write total({word}.field) or count({word}, where=…)")
    if word in reading.scope.answers:
        reading.fail(node, f"'{word}' is an answer: write answer.{word}")
