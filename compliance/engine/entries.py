"""The fields of a list's entries as figures: as written, in the unit and out of the choices that the rulebook declares."""

from __future__ import annotations

from compliance.engine.findings import Figure
from compliance.engine.written import figure_of
from compliance.filing.model import FilingError, Written
from compliance.rulebook.declarations import ListField


def entry_field(written: Written, name: str, field: ListField) -> Figure:
    """The field as a figure. Raises FilingError for a value not of its unit or not among the choices."""
    figure = figure_of(written, field.unit)
    if field.choices and figure.value not in field.choices:
        raise FilingError(f"{name} is '{written.text}'; it must be one of: {', '.join(field.choices)}.", written.at)
    return figure


def not_given(name: str, field: str, unit: str) -> Figure:
    """A field that an entry leaves out: unknown."""
    return Figure(None, unit, "unknown", None, "", f"{name} gives no {field}", (f"{name} {field}",))
