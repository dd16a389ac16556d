"""T1 with a settlement: the reserve it leaves, and seven lines beside the disclosure's four."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from markupsafe import Markup

from compliance.engine.findings import Figure
from compliance.letter.printed import Printed
from compliance.letter.tables.table import AgainstLine, Column, OverOrShort, Table, dollars, files, foots, value
from compliance.scenario.settlement import Settlement

FOUR = (
    "reserve_for_economic_uncertainties", "unassigned", "special_reserve_economic_uncertainties", "special_reserve_unassigned",
)  # fmt: skip
Figures = Mapping[tuple[str, str], Figure]


def settled_reserves(settlement: Settlement, printed: Printed) -> Table:
    """T1 with the settlement: available reserves before and after, in percent, and above or short of the standard."""
    rows = []
    figures: list[Figure | None] = []
    for year in settlement.years:
        after, standard, margin = (value(one) for one in (year.reserves_after, year.standard_after, year.margin_after))
        if after is not None and standard is not None:
            foots("T1", year.fiscal_year, "reserves after the settlement less the standard", after - standard, margin)
        for figure, name in (
            (year.reserves_before, "available_reserves"), (year.reserves_after, "settled.available_reserves"),
            (year.percent_before, "percent"), (year.percent_after, "settled.percent"), (year.margin_after, "settled.distance"),
        ):  # fmt: skip
            if figure is not None:
                printed.name(figure, name, year.fiscal_year)
        cells = (year.reserves_before, year.reserves_after, year.standard_after, AgainstLine(year.percent_after))
        rows.append((Markup(year.fiscal_year), *cells, OverOrShort(year.margin_after)))
        figures += [year.reserves_before, year.reserves_after]
    columns = (
        Column("Fiscal year", 10, False), Column("Available reserves as filed", 16), Column("With the agreement", 16),
        Column("Required reserve", 16), Column("Available percent with it", 11), Column("Above or short", 16),
    )  # fmt: skip
    return Table("T1", "Available reserves with the agreement", columns, tuple(rows), files(figures))


def four_lines(settlement: Settlement, figures: Figures, printed: Printed) -> Table | None:
    """The reserve of the disclosure form, four lines, beside the seven of available reserves; None where unknown."""
    rows = []
    used: list[Figure | None] = []
    for year in settlement.years:
        lines = [value(figures.get((name, year.fiscal_year))) for name in FOUR]
        seven = figures.get(("available_reserves", year.fiscal_year)) or year.reserves_before
        known, total = [one for one in lines if one is not None], value(seven)
        if len(known) < len(FOUR) or total is None:
            continue
        four = sum(known, Fraction(0))
        cells = (_named(printed, four, "disclosure.four_lines", year.fiscal_year),)
        rest = _named(printed, total - four, "available_reserves less disclosure.four_lines", year.fiscal_year)
        rows.append((Markup(year.fiscal_year), seven, *cells, rest))
        used += [figures.get((name, year.fiscal_year)) for name in FOUR]
    if not rows:
        return None
    columns = (
        Column("Fiscal year", 10, False), Column("Available reserves, seven lines", 18),
        Column("Disclosure form, four lines", 18), Column("Difference", 16),
    )  # fmt: skip
    return Table("T1", "Two counts of the reserve as filed", columns, tuple(rows), files(used))


def _named(printed: Printed, amount: Fraction, name: str, year: str) -> Figure:
    figure = dollars(amount)
    assert figure is not None
    return printed.name(figure, name, year)
