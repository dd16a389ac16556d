"""What a proposal costs, for a reader: by year, every line with its arithmetic, and what offsets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from compliance.report.settlement_blocks import Point, Row, Section, Table
from compliance.report.settlement_wording import UNKNOWN, cents, listed, money
from compliance.scenario.cost import CostLine, Offset, YearTotal
from compliance.scenario.me_too import LINKED, TRIGGER
from compliance.scenario.settlement import Settlement

INCOMPLETE = "*"
NOT_IN_IT = "* What is not known of this cost is in no total; see Not known."


def marked(amount: Decimal, complete: bool) -> str:
    """Dollars to the cent, with a star where a part of the cost is unknown."""
    return f"{cents(amount)}{'' if complete else INCOMPLETE}"


def span(years: Sequence[str]) -> str:
    """The head of a column that adds up years."""
    return f"{len(years)} years"


def cost_by_year(settled: Settlement) -> Section:
    """Who is proposed for, who follows, all units, and what of it is ongoing, one-time and unrestricted."""
    totals = settled.cost.totals()
    years = tuple(total.fiscal_year for total in totals)
    rows = [
        _part(settled, "Units it is proposed for", TRIGGER, lambda one: one.trigger),
        _part(settled, "Units that follow by a me-too clause", LINKED, lambda one: one.linked),
        _row("All units", totals, lambda one: one.all_units)._replace(strong=True),
        _row("ongoing", totals, lambda one: one.ongoing)._replace(indent=2),
        _row("one-time", totals, lambda one: one.one_time)._replace(indent=2),
        _row("from the unrestricted general fund", totals, lambda one: one.unrestricted)._replace(indent=2),
    ]
    if any(total.charged != total.all_units for total in totals):
        rows.append(_row("not in the filing's figures yet", totals, lambda one: one.charged)._replace(indent=2))
    stress = settled.parity.cost.totals() if settled.parity is not None else ()
    if settled.parity is not None and len(settled.proposal.units) > 1:
        label = f"Parity: all units given the percents of {settled.parity.unit} (a stress, no forecast)"
        rows.append(_row(label, stress, lambda one: one.all_units))
    told: list[Table | Point | str] = [Table("", "Cost", (*years, *((span(years),) if len(years) > 1 else ())), tuple(rows))]
    told += [NOT_IN_IT] if not all(one.complete for one in (*totals, *stress)) else []
    told += [
        f"{one.name}, stated without arithmetic{_by(one.said_by)} and in no total: {money(one.amount)}."
        for one in settled.proposal.stated
        if one.kind == "linked_units"
    ]
    return Section("Cost by year", tuple(told), "(dollars, benefits included)")


def _by(name: str | None) -> str:
    return f" by {name}" if name else ""


def _row(label: str, totals: Sequence[YearTotal], of: Callable[[YearTotal], Decimal]) -> Row:
    cells = [marked(of(total), total.complete) for total in totals]
    if len(totals) > 1:
        cells.append(marked(sum(map(of, totals), Decimal(0)), all(total.complete for total in totals)))
    return Row(label, tuple(cells))


def _part(settled: Settlement, label: str, kind: str, of: Callable[[YearTotal], Decimal]) -> Row:
    """A row of one kind; unknown, not zero, in years where nothing of it is known and something is missing."""
    dark = {one.fiscal_year for one in settled.cost.unknown if one.kind == kind}
    totals = [total._replace(complete=total.fiscal_year not in dark) for total in settled.cost.totals()]
    row = _row(label, totals, of)
    none = [of(total) == 0 and not total.complete for total in totals]
    none += [all(none)] if len(totals) > 1 else []
    return row._replace(cells=tuple(UNKNOWN if blank else cell for cell, blank in zip(row.cells, none, strict=True)))


def cost_lines(settled: Settlement) -> Section:
    """Each item in each unit and fund, a line a year with its arithmetic; years that are worked alike stand in one."""
    groups: dict[tuple[object, ...], list[CostLine]] = {}
    for line in settled.cost.lines:
        groups.setdefault((line.unit, line.kind, line.via, line.item, line.fund), []).append(line)
    found = []
    for lines in groups.values():
        first = lines[0]
        alike: dict[tuple[str, str], list[str]] = {}
        for line in lines:
            earned = "" if line.earned == line.fiscal_year else f", pay of {line.earned}"
            held = "" if line.charged else ", in the filing already"
            alike.setdefault((f"{earned}{held}", line.arithmetic), []).append(line.fiscal_year)
        told = [f"{listed(list(dict.fromkeys(years)))}{note}: {worked}" for (note, worked), years in alike.items()]
        via = f", by the clause with {listed(list(first.via))}" if first.via else ""
        condition = f" Counted on condition: {first.contingent}" if first.contingent else ""
        found.append(Point(f"{first.item}, fund {first.fund}{via}.{condition}", first.unit, "", tuple(told)))
    return Section("How the cost is worked out", tuple(found))


def offsets(settled: Settlement) -> Section:
    """Revenue and cuts named against the cost: what is counted, and what is only shown."""
    years = settled.cost.years
    rows = [Row(name, tuple(_offset(found, year) for year in years)) for name, found in _by_name(settled.cost.offsets)]
    if not rows:
        return Section("Offsets", ())
    counted = Row("Counted", tuple(cents(settled.cost.offset(year)) for year in years), strong=True)
    return Section("Offsets", (Table("", "Offset", tuple(years), (*rows, counted)),), "(dollars; they are no part of the cost)")


def _by_name(found: Sequence[Offset]) -> Iterator[tuple[str, list[Offset]]]:
    groups: dict[tuple[str, str, bool, bool], list[Offset]] = {}
    for one in found:
        groups.setdefault((one.name, one.kind, one.contingent, one.counted), []).append(one)
    for (name, kind, contingent, counted), offsets in groups.items():
        marks = [kind, *(["contingent"] if contingent else []), "counted" if counted else "not counted"]
        yield f"{name} ({', '.join(marks)})", offsets


def _offset(found: Sequence[Offset], year: str) -> str:
    amounts = [one.amount for one in found if one.fiscal_year == year]
    return cents(sum(amounts, Decimal(0))) if amounts else "-"


def total_of(settled: Settlement, year: str) -> YearTotal | None:
    """The cost of a fiscal year; None where the proposal says nothing of it."""
    return next((total for total in settled.cost.totals() if total.fiscal_year == year), None)


def cost_cell(total: YearTotal | None) -> str:
    """All units of a year for a column; unknown where the proposal says nothing of the year."""
    return UNKNOWN if total is None else marked(total.all_units, total.complete)
