"""A tree of values as the text of a YAML or JSON document, each value in the characters it has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")
_PLAIN = re.compile(r"-?[A-Za-z0-9_](?:[A-Za-z0-9_.,%/()'&+ -]*[A-Za-z0-9_.%)])?")
WORDS = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")
# Characters that YAML takes for a line's end or refuses, though JSON lets them stand.
ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Leaf(NamedTuple):
    """A value; bare where it may stand without quotation marks."""

    text: str
    bare: bool


Tree = Leaf | Mapping[str, "Tree"] | Sequence["Tree"]


def yaml_lines(tree: Tree, width: int | None = None, indent: str = "") -> Iterator[str]:
    """The lines of a branch or listing in block style. width: a branch of mere values stands on one line that is shorter."""
    if isinstance(tree, Leaf):
        yield f"{indent}{_value(tree)}"
    elif isinstance(tree, Mapping):
        for name, value in tree.items():
            key = name if _NAME.fullmatch(name) and name.lower() not in WORDS else _quoted(name)
            short = _short(value, width)
            if short is not None and (width is None or len(indent) + len(key) + len(short) < width):
                yield f"{indent}{key}: {short}"
            else:
                yield f"{indent}{key}:"
                yield from yaml_lines(value, width, indent + "  ")
    else:
        for value in tree:
            if isinstance(value, Leaf) or not value:
                yield f"{indent}- {_short(value, None)}"
            else:
                first, *rest = yaml_lines(value, width, indent + "  ")
                yield f"{indent}- {first.lstrip()}"
                yield from rest


def json_text(tree: Tree, indent: str = "") -> str:
    """The tree as JSON, numbers in the digits they have."""
    if isinstance(tree, Leaf):
        bare = tree.bare and (_NUMBER.fullmatch(tree.text) or tree.text in ("true", "false"))
        return tree.text if bare else json.dumps(tree.text, ensure_ascii=False)
    inner = indent + " "
    if isinstance(tree, Mapping):
        return _bracketed("{}", [f"{_quoted(name)}: {json_text(value, inner)}" for name, value in tree.items()], indent)
    return _bracketed("[]", [json_text(value, inner) for value in tree], indent)


def _short(tree: Tree, width: int | None) -> str | None:
    """What stands behind a name or dash on its line; None where the tree needs lines of its own."""
    if isinstance(tree, Leaf):
        return _value(tree)
    if not tree:
        return "{}" if isinstance(tree, Mapping) else "[]"
    if width is None:
        return None
    if isinstance(tree, Mapping):
        values = {name: value for name, value in tree.items() if isinstance(value, Leaf)}
        members = ", ".join(f"{name}: {_value(value)}" for name, value in values.items())
        return f"{{{members}}}" if len(values) == len(tree) else None
    leaves = [value for value in tree if isinstance(value, Leaf)]
    return f"[{', '.join(map(_value, leaves))}]" if len(leaves) == len(tree) else None


def _value(leaf: Leaf) -> str:
    return leaf.text if leaf.bare and _PLAIN.fullmatch(leaf.text) else _quoted(leaf.text)


def _quoted(text: str) -> str:
    return ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _bracketed(brackets: str, members: list[str], indent: str) -> str:
    if not members:
        return brackets
    return brackets[0] + ",".join(f"\n{indent} {member}" for member in members) + f"\n{indent}{brackets[1]}"
