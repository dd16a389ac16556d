"""A bargaining proposal as read: units, items, funding, offsets, dates. Nothing here is worked out yet.

Money is Decimal dollars, a percent is a Fraction (2% is 1/50). A value by fiscal year is a mapping of fiscal year to value; the
key EVERY_YEAR stands for a value written once.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from compliance.located import LocatedError, Position

EVERY_YEAR = ""
GENERAL_FUND = "01"
SCHEDULE = ("on_schedule", "days")  # ongoing items of these kinds compound
FOLLOWED = ("on_schedule", "off_schedule", "flat_amount", "stipend", "days", "health_cap")
KINDS = (*FOLLOWED, "class_size")
FUNDING = ("retiree_health_set_aside", "ongoing", "one_time", "reserves", "other_fund")
DATED_RATES = {
    "strs": "strs_rate",
    "pers": "pers_rate",
    "oasdi": "oasdi_rate",
    "medicare": "medicare_rate",
    "unemployment": "unemployment_rate",
}
OWN_RATES = ("workers_compensation", "other")


class ProposalError(LocatedError):
    """A proposal that cannot be used: what was found, what was expected, what to do, and where."""


class Health(NamedTuple):
    """What a unit's health benefits cost in a year, the employer's cap for one employee, and how many are enrolled."""

    cost: Decimal | None
    cap: Decimal | None
    enrolled: Decimal | None


class Link(NamedTuple):
    """A me-too clause: whom the unit follows, in which kinds of item, and the last fiscal year in which an item starts it."""

    follows: str
    kinds: tuple[str, ...]
    until: str | None
    at: Position


class Unit(NamedTuple):
    """A bargaining unit. It has cost_of_one_percent, or salary_base (by year, then fund) with statutory, or neither.

    statutory: rates by name and fiscal year, None where the dated parameter of the law holds. unrestricted_share is of fund 01,
    None where not given. step_and_column is the growth of the base in each later year.
    """

    name: str
    at: Position
    label: str | None = None
    fte: Mapping[str, Decimal] = {}
    cost_of_one_percent: Mapping[str, Decimal] = {}
    salary_base: Mapping[str, Mapping[str, Decimal]] = {}
    unrestricted_share: Fraction | None = None
    statutory: Mapping[str, Mapping[str, Fraction] | None] = {}
    step_and_column: Fraction | None = None
    health: Health = Health(None, None, None)
    me_too: tuple[Link, ...] = ()

    @property
    def has_base(self) -> bool:
        """Whether a percent can be costed at all."""
        return bool(self.cost_of_one_percent or self.salary_base)


class Item(NamedTuple):
    """One thing proposed for one unit: ongoing from `effective` on, or one-time for the fiscal year `year`.

    heads: so many people get `each`. benefits: None where the unit's statutory rates follow the pay, else the rate (0: none).
    contingent: the condition, as text.
    """

    unit: str
    kind: str
    at: Position
    effective: datetime.date | None = None
    year: str | None = None
    paid: datetime.date | None = None
    percent: Fraction | None = None
    each: Decimal | None = None
    heads: Decimal | None = None
    amount: Decimal | None = None
    days: Decimal | None = None
    contract_days: Decimal | None = None
    fte: Decimal | None = None
    average_cost: Decimal | None = None
    cap: Decimal | None = None
    enrolled: Decimal | None = None
    benefits: Fraction | None = None
    contingent: str | None = None
    note: str | None = None

    @property
    def ongoing(self) -> bool:
        """Whether it is paid every year from its effective date on."""
        return self.effective is not None


class Funding(NamedTuple):
    """A source named for the cost: dollars in `year`, or every year from `from_year` on; also_stated: by another document."""

    name: str
    kind: str
    year: str | None
    from_year: str | None
    amount: Decimal
    also_stated: Decimal | None
    at: Position


class Extra(NamedTuple):
    """A named offset, revenue or cut, in `year` or every year from `from_year` on; counted or only shown."""

    name: str
    kind: str
    year: str | None
    from_year: str | None
    amount: Decimal
    contingent: bool
    counted: bool
    at: Position


class Stated(NamedTuple):
    """A cost that somebody states without the arithmetic: of everything (total) or of the units that follow (linked_units)."""

    name: str
    amount: Decimal
    said_by: str | None
    kind: str
    at: Position


class Dates(NamedTuple):
    """The dates of the clock, None where not known, and the days besides weekends on which no one works."""

    disclosure: datetime.date | None = None
    submission: datetime.date | None = None
    board_action: datetime.date | None = None
    holidays: tuple[datetime.date, ...] = ()


class Proposal(NamedTuple):
    """A proposal for fiscal years, the first of which is the first it is charged to.

    after_settlement: the filing's later years hold the cost of its items already; linked_after_settlement: of me-too gains too.
    """

    path: str
    name: str
    years: tuple[str, ...]
    units: tuple[Unit, ...]
    items: tuple[Item, ...]
    cds: str | None = None
    cds_at: Position | None = None
    parties: str | None = None
    note: str | None = None
    dates: Dates = Dates()
    funding: tuple[Funding, ...] = ()
    extra: tuple[Extra, ...] = ()
    stated: tuple[Stated, ...] = ()
    after_settlement: bool = False
    linked_after_settlement: bool = False

    def unit(self, name: str) -> Unit:
        """The unit of that name; KeyError where there is none."""
        return {unit.name: unit for unit in self.units}[name]
