"""A cost laid over a filing's projection, and the reserve criterion asked whether it still holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from compliance.engine.changes import ChangedLine, Changes, FigureYear, joined, moved_by
from compliance.engine.fast_path import FastPath
from compliance.engine.figures import FigureBook
from compliance.fiscal_year import distance
from compliance.rulebook.flows import Flow
from compliance.rulebook.model import Rule
from compliance.scenario.compared import RESERVES
from compliance.scenario.cost import Cost, CostLine
from compliance.scenario.proposal import GENERAL_FUND

LAST_YEAR = 2
UNRESTRICTED, RESTRICTED, REVENUE, SPENDING = (
    "unrestricted_salaries", "restricted_salaries", "unrestricted_revenue", "unrestricted_spending",
)  # fmt: skip


class NoFlows(LookupError):
    """The rules in use have no flows.yaml, or one that lacks a line; its text says which."""


def flow_of(flows: Mapping[str, Flow], name: str) -> Flow:
    """The flow of that name. Raises NoFlows."""
    if name not in flows:
        raise NoFlows(f"the rules in use do not say what follows from {name.replace('_', ' ')} (flows.yaml)")
    return flows[name]


def changes_of(cost: Cost, flows: Mapping[str, Flow], fiscal_year: str, name: str) -> Changes:
    """What is charged to the report's three years: pay by its share of unrestricted money, and the offsets that are counted.

    Cost of other funds than the general fund moves no figure of the criteria and is left out.
    """
    moved: list[Mapping[FigureYear, ChangedLine]] = []
    for year in cost.years:
        relative = distance(fiscal_year, year)
        if not 0 <= relative <= LAST_YEAR:
            continue
        lines = [line for line in cost.of(year) if line.charged and line.fund == GENERAL_FUND]
        unrestricted = _added(line.unrestricted for line in lines)
        restricted = _added(line.amount for line in lines) - unrestricted
        for flow, amount in ((UNRESTRICTED, unrestricted), (RESTRICTED, restricted)):
            if amount:
                moved.append(moved_by(flow_of(flows, flow), relative, ChangedLine(name, amount)))
        for one in cost.offsets:
            if one.counted and one.fiscal_year == year:
                flow, sign = (REVENUE, 1) if one.kind == "revenue" else (SPENDING, -1)
                moved.append(moved_by(flow_of(flows, flow), relative, ChangedLine(one.name, one.amount * sign)))
    return joined(moved)


class ReserveTest:
    """The reserve criterion of a filing, asked again and again with other amounts laid over it."""

    def __init__(self, book: FigureBook, applying: Iterable[Rule]) -> None:
        """book: the figures as filed. applying: the rules that hold for it. Raises LookupError without the criterion."""
        by_id = {rule.id: rule for rule in applying}
        self.rule = next(by_id[name] for name in RESERVES if name in by_id)
        self.years = tuple(book.fiscal_year(year) for year in self.rule.each.years)
        self._book = book
        self._fast = FastPath(book.rulebook)

    def kept(self, *changes: Changes) -> tuple[bool | None, ...]:
        """Year by year whether the reserve is kept with these changes; None where it is not known."""
        whole: dict[FigureYear, tuple[ChangedLine, ...]] = {}
        for one in changes:
            for key, lines in one.items():
                whole[key] = (*whole.get(key, ()), *lines)
        book = FigureBook(self._book.filing, self._book.rulebook, beneath=self._book, changes=whole)
        outcomes = self._fast.outcomes(self.rule, book)
        return tuple({"met": True, "not_met": False}.get(outcome) for outcome in outcomes)


def spent(flows: Mapping[str, Flow], flow: str, name: str, amounts: Sequence[tuple[int, Decimal]]) -> Changes:
    """Dollars on one flow by relative year, as changes."""
    chosen = flow_of(flows, flow)
    return joined(moved_by(chosen, year, ChangedLine(name, amount)) for year, amount in amounts if amount)


def charged_outside(cost: Cost) -> tuple[CostLine, ...]:
    """Lines that are charged to other funds than the general fund."""
    return tuple(line for line in cost.lines if line.charged and line.fund != GENERAL_FUND)


def _added(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
