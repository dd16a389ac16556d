"""The JSON Schema of a person's filing, narrowed to the figures, answers and lists that a rulebook knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_YES_NO = {"enum": [True, False, "yes", "no", "true", "false"]}
_AMOUNT = r"^-?[0-9]+(\.[0-9]{1,6})?$"
_PUPILS = r"^[0-9]+(\.[0-9]{1,4})?$"
_UNITS: Mapping[str, Mapping[str, Any]] = {
    "money": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _AMOUNT}]},
    "rate": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?%?$"}]},
    "ada": {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": _PUPILS}]},
    "count": {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": _PUPILS}]},
    "bool": _YES_NO,
    "date": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "fiscal_year": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}$"},
    "text": {"type": ["string", "number", "boolean"]},
}
_YEAR = r"^[0-9]{4}-[0-9]{2}$"


def filing_schema(
    figure_units: Mapping[str, str] | None = None,
    answers: Mapping[str, Sequence[str] | None] | None = None,
    lists: Mapping[str, Mapping[str, tuple[str, bool]]] | None = None,
) -> dict[str, Any]:
    """JSON Schema 2020-12 of a filing written as YAML or JSON.

    figure_units: figure to unit. answers: answer to its choices, None for yes or no, an empty list for any text. lists: list to
    field to unit and whether it must stand. What is None stays open to any name.
    """
    from compliance.filing.documents import FilingDocument

    schema: dict[str, Any] = _plain(FilingDocument.model_json_schema())
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "A filing"}
    properties = schema["properties"]
    for layer in ("figures", "original_budget", "previous_report"):
        year: dict[str, Any] = {"type": "object", "additionalProperties": _UNITS["text"]}
        if figure_units is not None:
            year = _closed({name: _UNITS[unit] for name, unit in figure_units.items()})
        years = {"type": "object", "patternProperties": {_YEAR: _heading(year)}, "additionalProperties": False}
        properties[layer] = _heading(years) | {"description": properties[layer]["description"]}
    if answers is not None:
        asked = _closed({name: _answer(choices) for name, choices in answers.items()})
        properties["answers"] = _heading(asked) | {"description": properties["answers"]["description"]}
    for name, fields in (lists or {}).items():
        if name not in properties:  # a list that the engine observes: nobody writes it
            continue
        entry = _closed({field: _UNITS[unit] for field, (unit, _) in fields.items()})
        entry["required"] = [field for field, (_, required) in fields.items() if required]
        properties[name]["items"] = entry
    return schema


def _heading(branch: dict[str, Any]) -> dict[str, Any]:
    """The branch, or a heading with nothing under it."""
    return branch | {"type": [branch["type"], "null"]}


def _answer(choices: Sequence[str] | None) -> Mapping[str, Any]:
    return _YES_NO if choices is None else {"enum": list(choices)} if choices else _UNITS["text"]


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _plain(node: Any) -> Any:
    """The schema without the titles and defaults that pydantic adds."""
    if isinstance(node, list):
        return [_plain(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    return {key: _plain(value) for key, value in node.items() if key not in ("default", "title")}
