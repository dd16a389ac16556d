"""The tables of letters on real filings: balances foot to the cent, and the month of the lowest cash is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.engine.findings import Figure
from compliance.engine.projected import projected
from compliance.filing import read_filing
from compliance.fiscal_year import shift
from compliance.letter.tables.cash import MONTHS, cash_table
from compliance.letter.tables.projection import project, projection_table
from compliance.letter.tables.table import value
from compliance.rulebook.model import Rulebook

from .conftest import Judged


def test_what_the_ending_balance_is_made_of_adds_up(judged: Judged, rulebook: Rulebook, oracles: Path, case: str) -> None:
    report = judged(case)
    if report.kind != "district" or report.report == "unaudited_actuals":
        pytest.skip("no district's budget or interim report")
    figures = projected(read_filing(report.path), rulebook)
    years = [shift(report.fiscal_year, later) for later in range(3)]
    found = project(figures, years, report)
    table = projection_table(found, figures, lambda figure, name, year: figure)  # stops where it does not foot
    assert any(row[0] == "of it unassigned" for row in table.rows)


@pytest.mark.parametrize("year", ["2024-25", "2025-26"])
def test_the_lowest_month_of_a_real_worksheet_is_named(judged: Judged, rulebook: Rulebook, oracles: Path, year: str) -> None:
    case = "sfusd-2024-25-adopted-budget-export"
    if not (oracles / case).is_dir():
        pytest.skip(f"{case} is not here")
    report = judged(case)
    filing = read_filing(str(oracles / case / "filing.dat"))
    figures = projected(filing, rulebook)
    table = cash_table(report, figures, (year,))
    assert table is not None
    [(_, _, _, _, low, month)] = table.rows
    ends = {name: value(figures[(f"cash_{name.lower()}", year)]) for name in MONTHS}
    assert month == "November" and isinstance(low, Figure)
    assert value(low) == ends["November"] == min(end for end in ends.values() if end is not None) and None not in ends.values()
