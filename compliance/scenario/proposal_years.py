"""When an item is paid: the part of a fiscal year it is in force, and the year that is charged."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from compliance.fiscal_year import distance, shift
from compliance.scenario.proposal import Item

JULY = 7


class Payment(NamedTuple):
    """Pay earned in a fiscal year, for what part of it, and the fiscal year whose outgo it is; one_time: not paid again."""

    earned: str
    charged: str
    part: Fraction
    one_time: bool


def fiscal_year_of(date: datetime.date) -> str:
    """The fiscal year, July to June, that a day falls in."""
    first = date.year if date.month >= JULY else date.year - 1
    return f"{first:04d}-{(first + 1) % 100:02d}"


def part_in_force(effective: datetime.date, fiscal_year: str) -> Fraction:
    """Months from that day to June 30 of the fiscal year over twelve, 0 to 1; a month begun counts by its days."""
    first = int(fiscal_year[:4])
    whole = 12 - ((effective.year - first) * 12 + effective.month - JULY)
    length = calendar.monthrange(effective.year, effective.month)[1]
    months = whole - Fraction(effective.day - 1, length)
    return min(max(months, Fraction(0)), Fraction(12)) / 12


def payments(item: Item, first: str, years: Sequence[str]) -> tuple[Payment, ...]:
    """The item's pay that is charged in one of the years; first is the proposal's first fiscal year.

    Pay for a year before the year of payment is one-time and charged when it is paid. Without `paid`, pay is charged in the
    year it is for, and pay for years before the first in the first.
    """
    begins = begins_in(item)
    when = fiscal_year_of(item.paid) if item.paid else max(begins, first)
    if item.effective is None:
        return (Payment(begins, when, Fraction(1), True),) if when in years else ()
    earned = [shift(begins, later) for later in range(distance(begins, max(years)) + 1)]
    found = [Payment(year, max(year, when), part_in_force(item.effective, year), year < when) for year in earned]
    return tuple(payment for payment in found if payment.charged in years)


def begins_in(item: Item) -> str:
    """The first fiscal year the item pays for."""
    if item.effective is not None:
        return fiscal_year_of(item.effective)
    assert item.year is not None  # the reader asks for one of the two
    return item.year
