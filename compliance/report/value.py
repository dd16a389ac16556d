"""Exact values as text: plain digits, never an exponent, never a binary fraction."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from compliance.engine.findings import Value


def value_text(value: Value) -> str | None:
    """A value as the report writes it: digits where it ends, n/d where it does not, yes or no, text as it is, None unknown."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        digits = format(value, "f")
        return digits if value else digits.lstrip("-")
    places = _places(value.denominator)
    return f"{value.numerator}/{value.denominator}" if places is None else rounded(value, places)


def rounded(value: Decimal | Fraction, places: int, comma: bool = False) -> str:
    """The number with so many decimals, half up away from zero, in whole numbers so that no decimal context interferes."""
    exact = Fraction(value)
    scaled = abs(exact) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole, rest = divmod(units, 10**places)
    sign = "-" if exact < 0 and units else ""
    return f"{sign}{whole:{',' if comma else ''}}" + (f".{rest:0{places}}" if places else "")


def _places(denominator: int) -> int | None:
    """How many decimals a fraction with this denominator has, or None where it does not end."""
    counts = []
    for prime in (2, 5):
        count = 0
        while denominator % prime == 0:
            denominator //= prime
            count += 1
        counts.append(count)
    return max(counts) if denominator == 1 else None
