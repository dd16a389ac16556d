"""The adopted budget of 2024-25 that met its standard by six cents is met, and the figure set to fit is told."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from compliance.engine.findings import Report
from compliance.engine.report import judge
from compliance.filing import read_filing
from compliance.report.value import rounded
from compliance.rulebook.model import Rulebook

FOLDER = "sfusd-2024-25-adopted-budget-export"


@pytest.fixture(scope="module", params=["filing.dat", "as-exported.dat"])
def report(request: pytest.FixtureRequest, oracles: Path, rulebook: Rulebook) -> Report:
    return judge(read_filing(str(oracles / FOLDER / request.param)), rulebook)


def test_the_standard_is_met_by_six_cents(report: Report) -> None:
    result = report.result("01CS-10")
    assert result is not None
    first = result.cases[0]
    assert (first.subject["fiscal_year"], first.outcome) == ("2024-25", "met")
    assert first.figures["available_reserves"].value == Decimal("26483247.00")
    standard = first.figures["standard"].value
    assert isinstance(standard, (Decimal, Fraction))
    assert rounded(standard, 2) == "26483246.94"
    assert first.figures["standard"].shown == "$26,483,246.94"
    assert first.figures["distance"].shown == "$0.06"


def test_a_reserve_set_to_the_standard_is_a_concern(report: Report) -> None:
    result = report.result("zero-slack")
    assert result is not None
    assert (result.outcome, result.severity) == ("not_met", "concern")
    (told,) = [case.message for case in result.cases if case.subject == {"fiscal_year": "2024-25"}]
    assert "$26,483,247.00" in told
    assert "$0.06" in told


def test_the_figure_leads_to_its_accounts(report: Report) -> None:
    result = report.result("01CS-10")
    assert result is not None
    source = result.cases[0].figures["available_reserves"].source
    assert source is not None
    reserve = source.inputs["reserve_for_economic_uncertainties"]
    assert reserve.source is not None and reserve.source.kind == "ledger" and reserve.source.column == "BB"
    assert sum(account.amount for account in reserve.source.accounts) == reserve.value
    parts = [figure.value for figure in source.inputs.values()]
    assert sum(part for part in parts if isinstance(part, Decimal)) == Decimal("26483247.00")
