"""A filing as a person would write it, YAML or JSON; reading it again gives the same filing.

A state export becomes a few lines that name it as their ledger: its figures stay where they are.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from compliance.filing.model import LAYERS, Filing, Written
from compliance.filing.tree_text import WORDS, Leaf, Tree, json_text, yaml_lines


def write_yaml(filing: Filing, folder: str) -> str:
    """The filing as YAML. folder: where it will stand; ledger and history are named by their path from there."""
    return "\n".join(yaml_lines(_document(filing, folder))) + "\n"


def write_json(filing: Filing, folder: str) -> str:
    """The filing as JSON, amounts in the digits they were written in; folder as for write_yaml."""
    return json_text(_document(filing, folder)) + "\n"


def _document(filing: Filing, folder: str) -> dict[str, Tree]:
    entity = filing.entity
    tree: dict[str, Tree] = {"filing": Leaf("1", True)}
    fields = {"name": entity.name, "cds": entity.cds, "county": entity.county, "kind": entity.kind}
    tree["entity"] = {name: _text(text) for name, text in fields.items() if text}
    tree["fiscal_year"] = Leaf(filing.fiscal_year, True)
    tree["report"] = _text(filing.report)
    if filing.certification is not None:
        tree["certification"] = _text(filing.certification)
    ledger = _ledger(filing)
    if ledger is not None:
        tree["ledger"] = _text(_from(ledger, folder))
    if filing.history:
        tree["history"] = [_text(_from(path, folder)) for path in filing.history]
    for layer in LAYERS:
        years: dict[str, dict[str, Tree]] = {}
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


def _text(text: str) -> Leaf:
    return Leaf(text, text[:1].isalpha() and text.lower() not in WORDS)


def _leaf(written: Written) -> Leaf:
    return Leaf(written.text, not written.quoted)


WRITERS: Mapping[str, Callable[[Filing, str], str]] = {"yaml": write_yaml, "json": write_json}
