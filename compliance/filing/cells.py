"""Cells of a spreadsheet as the text that the state's own file would hold; amounts without a trace of binary fractions.

A spreadsheet keeps numbers in binary. The shortest decimal that reads back as the same number is what was typed or imported:
1234.56, though the file may say 1234.5599999999999.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal

from compliance.filing.nearest import shown

Cell = str | int | float | bool | date | datetime | time | timedelta
MOST_DECIMALS = 6
_CENT = Decimal("0.01")
_NOISE = Decimal("0.000001")
_MOST = Decimal(10) ** 13  # above it a spreadsheet's fifteen digits do not reach the cents
_WIDE = Context(prec=60)


def cell_text(cell: Cell) -> str:
    """A cell as text: numbers in plain digits, yes or no as TRUE or FALSE, days as the state writes them."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        number = Decimal(repr(cell))
        return format(number.to_integral_value() if number == number.to_integral_value() else number, "f")
    if isinstance(cell, date):
        moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)
        return moment.strftime("%m/%d/%Y %H:%M:%S +00:00")
    return str(cell)


def amount_text(cell: Cell) -> tuple[str, bool]:
    """An amount in digits, to the cent at least, and whether the remains of a binary sum were taken off.

    Up to six decimals are kept as they stand. More are taken for the remains of a sum only within a millionth of a dollar of
    whole cents (no cent can change); else ValueError, whose text says what is wrong.
    """
    if isinstance(cell, str):
        return cell.strip(), False
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise ValueError(f"The amount {shown(cell_text(cell))} is not a number.")
    exact = Decimal(repr(cell))
    if not exact.is_finite() or abs(exact) >= _MOST:
        raise ValueError(f"The amount {shown(str(exact))} is too large for a spreadsheet to hold to the cent.")
    cents = exact.quantize(_CENT, context=_WIDE)
    if cents == exact:
        return format(cents, "f"), False
    if -int(exact.as_tuple().exponent) <= MOST_DECIMALS:
        return format(exact, "f"), False
    if abs(exact - cents) <= _NOISE:
        return format(cents, "f"), True
    raise ValueError(f"The amount {shown(format(exact, 'f'))} has more than {MOST_DECIMALS} decimals. Round it to the cent.")
