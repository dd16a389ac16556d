"""Cells of the state's forms as answers and list entries. What the form leaves blank, or marks N/A, is not given."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from compliance.engine.findings import Figure, Source, Value
from compliance.filing.values import element_number
from compliance.rulebook.declarations import ListDefinition, ListEntryPlace
from compliance.rulebook.language.show import show

if TYPE_CHECKING:
    from compliance.engine.figures import FigureBook

YES_NO = {"yes": True, "true": True, "x": True, "no": False, "false": False}


def form_answer(text: str, unit: str, choices: Mapping[str, str]) -> bool | str | None:
    """A cell as an answer: Yes, No, X, TRUE, or a choice by the form's own words. Blank and anything else answer nothing."""
    word = text.strip().lower()
    if unit == "bool":
        return YES_NO.get(word)
    return next((name for name, shown in choices.items() if shown.lower() == word), None)


def form_entry(book: FigureBook, place: ListEntryPlace, definition: ListDefinition) -> Mapping[str, Figure] | None:
    """An entry of a list out of form cells; None where the form was not filed or every cell of it is blank."""
    column = book.own_column()
    if column is None or column.elements is None or book.filing.report not in place.reports:
        return None
    found = {}
    for field, element in place.elements.items():
        cell = column.elements.get(element)
        value = _value(cell.text, definition.fields[field].unit) if cell else None
        if cell is not None and value is not None:
            unit = definition.fields[field].unit
            found[field] = Figure(
                value, unit, show(value, unit), Source("element", cell.at.path, cell.at.line, column.code, element)
            )
    if not found:
        return None
    at = next(iter(found.values())).source
    fixed = {field: Figure(text, definition.fields[field].unit, text, at) for field, text in place.texts.items()}
    return fixed | found


def _value(text: str, unit: str) -> Value:
    word = text.strip()
    if not word or word.upper() == "N/A":
        return None
    if unit == "bool":
        return YES_NO.get(word.lower())
    if unit in ("text", "date"):
        return word
    try:
        number: Decimal | None = element_number(word)
    except ValueError:
        return None
    return number
