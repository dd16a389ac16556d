"""A filing as a person would write it, YAML or JSON; reading it again gives the same filing.

A state export becomes a few lines that name it as their ledger: its figures stay where they are.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from compliance.filing.model import LAYERS, Filing, Written

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")
_PLAIN = re.compile(r"-?[A-Za-z0-9_](?:[A-Za-z0-9_.,%/()'&+ -]*[A-Za-z0-9_.%)])?")
_WORDS = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")
# Characters that YAML takes for a line's end or refuses, though JSON lets them stand.
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class _Leaf(NamedTuple):
    """A value; bare where it stood without quotation marks and may stand so again."""

    text: str
    bare: bool


_Tree = _Leaf | Mapping[str, "_Tree"] | Sequence["_Tree"]


def write_yaml(filing: Filing, folder: str) -> str:
    """The filing as YAML. folder: where it will stand; ledger and history are named by their path from there."""
    return "\n".join(_yaml(_document(filing, folder), "")) + "\n"


def write_json(filing: Filing, folder: str) -> str:
    """The filing as JSON, amounts in the digits they were written in; folder as for write_yaml."""
    return _json(_document(filing, folder), "") + "\n"


def _document(filing: Filing, folder: str) -> dict[str, _Tree]:
    entity = filing.entity
    tree: dict[str, _Tree] = {"filing": _Leaf("1", True)}
    fields = {"name": entity.name, "cds": entity.cds, "county": entity.county, "kind": entity.kind}
    tree["entity"] = {name: _text(text) for name, text in fields.items() if text}
    tree["fiscal_year"] = _Leaf(filing.fiscal_year, True)
    tree["report"] = _text(filing.report)
    if filing.certification is not None:
        tree["certification"] = _text(filing.certification)
    ledger = _ledger(filing)
    if ledger is not None:
        tree["ledger"] = _text(_from(ledger, folder))
    if filing.history:
        tree["history"] = [_text(_from(path, folder)) for path in filing.history]
    for layer in LAYERS:
        years: dict[str, dict[str, _Tree]] = {}
        for (its_layer, year, name), value in filing.figures.items():
            if its_layer == layer:
                years.setdefault(year, {})[name] = _leaf(value)
        if years:
            tree[layer] = years
    for name, values in (("answers", filing.answers), ("explanations", filing.explanations)):
        if values:
            tree[name] = {key: _leaf(value) for key, value in values.items()}
    for name, entries in filing.lists.items():
        tree[name] = [{field: _leaf(value) for field, value in entry.items()} for entry in entries]
    return tree


def _ledger(filing: Filing) -> str | None:
    """The state file that holds the columns: the one a filing names, or the filing's own file."""
    named = next((one.path for one in filing.inputs if one.role == "ledger"), None)
    return named or (filing.path if filing.columns else None)


def _from(path: str, folder: str) -> str:
    """A path from a folder, with slashes; from the root where no way leads from there (another drive)."""
    try:
        return os.path.relpath(path, folder or ".").replace(os.sep, "/")
    except ValueError:
        return os.path.abspath(path).replace(os.sep, "/")


def _text(text: str) -> _Leaf:
    return _Leaf(text, text[:1].isalpha() and text.lower() not in _WORDS)


def _leaf(written: Written) -> _Leaf:
    return _Leaf(written.text, not written.quoted)


def _yaml(tree: _Tree, indent: str) -> Iterator[str]:
    """The lines of a branch or listing in block style."""
    if isinstance(tree, Mapping):
        for name, value in tree.items():
            key = name if _NAME.fullmatch(name) and name.lower() not in _WORDS else _quoted(name)
            if isinstance(value, _Leaf) or not value:
                yield f"{indent}{key}: {_inline(value)}"
            else:
                yield f"{indent}{key}:"
                yield from _yaml(value, indent + "  ")
    elif not isinstance(tree, _Leaf):
        for value in tree:
            if isinstance(value, _Leaf) or not value:
                yield f"{indent}- {_inline(value)}"
            else:
                first, *rest = _yaml(value, indent + "  ")
                yield f"{indent}- {first.lstrip()}"
                yield from rest


def _inline(tree: _Tree) -> str:
    if isinstance(tree, _Leaf):
        return tree.text if tree.bare and _PLAIN.fullmatch(tree.text) else _quoted(tree.text)
    return "{}" if isinstance(tree, Mapping) else "[]"


def _quoted(text: str) -> str:
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _json(tree: _Tree, indent: str) -> str:
    if isinstance(tree, _Leaf):
        bare = tree.bare and (_NUMBER.fullmatch(tree.text) or tree.text in ("true", "false"))
        return tree.text if bare else json.dumps(tree.text, ensure_ascii=False)
    inner = indent + " "
    if isinstance(tree, Mapping):
        return _bracketed("{}", [f"{_quoted(name)}: {_json(value, inner)}" for name, value in tree.items()], indent)
    return _bracketed("[]", [_json(value, inner) for value in tree], indent)


def _bracketed(brackets: str, members: list[str], indent: str) -> str:
    if not members:
        return brackets
    return brackets[0] + ",".join(f"\n{indent} {member}" for member in members) + f"\n{indent}{brackets[1]}"


WRITERS: Mapping[str, Callable[[Filing, str], str]] = {"yaml": write_yaml, "json": write_json}
