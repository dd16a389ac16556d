"""The contacts file: who leads each district, and from when until when."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from compliance.located import Position
from compliance.located.day import day_in
from compliance.office.refused import OfficeError

COLUMNS = ("cds", "name", "board_president", "superintendent", "business_officer", "address", "from", "until")
ROLES = {
    "board_president": "board president",
    "superintendent": "superintendent",
    "business_officer": "chief business officer",
}


class Contact(NamedTuple):
    """One district's people over a span of days. since or until None: open on that side. address: lines."""

    cds: str
    name: str
    people: dict[str, str]
    address: tuple[str, ...]
    since: datetime.date | None
    until: datetime.date | None
    at: Position

    def stale(self, on: datetime.date) -> bool:
        """Whether the row had ended before that day."""
        return self.until is not None and self.until < on


class Contacts(NamedTuple):
    """All rows of a contacts file, in its order."""

    path: str
    rows: tuple[Contact, ...]

    def of(self, cds: str | None, on: datetime.date) -> Contact | None:
        """The row that holds on that day, the latest to begin; else the last to have ended; else None."""
        begun = [row for row in self.rows if row.cds == cds and (row.since is None or row.since <= on)]
        holding = [row for row in begun if not row.stale(on)]
        if holding:
            return max(holding, key=lambda row: row.since or datetime.date.min)
        return max(begun, key=lambda row: row.until or datetime.date.min, default=None)


def read_contacts(path: Path) -> Contacts:
    """The contacts in a CSV file (UTF-8, first line the names of the columns). Raises OfficeError with the line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise OfficeError(f"The contacts file cannot be read: {reason}.", Position(str(path), 0)) from None
    return Contacts(str(path), tuple(_rows(text, str(path))))


def _rows(text: str, path: str) -> Iterator[Contact]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for number, cells in enumerate(reader):
            at = Position(path, begins)
            begins = reader.line_num + 1
            if number == 0:
                _check_header(cells, at)
            elif any(cell.strip() for cell in cells):
                yield _contact(cells, at)
    except csv.Error as error:
        raise OfficeError(f"This line is not CSV: {error}.", Position(path, begins)) from None
    if begins == 1:
        raise OfficeError(f"The contacts file is empty; its first line is {','.join(COLUMNS)}.", Position(path, 1))


def _check_header(cells: list[str], at: Position) -> None:
    found = tuple(cell.strip() for cell in cells)
    if found != COLUMNS:
        raise OfficeError(f"The first line is {','.join(found)}; expected {','.join(COLUMNS)}.", at)


def _contact(cells: list[str], at: Position) -> Contact:
    if len(cells) != len(COLUMNS):
        raise OfficeError(
            f"This line has {len(cells)} cells, expected {len(COLUMNS)}; put a text that holds a comma in quotation marks.", at
        )
    row = {name: cell.strip() for name, cell in zip(COLUMNS, cells, strict=True)}
    if not re.fullmatch(r"[0-9]{14}", row["cds"]):
        raise OfficeError(
            f"The CDS code is '{row['cds']}', expected 14 digits; a spreadsheet may have dropped its leading zero.", at
        )
    since, until = _day(row["from"], "from", at), _day(row["until"], "until", at)
    if since and until and until < since:
        raise OfficeError(f"The row ends on {until}, before it begins on {since}.", at)
    address = tuple(line.strip() for line in re.split(r"[;\n]", row["address"]) if line.strip())
    people = {role: row[role] for role in ROLES if row[role]}
    return Contact(row["cds"], row["name"], people, address, since, until, at)


def _day(text: str, column: str, at: Position) -> datetime.date | None:
    if not text:
        return None
    day = day_in(text)
    if day is None:
        raise OfficeError(f"'{text}' in column {column} is no day; write it as 2025-12-15, or leave it empty.", at)
    return day
