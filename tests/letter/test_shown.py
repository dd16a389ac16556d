"""Figures are exact until they are shown, and are shown one way."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.letter import shown
from compliance.letter.printed import Printed
from compliance.letter.reserve_table import reserve_rows
from compliance.letter.stopped import LetterStopped
from compliance.letter.tables.table import AgainstLine, OverOrShort

from .reports import dollars, rate, reserve_case, reserves


@pytest.mark.parametrize(
    ("value", "amounts", "text", "places"),
    [
        ("0", "dollars", "$0", 0),
        ("1234.5", "dollars", "$1,235", 0),
        ("-1234", "dollars", "-$1,234", 0),
        ("0.40", "dollars", "$0.40", 2),
        ("-0.005", "dollars", "-$0.01", 2),
        ("999999999999.49", "dollars", "$999,999,999,999", 0),
        ("8760000", "millions", "$8.8 million", -5),
        ("-90266689.13", "millions", "-$90.3 million", -5),
        ("12000", "millions", "$12 thousand", -3),
        ("0", "millions", "$0.0 million", -5),
        ("790499.99", "thousands", "$790 thousand", -3),
        ("400", "thousands", "$400", 0),
    ],
)
def test_money_is_rounded_half_up_once_in_the_profiles_unit(value: str, amounts: str, text: str, places: int) -> None:
    assert shown.money(Decimal(value), amounts) == (text, places)


@given(st.fractions(-(10**12), 10**12), st.sampled_from(shown.AMOUNTS))
def test_an_amount_above_half_a_cent_is_never_shown_as_nothing(value: Fraction, amounts: str) -> None:
    text = shown.money(value, amounts).text
    assert bool(re.search("[1-9]", text)) == (abs(value) >= Fraction(1, 200))


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(("dollars", "thousands", "millions")))
def test_what_is_shown_lies_within_half_of_its_last_place(value: Decimal, amounts: str) -> None:
    text, places = shown.money(value, amounts)
    unit = {" million": 10**6, " thousand": 10**3}.get(text[text.find(" ") :] if " " in text else "", 1)
    digits = Fraction(text.split(" ")[0].replace("$", "").replace(",", "")) * unit
    assert abs(digits - Fraction(value)) <= Fraction(1, 2) / Fraction(10) ** places


@given(st.fractions(max_denominator=10**6))
def test_the_exact_text_of_a_value_is_the_value(value: Fraction) -> None:
    assert Fraction(shown.exact_text(value)) == value


def test_a_rate_is_a_percent_and_a_difference_of_rates_is_points() -> None:
    printed = Printed()
    assert printed.percent(rate("0.06981818")) == "6.98%"
    assert printed.points(rate(Fraction(79, 22000))) == "0.36"
    assert printed.points(printed.less(rate("0.0698"), rate("0.0336"))) == "3.62"


def test_an_unknown_figure_is_said_in_words() -> None:
    printed = Printed()
    assert "does not give" in printed.money(None)
    assert "does not give" in printed.percent(rate(None))
    assert printed.less(rate(None), rate("0.03")) is None
    assert printed.cell(None) == "not known"


def test_a_figure_of_another_unit_stops_the_letter() -> None:
    with pytest.raises(LetterStopped, match="its unit is rate"):
        Printed().money(rate("0.03"))


def test_every_printed_figure_is_noted_with_its_name_year_value_and_rounding() -> None:
    printed = Printed("millions")
    printed.money(printed.name(dollars("7390000.00"), "available_reserves", "2020-21"))
    [used] = printed.used
    assert used[:6] == ("available_reserves", "2020-21", "7390000", "money", "$7.4 million", -5)
    assert used.source is not None


def test_a_figure_with_two_exact_values_under_one_name_and_year_stops_the_letter() -> None:
    printed = Printed()
    printed.money(printed.name(dollars("7390000.00"), "available_reserves", "2020-21"))
    printed.money(printed.name(dollars("7390000.40"), "available_reserves", "2019-20"))
    with pytest.raises(LetterStopped, match=r"two exact values in this letter, \$7,390,000.00 and \$7,390,000.40"):
        printed.money(printed.name(dollars("7390000.40"), "available_reserves", "2020-21"))


@given(st.decimals("0.01", 10**9, places=2), st.decimals(-(10**8), 10**8, places=2))
def test_every_row_foots_on_exact_amounts(outgo: Decimal, available: Decimal) -> None:
    [row] = reserve_rows(reserves([reserve_case("2018-19", str(outgo), str(available), Fraction(3, 100))]))
    assert row.above is not None and row.available is not None and row.standard is not None
    assert Fraction(row.above.value) == Fraction(row.available.value) - Fraction(row.standard.value)  # type: ignore[arg-type]
    text = str(Printed().cell(OverOrShort(row.above)))
    assert ("short" in text) == (row.above.value < 0)  # type: ignore[operator]


def test_a_percent_that_rounding_would_lift_to_the_standard_shows_more_places() -> None:
    [row] = reserve_rows(reserves([reserve_case("2018-19", "10000000.00", "299999.00")]))
    printed = Printed()
    assert row.outcome == "not_met"
    assert printed.cell(row.percent) == "2.99999%"
    assert printed.cell(AgainstLine(row.level, exact=True)) == "3%"
    assert printed.cell(OverOrShort(row.above)) == "short by $1"


def test_a_dollar_floor_above_the_percent_is_said() -> None:
    case = reserve_case("2018-19", "1000000.00", "90000.00")
    floor = {**case.figures, "standard": dollars("80000.00"), "distance": dollars("10000.00")}
    [row] = reserve_rows(reserves([type(case)(case.subject, "met", floor, "")]))
    assert row.floor and Printed().cell(OverOrShort(row.above)) == "$10,000 above"


def test_a_table_that_does_not_foot_stops_the_letter() -> None:
    case = reserve_case("2019-20", "1000000.00", "90000.00")
    wrong = type(case)(case.subject, "met", {**case.figures, "distance": dollars("60000.01")}, "")
    with pytest.raises(LetterStopped, match="does not foot in 2019-20"):
        reserve_rows(reserves([wrong]))


@pytest.mark.parametrize(
    ("value", "lines", "places"),
    [
        ("0.0500001", ["0.05"], 5),  # above the line, and seen to be
        ("-0.0500001", ["0.05"], 5),  # a line holds either way
        ("0.05", ["0.05"], 2),  # on the line: nothing to tell apart
        ("0.0247", ["0.0047", "0.0247001"], 5),
        ("0.1786", ["0.0102"], 2),
    ],
)
def test_a_percent_has_the_places_that_tell_it_from_its_lines(value: str, lines: list[str], places: int) -> None:
    assert shown.places_apart(Fraction(value), [Fraction(line) for line in lines]) == places
