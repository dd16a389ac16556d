"""Values are printed as the state's forms print them: half up, and exact until then."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.rulebook.language.half_up import half_up
from compliance.rulebook.language.show import decimals, show


@pytest.mark.parametrize(
    "value, unit, places, text",
    [
        (Decimal("26483247"), "money", None, "$26,483,247.00"),
        (Fraction("-9673972.29"), "money", None, "-$9,673,972.29"),
        (Fraction("-0.004"), "money", None, "$0.00"),
        (Fraction("-0.005"), "money", None, "-$0.01"),
        (Fraction("23400088.335"), "money", None, "$23,400,088.34"),
        (Fraction(1234567), "money", "1", "$1,234,567"),
        (Fraction("0.0336"), "rate", None, "3.36%"),
        (Fraction("0.054475"), "rate", "0.1%", "5.4%"),
        (Fraction("0.0545"), "rate", "0.1%", "5.5%"),
        (Fraction("-0.0545"), "rate", "0.1%", "-5.5%"),
        (Fraction("-0.0004"), "rate", "0.1%", "0.0%"),
        (Fraction(1, 3), "rate", "0.01%", "33.33%"),
        (Fraction(1, 3), "rate", "1%", "33%"),
        (Fraction(12), "rate", None, "1,200.00%"),
        (Decimal("44825.18"), "ada", None, "44,825.18"),
        (Decimal("44825.10"), "ada", None, "44,825.1"),
        (Decimal("15500.00"), "ada", None, "15,500"),
        (Fraction(46501, 3), "ada", None, "15,500.33"),
        (Decimal("15500"), "ada", "0.1", "15,500.0"),
        (5210, "count", None, "5,210"),
        (Decimal("100"), "count", None, "100"),
        (Fraction(3, 100), "number", None, "0.03"),
        (True, "bool", None, "Yes"),
        (False, "bool", None, "No"),
        ("2024-25", "year", None, "2024-25"),
        ("basic_aid", "text", None, "basic_aid"),
        (None, "money", None, "unknown"),
        (Decimal("1" * 40 + ".01"), "money", None, "$" + "1," + ",".join(["111"] * 13) + ".01"),
    ],
)
def test_a_value_is_shown_in_its_unit(value: object, unit: str, places: str | None, text: str) -> None:
    assert show(value, unit, places) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "places, unit", [("0.1", "rate"), ("0.1%", "money"), ("0.2%", "rate"), ("", "ada"), ("10%", "rate"), ("two", "ada")]
)
def test_printed_places_that_make_no_sense_are_refused(places: str, unit: str) -> None:
    with pytest.raises(ValueError, match="printed places"):
        decimals(places, unit)


@given(st.fractions(), st.integers(-3, 8))
def test_half_up_is_the_nearest_and_a_half_goes_away_from_zero(value: Fraction, places: int) -> None:
    rounded = Fraction(half_up(value, places))
    step = Fraction(10) ** -places
    assert (rounded / step).denominator == 1
    assert abs(rounded - value) * 2 <= step
    if abs(rounded - value) * 2 == step:
        assert abs(rounded) > abs(value)
    assert half_up(-value, places) == -half_up(value, places)
