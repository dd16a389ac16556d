"""Rounding as the state's forms do it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction, places: int) -> Decimal:
    """The nearest decimal with so many places, a half away from zero, exact at any size; negative places are tens, hundreds."""
    scaled = abs(value) * Fraction(10) ** places
    digits = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = 1 if value < 0 and digits else 0
    return Decimal((sign, tuple(map(int, str(digits))), -places))
