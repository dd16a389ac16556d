"""The disclosure of a settlement as a workbook: a sheet a table, formulas where the form has sums and percents, sources beside.

Nothing that a proposal or filing says becomes a formula: text is written as text, whatever it begins with.
"""

from __future__ import annotations

import datetime
import re
import string
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from compliance.report.disclosure_markdown import HEAD, brief, lacking, shown
from compliance.report.disclosure_xlsx_bytes import settled
from compliance.report.value import rounded
from compliance.scenario.disclosure_document import Cell, DisclosureDocument, Section, Table, Text

Sheet = Any  # openpyxl comes without types
SheetCell = Any
Places = Mapping[tuple[str, str, str, str], "Place"]
FORMATS = {"money": "#,##0.00;[Red](#,##0.00);0.00", "rate": "0.00%", "count": "#,##0.00##", "ada": "#,##0.00##"}
HEADER_ROW = 4
LABEL_WIDTH, NUMBER_WIDTH, TEXT_WIDTH = 52, 20, 70
_SHEETS = {"lines": "A lines", "tie_out": "I.5 tie-out", "deficit": "I.6 deficit"}
_REFERENCE = re.compile(r"\{([a-z_]+):([a-z_0-9]*):([^:{}]+):([^:{}]+)\}")
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what no XML may hold
_OPENS_FORMULA = ("=", "+", "-", "@")


class Place(NamedTuple):
    """Where a cell stands: sheet and address such as C7."""

    sheet: str
    address: str


def to_xlsx(document: DisclosureDocument, date: datetime.date) -> bytes:
    """The workbook's bytes, the same for the same document and date. Dollars to the cent; formulas carry their values."""
    book = _openpyxl().Workbook()
    book.remove(book.active)
    book.properties.title = _clean(document.title)
    book.properties.subject = "AB 1200 public disclosure (GC 3547.5)"
    book.properties.creator = "compliance"
    book.properties.description = _clean(document.notes[0])
    book.properties.created = datetime.datetime.combine(date, datetime.time())
    book.calculation.fullCalcOnLoad = True
    places = _places(document)
    values: dict[Place, str] = {}
    _about(book, document)
    for section in document.sections:
        _section(book, section, places, values)
    by_sheet = {sheet.title: {} for sheet in book.worksheets}  # type: dict[str, dict[str, str]]
    for place, value in values.items():
        by_sheet[place.sheet][place.address] = value
    return settled(book, date, [by_sheet[sheet.title] for sheet in book.worksheets])


def _places(document: DisclosureDocument) -> Places:
    """Where every cell of every table will stand, so that a formula can name it."""
    return {
        (table.key, row.part, row.key, column.key): Place(_sheet_name(section, table), f"{_letter(number)}{HEADER_ROW + at}")
        for section in document.sections
        for table in section.tables
        for at, row in enumerate(table.rows, 1)
        for number, column in enumerate(table.columns, _first_column(table))
    }


def _first_column(table: Table) -> int:
    return 3 if table.parts else 2


def _letter(number: int) -> str:
    return string.ascii_uppercase[number - 1]


def _openpyxl() -> Any:
    import openpyxl  # type: ignore[import-untyped]

    return openpyxl


def _sheet_name(section: Section, table: Table | None) -> str:
    return _SHEETS.get(table.key, section.code) if table else section.code


def _about(book: Any, document: DisclosureDocument) -> None:
    sheet = _new_sheet(book, "Header", document.title, document.notes[0])
    _header(sheet, ("", "", "Source"))
    for at, (key, label) in enumerate(HEAD.items(), HEADER_ROW + 1):
        cell = document.head[key]
        _write_text(sheet.cell(at, 1), label)
        _write_text(sheet.cell(at, 2), shown(cell))
        _write_text(sheet.cell(at, 3), cell.source if cell.value is not None else "")
    at = HEADER_ROW + len(HEAD) + 2
    if document.notes[1:]:
        _bold(sheet.cell(at, 1), "What must be told with it")
    for number, note in enumerate(document.notes[1:], 1):
        _write_text(sheet.cell(at + number, 1), note)
        sheet.merge_cells(start_row=at + number, start_column=1, end_row=at + number, end_column=3)
        sheet.row_dimensions[at + number].height = 15 * (1 + len(note) // 130)
    _widths(sheet, (LABEL_WIDTH, TEXT_WIDTH, 40))


def _section(book: Any, section: Section, places: Places, values: dict[Place, str]) -> None:
    sheets = {}
    for table in section.tables or (None,):
        name = _sheet_name(section, table)
        title = f"{section.code}. {section.heading}"
        sheets[name] = sheet = _new_sheet(book, name, title, table.title if table else "")
        if table is not None:
            _table(sheet, table, places, values)
        else:
            _header(sheet, ("", ""))
            _widths(sheet, (LABEL_WIDTH, TEXT_WIDTH))
    sheet = sheets[section.code]
    at = sheet.max_row + 2 if section.tables else HEADER_ROW + 1
    for text in section.texts:
        at = _text(sheet, text, at)


def _table(sheet: Sheet, table: Table, places: Places, values: dict[Place, str]) -> None:
    first = _first_column(table)
    source = first + len(table.columns)
    _header(sheet, [*(["Page"] if table.parts else []), "", *(column.label for column in table.columns), "Source"])
    for at, row in enumerate(table.rows, HEADER_ROW + 1):
        if table.parts:
            _write_text(sheet.cell(at, 1), table.parts[row.part])
        _write_text(sheet.cell(at, first - 1), row.label)
        for number, column in enumerate(table.columns, first):
            if column.key in row.cells:
                _write(sheet.cell(at, number), row.cells[column.key], places, values)
        told = dict.fromkeys(cell.source for cell in row.cells.values() if cell.source and cell.value is not None)
        _write_text(sheet.cell(at, source), "; ".join([*told, *lacking(row)]))
    for number, note in enumerate(table.notes, sheet.max_row + 2):
        _write_text(sheet.cell(number, 1), note, wrap=False)
    widths = [TEXT_WIDTH if _holds_text(table, column.key) else NUMBER_WIDTH for column in table.columns]
    _widths(sheet, [*([30] if table.parts else []), 6 if table.key == "lines" else LABEL_WIDTH, *widths, TEXT_WIDTH])


def _holds_text(table: Table, column: str) -> bool:
    cells = (row.cells[column] for row in table.rows if column in row.cells)
    return any(cell.unit == "text" and len(str(cell.value)) > 40 for cell in cells)


def _write(place: SheetCell, cell: Cell, places: Places, values: dict[Place, str]) -> None:
    """A value, or its formula with the value kept beside it; words where it is unknown."""
    value = cell.value
    if value is None or isinstance(value, str | bool):
        _write_text(place, brief(cell))
        if value is None:
            place.font = _openpyxl().styles.Font(italic=True, color="595959")
        return
    exact = Decimal(rounded(value, {"money": 2, "rate": 6}.get(cell.unit, 4)))
    place.number_format = FORMATS.get(cell.unit, "General")
    place.alignment = _openpyxl().styles.Alignment(vertical="top")
    formula = _formula(cell.works, place.parent.title, places)
    if formula is None:
        place.value = exact
    else:
        place.value = f"={formula}"
        values[Place(place.parent.title, place.coordinate)] = f"{exact:f}"


def _formula(works: str, sheet: str, places: Places) -> str | None:
    """The formula with the addresses of its cells; None where there is none, or a cell it names stands nowhere."""
    keys = [(match[1], match[2], match[3], match[4]) for match in _REFERENCE.finditer(works)]
    if not works or not all(key in places for key in keys):
        return None

    def address(match: re.Match[str]) -> str:
        found = places[(match[1], match[2], match[3], match[4])]
        return found.address if found.sheet == sheet else f"'{found.sheet}'!{found.address}"

    return _REFERENCE.sub(address, works)


def _text(sheet: Sheet, text: Text, at: int) -> int:
    """A heading with its lines; gives the row after them."""
    _bold(sheet.cell(at, 1), text.heading)
    for line in text.lines or (text.lacking,):
        _write_text(sheet.cell(at, 2), line)
        sheet.row_dimensions[at].height = 15 * max(1 + len(line) // 60, 1 + len(text.heading) // 45)
        at += 1
    return at + 1


def _new_sheet(book: Any, name: str, title: str, under: str) -> Sheet:
    sheet = book.create_sheet(name)
    _write_text(sheet.cell(1, 1), title, wrap=False)
    sheet.cell(1, 1).font = _openpyxl().styles.Font(bold=True, size=14)
    _write_text(sheet.cell(2, 1), under, wrap=False)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return sheet


def _header(sheet: Sheet, labels: Iterator[str] | list[str] | tuple[str, ...]) -> None:
    for number, label in enumerate(labels, 1):
        cell = sheet.cell(HEADER_ROW, number)
        _write_text(cell, label)
        cell.font = _openpyxl().styles.Font(bold=True)
        cell.fill = _openpyxl().styles.PatternFill("solid", fgColor="E7E6E6")
        cell.alignment = _openpyxl().styles.Alignment(wrap_text=True, vertical="top")


def _widths(sheet: Sheet, widths: tuple[int, ...] | list[int]) -> None:
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[_letter(number)].width = width


def _bold(cell: SheetCell, text: str) -> None:
    _write_text(cell, text)
    cell.font = _openpyxl().styles.Font(bold=True)


def _write_text(cell: SheetCell, text: str, wrap: bool = True) -> None:
    """Text as text: no formula, and none when a person edits the cell later."""
    cell.value = _clean(text) or None
    if cell.value:
        cell.data_type = "s"
    cell.quotePrefix = text.startswith(_OPENS_FORMULA)
    cell.alignment = _openpyxl().styles.Alignment(wrap_text=wrap, vertical="top")


def _clean(text: str) -> str:
    return _REFUSED.sub(" ", text)
