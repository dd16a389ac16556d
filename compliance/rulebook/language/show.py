"""Values as a person reads them. Rounding happens here, half up away from zero, and nowhere before."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from compliance.rulebook.language.half_up import half_up

_PLACES = re.compile(r"(?:1|0\.(0*)1)(%?)")


def show(value: Fraction | Decimal | int | bool | str | None, unit: str, places: str | None = None) -> str:
    """$26,483,247.00, 3.36%, 44,825.18, Yes. places is 0.1% or 1 or 0.01 and the like, else ValueError."""
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, str):
        return value
    if unit == "money" and places is None and isinstance(value, Decimal) and value.as_tuple().exponent in (0, -1, -2):
        return (
            f"{'-' if value < 0 else ''}${value.copy_abs():,.2f}"  # nothing to round: the ordinary case, twenty times as fast
        )
    fixed = None if places is None else decimals(places, unit)
    number = value if isinstance(value, Fraction) else Fraction(value)
    if unit == "rate":
        return f"{half_up(number * 100, 2 if fixed is None else fixed):,f}%"
    if unit == "money":
        amount = half_up(number, 2 if fixed is None else fixed)
        return f"{'-' if amount < 0 else ''}${_unsigned(amount)}"
    rounded = half_up(number, (6 if unit == "number" else 2) if fixed is None else fixed)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if fixed is None and "." in text else text


def decimals(places: str, unit: str) -> int:
    """How many places 0.1% or 0.01 asks for; raises ValueError with a sentence where the unit has no such places."""
    match = _PLACES.fullmatch(places)
    example = "0.1%" if unit == "rate" else "0.01"
    if match is None:
        raise ValueError(f"'{places}' says no printed places: write {example} or the like")
    if (match[2] == "%") != (unit == "rate"):
        raise ValueError(f"'{places}' cannot be the printed places of {unit}: write {example} or the like")
    return 0 if match[1] is None else len(match[1]) + 1


def _unsigned(amount: Decimal) -> str:
    """The digits of an amount without its sign, thousands parted."""
    return f"{amount:,f}".lstrip("-")
