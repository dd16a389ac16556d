"""A value a person wrote, read in the unit that the rulebook declares."""

from __future__ import annotations

from decimal import Decimal

from compliance.engine.findings import Figure, Source, Value
from compliance.filing import values
from compliance.filing.model import Written
from compliance.rulebook.language.show import show

_READERS = {
    "money": values.as_money,
    "rate": values.as_rate,
    "ada": values.as_ada,
    "count": values.as_count,
    "bool": values.as_bool,
    "date": values.as_date,
    "text": values.as_text,
}


def figure_of(written: Written, unit: str, label: str = "") -> Figure:
    """The figure that a written value is. Raises FilingError where it is not of the unit."""
    value = value_of(written, unit)
    source = Source("filing", written.at.path, written.at.line, written.at.column)
    return Figure(value, unit, show(value, unit), source, label)


def value_of(written: Written, unit: str) -> Value:
    """The exact value in the unit: Decimal dollars, rates as fractions of one, booleans, texts."""
    value = _READERS[unit](written)
    return value if isinstance(value, (Decimal, bool, str)) else str(value)
