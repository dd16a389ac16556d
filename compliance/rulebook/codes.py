"""Which account codes, and which pairs of them, are valid in a fiscal year for a kind of agency. Layout: docs/codes.md."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from compliance.fiscal_year import shift
from compliance.located import Position
from compliance.rulebook.codes_tables import CodeRow, CodeTable, Complete, PairTable, Tables, in_ranges
from compliance.rulebook.errors import RulebookError
from compliance.rulebook.fields import nearest

Table = TypeVar("Table", CodeTable, PairTable)


class Standing(NamedTuple):
    """Whether a code or pair is valid; None: unconfirmed, nothing is known of that year or kind of agency.

    reason: empty, retired, not_open, not_yet, never or refused. title: the code's, empty where unknown and for a pair.
    why: a short phrase for a person, empty where a code or pair is plainly valid.
    """

    valid: bool | None
    reason: str = ""
    title: str = ""
    why: str = ""


VALID = Standing(True)
UNTESTED = Standing(True, "", "", "not tested")


class Codes:
    """The tables of codes/ in all folders, read when first asked for unless they come from load_codes."""

    def __init__(self, folders: Sequence[str | os.PathLike[str]]) -> None:
        self._folders = tuple(Path(folder) for folder in folders)
        self._read: Tables | None = None
        self._told: dict[tuple[str, str, str, str], Standing] = {}
        self._paired: dict[tuple[str, str, str, str, str], Standing] = {}

    @property
    def names(self) -> Mapping[str, int]:
        """Every table and how many codes it takes: 1 for codes, 2 for pairs. Raises RulebookError."""
        tables = self._tables()
        return {**dict.fromkeys(tables.codes, 1), **dict.fromkeys(tables.pairs, 2)}

    def code(self, table: str, code: str, fiscal_year: str, entity: str) -> Standing:
        """How a code stands in a table of codes. Raises LookupError for a table that is not there, RulebookError in reading."""
        key = (table, code, fiscal_year, entity)
        found = self._told.get(key)
        if found is None:
            found = self._told[key] = _code(_named(table, self._tables().codes, "codes"), code, fiscal_year, entity)
        return found

    def pair(self, table: str, first: str, second: str, fiscal_year: str, entity: str) -> Standing:
        """How two codes stand together, in the order of the table's name. Raises as code does."""
        key = (table, first, second, fiscal_year, entity)
        found = self._paired.get(key)
        if found is None:
            tables = self._tables()
            pairs = _named(table, tables.pairs, "pairs")
            found = self._paired[key] = _pair(pairs, tables.of_kind, first, second, fiscal_year, entity)
        return found

    def _tables(self) -> Tables:
        if self._read is None:
            self._read = _read_tables(self._folders)
        return self._read


def load_codes(folders: Sequence[str | os.PathLike[str]]) -> Codes:
    """The codes of every folder's codes/, later folders adding rows, read and checked now. Raises RulebookError."""
    codes = Codes(folders)
    codes._tables()
    return codes


@lru_cache(maxsize=8)
def codes_in(folders: tuple[str, ...], sha256: str) -> Codes:
    """The same, read when first asked, and kept for the pack of this digest."""
    return Codes(folders)


def _read_tables(folders: Sequence[Path]) -> Tables:
    from compliance.rulebook.codes_declared import read_declared  # readers are for filings with a ledger
    from compliance.rulebook.codes_rows import read_code_rows, read_pair_rows

    tables = Tables({}, {}, {})
    for folder in (folder / "codes" for folder in folders):
        declared = folder / "tables.yaml"
        if not declared.is_file():
            if stray := sorted(folder.glob("*.csv")):
                raise RulebookError(
                    f"{folder} holds no tables.yaml", Position(str(stray[0]), 1), "it says what each CSV file holds"
                )
            continue
        entities, files = read_declared(declared, tables)
        for name, path in files.items():
            if name in tables.codes:
                read_code_rows(path, tables.codes[name], entities)
        for name, path in files.items():
            if name in tables.pairs:
                read_pair_rows(path, tables.pairs[name], tables.of_kind, entities)
    return tables


def _named(name: str, tables: Mapping[str, Table], what: str) -> Table:
    if name not in tables:
        raise LookupError(
            f"There is no table of {what} called '{name}'; {nearest(name, tables) or 'there is ' + ', '.join(tables)}"
        )
    return tables[name]


def _code(table: CodeTable, code: str, year: str, entity: str) -> Standing:
    title = table.titles.get(code, "")
    if code in table.system:
        return UNTESTED._replace(title=title)
    rows = table.rows.get((entity, code), [])
    for row in rows:
        if row.first <= year <= row.last:
            return Standing(row.valid, row.reason, title, "" if row.valid else _why(row, rows, entity))
    if rows:
        return Standing(None, "", title, f"no evidence for {year}")
    if _span(table.complete, year, entity) is None:
        return Standing(None, "", title, _nothing_known(table.complete, year, entity))
    return Standing(False, "never", title, f"no such {table.kind} in the state's tables")


def _why(row: CodeRow, rows: Sequence[CodeRow], entity: str) -> str:
    if row.reason == "not_open":
        return f"not open to {_plural(entity)}"
    if row.reason == "not_yet":
        later = min((one.first for one in rows if one.valid and one.first > row.last), default="")
        return f"not introduced before {later}" if later and shift(row.last, 1) == later else "not introduced yet"
    seen = max((one.last for one in rows if one.valid and one.last < row.first), default="")
    if not seen:
        return "retired"
    return f"retired after {seen}" if shift(seen, 1) == row.first else f"retired, last seen valid in {seen}"


def _pair(table: PairTable, of_kind: Mapping[str, CodeTable], first: str, second: str, year: str, entity: str) -> Standing:
    forward = table.listed == table.kinds[0]
    listed, other = (first, second) if forward else (second, first)
    row = None
    for row in table.rows.get((entity, listed), ()):
        if row.first <= year <= row.last:
            if other in row.allowed:
                return VALID
            break
    else:
        row = None
    codes = of_kind[table.listed], of_kind[table.kinds[1] if forward else table.kinds[0]]
    if listed in codes[0].system or other in codes[1].system:
        return UNTESTED
    for of, code in zip(codes, (listed, other), strict=True):
        if of.kind in table.within and not in_ranges(code, table.within[of.kind]):
            return UNTESTED
    words = f"{table.kinds[0]} {first}", f"{table.kinds[1]} {second}"
    refused = Standing(False, "refused", "", f"{words[0]} may not stand with {words[1]}")
    unconfirmed = Standing(None, "", "", f"no evidence for {words[0]} with {words[1]} in {year}")
    if row is not None:
        if row.refused is not None:
            return refused if other in row.refused else unconfirmed
        if _code(codes[1], other, row.last, entity).valid:
            return refused
    span = _span(table.complete, year, entity)
    if span is None:
        return Standing(None, "", "", _nothing_known(table.complete, year, entity))
    of, code = (codes[1], other) if row is not None else (codes[0], listed)
    on_the_list = _code(of, code, span.last, entity).valid
    if not on_the_list and _code(of, code, year, entity).valid is not False:
        return unconfirmed
    return UNTESTED if table.absent_valid else refused


def _span(complete: Sequence[Complete], year: str, entity: str) -> Complete | None:
    return next((one for one in complete if one.entity == entity and one.first <= year <= one.last), None)


def _nothing_known(complete: Sequence[Complete], year: str, entity: str) -> str:
    known = any(one.entity == entity for one in complete)
    return f"no evidence for {year}" if known else f"no evidence for {_plural(entity)}"


def _plural(entity: str) -> str:
    return entity.replace("_", " ") + "s"
