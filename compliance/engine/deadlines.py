"""Due dates of a fiscal year out of the rulebook's calendar; one on a weekend moves to the next business day (GC 6700 ff.)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

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
ALWAYS = {"third_interim_due": ("third_interim_due", 0), "revised_budget_due": ("budget_answer_due", 0)}


def deadlines(rulebook: Rulebook, report: str, fiscal_year: str) -> dict[str, datetime.date]:
    """Dates by name: next_report (what follows this one), third_interim_due, revised_budget_due."""
    wanted: Mapping[str, tuple[str, int]] = ALWAYS | ({"next_report": NEXT_REPORT[report]} if report in NEXT_REPORT else {})
    found = {name: due_date(rulebook, parameter, shift(fiscal_year, later)) for name, (parameter, later) in wanted.items()}
    return {name: date for name, date in found.items() if date is not None}


def due_date(rulebook: Rulebook, parameter: str, fiscal_year: str) -> datetime.date | None:
    """The day a parameter written MM-DD falls on in a fiscal year, July to June, off weekends; None where no value holds."""
    if parameter not in rulebook.parameters:
        return None
    written = look_up(rulebook.parameters, parameter, fiscal_year).value
    if not isinstance(written, str):
        return None
    month, day = (int(part) for part in written.split("-"))
    first = int(fiscal_year[:4])
    date = datetime.date(first if month >= 7 else first + 1, month, day)
    return date + datetime.timedelta(days=max(0, 7 - date.weekday()) if date.weekday() >= SATURDAY else 0)
