"""A value means what its text says in its unit, and a text that leaves doubt is refused with what to write instead."""

from __future__ import annotations

from decimal import Decimal

import pytest

from compliance.filing import FilingError, Position, Written
from compliance.filing import values as read


def written(text: str, quoted: bool = False) -> Written:
    return Written(text, Position("oak.yaml", 3, 7), quoted)


@pytest.mark.parametrize(
    ("reader", "text", "value"),
    [
        (read.as_money, "1234.50", Decimal("1234.50")),
        (read.as_money, "-0.01", Decimal("-0.01")),
        (read.as_money, "26018384.4402", Decimal("26018384.4402")),
        (read.as_money, "007", Decimal("7")),
        (read.as_rate, "0.0271", Decimal("0.0271")),
        (read.as_rate, "2.71%", Decimal("0.0271")),
        (read.as_rate, "-1%", Decimal("-0.01")),
        (read.as_ada, "15499.87", Decimal("15499.87")),
        (read.as_count, "48195.00", Decimal("48195")),
        (read.as_fiscal_year, "1999-00", "1999-00"),
        (read.as_date, "2024-02-29", "2024-02-29"),
        (read.as_text, "no", "no"),
    ],
)
def test_a_text_is_its_exact_value(reader, text, value):
    assert reader(written(text)) == value
    assert reader(written(text, quoted=True)) == value


@pytest.mark.parametrize("text", ["yes", "Yes", "YES", "true", "True"])
def test_yes_is_yes_in_any_case_quoted_or_not(text):
    assert read.as_bool(written(text)) is True and read.as_bool(written(text, quoted=True)) is True


@pytest.mark.parametrize("text", ["no", "No", "FALSE", "false"])
def test_no_is_no(text):
    assert read.as_bool(written(text)) is False


@pytest.mark.parametrize(
    "text", ["1_000", "1,000", "$5", "1e3", "+5", ".inf", ".nan", "1:30", "0x10", "0o17", "5.", ".5", "--5", "1 000", "١"]
)
@pytest.mark.parametrize("reader", [read.as_money, read.as_rate, read.as_ada, read.as_count])
def test_numbers_that_programs_read_differently_are_refused(reader, text):
    with pytest.raises(FilingError, match="Write"):
        reader(written(text))


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (read.as_money, "2.71%"),
        (read.as_money, "1.1234567"),
        (read.as_money, "9" * 31),
        (read.as_ada, "-1"),
        (read.as_count, "-15"),
        (read.as_bool, "y"),
        (read.as_bool, "on"),
        (read.as_bool, "1"),
        (read.as_date, "06/24/2025"),
        (read.as_date, "2025-02-30"),
        (read.as_fiscal_year, "2024"),
        (read.as_fiscal_year, "2024-26"),
    ],
)
def test_a_text_of_another_unit_is_refused_at_its_place(reader, text):
    with pytest.raises(FilingError) as caught:
        reader(written(text))
    assert str(caught.value).startswith("oak.yaml:3:7: ")


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "  "])
@pytest.mark.parametrize("reader", [read.as_money, read.as_bool, read.as_text, read.as_date, read.as_fiscal_year])
def test_nothing_is_refused_never_zero_and_never_no(reader, text):
    with pytest.raises(FilingError, match="Leave the line out if it is not known"):
        reader(written(text))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("$ 22,571,526 ", "22571526"),
        ("25,144,916.36", "25144916.36"),
        ("49131.0", "49131.0"),
        ("-100.00", "-100.00"),
        ("(1,234.50)", "-1234.50"),
        ("($ 5)", "-5"),
        ("-$5", "-5"),
        (".5", "0.5"),
        ("0", "0"),
    ],
)
def test_a_cell_of_a_form_is_read_as_people_type_it(text, number):
    assert read.element_number(text) == Decimal(number)


def test_a_blank_cell_is_no_number():
    assert read.element_number("") is None and read.element_number(" \t") is None


@pytest.mark.parametrize(
    "text", ["X", "Yes", "06/24/2025", "1,23", "12 34", "(5", "5)", "--5", "(-5)", "1e5", "NaN", "5%", "N/A", "9" * 50]
)
def test_a_cell_of_text_is_not_a_number(text):
    with pytest.raises(ValueError, match="is not a number"):
        read.element_number(text)
