"""How a difference is shown: signed, in its figure's own way of writing, rounded for show alone."""

from __future__ import annotations

from fractions import Fraction

from compliance.report.changes import FigureChange
from compliance.report.value import rounded

_PLACES = {"money": 2, "ada": 2, "count": 2, "rate": 2, "number": 2}


def difference_shown(change: FigureChange) -> str:
    """+$1,360,000.00, -312.5 pupils without their noun, +0.52 points; "" where there is no difference to tell."""
    exact = change.difference
    if exact is None:
        return ""
    unit = change.either.unit
    size = rounded(abs(exact) * (100 if unit == "rate" else 1), _PLACES.get(unit, 2), comma=True)
    if unit in ("ada", "count"):
        size = size.rstrip("0").rstrip(".")
    return f"{'-' if exact < 0 else '+'}{'$' if unit == 'money' else ''}{size}{' points' if unit == 'rate' else ''}"


def rate_shown(rate: Fraction | None) -> str:
    """+8.9%, -0.1%; "" where there is none, more than 999% as such."""
    if rate is None:
        return ""
    sign = "-" if rate < 0 else "+"
    return f"{sign}{rounded(abs(rate) * 100, 1)}%" if abs(rate) < 10 else f"{sign}999%+"
