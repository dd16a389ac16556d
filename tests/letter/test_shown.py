"""Figures are exact until they are shown, and are shown one way."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.letter import shown
from compliance.letter.reserve_table import reserve_rows
from compliance.letter.stopped import LetterStopped

from .reports import dollars, rate, reserve_case, reserves


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "$0.00"),
        ("1234.5", "$1,234.50"),
        ("-1234", "-$1,234.00"),
        ("0.005", "$0.01"),
        ("-0.005", "-$0.01"),
        ("-0.004", "$0.00"),
        ("999999999999.994", "$999,999,999,999.99"),
    ],
)
def test_money_is_rounded_half_up_to_the_cent(value: str, text: str) -> None:
    assert shown.money(dollars(value)) == text


def test_a_rate_is_a_percent_and_a_difference_of_rates_is_points() -> None:
    assert shown.percent(rate("0.06981818")) == "6.98%"
    assert shown.points(rate(Fraction(79, 22000))) == "0.36"
    assert shown.points(shown.less(rate("0.0698"), rate("0.0336"))) == "3.62"


def test_an_unknown_figure_is_said_in_words() -> None:
    assert "does not give" in shown.money(None)
    assert "does not give" in shown.percent(rate(None))
    assert shown.less(rate(None), rate("0.03")) is None


def test_a_figure_of_another_unit_stops_the_letter() -> None:
    with pytest.raises(LetterStopped, match="its unit is rate"):
        shown.money(rate("0.03"))


def as_number(text: str) -> Decimal:
    return Decimal(text.replace("$", "").replace(",", ""))


@given(st.decimals(0, 10**9, places=2), st.decimals(-(10**8), 10**8, places=2))
def test_every_printed_row_foots_to_the_cent(outgo: Decimal, available: Decimal) -> None:
    [row] = reserve_rows(reserves([reserve_case("2018-19", str(outgo), str(available), Fraction(3, 100))])) if outgo else [None]
    if row is None:
        return
    distance = as_number(row.available) - as_number(row.standard)
    assert as_number(row.distance) == abs(distance)
    assert ("short" in row.over_or_short) == (distance < 0)


def test_a_percent_that_rounding_would_lift_to_the_standard_shows_more_places() -> None:
    [row] = reserve_rows(reserves([reserve_case("2018-19", "10000000.00", "299999.00")]))
    assert (row.outcome, row.percent, row.level) == ("not_met", "2.99999%", "3%")
    assert row.over_or_short == "short by $1.00"


def test_a_dollar_floor_above_the_percent_is_said() -> None:
    case = reserve_case("2018-19", "1000000.00", "90000.00")
    floor = {**case.figures, "standard": dollars("80000.00"), "distance": dollars("10000.00")}
    [row] = reserve_rows(reserves([type(case)(case.subject, "met", floor, "")]))
    assert row.floor and row.over_or_short == "$10,000.00 above"


def test_a_table_that_does_not_foot_stops_the_letter() -> None:
    case = reserve_case("2019-20", "1000000.00", "90000.00")
    wrong = type(case)(case.subject, "met", {**case.figures, "distance": dollars("60000.01")}, "")
    with pytest.raises(LetterStopped, match="does not foot in 2019-20"):
        reserve_rows(reserves([wrong]))
