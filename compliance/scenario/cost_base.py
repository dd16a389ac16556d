"""What a percent is taken of, and what follows it: the salaries of a unit in a year, and its statutory rates."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple, TypeVar

from compliance.fiscal_year import distance
from compliance.rulebook.language.show import show
from compliance.rulebook.lookup import look_up
from compliance.rulebook.model import Parameter
from compliance.scenario.proposal import DATED_RATES, EVERY_YEAR, GENERAL_FUND, Item, Unit

Law = Mapping[str, Parameter]
Value = TypeVar("Value")


class MissingFigure(LookupError):
    """A figure that a cost needs and neither the proposal nor the law gives; its text names the figure."""


class Base(NamedTuple):
    """Dollars of a fund of which a percent is taken, and their formula. percents: they are the cost of one percent, all in."""

    fund: str
    dollars: Fraction
    formula: str
    percents: bool


class Rates(NamedTuple):
    """The statutory rates that follow pay, added up, in words, with their citations."""

    total: Fraction
    formula: str
    cites: tuple[str, ...]


def number(value: Fraction) -> str:
    """An exact number as text: a decimal where it ends, else a quotient."""
    rest, places = value.denominator, 0
    while rest % 10 == 0 or rest % 5 == 0 or rest % 2 == 0:
        rest //= 10 if rest % 10 == 0 else 5 if rest % 5 == 0 else 2
        places += 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    text = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    sign = "-" if value < 0 else ""
    return sign + (f"{text[:-places]}.{text[-places:]}".rstrip("0").rstrip(".") if places else text)


def percent_text(value: Fraction) -> str:
    """A rate as a percent, with as many places as it has."""
    return f"{number(value * 100)}%"


def bases_of(unit: Unit, fiscal_year: str, first: str) -> tuple[Base, ...]:
    """What a percent of the unit's pay is taken of in a fiscal year, fund by fund. Raises MissingFigure.

    Salaries of a later year than those given are stepped from the last given; of an earlier one, the earliest stand.
    A cost of one percent is never carried to a year it is not given for.
    """
    if unit.cost_of_one_percent:
        cost = _given(unit.cost_of_one_percent, fiscal_year)
        if cost is None:
            raise MissingFigure(f"the cost of one percent of {unit.name} in {fiscal_year}")
        return (Base(GENERAL_FUND, Fraction(cost), show(cost, "money"), True),)
    if not unit.salary_base:
        raise MissingFigure(f"the salaries or the cost of one percent of {unit.name}")
    years = {year or first: funds for year, funds in unit.salary_base.items()}
    given = max((year for year in years if year <= fiscal_year), default=min(years))
    steps = max(0, distance(given, fiscal_year))
    growth = 1 + (unit.step_and_column or 0)
    grown = steps > 0 and growth != 1
    words = f" × {number(Fraction(growth))}{f'^{steps}' if steps > 1 else ''} (step and column)" if grown else ""
    return tuple(
        Base(fund, Fraction(dollars) * growth**steps, f"{show(dollars, 'money')}{words}", False)
        for fund, dollars in sorted(years[given].items())
    )


def rates_of(unit: Unit, item: Item, fiscal_year: str, law: Law) -> Rates:
    """The statutory rates on the item's pay, earned in a fiscal year. Raises MissingFigure."""
    if item.benefits is not None:
        return Rates(item.benefits, f" × (1 + {percent_text(item.benefits)} benefits)" if item.benefits else "", ())
    if not unit.statutory and not unit.salary_base:
        raise MissingFigure(f"the statutory benefits that follow {item.kind} pay of {unit.name}")
    total, words, cites = Fraction(0), [], list[str]()
    for name, by_year in unit.statutory.items():
        rate = _dated(name, fiscal_year, law, cites) if by_year is None else _given(by_year, fiscal_year)
        if rate is None:
            raise MissingFigure(f"the rate of {name.replace('_', ' ')} of {unit.name} in {fiscal_year}")
        total += rate
        words.append(f" + {percent_text(rate)} {name}")
    return Rates(total, f" × (1{''.join(words)})" if words else "", tuple(dict.fromkeys(cites)))


def fte_of(unit: Unit, fiscal_year: str) -> Fraction:
    """Full-time equivalents of a unit in a fiscal year. Raises MissingFigure."""
    found = _given(unit.fte, fiscal_year)
    if found is None:
        raise MissingFigure(f"the full-time equivalents of {unit.name} in {fiscal_year}")
    return Fraction(found)


def _dated(name: str, fiscal_year: str, law: Law, cites: list[str]) -> Fraction | None:
    parameter = DATED_RATES[name]
    if parameter not in law:
        return None
    found = look_up(law, parameter, fiscal_year)
    cites.extend(found.cites)
    return found.value if isinstance(found.value, Fraction) else None


def _given(values: Mapping[str, Value], fiscal_year: str) -> Value | None:
    return values.get(fiscal_year, values.get(EVERY_YEAR))
