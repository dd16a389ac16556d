"""An extract that is damaged, mixed or not an extract is refused with a sentence that says what to do, and where."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from .extracts import HEADS, table, with_sheet, workbook
from .test_state_export import BUDGET


def head(sheet: str, changed: Callable[[list[Any]], list[Any]]) -> bytes:
    return workbook(BUDGET, lambda name, row: changed(row) if name == sheet and row == HEADS[sheet] else row)


def cell(old: object, new: object, sheet: str = "UserGL") -> bytes:
    return workbook(BUDGET, lambda name, row: [new if name == sheet and one == old else one for one in row])


def part(change: Callable[[bytes], bytes]) -> bytes:
    return with_sheet(workbook(BUDGET), change)


def far_out(more: bytes) -> bytes:
    return part(lambda xml: xml.replace(b"</sheetData>", more + b"</sheetData>"))


def without(*sheets: str) -> bytes:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(workbook(BUDGET)))
    for sheet in sheets:
        del book[sheet]
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def named(old: str, new: str) -> bytes:
    """A column of the ledger under another name."""
    return head("UserGL", lambda row: [new if one == old else one for one in row])


CORNER = b'<row r="9"><c r="XFD1048576"><v>1</v></c></row>'
PLACELESS = b'<row r="1048576">' + b"<c><v>1</v></c>" * 20 + b"</row>"
BAD = {
    "cut short": (lambda: workbook(BUDGET)[:3000], "spreadsheet is damaged", 0),
    "a sheet that breaks off": (lambda: part(lambda xml: xml[:900]), "spreadsheet is damaged", 0),
    "no sheet of the state's": (lambda: without("UserGL", "UserElement"), "UserElement; it holds TRCExplanation", 0),
    "only a head": (lambda: workbook(""), "holds no rows", 0),
    "a cell in the last corner": (lambda: far_out(CORNER), "reaches to row 1,048,576 and column 16,384", 0),
    "cells without places": (lambda: far_out(PLACELESS), "reaches to row 1,048,576", 0),
    "no agency": (lambda: named("CDSCode", "Agency"), "no column CDSCode", 1),
    "no amounts": (lambda: named("Amount", "Sum"), "lacks the column", 1),
    "two amounts": (lambda: head("UserGL", lambda row: [*row, "Value"]), 'two columns "Value"', 1),
    "elements without values": (lambda: head("UserElement", lambda row: row[:-1]), "1 columns after its keys", 1),
    "another agency": (lambda: mixed(1, "01611190000000"), "2 agencies: 99123450000000, 01611190000000", 3),
    "another submission": (lambda: mixed(0, "SUB0000002"), "2 submissions: SUB0000001, SUB0000002", 3),
    "another year": (lambda: mixed(2, "2031-32"), "Column BE says fiscal year 2031-32", 3),
    "another report": (lambda: mixed(3, "A"), "does not go with reporting period A", 3),
    "an unknown period": (lambda: cell("BS1", "BS9"), 'Reporting period "BS9" is unknown', 2),
    "an unknown column": (lambda: cell("BE", "BX"), 'Column "BX" does not go with', 2),
    "a charter school": (lambda: everywhere("99123450000000", "99123450123456"), "charter school", 2),
    "an account as a number": (lambda: cell("0100000000000008011", 1e17), "leading zeros are lost", 2),
    "an account cut": (lambda: cell("0100000000000008011", "100000000000008011"), "differ", 2),
    "an account unlike its parts": (lambda: cell("8011", "8012"), "differ", 2),
    "an amount that is a word": (lambda: cell(1250000.0, "lots"), 'Amount "lots" is not a number', 2),
    "an amount with commas": (lambda: cell(1250000.0, "1,250,000.00"), "without commas", 2),
    "no amount": (lambda: cell(1250000.0, None), "amount is empty", 2),
    "yes as an amount": (lambda: cell(1250000.0, True), 'amount "TRUE" is not a number', 2),
    "a third of a dollar": (lambda: cell(1250000.0, 1 / 3), "more than 6 decimals", 2),
    "more than a spreadsheet holds": (lambda: cell(1250000.0, 1e15), "too large for a spreadsheet", 2),
}


def everywhere(old: str, new: str) -> bytes:
    return workbook(BUDGET, lambda name, row: [new if one == old else one for one in row])


def mixed(place: int, value: str) -> bytes:
    """The second row of the ledger belongs elsewhere."""
    seen = iter(range(100))

    def change(sheet: str, row: list[Any]) -> list[Any]:
        if sheet != "UserGL" or next(seen) != 2:
            return row
        return [*row[:place], value, *row[place + 1 :]]

    return workbook(BUDGET, change)


@pytest.mark.parametrize(("make", "words", "line"), BAD.values(), ids=BAD)
def test_a_bad_workbook_is_refused_at_its_row(refused, make, words, line):
    error = refused(make(), "oak.xlsx")
    assert words in error.message
    assert error.at.line == line
    assert error.message.endswith(".")


def test_a_wrong_cell_is_named_by_sheet_row_and_column(refused, tmp_path):
    error = refused(BAD["an amount that is a word"][0](), "oak.xlsx")
    assert str(error.at) == f"{tmp_path}/oak.xlsx!UserGL:2:13"


def test_a_spreadsheet_that_unpacks_to_more_than_a_filing_is_refused_unread(refused, monkeypatch):
    monkeypatch.setattr("compliance.filing.workbook.UNPACKED_LIMIT", 2 * 1024 * 1024)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", "")
        book.writestr("xl/worksheets/sheet1.xml", bytes(3 * 1024 * 1024))
    assert "unpacks to 3 MB; that of a filing to at most 2 MB" in refused(bomb.getvalue(), "bomb.xlsx").message


def test_a_check_log_of_another_shape_is_left_out_and_said_so(read):
    filing = read(head("TRCLog", lambda row: row[:-3]), "oak.xlsx")
    assert filing.column("BB").log is None and filing.column("BB").explained
    assert any("TRCLog:1: Sheet TRCLog has 13 columns" in warning for warning in filing.warnings)


@pytest.mark.parametrize(
    ("old", "new", "words", "line"),
    [
        ("8011,1250000.00", '8011,"1,250,000.00"', "without commas", 2),
        ("99123450000000,2025-26", "01611190000000,2025-26", "2 agencies", 4),
        ("2025-26", "2025", "2025-26", None),
        ("AccountString", "Acct", None, None),
        (",FundCode", ",AccountString", 'two columns "AccountString"', 1),
    ],
)
def test_a_table_is_held_to_the_same(read, refused, old, new, words, line):
    """A year may be written by its first half alone, and accounts in their parts alone; those two are read."""
    text = table(BUDGET).replace(old, new)
    assert text != table(BUDGET)
    if words is None or line is None:
        assert [row.account for row in read(text, "gl.csv").column("BB").rows] == ["0100000000000008011"]
        return
    error = refused(text, "gl.csv")
    assert words in error.message and error.at.line == line


def test_a_table_that_holds_no_ledger_is_refused(refused):
    text = ",".join(HEADS["UserElement"][:-1]) + ",Value\nSUB1,9912345,2025-26,BS1,BB,A.B,X\n"
    assert "holds no ledger" in refused(text, "elements.csv").message


def test_a_table_that_breaks_off_inside_a_text_is_refused(refused):
    assert "never closes" in refused(table(BUDGET) + '"SUB', "gl.csv").message
