"""The criteria worked out again in plain fractions, without the language, the pack or the engine."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings

from compliance.engine.examine import examine
from compliance.filing.model import Filing
from compliance.fiscal_year import shift

from .filings import INTERIMS, PUPILS, US_CA, amount, book, filings, judged, outcomes, sound

# The dollar floor by fiscal year, as standards.md G gives it.
DOLLARS = dict(
    zip(
        (shift("2008-09", years) for years in range(19)),
        [55, 58, 60, 60, 61, 63, 64, 65, 66, 66, 67, 69, 71, 71, 75, 80, 87, 88, 90],
        strict=True,
    )
)


def tier(ada: Fraction, year: str) -> int:
    """1 to 5, from the smallest districts to the largest, on attendance rounded half up."""
    whole = (2 * ada + 1) // 2
    return 1 + sum(whole > top for top in (300, 1000, 30000, 400000 if year <= "2023-24" else 250000))


def standard(filing: Filing, offset: int) -> Fraction | None:
    """The dollars that criterion 10 asks for; None where the floor of a small district is not known."""
    size = tier(exact(filing, offset, "ada"), filing.fiscal_year)
    relief = 3 if "2009-10" <= filing.fiscal_year <= "2013-14" else 1
    percent = Fraction(6 - size, 100 * relief) * outgo(filing, offset)
    if size > 2:
        return max(percent, Fraction(0))
    dollars = DOLLARS.get(filing.fiscal_year)
    return max(percent, Fraction(1000 * dollars)) if dollars is not None else None


def outgo(filing: Filing, offset: int) -> Fraction:
    """Expenditures and uses, with the pass-through only where the district answers that it is not left out."""
    answered = filing.answers.get("exclude_pass_through")
    passed = exact(filing, offset, "special_education_pass_through") if answered and answered.text == "no" else Fraction(0)
    return exact(filing, offset, "expenditures_and_uses") + passed


def exact(filing: Filing, offset: int, name: str, layer: str = "figures") -> Fraction:
    """A figure of a filing without gaps."""
    found = amount(filing, offset, name, layer)
    assert found is not None
    return Fraction(found)


def said(met: bool | None) -> str:
    """The outcome's word."""
    return "unknown" if met is None else "met" if met else "not_met"


@settings(max_examples=100)
@given(filings(gaps=False))
def test_reserves_against_percent_and_floor(filing: Filing) -> None:
    expected = []
    for offset in (0, 1, 2):
        needed = standard(filing, offset)
        expected.append(said(None if needed is None else exact(filing, offset, "available_reserves") >= needed))
    assert outcomes(filing, "01CS-10" if filing.report == "adopted_budget" else "01CSI-10") == expected


@pytest.mark.parametrize("year", ["2008-09", "2018-19", "2023-24", "2024-25", "2026-27"])
@pytest.mark.parametrize("ada", PUPILS)
@pytest.mark.parametrize("report", ["adopted_budget", "second_interim"])
def test_exactly_the_standard_is_met_and_a_cent_less_is_not(year: str, ada: str, report: str) -> None:
    needed = standard(sound({(1, "ada"): ada}, report, year), 1)
    assert needed is not None and needed.denominator == 1
    rule = "01CS-10" if report == "adopted_budget" else "01CSI-10"
    for less, outcome in (("0", "met"), ("0.01", "not_met")):
        filing = sound({(1, "ada"): ada, (1, "available_reserves"): f"{int(needed) - Decimal(less):f}"}, report, year)
        assert outcomes(filing, rule) == ["met", outcome, "met"]


def deficit_met(filing: Filing, offset: int, base: Fraction) -> bool | None:
    """Whether a deficit stays within a third of the reserve percent; None without a base."""
    change, spending = (
        exact(filing, offset, name) for name in ("unrestricted_net_change", "unrestricted_expenditures_and_uses")
    )
    if change > 0:
        return True
    if base == 0 or (change < 0 and spending == 0):
        return None
    limit = exact(filing, offset, "available_reserves") / base / 3
    return (-change / spending if change < 0 else Fraction(0)) <= limit


@settings(max_examples=100)
@given(filings(reports=INTERIMS, gaps=False))
def test_deficit_spending_of_an_interim(filing: Filing) -> None:
    expected = [said(deficit_met(filing, offset, outgo(filing, offset))) for offset in (0, 1, 2)]
    result = examine(US_CA.rules["01CSI-8"], book(filing))
    assert [one.outcome for one in result.cases] == expected
    assert result.outcome == ("not_met" if "not_met" in expected else "unknown" if "unknown" in expected else "met")


@settings(max_examples=100)
@given(filings(reports=["adopted_budget"], gaps=False))
def test_deficit_spending_of_a_budget_always_counts_the_pass_through(filing: Filing) -> None:
    bases = [
        exact(filing, year, "expenditures_and_uses") + exact(filing, year, "special_education_pass_through")
        for year in (-3, -2, -1)
    ]
    expected = [said(deficit_met(filing, year, base)) for year, base in zip((-3, -2, -1), bases, strict=True)]
    result = examine(US_CA.rules["01CS-8"], book(filing))
    assert [one.outcome for one in result.cases] == expected
    met, unknown = expected.count("met"), expected.count("unknown")
    assert result.outcome == ("met" if met >= 2 else "unknown" if met + unknown >= 2 else "not_met")


@settings(max_examples=100)
@given(filings(reports=["adopted_budget"], gaps=False))
def test_overestimated_beginning_balances(filing: Filing) -> None:
    size = tier(exact(filing, 0, "ada_with_county_programs"), filing.fiscal_year)
    level = Fraction([17, 13, 10, 7, 3][size - 1], 1000)
    expected = []
    for offset in (-3, -2, -1):
        original = exact(filing, offset, "unrestricted_beginning_balance", "original_budget")
        over = original - exact(filing, offset, "unrestricted_beginning_balance")
        expected.append(said(True if over <= 0 else None if original == 0 else over / original <= level))
    assert outcomes(filing, "01CS-9a") == expected


@settings(max_examples=50)
@given(filings(reports=INTERIMS, gaps=False))
def test_fund_and_cash_above_zero(filing: Filing) -> None:
    assert outcomes(filing, "01CSI-9a") == [said(exact(filing, offset, "ending_fund_balance") > 0) for offset in (0, 1, 2)]
    assert outcomes(filing, "01CSI-9b") == outcomes(filing, "01CS-9b") == [said(exact(filing, 0, "ending_cash") > 0)]


@pytest.mark.parametrize(("year", "tested"), [("2023-24", False), ("2024-25", True), ("2026-27", True)])
def test_a_budget_is_asked_for_its_cash_from_2024_25_on(year: str, tested: bool) -> None:
    assert (judged(report="adopted_budget", year=year).result("01CS-9b") is not None) == tested
