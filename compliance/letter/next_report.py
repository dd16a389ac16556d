"""The report that comes after this one, with which the county asks to be answered."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from compliance.engine.findings import Report
from compliance.fiscal_year import shift
from compliance.letter.stopped import LetterStopped

REPORT_NAMES: Mapping[str, Markup] = {
    "adopted_budget": Markup("adopted budget"),
    "first_interim": Markup("first interim report"),
    "second_interim": Markup("second interim report"),
    "end_of_year": Markup("third interim report"),
}
_FOLLOWING = {
    "adopted_budget": "first_interim",
    "first_interim": "second_interim",
    "second_interim": "adopted_budget",
    "end_of_year": "adopted_budget",
}


class NextReport(NamedTuple):
    """Its name, the fiscal year it reports on, and the day it is due."""

    name: Markup
    fiscal_year: str
    due: datetime.date


def next_report(report: Report, level: str | None, deadlines: Mapping[str, datetime.date]) -> NextReport:
    """A second interim report that is qualified or negative is followed by a third; else the calendar's next report follows."""
    following = _FOLLOWING[report.report]
    if report.report == "second_interim" and level in ("qualified", "negative"):
        return NextReport(REPORT_NAMES["end_of_year"], report.fiscal_year, deadline(deadlines, "third_interim_due"))
    year = shift(report.fiscal_year, 1) if following == "adopted_budget" else report.fiscal_year
    return NextReport(REPORT_NAMES[following], year, deadline(deadlines, "next_report"))


def deadline(deadlines: Mapping[str, datetime.date], name: str) -> datetime.date:
    """The date of a deadline by name. Raises LetterStopped where the calendar does not give it."""
    if name not in deadlines:
        raise LetterStopped(f"The letter needs the date '{name}', which the calendar does not give for this fiscal year.")
    return deadlines[name]
