"""Due dates move off weekends to the next working day (GC 6700 and following)."""

from __future__ import annotations

import datetime

import pytest

from compliance.engine.deadlines import deadlines
from compliance.rulebook.model import Rulebook

from .filings import US_CA

DATES = [
    ("adopted_budget", "2018-19", "next_report", datetime.date(2018, 12, 17)),  # December 15, 2018 was a Saturday
    ("first_interim", "2018-19", "next_report", datetime.date(2019, 3, 18)),  # March 17, 2019 was a Sunday
    ("first_interim", "2024-25", "next_report", datetime.date(2025, 3, 17)),  # a Monday stays
    ("second_interim", "2022-23", "next_report", datetime.date(2023, 7, 3)),  # July 1, 2023 was a Saturday
    ("second_interim", "2024-25", "next_report", datetime.date(2025, 7, 1)),
    ("end_of_year", "2024-25", "next_report", datetime.date(2025, 7, 1)),
    ("second_interim", "2024-25", "third_interim_due", datetime.date(2025, 6, 2)),  # June 1, 2025 was a Sunday
    ("second_interim", "2025-26", "third_interim_due", datetime.date(2026, 6, 1)),
    ("adopted_budget", "2024-25", "revised_budget_due", datetime.date(2024, 10, 8)),
    ("adopted_budget", "2022-23", "revised_budget_due", datetime.date(2022, 10, 10)),  # October 8, 2022 was a Saturday
    ("adopted_budget", "2025-26", "audit_due 2023-24", datetime.date(2024, 12, 16)),  # of the books that closed the June before
    ("first_interim", "2025-26", "audit_due 2024-25", datetime.date(2025, 12, 15)),
]


@pytest.mark.parametrize(("report", "year", "name", "date"), DATES)
def test_a_due_date_falls_on_a_working_day_of_its_fiscal_year(report: str, year: str, name: str, date: datetime.date) -> None:
    assert deadlines(US_CA, report, year)[name] == date


def test_no_due_date_ever_falls_on_a_weekend() -> None:
    for first in range(2014, 2040):
        for report in US_CA.reports:
            found = deadlines(US_CA, report, f"{first}-{(first + 1) % 100:02d}")
            assert [date for date in found.values() if date.weekday() > 4] == []


def test_what_the_calendar_does_not_hold_is_left_out() -> None:
    bare: Rulebook = US_CA._replace(parameters={})
    assert deadlines(bare, "first_interim", "2024-25") == {}
    assert "revised_budget_due" not in deadlines(US_CA, "adopted_budget", "2010-11")
    assert "next_report" not in deadlines(US_CA, "unaudited_actuals", "2024-25")
