"""The reserve standard as the regulation and the forms give it: percent and floor by attendance and fiscal year."""

from __future__ import annotations

from fractions import Fraction

import pytest

from compliance.rulebook.lookup import LawValue, look_up
from compliance.rulebook.model import Rulebook

BREAKS = ["0", "300", "300.49", "300.5", "301", "1000", "1000.49", "1000.5", "1001", "30000", "30001"]
PERCENTS = [5, 5, 5, 4, 4, 4, 4, 3, 3, 3, 2]
TOP = ["30000.5", "250000", "250000.5", "250001", "400000", "400000.49", "400000.5", "400001", "900000"]

# standards.md G: certain as read in a form or law, probable as derived by the chain, predicted where no form was read.
FLOORS = {
    "2008-09": (55000, "certain"),
    "2009-10": (58000, "probable"),
    "2010-11": (60000, "probable"),
    "2011-12": (60000, "probable"),
    "2012-13": (61000, "probable"),
    "2013-14": (63000, "probable"),
    "2014-15": (64000, "certain"),
    "2015-16": (65000, "probable"),
    "2016-17": (66000, "probable"),
    "2017-18": (66000, "probable"),
    "2018-19": (67000, "probable"),
    "2019-20": (69000, "certain"),
    "2020-21": (71000, "certain"),
    "2021-22": (71000, "certain"),
    "2022-23": (75000, "certain"),
    "2023-24": (80000, "certain"),
    "2024-25": (87000, "certain"),
    "2025-26": (88000, "certain"),
    "2026-27": (90000, "predicted"),
}


def standard(us_ca: Rulebook, year: str, ada: str, column: str) -> LawValue:
    """The reserve standard's percent or floor for an attendance."""
    return look_up(us_ca.parameters, "reserve_standard", year, column, Fraction(ada))


@pytest.mark.parametrize("year", ["2008-09", "2014-15", "2023-24", "2024-25", "2026-27"])
@pytest.mark.parametrize(("ada", "percent"), list(zip(BREAKS, PERCENTS, strict=True)))
def test_the_percent_falls_with_attendance_rounded_half_up(us_ca: Rulebook, year: str, ada: str, percent: int) -> None:
    assert standard(us_ca, year, ada, "percent").value == Fraction(percent, 100)


@pytest.mark.parametrize(
    ("year", "percents"),
    [
        ("2008-09", [2, 2, 2, 2, 2, 2, 1, 1, 1]),
        ("2023-24", [2, 2, 2, 2, 2, 2, 1, 1, 1]),
        ("2024-25", [2, 2, 1, 1, 1, 1, 1, 1, 1]),
        ("2030-31", [2, 2, 1, 1, 1, 1, 1, 1, 1]),
    ],
)
def test_the_top_break_moved_from_400_000_to_250_000_in_2024_25(us_ca: Rulebook, year: str, percents: list[int]) -> None:
    assert [standard(us_ca, year, ada, "percent").value for ada in TOP] == [Fraction(one, 100) for one in percents]


@pytest.mark.parametrize(
    ("ada", "percent"), list(zip(["300", "1000", "30000", "400000", "400001"], [5, 4, 3, 2, 1], strict=True))
)
def test_recession_relief_is_exactly_a_third_and_only_probable(us_ca: Rulebook, ada: str, percent: int) -> None:
    for year in ("2009-10", "2013-14"):
        found = standard(us_ca, year, ada, "percent")
        assert (found.value, found.confidence) == (Fraction(percent, 300), "probable")


@pytest.mark.parametrize(("year", "floor", "confidence"), [(year, *floor) for year, floor in FLOORS.items()])
def test_the_dollar_floor_of_every_year_and_how_sure_it_is(us_ca: Rulebook, year: str, floor: int, confidence: str) -> None:
    for ada in ("0", "300", "301", "1000"):
        found = standard(us_ca, year, ada, "floor")
        assert (found.value, found.confidence) == (floor, confidence)
        assert found.cites


@pytest.mark.parametrize("year", FLOORS)
def test_above_1_000_pupils_there_is_no_floor(us_ca: Rulebook, year: str) -> None:
    assert {standard(us_ca, year, ada, "floor").value for ada in ("1000.5", "1001", "30000", "250001", "400001")} == {0}


@pytest.mark.parametrize("year", ["2027-28", "2040-41"])
def test_a_floor_without_a_value_for_the_year_is_unknown_and_named(us_ca: Rulebook, year: str) -> None:
    small = standard(us_ca, year, "1000", "floor")
    assert small.value is None
    assert small.missing == f"reserve_floor for {year}"
    assert standard(us_ca, year, "1001", "floor").value == 0
    assert standard(us_ca, year, "1000", "percent").value == Fraction(4, 100)


def test_before_the_first_year_nothing_is_known(us_ca: Rulebook) -> None:
    assert standard(us_ca, "2007-08", "5000", "percent").value is None
    assert look_up(us_ca.parameters, "reserve_floor", "2007-08").value is None


@pytest.mark.parametrize(
    ("year", "percents"),
    [("2023-24", ["1.7", "1.3", "1", "0.7", "0.7", "0.3"]), ("2024-25", ["1.7", "1.3", "1", "0.7", "0.3", "0.3"])],
)
def test_the_level_of_an_overestimated_balance_follows_the_same_breaks(us_ca: Rulebook, year: str, percents: list[str]) -> None:
    keys = ["300.49", "300.5", "30000", "30001", "250001", "400001"]
    found = [look_up(us_ca.parameters, "beginning_balance_level", year, "percent", Fraction(key)).value for key in keys]
    assert found == [Fraction(one) / 100 for one in percents]


@pytest.mark.parametrize(
    ("name", "value"),
    [("thin_reserve_margin", "1/100"), ("zero_slack", "1/1000"), ("falling_reserve_points", "2/100")],
)
def test_thresholds_of_cautions_are_marked_ours(us_ca: Rulebook, name: str, value: str) -> None:
    found = look_up(us_ca.parameters, name, "2026-27")
    assert (found.value, found.confidence) == (Fraction(value), "ours")
