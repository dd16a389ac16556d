"""Earlier filings of the same agency fill prior years, the original budget and the previous report, and nothing else."""

from __future__ import annotations

from decimal import Decimal

from compliance.engine.figures import FigureBook
from compliance.engine.history import History
from compliance.engine.report import judge
from compliance.filing.model import Entity, Filing

from .filings import US_CA, filing, sound


def book(of: Filing, *earlier: Filing) -> FigureBook:
    return FigureBook(of, US_CA, history=History([FigureBook(one, US_CA) for one in earlier]))


BUDGET = filing({(0, "ada"): "5000"}, "adopted_budget", "2024-25")
ACTUALS = filing({(0, "available_reserves"): "77"}, "unaudited_actuals", "2022-23")


def test_a_prior_year_comes_from_the_unaudited_actuals_of_that_year() -> None:
    found = book(BUDGET, ACTUALS).figure("figures", "available_reserves", -2)
    assert (found.value, found.source and found.source.kind, found.source and found.source.path) == (
        Decimal(77),
        "history",
        "small.yaml",
    )


def test_closed_books_are_believed_before_projections() -> None:
    interim = filing({(0, "available_reserves"): "70"}, "second_interim", "2022-23")
    assert book(BUDGET, interim, ACTUALS).figure("figures", "available_reserves", -2).value == Decimal(77)
    assert book(BUDGET, interim).figure("figures", "available_reserves", -2).value == Decimal(70)


def test_the_original_budget_is_the_one_adopted_for_that_year() -> None:
    adopted = filing({(0, "unrestricted_beginning_balance"): "500"}, "adopted_budget", "2023-24")
    found = book(BUDGET, adopted).figure("original_budget", "unrestricted_beginning_balance", -1)
    assert found.value == Decimal(500)


def test_the_previous_report_of_a_second_interim_is_the_first() -> None:
    first = filing({(1, "lcff_revenue"): "900"}, "first_interim", "2024-25")
    second = filing({}, "second_interim", "2024-25")
    assert book(second, first, BUDGET).figure("previous_report", "lcff_revenue", 1).value == Decimal(900)


def test_history_never_speaks_of_this_year_or_later() -> None:
    later = filing({(0, "ending_cash"): "5"}, "first_interim", "2024-25")
    assert book(BUDGET, later).figure("figures", "ending_cash", 0).value is None


def test_what_the_filing_writes_wins_over_history() -> None:
    typed = filing({(-2, "available_reserves"): "76"}, "adopted_budget", "2024-25")
    assert book(typed, ACTUALS).figure("figures", "available_reserves", -2).value == Decimal(76)


def test_another_agency_is_no_history() -> None:
    other = ACTUALS._replace(entity=Entity("Other Unified", "19647330000000", None, "district"))
    report = judge(BUDGET, US_CA, history=[other])
    assert [role for _, _, role in report.inputs] == []
    assert [role for _, _, role in judge(BUDGET, US_CA, history=[ACTUALS]).inputs] == ["history"]


def test_without_history_an_unknown_says_what_it_lacks() -> None:
    result = judge(sound(report="adopted_budget"), US_CA).result("01CS-8")
    assert result is not None
    assert result.outcome == "unknown"
    assert any("2022-23" in name for case in result.cases for name in case.missing)
