"""What the engine sees while it judges: each list holds what it should, and stays empty where there is nothing to see."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from compliance.engine.figures import FigureBook
from compliance.engine.report import judge
from compliance.filing import Filing, read_filing
from compliance.filing.model import Column, Row

from .filings import US_CA, filing, sound


def seen(name: str, of: Filing, *history: Filing) -> list[dict[str, object]]:
    """The entries of an observed list, values alone."""
    return [{field: figure.value for field, figure in entry.items()} for entry in judge(of, US_CA, history=history).lists[name]]


def test_a_typed_original_budget_that_is_not_what_was_adopted_is_seen() -> None:
    adopted = filing({(0, "unrestricted_beginning_balance"): "86976380.23"}, "adopted_budget", "2022-23")
    typed = sound(report="adopted_budget", original={(-2, "unrestricted_beginning_balance"): "89976380.23"})
    (entry,) = seen("history_differences", typed, adopted)
    assert (entry["figure"], entry["fiscal_year"], entry["difference"]) == (
        "original_budget.unrestricted_beginning_balance",
        "2022-23",
        Decimal("3000000.00"),
    )


def test_a_cent_is_no_difference() -> None:
    adopted = filing({(0, "unrestricted_beginning_balance"): "100.00"}, "adopted_budget", "2022-23")
    typed = sound(report="adopted_budget", original={(-2, "unrestricted_beginning_balance"): "100.01"})
    assert seen("history_differences", typed, adopted) == []


def test_an_estimate_may_close_otherwise() -> None:
    actuals = filing({(0, "available_reserves"): "70000"}, "unaudited_actuals", "2023-24")
    assert seen("history_differences", sound({(-1, "available_reserves"): "90000"}, "adopted_budget"), actuals) == []


def test_a_past_year_that_its_closed_books_contradict_is_seen() -> None:
    actuals = filing({(0, "available_reserves"): "70000"}, "unaudited_actuals", "2022-23")
    (entry,) = seen("history_differences", sound({(-2, "available_reserves"): "90000"}, "adopted_budget"), actuals)
    assert entry["difference"] == Decimal(20000)


def test_a_sum_that_its_written_parts_contradict_is_seen() -> None:
    parts = ("stabilization_arrangements", "reserve_for_economic_uncertainties", "unassigned", "negative_restricted_balances")
    special = ("special_reserve_stabilization", "special_reserve_economic_uncertainties", "special_reserve_unassigned")
    changes = {(0, name): "10000" for name in parts} | {(0, name): "0" for name in special}
    entries = [entry for entry in seen("place_differences", sound(changes)) if entry["figure"] == "available_reserves"]
    assert [(entry["fiscal_year"], entry["difference"]) for entry in entries] == [("2024-25", Decimal(50000))]


def test_an_unknown_prior_year_names_the_filing_that_would_answer_it() -> None:
    gaps = seen("history_gaps", sound(report="adopted_budget"))
    assert {
        "rule": "01CS-8",
        "fiscal_year": "2022-23",
        "figure": "available_reserves",
        "answered_by": "the unaudited actuals of 2022-23",
    } in gaps


def test_nothing_is_unexplained_where_all_is_met(root: Path) -> None:
    export = read_filing(root / "examples" / "oak-valley.dat")
    assert seen("unexplained", export) == []
    assert seen("unanswered", export) == []


def test_a_blank_answer_of_an_export_is_unanswered(root: Path) -> None:
    export = read_filing(root / "examples" / "oak-valley.dat")
    columns = tuple(
        column._replace(
            elements={name: cell for name, cell in (column.elements or {}).items() if "CONTINGENT.REVENUES" not in name}
        )
        for column in export.columns
    )
    assert seen("unanswered", export._replace(columns=columns)) == [{"answer": "S4"}]


@pytest.mark.parametrize(("code", "layer", "expected"), [("IP", "figures", 700), ("IO", "original_budget", 500)])
def test_an_interim_export_holds_this_year_and_the_original_budget(code: str, layer: str, expected: int) -> None:
    def column(name: str, amount: int) -> Column:
        return Column("2024-25", "I1", name, "x.dat", rows=(Row("0100000111010001100", Decimal(amount), None, 2),))

    interim = filing({}, "first_interim")._replace(columns=(column("IO", 500), column("IB", 600), column("IP", 700)))
    book = FigureBook(interim, US_CA)
    assert book.figure(layer, "expenditures_and_uses", 0).value == Decimal(expected), code
