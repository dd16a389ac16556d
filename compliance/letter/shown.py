"""How an amount is written in a letter: exact until here, rounded half up once, the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from compliance.engine.findings import Figure
from compliance.letter.stopped import LetterStopped

Exact = Decimal | Fraction
AMOUNTS = ("dollars", "thousands", "millions")


class Written(NamedTuple):
    """A figure's text, and how many decimals of the exact value it keeps (below zero: hundreds, thousands)."""

    text: str
    places: int


class _Scale(NamedTuple):
    unit: int
    places: int
    word: str


_SCALES = {
    "millions": _Scale(1_000_000, 1, " million"),
    "thousands": _Scale(1_000, 0, " thousand"),
    "dollars": _Scale(1, 0, ""),
    "cents": _Scale(1, 2, ""),
}
_KEPT = {"millions": -5, "thousands": -3, "dollars": 0, "cents": 2}


def rounded(value: Exact, places: int) -> str:
    """Digits with thousands separators, rounded half up (away from zero), with a minus sign where it is below zero."""
    exact = Fraction(value)
    whole, rest = divmod(abs(exact) * 10**places, 1)
    units = int(whole) + (rest >= Fraction(1, 2))
    digits, tail = divmod(units, 10**places)
    sign = "-" if exact < 0 and units else ""
    return f"{sign}{digits:,}" + (f".{tail:0{places}d}" if places else "")


def money(value: Exact, amounts: str = "dollars") -> Written:
    """Dollars: $1,234, -$1,234, $1.2 million. An amount that would round to nothing is written on a finer scale."""
    scales = list(_SCALES)
    for name in scales[scales.index(amounts) :]:
        scale = _SCALES[name]
        digits = rounded(Fraction(value) / scale.unit, scale.places)
        if not value or digits.strip("-0.,"):
            break
    sign = "-" if digits.startswith("-") else ""
    return Written(f"{sign}${digits.lstrip('-')}{scale.word}", _KEPT[name])


def percent(value: Exact, places: int) -> Written:
    """A rate as percent: 0.0698 is 6.98%."""
    return Written(f"{rounded(Fraction(value) * 100, places)}%", places + 2)


def change(value: Exact, places: int) -> Written:
    """A change as percent, signed either way: +6.23%, -4.20%."""
    written = percent(value, places)
    return written._replace(text=f"+{written.text}") if value > 0 else written


def places_apart(value: Exact, lines: Iterable[Exact], least: int = 2) -> int:
    """The fewest places of a percent, at least these, at which rounding lays the value on no line; twelve at most.

    Signs do not count: a line may hold either way.
    """
    size = abs(Fraction(value))
    away = [abs(Fraction(line)) for line in lines if abs(Fraction(line)) != size]
    apart = (
        places for places in range(least, 13) if all(percent(size, places).text != percent(line, places).text for line in away)
    )
    return next(apart, 12)


def percent_beside(value: Exact, line: Exact | None) -> Written:
    """Two places of a percent, or as many more as it takes for rounding not to hide on which side of the line it lies."""
    if line is None or value == line:
        return percent(value, 2)
    tried = (percent(value, places) for places in range(2, 13))
    return next((one for one in tried if _as_rate(one.text) != line), percent(value, 12))


def percent_exact(value: Exact) -> Written:
    """A percent with the fewest places that say it whole, at most four; else two."""
    places = next((places for places in range(5) if (Fraction(value) * 100 * 10**places).denominator == 1), 2)
    return percent(value, places)


def exact_text(value: Exact) -> str:
    """The value in digits, n/d where a quotient does not end."""
    whole = Fraction(value)
    rest = whole.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{whole.numerator}/{whole.denominator}"
    places = next(places for places in range(400) if (whole * 10**places).denominator == 1)
    return rounded(whole, places).replace(",", "")


def number(figure: Figure | None, unit: str) -> Exact | None:
    """The exact value of a figure of that unit, None where unknown. Raises LetterStopped for anything else."""
    if figure is None or figure.value is None:
        return None
    if figure.unit != unit or not isinstance(figure.value, (Decimal, Fraction)):
        raise LetterStopped(f"A template shows '{figure.label or figure.shown}' as {unit}, but its unit is {figure.unit}.")
    return figure.value


def less(figure: Figure | None, other: Figure | None) -> Figure | None:
    """The exact difference of two figures of one unit; None where either is unknown."""
    if figure is None or other is None or figure.value is None or other.value is None:
        return None
    first, second = number(figure, figure.unit), number(other, figure.unit)
    if first is None or second is None:
        return None
    return Figure(Fraction(first) - Fraction(second), figure.unit, "")


def _as_rate(text: str) -> Fraction:
    return Fraction(text.rstrip("%").replace(",", "")) / 100
