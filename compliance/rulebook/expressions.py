"""Expressions inside a pack file: parsed against a scope, with a mistake shown at its line under a caret."""

from __future__ import annotations

import re

from compliance.located import Node, Scalar
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.fields import text
from compliance.rulebook.language.errors import ExpressionError
from compliance.rulebook.language.parse import parse
from compliance.rulebook.language.scope import Scope
from compliance.rulebook.language.show import decimals
from compliance.rulebook.language.tree import Tree
from compliance.rulebook.model import Piece

_HOLE = re.compile(r"\{([^{}]*)\}")
_PLACES = re.compile(r"(.*?):\s*([0-9.]+%?)\s*", re.DOTALL)


def expression(node: Node | None, what: str, scope: Scope, unit: str | None = None) -> Tree:
    """The expression's tree, of the unit asked for. Raises RulebookError at the place of the mistake."""
    return checked(text(node, what), node, what, scope, unit)


def checked(words: str, node: Node | None, what: str, scope: Scope, unit: str | None = None) -> Tree:
    """The tree of an expression given as text, with mistakes reported at the node it stands in."""
    assert node is not None
    try:
        tree = parse(words, scope)
    except ExpressionError as error:
        raise _at(error.message, error.hint, node, words, (error.start, error.end)) from None
    if unit is not None and tree.unit != unit:
        raise _at(f"{what} must give {unit}, this gives {tree.unit}", "", node, words, (0, len(words)))
    return tree


def pieces(node: Node | None, what: str, scope: Scope, places: dict[str, str]) -> tuple[Piece, ...]:
    """A message as text and expressions; a bare name is printed to the places that the rule gives it."""
    if node is None:
        return ()
    words = text(node, what)
    found: list[Piece] = []
    end = 0
    for hole in _HOLE.finditer(words):
        if hole.start() > end:
            found.append(Piece(words[end : hole.start()]))
        inside, shown = hole[1], places.get(hole[1].strip())
        split = _PLACES.fullmatch(hole[1])
        if split:
            inside, shown = split[1], split[2]
        tree = checked(inside.strip(), node, what, scope)
        if shown is not None:
            printable(shown, tree.unit, node)
        found.append(Piece(inside.strip(), tree, shown))
        end = hole.end()
    if end < len(words):
        found.append(Piece(words[end:]))
    return tuple(found)


def printable(places: str, unit: str, node: Node) -> None:
    """Refuse printed places that are none, or none of the unit. Raises RulebookError."""
    try:
        decimals(places, unit)
    except ValueError as error:
        raise RulebookError(str(error), node.at) from None


def _at(message: str, hint: str, node: Node, words: str, span: tuple[int, int]) -> RulebookError:
    at = node.at
    single_line = isinstance(node, Scalar) and not node.block and at.column is not None and "\n" not in node.text
    if single_line and isinstance(node, Scalar) and node.text == words:
        at = at._replace(column=(at.column or 1) + span[0] + (1 if node.quoted else 0))
    return RulebookError(message, at, hint, words, span)
