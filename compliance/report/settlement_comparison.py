"""Several proposals side by side in one table, each with its differences to the first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from compliance.report.settlement_blocks import Row, Section, Table
from compliance.report.settlement_cost import INCOMPLETE, NOT_IN_IT, cost_cell, marked, span, total_of
from compliance.report.settlement_limits import all_years_text
from compliance.report.settlement_wording import UNKNOWN, cents, indicated, judgement, number_of, points, shown, signed_cents
from compliance.scenario.cost import YearTotal
from compliance.scenario.settlement import Settlement, SettlementYear

Number = Decimal | Fraction


def comparison(settlements: Sequence[Settlement]) -> Section:
    """Cost, reserves after, indication and cuts: a column a proposal, under each amount its difference to the first."""
    costed = sorted({year for settled in settlements for year in settled.cost.years})
    judged = [year.fiscal_year for year in settlements[0].years]
    rows = [_cost(settlements, year) for year in costed]
    rows += [
        _total(settlements, f"Cost, {span(costed)}", lambda one: one.all_units)._replace(strong=True),
        _total(settlements, "ongoing", lambda one: one.ongoing)._replace(indent=2),
        _total(settlements, "one-time", lambda one: one.one_time)._replace(indent=2),
    ]
    rows += [_percent(settlements, place, year) for place, year in enumerate(judged)]
    words = [indicated(settled.compared.adjusted) for settled in settlements]
    before = settlements[0].compared.filed
    rows.append(Row(f"{judgement(before)} indicated", (indicated(before), *words), strong=True))
    rows += [_cut(settlements, place, year) for place, year in enumerate(judged)]
    rows.append(_break_even(settlements))
    head = ("as filed", *(settled.proposal.name for settled in settlements))
    partial = any(INCOMPLETE in cell for row in rows for cell in row.cells)
    table = Table("", "What", head, tuple(rows))
    aside = f"(dollars; under each amount its difference to {settlements[0].proposal.name})"
    return Section("Side by side", (table, *((NOT_IN_IT,) if partial else ())), aside)


def _cost(settlements: Sequence[Settlement], year: str) -> Row:
    totals = [total_of(settled, year) for settled in settlements]
    cells = [cost_cell(total) for total in totals]
    amounts = [total.all_units if total is not None else None for total in totals]
    return Row(f"Cost {year}", ("-", *cells), _differences(amounts, [total is None or total.complete for total in totals]))


def _total(settlements: Sequence[Settlement], label: str, of: Callable[[YearTotal], Decimal]) -> Row:
    totals = [settled.cost.totals() for settled in settlements]
    amounts = [sum(map(of, one), Decimal(0)) for one in totals]
    complete = [all(year.complete for year in one) for one in totals]
    cells = [marked(amount, whole) for amount, whole in zip(amounts, complete, strict=True)]
    return Row(label, ("-", *cells), _differences(amounts, complete))


def _differences(amounts: Sequence[Number | None], complete: Sequence[bool]) -> tuple[str, ...]:
    """To the first; blank where either is unknown, with a star where either is known in part."""
    first = amounts[0]
    found = ["", ""]
    for amount, whole in zip(amounts[1:], complete[1:], strict=True):
        known = first is not None and amount is not None
        star = "" if whole and complete[0] else INCOMPLETE
        found.append(signed_cents(Fraction(amount or 0) - Fraction(first or 0)) + star if known else "")
    return tuple(found)


def _percent(settlements: Sequence[Settlement], place: int, year: str) -> Row:
    after = [settled.years[place].percent_after for settled in settlements]
    first = number_of(after[0])
    under = ["", ""]
    for figure in after[1:]:
        rate = number_of(figure)
        under.append(points(Fraction(rate) - Fraction(first)) if rate is not None and first is not None else "")
    before = settlements[0].years[place].percent_before
    cells = (_kept(shown(before), settlements[0].years[place].kept_before), *map(_after, _years(settlements, place)))
    return Row(f"Reserves after, {year}", cells, tuple(under))


def _years(settlements: Sequence[Settlement], place: int) -> list[SettlementYear]:
    return [settled.years[place] for settled in settlements]


def _after(year: SettlementYear) -> str:
    return _kept(shown(year.percent_after), year.kept_after)


def _kept(text: str, kept: bool | None) -> str:
    return f"{text} short" if kept is False else text


def _cut(settlements: Sequence[Settlement], place: int, year: str) -> Row:
    amounts = [one.cut for one in _years(settlements, place)]
    cells = [UNKNOWN if amount is None else cents(amount) for amount in amounts]
    return Row(f"Cut needed {year}", ("-", *cells), _differences(amounts, [True] * len(amounts)))


def _break_even(settlements: Sequence[Settlement]) -> Row:
    cells = [f"{all_years_text(one.ongoing_all)}" for one in settlements]
    return Row("Ongoing raise that all years bear", ("-", *cells), ("", *(f"from {one.from_day}" for one in settlements)))
