"""How a figure is shown in a letter: exact until here, rounded half up once, the same everywhere."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from compliance.engine.findings import Figure
from compliance.letter.stopped import LetterStopped

UNKNOWN = Markup("an amount that the filing does not give")


def rounded(value: Decimal | Fraction, places: int) -> str:
    """Digits with thousands separators, rounded half up (away from zero), with a minus sign where it is below zero."""
    exact = Fraction(value)
    whole, rest = divmod(abs(exact) * 10**places, 1)
    units = int(whole) + (rest >= Fraction(1, 2))
    digits, tail = divmod(units, 10**places)
    sign = "-" if exact < 0 and units else ""
    return f"{sign}{digits:,}" + (f".{tail:0{places}d}" if places else "")


def money_text(value: Decimal | Fraction) -> str:
    """Dollars and cents: $1,234.00, -$1,234.00."""
    text = rounded(value, 2)
    return f"-${text[1:]}" if text.startswith("-") else f"${text}"


def percent_text(value: Decimal | Fraction, places: int) -> str:
    """A rate as percent: 0.0698 is 6.98%."""
    return f"{rounded(Fraction(value) * 100, places)}%"


def money(figure: Figure | None) -> Markup:
    """Template filter: a money figure in dollars and cents, or words where it is unknown."""
    value = number(figure, "money")
    return UNKNOWN if value is None else Markup(money_text(value))


def amount(figure: Figure | None) -> Markup:
    """Template filter: a money figure without its sign, for a sentence whose words already say short or below."""
    value = number(figure, "money")
    return UNKNOWN if value is None else Markup(money_text(abs(Fraction(value))))


def percent(figure: Figure | None, places: int = 2) -> Markup:
    """Template filter: a rate as percent, or words where it is unknown."""
    value = number(figure, "rate")
    return Markup("a percentage that the filing does not give") if value is None else Markup(percent_text(value, places))


def points(figure: Figure | None, places: int = 2) -> Markup:
    """Template filter: a difference of rates in percentage points, digits only: 0.0036 is 0.36."""
    value = number(figure, "rate")
    return Markup("an unknown number of") if value is None else Markup(rounded(Fraction(value) * 100, places))


def less(figure: Figure | None, other: Figure | None) -> Figure | None:
    """Template filter: the exact difference of two figures of one unit; None where either is unknown."""
    if figure is None or other is None or figure.value is None or other.value is None:
        return None
    first, second = number(figure, figure.unit), number(other, figure.unit)
    if first is None or second is None:
        return None
    return Figure(Fraction(first) - Fraction(second), figure.unit, "")


def number(figure: Figure | None, unit: str) -> Decimal | Fraction | None:
    """The exact value of a figure of that unit, None where unknown. Raises LetterStopped for anything else."""
    if figure is None or figure.value is None:
        return None
    if figure.unit != unit or not isinstance(figure.value, (Decimal, Fraction)):
        raise LetterStopped(f"A template shows '{figure.label or figure.shown}' as {unit}, but its unit is {figure.unit}.")
    return figure.value
