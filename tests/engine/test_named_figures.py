"""A figure of a case is that of the year its name says: share of the case's own year, share[-3] of the third before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.engine.report import judge
from compliance.filing import read_filing

from .figures_of_a_case import misnamed
from .filings import US_CA


@pytest.mark.parametrize(
    "name", ["oak-valley.dat", "short-reserve-budget.yaml", "pasadena-2018-19-first-interim.yaml", "los-angeles-2014-15.yaml"]
)
def test_a_figure_is_of_the_year_that_its_name_says(name: str, root: Path) -> None:
    filing = read_filing(root / "examples" / name)
    checked, wrong = misnamed(judge(filing, US_CA), filing, US_CA)
    assert checked > 100 and wrong == []


def test_an_average_shows_each_of_its_years(root: Path) -> None:
    report = judge(read_filing(root / "examples" / "oak-valley.dat"), US_CA)
    case = next(result for result in report.results if result.rule == "01CS-3").cases[1]
    source = case.figures["history"].source
    assert source is not None
    assert [*source.inputs] == ["share[-4]", "share[-3]", "share[-2]"]  # the three years before the budget year
