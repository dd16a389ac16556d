"""Cells of the state's forms as answers and list entries. What the form leaves blank, or marks N/A, is not given."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from compliance.engine.findings import Figure, Source, Value
from compliance.filing.values import element_number
from compliance.rulebook.declarations import ListDefinition, ListEntryPlace
from compliance.rulebook.language.show import show
from compliance.rulebook.language.tree import Element, Tree

if TYPE_CHECKING:
    from compliance.engine.figures import FigureBook

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
YES_NO = {"yes": True, "true": True, "x": True, "no": False, "false": False}


def form_answer(text: str, unit: str, choices: Mapping[str, str]) -> bool | str | None:
    """A cell as an answer: Yes, No, X, TRUE, or a choice by the form's own words. Blank and anything else answer nothing."""
    word = text.strip().lower()
    if unit == "bool":
        return YES_NO.get(word)
    return next((name for name, shown in choices.items() if shown.lower() == word), None)


def form_date(book: FigureBook, tree: Tree, label: str) -> Figure:
    """The day that a form cell names, as 2025-06-24; its text is free: June 24, 2025, 06/28/22, 6/24/2025 7:00:00 AM."""
    column = book.own_column()
    name = tree.root.name if isinstance(tree.root, Element) else ""
    cell = column.elements.get(name) if column is not None and column.elements is not None else None
    day = day_of(cell.text) if cell is not None else None
    if cell is None or column is None or day is None:
        why = f"{name} holds no day" if cell is not None else f"the filing holds no element {name}"
        return Figure(None, "date", "unknown", None, label, why, (f'element("{name}")',))
    return Figure(day, "date", day, Source("element", cell.at.path, cell.at.line, column.code, name), label)


def day_of(text: str) -> str | None:
    """The day in a free text as YYYY-MM-DD; None where it names none, or not one beyond doubt."""
    import datetime
    import re

    found = re.match(r"\s*(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b", text)
    named = re.match(r"\s*([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b", text)
    written = re.match(r"\s*(\d{4})-(\d{2})-(\d{2})\b", text)
    try:
        if found:
            year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
            return datetime.date(year, int(found[1]), int(found[2])).isoformat()
        if named:
            month = next((number for number, name in enumerate(MONTHS, 1) if name.startswith(named[1].lower())), 0)
            return datetime.date(int(named[3]), month, int(named[2])).isoformat()
        return datetime.date(*(int(part) for part in written.groups())).isoformat() if written else None
    except ValueError:
        return None


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
