"""The state's extracts, a workbook or a table, give the same filing as its text export: to the cent and the last field."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.filing import Filing, is_filing
from compliance.filing.cells import amount_text, cell_text
from compliance.filing.sacs_writer import write_sacs

from .extracts import ACCESS, HEADS, access, table, with_sheet, workbook
from .test_state_export import BUDGET, interim


@pytest.fixture(scope="module")
def oak(root: Path) -> str:
    return (root / "examples" / "oak-valley.dat").read_bytes().decode()


@pytest.fixture(scope="module")
def oak_workbook(oak: str) -> bytes:
    return workbook(oak)


def without_places(filing: Filing) -> tuple[object, ...]:
    """All that a filing says, but not where it says it."""
    columns = [
        column._replace(
            path="",
            rows=column.rows and tuple(row._replace(line=0) for row in column.rows),
            elements=column.elements and {name: cell.text for name, cell in column.elements.items()},
            explained=column.explained and tuple(one._replace(line=0) for one in column.explained),
            log=column.log and tuple(one._replace(line=0) for one in column.log),
        )
        for column in filing.columns
    ]
    entity = filing.entity._replace(name=None)
    return (entity, filing.fiscal_year, filing.report, filing.certification, filing.warnings, columns)


def test_the_workbook_of_a_budget_says_what_its_text_export_says(read, oak, oak_workbook):
    filing = read(oak_workbook, "oak.xlsx")
    assert without_places(filing) == without_places(read(oak))
    assert write_sacs(filing) == oak.encode()


def test_explanations_and_the_check_log_come_along(read):
    filing = read(workbook(BUDGET), "oak.xlsx")
    column = filing.column("BB")
    assert column.explained[0][:3] == ("EFB-POSITIVE", ("01", "6500", "*"), "Corrected in June")
    assert column.log[0].fields == read(BUDGET).column("BB").log[0].fields


def test_the_sheet_of_entities_gives_the_name(read, oak, oak_workbook):
    assert read(oak).entity.name is None
    assert read(oak_workbook, "oak.xlsx").entity == read(oak).entity._replace(name="Oak Valley Unified")
    assert read(workbook(oak, more={}), "oak.xlsx").entity.name is None


def test_a_value_stands_at_its_sheet_and_row(read, oak_workbook, tmp_path):
    column = read(oak_workbook, "oak.xlsx").column("BE")
    assert (column.path, column.rows[0].line) == (f"{tmp_path}/oak.xlsx!UserGL", 2)
    first = next(iter(column.elements.values()))
    assert str(first.at) == f"{tmp_path}/oak.xlsx!UserElement:2"


def test_the_file_itself_is_what_was_read(read, oak_workbook, tmp_path):
    filing = read(oak_workbook, "oak.xlsx")
    assert filing.path == str(tmp_path / "oak.xlsx") == filing.inputs[0].path
    assert is_filing(tmp_path / "oak.xlsx")


@pytest.mark.parametrize("report", ["I1", "I2", "I3"])
def test_an_interim_keeps_its_four_columns(read, report):
    export = interim("IO", "IB", "IA", "IP", period=report)
    assert without_places(read(workbook(export), "oak.xlsx")) == without_places(
        read(export + '"-1","EOF","9912345","13","",""\n')
    )


def test_the_csv_of_the_ledger_table_is_read_too(read, oak):
    filing, exported = read(table(oak), "UserGL.csv"), read(oak)
    assert [column.rows and [row[:3] for row in column.rows] for column in filing.columns] == [
        [row[:3] for row in column.rows] for column in exported.columns
    ]
    assert (filing.entity, filing.fiscal_year, filing.report) == (exported.entity, "2025-26", "adopted_budget")
    assert filing.column("BE").rows[0].line == 2


def test_the_access_table_is_read_too(read, oak):
    filing, exported = read(table(oak, ACCESS, access), "UserGL.csv"), read(oak)
    assert [[row[:2] for row in column.rows] for column in filing.columns] == [
        [row[:2] for row in column.rows] for column in exported.columns
    ]
    assert (filing.entity, filing.fiscal_year, filing.report) == (exported.entity, "2025-26", "adopted_budget")


def test_accounts_may_stand_in_their_parts_alone(read, oak):
    def apart(row):
        return row[:5] + row[6:]

    filing = read(table(oak, apart(HEADS["UserGL"]), apart), "UserGL.csv")
    assert [row.account for row in filing.column("BB").rows] == [row.account for row in read(oak).column("BB").rows]


def test_columns_may_stand_in_any_order_with_others_among_them(read, oak):
    def reversed_with_more(sheet, row):
        return [*reversed(row), "Load1"] if sheet == "UserGL" and len(row) == 14 else row

    assert without_places(read(workbook(oak, reversed_with_more), "a.xlsx")) == without_places(read(oak))


def test_the_year_written_may_be_the_columns_or_the_reports_own(read, oak):
    """What FullFiscalYear means is not documented: two columns of different years that say one year say the report's own."""

    def of_the_report(sheet, row):
        return ["2025-26" if cell == "2024-25" else cell for cell in row]

    assert without_places(read(workbook(oak, of_the_report), "a.xlsx")) == without_places(read(oak))


def test_a_filing_may_name_a_workbook_or_a_table_as_its_ledger(read, oak, oak_workbook, tmp_path):
    (tmp_path / "oak.xlsx").write_bytes(oak_workbook)
    (tmp_path / "gl.csv").write_text(table(oak))
    said = "filing: 1\nentity: {}\nfiscal_year: 2025-26\nreport: adopted_budget\nledger: "
    filing = read(said + "oak.xlsx\n", "oak.yaml")
    assert (filing.entity.name, filing.entity.cds) == ("Oak Valley Unified", "99123450000000")
    assert filing.inputs[1].path == str(tmp_path / "oak.xlsx")
    assert read(said + "gl.csv\n", "oak.yaml").column("BB").elements is None


@given(st.integers(-(10**14), 10**14))
def test_no_amount_of_cents_is_changed_by_standing_in_a_spreadsheet(cents):
    exact = Decimal(cents).scaleb(-2)
    if abs(exact) < 10**13:
        text, noise = amount_text(float(exact))
        assert (Decimal(text), noise) == (exact, False)
        assert amount_text(float(f"{float(exact):.17g}"))[0] == text  # as Excel writes the same number


@pytest.mark.parametrize(
    ("cell", "text", "noise"),
    [
        (26736432.0, "26736432.00", False),
        (12.345, "12.345", False),
        (0.1 + 0.2, "0.30", True),
        (-1234.5600000000002, "-1234.56", True),
        (1e-9, "0.00", True),
        ("1234.50", "1234.50", False),
    ],
)
def test_an_amount_is_the_shortest_decimal_and_loses_only_the_remains_of_a_sum(cell, text, noise):
    assert amount_text(cell) == (text, noise)


def test_remains_that_were_taken_off_are_told(read):
    book = with_sheet(workbook(BUDGET), lambda xml: xml.replace(b"<v>1250000</v>", b"<v>0.30000000000000004</v>"))
    filing = read(book, "oak.xlsx")
    assert filing.column("BE").rows[0].amount == Decimal("0.30")
    assert any("UserGL: 1 amounts held the remains of a binary sum" in warning for warning in filing.warnings)


def test_other_cells_read_as_the_state_writes_them():
    from datetime import date, datetime

    assert [cell_text(cell) for cell in (49131.0, 98.5, True, " X ", date(2025, 6, 24), datetime(2025, 6, 24, 9, 5))] == [
        "49131",
        "98.5",
        "TRUE",
        "X",
        "06/24/2025 00:00:00 +00:00",
        "06/24/2025 09:05:00 +00:00",
    ]
