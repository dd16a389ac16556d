"""What the county office knows of a matter beside the filing: dates, earlier letters, its decision, its analyst's words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from compliance.engine.findings import Figure


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


class Audit(NamedTuple):
    """What is known of the audit of a fiscal year's books. received: when the report came, None where it has not.

    opinion: unmodified, qualified, adverse or disclaimer. repeated_findings: findings that an earlier audit made too. None:
    not known.
    """

    fiscal_year: str
    received: datetime.date | None = None
    opinion: str | None = None
    material_weaknesses: int | None = None
    repeated_findings: int | None = None


class Reduction(NamedTuple):
    """A reduction that the district has named. amount: dollars of that year, as the matter file gives it. None: not known."""

    name: str
    fiscal_year: str
    amount: Figure
    ongoing: bool | None
    negotiable: bool | None
    board_action: datetime.date | None
    status: str


class Answered(NamedTuple):
    """A request of an earlier letter, and the day on which the district answered it."""

    request: str
    on: datetime.date


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
    audit: Audit | None = None
    reductions: tuple[Reduction, ...] = ()
    answered: tuple[Answered, ...] = ()


NO_MATTER = Matter()
LEVELS = ("positive", "qualified", "negative", "approve", "conditional", "disapprove", "accept", "reject")
OPINIONS = ("unmodified", "qualified", "adverse", "disclaimer")
STATUSES = ("identified", "approved", "implemented")
# Letters after which the board adopts its budget anew.
NOT_APPROVED = ("conditional-approval", "disapproval")
