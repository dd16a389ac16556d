"""One table of the state's extracts: rows grouped into the sections of which a state file is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from compliance.filing.cells import Cell, amount_text, cell_text
from compliance.filing.extract_columns import KEYS, PARTS, Columns, cds_in, columns_of, fiscal_year_in
from compliance.filing.model import FilingError
from compliance.filing.nearest import shown
from compliance.filing.sacs_header import LEDGER
from compliance.filing.sacs_records import Record
from compliance.filing.sacs_rows import Details
from compliance.located.nodes import Position

Lines = Iterable[tuple[int, Sequence[Cell]]]
Place = Callable[[int, int], Position]
FIELDS = {"ELEMENT": 2, "EXPL": 5, "TRCLOG": 16}
_WHAT = {
    "ELEMENT": "an element's name and its value",
    "EXPL": "a check, three keys and a text",
    "TRCLOG": "a check's 16 fields",
}


class Key(NamedTuple):
    """What a section is of, as written: submission, agency, fiscal year, period, column."""

    submission: str
    cds: str
    fiscal_year: str
    period: str
    column: str


class Group(NamedTuple):
    """The records of one key, the section they make, and the line they begin on."""

    key: Key
    section: str
    line: int
    records: list[Record]
    details: Details


def groups_of(title: str, path: str, section: str, lines: Lines, place: Place) -> list[Group]:
    """A table's rows by key, in the order of first standing. FilingError names the row that is wrong."""
    rows = iter((line, cells) for line, cells in lines if any(cell != "" for cell in cells))
    head_line, head = next(rows, (1, ()))
    columns = _required(
        columns_of(head, title, Position(path, head_line), *(() if section == LEDGER else (KEYS,))), title, path
    )
    read = _ledger(columns, title, Position(path, head_line)) if section == LEDGER else _fields(columns, title, section, path)
    details = Details(path, lambda line, field: place(line, read.places[field]))
    groups: dict[Key, Group] = {}
    last: tuple[tuple[Cell, ...], Key] | None = None
    keys = [columns.at[name] for name in KEYS if name in columns.at]
    width = 1 + max((*keys, *read.places))
    for line, short in rows:
        cells = short if len(short) >= width else [*short, *[""] * (width - len(short))]
        raw = tuple(cells[place] for place in keys)
        if last is None or raw != last[0]:
            names = (columns.text(cells, name).upper() for name in ("period", "column"))
            key = Key(columns.text(cells, "submission"), cds_in(columns, cells), fiscal_year_in(columns, cells), *names)
            last = raw, key
        group = groups.get(last[1])
        if group is None:
            group = groups[last[1]] = Group(last[1], section, line, [], details)
        try:
            group.records.append((line, read.record(cells)))
        except ValueError as problem:
            raise FilingError(str(problem), place(line, read.places[1])) from None
    if read.noisy:
        details.warnings.append(
            f"{path}: {read.noisy} amounts held the remains of a binary sum beyond the sixth decimal; "
            "they were read to the cent."
        )
    return list(groups.values())


def _required(columns: Columns, title: str, path: str) -> Columns:
    wanted = [
        (("cds",), "CDSCode"),
        (("year",), "FullFiscalYear"),
        (("period",), "ReportingPeriod"),
        (("column",), "ColumnCode"),
    ]
    if columns.has("county", "district"):
        wanted = wanted[1:]
    missing = [spelling for names, spelling in wanted if not columns.has(*names)]
    if missing:
        raise FilingError(
            f"{title} has no column {' and no column '.join(missing)}, so that whose its rows are cannot be told. "
            "Expected the state's extract, with its first row as it came.",
            Position(path, 1),
        )
    return columns


class _Ledger:
    """Account, amount and flag of a row; the account is checked against its parts where both stand."""

    def __init__(self, columns: Columns, title: str) -> None:
        self.columns = columns
        self.whole = columns.at.get("account")
        self.parts = [columns.at[name] for name in PARTS] if columns.has(*PARTS) else []
        self.amount = columns.at["amount"]
        self.flag = columns.at.get("flag")
        self.places = (self.parts[0] if self.whole is None else self.whole, self.amount)
        self.noisy = 0

    def record(self, cells: Sequence[Cell]) -> list[str]:
        joined = "".join(_code(cells[place]) for place in self.parts)
        account = joined if self.whole is None else _code(cells[self.whole])
        if joined and account != joined:
            raise ValueError(f"Account {shown(account)} and its parts, {shown(joined)}, differ. Export the table again.")
        text, noise = amount_text(cells[self.amount])
        self.noisy += noise
        flag = "" if self.flag is None or self.flag >= len(cells) else cell_text(cells[self.flag])
        return [account, text, flag] if flag else [account, text]


class _Fields:
    """The fields of a row that is no ledger row: those after its keys, in order."""

    noisy = 0

    def __init__(self, places: tuple[int, ...]) -> None:
        self.places = places

    def record(self, cells: Sequence[Cell]) -> list[str]:
        return [cell if isinstance(cell, str) else cell_text(cell) for cell in (cells[place] for place in self.places)]


def _ledger(columns: Columns, title: str, at: Position) -> _Ledger:
    if not columns.has("amount") or not (columns.has("account") or columns.has(*PARTS)):
        raise FilingError(
            f"{title} holds no ledger: it lacks the column AccountString (or Account) or Amount (or Value). "
            "Name the state's UserGL table, with its first row as it came.",
            at,
        )
    return _Ledger(columns, title)


def _fields(columns: Columns, title: str, section: str, path: str) -> _Fields:
    if len(columns.rest) != FIELDS[section]:
        raise FilingError(
            f"{title} has {len(columns.rest)} columns after its keys, expected {FIELDS[section]}: {_WHAT[section]}.",
            Position(path, 1),
        )
    return _Fields(columns.rest)


def _code(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell.strip()
    raise ValueError(
        f"The code {shown(cell_text(cell))} stands as a number, so that leading zeros are lost. "
        "Format codes as text, or export again."
    )
