"""The state's periods and columns: which column holds which year."""

from __future__ import annotations

import pytest

from compliance.filing.counties import COUNTIES
from compliance.filing.model import REPORTS
from compliance.filing.periods import OWN_COLUMN, PERIODS, Place, column_for


@pytest.mark.parametrize(
    ("period", "year", "layer", "column"),
    [
        ("BS1", -1, "figures", "BE"),
        ("BS1", 0, "figures", "BB"),
        ("BS1", 1, "figures", None),
        ("A", 0, "figures", "BA"),
        ("A", 1, "figures", "BB"),
        ("I1", 0, "figures", "IP"),
        ("I2", 0, "original_budget", "IO"),
        ("I3", -1, "figures", None),
    ],
)
def test_a_year_has_its_column(period, year, layer, column):
    assert column_for(period, year, layer) == column


def test_every_kind_of_report_has_one_period_whose_own_column_is_its_year():
    assert {entry.report for entry in PERIODS.values()} == set(REPORTS)
    assert all(PERIODS[period].columns[own] == Place(0, "figures") for period, own in OWN_COLUMN.items())


def test_the_counties_are_fifty_eight_in_the_order_of_the_alphabet():
    assert len(COUNTIES) == 58 and list(COUNTIES.values()) == sorted(COUNTIES.values())
    assert (COUNTIES["01"], COUNTIES["19"], COUNTIES["38"], COUNTIES["58"]) == (
        "Alameda",
        "Los Angeles",
        "San Francisco",
        "Yuba",
    )
