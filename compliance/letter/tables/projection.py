"""T3 and T4: the unrestricted fund balance from beginning to end, as filed and as the county adjusts it.

Contributions from unrestricted to restricted programs are shown as spending, and revenue without them, so that beginning plus
revenue less spending is ending. T3 also shows what spending holds besides expenditures, and what the ending balance is made of.
What foots is the exact amount; what is printed is rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from markupsafe import Markup

from compliance.engine.findings import Case, Figure, Report
from compliance.letter.adjusted import Adjusted
from compliance.letter.reserve_table import RULES
from compliance.letter.tables.components import COMPONENTS, component_rows
from compliance.letter.tables.table import Added, Column, Need, Table, dollars, files, foots, value

Figures = Mapping[tuple[str, str], Figure]
Name = Callable[[Figure, str, str], Figure]
USED = (
    "unrestricted_beginning_balance", "unrestricted_net_change", "unrestricted_ending_balance",
    "unrestricted_expenditures_and_uses", "contributions_to_restricted", "committed",
)  # fmt: skip


class Year(NamedTuple):
    """One year of the projection, exact; added: by line of the scenario, what it adds to the deficit. None: not known."""

    fiscal_year: str
    beginning: Fraction | None
    revenue: Fraction | None
    spending: Fraction | None
    other_uses: Fraction | None
    contributions: Fraction | None
    added: Mapping[str, Fraction]
    net: Fraction | None
    ending: Fraction | None
    committed: Fraction | None
    minimum: Fraction | None

    @property
    def left(self) -> Fraction | None:
        """Ending balance less commitments less the minimum reserve."""
        if self.ending is None or self.committed is None or self.minimum is None:
            return None
        return self.ending - self.committed - self.minimum


def project(figures: Figures, years: Sequence[str], report: Report, scenario: Adjusted | None = None) -> tuple[Year, ...]:
    """The three years, each checked to foot and to begin where the one before ended. Raises LetterStopped.

    report gives the minimum reserve: the adjusted one where there is a scenario.
    """
    table = "T3" if scenario is None else "T4"
    kept = _kept(figures, years)
    found: list[Year] = []
    for number, year in enumerate(years):
        found.append(_year(figures, year, number, kept[number], _minimum(report, year), scenario))
        _check(table, found)
    return tuple(found)


def shortest(projection: Sequence[Year]) -> Year | None:
    """The first year with less left than nothing; None where no year has."""
    return next((year for year in projection if year.left is not None and year.left < 0), None)


def projection_table(projection: Sequence[Year], figures: Figures, name: Name, scenario: Adjusted | None = None) -> Table:
    """The table, a line a row and a year a column, its figures named."""
    years = [year.fiscal_year for year in projection]
    found = _rows(projection, figures, name, scenario)
    rows = [row for row in found if any(isinstance(cell, Figure | Need) for cell in row[1:])]
    names = USED if scenario else (*USED, "unrestricted_expenditures", *COMPONENTS)
    used = [figures.get((one, year)) for one in names for year in years]
    title = "The unrestricted general fund" + ("" if scenario is None else ", as adjusted by this office")
    columns = (Column("Line", 34, False), *(Column(Markup(year), 16) for year in years))
    more = (scenario.scenario.path.rpartition("/")[2],) if scenario else ()
    return Table("T4" if scenario else "T3", title, columns, tuple(rows), (*files(used), *more))


def _rows(projection: Sequence[Year], figures: Figures, name: Name, scenario: Adjusted | None) -> Iterator[tuple[object, ...]]:
    reading = "adjusted." if scenario else ""
    lines = [line.name for line in scenario.applied.counted] if scenario else []

    def row(title: object, key: str, amounts: Sequence[Fraction | None], as_filed: bool = False) -> tuple[object, ...]:
        cells = []
        for year, amount in zip(projection, amounts, strict=True):
            figure = dollars(amount)
            cells.append(figure and name(figure, f"{'' if as_filed else reading}{key}", year.fiscal_year))
        return (title, *cells)

    filed = " as filed" if scenario else ""
    yield row("Beginning balance", "unrestricted_beginning_balance", [year.beginning for year in projection])
    yield row(
        f"Revenues and other sources{filed}",
        "unrestricted_revenue_without_contributions",
        [y.revenue for y in projection],
        True,
    )
    yield row(
        f"Expenditures, other uses and contributions{filed}", "unrestricted_spending_with_contributions",
        [year.spending for year in projection], True,
    )  # fmt: skip
    if not scenario:
        yield row("of it transfers out and other uses", "unrestricted_other_uses", [year.other_uses for year in projection])
        yield row("of it contributions to restricted programs", "contributions_made", [y.contributions for y in projection])
    for line in lines:
        title, *cells = row(Added(line), f"added.{line}", [year.added.get(line) for year in projection])
        yield (title, *(Markup("none") if cell is None else cell for cell in cells))
    yield row("Surplus, or deficit below zero", "unrestricted_net_change", [year.net for year in projection])
    yield row("Ending balance", "unrestricted_ending_balance", [year.ending for year in projection])
    if not scenario:
        yield from component_rows(figures, {year.fiscal_year: year.ending for year in projection})
    title = "Committed balance" if scenario else "Commitments kept to the last year"
    yield row(title, "committed_to_the_end", [year.committed for year in projection], True)
    yield row("Minimum reserve", "minimum_reserve", [year.minimum for year in projection])
    short, *left = row("Short of obligations", "left_after_commitments_and_minimum", [year.left for year in projection])
    yield (short, *(Need(one) if isinstance(one, Figure) else None for one in left))


def _year(
    figures: Figures, year: str, number: int, committed: Fraction | None, minimum: Fraction | None, scenario: Adjusted | None
) -> Year:
    def moved(name: str) -> Fraction:
        lines = scenario.applied.changes.get((name, number), ()) if scenario else ()
        return sum((Fraction(line.amount) for line in lines), Fraction(0))

    def get(name: str) -> Fraction | None:
        return value(figures.get((name, year)))

    def adjusted(name: str) -> Fraction | None:
        filed = get(name)
        return None if filed is None else filed + moved(name)

    net, uses, expenditures, given = (
        get("unrestricted_net_change"),
        get("unrestricted_expenditures_and_uses"),
        get("unrestricted_expenditures"),
        get("contributions_to_restricted"),
    )
    contributions = None if given is None else -min(given, Fraction(0))
    spending = None if uses is None else uses + (contributions or Fraction(0))
    added: dict[str, Fraction] = {}
    for line in scenario.applied.changes.get(("unrestricted_net_change", number), ()) if scenario else ():
        added[line.name] = added.get(line.name, Fraction(0)) - Fraction(line.amount)
    return Year(
        fiscal_year=year,
        beginning=adjusted("unrestricted_beginning_balance"),
        revenue=None if net is None or spending is None else net + spending,
        spending=spending,
        other_uses=None if uses is None or expenditures is None else uses - expenditures,
        contributions=contributions,
        added=added,
        net=adjusted("unrestricted_net_change"),
        ending=adjusted("unrestricted_ending_balance"),
        committed=committed,
        minimum=minimum,
    )


def _check(table: str, found: Sequence[Year]) -> None:
    year = found[-1]
    if year.revenue is not None and year.spending is not None:
        worked = year.revenue - year.spending - sum(year.added.values(), Fraction(0))
        foots(table, year.fiscal_year, "revenue less spending", worked, year.net)
    if year.beginning is not None and year.net is not None:
        foots(
            table,
            year.fiscal_year,
            "the beginning balance with the year's surplus or deficit",
            year.beginning + year.net,
            year.ending,
        )
    if len(found) > 1:
        foots(table, year.fiscal_year, "the ending balance of the year before", found[-2].ending, year.beginning)


def _kept(figures: Figures, years: Sequence[str]) -> list[Fraction | None]:
    """Of each year's commitments, what the projection keeps to its last year: what it releases is there to be spent."""
    amounts = [value(figures.get(("committed", year))) for year in years]
    kept: list[Fraction | None] = []
    for number in range(len(amounts)):
        rest = [amount for amount in amounts[number:] if amount is not None]
        kept.append(min(rest) if len(rest) == len(amounts) - number else None)
    return kept


def _minimum(report: Report, year: str) -> Fraction | None:
    cases: tuple[Case, ...] = next((result.cases for result in report.results if result.rule in RULES), ())
    found = next((case for case in cases if case.subject.get("fiscal_year") == year), None)
    return None if found is None else value(found.figures.get("standard"))
