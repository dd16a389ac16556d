"""Where a figure comes from: the filing's own words first, then the ledger, then the form; each with its place."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from compliance.engine.figures import FigureBook
from compliance.engine.findings import Figure
from compliance.filing import read_filing
from compliance.filing.model import Filing, Written
from compliance.located import Position

from .filings import US_CA, sound

# The seven lines that the form adds up.
PARTS = [
    "stabilization_arrangements",
    "reserve_for_economic_uncertainties",
    "unassigned",
    "negative_restricted_balances",
    "special_reserve_stabilization",
    "special_reserve_economic_uncertainties",
    "special_reserve_unassigned",
]


@pytest.fixture
def oak_valley(root: Path) -> Filing:
    """The invented state export."""
    return read_filing(root / "examples" / "oak-valley.dat")


def figure(filing: Filing, name: str, offset: int = 0) -> Figure:
    """A figure of a filing."""
    return FigureBook(filing, US_CA).figure("figures", name, offset)


def ledger_rows(path: Path, column: str, low: str, high: str) -> list[tuple[int, Decimal]]:
    """Line and amount of the rows of fund 01 in a column whose object lies in a range, read without the project's reader."""
    found, inside = [], False
    for number, fields in enumerate(csv.reader(path.read_text("utf-8").splitlines()), 1):
        if len(fields) == 4 and len(fields[0]) == 7:
            inside = fields[3] == column
        elif (
            inside
            and len(fields) == 3
            and len(fields[0]) == 19
            and fields[0].startswith("01")
            and low <= fields[0][15:] <= high
        ):
            found.append((number, Decimal(fields[1])))
    return found


@pytest.mark.parametrize(("offset", "column"), [(0, "BB"), (-1, "BE")])
@pytest.mark.parametrize(
    ("name", "low", "high"), [("federal_revenue", "8100", "8299"), ("other_state_revenue", "8300", "8599")]
)
def test_a_ledger_sum_names_file_column_rows_and_line(
    oak_valley: Filing, offset: int, column: str, name: str, low: str, high: str
) -> None:
    rows = ledger_rows(Path(oak_valley.path), column, low, high)
    found = figure(oak_valley, name, offset)
    assert found.value == sum(amount for _, amount in rows) and rows
    source = found.source
    assert source is not None
    assert (source.kind, source.path, source.column, source.rows) == ("ledger", oak_valley.path, column, len(rows))
    assert source.line in [line for line, _ in rows]
    assert sorted((one.line, one.amount) for one in source.accounts) == rows


def test_a_form_cell_names_its_element_and_line(oak_valley: Filing) -> None:
    found = figure(oak_valley, "ending_cash")
    assert found.source is not None
    assert (found.source.kind, found.source.element, found.source.column) == ("element", "CASH.END.CASH.BAL.JUNE30", "BB")
    line = Path(oak_valley.path).read_text("utf-8").splitlines()[(found.source.line or 0) - 1]
    assert line.startswith('"CASH.END.CASH.BAL.JUNE30"') and str(found.value) in line


@pytest.mark.parametrize("name", ["federal_revenue", "ending_cash", "available_reserves"])
def test_what_the_filing_writes_wins_over_ledger_form_and_formula(oak_valley: Filing, name: str) -> None:
    written = {("figures", oak_valley.fiscal_year, name): Written("12345.67", Position("typed.yaml", 9, 14))}
    found = figure(oak_valley._replace(figures=written), name)
    assert found.value == Decimal("12345.67")
    assert found.source is not None
    assert (found.source.kind, found.source.path, found.source.line, found.source.column) == ("filing", "typed.yaml", 9, 14)
    assert figure(oak_valley, name).value not in (None, found.value)


def test_reserves_are_the_seven_lines_added_up_and_name_them() -> None:
    given = {(0, name): str(10 ** (6 - place)) for place, name in enumerate(PARTS)}
    found = figure(sound({(0, "available_reserves"): None, **given}), "available_reserves")
    assert found.value == 1111111
    assert found.source is not None and list(found.source.inputs) == PARTS
    assert all(one.source and one.source.kind == "filing" for one in found.source.inputs.values())


@pytest.mark.parametrize("lacking", PARTS)
def test_one_line_of_seven_missing_leaves_reserves_unknown_by_its_name(lacking: str) -> None:
    given = {(0, name): "0" for name in PARTS if name != lacking}
    found = figure(sound({(0, "available_reserves"): None, **given}), "available_reserves")
    assert (found.value, found.missing) == (None, (f"{lacking} 2024-25",))


@pytest.mark.parametrize("negative", ["unassigned", "negative_restricted_balances"])
def test_a_negative_line_lowers_reserves(negative: str) -> None:
    given = {(0, name): "0" for name in PARTS} | {(0, "reserve_for_economic_uncertainties"): "30000", (0, negative): "-0.01"}
    assert figure(sound({(0, "available_reserves"): None, **given}), "available_reserves").value == Decimal("29999.99")


def test_a_figure_that_nothing_gives_says_what_is_missing() -> None:
    found = figure(sound({(1, "available_reserves"): None}), "available_reserves", 1)
    assert (found.value, found.missing) == (None, ("available_reserves 2025-26",))
