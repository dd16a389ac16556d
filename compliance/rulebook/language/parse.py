"""From the text of an expression to its tree."""

from __future__ import annotations

import ast

from compliance.rulebook.language.errors import ExpressionError
from compliance.rulebook.language.parts import parts as parts_of
from compliance.rulebook.language.reading import Reading
from compliance.rulebook.language.scan import skeleton
from compliance.rulebook.language.scope import Scope
from compliance.rulebook.language.tree import Let, Node, OverYears, Tree

DEEPEST = 90
HEAVIEST = 5000


def parse(text: str, scope: Scope) -> Tree:
    """The tree of an expression, every node with its unit; raises ExpressionError, and nothing else, for any text."""
    plain = skeleton(text)
    try:
        module = ast.parse(f"({plain})", mode="eval")
    except SyntaxError as error:
        start = min(max((error.offset or 1) - 2, 0), max(len(text) - 1, 0))
        end = error.end_offset - 2 if error.end_offset and error.end_offset - 2 > start else start + 1
        said = (error.msg or "invalid syntax").split(". ")[0]
        raise ExpressionError(f"the expression cannot be read here: {said}", start, min(end, len(text))) from None
    except (MemoryError, RecursionError, ValueError):
        raise ExpressionError("the expression is too deep to be read: give its parts names under let:", 0, len(text)) from None
    root = Reading(text, scope).value(module.body)
    depth, weight = _measure(root)
    if depth > DEEPEST or weight > HEAVIEST:
        raise ExpressionError(
            f"the expression with its lets is {depth} deep and asks for {weight} steps, "
            f"at most {DEEPEST} and {HEAVIEST} are judged: make a part of it a figure",
            0,
            len(text),
        )
    return Tree(text, root, depth, weight)


def _measure(node: Node) -> tuple[int, int]:
    if isinstance(node, Let):
        return node.tree.depth + 1, node.tree.weight + 1
    parts = [_measure(part) for part in parts_of(node)]
    weight = sum(part[1] for part in parts)
    if isinstance(node, OverYears):
        weight *= (2 if node.last is None else node.last) - node.first + 1
    return max((part[0] for part in parts), default=0) + 1, weight + 1
