"""T7: the reductions a projection counts on, those the district has named and those that nobody has, and where each stands."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from markupsafe import Markup

from compliance.engine.findings import Figure, Report
from compliance.letter.matter import Reduction
from compliance.letter.printed import Printed
from compliance.letter.tables.table import NOT_KNOWN, Column, Table, dollars, files, value

RULE = "unidentified-reductions"
# Figures of the rule's cases, a cut below zero: line B10 of the projection, and what nobody explains in lines B1d and B2d.
_UNNAMED = {
    "unrestricted_unidentified_reductions": Markup("Not named, unrestricted"),
    "restricted_unidentified_reductions": Markup("Not named, restricted"),
    "unrestricted_salaries": Markup("Not named, among unrestricted salaries"),
    "restricted_salaries": Markup("Not named, among restricted salaries"),
}
_COLUMNS = (
    Column("Reduction", 26, False), Column("Fiscal year", 11, False), Column("Amount", 16), Column("Ongoing", 9, False),
    Column("To be bargained", 10, False), Column("Board action", 14, False), Column("Status", 13, False),
)  # fmt: skip
_NONE = Markup("none")


def reductions_table(
    report: Report, named: Sequence[Reduction], printed: Printed, day: Callable[[datetime.date], Markup]
) -> Table | None:
    """By fiscal year: each reduction named in the matter, then what has no name, then all of a year with several.

    Amounts are what a reduction takes off spending, above zero. None where there is nothing to list.
    """
    rows: list[tuple[object, ...]] = []
    unnamed = dict(_unnamed(report))
    for year in sorted({*(one.fiscal_year for one in named), *(year for year, _ in unnamed)}):
        mine = [_row(one, number, printed, day) for number, one in enumerate(named, 1) if one.fiscal_year == year]
        mine += [_unnamed_row(year, name, figure, printed) for (of, name), figure in unnamed.items() if of == year]
        amounts = [value(cells[2]) if isinstance(cells[2], Figure) else None for cells in mine]
        rows += mine
        known = [amount for amount in amounts if amount is not None]
        if len(mine) > 1 and len(known) == len(mine):
            rows.append(_together(year, sum(known, Fraction(0)), printed))
    if not rows:
        return None
    used = (*(one.amount for one in named), *unnamed.values())
    return Table("T7", "Reductions the projection counts on", _COLUMNS, tuple(rows), files(used))


def _row(one: Reduction, number: int, printed: Printed, day: Callable[[datetime.date], Markup]) -> tuple[object, ...]:
    amount = printed.name(one.amount, f"reductions.{number}.amount", one.fiscal_year)
    acted = _NONE if one.board_action is None else day(one.board_action)
    told = (_yes(one.ongoing), _yes(one.negotiable), acted, Markup(one.status))
    return (one.name, Markup(one.fiscal_year), amount, *told)


def _unnamed(report: Report) -> Iterator[tuple[tuple[str, str], Figure]]:
    for case in next((result.cases for result in report.results if result.rule == RULE), ()):
        if case.outcome != "not_met":
            continue
        for name in _UNNAMED:
            figure = case.figures.get(name)
            amount = value(figure)
            if figure is not None and (amount is None or amount < 0):
                yield (case.subject.get("fiscal_year", ""), name), figure


def _unnamed_row(year: str, name: str, figure: Figure, printed: Printed) -> tuple[object, ...]:
    amount = value(figure)
    taken = None if amount is None else dollars(-amount)
    if taken is not None:
        taken = printed.name(taken._replace(source=figure.source), f"reductions.{name}", year)
    return (_UNNAMED[name], Markup(year), taken or NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, _NONE, Markup("unidentified"))


def _together(year: str, amount: Fraction, printed: Printed) -> tuple[object, ...]:
    figure = dollars(amount)
    assert figure is not None
    blank = (Markup(""),) * 4
    return (Markup("Together"), Markup(year), printed.name(figure, "reductions.together", year), *blank)


def _yes(known: bool | None) -> Markup:
    return NOT_KNOWN if known is None else Markup("yes" if known else "no")
