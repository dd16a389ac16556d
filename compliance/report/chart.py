"""Reserves by year as a chart: as filed and after each proposal, in percent of outgo, beside the standard."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from compliance.engine.findings import Figure
from compliance.report.settlement_wording import number_of
from compliance.scenario.compared import reserve_cases
from compliance.scenario.settlement import Settlement


class Series(NamedTuple):
    """Reserves as a rate of outgo, one a year, None where unknown, and whether the standard is kept."""

    name: str
    rates: tuple[Fraction | None, ...]
    kept: tuple[bool | None, ...]


class Chart(NamedTuple):
    """Fiscal years, the required rate of each as filed (None where unknown), and the series, as filed first."""

    title: str
    years: tuple[str, ...]
    standard: tuple[Fraction | None, ...]
    series: tuple[Series, ...]

    @property
    def span(self) -> tuple[Fraction, Fraction]:
        """The lowest and highest rate to be shown; zero lies between them."""
        known = [rate for one in (*self.series, Series("", self.standard, ())) for rate in one.rates if rate is not None]
        return min([Fraction(0), *known]), max([Fraction(0), *known])


def reserve_chart(settlements: Sequence[Settlement]) -> Chart | None:
    """The chart of settlements on one filing; None where no reserve is known."""
    years = settlements[0].years
    filed = Series("As filed", tuple(_rate(year.percent_before) for year in years), tuple(year.kept_before for year in years))
    after = [
        Series(
            one.proposal.name,
            tuple(_rate(year.percent_after) for year in one.years),
            tuple(year.kept_after for year in one.years),
        )
        for one in settlements
    ]
    if not any(rate is not None for series in (filed, *after) for rate in series.rates):
        return None
    standard = []
    for case in reserve_cases(settlements[0].compared.filed):
        required, outgo = _rate(case.figures.get("standard")), _rate(case.figures.get("outgo"))
        standard.append(required / outgo if required is not None and outgo else None)
    names = tuple(year.fiscal_year for year in years)
    return Chart("Available reserves in percent of outgo", names, tuple(standard), (filed, *after))


def _rate(figure: Figure | None) -> Fraction | None:
    number = number_of(figure)
    return None if number is None else Fraction(number)
