"""The state's export: sections of ledger rows, form elements, explanations and check log, each closed by its count."""

from __future__ import annotations

from functools import partial

from compliance.filing.contents import Contents, decode
from compliance.filing.entity import cds_of
from compliance.filing.model import Filing, FilingError
from compliance.filing.nearest import shown
from compliance.filing.sacs_header import header, looks_like_header
from compliance.filing.sacs_records import field_place, records
from compliance.filing.sacs_rows import Details
from compliance.filing.sacs_sections import Section, filing_of
from compliance.located.nodes import Position


def read_sacs(contents: Contents) -> Filing:
    """The filing in a state file (.dat, .txt, .csv): all its columns, or FilingError with line and column.

    Every section must be closed by an EOD record with the right count; a missing EOF record is a warning.
    """
    text, windows = decode(contents, windows=True)
    sections, warnings = _sections(text, Details(contents.path, partial(field_place, text, contents.path)))
    if windows:
        warnings.append(f"{contents.path}: the file is not UTF-8; it was read as Windows-1252.")
    return filing_of(sections, contents, warnings)


def _sections(text: str, details: Details) -> tuple[list[Section], list[str]]:
    """The sections of a file in the order written, each checked against its EOD record, and the file against its EOF."""
    path = details.path
    sections: list[Section] = []
    current: Section | None = None
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
            current = Section(header(fields, path, line), [], details)
            sections.append(current)
    _check_open(current, path, text.count("\n") + 1)
    if not sections:
        raise FilingError("The file holds no section of a state export. Export it again.", Position(path, 1))
    return sections, [] if closed else [f"{path}: the last record (EOF) is missing; every section is complete."]


def _check_open(current: Section | None, path: str, line: int) -> None:
    if current is not None:
        begun = current.header
        raise FilingError(
            f"The {begun.title}, begun at line {begun.line}, ends here without its EOD record: the file is truncated. "
            "Export it again.",
            Position(path, line),
        )


def _check_end(current: Section | None, fields: list[str], path: str, line: int) -> None:
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
