"""Working days between the submission of an agreement and the vote on it, as GC 3540.2 counts a county's review."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from compliance.filing.model import Written
from compliance.filing.values import as_date

SATURDAY = 5
LONGEST = 3660  # ten years: a date beyond it is mistyped, and is not counted day by day


def working_days(submitted: Written, action: Written, holidays: Collection[Written] = ()) -> int:
    """Days after submission through the day of the vote, without Saturdays, Sundays and the holidays given.

    The first day does not count and the last one does (GC 6800): submitted on Monday, voted on Tuesday is one day.
    Zero where the vote comes no later than the submission. Raises FilingError for what is no date.
    """
    first, last = (datetime.date.fromisoformat(as_date(day)) for day in (submitted, action))
    free = {as_date(day) for day in holidays}
    days = (first + datetime.timedelta(days=number) for number in range(1, min((last - first).days, LONGEST) + 1))
    return sum(day.weekday() < SATURDAY and day.isoformat() not in free for day in days)
