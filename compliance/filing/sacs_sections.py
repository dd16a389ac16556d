"""Sections of a state file, wherever they were read, put together as one filing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from compliance.filing.contents import Contents
from compliance.filing.entity import entity_of
from compliance.filing.model import Column, Filing, FilingError, Input
from compliance.filing.periods import PERIODS
from compliance.filing.sacs_header import LEDGER, Header, check_same_report
from compliance.filing.sacs_records import Record
from compliance.filing.sacs_rows import Details
from compliance.located.nodes import Position


class Section(NamedTuple):
    """One section: its header, its records, and what reads them where they stand."""

    header: Header
    records: list[Record]
    details: Details


def filing_of(sections: Sequence[Section], contents: Contents, warnings: Sequence[str]) -> Filing:
    """The filing that sections of one agency, year and report make; FilingError where they are not, or one stands twice."""
    first = sections[0].header
    for section in sections[1:]:
        check_same_report(first, section.header, section.details.path)
    columns = _columns(sections)
    period = PERIODS[first.period]
    told = list(warnings)
    if period.own not in columns:
        told.append(f"{contents.path}: the report's own column, {period.own}, is missing; most figures will be unknown.")
    for details in dict.fromkeys(section.details for section in sections):
        told += details.warnings
    return Filing(
        path=contents.path,
        sha256=contents.sha256,
        entity=entity_of(first.cds),
        fiscal_year=first.report_year,
        report=period.report,
        columns=tuple(columns[code] for code in period.columns if code in columns),
        inputs=(Input(contents.path, contents.sha256, "filing"),),
        warnings=tuple(told),
    )


def _columns(sections: Sequence[Section]) -> dict[str, Column]:
    columns: dict[str, Column] = {}
    seen: dict[tuple[str, str], int] = {}
    for section in sections:
        found, path = section.header, section.details.path
        key = (found.column, found.section)
        if key in seen:
            raise FilingError(
                f"The {found.title} stands here and already at line {seen[key]}. Keep one.", Position(path, found.line)
            )
        seen[key] = found.line
        column = columns.get(found.column) or Column(found.fiscal_year, found.period, found.column, path)
        columns[found.column] = _with_section(column, section)
    return columns


def _with_section(column: Column, section: Section) -> Column:
    recorded, details = section.records, section.details
    if section.header.section == LEDGER:
        return column._replace(rows=details.ledger(recorded, column.code), path=details.path)
    if section.header.section == "ELEMENT":
        return column._replace(elements=details.elements(recorded))
    if section.header.section == "EXPL":
        return column._replace(explained=details.explained(recorded))
    return column._replace(log=details.log(recorded))
