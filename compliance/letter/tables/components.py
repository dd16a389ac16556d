"""What the unrestricted ending balance of the general fund is made of (T3).

These are the lines of Form 01 F2 and MYP D3, of the general fund's unrestricted resources alone. Available reserves also count
the special reserve fund and restricted balances below zero, which are no part of this balance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from compliance.engine.findings import Figure
from compliance.letter.tables.table import foots, value

COMPONENTS = {
    "nonspendable": "of it nonspendable",
    "stabilization_arrangements": "of it stabilization arrangements",
    "committed": "of it committed otherwise",
    "assigned": "of it assigned",
    "reserve_for_economic_uncertainties": "of it reserve for economic uncertainties",
    "unassigned": "of it unassigned",
}
UNKNOWN = Figure(None, "money", "")
Figures = Mapping[tuple[str, str], Figure]


def component_rows(figures: Figures, ending: Mapping[str, Fraction | None]) -> Iterator[tuple[object, ...]]:
    """A component a row, a year a column; no rows where none is known in any year.

    ending: the ending balance by fiscal year. Raises LetterStopped where a year's components are all known and do not add up.
    """
    rows = {name: [figures.get((name, year)) for year in ending] for name in COMPONENTS}
    if not any(value(figure) is not None for row in rows.values() for figure in row):
        return
    for number, (year, balance) in enumerate(ending.items()):
        known = _known([row[number] for row in rows.values()])
        if known is not None:
            foots("T3", year, "the components of the ending balance added up", sum(known, Fraction(0)), balance)
    for name, row in rows.items():
        yield (COMPONENTS[name], *(figure or UNKNOWN for figure in row))


def _known(figures: Sequence[Figure | None]) -> list[Fraction] | None:
    """All of them, or None where one is not known."""
    amounts = [amount for amount in map(value, figures) if amount is not None]
    return amounts if len(amounts) == len(figures) else None
