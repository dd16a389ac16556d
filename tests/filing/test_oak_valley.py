"""The invented export that a newcomer runs first is whole, and foots as a real one does."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from compliance.filing import Column, Filing, read_filing
from compliance.filing.sacs_writer import write_sacs
from compliance.filing.values import element_number


@pytest.fixture(scope="module")
def oak(root: Path) -> Filing:
    return read_filing(root / "examples" / "oak-valley.dat")


def balances(column: Column) -> dict[tuple[str, str], dict[str, Decimal]]:
    """By fund and resource: beginning, net change, 979Z, and the components of the ending balance."""
    kept: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in column.rows or ():
        kind = {"8": "net", "9": "parts"}.get(row.object[0], "net")
        if row.object in ("9791", "979Z"):
            kind = row.object
        kept[row.fund, row.resource][kind] += -row.amount if row.object[0] in "1234567" else row.amount
    return kept


def sum_of(column: Column, first: int, last: int, unrestricted: bool = False) -> Decimal:
    return sum(
        (
            row.amount
            for row in column.rows or ()
            if row.fund == "01"
            and row.object.isdigit()
            and first <= int(row.object) <= last
            and (not unrestricted or row.resource < "2000")
        ),
        Decimal(0),
    )


def test_it_is_an_adopted_budget_of_an_invented_district_without_warnings(oak, root):
    assert (oak.fiscal_year, oak.report, oak.entity.cds, oak.warnings) == ("2025-26", "adopted_budget", "99123450000000", ())
    assert write_sacs(oak) == (root / "examples" / "oak-valley.dat").read_bytes()


@pytest.mark.parametrize("code", ["BE", "BB"])
def test_each_ending_balance_is_beginning_plus_change_and_the_sum_of_its_parts(oak, code):
    for key, amounts in balances(oak.column(code)).items():
        assert amounts["979Z"] == amounts["9791"] + amounts["net"] == amounts["parts"], key


def test_the_budget_begins_where_the_year_before_ends(oak):
    before, own = balances(oak.column("BE")), balances(oak.column("BB"))
    assert {key: amounts["979Z"] for key, amounts in before.items()} == {key: amounts["9791"] for key, amounts in own.items()}


@pytest.mark.parametrize("code", ["BE", "BB"])
def test_contributions_and_indirect_costs_net_to_zero(oak, code):
    assert sum_of(oak.column(code), 8980, 8990) == 0
    assert sum_of(oak.column(code), 7310, 7310) == 0


def test_the_projection_s_totals_are_the_sums_of_its_lines(oak):
    column = oak.column("BB")
    cells = {name: element_number(value.text) or Decimal(0) for name, value in column.elements.items() if is_amount(name)}
    salaries = sum_of(column, 1000, 2999)
    for year in "CE":

        def both(line: str, year: str = year) -> Decimal:
            return cells[f"MYP.{line}.UNREST.{year}"] + cells[f"MYP.{line}.REST.{year}"]

        salaries += sum(both(f"{group}.{line}") for group in ("CERT", "CLASS") for line in ADJUSTMENTS)
        total = salaries + sum(both(line) for line in SPENDING)
        assert cells[f"MYP.EXPENDITURES.XFRSOUT.USES.TOTAL.{year}"] == total
        income = sum(cells[f"MYP.{line}.{year}"] for line in ("FEDERAL.REV", "OTHER.STATE.REV", "OTHER.LOCAL.REV"))
        income += cells[f"MYP.REV.LIMIT.SOURCES.UNREST.{year}"] + cells[f"MYP.BRL.PER.ADA.IP.REST.{year}"]
        assert cells[f"MYP.FUND.BALANCE.NET.TOTAL.{year}"] == income + both("CONTRIBUTIONS") - total


ADJUSTMENTS = ("STEP.COL.ADJUST", "COST.LIVING.ADJUST", "OTHER.ADJUST")
SPENDING = (
    "EMPLOYEE.BENEFITS",
    "BOOKS.SUPPLIES",
    "SVCS.OTHER.OP.EXP",
    "CAPITAL.OUTLAY",
    "OTHER.OUTGO",
    "DIR.SUPPORT.INDIR.COSTS",
    "INTRFND.XFRS.OUT",
    "OTHER.SOURCES.USES.USES",
    "OTHER.ADJUSTMENTS",
)


def is_amount(name: str) -> bool:
    return name.startswith("MYP.") and name.endswith((".C", ".E"))


def test_reserves_meet_three_percent_in_all_years_and_thinly_in_the_last(oak):
    column = oak.column("BB")
    number = {name: element_number(value.text) or Decimal(0) for name, value in column.elements.items() if is_amount(name)}
    special = sum(row.amount for row in column.rows if row.fund == "17" and row.object in ("9750", "9789", "9790"))
    margins = [sum_of(column, 9789, 9790, unrestricted=True) + special - sum_of(column, 1000, 7999) * Decimal("0.03")]
    for year in "CE":
        available = sum(
            number[f"MYP.{line}.UNREST.{year}"]
            for line in (
                "CEFB.OBJECT.9750",
                "CEFB.FD.DEU",
                "CEFB.9790",
                "RSV.OBJECT.9750.SP.RSV.FD",
                "RSV.ECONOMIC.UNCERTAINTIES",
            )
        )
        margins.append(available - number[f"MYP.EXPENDITURES.XFRSOUT.USES.TOTAL.{year}"] * Decimal("0.03"))
    assert margins == [Decimal("1058516.5671"), Decimal("670532.41"), Decimal("101892.41")]
