"""Changes laid over the figures of a filing: what a scenario or a settlement adds, by figure and year, each with its line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from compliance.engine.evidence import exact
from compliance.engine.findings import Figure, Source
from compliance.located import Position
from compliance.rulebook.flows import Flow
from compliance.rulebook.language.show import show

YEARS = range(3)
FigureYear = tuple[str, int]


class ChangedLine(NamedTuple):
    """Dollars by which one named line moves a figure, and where the line stands (None: nowhere in a file)."""

    name: str
    amount: Decimal
    at: Position | None = None


Changes = Mapping[FigureYear, tuple[ChangedLine, ...]]


def moved_by(flow: Flow, year: int, line: ChangedLine) -> dict[FigureYear, ChangedLine]:
    """What dollars more on a line of relative year `year` do to the figures of the report's three years."""
    found: dict[FigureYear, ChangedLine] = {}
    for figures, years in (
        (flow.own_year, (year,)),
        (flow.from_then_on, tuple(one for one in YEARS if one >= year)),
        (flow.later, tuple(one for one in YEARS if one > year)),
    ):
        for figure, factor in figures.items():
            for one in years:
                found[(figure, one)] = line._replace(amount=line.amount * factor)
    return found


def joined(found: Iterable[Mapping[FigureYear, ChangedLine]]) -> dict[FigureYear, tuple[ChangedLine, ...]]:
    """The changes of several lines together."""
    whole: dict[FigureYear, tuple[ChangedLine, ...]] = {}
    for one in found:
        for key, line in one.items():
            whole[key] = (*whole.get(key, ()), line)
    return whole


def changed(filed: Figure, lines: tuple[ChangedLine, ...]) -> Figure:
    """The figure as filed with its lines added; what is unknown stays unknown."""
    if filed.value is None or isinstance(filed.value, (bool, str)):
        return filed
    total = sum((line.amount for line in lines), Decimal(0))
    value = exact(Fraction(filed.value) + Fraction(total))
    at = next((line.at for line in lines if line.at is not None), None)
    inputs = {"as filed": filed}
    for line in lines:
        source = None if line.at is None else Source("scenario", line.at.path, line.at.line)
        inputs[line.name] = Figure(line.amount, filed.unit, show(line.amount, filed.unit), source)
    source = Source(
        "scenario",
        at.path if at is not None else None,
        at.line if at is not None else None,
        formula=" + ".join(["as filed", *(line.name for line in lines)]),
        inputs=inputs,
    )
    return Figure(value, filed.unit, show(value, filed.unit), source, filed.label)
