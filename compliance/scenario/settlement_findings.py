"""What a county reviewer would say of a settlement: reserves, out-years, sources, cost of living, clock. In our own words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from compliance.engine.figures import FigureBook
from compliance.engine.findings import Figure
from compliance.located import Position
from compliance.rulebook.language.show import show
from compliance.rulebook.lookup import look_up
from compliance.scenario.cost_base import Law
from compliance.scenario.laid_cost import charged_outside
from compliance.scenario.proposal_findings import Told
from compliance.scenario.proposal_years import begins_in

if TYPE_CHECKING:
    from compliance.scenario.settlement import Settlement

ZERO = Decimal(0)
SET_ASIDE = "retiree_health_set_aside"


def judged_findings(settled: Settlement, book: FigureBook, law: Law) -> tuple[Told, ...]:
    """The findings that need the filing, the gravest first."""
    found = [
        *_reserves(settled),
        *_out_years(settled, book),
        *_certification(settled),
        *_without_source(settled, book),
        *_sources(settled),
        *_other_funds(settled),
        *_above_cola(settled, law),
        *_clock(settled),
    ]
    order = ("serious", "concern", "note")
    return tuple(sorted(found, key=lambda one: order.index(one.severity)))


def _money(amount: Decimal | Fraction) -> str:
    return show(amount, "money")


def _here(settled: Settlement) -> Position:
    return Position(settled.proposal.path, 1)


def _reserves(settled: Settlement) -> Iterator[Told]:
    for year in settled.years:
        margin = year.margin_after.value if year.margin_after is not None else None
        if year.kept_after is False and isinstance(margin, (Decimal, Fraction)):
            before = "" if year.kept_before is not False else " They were short before it."
            message = (
                f"With this settlement available reserves of {year.fiscal_year} fall {_money(abs(Fraction(margin)))} short of "
                f"the minimum: {_shown(year.percent_after)} of outgo instead of {_shown(year.percent_before)}.{before}"
            )
            yield Told("reserve-below-minimum", "serious", message, _here(settled))
    thin = [result for result in settled.compared.adjusted.results if result.rule == "thin-reserve-margin"]
    for case in (case for result in thin for case in result.cases if case.outcome == "not_met"):
        yield Told("thin-margin-after", "concern", f"With this settlement: {case.message}", _here(settled))


def _out_years(settled: Settlement, book: FigureBook) -> Iterator[Told]:
    """Deficits that the filing's later years hold with the settlement in them."""
    if not settled.proposal.after_settlement:
        return
    deficits = []
    for year in (1, 2):
        figure = book.figure("figures", "unrestricted_net_change", year)
        if isinstance(figure.value, Decimal) and figure.value < 0:
            deficits.append(f"{_money(figure.value)} in {book.fiscal_year(year)}")
    if deficits:
        linked = [one for one in settled.proposal.stated if one.kind == "linked_units"]
        more = "".join(f" {one.name}, {_money(one.amount)}, is not in them and comes on top." for one in linked)
        message = (
            f"With the settlement in them the later years end below zero, by a net change of {' and '.join(deficits)}.{more} "
            "Ask for a plan with years and dollars; budget revisions are due within forty-five days of the board's action."
        )
        yield Told("negative-out-years", "serious", message, _here(settled))


def _certification(settled: Settlement) -> Iterator[Told]:
    filed, adjusted = settled.compared.filed, settled.compared.adjusted
    if filed.certification is None or adjusted.certification is None:
        return
    was, now = filed.certification.indicated, adjusted.certification.indicated
    order = ("positive", "qualified", "negative")
    if was in order and now in order and order.index(now) > order.index(was):
        message = f"The figures indicated a {was} certification; with this settlement they indicate a {now} one."
        yield Told("certification-falls", "serious", message, _here(settled))


def _without_source(settled: Settlement, book: FigureBook) -> Iterator[Told]:
    open_years = [gap for gap in settled.gaps if gap.structural > 0]
    if not open_years:
        return
    years = ", ".join(f"{_money(gap.structural)} in {gap.fiscal_year}" for gap in open_years)
    nets = [book.figure("figures", "unrestricted_net_change", year).value for year in range(3)]
    deficit = any(isinstance(value, Decimal) and value < 0 for value in nets)
    rest = " while the projection runs a deficit already" if deficit else ""
    message = f"Ongoing cost without an ongoing source{rest}: {years}. Name the ongoing source, or the cuts that pay for it."
    yield Told("ongoing-without-source", "serious" if deficit else "concern", message, _here(settled))


def _sources(settled: Settlement) -> Iterator[Told]:
    by_year = {gap.fiscal_year: gap for gap in settled.gaps}
    for one in settled.proposal.funding:
        if one.kind == SET_ASIDE:
            gap = by_year.get(one.year or "")
            paid = "" if gap is None else f" One-time pay of {gap.fiscal_year} costs {_money(gap.one_time_cost)}"
            short = "" if gap is None else _short(gap.one_time_cost - gap.one_time_sources)
            message = (
                f"{one.name}, {_money(one.amount)}, was set aside for retirees' health: the promise it covered stays, and what "
                f"covers it is gone.{paid}{short}"
            )
            yield Told("set-aside-drawn", "concern", message, one.at)
        elif one.kind in ("reserves", "one_time") and any(gap.structural for gap in settled.gaps):
            message = f"{one.name}, {_money(one.amount)}, comes once; the cost that no ongoing source pays goes on every year."
            yield Told("one-time-for-ongoing-pay", "concern", message, one.at)
    for runway in settled.runways:
        if runway.years is not None and runway.years < len(settled.cost.years):
            lasts = show(runway.years, "number")[:4]
            cost = _money(runway.annual_cost)
            message = f"{runway.source.name} would pay the ongoing cost of {cost} a year for {lasts} years, then nothing."
            yield Told("source-runs-out", "note", message, runway.source.at)


def _short(amount: Decimal) -> str:
    if amount <= 0:
        return ": one-time money for one-time cost."
    return f", {_money(amount)} more than the sources named for it. Ask where the remainder comes from."


def _other_funds(settled: Settlement) -> Iterator[Told]:
    lines = charged_outside(settled.cost)
    if lines:
        funds = ", ".join(sorted({line.fund for line in lines}))
        total = sum((line.amount for line in lines), ZERO)
        message = f"{_money(total)} falls on funds {funds}, which the criteria do not read: their balances want their own look."
        yield Told("cost-in-other-funds", "note", message, _here(settled))


def _above_cola(settled: Settlement, law: Law) -> Iterator[Told]:
    """On-schedule percents of each fiscal year against the funded cost-of-living adjustment of that year."""
    steps: dict[tuple[str, str], Fraction] = {}
    places: dict[tuple[str, str], Position] = {}
    for item in settled.proposal.items:
        if item.kind == "on_schedule" and item.percent is not None:
            key = (item.unit, begins_in(item))
            steps[key] = (1 + steps.get(key, Fraction(0))) * (1 + item.percent) - 1
            places.setdefault(key, item.at)
    for (unit, year), percent in steps.items():
        for name in ("funded_cola", "cola"):
            found = look_up(law, name, year, None, None) if name in law else None
            if found is not None and isinstance(found.value, Fraction):
                if percent > found.value:
                    gain, cola = show(percent, "rate"), show(found.value, "rate")
                    message = f"{unit} would gain {gain} on the schedule in {year}; the cost-of-living adjustment is {cola}."
                    yield Told("above-cola", "concern", message, places[(unit, year)])
                break


def _clock(settled: Settlement) -> Iterator[Told]:
    for line in settled.clock:
        if line.outcome == "not_met":
            yield Told(f"clock-{line.duty.replace('_', '-')}", "concern", line.message, _here(settled))


def _shown(figure: Figure | None) -> str:
    return figure.shown if figure is not None else "an unknown share"
