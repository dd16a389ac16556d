"""A settlement made by hand on a hand-made report, without the rules."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from compliance.engine.findings import Report
from compliance.located import Position
from compliance.scenario.clock import ClockLine
from compliance.scenario.compared import Compared
from compliance.scenario.cost import Cost, CostLine
from compliance.scenario.proposal import Dates, Proposal
from compliance.scenario.proposal_findings import Told
from compliance.scenario.settlement import Settlement, SettlementYear

from .reports import YEARS, dollars, rate

AT = Position("proposal.yaml", 1)


def settlement(report: Report, margins: Sequence[str | None], findings: Sequence[tuple[str, str]] = ()) -> Settlement:
    """One unit, $1,000,000 in each year; margins: reserves above the standard with it, None where not known."""
    years = []
    for year, margin in zip(YEARS, margins, strict=True):
        kept = None if margin is None else Decimal(margin) >= 0
        after = None if margin is None else str(Decimal(margin) + 1_200_000)
        years.append(
            SettlementYear(
                year, None, Decimal(0), dollars("2200000.00"), dollars(after), rate("0.055"),
                rate(None if after is None else str(Decimal(after) / 40_000_000)), dollars("1200000.00"), dollars(margin),
                True, kept, None,
            )
        )  # fmt: skip
    lines = tuple(
        CostLine(
            "certificated", "raise", "on_schedule", year, year, "01", Decimal("1000000.00"), Decimal("800000.00"), None, None,
            "a", True, False, "trigger", (), None, True, "", (),
        )
        for year in YEARS
    )  # fmt: skip
    proposal = Proposal(
        "proposals/proposal.yaml", "Certificated agreement", YEARS, (), (),
        dates=Dates(submission=datetime.date(2019, 1, 28), board_action=datetime.date(2019, 2, 12)),
    )  # fmt: skip
    clock = (
        ClockLine("county_review", "met", "", (), 10, 10, datetime.date(2019, 2, 11)),
        ClockLine("budget_revision", "due", "", (), None, 45, datetime.date(2019, 3, 29)),
    )
    told = tuple(Told(id_, severity, "", AT) for id_, severity in findings)
    return Settlement(
        proposal, Cost(YEARS, lines, (), ()), None, Compared(report, report, (), ()), tuple(years), datetime.date(2018, 7, 1),
        (), None, (), (), (), clock, told,
    )  # fmt: skip
