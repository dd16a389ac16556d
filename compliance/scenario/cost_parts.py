"""The exact cost of an item in a unit for one payment, fund by fund, with its formula. Nothing is rounded here."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from compliance.rulebook.language.show import show
from compliance.scenario.cost_base import Base, Law, MissingFigure, bases_of, fte_of, number, percent_text, rates_of
from compliance.scenario.me_too import Gain
from compliance.scenario.proposal import GENERAL_FUND, SCHEDULE, Item, Unit
from compliance.scenario.proposal_years import Payment, begins_in

ROWS = {
    "on_schedule": "salary_schedule",
    "days": "salary_schedule",
    "off_schedule": "other_compensation",
    "flat_amount": "other_compensation",
    "stipend": "other_compensation",
    "health_cap": "health",
    "class_size": "staffing",
}


class Part(NamedTuple):
    """Exact dollars in one fund. salary: the pay in them without statutory benefits, None where it cannot be told apart."""

    fund: str
    amount: Fraction
    salary: Fraction | None
    formula: str


class Parts(NamedTuple):
    """The parts of one payment. whole: the formula of their sum, where the sum is what is known and the funds share it."""

    parts: tuple[Part, ...]
    cites: tuple[str, ...] = ()
    whole: str = ""


class Step(NamedTuple):
    """A step on the schedule and the product of the steps of its unit before it."""

    gain: Gain
    before: Fraction


def steps(found: Iterable[Gain]) -> list[Step]:
    """Each gain with the product of (1 + percent) of the schedule steps before it in its unit; 1 for what is no step.

    Steps are taken by effective date, those of one day by size, so that the order in the file does not matter.
    """
    ordered: list[Step] = []
    product: dict[str, Fraction] = {}
    for gain in sorted(found, key=_order):
        before = product.setdefault(gain.unit.name, Fraction(1)) if _is_step(gain.item) else Fraction(1)
        ordered.append(Step(gain, before))
        if _is_step(gain.item):
            product[gain.unit.name] = before * (1 + _percent(gain.item))
    return ordered


def parts_of(step: Step, payment: Payment, first: str, law: Law) -> Parts:
    """The cost of an item for one payment; first is the proposal's first year. Raises MissingFigure."""
    unit, item = step.gain.unit, step.gain.item
    months = "" if payment.part == 1 else f" × {number(payment.part * 12)}/12 (months)"
    if item.percent is not None or item.days is not None:
        return _of_pay(step, payment, first, law, months)
    if item.kind == "class_size":
        assert item.fte is not None and item.average_cost is not None
        added = Fraction(item.fte) * Fraction(item.average_cost)
        words = f"{number(Fraction(item.fte))} (positions) × {show(item.average_cost, 'money')}{months}"
        return Parts((Part(GENERAL_FUND, added * payment.part, None, words),))
    if item.kind == "health_cap":
        dollars, words = _health(step.gain)
        return _shared(unit, payment, first, dollars * payment.part, None, words + months, ())
    pay, words = _flat(step.gain, payment.earned)
    rates = rates_of(unit, item, payment.earned, law)
    pay *= payment.part
    return _shared(unit, payment, first, pay * (1 + rates.total), pay, words + months + rates.formula, rates.cites)


def _of_pay(step: Step, payment: Payment, first: str, law: Law, months: str) -> Parts:
    """A percent, or days as a part of the contract, of the unit's pay of the year."""
    unit, item = step.gain.unit, step.gain.item
    bases = bases_of(unit, payment.earned, first)
    rates = None if bases[0].percents else rates_of(unit, item, payment.earned, law)
    percent = _percent(item)
    earlier = "" if step.before == 1 else f" × {number(step.before)} (steps before it)"
    parts = []
    for base in bases:
        pay = base.dollars * (100 if base.percents else 1) * percent * step.before * payment.part
        words = f"{base.formula}{_percent_words(item, base)}{earlier}{months}"
        if rates is None:
            parts.append(Part(base.fund, pay, None, words))
        else:
            parts.append(Part(base.fund, pay * (1 + rates.total), pay, words + rates.formula))
    return Parts(tuple(parts), rates.cites if rates else ())


def _flat(gain: Gain, fiscal_year: str) -> tuple[Fraction, str]:
    """Dollars of a flat amount or stipend in a full year, without benefits."""
    unit, item = gain.unit, gain.item
    if gain.via and (item.each is None or item.heads is not None):
        raise MissingFigure(
            f"what {unit.name} gains by the {item.kind} of {gain.via[0]}, which is given as a total or a head count"
        )
    if item.each is None:
        assert item.amount is not None
        return Fraction(item.amount), show(item.amount, "money")
    heads = fte_of(unit, fiscal_year) if item.heads is None else Fraction(item.heads)
    noun = "positions" if item.heads is None else "people"
    return Fraction(item.each) * heads, f"{show(item.each, 'money')} × {number(heads)} ({noun})"


def _health(gain: Gain) -> tuple[Fraction, str]:
    """Dollars of a new cap in a full year: every enrolled employee is taken to use it. A unit that follows never loses."""
    unit, item = gain.unit, gain.item
    enrolled = unit.health.enrolled if gain.via or item.enrolled is None else item.enrolled
    if unit.health.cap is None or enrolled is None or item.cap is None:
        raise MissingFigure(
            f"the {'enrollment' if unit.health.cap is not None else 'present cap'} in health benefits of {unit.name}"
        )
    more = Fraction(item.cap) - Fraction(unit.health.cap)
    if gain.via and more <= 0:
        return Fraction(0), f"{show(Fraction(0), 'money')} (the cap is no lower)"
    words = f"({show(item.cap, 'money')} − {show(unit.health.cap, 'money')}) × {number(Fraction(enrolled))} (enrolled)"
    return more * Fraction(enrolled), words


def _shared(
    unit: Unit, payment: Payment, first: str, amount: Fraction, salary: Fraction | None, whole: str, cites: tuple[str, ...]
) -> Parts:
    """Dollars of a whole unit over the funds that pay it, as its salaries are; the general fund where they are not given."""
    bases = bases_of(unit, payment.earned, first) if unit.salary_base else ()
    total = sum((base.dollars for base in bases), Fraction(0))
    if len(bases) < 2 or not total:
        fund = bases[0].fund if len(bases) == 1 else GENERAL_FUND
        return Parts((Part(fund, amount, salary, whole),), cites)
    parts = []
    for base in bases:
        share = base.dollars / total
        words = f"{whole} × {number(share)} (its share of salaries)"
        parts.append(Part(base.fund, amount * share, None if salary is None else salary * share, words))
    return Parts(tuple(parts), cites, whole)


def _is_step(item: Item) -> bool:
    return item.ongoing and item.kind in SCHEDULE


def _percent(item: Item) -> Fraction:
    if item.percent is not None:
        return item.percent
    return Fraction(item.days or 0) / Fraction(item.contract_days) if item.contract_days else Fraction(0)


def _percent_words(item: Item, base: Base) -> str:
    if item.percent is None:
        days = f" × {number(Fraction(item.days or 0))}/{number(Fraction(item.contract_days or 0))} (days)"
        return f" × 100 (percent){days}" if base.percents else days
    return f" × {number(item.percent * 100)} (percent)" if base.percents else f" × {percent_text(item.percent)}"


def _order(gain: Gain) -> tuple[object, ...]:
    item = gain.item
    when = item.effective.isoformat() if item.effective else begins_in(item)
    rest = "|".join(str(value) for value in item[5:])
    return (gain.unit.name, when, item.kind not in SCHEDULE, _percent(item), str(item.paid), gain.kind, item.kind, rest)
