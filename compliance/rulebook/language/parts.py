"""What stands directly under a node."""

from __future__ import annotations

from compliance.rulebook.language.tree import (
    Binary,
    Boolean,
    Call,
    Choice,
    Comparison,
    Known,
    Node,
    OverList,
    OverYears,
    Parameter,
    Unary,
)


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly under a node, in the order of the text; a let's own tree is not among them."""
    match node:
        case Unary() | Known():
            return (node.operand,)
        case Binary():
            return (node.left, node.right)
        case Comparison() | Boolean():
            return node.operands
        case Choice():
            return (node.then, node.condition, node.otherwise)
        case Call():
            return node.arguments
        case OverYears():
            return (node.body,)
        case OverList():
            return tuple(part for part in (node.field, node.where) if part is not None)
        case Parameter():
            return () if node.key is None else (node.key,)
    return ()
