"""A state export is read whole: every column, section, row and element, with the line where each stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

BUDGET = (
    '"2024-25","99123450000000","BS1","BE"\r\n'
    '"0100000000000008011","1250000.00","I"\r\n'
    '"010000000000000979Z","310500.25","C"\r\n'
    '"-1","EOD","99123450000000","BS1","BE","2"\r\n'
    '"2025-26","99123450000000","BS1","BB"\r\n'
    '"0100000000000008011","0.00","I"\r\n'
    '"-1","EOD","99123450000000","BS1","BB","1"\r\n'
    '"2025-26","99123450000000","BS1","BB","ELEMENT"\r\n'
    '"CB.BUDGETBOX1","X"\r\n'
    '"MYP.ASSUMPTIONS.UNREST.1","two lines,\r\none ""quoted"""\r\n'
    '"A.TOTAL.DIST.REG.ADA.P2","98.50"\r\n'
    '"-1","EOD","99123450000000","BS1","BB","3"\r\n'
    '"2025-26","99123450000000","BS1","BB","EXPL"\r\n'
    '"EFB-POSITIVE","01","6500","*","Corrected in June"\r\n'
    '"-1","EOD","99123450000000","BS1","BB","1"\r\n'
    '"2025-26","99123450000000","BS1","BB","TRCLOG"\r\n'
    '"CHECKFUND","*","*","*","","","","","F","P","","","0","0.0","0.0","7"\r\n'
    '"-1","EOD","99123450000000","BS1","BB","1"\r\n'
    '"-1","EOF","99123450000000","19","",""\r\n'
)


def interim(*columns: str, period: str = "I1") -> str:
    return "".join(
        f'"2025-26","9912345","{period}","{column}"\n"0100000000000008011","1.00"\n"-1","EOD","9912345","{period}","{column}","1"\n'
        for column in columns
    )


def test_a_budget_is_of_the_year_of_its_budget_column(read):
    filing = read(BUDGET)
    assert (filing.fiscal_year, filing.report) == ("2025-26", "adopted_budget")
    assert [(column.code, column.fiscal_year) for column in filing.columns] == [("BE", "2024-25"), ("BB", "2025-26")]
    assert filing.warnings == ()
    assert filing.inputs == ((filing.path, filing.sha256, "filing"),)


def test_rows_keep_account_amount_flag_and_line_and_zero_rows_stay(read):
    filing = read(BUDGET)
    assert filing.column("BE").rows == (
        ("0100000000000008011", Decimal("1250000.00"), "I", 2),
        ("010000000000000979Z", Decimal("310500.25"), "C", 3),
    )
    (zero,) = filing.column("BB").rows
    assert (zero.amount, zero.fund, zero.resource, zero.object) == (Decimal(0), "01", "0000", "8011")


def test_an_element_keeps_its_line_breaks_and_stands_at_its_first_line(read):
    elements = read(BUDGET).column("BB").elements
    assert elements["MYP.ASSUMPTIONS.UNREST.1"].text == 'two lines,\r\none "quoted"'
    assert elements["MYP.ASSUMPTIONS.UNREST.1"].at.line == 10
    assert elements["A.TOTAL.DIST.REG.ADA.P2"].at.line == 12


def test_explanations_and_the_check_log_are_kept(read):
    column = read(BUDGET).column("BB")
    assert column.explained[0][:3] == ("EFB-POSITIVE", ("01", "6500", "*"), "Corrected in June")
    assert column.log[0].fields[0] == "CHECKFUND" and len(column.log[0].fields) == 16
    assert read(BUDGET).column("BE").elements is None


@pytest.mark.parametrize(
    "variant",
    [
        BUDGET.replace("\r\n", "\n"),
        "\ufeff" + BUDGET,
        BUDGET.replace('"0100000000000008011","1250000.00","I"', "0100000000000008011, 1250000.00, I"),
        "\r\n" + BUDGET,
    ],
    ids=["LF line ends", "byte order mark", "unquoted fields", "blank first line"],
)
def test_other_ways_to_write_the_same_export(read, variant):
    plain = [(row.account, row.amount, row.flag) for row in read(BUDGET).column("BE").rows]
    assert [(row.account, row.amount, row.flag) for row in read(variant).column("BE").rows] == plain


def test_text_that_is_not_utf8_is_read_as_windows_1252(read):
    filing = read(BUDGET.replace("two lines", "Peña’s").encode("cp1252"))
    assert filing.column("BB").elements["MYP.ASSUMPTIONS.UNREST.1"].text.startswith("Peña’s,")
    assert any("Windows-1252" in warning for warning in filing.warnings)


def test_a_missing_end_of_file_record_is_a_warning(read):
    filing = read(BUDGET[: BUDGET.index('"-1","EOF"')])
    assert len(filing.columns) == 2
    assert any("EOF" in warning for warning in filing.warnings)


def test_an_account_that_stands_twice_is_summed_with_a_warning(read):
    twice = interim("IP").replace('"0100000000000008011","1.00"\n', '"0100000000000008011","1.00"\n' * 2).replace('"1"', '"2"')
    filing = read(twice)
    assert [row.amount for row in filing.column("IP").rows] == [Decimal("2.00")]
    assert any("0100000000000008011" in warning and "line 2" in warning for warning in filing.warnings)


@pytest.mark.parametrize(("period", "report"), [("I1", "first_interim"), ("I2", "second_interim"), ("I3", "end_of_year")])
def test_an_interim_is_of_the_current_year_in_all_its_columns(read, period, report):
    filing = read(interim("IP", "IO", "IA", "IB", period=period))
    assert (filing.fiscal_year, filing.report) == ("2025-26", report)
    assert [column.code for column in filing.columns] == ["IO", "IB", "IA", "IP"]


def test_unaudited_actuals_are_of_the_year_closed(read):
    filing = read(
        '"2023-24","9912345","A","BA"\n"-1","EOD","9912345","A","BA","0"\n'
        '"2024-25","9912345","A","BB"\n"-1","EOD","9912345","A","BB","0"\n'
    )
    assert (filing.fiscal_year, filing.report) == ("2023-24", "unaudited_actuals")


@pytest.mark.parametrize(
    ("cds", "kind", "county"),
    [
        ("3868478", "district", "San Francisco"),
        ("38103890000000", "county_office", "San Francisco"),
        ("01611190000000", "district", "Alameda"),
        ("58727360000000", "district", "Yuba"),
        ("99123450000000", "district", None),
    ],
)
def test_kind_and_county_come_from_the_cds_code(read, cds, kind, county):
    entity = read(interim("IP").replace("9912345", cds)).entity
    assert (entity.name, entity.cds, entity.kind, entity.county) == (None, cds[:7] + "0000000", kind, county)


def test_balance_sheet_rows_in_a_budget_column_are_kept_with_a_warning(read):
    filing = read(interim("IP").replace("8011", "9110"))
    assert filing.column("IP").rows[0].object == "9110"
    assert any("9100-9699" in warning for warning in filing.warnings)


def test_a_file_without_the_report_s_own_column_says_so(read):
    assert any("IP" in warning for warning in read(interim("IO")).warnings)
