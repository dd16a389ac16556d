"""Rounding as the state's forms do it."""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction

_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)  # a shift of the point, whatever the caller's context rounds to


def half_up(value: Fraction, places: int) -> Decimal:
    """The nearest decimal with so many places, a half away from zero, exact at any size; negative places are tens, hundreds."""
    numerator, denominator = abs(value.numerator), value.denominator
    if places >= 0:
        numerator *= 10**places
    else:
        denominator *= 10**-places
    digits = (2 * numerator + denominator) // (2 * denominator)
    return _EXACT.scaleb(-digits if value < 0 else digits, -places)
