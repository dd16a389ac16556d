"""The oversight letter of May 3, 2024: from the same figures and add-backs ours holds its lines, in its order."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from compliance.cli.rulebooks import load_chosen
from compliance.cli.with_scenario import compare_with
from compliance.engine.deadlines import deadlines
from compliance.engine.projected import projected
from compliance.engine.report import judge
from compliance.filing import read_filing
from compliance.letter.composition import compose
from compliance.letter.profile import Profile
from compliance.letter.written import Letter

SCENARIO = """scenario: 1
name: The review of May 2024
made_by: California Department of Education
lines:
  - name: Spending moved to restricted money, returning
    changes: unrestricted_spending
    amounts: {2024-25: 20000000.00, 2025-26: 20000000.00}
  - name: Vacant positions not eliminated
    changes: unrestricted_salaries
    amounts: {2024-25: 24200000.00, 2025-26: 24200000.00}
  - name: Reductions not identified
    changes: unrestricted_unidentified_reductions
    amounts: {2025-26: 51800000.00}
"""
# The printed lines, in millions; none: no amount is printed.
PRINTED = [
    ("Beginning balance", "219.7", "160.4", "38.7"),
    ("Revenues", "726.1", "703.5", "707.0"),
    ("Expenditures", "785.4", "781.0", "739.9"),
    ("Added back: Spending moved", "none", "20.0", "20.0"),
    ("Added back: Vacant", "none", "24.2", "24.2"),
    ("Added back: Reductions", "none", "none", "51.8"),
    ("Surplus, or deficit", "-59.3", "-121.7", "-128.9"),
    ("Ending balance", "160.4", "38.7", "-90.2"),
    ("Committed balance", "20.0", "20.0", "20.0"),
    ("Minimum reserve", "26.9", "26.9", "26.4"),
    ("Short of obligations", "none", "-8.2", "-136.6"),
]
YEARS = ("2023-24", "2024-25", "2025-26")


@pytest.fixture
def letter(tmp_path: Path) -> Letter:
    path = Path(__file__).parents[2].parent / "shared" / "oracles" / "sfusd-2nd-interim-2023-24" / "filing.yaml"
    if not path.is_file():
        pytest.skip("the oracles are not beside this checkout")
    (tmp_path / "scenario.yaml").write_text(SCENARIO, "utf-8")
    rulebook, filing = load_chosen(()), read_filing(str(path))
    report = judge(filing, rulebook)
    return compose(
        report,
        Profile(amounts="millions"),
        kind=None,
        date=datetime.date(2024, 5, 3),
        deadlines=deadlines(rulebook, report.report, report.fiscal_year, as_written=True),
        scenario=compare_with(str(tmp_path / "scenario.yaml"), filing, rulebook, []),
        figures=projected(filing, rulebook),
    )


def rows(letter: Letter) -> list[list[str]]:
    """The lines of T4 as printed."""
    lines = letter.markdown.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("| Line |"))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[first + 2 : first + 2 + len(PRINTED)]]


def test_its_lines_stand_in_that_order_each_within_a_tenth_of_a_million(letter: Letter) -> None:
    exact = {(figure.name, figure.fiscal_year, figure.shown): Fraction(figure.value) for figure in letter.figures}
    for (title, *cells), (printed, *amounts) in zip(rows(letter), PRINTED, strict=True):
        assert title.startswith(printed)
        for year, cell, amount in zip(YEARS, cells, amounts, strict=True):
            if amount == "none":
                assert cell == "none", (title, year)
                continue
            values = [value for (_, of, shown), value in exact.items() if (of, shown) == (year, cell)]
            assert any(abs(value / 1_000_000 - Fraction(Decimal(amount))) <= Fraction(1, 10) for value in values), (title, year)


def test_it_foots_on_exact_amounts(letter: Letter) -> None:
    value = {(one.name, one.fiscal_year): Fraction(one.value) for one in letter.figures}
    for year, after in zip(YEARS, (*YEARS[1:], None), strict=True):
        added = sum(
            (amount for (name, of), amount in value.items() if name.startswith("adjusted.added.") and of == year), Fraction(0)
        )
        revenue = value["unrestricted_revenue_without_contributions", year]
        net = revenue - value["unrestricted_spending_with_contributions", year] - added
        assert net == value["adjusted.unrestricted_net_change", year]
        ending = value["adjusted.unrestricted_beginning_balance", year] + net
        assert ending == value["adjusted.unrestricted_ending_balance", year]
        assert after is None or ending == value["adjusted.unrestricted_beginning_balance", after]


def test_the_certification_is_changed_to_negative_and_it_says_why(letter: Letter) -> None:
    assert letter.kind == "certification-change" and letter.draft
    assert "changes it to negative" in letter.markdown
    assert letter.why == "With the county's adjustments the figures indicate negative; the board filed qualified."
    assert {request.id for request in letter.requests} >= {"stabilization-plan", "reductions-named"}
