"""A scenario: named lines that change a filing's projection, or only raise a concern, each with its reason and authority."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from compliance.engine.changes import ChangedLine, Changes, joined, moved_by
from compliance.fiscal_year import distance
from compliance.located import LocatedError, Position
from compliance.rulebook.flows import Flow

ADJUST = "adjust"
CONCERN_ONLY = "concern only"
LAST_YEAR = 2


class ScenarioError(LocatedError):
    """A scenario that cannot be used: what was found, what was expected, what to do, and where."""


class Line(NamedTuple):
    """Dollars by fiscal year on one line. changes is a flow of the pack, or a figure that alone is changed.

    counts: what a line that makes the budget better needs to be counted: yes, said by the county. None where not said.
    """

    name: str
    changes: str
    amounts: Mapping[str, tuple[Decimal, Position]]
    effect: str
    reason: str | None
    authority: str | None
    counts: bool | None
    at: Position


class Scenario(NamedTuple):
    """Lines with a name, and who made them."""

    path: str
    name: str
    made_by: str | None
    note: str | None
    cds: tuple[str, Position] | None
    lines: tuple[Line, ...]


class Applied(NamedTuple):
    """A scenario on one filing: the changes of its figures, and the lines that changed nothing, each with the reason why."""

    changes: Changes
    counted: tuple[Line, ...]
    left_out: tuple[tuple[Line, str], ...]


def apply(scenario: Scenario, flows: Mapping[str, Flow], fiscal_year: str) -> Applied:
    """The lines as changes of the report's three years. Raises ScenarioError for a year that is none of them."""
    moved = []
    counted: list[Line] = []
    left_out: list[tuple[Line, str]] = []
    for line in scenario.lines:
        why = _left_out(line, flows)
        if why:
            left_out.append((line, why))
            continue
        counted.append(line)
        for year, (amount, at) in line.amounts.items():
            relative = distance(fiscal_year, year)
            if not 0 <= relative <= LAST_YEAR:
                raise ScenarioError(
                    f"The line '{line.name}' changes {year}; a report of {fiscal_year} has that year and the two after it.", at
                )
            flow = flows.get(line.changes) or _alone(line)
            moved.append(moved_by(flow, relative, ChangedLine(line.name, amount, at)))
    return Applied(joined(moved), tuple(counted), tuple(left_out))


def _left_out(line: Line, flows: Mapping[str, Flow]) -> str:
    if line.effect == CONCERN_ONLY:
        return "a concern only: no figure is changed"
    flow = flows.get(line.changes)
    total = sum((amount for amount, _ in line.amounts.values()), Decimal(0))
    better = flow is not None and (total < 0) == (flow.helps == "falling") and total != 0
    if better and not line.counts:
        return "it would make the budget better, and nobody said `counts: yes`"
    return ""


def _alone(line: Line) -> Flow:
    """A figure changed by itself: nothing follows from it."""
    return Flow(line.changes, line.changes, "rising", {line.changes: 1}, {}, {}, (), line.at)
