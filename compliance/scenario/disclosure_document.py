"""The disclosure of a settlement as a document: sections of tables and texts, every figure with where it comes from.

It knows neither Markdown nor a workbook nor YAML; the writers do. What is not known is None and says why, never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from compliance.located import Position
from compliance.scenario.proposal import ProposalError

NOT_FILED = "not in the filing"
NOT_PROPOSED = "not in the proposal"
FOR_SIGNERS = "left for the signers"
FOR_DISTRICT = "left for the district to write"
COLUMNS = ("year_1", "year_2", "year_3")


class Cell(NamedTuple):
    """A value: Decimal dollars or count, Fraction rate, text, yes or no; None where unknown, and why says so.

    unit: money, rate, count, text, bool, date. works: the formula over other cells of the document that gives the value, each
    named {table:part:row:column}; empty where there is none.
    """

    value: Decimal | Fraction | bool | str | None
    unit: str = "money"
    source: str = ""
    why: str = ""
    works: str = ""


class Row(NamedTuple):
    """A row of a table: its name, what it is called, its cells by column. part: the page it belongs to."""

    key: str
    label: str
    cells: Mapping[str, Cell]
    part: str = ""


class Column(NamedTuple):
    """A column of a table: its name, and its heading."""

    key: str
    label: str


class Table(NamedTuple):
    """Rows under columns. parts: headings of the pages its rows belong to, by name; notes stand under it."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    parts: Mapping[str, str] = {}
    notes: tuple[str, ...] = ()

    def cell(self, row: str, column: str, part: str = "") -> Cell:
        """The cell of a row and column; KeyError where there is none."""
        return {(one.part, one.key): one for one in self.rows}[(part, row)].cells[column]


class Text(NamedTuple):
    """Lines under a heading; none where nothing is known, and `lacking` says who is to write it."""

    key: str
    heading: str
    lines: tuple[str, ...]
    lacking: str = FOR_DISTRICT


class Section(NamedTuple):
    """A lettered section of the form."""

    code: str
    heading: str
    tables: tuple[Table, ...] = ()
    texts: tuple[Text, ...] = ()


class Clause(NamedTuple):
    """A contingency clause, and what sets it off."""

    clause: str
    trigger: str


class NamedSource(NamedTuple):
    """What section F names: the thing paid for, ongoing or one_time (None: not told), when, the kind of money, in words."""

    item: str
    pays_for: str | None
    when: str
    kind: str
    explanation: str


class DisclosureDocument(NamedTuple):
    """Sections A to K for a unit, or for all units of a proposal together. years: the fiscal years of year 1 to year 3.

    head, clauses, sources, holidays and adjustments (line I.7: used, explanation) hold what the form says outside its tables.
    slug: the unit in letters fit for a file's name. notes stand at the end.
    """

    title: str
    unit: str
    slug: str
    entity: Mapping[str, str]
    fiscal_year: str
    years: tuple[str, ...]
    head: Mapping[str, Cell]
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    sources: tuple[NamedSource, ...]
    holidays: tuple[str, ...]
    adjustments: tuple[Cell, Cell]
    notes: tuple[str, ...]

    def table(self, key: str) -> Table:
        """A table by its name; KeyError where there is none."""
        return {table.key: table for section in self.sections for table in section.tables}[key]

    def text(self, key: str) -> Text:
        """A text by its name; KeyError where there is none."""
        return {text.key: text for section in self.sections for text in section.texts}[key]


def unknown(why: str, unit: str = "money", source: str = "") -> Cell:
    """A cell without a value."""
    return Cell(None, unit, source, why)


def summed(cells: Iterable[tuple[int, Cell]], source: str, works: str = "") -> Cell:
    """Dollars added up, each with its sign (1 or -1); unknown where one of them is, for the first reason given."""
    total = Decimal("0.00")
    for sign, cell in cells:
        if not isinstance(cell.value, Decimal):
            return Cell(None, cell.unit, cell.source, cell.why)
        total += sign * cell.value
    return Cell(total, "money", source, works=works)


def no_such_unit(name: str, known: Iterable[str], path: str) -> ProposalError:
    """The error for a unit that the proposal does not have."""
    return ProposalError(f"The proposal has no unit '{name}'. Its units are {', '.join(known)}.", Position(path, 1))
