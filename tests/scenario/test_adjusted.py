"""County adjustments laid over a projection: what follows from a line, what counts, and the record of a state review."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from compliance.filing import read_filing
from compliance.filing.model import Entity, Filing, Written
from compliance.located import Position
from compliance.rulebook.load import load_rulebook
from compliance.scenario.adjustments import Applied, ScenarioError, apply
from compliance.scenario.compared import Compared, compare, reserve_cases
from compliance.scenario.read_scenario import read_scenario
from compliance.shipped import shipped

US_CA = load_rulebook([shipped("rules") / "us-ca"])
CHANGEABLE = [*US_CA.flows, *US_CA.figures]
EXAMPLE = Path(__file__).resolve().parents[2] / "examples"
HERE = Position("made.yaml", 1)
# What the State added back to San Francisco's second interim of 2023-24 (letter of May 3, 2024), in rounded millions.
STATE_REVIEW = """
scenario: 1
name: The State's review
made_by: California Department of Education
lines:
  - {name: Spending moved, changes: unrestricted_spending, amounts: {2024-25: 20000000.00, 2025-26: 20000000.00}}
  - {name: Vacant positions, changes: unrestricted_salaries, amounts: {2024-25: 24200000.00, 2025-26: 24200000.00}}
  - {name: Cuts not identified, changes: unrestricted_unidentified_reductions, amounts: {2025-26: 51800000.00}}
"""


def laid(tmp_path: Path, text: str, filing: Filing) -> tuple[Applied, Compared]:
    path = tmp_path / "scenario.yaml"
    path.write_text(text)
    applied = apply(read_scenario(path, CHANGEABLE), US_CA.flows, filing.fiscal_year)
    return applied, compare(filing, US_CA, applied.changes)


def figures(compared: Compared, name: str) -> list[Decimal | None]:
    found = [one.adjusted.value for one in compared.figures if one.name == name]
    return [value if isinstance(value, Decimal) else None for value in found]


def test_the_states_review_comes_out_to_the_cent(tmp_path: Path, oracles: Path) -> None:
    filing = read_filing(str(oracles / "sfusd-2nd-interim-2023-24" / "filing.yaml"))
    _, compared = laid(tmp_path, STATE_REVIEW, filing)
    millions = [-value / 1_000_000 for value in figures(compared, "unrestricted_net_change") if value is not None]
    for ours, letter in zip(millions, ("59.3", "121.7", "128.9"), strict=True):
        assert abs(ours - Decimal(letter)) <= Decimal("0.1")
    short = [-case.figures["distance"].value for case in reserve_cases(compared.adjusted)]  # type: ignore[operator]
    assert short[1:] == [Decimal("10093980.21"), Decimal("138544163.89")]
    ending, committed = figures(compared, "unrestricted_ending_balance"), [Decimal(20_000_000)] * 3
    minimum = [case.figures["standard"].value for case in reserve_cases(compared.adjusted)]
    after = [a - b - c for a, b, c in zip(ending, committed, minimum, strict=True)]  # type: ignore[operator]
    assert abs(after[1] / 1_000_000 + Decimal("8.2")) <= Decimal("0.1")
    assert abs(after[2] / 1_000_000 + Decimal("136.6")) <= Decimal("0.1")
    assert compared.filed.certification is not None and compared.filed.certification.filed == "qualified"
    assert compared.adjusted.certification is not None and compared.adjusted.certification.indicated == "negative"


def district() -> Filing:
    given = {
        "ada": "5000", "expenditures_and_uses": "100000000", "available_reserves": "5000000",
        "unrestricted_net_change": "-1000000",
        "unrestricted_ending_balance": "9000000", "unrestricted_expenditures_and_uses": "80000000",
    }  # fmt: skip
    years = ("2018-19", "2019-20", "2020-21")
    written = {("figures", year, name): Written(value, HERE) for year in years for name, value in given.items()}
    return Filing("made.yaml", "0" * 64, Entity("Made", None, None, "district"), "2018-19", "first_interim", figures=written)


def scenario(line: str) -> str:
    return f"scenario: 1\nname: A review\nlines:\n  - {line}\n"


def test_spending_of_one_year_moves_that_year_and_the_balances_of_every_later_one(tmp_path: Path) -> None:
    text = scenario("{name: Added, changes: unrestricted_spending, amounts: {2019-20: 1000000.00}}")
    _, compared = laid(tmp_path, text, district())
    assert figures(compared, "expenditures_and_uses") == [100_000_000, 101_000_000, 100_000_000]
    assert figures(compared, "unrestricted_net_change") == [-1_000_000, -2_000_000, -1_000_000]
    assert figures(compared, "available_reserves") == [5_000_000, 4_000_000, 4_000_000]
    assert figures(compared, "reserve_standard") == [3_000_000, 3_030_000, 3_000_000]


def test_what_the_filing_does_not_give_stays_unknown(tmp_path: Path) -> None:
    text = scenario("{name: Added, changes: unrestricted_spending, amounts: {2018-19: 1.00}}")
    _, compared = laid(tmp_path, text, district())
    assert "ending_cash" not in {one.name for one in compared.figures}


def test_a_concern_changes_nothing_and_a_hope_counts_only_where_somebody_says_so(tmp_path: Path) -> None:
    for extra, counted in (
        (", effect: concern only", False),
        ("", False),
        (", counts: yes", True),
    ):
        text = scenario(f"{{name: Sale, changes: unrestricted_revenue, amounts: {{2018-19: 9000000.00}}{extra}}}")
        applied, compared = laid(tmp_path, text, district())
        assert bool(applied.counted) is counted and bool(applied.left_out) is not counted
        assert (figures(compared, "available_reserves")[0] == 14_000_000) is counted


def test_a_figure_named_alone_moves_alone(tmp_path: Path) -> None:
    text = scenario("{name: Fewer pupils, changes: ada, amounts: {2018-19: -4000}}")
    _, compared = laid(tmp_path, text, district())
    assert figures(compared, "ada")[0] == 1000
    assert figures(compared, "available_reserves") == [5_000_000] * 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{name: A, changes: unrestricted_spendings, amounts: {2018-19: 1.00}}", "unrestricted_spending"),
        ("{name: A, changes: unrestricted_spending, amounts: {2031-32: 1.00}}", "2018-19"),
        ("{name: A, changes: unrestricted_spending, amounts: {2018-19: 1e6}}", "amount"),
        ("{name: A, changes: unrestricted_spending}", "amounts"),
        ("{name: A, changes: unrestricted_spending, amounts: {2018-19: 1.00}, effect: maybe}", "concern only"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_with_its_place(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(ScenarioError, match=said) as refused:
        laid(tmp_path, scenario(line), district())
    assert refused.value.at.line == 4


def test_the_example_scenario_is_read_and_leaves_out_what_nobody_granted() -> None:
    filing = read_filing(str(EXAMPLE / "oak-valley.dat"))
    found = read_scenario(EXAMPLE / "scenarios" / "oak-valley-vacant-positions.yaml", CHANGEABLE)
    applied = apply(found, US_CA.flows, filing.fiscal_year)
    assert [line.name for line, _ in applied.left_out] == [
        "Grant applied for", "Health premiums may rise faster than budgeted",
    ]  # fmt: skip
    compared = compare(filing, US_CA, applied.changes)
    assert [case.outcome for case in reserve_cases(compared.adjusted)] == ["met", "met", "not_met"]
