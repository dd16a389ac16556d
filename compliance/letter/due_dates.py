"""A county's due-date rule: what becomes of a date on a weekend or a holiday."""

from __future__ import annotations

import datetime
from typing import NamedTuple

NEXT_WORKING_DAY, AS_IS = "next_working_day", "as_is"
RULES = (NEXT_WORKING_DAY, AS_IS)
SATURDAY = 5


class DueDates(NamedTuple):
    """weekend: next_working_day moves a date off weekends and the county's holidays; as_is leaves it."""

    weekend: str = NEXT_WORKING_DAY
    holidays: tuple[datetime.date, ...] = ()

    def due(self, date: datetime.date) -> datetime.date:
        """The day on which something is due that the law dates so."""
        while self.weekend == NEXT_WORKING_DAY and not self.works(date):
            date += datetime.timedelta(days=1)
        return date

    def after_days(self, date: datetime.date, days: int) -> datetime.date:
        """The day so many calendar days after, moved as the rule says."""
        return self.due(date + datetime.timedelta(days=days))

    def works(self, date: datetime.date) -> bool:
        """Whether it is a working day: no Saturday, Sunday or holiday, whatever the rule says of due dates."""
        return date.weekday() < SATURDAY and date not in self.holidays
