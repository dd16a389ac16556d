"""Header records of a state file: whose, which year, which report and which column a section is."""

from __future__ import annotations

import re
from typing import NamedTuple

from compliance.filing.entity import cds_of
from compliance.filing.model import FilingError
from compliance.filing.nearest import shown
from compliance.filing.periods import PERIODS
from compliance.fiscal_year import is_fiscal_year, shift
from compliance.located.nodes import Position

LEDGER = ""
SECTIONS = (LEDGER, "ELEMENT", "EXPL", "TRCLOG")
_YEAR = re.compile(r"[0-9]{4}[-/][0-9]{2}")
_CDS = re.compile(r"[0-9]{7}(?:[0-9]{7})?")


class Header(NamedTuple):
    """A section: its column's fiscal year, CDS code, period, column, section ("" for the ledger), and the report's year."""

    fiscal_year: str
    cds: str
    period: str
    column: str
    section: str
    report_year: str
    line: int

    @property
    def title(self) -> str:
        return f"{self.section or 'ledger'} section of column {self.column}"


def looks_like_header(fields: list[str]) -> bool:
    """Whether a record begins a section: a fiscal year and a CDS code, and no more than five fields."""
    return 3 <= len(fields) <= 5 and bool(_YEAR.fullmatch(fields[0])) and bool(_CDS.fullmatch(fields[1]))


def header(fields: list[str], path: str, line: int) -> Header:
    """The header in a record of four or five fields; FilingError where its parts are unknown or do not go together."""
    at = Position(path, line)
    if _YEAR.fullmatch(fields[0]) and len(fields) not in (4, 5):
        raise FilingError(f"Found a header of {len(fields)} fields, expected four, or five with a section's name.", at)
    if not _YEAR.fullmatch(fields[0]):
        raise FilingError(
            f"Found a record that begins with {shown(fields[0])} before any header. Each section begins with fiscal year, CDS "
            'code, period and column, as "2025-26","38684780000000","BS1","BB".',
            at,
        )
    year, cds, period, column = (field.strip() for field in fields[:4])
    section = fields[4].strip() if len(fields) == 5 else LEDGER
    if not is_fiscal_year(year):
        raise FilingError(f"{shown(year)} is not a fiscal year. Expected July to June as 2025-26.", at)
    if period not in PERIODS:
        raise FilingError(f"Reporting period {shown(period)} is unknown. Expected one of {', '.join(PERIODS)}.", at)
    columns = PERIODS[period].columns
    if column not in columns:
        raise FilingError(
            f"Column {shown(column)} does not go with reporting period {period}, which has {', '.join(columns)}. "
            "Correct the header.",
            at,
        )
    if section not in SECTIONS:
        raise FilingError(
            f"Section {shown(section)} is unknown. Expected ELEMENT, EXPL or TRCLOG, or no fifth field for the ledger.", at
        )
    return Header(year, cds_of(cds, at), period, column, section, shift(year, -columns[column].year), line)


def check_same_report(first: Header, other: Header, path: str) -> None:
    """FilingError unless both sections are of one agency, one reporting period and one fiscal year."""
    at = Position(path, other.line)
    if other.cds != first.cds:
        raise FilingError(
            f"This section is of agency {other.cds}, the one at line {first.line} of {first.cds}. "
            "A filing is of one agency: split the file.",
            at,
        )
    if other.period != first.period:
        raise FilingError(
            f"This section is of reporting period {other.period}, the one at line {first.line} of {first.period}. "
            "A filing is one report: split the file.",
            at,
        )
    if other.report_year != first.report_year:
        expected = shift(first.report_year, PERIODS[other.period].columns[other.column].year)
        raise FilingError(
            f"Column {other.column} says fiscal year {other.fiscal_year}; beside column {first.column} of {first.fiscal_year} "
            f"(line {first.line}) it must be {expected}. Correct the header.",
            at,
        )
