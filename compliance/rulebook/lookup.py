"""The value of the law in a year: a parameter's, or a table's cell for a key, with its citation and certainty."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from compliance.rulebook.model import Dated, Parameter


class LawValue(NamedTuple):
    """A value in force (None: none is known for that year), its unit, citations, certainty, and how it was looked up."""

    value: Fraction | bool | str | None
    unit: str
    cites: tuple[str, ...]
    confidence: str
    note: str
    formula: str
    missing: str = ""


def in_force(parameter: Parameter, fiscal_year: str) -> Dated | None:
    """The dated entry that holds in that fiscal year; None before the first and, unless it runs on, after the last."""
    found = None
    for dated in parameter.values:
        if dated.from_year <= fiscal_year:
            found = dated
    if found is None:
        return None
    last = found.until or (None if parameter.runs_on else found.from_year)
    return found if last is None or fiscal_year <= last else None


def look_up(
    parameters: Mapping[str, Parameter], name: str, fiscal_year: str, column: str | None = None, key: Fraction | None = None
) -> LawValue:
    """The value of a parameter, or of a table's column at a key rounded half up, in a fiscal year."""
    parameter = parameters[name]
    unit = parameter.columns[column] if column else parameter.unit
    assert unit is not None
    dated = in_force(parameter, fiscal_year)
    if dated is None:
        return LawValue(None, unit, (), "unknown", "", f"{name} in {fiscal_year}", f"{name} for {fiscal_year}")
    if column is None:
        return LawValue(dated.value, unit, dated.cites, dated.confidence, dated.note, f"{name} in {fiscal_year}")
    assert key is not None and parameter.places is not None
    rounded = _half_up(key, parameter.places)
    cells = next(cells for upto, cells in dated.rows if upto is None or rounded <= upto)
    cell = cells[column]
    shown = f"{name}({rounded:,}).{column} in {fiscal_year}"
    if isinstance(cell, str):
        inner = look_up(parameters, cell, fiscal_year)
        return inner._replace(formula=f"{shown}: {inner.formula}", cites=dated.cites + inner.cites)
    return LawValue(cell, unit, dated.cites, dated.confidence, dated.note, shown)


def _half_up(number: Fraction, places: int) -> int | Fraction:
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    signed = -whole if number < 0 else whole
    return signed if places == 0 else Fraction(signed, 10**places)
