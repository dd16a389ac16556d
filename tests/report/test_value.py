"""Exact values leave as plain digits that read back to the same value."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.report.value import rounded, value_text

decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30)
exponents = st.builds(lambda digits, power: Decimal((0, (digits,), power)), st.integers(0, 9), st.integers(-30, 30))


@given(st.one_of(decimals, exponents))
def test_a_decimal_is_plain_digits_and_the_same_value(value: Decimal) -> None:
    text = value_text(value)
    assert text is not None and set(text) <= set("-.0123456789")
    assert Fraction(text) == Fraction(value)


@given(st.fractions())
def test_a_quotient_is_digits_where_it_ends_and_n_over_d_where_it_does_not(value: Fraction) -> None:
    text = value_text(value)
    assert text is not None and Fraction(text) == value
    rest = value.denominator
    while rest % 2 == 0 or rest % 5 == 0:
        rest //= 2 if rest % 2 == 0 else 5
    assert ("/" in text) is (rest != 1)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1E+3"), "1000"),
        (Decimal("15500.00"), "15500.00"),
        (Decimal("-0.00"), "0.00"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 3), "1/3"),
        (Fraction(4), "4"),
        (True, "yes"),
        (False, "no"),
        ("lcff_revenue", "lcff_revenue"),
        (None, None),
    ],
)
def test_values_are_written_as_the_contract_says(value: Decimal | Fraction | bool | str | None, text: str | None) -> None:
    assert value_text(value) == text


def test_what_is_shown_is_rounded_half_up_away_from_zero_whatever_the_decimal_context() -> None:
    with localcontext(Context(prec=3, traps=[Inexact])):
        assert rounded(Decimal("1234567.5"), 0, comma=True) == "1,234,568"
        assert rounded(Decimal("-0.125"), 2) == "-0.13"
        assert rounded(Fraction(-1, 1000), 2) == "0.00"
