"""T8, second part: what a settlement costs by year, by unit and by kind of cost. Checked to foot both ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from compliance.letter.printed import Printed
from compliance.letter.tables.table import Column, Table, dollars, foots
from compliance.scenario.cost import CostLine, UnknownCost
from compliance.scenario.cost_names import name_of
from compliance.scenario.cost_parts import ROWS
from compliance.scenario.settlement import Settlement

SALARY, STATUTORY, NOT_SPLIT, HEALTH, OTHER = "salary", "statutory", "not_split", "health", "other"
KINDS = {
    SALARY: "of it salary",
    STATUTORY: "of it statutory benefits",
    NOT_SPLIT: "of it salary and statutory benefits, not split",
    HEALTH: "of it health and welfare",
    OTHER: "of it other: positions with their benefits",
}
TOTALS = {"ongoing": "of it ongoing", "one_time": "of it one-time", "unrestricted": "of it unrestricted general fund"}
UNSPLIT = Markup("not split")
Amounts = Mapping[str, Fraction | Markup | None]


def cost_table(settlement: Settlement, printed: Printed) -> Table:
    """By year the cost of all funds: of each unit, of all units, of each kind of cost; ongoing, one-time, unrestricted.

    Pay whose salary and statutory benefits cannot be told apart (a cost of one percent) is one line, never shared out. What
    nothing is known of is not known.
    """
    cost = settlement.cost
    totals = {total.fiscal_year: total for total in cost.totals()}
    units = dict.fromkeys([*(line.unit for line in cost.lines), *(one.unit for one in cost.unknown)])
    whole = {year: Fraction(total.all_units) for year, total in totals.items()}
    by_unit = {unit: {year: _of_unit(settlement, unit, year) for year in totals} for unit in units}
    by_kind = {kind: {year: _of_kind(settlement, kind, year) for year in totals} for kind in KINDS}
    for year, total in totals.items():
        foots("T8", year, "the cost of the units added up", _added(by_unit, year), whole[year])
        foots("T8", year, "the cost by kind added up", _added(by_kind, year), whole[year])
        foots("T8", year, "ongoing and one-time cost", Fraction(total.ongoing) + Fraction(total.one_time), whole[year])
    rows: list[tuple[object, ...]] = [_row(printed, unit, unit, amounts) for unit, amounts in by_unit.items()]
    rows.append(_row(printed, "All units, all funds", "all_units", whole))
    if not any(by_kind[NOT_SPLIT].values()):
        del by_kind[NOT_SPLIT]
    rows += [_row(printed, KINDS[kind], kind, amounts) for kind, amounts in by_kind.items()]
    for field, title in TOTALS.items():
        rows.append(_row(printed, title, field, {year: Fraction(getattr(one, field)) for year, one in totals.items()}))
    columns = (Column("Unit, and kind of cost", 30, False), *(Column(Markup(year), 16) for year in totals))
    notes = tuple(dict.fromkeys(f"{one.unit} in {one.fiscal_year}: {one.missing}" for one in cost.unknown))
    return Table("T8", "Cost of the agreement", columns, tuple(rows), (settlement.proposal.path.rpartition("/")[2],), notes)


def _of_unit(settlement: Settlement, unit: str, year: str) -> Fraction | None:
    lines = settlement.cost.of(year, unit)
    missing = any((one.unit, one.fiscal_year) == (unit, year) for one in settlement.cost.unknown)
    return None if missing and not lines else _sum(line.amount for line in lines)


def _of_kind(settlement: Settlement, kind: str, year: str) -> Fraction | Markup | None:
    lines = settlement.cost.of(year)
    found = [amount for line in lines for one, amount in _parts(line) if one == kind]
    if found or kind == NOT_SPLIT:
        return _sum(found)
    if kind in (SALARY, STATUTORY) and any(one == NOT_SPLIT for line in lines for one, _ in _parts(line)):
        return UNSPLIT
    unknown = (one for one in settlement.cost.unknown if one.fiscal_year == year)
    return None if any(kind in _kinds(settlement, one) for one in unknown) else Fraction(0)


def _parts(line: CostLine) -> Iterator[tuple[str, Decimal]]:
    """A line's dollars by kind of cost."""
    if line.row in ("health", "staffing"):
        yield HEALTH if line.row == "health" else OTHER, line.amount
    elif line.salary is None or line.statutory is None:
        yield NOT_SPLIT, line.amount
    else:
        yield from ((SALARY, line.salary), (STATUTORY, line.statutory))


def _kinds(settlement: Settlement, unknown: UnknownCost) -> tuple[str, ...]:
    """The kinds of cost that an item of unknown cost would add to."""
    rows = {ROWS[item.kind] for item in settlement.proposal.items if name_of(item) == unknown.item}
    pay = (SALARY, STATUTORY) if rows - {"health", "staffing"} else ()
    return (*pay, *([HEALTH] if "health" in rows else []), *([OTHER] if "staffing" in rows else []))


def _row(printed: Printed, title: str, name: str, amounts: Amounts) -> tuple[object, ...]:
    cells: list[object] = []
    for year, amount in amounts.items():
        figure = dollars(amount) if isinstance(amount, Fraction) else None
        cells.append(printed.name(figure, f"settlement.{name}", year) if figure else amount)
    return (title, *cells)


def _added(rows: Mapping[str, Amounts], year: str) -> Fraction:
    return sum((amount for row in rows.values() if isinstance(amount := row[year], Fraction)), Fraction(0))


def _sum(amounts: Iterable[Decimal]) -> Fraction:
    return sum((Fraction(amount) for amount in amounts), Fraction(0))
