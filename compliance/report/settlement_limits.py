"""Gaps, sources that end, break-evens and cuts of a settlement, for a reader."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from compliance.report.settlement_blocks import Point, Row, Section, Table
from compliance.report.settlement_wording import UNKNOWN, cents, money, percent_down
from compliance.report.value import rounded
from compliance.scenario.break_even import BreakEven
from compliance.scenario.gap import Runway
from compliance.scenario.settlement import Settlement

NO_LIMIT = ("such a raise", "no raise")
SHORT = "reserves are short"


def gap(settled: Settlement) -> Section:
    """Ongoing cost without ongoing source by year, and how long sources that end would pay for it."""
    gaps = settled.gaps
    rows = (
        Row("Ongoing cost", tuple(cents(one.ongoing_cost) for one in gaps)),
        Row("Ongoing sources named", tuple(cents(one.ongoing_sources) for one in gaps)),
        Row("Structural gap", tuple(cents(one.structural) for one in gaps), strong=True),
        Row("One-time cost", tuple(cents(one.one_time_cost) for one in gaps)),
        Row("One-time sources named", tuple(cents(one.one_time_sources) for one in gaps)),
    )
    table = Table("", "Cost and sources", tuple(one.fiscal_year for one in gaps), rows)
    return Section("Structural gap", (table, *map(_runway, settled.runways)), "(dollars)")


def _runway(runway: Runway) -> Point:
    source = runway.source
    place = f"{source.at.path}:{source.at.line}"
    if runway.years is None:
        return Point(f"{money(source.amount)}; no ongoing cost is without an ongoing source.", source.name, place)
    years = rounded(Fraction(math.floor(runway.years * 100), 100), 2)
    text = f"{money(source.amount)} would pay {money(runway.annual_cost)} a year for {years} years, then nothing."
    return Point(text, source.name, place)


def break_evens(settled: Settlement) -> Section:
    """The largest ongoing and one-time percents that keep the reserves; where there is none, why."""
    asked = [*settled.ongoing, *settled.one_time]
    reasons = dict.fromkeys(one.why for one in asked if one.percent is None)
    if asked and len(reasons) == 1 and not any(one.percent is not None for one in asked):
        return Section("Break-evens", (f"There is none to give: {next(iter(reasons))}.",))
    rows = list(_ongoing(settled))
    if settled.one_time:
        rows.append(Row("One-time pay that keeps the reserve of every year", ("", "", ""), strong=True))
        rows += [_limit(f"paid in {one.paid_in}", one) for one in settled.one_time]
    table = Table("", "Raise", ("at most", "cost in dollars", "in"), tuple(rows))
    why = [Point(f"{one.why}.", f"{_label(one)}") for one in asked if one.why]
    return Section("Break-evens", (table, *why), "(nothing else changed; percents rounded down, costs exact)")


def _ongoing(settled: Settlement) -> Iterator[Row]:
    if not settled.ongoing:
        return
    yield Row(f"Ongoing raise from {settled.from_day}", ("", "", ""), strong=True)
    for one in settled.ongoing:
        yield _limit(f"keeps the reserve of {one.limit}", one)
    if settled.ongoing_all is not None:
        yield _limit("keeps the reserve of every year", settled.ongoing_all)._replace(strong=True)


def _limit(label: str, one: BreakEven) -> Row:
    if one.percent is None or one.cost is None:
        return Row(label, (_absent(one), "", ""), indent=2)
    return Row(label, (percent_down(one.percent), cents(one.cost), one.cost_year), indent=2)


def _absent(one: BreakEven) -> str:
    return "no limit" if one.why.startswith(NO_LIMIT) else "none" if one.why.startswith(SHORT) else UNKNOWN


def _label(one: BreakEven) -> str:
    return f"One-time pay in {one.paid_in}" if one.kind == "one_time" else f"Ongoing, reserve of {one.limit}"


def all_years_text(one: BreakEven | None) -> str:
    """The ongoing break-even that holds in every year, for a column."""
    return UNKNOWN if one is None else percent_down(one.percent) if one.percent is not None else _absent(one)


def cuts(settled: Settlement) -> Section:
    """The least cut of unrestricted spending each year needs for the proposal as it stands."""
    row = Row("Cut of unrestricted spending", tuple(cents(year.cut) for year in settled.years), strong=True)
    table = Table("", "Cut", tuple(year.fiscal_year for year in settled.years), (row,))
    told = "Each is the least that keeps that year's reserve, made in that year alone, once those of earlier years are made."
    return Section("Cuts needed for the proposal as it stands", (table, told), "(dollars)")
