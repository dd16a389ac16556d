"""The reserve table, T1: three years of available reserves beside the standard, checked to foot before it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from compliance.engine.findings import Case, Figure, Result
from compliance.letter.shown import number
from compliance.letter.tables.table import AgainstLine, Column, OverOrShort, Table, files, foots

RULES = ("01CS-10", "01CSI-10")
COLUMNS = (
    Column("Fiscal year", 10, False),
    Column("Expenditures and other uses", 18),
    Column("Required percent", 9),
    Column("Required reserve", 15),
    Column("Available reserves", 15),
    Column("Available percent", 10),
    Column("Above or short", 15),
)


@dataclass(frozen=True, slots=True)
class ReserveRow:
    """One fiscal year, exact. outcome is the case's; above: reserves less standard; floor: the standard is in dollars."""

    fiscal_year: str
    outcome: str
    outgo: Figure | None
    level: Figure | None
    standard: Figure | None
    available: Figure | None
    percent: AgainstLine
    above: Figure | None
    floor: bool


def reserve_rows(result: Result | None) -> tuple[ReserveRow, ...]:
    """The rows of a reserve result, by fiscal year. Raises LetterStopped where available less standard is not the distance."""
    cases = () if result is None else result.cases
    return tuple(_row(case) for case in sorted(cases, key=lambda case: case.subject.get("fiscal_year", "")))


def reserve_table(rows: tuple[ReserveRow, ...], result: Result | None) -> Table:
    """T1 of those rows."""
    figures = [figure for case in (result.cases if result else ()) for figure in case.figures.values()]
    return Table("T1", "Available reserves", COLUMNS, tuple(_cells(row) for row in rows), files(figures))


def _cells(row: ReserveRow) -> tuple[object, ...]:
    level, above = AgainstLine(row.level, exact=True), OverOrShort(row.above)
    return (Markup(row.fiscal_year), row.outgo, level, row.standard, row.available, row.percent, above)


def _row(case: Case) -> ReserveRow:
    year = case.subject.get("fiscal_year", "")
    outgo, standard, available, filed = (
        _money(case.figures, n) for n in ("outgo", "standard", "available_reserves", "distance")
    )
    level = number(case.figures.get("level"), "rate")
    distance = None if standard is None or available is None else Fraction(available) - Fraction(standard)
    foots("T1", year, "available reserves less the standard", distance, None if filed is None else Fraction(filed))
    floor = None not in (standard, level, outgo) and Fraction(standard or 0) != Fraction(level or 0) * Fraction(outgo or 0)
    above = case.figures.get("distance") if filed is not None else None
    if above is None and distance is not None:
        above = Figure(distance, "money", "", label="reserves above the standard")
    return ReserveRow(
        fiscal_year=year,
        outcome=case.outcome,
        outgo=case.figures.get("outgo"),
        level=case.figures.get("level"),
        standard=case.figures.get("standard"),
        available=case.figures.get("available_reserves"),
        percent=AgainstLine(case.figures.get("percent"), None if floor else level),
        above=above,
        floor=floor,
    )


def _money(figures: Mapping[str, Figure], name: str) -> Decimal | Fraction | None:
    return number(figures.get(name), "money")
