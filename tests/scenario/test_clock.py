"""The statutory clock: days given and needed, weekends and holidays, and what a missing date leaves unknown."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from compliance.scenario.clock import ClockLine, after_working_days, clock, is_working_day, working_days
from compliance.scenario.proposal import Dates

from .proposals import LAW

DAYS = st.dates(datetime.date(2014, 1, 1), datetime.date(2030, 12, 31))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def lines(certification: str | None, **dates: object) -> dict[str, ClockLine]:
    return {line.duty: line for line in clock(Dates(**dates), certification, LAW, "2018-19")}  # type: ignore[arg-type]


def test_one_day_between_filing_and_vote_is_nine_short_of_ten() -> None:
    """Los Angeles in January 2019: received on the 28th, voted on the 29th, certified qualified."""
    found = lines("qualified", submission=day("2019-01-28"), board_action=day("2019-01-29"))["county_review"]
    assert (found.outcome, found.given, found.needed, found.due) == ("not_met", 1, 10, day("2019-02-11"))
    assert "GC 3540.2" in found.cites


def test_the_tenth_working_day_is_enough_and_a_holiday_puts_it_off() -> None:
    dates = {"submission": day("2025-11-10"), "board_action": day("2025-11-24")}
    assert lines("negative", **dates)["county_review"].outcome == "met"
    late = lines("negative", **dates, holidays=(day("2025-11-11"),))["county_review"]
    assert (late.outcome, late.given, late.due) == ("not_met", 9, day("2025-11-25"))


def test_a_positive_certification_needs_no_review_and_an_unknown_one_leaves_it_open() -> None:
    dates = {"submission": day("2025-11-10"), "board_action": day("2025-11-11")}
    assert lines("positive", **dates)["county_review"].outcome == "not_applicable"
    assert lines(None, **dates)["county_review"].outcome == "unknown"
    assert lines("qualified")["county_review"].outcome == "unknown"


def test_the_cost_is_disclosed_before_the_vote() -> None:
    vote = day("2025-11-25")
    assert lines(None, disclosure=day("2025-11-24"), board_action=vote)["public_disclosure"].outcome == "met"
    assert "first in the meeting" in lines(None, disclosure=vote, board_action=vote)["public_disclosure"].message
    assert lines(None, disclosure=day("2025-11-26"), board_action=vote)["public_disclosure"].outcome == "not_met"
    assert lines(None, board_action=vote)["public_disclosure"].outcome == "unknown"


def test_revisions_are_due_in_45_days_and_on_the_next_working_day() -> None:
    assert lines(None, board_action=day("2015-04-21"))["budget_revision"].due == day("2015-06-05")
    weekend = lines(None, board_action=day("2025-11-19"), holidays=(day("2026-01-05"),))["budget_revision"]
    assert weekend.due == day("2026-01-06")
    assert weekend.cites == ("EC 42142", "GC 6700-6806")
    assert lines(None)["budget_revision"].outcome == "unknown"


@given(DAYS, st.integers(1, 30), st.sets(DAYS, max_size=5))
def test_counting_forward_and_counting_between_agree(first: datetime.date, many: int, holidays: set[datetime.date]) -> None:
    last = after_working_days(first, many, holidays)
    assert is_working_day(last, holidays)
    assert working_days(first, last, holidays) == many
    assert working_days(first, last - datetime.timedelta(days=1), holidays) == many - 1
