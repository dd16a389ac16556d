"""The state's export: sections of ledger rows, form elements, explanations and check log, each closed by its count."""

from __future__ import annotations

from typing import NamedTuple

from compliance.filing.contents import Contents, decode
from compliance.filing.entity import cds_of, entity_of
from compliance.filing.model import Column, Filing, FilingError, Input
from compliance.filing.nearest import shown
from compliance.filing.periods import PERIODS
from compliance.filing.sacs_header import LEDGER, Header, check_same_report, header, looks_like_header
from compliance.filing.sacs_records import Record, records
from compliance.filing.sacs_rows import Details
from compliance.located.nodes import Position


class _Section(NamedTuple):
    header: Header
    records: list[Record]


def read_sacs(contents: Contents) -> Filing:
    """The filing in a state file (.dat, .txt, .csv): all its columns, or FilingError with line and column.

    Every section must be closed by an EOD record with the right count; a missing EOF record is a warning.
    """
    text, windows = decode(contents, windows=True)
    sections, warnings = _sections(text, contents.path)
    first = sections[0].header
    for section in sections[1:]:
        check_same_report(first, section.header, contents.path)
    details = Details(text, contents.path)
    columns = _columns(sections, details, contents.path)
    period = PERIODS[first.period]
    if period.own not in columns:
        warnings.append(f"{contents.path}: the report's own column, {period.own}, is missing; most figures will be unknown.")
    if windows:
        warnings.append(f"{contents.path}: the file is not UTF-8; it was read as Windows-1252.")
    return Filing(
        path=contents.path,
        sha256=contents.sha256,
        entity=entity_of(first.cds),
        fiscal_year=first.report_year,
        report=period.report,
        columns=tuple(columns[code] for code in period.columns if code in columns),
        inputs=(Input(contents.path, contents.sha256, "filing"),),
        warnings=(*warnings, *details.warnings),
    )


def _sections(text: str, path: str) -> tuple[list[_Section], list[str]]:
    """The sections of a file in the order written, each checked against its EOD record, and the file against its EOF."""
    sections: list[_Section] = []
    current: _Section | None = None
    closed: int | None = None
    count = 0
    for count, (line, fields) in enumerate(records(text, path), 1):
        if closed is not None:
            raise FilingError(f"A record stands after the EOF record of line {closed}. Remove it.", Position(path, line))
        if fields[0] == "-1" and len(fields) > 1 and fields[1] in ("EOD", "EOF"):
            if fields[1] == "EOD":
                _check_end(current, fields, path, line)
                current = None
            else:
                _check_open(current, path, line)
                _check_total(fields, count, path, line)
                closed = line
        elif current is not None and not looks_like_header(fields):
            current.records.append((line, fields))
        else:
            _check_open(current, path, line)
            current = _Section(header(fields, path, line), [])
            sections.append(current)
    _check_open(current, path, text.count("\n") + 1)
    if not sections:
        raise FilingError("The file holds no section of a state export. Export it again.", Position(path, 1))
    return sections, [] if closed else [f"{path}: the last record (EOF) is missing; every section is complete."]


def _check_open(current: _Section | None, path: str, line: int) -> None:
    if current is not None:
        begun = current.header
        raise FilingError(
            f"The {begun.title}, begun at line {begun.line}, ends here without its EOD record: the file is truncated. "
            "Export it again.",
            Position(path, line),
        )


def _check_end(current: _Section | None, fields: list[str], path: str, line: int) -> None:
    at = Position(path, line)
    if current is None:
        raise FilingError("An EOD record stands here without a section to close. Export the file again.", at)
    begun = current.header
    if len(fields) != 6 or not _is_count(fields[5]):
        raise FilingError('An EOD record has six fields, as "-1","EOD","38684780000000","BS1","BB","3680".', at)
    if (cds_of(fields[2], at), fields[3], fields[4]) != (begun.cds, begun.period, begun.column):
        raise FilingError(
            f"This EOD record closes {' '.join(fields[2:5])}, but the section begun at line {begun.line} is {begun.cds} "
            f"{begun.period} {begun.column}: the file is truncated or was joined from several. Export it again.",
            at,
        )
    if int(fields[5]) != len(current.records):
        raise FilingError(
            f"The {begun.title}, begun at line {begun.line}, holds {len(current.records):,} records, its EOD record says "
            f"{int(fields[5]):,}: the file is truncated or was changed. Export it again.",
            at,
        )


def _check_total(fields: list[str], count: int, path: str, line: int) -> None:
    total = fields[3] if len(fields) > 3 else ""
    if not _is_count(total) or int(total) != count:
        raise FilingError(
            f"The file holds {count:,} records, its EOF record says {shown(total)}: the file is truncated or was changed. "
            "Export it again.",
            Position(path, line),
        )


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 12


def _columns(sections: list[_Section], details: Details, path: str) -> dict[str, Column]:
    columns: dict[str, Column] = {}
    seen: dict[tuple[str, str], int] = {}
    for found, recorded in sections:
        key = (found.column, found.section)
        if key in seen:
            raise FilingError(
                f"The {found.title} stands here and already at line {seen[key]}. Keep one.", Position(path, found.line)
            )
        seen[key] = found.line
        column = columns.get(found.column) or Column(found.fiscal_year, found.period, found.column, path)
        columns[found.column] = _with_section(column, found.section, recorded, details)
    return columns


def _with_section(column: Column, section: str, recorded: list[Record], details: Details) -> Column:
    if section == LEDGER:
        return column._replace(rows=details.ledger(recorded, column.code))
    if section == "ELEMENT":
        return column._replace(elements=details.elements(recorded))
    if section == "EXPL":
        return column._replace(explained=details.explained(recorded))
    return column._replace(log=details.log(recorded))
