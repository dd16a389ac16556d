"""The statutory clock of a settlement: disclosure before the vote, the county's review, the budget revision after it."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from fractions import Fraction
from typing import NamedTuple

from compliance.rulebook.lookup import look_up
from compliance.scenario.cost_base import Law
from compliance.scenario.proposal import Dates
from compliance.scenario.proposal_years import fiscal_year_of

SATURDAY = 5
REVIEWED = ("qualified", "negative")
DISCLOSURE = ("GC 3547.5",)
NEXT_WORKING_DAY = "GC 6700-6806"


class ClockLine(NamedTuple):
    """One duty of the clock: met, not_met, not_applicable, unknown, or due (to come), with the days and the day it turns on."""

    duty: str
    outcome: str
    message: str
    cites: tuple[str, ...]
    given: int | None = None
    needed: int | None = None
    due: datetime.date | None = None


def clock(dates: Dates, certification: str | None, law: Law, fiscal_year: str) -> tuple[ClockLine, ...]:
    """The three duties by the proposal's dates. certification: that of the latest report, None where it is not known.

    fiscal_year is taken for the law where there is no date to take it from. Working days are all but Saturdays, Sundays and the
    proposal's holidays; the first day is not counted, the last is.
    """
    when = dates.board_action or dates.submission
    year = fiscal_year_of(when) if when else fiscal_year
    return (_disclosure(dates), _review(dates, certification, law, year), _revision(dates, law, year))


def is_working_day(day: datetime.date, holidays: Collection[datetime.date]) -> bool:
    """Neither Saturday nor Sunday nor one of the holidays."""
    return day.weekday() < SATURDAY and day not in holidays


def working_days(first: datetime.date, last: datetime.date, holidays: Collection[datetime.date] = ()) -> int:
    """Working days after the first day up to and with the last; none where the last does not come after the first."""
    days = (first + datetime.timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(is_working_day(day, holidays) for day in days)


def after_working_days(first: datetime.date, many: int, holidays: Collection[datetime.date] = ()) -> datetime.date:
    """The day on which so many working days have passed since the first day, which is not counted."""
    day = first
    while many > 0:
        day += datetime.timedelta(days=1)
        many -= is_working_day(day, holidays)
    return day


def _disclosure(dates: Dates) -> ClockLine:
    duty, told, vote = "public_disclosure", dates.disclosure, dates.board_action
    if told is None or vote is None:
        lacking = " and ".join(name for name, day in (("the disclosure", told), ("the board's action", vote)) if day is None)
        return ClockLine(duty, "unknown", f"The date of {lacking} is not given.", DISCLOSURE)
    if told > vote:
        message = f"The cost is disclosed on {told}, after the board acts on {vote}: it is to be public before."
        return ClockLine(duty, "not_met", message, DISCLOSURE, due=vote)
    same = " on the same day, which is enough where it comes first in the meeting" if told == vote else ""
    message = f"The cost is disclosed on {told}, the board acts on {vote}{same}."
    return ClockLine(duty, "met", message, DISCLOSURE, given=(vote - told).days, due=vote)


def _review(dates: Dates, certification: str | None, law: Law, year: str) -> ClockLine:
    duty = "county_review"
    needed, cites = _days(law, "bargaining_review_days", year)
    sent, vote = dates.submission, dates.board_action
    if certification == "positive":
        message = "The certification is positive: the law sets no days of review before the board acts."
        return ClockLine(duty, "not_applicable", message, cites)
    if needed is None:
        return ClockLine(duty, "unknown", f"The rules hold no days of review for {year}.", cites)
    earliest = after_working_days(sent, needed, dates.holidays) if sent else None
    given = working_days(sent, vote, dates.holidays) if sent and vote else None
    if certification not in REVIEWED:
        message = f"Whether {needed} working days of review are needed is unknown: the certification is not given."
        return ClockLine(duty, "unknown", message, cites, given, needed, earliest)
    if sent is None or vote is None or given is None:
        lacking = " and ".join(name for name, day in (("the submission", sent), ("the board's action", vote)) if day is None)
        message = f"A {certification} certification gives the county {needed} working days; the date of {lacking} is not given."
        return ClockLine(duty, "unknown", message, cites, given, needed, earliest)
    message = (
        f"The agreement reaches the county on {sent} and the board acts on {vote}: {given} working days of the {needed} that a "
        f"{certification} certification asks for. The board may act from {earliest} on."
    )
    return ClockLine(duty, "met" if given >= needed else "not_met", message, cites, given, needed, earliest)


def _revision(dates: Dates, law: Law, year: str) -> ClockLine:
    duty = "budget_revision"
    needed, cites = _days(law, "settlement_revision_days", year)
    if needed is None:
        return ClockLine(duty, "unknown", f"The rules hold no days for the budget revision in {year}.", cites)
    if dates.board_action is None:
        message = f"Budget revisions are due {needed} days after the board acts; the date of its action is not given."
        return ClockLine(duty, "unknown", message, cites, needed=needed)
    due = dates.board_action + datetime.timedelta(days=needed)
    if not is_working_day(due, dates.holidays):
        due, cites = after_working_days(due, 1, dates.holidays), (*cites, NEXT_WORKING_DAY)
    message = f"The budget revisions the agreement needs go to the county by {due}, {needed} days after the board acts."
    return ClockLine(duty, "due", message, cites, needed=needed, due=due)


def _days(law: Law, name: str, year: str) -> tuple[int | None, tuple[str, ...]]:
    if name not in law:
        return None, ()
    found = look_up(law, name, year)
    return (int(found.value) if isinstance(found.value, Fraction) else None), found.cites
