"""`compliance explain`: the law, the values in force, each figure with its place, the arithmetic, the difference."""

from __future__ import annotations

import re
from pathlib import Path

from .conftest import Run

OAK = "examples/oak-valley.dat"
PASADENA = "examples/pasadena-2018-19-first-interim.yaml"


def year(told: str, fiscal_year: str) -> str:
    """What is told of one year's case."""
    found = re.search(rf"^{fiscal_year}: .*?(?=^\S|\Z)", told, re.MULTILINE | re.DOTALL)
    assert found, f"{fiscal_year} is not told"
    return found.group()


def test_it_shows_the_law_and_the_values_in_force_with_their_citations(run: Run) -> None:
    ran = run("explain", "01CS-10", OAK)
    assert ran.exit_code == 0
    assert re.search(r"^Law +5 CCR 15450; EC 33128", ran.stdout, re.MULTILINE)
    case = year(ran.stdout, "2025-26")
    assert "reserve_standard.percent = 3.00%: reserve_standard(2,397).percent in 2025-26" in case
    assert case.index("Law in force") < case.index("5 CCR 15450") < case.index("Figures")


def test_a_figure_of_an_export_leads_to_its_accounts_and_lines(run: Run, root: Path) -> None:
    case = year(run("explain", "01CS-10", OAK).stdout, "2025-26")
    assert "special_reserve_economic_uncertainties = $573,508.46  [ledger column BB," in case
    row = re.search(r"17-0000-0-0000-0000-9789  573,508\.46  line (\d+)", case)
    assert row
    line = (root / OAK).read_text("utf-8").splitlines()[int(row.group(1)) - 1]
    assert line.startswith('"1700000000000009789","573508.46"')


def test_a_figure_of_a_later_year_leads_to_its_cell_and_line(run: Run, root: Path) -> None:
    case = year(run("explain", "01CS-10", OAK).stdout, "2027-28")
    cell = re.search(r"unassigned = \$42,712\.95  \[form element (MYP\.\S+), column BB, examples/oak-valley\.dat:(\d+)\]", case)
    assert cell
    line = (root / OAK).read_text("utf-8").splitlines()[int(cell.group(2)) - 1]
    assert cell.group(1) in line and "42712.95" in line


def test_the_arithmetic_and_the_difference_stand_to_the_cent(run: Run) -> None:
    told = run("explain", "01CS-10", OAK).stdout
    case = year(told, "2025-26")
    assert "= max($43,390,161.43 * 3.00%, $0.00)" in case
    assert "= $1,301,704.84 (exactly 1,301,704.8429)" in case
    assert "= ratio($2,360,221.41, $43,390,161.43)" in case
    assert "= 5.44%" in case
    assert "= $2,360,221.41 - $1,301,704.84" in case
    assert "= $1,058,516.57 (exactly 1,058,516.5671)" in case
    assert "= $101,892.41\n" in year(told, "2027-28")


def test_pasadenas_third_year_is_790_000_above_the_line(run: Run) -> None:
    told = run("explain", "01CSI-10", PASADENA).stdout
    case = year(told, "2020-21")
    assert case.startswith("2020-21: met")
    assert f"available_reserves = $7,390,000.00  [{PASADENA}:26]" in case
    assert "= $6,600,000.00" in case
    assert "= 3.36%" in case
    assert "distance = available_reserves - standard" in case
    assert "= $790,000.00" in case
    assert "The rule: met (every case must be met)." in told


def test_a_case_not_met_tells_the_finding_and_what_was_missing_is_named(run: Run) -> None:
    told = run("explain", "01CS-10", "examples/short-reserve-budget.yaml").stdout
    assert "fall $360,256.00 short" in year(told, "2027-28")
    lacking = run("explain", "01CSI-10", "examples/los-angeles-2014-15.yaml").stdout
    assert "2014-15: unknown" in lacking
    assert "available_reserves 2014-15" in lacking


def test_a_rule_for_another_report_says_that_it_does_not_apply_and_why(run: Run) -> None:
    ran = run("explain", "01CSI-10", OAK)
    assert ran.exit_code == 0
    last = ran.stdout.strip().splitlines()[-1]
    assert "does not apply" in last
    assert "adopted budget" in last


def test_without_a_filing_it_shows_the_rule_and_says_how_to_go_on(run: Run) -> None:
    ran = run("explain", "01CS-10")
    assert ran.exit_code == 0
    assert "require: available_reserves >= standard" in ran.stdout
    assert "compliance explain 01CS-10 FILING" in ran.stdout
    assert "Law in force" not in ran.stdout


def test_a_figure_is_shown_year_by_year_down_to_its_sources(run: Run) -> None:
    told = run("explain", "available_reserves", OAK).stdout
    assert "2025-26 = $2,360,221.41" in told
    assert "  unassigned = $956,712.95  [ledger column BB," in told
    assert "2027-28 = $1,465,221.41" in told
    written = run("explain", "available_reserves", PASADENA).stdout
    assert f"2018-19 = $15,360,000.00  [{PASADENA}:18]" in written


def test_a_figure_without_a_filing_tells_where_the_state_keeps_it(run: Run) -> None:
    told = run("explain", "expenditures_and_uses").stdout
    assert 'sum(fund="01", object="1000-7999")' in told or 'sum(amount, fund="01", object="1000-7999")' in told
    assert "compliance explain expenditures_and_uses FILING" in told


def test_what_is_explained_may_go_to_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "explained.txt"
    assert run("explain", "01CSI-10", PASADENA, "--output", str(path)).stdout == ""
    assert path.read_text("utf-8") == run("explain", "01CSI-10", PASADENA).stdout
