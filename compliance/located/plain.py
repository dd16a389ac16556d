"""Located nodes as plain values, for a schema: numbers exact, yes and no as text, never a float."""

from __future__ import annotations

import re
from decimal import Decimal

from compliance.located.nodes import Listing, Node, Position, Scalar, Section

Plain = str | int | Decimal | bool | None | list["Plain"] | dict[str, "Plain"]
_INTEGER = re.compile(r"-?(0|[1-9]\d{0,29})", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,30}\.\d{1,30}", re.ASCII)


def plain(node: Node) -> Plain:
    """The node's value as a parser of the schema's world would have it."""
    if isinstance(node, Section):
        return {name: plain(entry) for name, entry in node.entries.items()}
    if isinstance(node, Listing):
        return [plain(entry) for entry in node.entries]
    word = node.text
    if node.quoted or node.block:
        return word
    if word.lower() in ("true", "false"):
        return word.lower() == "true"
    if word in ("", "~", "null"):
        return None
    if _INTEGER.fullmatch(word):
        return int(word)
    return Decimal(word) if _DECIMAL.fullmatch(word) else word


def place_of(node: Node, path: list[str | int]) -> Position:
    """Where the value at a path of names and indexes stands, as far as the path leads."""
    for step in path:
        if isinstance(node, Section) and str(step) in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.entries):
            node = node.entries[step]
        else:
            break
    return node.at if isinstance(node, Scalar | Listing | Section) else Position("", 0)
