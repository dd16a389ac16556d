"""Due dates of a fiscal year out of the rulebook's calendar; one on a weekend moves to the next business day (GC 6700 ff.)."""

from __future__ import annotations

import datetime

from compliance.fiscal_year import shift
from compliance.rulebook.lookup import look_up
from compliance.rulebook.model import Rulebook

SATURDAY = 5
NEXT_REPORT = {
    "adopted_budget": ("first_interim_due", 0),
    "first_interim": ("second_interim_due", 0),
    "second_interim": ("budget_due", 1),
    "end_of_year": ("budget_due", 1),
}
THIS_REPORT = {
    "adopted_budget": ("budget_due", 0),
    "first_interim": ("first_interim_due", 0),
    "second_interim": ("second_interim_due", 0),
    "end_of_year": ("third_interim_due", 0),
}
ALWAYS = {
    "third_interim_due": ("third_interim_due", 0),
    "revised_budget_due": ("budget_answer_due", 0),
    "revised_budget_decision_due": ("revised_budget_decision_due", 0),
    "final_budget_due": ("final_budget_due", 0),
}


# The audit of a year is due in the year after it; of so many years before the report's own.
AUDITS_BACK = 4


def deadlines(rulebook: Rulebook, report: str, fiscal_year: str, as_written: bool = False) -> dict[str, datetime.date]:
    """Dates by name: this_report, next_report (what follows it), third_interim_due, revised_budget_due and the like.

    audit_due 2022-23 is the day on which the audit of that year was due.

    as_written: the days that the law writes, weekends or not; a county's own due-date rule moves them.
    """
    wanted: dict[str, tuple[str, int]] = dict(ALWAYS)
    for name, calendar in (("this_report", THIS_REPORT), ("next_report", NEXT_REPORT)):
        if report in calendar:
            wanted[name] = calendar[report]
    for back in range(AUDITS_BACK):
        wanted[f"audit_due {shift(fiscal_year, -back - 1)}"] = ("audit_due", -back)
    found = {
        name: due_date(rulebook, parameter, shift(fiscal_year, later), as_written)
        for name, (parameter, later) in wanted.items()
    }
    return {name: date for name, date in found.items() if date is not None}


def due_date(rulebook: Rulebook, parameter: str, fiscal_year: str, as_written: bool = False) -> datetime.date | None:
    """The day a parameter written MM-DD falls on in a fiscal year, July to June, off weekends unless as written.

    None where no value holds.
    """
    if parameter not in rulebook.parameters:
        return None
    written = look_up(rulebook.parameters, parameter, fiscal_year).value
    if not isinstance(written, str):
        return None
    month, day = (int(part) for part in written.split("-"))
    first = int(fiscal_year[:4])
    date = datetime.date(first if month >= 7 else first + 1, month, day)
    if as_written:
        return date
    return date + datetime.timedelta(days=max(0, 7 - date.weekday()) if date.weekday() >= SATURDAY else 0)
