"""The records of a state file: quoted fields that may hold line breaks, so one record can span several lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from compliance.filing.contents import FILE_LIMIT
from compliance.filing.model import FilingError
from compliance.located.nodes import Position

Record = tuple[int, list[str]]


def records(text: str, path: str) -> Iterator[Record]:
    """Every record that is not blank with the line it begins on; FilingError where quotation marks do not close."""
    csv.field_size_limit(FILE_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, skipinitialspace=True)
    line = 1
    try:
        for fields in reader:
            if fields:
                yield line, fields
            line = reader.line_num + 1
    except csv.Error as problem:
        if "unexpected end" in str(problem):
            message = (
                "The quotation mark that opens here never closes: the file is truncated or the text holds a single quotation "
                "mark, which must be doubled. Export it again."
            )
        else:
            message = 'A quotation mark stands inside a field here. Inside a text it must be doubled, as in ""so called"".'
        raise FilingError(message, Position(path, line)) from None


def field_place(text: str, path: str, line: int, index: int) -> Position:
    """Where a field of the record that begins on a line stands: its first character, without the quotation mark's help."""
    source = io.StringIO(text, newline="")
    for _ in range(line - 1):
        source.readline()
    quoted = False
    left = index
    for column, character in enumerate(source.readline(), 1):
        if left == 0:
            return Position(path, line, column + (character == '"'))
        quoted ^= character == '"'
        left -= character == "," and not quoted
    return Position(path, line)
