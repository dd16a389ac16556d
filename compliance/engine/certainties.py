"""What must be known where a condition came to yes or no: `known(x) and …` reads x only where it is there."""

from __future__ import annotations

from compliance.rulebook.language.parts import parts
from compliance.rulebook.language.tree import (
    Answer,
    Binary,
    Boolean,
    Call,
    CategoryFigure,
    Choice,
    Comparison,
    Figure,
    ItemField,
    Known,
    Let,
    Literal,
    Node,
    Parameter,
    Unary,
)

Key = tuple[str, ...]
Keys = frozenset[Key]
NOTHING: Keys = frozenset()


def key_of(node: Node) -> Key | None:
    """What a node reads, whatever its place in the text; None where it is no single name."""
    match node:
        case Figure():
            return ("figure", node.layer, node.name, str(node.offset))
        case CategoryFigure():
            return ("category", node.layer, str(node.offset))
        case Let():
            return ("let", node.name, str(node.offset))
        case Answer():
            return ("answer", node.name)
        case ItemField():
            return ("item", node.name)
    return None


def known_where(node: Node, value: bool) -> Keys:
    """The names that are known wherever a condition comes to this value."""
    match node:
        case Known():
            return (_named(node.operand) | needed(node.operand)) if value else NOTHING
        case Unary():
            return known_where(node.operand, not value)
        case Boolean():
            sides = [known_where(part, value) for part in node.operands]
            every = (node.operator == "and") == value
            return NOTHING.union(*sides) if every else sides[0].intersection(*sides[1:])
        case Comparison():
            return NOTHING.union(*map(needed, node.operands)) if value or len(node.operands) == 2 else NOTHING
        case Let() if node.offset == 0:
            return _named(node) | known_where(node.tree.root, value)
        case Literal() if bool(node.value) != value:
            return NOTHING
    return needed(node)


def needed(node: Node) -> Keys:
    """The names that must be known for the value to be."""
    match node:
        case Let():
            return _named(node) | (needed(node.tree.root) if node.offset == 0 else NOTHING)
        case Unary() | Binary() | Call() | Parameter():
            return NOTHING.union(*map(needed, parts(node)))
        case Choice():
            return needed(node.condition) | (needed(node.then) & needed(node.otherwise))
        case Comparison() if len(node.operands) == 2:
            return NOTHING.union(*map(needed, node.operands))
    return _named(node)


def _named(node: Node) -> Keys:
    key = key_of(node)
    return NOTHING if key is None else frozenset({key})
