"""The shapes of which a proposal is made: keys out of a closed list, values in their units, values by fiscal year."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from compliance.filing.model import Written
from compliance.filing.nearest import did_you_mean, shown
from compliance.filing.values import as_bool, as_count, as_date, as_fiscal_year, as_money, as_rate, as_text
from compliance.filing.written_parts import listing_of, scalar_of, section_of
from compliance.fiscal_year import is_fiscal_year
from compliance.located import Node, Scalar, Section
from compliance.scenario.proposal import EVERY_YEAR, ProposalError

Value = TypeVar("Value")
_AFTER_A_COMMA = re.compile(r"[0-9]{3}(\.[0-9]*)?")
HIGHEST_PERCENT = Fraction(1, 2)


def keyed(node: Node, what: str, allowed: Sequence[str], needed: Sequence[str] = ()) -> Section:
    """Names with values, none outside allowed, every one of needed."""
    section = section_of(node, what)
    for name, key in section.names.items():
        if name not in allowed:
            if _AFTER_A_COMMA.fullmatch(name):  # {amount: 8,000.00} reads as an amount of 8 and a name without a value
                raise ProposalError(f"Found {shown(name)} after a comma. Write amounts without commas, as 8000000.00.", key.at)
            near = did_you_mean(name, allowed)
            raise ProposalError(f"{_capital(what)} has no {shown(name)}.{near} It may hold {', '.join(allowed)}.", key.at)
    for name in needed:
        if name not in section.entries:
            raise ProposalError(f"{_capital(what)} lacks `{name}`. Add a line `{name}: …`.", section.at)
    return section


def entries_of(section: Section, name: str) -> tuple[Node, ...]:
    """The entries of a list under a name; none where the name is absent."""
    return listing_of(section.entries[name], name).entries if name in section.entries else ()


def optional(section: Section, name: str, read: Callable[[Written], Value]) -> Value | None:
    """The value under a name in its unit, None where absent."""
    return read(scalar_of(section.entries[name], name)) if name in section.entries else None


def required(section: Section, name: str, read: Callable[[Written], Value]) -> Value:
    """The value under a name that keyed() has asked for."""
    return read(scalar_of(section.entries[name], name))


def by_year(node: Node, name: str, read: Callable[[Written], Value]) -> dict[str, Value]:
    """One value for every year, or a value by fiscal year."""
    if isinstance(node, Scalar):
        return {EVERY_YEAR: read(scalar_of(node, name))}
    return {year: read(scalar_of(value, year)) for year, value in years_of(node, name).items()}


def years_of(node: Node, name: str) -> dict[str, Node]:
    """What stands under each fiscal year; at least one."""
    section = section_of(node, name)
    for key in section.names.values():
        if not is_fiscal_year(key.text):
            raise ProposalError(f"{shown(key.text)} stands where `{name}` expects a fiscal year, written as 2024-25.", key.at)
    if not section.entries:
        raise ProposalError(f"`{name}` holds no year. Write a value, or values by fiscal year.", section.at)
    return dict(section.entries)


def word_of(known: Sequence[str], what: str) -> Callable[[Written], str]:
    """A reader of one word out of a closed list."""

    def read(written: Written) -> str:
        if written.text not in known:
            near = did_you_mean(written.text, known)
            raise ProposalError(f"{shown(written.text)} is not {what}.{near} Expected one of {', '.join(known)}.", written.at)
        return written.text

    return read


def amount(written: Written) -> Decimal:
    """Dollars, not negative."""
    found = as_money(written)
    if found < 0:
        raise ProposalError(f"{shown(written.text)} is below zero. Write the amount without a sign.", written.at)
    return found


def signed_amount(written: Written) -> Decimal:
    """Dollars; a take-back is negative."""
    return as_money(written)


def percent(written: Written) -> Fraction:
    """A change of pay as an exact fraction; beyond half of the pay it is a slip of the pen, 2 for 2%."""
    found = Fraction(as_rate(written))
    if abs(found) > HIGHEST_PERCENT:
        raise ProposalError(
            f"{shown(written.text)} is {found * 100}% of pay, more than half of it. Write two percent as 2% or 0.02.",
            written.at,
        )
    return found


def share(written: Written) -> Fraction:
    """A part of a whole, from 0 to 100%."""
    found = Fraction(as_rate(written))
    if not 0 <= found <= 1:
        raise ProposalError(f"{shown(written.text)} is not a share. Write 0% to 100%, as 80% or 0.8.", written.at)
    return found


def count(written: Written) -> Decimal:
    """A number of people or days, not negative."""
    return as_count(written)


def day(written: Written) -> datetime.date:
    """A day of the calendar."""
    return datetime.date.fromisoformat(as_date(written))


def text(written: Written) -> str:
    """A text, not blank."""
    return as_text(written)


def yes_no(written: Written) -> bool:
    """yes or no."""
    return as_bool(written)


def fiscal_year(written: Written) -> str:
    """A fiscal year."""
    return as_fiscal_year(written)


def _capital(what: str) -> str:
    return what[:1].upper() + what[1:]
