"""The exact cost of a percent for units alone: what a break-even is solved from."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from compliance.scenario.cost_base import Law, MissingFigure
from compliance.scenario.cost_parts import Step, parts_of
from compliance.scenario.me_too import Gain
from compliance.scenario.proposal import GENERAL_FUND, Item, Proposal
from compliance.scenario.proposal_years import payments


class PercentCost(NamedTuple):
    """Dollars of a fiscal year, unrounded, and the unrestricted part; what is missing for units whose cost is not in them."""

    amount: Fraction
    unrestricted: Fraction
    missing: tuple[str, ...]


def cost_of_percent(
    proposal: Proposal,
    law: Law,
    percent: Fraction,
    fiscal_year: str,
    effective: datetime.date | None = None,
    units: Sequence[str] | None = None,
) -> PercentCost:
    """What a percent, and nothing else of the proposal, costs in a fiscal year; proportional to the percent.

    effective: ongoing from that day (pay for years before the proposal's first is charged in the first); None: one-time pay of
    that fiscal year. units: these units, all where left out.
    """
    amount = unrestricted = Fraction(0)
    missing: list[str] = []
    for unit in proposal.units:
        if units is not None and unit.name not in units:
            continue
        kind = "off_schedule" if effective is None else "on_schedule"
        item = Item(unit.name, kind, unit.at, effective, fiscal_year if effective is None else None, percent=percent)
        share = Fraction(1) if unit.unrestricted_share is None else unit.unrestricted_share
        for payment in payments(item, proposal.years[0], (fiscal_year,)):
            try:
                parts = parts_of(Step(Gain(unit, item, ()), Fraction(1)), payment, proposal.years[0], law).parts
            except MissingFigure as lacking:
                missing.append(str(lacking))
            else:
                amount += sum((part.amount for part in parts), Fraction(0))
                unrestricted += share * sum((part.amount for part in parts if part.fund == GENERAL_FUND), Fraction(0))
    return PercentCost(amount, unrestricted, tuple(dict.fromkeys(missing)))


def cost_of_one_percent(proposal: Proposal, law: Law, unit: str, fiscal_year: str) -> Fraction | None:
    """One percent of a unit's pay for the whole of a fiscal year, benefits included, unrounded; None where it is not known."""
    found = cost_of_percent(proposal, law, Fraction(1, 100), fiscal_year, None, (unit,))
    return None if found.missing else found.amount
