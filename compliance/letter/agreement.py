"""The days of an agreement under review: received, to be acted on, end of review, revisions due."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from compliance.letter.due_dates import DueDates
from compliance.letter.matter import Matter
from compliance.scenario.settlement import Settlement


class Agreement(NamedTuple):
    """Days, None where not known. revision_known: whether revision_due follows from the board's day, or is another report's."""

    received: datetime.date | None
    board_action: datetime.date | None
    review_until: datetime.date | None
    revision_due: datetime.date | None
    revision_known: bool


def agreement_of(settlement: Settlement, matter: Matter, rule: DueDates, otherwise: datetime.date | None) -> Agreement:
    """The days by the matter file, else by the proposal. otherwise: when revisions are asked for where no day follows."""
    dates = settlement.proposal.dates
    received, acts = matter.received or dates.submission, matter.board_action or dates.board_action
    clock = {line.duty: line for line in settlement.clock}
    review, revision = clock.get("county_review"), clock.get("budget_revision")
    until = None
    if received is not None and review is not None and review.needed is not None and review.outcome != "not_applicable":
        until = _working(received, review.needed, DueDates(holidays=(*rule.holidays, *dates.holidays)))
    due = None
    if acts is not None and revision is not None and revision.needed is not None:
        due = rule.after_days(acts, revision.needed)
    return Agreement(received, acts, until, due or otherwise, due is not None)


def _working(first: datetime.date, many: int, rule: DueDates) -> datetime.date:
    day = first
    while many > 0:
        day += datetime.timedelta(days=1)
        many -= rule.works(day)
    return day
