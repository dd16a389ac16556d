"""What the county office knows of a matter beside the filing: dates, earlier letters, its decision, its analyst's words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple


class PriorLetter(NamedTuple):
    """An earlier letter to the district: its date and kind, the certification it answered, and what it found and asked.

    certification: as filed by the board, None where the letter answered none. result: as it stood after the county's review,
    None where it is the same. findings are rule ids, requests are request ids.
    """

    date: datetime.date
    kind: str
    certification: str | None
    findings: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    report: str = ""
    fiscal_year: str = ""
    result: str | None = None


class Decision(NamedTuple):
    """What the county decided: a kind of letter, or a level, and why.

    level: positive, qualified or negative of an interim report; approve, conditional or disapprove of a budget; accept or
    reject of a plan. by names who decided.
    """

    kind: str | None = None
    level: str | None = None
    reason: str | None = None
    by: str | None = None


class Override(NamedTuple):
    """A finding that the analyst leaves out of the letter, and why, and who."""

    reason: str
    by: str


class Matter(NamedTuple):
    """A matter file. received: when the filing or the agreement came; board_action: when the board acts or acted on it.

    own_paragraphs are the analyst's, plain text; overridden is by rule id.
    """

    received: datetime.date | None = None
    board_action: datetime.date | None = None
    prior_letters: tuple[PriorLetter, ...] = ()
    decision: Decision | None = None
    own_paragraphs: tuple[str, ...] = ()
    overridden: Mapping[str, Override] = {}


NO_MATTER = Matter()
LEVELS = ("positive", "qualified", "negative", "approve", "conditional", "disapprove", "accept", "reject")
