"""What earlier letters asked, and what became of it."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from compliance.letter.matter import Matter


class EarlierRequest(NamedTuple):
    """A request of earlier letters, by id: the days it was asked, oldest first, and the day of the answer to the last.

    answered is None where it is open.
    """

    id: str
    asked: tuple[datetime.date, ...]
    answered: datetime.date | None

    @property
    def name(self) -> str:
        """The id in words: reserve-plan is reserve plan."""
        return self.id.replace("-", " ")


def earlier_requests(matter: Matter) -> tuple[EarlierRequest, ...]:
    """Each request of the earlier letters once, in the order in which they were first asked.

    One asked again after an answer is open again from the day it was asked again.
    """
    asked: dict[str, list[datetime.date]] = {}
    for prior in sorted(matter.prior_letters, key=lambda one: one.date):
        for request in prior.requests:
            asked.setdefault(request, []).append(prior.date)
    return tuple(_standing(matter, id_, days) for id_, days in asked.items())


def _standing(matter: Matter, id_: str, days: list[datetime.date]) -> EarlierRequest:
    answers = sorted(one.on for one in matter.answered if one.request == id_)
    last = answers[-1] if answers else None
    if last is not None and last >= days[-1]:
        return EarlierRequest(id_, tuple(days), last)
    return EarlierRequest(id_, tuple(day for day in days if last is None or day > last), None)
