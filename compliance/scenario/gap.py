"""Whether the money lasts as long as the cost: ongoing cost without ongoing source, and when one-time sources are spent."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from compliance.scenario.cost import Cost
from compliance.scenario.proposal import Funding, Proposal

ONGOING = "ongoing"


class Gap(NamedTuple):
    """One year: ongoing cost, the ongoing sources named for it, one-time cost and the one-time sources, in dollars."""

    fiscal_year: str
    ongoing_cost: Decimal
    ongoing_sources: Decimal
    one_time_cost: Decimal
    one_time_sources: Decimal

    @property
    def structural(self) -> Decimal:
        """Ongoing cost that no ongoing source pays; zero where the sources reach."""
        return max(self.ongoing_cost - self.ongoing_sources, Decimal(0))


class Runway(NamedTuple):
    """A source that ends: dollars, what it pays for a year on, and how many years it lasts; None where it is never needed."""

    source: Funding
    annual_cost: Decimal
    years: Fraction | None


def gaps(proposal: Proposal, cost: Cost) -> tuple[Gap, ...]:
    """Year by year. A counted offset that goes on every year is an ongoing source, one of a single year a one-time source."""
    return tuple(
        Gap(
            total.fiscal_year,
            total.ongoing,
            _added(_of(proposal, total.fiscal_year, True)),
            total.one_time,
            _added(_of(proposal, total.fiscal_year, False)),
        )
        for total in cost.totals()
    )


def runways(proposal: Proposal, cost: Cost) -> tuple[Runway, ...]:
    """How long each source that ends would pay the ongoing cost that no ongoing source pays, in a full year of it."""
    last = gaps(proposal, cost)[-1].structural if cost.years else Decimal(0)
    return tuple(
        Runway(one, last, Fraction(one.amount) / Fraction(last) if last else None)
        for one in proposal.funding
        if one.kind != ONGOING
    )


def _of(proposal: Proposal, year: str, ongoing: bool) -> Iterable[Decimal]:
    for one in proposal.funding:
        lasting = one.kind == ONGOING
        if lasting is ongoing and (one.year == year or (one.from_year is not None and one.from_year <= year)):
            yield one.amount
    for extra in proposal.extra:
        here = extra.year == year or (extra.from_year is not None and extra.from_year <= year)
        if extra.counted and here and (extra.from_year is not None) is ongoing:
            yield extra.amount


def _added(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
