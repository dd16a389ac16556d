"""YAML to located nodes, built from the event stream.

PyYAML's C compose ends the process at a nesting of 30,000 and expands aliases without end; events do neither, so depth and
aliases are refused here before any tree exists. Values stay text: parsers differ on what `no`, `1_000`, `1e3` mean.
"""

from __future__ import annotations

from typing import Any

import yaml

from compliance.located.errors import LocatedError
from compliance.located.nodes import MAX_DEPTH, Listing, Node, Position, Scalar, Section

_ENDS = frozenset((yaml.MappingEndEvent, yaml.SequenceEndEvent))
_NODES = frozenset((yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent))
_QUOTES = ("'", '"')
_BLOCKS = ("|", ">")


class _Open:
    """A section or listing whose end has not come yet."""

    __slots__ = ("at", "entries", "key", "listing", "names")

    def __init__(self, at: Position, listing: bool) -> None:
        self.at = at
        self.listing: list[Node] | None = [] if listing else None
        self.entries: dict[str, Node] = {}
        self.names: dict[str, Scalar] = {}
        self.key: Scalar | None = None

    def add(self, node: Node) -> None:
        if self.listing is not None:
            self.listing.append(node)
        elif self.key is None:
            if not isinstance(node, Scalar):
                raise LocatedError("A name is expected here, found a list or mapping; write `name: value`", node.at)
            if node.text in self.names:
                first = self.names[node.text].at
                raise LocatedError(f"'{node.text}' stands here a second time (first in line {first.line}); keep one", node.at)
            self.key = self.names[node.text] = node
        else:
            self.entries[self.key.text] = node
            self.key = None

    def close(self) -> Node:
        if self.listing is not None:
            return Listing(tuple(self.listing), self.at)
        return Section(self.entries, self.names, self.at)


def read_yaml(text: str, path: str) -> Node | None:
    """The document as located nodes; None when it is empty. Raises LocatedError."""
    open_nodes: list[_Open] = []
    event: Any
    root: Node | None = None
    documents = 0
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CLoader", yaml.Loader)):
            kind = type(event)
            if kind in _ENDS:
                node: Node = open_nodes.pop().close()
            elif kind in _NODES:
                at = _position(path, event.start_mark)
                _refuse_marks(event, at)
                if kind is not yaml.ScalarEvent:
                    if len(open_nodes) >= MAX_DEPTH:
                        raise LocatedError(f"Values are nested more than {MAX_DEPTH} deep; no file of ours needs that", at)
                    open_nodes.append(_Open(at, kind is yaml.SequenceStartEvent))
                    continue
                node = Scalar(event.value, at, event.style in _QUOTES, event.style in _BLOCKS)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise LocatedError(
                        "A second document begins here; keep one document a file", _position(path, event.start_mark)
                    )
                continue
            else:
                continue
            if open_nodes:
                open_nodes[-1].add(node)
            else:
                root = node
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        raise LocatedError(f"This is not YAML: {problem}", _position(path, mark)) from None
    return root


def _refuse_marks(event: Any, at: Position) -> None:
    if type(event) is yaml.AliasEvent:
        raise LocatedError("An alias (*) stands here; write the value out", at)
    if event.anchor is not None or event.tag not in (None, "!"):
        raise LocatedError("An anchor (&) or tag (!) stands here; write plain values", at)


def _position(path: str, mark: Any) -> Position:
    """A parser's mark, which counts from 0, as a place in the file."""
    return Position(path, mark.line + 1, mark.column + 1) if mark is not None else Position(path, 1, 1)
