"""A spreadsheet's sheets as rows of cells, refused before it can fill the memory: a small xlsx may unpack to anything."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

from compliance.filing.cells import Cell
from compliance.filing.contents import MEGABYTE, Contents
from compliance.filing.model import FilingError
from compliance.located.nodes import Position

Grid = list[list[Cell]]
UNPACKED_LIMIT = 512 * MEGABYTE
CELL_LIMIT = 8_000_000
_AGAIN = "Export it again, or save it anew as xlsx."
# calamine lays a sheet out from A1 to its last cell before anyone can look: one stray cell in XFD1048576 ends the process.
_ROOT = re.compile(rb"<(\w+:)?worksheet\b")
_ROW = rb"""<%brow\s[^>]*?\br\s*=\s*["']([0-9]+)["']"""
_CELL = rb"<%bc(?=[\s/>])"
_PLACE = rb"""<%bc\s[^>]*?\br\s*=\s*["']([A-Za-z]+)([0-9]+)["']"""


def sheets_of(contents: Contents, wanted: tuple[str, ...]) -> tuple[Mapping[str, Grid], list[str]]:
    """The wanted sheets of an xlsx by name (whatever their case), each from cell A1 on, and the names of all its sheets."""
    at = Position(contents.path, 0)
    _check_size(contents, at)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(contents.raw))
        names = {name.lower(): name for name in reversed(workbook.sheet_names)}
        found = {
            name: workbook.get_sheet_by_name(names[name.lower()]).to_python(skip_empty_area=False)
            for name in wanted
            if name.lower() in names
        }
        return found, list(workbook.sheet_names)
    except PasswordError:
        raise FilingError("The spreadsheet is protected by a password. Save it without one.", at) from None
    except CalamineError:
        raise FilingError(f"The spreadsheet is damaged. {_AGAIN}", at) from None


def _check_size(contents: Contents, at: Position) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(contents.raw)) as archive:
            members = archive.infolist()
            size = sum(member.file_size for member in members)
            if size > UNPACKED_LIMIT:
                most = UNPACKED_LIMIT // MEGABYTE
                raise FilingError(
                    f"The spreadsheet unpacks to {size / MEGABYTE:,.0f} MB; that of a filing to at most {most} MB. "
                    "Export one report of one agency.",
                    at,
                )
            for member in members:
                _check_area(archive.read(member), at)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise FilingError(f"The spreadsheet is damaged or protected by a password. {_AGAIN}", at) from None
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        raise FilingError(f"The spreadsheet is damaged. {_AGAIN}", at) from None


def _check_area(part: bytes, at: Position) -> None:
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FilingError(f"The spreadsheet holds UTF-16 text. {_AGAIN}", at)
    root = _ROOT.search(part)
    if root is None:
        return
    row, cell, place = (re.compile(pattern % (root[1] or b"")) for pattern in (_ROW, _CELL, _PLACE))
    places = place.findall(part)
    last = max(map(int, (*row.findall(part), *(number for _, number in places))), default=0)
    widest = max(map(_column_number, {letters for letters, _ in places}), default=0)
    if len(cell.findall(part)) > len(places):  # cells may leave their place out: the next column is meant
        widest += max(len(cell.findall(text)) for text in part.split(b"row"))
    if widest * last > CELL_LIMIT:
        raise FilingError(
            f"A sheet reaches to row {last:,} and column {widest:,}; a state extract has some 20 columns. "
            "Remove the cells far out, or export it again.",
            at,
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
