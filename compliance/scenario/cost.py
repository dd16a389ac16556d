"""What a proposal costs: by unit, item, fund and fiscal year, to the cent, every amount with its arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from compliance.rulebook.language.half_up import half_up
from compliance.rulebook.language.show import show
from compliance.scenario.cost_base import Law, MissingFigure
from compliance.scenario.cost_names import name_of
from compliance.scenario.cost_parts import ROWS, Part, Parts, Step, parts_of, steps
from compliance.scenario.me_too import LINKED, TRIGGER, gains
from compliance.scenario.proposal import GENERAL_FUND, Extra, Proposal, Unit
from compliance.scenario.proposal_years import Payment, payments


class CostLine(NamedTuple):
    """Dollars that one item costs one unit in one fund and fiscal year, rounded half up to the cent, once.

    fiscal_year is the year whose outgo it is, earned the year the pay is for. unrestricted: the part in the unrestricted
    general fund. salary + statutory = amount; None where they cannot be told apart or there is no pay. kind: trigger (proposed
    for the unit) or linked (gained by a me-too clause, via those units). row: the disclosure's row. charged: no where the
    filing's figures of that year hold the settlement already.
    """

    unit: str
    item: str
    item_kind: str
    fiscal_year: str
    earned: str
    fund: str
    amount: Decimal
    unrestricted: Decimal
    salary: Decimal | None
    statutory: Decimal | None
    row: str
    ongoing: bool
    one_time: bool
    kind: str
    via: tuple[str, ...]
    contingent: str | None
    charged: bool
    arithmetic: str
    cites: tuple[str, ...]


class UnknownCost(NamedTuple):
    """An item in a unit whose cost in a fiscal year is not known, and the figure that is missing. It is never zero."""

    unit: str
    item: str
    fiscal_year: str
    kind: str
    missing: str


class Offset(NamedTuple):
    """Revenue or a cut that the proposal names against its cost, in one fiscal year; counted or only shown."""

    name: str
    kind: str
    fiscal_year: str
    amount: Decimal
    contingent: bool
    counted: bool


class YearTotal(NamedTuple):
    """The lines of a fiscal year added up. complete: nothing in it is unknown. charged: what the filing does not hold yet."""

    fiscal_year: str
    trigger: Decimal
    linked: Decimal
    all_units: Decimal
    unrestricted: Decimal
    ongoing: Decimal
    one_time: Decimal
    charged: Decimal
    charged_unrestricted: Decimal
    complete: bool


class Cost(NamedTuple):
    """The cost of a proposal in fiscal years: its lines, what offsets it, and what is not known."""

    years: tuple[str, ...]
    lines: tuple[CostLine, ...]
    offsets: tuple[Offset, ...]
    unknown: tuple[UnknownCost, ...]

    def of(self, fiscal_year: str | None = None, unit: str | None = None, kind: str | None = None) -> tuple[CostLine, ...]:
        """The lines of a year, a unit, a kind (trigger, linked), or all."""
        wanted = (fiscal_year, unit, kind)
        return tuple(
            line
            for line in self.lines
            if all(want in (None, has) for want, has in zip(wanted, (line.fiscal_year, line.unit, line.kind), strict=True))
        )

    def totals(self) -> tuple[YearTotal, ...]:
        """Each year added up."""
        return tuple(self._total(year) for year in self.years)

    def total(self) -> Decimal:
        """All units, all years."""
        return added(line.amount for line in self.lines)

    def offset(self, fiscal_year: str) -> Decimal:
        """Revenue and cuts of a year that are counted."""
        return added(one.amount for one in self.offsets if one.counted and one.fiscal_year == fiscal_year)

    def _total(self, year: str) -> YearTotal:
        lines = self.of(year)
        return YearTotal(
            fiscal_year=year,
            trigger=added(line.amount for line in lines if line.kind == TRIGGER),
            linked=added(line.amount for line in lines if line.kind == LINKED),
            all_units=added(line.amount for line in lines),
            unrestricted=added(line.unrestricted for line in lines),
            ongoing=added(line.amount for line in lines if line.ongoing),
            one_time=added(line.amount for line in lines if line.one_time),
            charged=added(line.amount for line in lines if line.charged),
            charged_unrestricted=added(line.unrestricted for line in lines if line.charged),
            complete=not any(one.fiscal_year == year for one in self.unknown),
        )


def cost_of(proposal: Proposal, law: Law, years: Sequence[str] | None = None) -> Cost:
    """The cost of the proposal in its fiscal years, or in these; law are the rulebook's parameters."""
    wanted = tuple(years or proposal.years)
    first = proposal.years[0]
    lines: list[CostLine] = []
    unknown: list[UnknownCost] = []
    for step in steps(gains(proposal)):
        gain = step.gain
        for payment in payments(gain.item, first, wanted):
            try:
                parts = parts_of(step, payment, first, law)
            except MissingFigure as missing:
                unknown.append(UnknownCost(gain.unit.name, name_of(gain.item), payment.charged, gain.kind, str(missing)))
            else:
                lines += _lines(proposal, step, payment, parts)
    place = {unit.name: number for number, unit in enumerate(proposal.units)}
    lines.sort(key=lambda line: (line.fiscal_year, place[line.unit]))
    return Cost(wanted, tuple(lines), offsets_of(proposal.extra, wanted), tuple(dict.fromkeys(unknown)))


def offsets_of(extra: Iterable[Extra], years: Sequence[str]) -> tuple[Offset, ...]:
    """Offsets year by year."""
    return tuple(
        Offset(one.name, one.kind, year, one.amount, one.contingent, one.counted)
        for one in extra
        for year in years
        if year == one.year or (one.from_year is not None and year >= one.from_year)
    )


def added(amounts: Iterable[Decimal]) -> Decimal:
    """Dollars added up; zero of nothing."""
    return sum(amounts, Decimal("0.00"))


def _lines(proposal: Proposal, step: Step, payment: Payment, parts: Parts) -> list[CostLine]:
    """Parts as lines, each to the cent. Where the funds share a known sum, the last of them takes what the others leave."""
    gain, found = step.gain, list[CostLine]()
    whole = half_up(sum((part.amount for part in parts.parts), Fraction(0)), 2)
    holds = proposal.linked_after_settlement if gain.via else proposal.after_settlement
    for number, part in enumerate(parts.parts, 1):
        amount, formula = half_up(part.amount, 2), part.formula
        salary = None if part.salary is None else half_up(part.salary, 2)
        if parts.whole and number == len(parts.parts):
            amount = whole - added(line.amount for line in found)
            formula = parts.whole + "".join(f" − {show(line.amount, 'money')} (fund {line.fund})" for line in found)
            salary = None if salary is None else _pay(parts.parts) - added(line.salary or Decimal(0) for line in found)
        found.append(
            CostLine(
                unit=gain.unit.name,
                item=name_of(gain.item),
                item_kind=gain.item.kind,
                fiscal_year=payment.charged,
                earned=payment.earned,
                fund=part.fund,
                amount=amount,
                unrestricted=_unrestricted(gain.unit, part, amount),
                salary=salary,
                statutory=None if salary is None else amount - salary,
                row=ROWS[gain.item.kind],
                ongoing=not payment.one_time,
                one_time=payment.one_time,
                kind=gain.kind,
                via=gain.via,
                contingent=gain.item.contingent,
                charged=not (holds and payment.charged > proposal.years[0]),
                arithmetic=f"{formula} = {show(amount, 'money')}",
                cites=parts.cites,
            )
        )
    return found


def _pay(parts: Iterable[Part]) -> Decimal:
    """The pay in all parts, to the cent."""
    return half_up(sum((part.salary or Fraction(0) for part in parts), Fraction(0)), 2)


def _unrestricted(unit: Unit, part: Part, amount: Decimal) -> Decimal:
    """The unrestricted part of a line: of the general fund only, all of it where the unit gives no share."""
    if part.fund != GENERAL_FUND:
        return Decimal("0.00")
    return amount if unit.unrestricted_share is None else half_up(Fraction(amount) * unit.unrestricted_share, 2)
