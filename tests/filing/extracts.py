"""The state's extracts, written from the text of a state export as the state's data viewer would write them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from openpyxl import Workbook

KEYS = ["SubmissionNumber", "CDSCode", "FullFiscalYear", "ReportingPeriod", "ColumnCode"]
CODES = ["FundCode", "ResourceCode", "ProjectYear", "GoalCode", "FunctionCode", "ObjectCode"]
HEADS = {
    "UserGL": [*KEYS, "AccountString", *CODES, "Amount", "ImportFlag"],
    "UserElement": [*KEYS, "ElementName", "ElementValue"],
    "TRCExplanation": [*KEYS, "TRCId", "Parameter1", "Parameter2", "Parameter3", "Explanation"],
    "TRCLog": [*KEYS, *(f"Field{number}" for number in range(1, 17))],
}
SECTIONS = {"": "UserGL", "ELEMENT": "UserElement", "EXPL": "TRCExplanation", "TRCLOG": "TRCLog"}
ENTITIES = [["Ccode", "Dcode", "Scode", "EntityName"], ["99", "12345", "0000000", "Oak Valley Unified"]]
Change = Callable[[str, list[Any]], list[Any]]


def codes(account: str) -> list[str]:
    """An account's fund, resource, project year, goal, function and object."""
    return [account[:2], account[2:6], account[6], account[7:11], account[11:15], account[15:]]


def rows(export: str) -> Iterator[tuple[str, list[Any]]]:
    """Each detail record of a state export with its sheet; amounts as the floats that a spreadsheet keeps."""
    section, keys = "", []
    for fields in csv.reader(io.StringIO(export, newline="")):
        if fields[0] == "-1":
            continue
        if len(fields[0]) == 7 and fields[0][4] == "-":
            section, keys = "".join(fields[4:]), ["SUB0000001", fields[1].ljust(14, "0"), fields[0], fields[2], fields[3]]
        elif section:
            yield SECTIONS[section], [*keys, *fields]
        else:
            account, amount, *flag = fields
            yield "UserGL", [*keys, account, *codes(account), float(amount), *flag]


def workbook(export: str, change: Change = lambda sheet, row: row, more: dict[str, list[list[Any]]] | None = None) -> bytes:
    """DataExtract.xlsx of an export: each row as change gives it, heads too, and further sheets."""
    book = Workbook(write_only=True)
    sheets = {name: book.create_sheet(name) for name in HEADS}
    for name, head in HEADS.items():
        sheets[name].append(change(name, head))
    for name, row in rows(export):
        sheets[name].append(change(name, row))
    for name, table in (more if more is not None else {"Entities": ENTITIES, "Legend": [["Column", "Meaning"]]}).items():
        sheet = book.create_sheet(name)
        for row in table:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def with_sheet(book: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with the XML of its first sheet changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as read, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in read.namelist():
            copy.writestr(name, change(read.read(name)) if name == "xl/worksheets/sheet1.xml" else read.read(name))
    return written.getvalue()


def table(export: str, head: list[str] = HEADS["UserGL"], change: Callable[[list[Any]], list[Any]] = lambda row: row) -> str:
    """The CSV of the UserGL table of an export, each row as change gives it."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(head)
    for name, row in rows(export):
        if name == "UserGL":
            writer.writerow(change([f"{cell:.2f}" if isinstance(cell, float) else cell for cell in row]))
    return written.getvalue()


ACCESS = ["Ccode", "Dcode", "SchoolCode", "Fiscalyear", "Period", "Colcode", "Account", "Fund", "Resource", "Projectyear"]
ACCESS += ["Goal", "Function", "Object", "Value"]


def access(row: list[Any]) -> list[Any]:
    """A row as the state's yearly Access table has it: codes apart, the first year only, period and column padded to four."""
    _, cds, year, period, column, account, *parts, amount, _ = [*row, ""][:14]
    return [cds[:2], cds[2:7], cds[7:], year[:4], period.ljust(4), column.ljust(4), account, *parts, amount]
