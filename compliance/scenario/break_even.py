"""Break-evens, solved in whole cents by asking the reserve criterion itself: the largest raise that keeps the reserves."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from compliance.engine.changes import Changes
from compliance.rulebook.flows import Flow
from compliance.rulebook.language.half_up import half_up
from compliance.scenario.cost_base import Law
from compliance.scenario.cost_percent import PercentCost, cost_of_percent
from compliance.scenario.laid_cost import RESTRICTED, SPENDING, UNRESTRICTED, ReserveTest, spent
from compliance.scenario.proposal import Proposal

ONE_PERCENT = Fraction(1, 100)
CENT = Decimal("0.01")
HIGHEST = 10**15  # cents: more than all schools of the nation spend


class BreakEven(NamedTuple):
    """The most that can be spent while reserves are kept.

    kind: ongoing or one_time. limit: the fiscal year whose reserve sets it; "" where it holds in all years. from_day of an
    ongoing raise, paid_in of a one-time one. cost: dollars of that raise in cost_year, percent the exact rate of pay it comes
    to. Both None where reserves are short without any raise (why says so) or something is not known.
    """

    kind: str
    limit: str
    from_day: datetime.date | None
    paid_in: str | None
    cost: Decimal | None
    cost_year: str
    percent: Fraction | None
    why: str = ""


def ongoing_limits(
    proposal: Proposal, law: Law, test: ReserveTest, flows: Mapping[str, Flow], day: datetime.date
) -> tuple[BreakEven, ...]:
    """For each year of the report the largest ongoing percent from that day on that keeps its reserve, nothing else changed."""
    percents = [cost_of_percent(proposal, law, ONE_PERCENT, year, day) for year in test.years]
    return tuple(_solved("ongoing", proposal, test, flows, percents, limit, day, None) for limit in range(len(test.years)))


def one_time_limits(proposal: Proposal, law: Law, test: ReserveTest, flows: Mapping[str, Flow]) -> tuple[BreakEven, ...]:
    """For each year it could be paid in the largest one-time percent that keeps the reserve of every year."""
    found = []
    for paid, year in enumerate(test.years):
        rates = [ONE_PERCENT if at == paid else Fraction(0) for at in range(len(test.years))]
        percents = [cost_of_percent(proposal, law, rate, year, None) for rate in rates]
        found.append(_solved("one_time", proposal, test, flows, percents, None, None, paid))
    return tuple(found)


def cuts_needed(test: ReserveTest, flows: Mapping[str, Flow], changes: Changes) -> tuple[Decimal | None, ...]:
    """For each year the least cut of unrestricted spending in that year that keeps its reserve, cuts of earlier years made.

    None where the reserve of the year is not known.
    """
    made: list[tuple[int, Decimal]] = []
    found: list[Decimal | None] = []
    for year in range(len(test.years)):

        def kept(cents: int, at: int = year) -> bool | None:
            cut = spent(flows, SPENDING, "cuts", [*made, (at, -CENT * cents)])
            return test.kept(changes, cut)[at]

        enough = _least(kept)
        found.append(None if enough is None else CENT * enough)
        made.append((year, -CENT * (enough or 0)))
    return tuple(found)


def _solved(
    kind: str,
    proposal: Proposal,
    test: ReserveTest,
    flows: Mapping[str, Flow],
    costs: Sequence[PercentCost],
    limit: int | None,
    day: datetime.date | None,
    paid: int | None,
) -> BreakEven:
    amounts = [one.amount for one in costs]
    shares = [one.unrestricted for one in costs]
    at = paid if paid is not None else next((year for year, amount in enumerate(amounts) if amount), 0)
    named = "" if limit is None else test.years[limit]
    blank = BreakEven(kind, named, day, None if paid is None else test.years[paid], None, test.years[at], None)
    missing = [name for one in costs for name in one.missing]
    if missing:
        return blank._replace(why=f"not known: {missing[0]}")
    if not amounts[at]:
        return blank._replace(why="no pay is given that a percent could be taken of")

    def kept(cents: int) -> bool | None:
        scale = Fraction(cents, 100) / amounts[at]
        free = [_cents(share * scale) for share in shares]
        bound = [_cents(amount * scale) - one for amount, one in zip(amounts, free, strict=True)]
        laid = (
            spent(flows, UNRESTRICTED, "raise", list(enumerate(free))),
            spent(flows, RESTRICTED, "raise", list(enumerate(bound))),
        )
        outcomes = test.kept(*laid)
        asked = outcomes if limit is None else (outcomes[limit],)
        return False if False in asked else None if None in asked else True

    most = _most(kept)
    if most is None:
        without = kept(0)
        why = "reserves are short without any raise" if without is False else "the reserve is not known"
        return blank._replace(why=why)
    if most == HIGHEST:
        return blank._replace(why="such a raise costs nothing by then" if limit is not None else "no raise is too large")
    return blank._replace(cost=CENT * most, percent=ONE_PERCENT * Fraction(most, 100) / amounts[at])


def _most(kept: Callable[[int], bool | None]) -> int | None:
    """The largest whole number of cents that is kept, HIGHEST where every one is; None where zero is not."""
    if kept(0) is not True:
        return None
    low, high = 0, 1
    while kept(high) is True:
        low, high = high, high * 4
        if high > HIGHEST:
            return HIGHEST
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if kept(middle) is True else (low, middle)
    return low


def _least(kept: Callable[[int], bool | None]) -> int | None:
    """The smallest whole number of cents that is enough; None where it is not known, or none is."""
    first = kept(0)
    if first is None:
        return None
    if first:
        return 0
    low, high = 0, 1
    while kept(high) is not True:
        low, high = high, high * 4
        if high > HIGHEST:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if kept(middle) is True else (middle, high)
    return high


def _cents(amount: Fraction) -> Decimal:
    return half_up(amount, 2)
