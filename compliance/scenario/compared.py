"""A filing judged as filed and again with changes laid over it: figures, outcomes and indications side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from compliance.engine.changes import Changes
from compliance.engine.evidence import exact
from compliance.engine.figures import FigureBook
from compliance.engine.findings import Case, Figure, Report
from compliance.engine.report import book_of, judge
from compliance.filing.importing import ready
from compliance.filing.model import Filing
from compliance.rulebook.language.show import show
from compliance.rulebook.model import Rulebook

YEARS = range(3)
SHOWN = (
    "unrestricted_expenditures_and_uses", "expenditures_and_uses", "unrestricted_net_change", "unrestricted_ending_balance",
    "ending_fund_balance", "unassigned", "available_reserves", "ending_cash", "unrestricted_beginning_balance",
    "committed", "nonspendable", "assigned",
)  # fmt: skip
RESERVE_LINES = (("standard", "Required reserve"), ("percent", "Reserves in percent"), ("distance", "Above the standard"))
RESERVES = ("01CSI-10", "01CS-10", "COE-01CSI-8", "COE-01CS-8")


class Beside(NamedTuple):
    """One figure of one year: as filed, as adjusted, and the difference (None where either is unknown)."""

    name: str
    label: str
    fiscal_year: str
    filed: Figure
    adjusted: Figure
    difference: Decimal | None


class Turned(NamedTuple):
    """A rule's case that came out otherwise, or is nearer to or farther from its line. Outcome None: no such case."""

    rule: str
    title: str
    subject: Mapping[str, str]
    filed: str | None
    adjusted: str | None
    distance_filed: Figure | None
    distance_adjusted: Figure | None

    @property
    def outcome_changed(self) -> bool:
        """Whether the outcome is another."""
        return self.filed != self.adjusted


class Compared(NamedTuple):
    """Both reports on one filing, and what differs between them."""

    filed: Report
    adjusted: Report
    figures: tuple[Beside, ...]
    turned: tuple[Turned, ...]


def compare(
    filing: Filing, rulebook: Rulebook, changes: Changes, history: Sequence[Filing] = (), filed: Report | None = None
) -> Compared:
    """The filing judged twice. filed: the report as filed, where it is at hand. Raises FilingError as judge does."""
    before = filed or judge(filing, rulebook, (), history)
    after = _with_checks_of(before, judge(filing, rulebook, (), history, changes))
    below = book_of(ready(filing), rulebook, [ready(one) for one in history])
    above = FigureBook(below.filing, rulebook, beneath=below, changes=changes)
    names = [*SHOWN, *sorted({name for name, _ in changes} - set(SHOWN))]
    return Compared(before, after, (*_figures(below, above, names), *_reserves(before, after)), _turned(before, after))


def _with_checks_of(before: Report, after: Report) -> Report:
    """The technical checks speak of what was filed: a county's changes make none of them fail."""
    filed = {result.rule: result for result in before.results if result.phase}
    return after._replace(results=tuple(filed.get(result.rule, result) for result in after.results), gate=before.gate)


def reserve_cases(report: Report) -> tuple[Case, ...]:
    """The cases of the reserve criterion, year by year; none where it does not apply."""
    result = next((found for rule in RESERVES if (found := report.result(rule)) is not None), None)
    return result.cases if result is not None else ()


def _figures(below: FigureBook, above: FigureBook, names: Sequence[str]) -> tuple[Beside, ...]:
    found = []
    for name in names:
        definition = below.rulebook.figures.get(name)
        if definition is None:
            continue
        for year in YEARS:
            filed, adjusted = below.figure("figures", name, year), above.figure("figures", name, year)
            if filed.value is not None or adjusted.value is not None:
                found.append(_beside(name, definition.label, below.fiscal_year(year), filed, adjusted))
    return tuple(found)


def _reserves(before: Report, after: Report) -> tuple[Beside, ...]:
    """Required reserve, percent and margin of each year, as the reserve criterion works them out."""
    found = []
    for name, label in (
        ("standard", "Required reserve"),
        ("percent", "Reserves in percent"),
        ("distance", "Above the standard"),
    ):
        for one, other in zip(reserve_cases(before), reserve_cases(after), strict=True):
            if name in one.figures and name in other.figures:
                year = one.subject.get("fiscal_year", "")
                found.append(_beside(f"reserve_{name}", label, year, one.figures[name], other.figures[name]))
    return tuple(found)


def _beside(name: str, label: str, fiscal_year: str, filed: Figure, adjusted: Figure) -> Beside:
    difference = None
    if isinstance(filed.value, (Decimal, Fraction)) and isinstance(adjusted.value, (Decimal, Fraction)):
        value = exact(Fraction(adjusted.value) - Fraction(filed.value))
        difference = value if isinstance(value, Decimal) else None
    return Beside(name, label, fiscal_year, filed, adjusted, difference)


def _turned(before: Report, after: Report) -> tuple[Turned, ...]:
    found = []
    for one in before.results:
        other = after.result(one.rule)
        theirs = {tuple(case.subject.items()): case for case in (other.cases if other else ())}
        ours = {tuple(case.subject.items()): case for case in one.cases}
        for key in (*ours, *(key for key in theirs if key not in ours)):
            was, now = ours.get(key), theirs.get(key)
            if _face(was) != _face(now):
                found.append(
                    Turned(
                        one.rule,
                        one.title,
                        dict(key),
                        was.outcome if was else None,
                        now.outcome if now else None,
                        was.figures.get("distance") if was else None,
                        now.figures.get("distance") if now else None,
                    )
                )
    return tuple(found)


def _face(case: Case | None) -> tuple[object, ...]:
    distance = case.figures.get("distance") if case is not None else None
    return (None, None) if case is None else (case.outcome, distance.value if distance is not None else None)


def told(figure: Figure) -> str:
    """A figure as it is shown, or that it is unknown."""
    return "unknown" if figure.value is None else show(figure.value, figure.unit)
