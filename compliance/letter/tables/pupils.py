"""T5: pupils counted, the attendance they give, and how enrollment moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from markupsafe import Markup

from compliance.engine.findings import Figure
from compliance.fiscal_year import shift
from compliance.letter.printed import Printed
from compliance.letter.shown import less, number
from compliance.letter.tables.table import Column, Table, files

COUNTS = ("enrollment", "ada", "funded_ada")
FIRST = Markup("first year shown")
Figures = Mapping[tuple[str, str], Figure]


def pupils_table(figures: Figures, years: Sequence[str], printed: Printed) -> Table | None:
    """T5: enrollment, attendance, funded attendance, and the change of enrollment from the row before, in pupils and percent.

    The year before the report's own is the first row where its enrollment is known. Changes are exact.
    """
    before = figures.get(("enrollment", earlier := shift(years[0], -1)))
    shown = (earlier, *years) if before is not None and before.value is not None else tuple(years)
    counts = {year: [figures.get((name, year)) for name in COUNTS] for year in shown}
    if not any(one is not None and one.value is not None for found in counts.values() for one in found):
        return None
    rows: list[tuple[object, ...]] = []
    last: Figure | None = None
    for year, found in counts.items():
        moved = (FIRST, FIRST) if year == earlier else _moved(found[0], last, year, printed)
        rows.append((Markup(year), *found, *moved))
        last = found[0]
    columns = (
        Column("Fiscal year", 10, False), Column("Enrollment", 12), Column("ADA", 12), Column("Funded ADA", 12),
        Column("Change of enrollment", 14), Column("Change in percent", 14),
    )  # fmt: skip
    sources = files(one for found in counts.values() for one in found)
    return Table("T5", "Enrollment and average daily attendance", columns, tuple(rows), sources)


def _moved(now: Figure | None, before: Figure | None, year: str, printed: Printed) -> tuple[Figure | None, Figure | None]:
    """The change from the row before in pupils and as a rate of it; None where it cannot be said."""
    change = less(now, before)
    if change is None or before is None:
        return None, None
    printed.name(change, "enrollment_change", year)
    first = number(before, before.unit)
    if not first:
        return change, None
    assert isinstance(change.value, Fraction)
    return change, printed.name(Figure(change.value / Fraction(first), "rate", ""), "enrollment_change_percent", year)
