"""What an expression reads from outside."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.rulebook.language.parts import parts as parts_of
from compliance.rulebook.language.tree import (
    Answer,
    Asked,
    Category,
    CategoryFigure,
    Element,
    Figure,
    ItemField,
    LedgerSum,
    Let,
    NegativeBalances,
    Node,
    OverList,
    Parameter,
    Tree,
)

Reference = (
    Figure
    | CategoryFigure
    | Category
    | Answer
    | ItemField
    | Parameter
    | OverList
    | LedgerSum
    | Element
    | NegativeBalances
    | Asked
)


def references(tree: Tree) -> Iterator[Reference]:
    """Every node that reads something from outside, in the order of the text, those of its lets included (each let once)."""
    seen: set[int] = set()
    waiting: list[Node] = [tree.root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Reference):
            yield node
        waiting.extend(reversed(parts_of(node)))
        if isinstance(node, Let) and id(node.tree) not in seen:
            seen.add(id(node.tree))
            waiting.append(node.tree.root)
