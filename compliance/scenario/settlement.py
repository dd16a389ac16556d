"""What a settlement does to three years: cost, reserves before and after, criteria, break-evens, cuts, gap, clock, findings."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from compliance.engine.findings import Figure, Report
from compliance.engine.report import book_of, judge, same_agency
from compliance.filing.importing import ready
from compliance.filing.model import Filing
from compliance.fiscal_year import distance
from compliance.rulebook.model import Rulebook
from compliance.scenario.break_even import BreakEven, cuts_needed, one_time_limits, ongoing_limits
from compliance.scenario.clock import ClockLine, clock
from compliance.scenario.compared import Compared, compare, reserve_cases
from compliance.scenario.cost import Cost, YearTotal, cost_of
from compliance.scenario.cost_parity import Parity, parity
from compliance.scenario.gap import Gap, Runway, gaps, runways
from compliance.scenario.laid_cost import LAST_YEAR, ReserveTest, changes_of
from compliance.scenario.proposal import Proposal, ProposalError
from compliance.scenario.proposal_findings import Told, findings_of
from compliance.scenario.read_proposal import check_agency
from compliance.scenario.settlement_findings import judged_findings


class SettlementYear(NamedTuple):
    """One year: cost, offsets that count, and the reserve before and after.

    total is None where the proposal says nothing of the year. Reserves, percent, standard and margin are figures of the reserve
    criterion, unknown where the filing does not give them. cut: the least cut that keeps the reserve of this year, cuts of
    earlier years made; None where it is not known.
    """

    fiscal_year: str
    total: YearTotal | None
    offset: Decimal
    reserves_before: Figure | None
    reserves_after: Figure | None
    percent_before: Figure | None
    percent_after: Figure | None
    standard_after: Figure | None
    margin_after: Figure | None
    kept_before: bool | None
    kept_after: bool | None
    cut: Decimal | None


class Settlement(NamedTuple):
    """A proposal judged on a filing. ongoing and one_time are break-evens with nothing else changed, ongoing_all the least."""

    proposal: Proposal
    cost: Cost
    parity: Parity | None
    compared: Compared
    years: tuple[SettlementYear, ...]
    from_day: datetime.date
    ongoing: tuple[BreakEven, ...]
    ongoing_all: BreakEven | None
    one_time: tuple[BreakEven, ...]
    gaps: tuple[Gap, ...]
    runways: tuple[Runway, ...]
    clock: tuple[ClockLine, ...]
    findings: tuple[Told, ...]


def settle(
    filing: Filing,
    rulebook: Rulebook,
    proposal: Proposal,
    history: Sequence[Filing] = (),
    from_day: datetime.date | None = None,
    filed: Report | None = None,
) -> Settlement:
    """The settlement judged. from_day: when the break-even raise begins; else the proposal's first effective date, else July 1.

    Raises ProposalError (another agency, no year in common, rules without flows) and FilingError as judge does.
    """
    check_agency(proposal, filing.entity.cds)
    if not any(0 <= distance(filing.fiscal_year, year) <= LAST_YEAR for year in proposal.years):
        raise ProposalError(
            f"The proposal is for {proposal.years[0]} to {proposal.years[-1]}, the filing for {filing.fiscal_year} and two "
            "years after it: they have no year in common. Name the filing it belongs to.",
            proposal.units[0].at._replace(line=1, column=None),
        )
    filing = ready(filing)
    law = rulebook.parameters
    cost = cost_of(proposal, law)
    book = book_of(filing, rulebook, [ready(one) for one in history if same_agency(one, filing)])
    report = filed or judge(filing, rulebook, (), history)
    changes = changes_of(cost, rulebook.flows, filing.fiscal_year, proposal.name)
    compared = compare(filing, rulebook, changes, history, report)
    here = (filing.entity.kind, filing.report, filing.fiscal_year)
    test = ReserveTest(book, [rule for rule in rulebook.rules.values() if rule.applies.to(*here)])
    day = from_day or _first_day(proposal, filing)
    ongoing = ongoing_limits(proposal, law, test, rulebook.flows, day)
    found = Settlement(
        proposal=proposal,
        cost=cost,
        parity=parity(proposal, law),
        compared=compared,
        years=_years(cost, compared, test, cuts_needed(test, rulebook.flows, changes)),
        from_day=day,
        ongoing=ongoing,
        ongoing_all=_least(ongoing),
        one_time=one_time_limits(proposal, law, test, rulebook.flows),
        gaps=gaps(proposal, cost),
        runways=runways(proposal, cost),
        clock=clock(proposal.dates, filing.certification, law, filing.fiscal_year),
        findings=(),
    )
    return found._replace(findings=(*judged_findings(found, book, law), *findings_of(proposal, cost, law)))


def _first_day(proposal: Proposal, filing: Filing) -> datetime.date:
    days = [item.effective for item in proposal.items if item.effective is not None]
    return min(days) if days else datetime.date(int(filing.fiscal_year[:4]), 7, 1)


def _years(cost: Cost, compared: Compared, test: ReserveTest, cuts: Sequence[Decimal | None]) -> tuple[SettlementYear, ...]:
    totals = {total.fiscal_year: total for total in cost.totals()}
    kept = {"met": True, "not_met": False}
    before, after = reserve_cases(compared.filed), reserve_cases(compared.adjusted)
    found = []
    for year, was, now, cut in zip(test.years, before, after, cuts, strict=True):
        found.append(
            SettlementYear(
                fiscal_year=year,
                total=totals.get(year),
                offset=cost.offset(year),
                reserves_before=was.figures.get("available_reserves"),
                reserves_after=now.figures.get("available_reserves"),
                percent_before=was.figures.get("percent"),
                percent_after=now.figures.get("percent"),
                standard_after=now.figures.get("standard"),
                margin_after=now.figures.get("distance"),
                kept_before=kept.get(was.outcome),
                kept_after=kept.get(now.outcome),
                cut=cut,
            )
        )
    return tuple(found)


def _least(ongoing: Sequence[BreakEven]) -> BreakEven | None:
    """The break-even that holds in every year: the least of them, or the first that is not there."""
    lacking = next((one for one in ongoing if one.cost is None and not one.why.startswith("such a raise")), None)
    known = [one for one in ongoing if one.percent is not None]
    return lacking or min(known, key=lambda one: one.percent or Fraction(0), default=None)
