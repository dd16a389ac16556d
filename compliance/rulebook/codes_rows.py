"""The CSV files of codes/: one code and span of fiscal years a row, each with its evidence."""

from __future__ import annotations

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from compliance.fiscal_year import is_fiscal_year
from compliance.located import Position
from compliance.rulebook.codes_tables import CodeRow, CodeTable, PairRow, PairTable
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.fields import nearest

OF_CODES = ("code", "title", "from", "until", "valid", "reason", "entity", "evidence")
REASONS = ("retired", "not_open", "not_yet")


def read_code_rows(path: Path, table: CodeTable, entities: Sequence[str]) -> None:
    """Add a file's codes to a table. Raises RulebookError with the line."""
    file = _File(path, OF_CODES)
    shapes: dict[tuple[str, str, str, str, str], CodeRow] = {}  # most rows say the same of another code
    for code, title, first, last, valid, reason, entity, evidence in file:
        row = shapes.get((first, last, valid, reason, entity))
        if row is None:
            _check_span(first, last, entity, entities, file)
            row = shapes[first, last, valid, reason, entity] = _code_row(first, last, valid, reason, file)
        if not evidence:
            raise file.error("A row without evidence", "say in a few words how it is known")
        rows = table.rows.get((entity, code))
        if rows is None:
            _check_code(code, table.kind, table.length, file)
            table.rows[entity, code] = [row]
        else:
            _check_apart(table.kind, code, rows, row, file)
            rows.append(row)
        if title and code not in table.titles:
            table.titles[code] = title


def read_pair_rows(path: Path, table: PairTable, codes: Mapping[str, CodeTable], entities: Sequence[str]) -> None:
    """Add a file's pairs to a table; codes gives the table of each kind. Raises RulebookError with the line.

    A range a-b stands for every code from a to b that is valid in the row's last year: a code of later years does not widen it.
    """
    other = table.kinds[1] if table.listed == table.kinds[0] else table.kinds[0]
    file = _File(path, (table.listed, f"allowed_{other}s", f"refused_{other}s", "from", "until", "entity", "evidence"))
    spans: dict[tuple[str, str, str], _Cells] = {}
    for code, allowed, refused, first, last, entity, evidence in file:
        cells = spans.get((first, last, entity))
        if cells is None:
            _check_span(first, last, entity, entities, file)
            cells = spans[first, last, entity] = _Cells(codes[other], last, entity, file)
        row = PairRow(first, last, cells.codes(allowed), None if refused == "*" else cells.codes(refused))
        if row.refused and row.allowed & row.refused:
            both = min(row.allowed & row.refused)
            raise file.error(f"{other} {both} is both allowed and refused", "keep it in one of the two")
        if not evidence:
            raise file.error("A row without evidence", "say in a few words how it is known")
        rows = table.rows.get((entity, code))
        if rows is None:
            _check_code(code, table.listed, codes[table.listed].length, file)
            table.rows[entity, code] = [row]
        else:
            _check_apart(table.listed, code, rows, row, file)
            rows.append(row)


class _File:
    """The rows of a CSV file below its header. Raises RulebookError."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self.path, self.header = path, list(header)
        try:
            content = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            hint = "save the file as UTF-8"
            raise RulebookError(f"This is not UTF-8 at byte {error.start}", Position(str(path), 1), hint) from None
        self.reader = csv.reader(content.splitlines(keepends=True), strict=True)

    def __iter__(self) -> Iterator[list[str]]:
        try:
            if next(self.reader, None) != self.header:
                raise self.error("The first line is not the header of this table", f"write {','.join(self.header)}")
            width = len(self.header)
            for cells in self.reader:
                if len(cells) == width:
                    yield cells
                elif cells:
                    raise self.error(f"{len(cells)} cells, {width} are needed", "a cell with a comma stands in quotation marks")
        except csv.Error as error:
            raise self.error(f"This is not CSV: {error}", "check the quotation marks") from None

    def error(self, message: str, hint: str) -> RulebookError:
        """A mistake in the row last read."""
        return RulebookError(message, Position(str(self.path), max(1, self.reader.line_num)), hint)


class _Cells:
    """The cells of codes and ranges of one span of years, each part and each cell read once."""

    def __init__(self, table: CodeTable, year: str, entity: str, file: _File) -> None:
        self.table, self.year, self.entity, self.file = table, year, entity, file
        self.parts: dict[str, Sequence[str]] = {}
        self.known: dict[str, frozenset[str]] = {"": frozenset()}

    @cached_property
    def valid(self) -> list[str]:
        """The codes valid in the last year, in order."""
        return sorted(
            code
            for (entity, code), rows in self.table.rows.items()
            if entity == self.entity and any(row.valid and row.first <= self.year <= row.last for row in rows)
        )

    def codes(self, cell: str) -> frozenset[str]:
        """The codes of a cell. Raises RulebookError."""
        found = self.known.get(cell)
        if found is None:
            every: set[str] = set()
            for part in cell.split():
                if part not in self.parts:
                    self.parts[part] = self._part(part)
                every.update(self.parts[part])
            found = self.known[cell] = frozenset(every)
        return found

    def _part(self, part: str) -> Sequence[str]:
        low, dash, high = part.partition("-")
        _check_code(low, self.table.kind, self.table.length, self.file)
        if not dash:
            return (low,)
        _check_code(high, self.table.kind, self.table.length, self.file)
        if high < low:
            raise self.file.error(f"The range {part} runs backwards", "write the lower code first")
        return self.valid[bisect_left(self.valid, low) : bisect_right(self.valid, high)]


def _code_row(first: str, last: str, valid: str, reason: str, file: _File) -> CodeRow:
    if valid not in ("yes", "no"):
        raise file.error(f"valid is '{valid}'", "write yes or no")
    if valid == "yes" and reason:
        raise file.error(f"A valid code has the reason '{reason}'", "leave the reason empty, or write no under valid")
    if valid == "no" and reason not in REASONS:
        raise file.error(f"The reason is '{reason}'", nearest(reason, REASONS) or f"one of: {', '.join(REASONS)}")
    return CodeRow(first, last, valid == "yes", reason)


def _check_code(code: str, kind: str, length: int, file: _File) -> None:
    if len(code) != length or not (code.isascii() and code.isalnum()):
        raise file.error(f"'{code}' is no {kind}", f"a {kind} has {length} characters; a spreadsheet drops leading zeros")


def _check_span(first: str, last: str, entity: str, entities: Sequence[str], file: _File) -> None:
    for year in (first, last):
        if not is_fiscal_year(year):
            raise file.error(f"'{year}' is no fiscal year", "write a fiscal year as 2024-25")
    if last < first:
        raise file.error(f"until {last} comes before from {first}", "swap the two years")
    if entity not in entities:
        hint = nearest(entity, entities) or f"tables.yaml names: {', '.join(entities)}"
        raise file.error(f"The entity is '{entity}'", hint)


def _check_apart(
    kind: str, code: str, rows: Sequence[CodeRow] | Sequence[PairRow], row: CodeRow | PairRow, file: _File
) -> None:
    for other in rows:
        if other.first <= row.last and row.first <= other.last:
            hint = f"another row has it from {other.first} to {other.last}"
            raise file.error(f"{kind} {code} stands here a second time for {max(row.first, other.first)}", hint)
